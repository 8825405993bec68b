"""A catalog follows its article: what stays, what becomes stale, what is cut, joined, retired or comes back.

Nothing a person wrote leaves the file. What is carried to another source is marked (fuzzy, with the source it was
approved for), and the pair it comes from stays below as an obsolete entry, byte for byte the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.alignment import ChangeClass, align
from dragoman.catalog.changes import Changes
from dragoman.catalog.changing import changed, ident_of, new_entry, recalled, salted
from dragoman.catalog.comments import has_note
from dragoman.catalog.company import Company, find_companies
from dragoman.catalog.entry import Entry, Ident, padded, with_lines
from dragoman.catalog.finishing import header_of, set_apart, with_company, with_derived, written
from dragoman.catalog.following import Followed, follow, follow_together
from dragoman.catalog.inside import joint_key, parting_of, read_inside, speaks
from dragoman.catalog.layout import Placed
from dragoman.catalog.states import approved_texts, read_state
from dragoman.catalog.together import Row, Together, rows_of
from dragoman.catalog.uniting import Uniting
from dragoman.model import Key, Segment, State


def update_entries(
    placed: Sequence[Placed],
    segments: Sequence[Segment],
    eol: str,
    *,
    article: str,
    remarks: Callable[[Segment], Sequence[str]],
    language: str = "",
    source: str = "",
    names: Collection[str] = (),
) -> tuple[list[Placed], Changes]:
    """The entries after the update, header first, then one for each key in document order, then obsolete ones."""
    wanted: dict[Key, Segment] = {}
    for segment in segments:
        if segment.text:  # `msgid ""` is the header's
            wanted.setdefault(segment.key, segment)
    rows = rows_of(segment for segment in segments if segment.text)
    work = _Work(placed, wanted, source, names)
    companies = find_companies(work.old, rows, wanted)
    work.settle()
    work.follow({item.entry.ident: company for company in companies for item in company.items})
    together = work.unite(companies, rows, eol)
    work.retire()
    remarks = with_company(remarks, together, wanted)
    header = header_of(placed, eol, language, source)
    live = [with_derived(work.live[key], segment, article, remarks, eol) for key, segment in wanted.items()]
    obsolete = [written(item, eol) for item in work.obsolete.values()]
    return [header, *set_apart(header, live, eol), *obsolete], work.changes()


@dataclass
class _Work:
    placed: Sequence[Placed]
    wanted: dict[Key, Segment]
    source: str
    names: Collection[str]
    live: dict[Key, Placed] = field(default_factory=dict)
    told: dict[Key, str] = field(default_factory=dict)
    classes: list[tuple[Key, ChangeClass]] = field(default_factory=list)
    retired: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        entries = [item for item in self.placed if not item.entry.is_header]
        self.old = [item for item in entries if not item.entry.obsolete]
        self.obsolete: dict[Ident, Placed] = {item.entry.ident: item for item in entries if item.entry.obsolete}
        self.approved = approved_texts(item.entry for item in entries)
        self.leaving: dict[Ident, Placed] = {}
        self.went: dict[Ident, tuple[Key, ...]] = {}

    def settle(self) -> None:
        """Keys that are still there, and keys that come back."""
        for item in self.old:
            key = item.entry.key
            if item.entry.context != "" and key in self.wanted:
                self._live(key, recalled(item, self.approved), "kept")
                self.went[item.entry.ident] = (key,)
            else:
                self.leaving[item.entry.ident] = item
        for key in self.wanted:
            ident = ident_of(key)
            if key not in self.live and ident in self.obsolete:
                item = changed(self.obsolete.pop(ident), obsolete=False)
                self._live(key, salted(item, key) if key.context and item.entry.is_fuzzy else item, "revived")

    def follow(self, companies: Mapping[Ident, Company]) -> None:
        """Keys that changed, by alignment; the rest are new."""
        keys = [item.entry.key for item in self.old]
        new = list(self.wanted)
        for link in align(keys, new, settled=set(self.live), names=self.names, language=self.source):
            old = [self.old[at] for at in link.old]
            if any(item.entry.plural is not None for item in old):
                continue
            segments = [self.wanted[new[at]] for at in link.new]
            self.classes += [(segment.key, link.change) for segment in segments]
            if any(item.entry.ident in companies or read_inside(item.entry) for item in old):
                self._take(old, follow_together(old, segments, link.change, self.approved, companies))
            else:
                self._take(old, follow(old, segments, link.change, self.approved))
        gone = [
            item.entry.padding for item in self.old if item.entry.key not in self.wanted and not item.entry.has_text
        ]
        padding = padded(max(gone, default=0)) if self.old else 0
        for key in self.wanted:
            if key not in self.live:
                fresh = new_entry(key, padding)
                self._live(key, salted(fresh, key) if self.old and key.context else fresh, "new")

    def unite(self, companies: Sequence[Company], rows: Sequence[Row], eol: str) -> Together:
        """Sentences that are translated together, as such."""
        if not companies and not any(speaks(item.entry) for item in self.live.values()):
            return Together()
        uniting = Uniting(
            self.live,
            self.told,
            self.classes,
            self.obsolete,
            self.leaving,
            self._keep,
            self.went,
            rows,
            self.wanted,
            self.approved,
            self.names,
            self.source,
            eol,
        )
        return uniting.unite(companies)

    def retire(self) -> None:
        """What is left of the old entries."""
        for item in self.leaving.values():
            entry = item.entry
            if (entry.has_text and not self._stands_elsewhere(entry)) or has_note(entry.comments):
                self._keep(item)
        self.leaving.clear()

    def changes(self) -> Changes:
        by_name: dict[str, list[Key]] = {}
        for key in self.wanted:
            by_name.setdefault(self.told[key], []).append(key)
        return Changes(
            **{name: tuple(keys) for name, keys in by_name.items()},  # type: ignore[arg-type]
            retired=tuple(self.retired),
            classes=tuple(self.classes),
        )

    def _take(self, old: Sequence[Placed], followed: Followed) -> None:
        for key, item, told in followed.live:
            self._live(key, item, told)
        for item in old:
            self.leaving.pop(item.entry.ident, None)
            self.went[item.entry.ident] = tuple(key for key, _, _ in followed.live)
        parted = (item for item in old if parting_of(item.entry.comments))
        for item in (*parted, *followed.kept):
            if not self._stands_elsewhere(item.entry):
                self._keep(item)

    def _live(self, key: Key, item: Placed, told: str) -> None:
        self.live[key] = item
        self.told[key] = told

    def _keep(self, item: Placed) -> None:
        entry = item.entry
        comments = with_lines(with_lines(entry.comments, ".", ()), ":", ())
        self.obsolete[entry.ident] = changed(item, number=-1, obsolete=True, comments=comments)
        self.retired.append(entry.key)

    def _stands_elsewhere(self, entry: Entry) -> bool:
        """True for a stale text that is, word for word, a person's text of the pair it comes from."""
        now = read_state(entry, self.approved)
        if now is None or now.state is not State.STALE or now.previous is None:
            return False
        there = (
            self.live.get(now.previous)
            or self.obsolete.get(ident_of(now.previous))
            or self.obsolete.get(ident_of(joint_key(*now.previous)))
        )
        if there is None:
            return False
        kept = read_state(there.entry, {})
        return (
            kept is not None
            and not kept.is_machine
            and there.entry.targets == entry.targets
            and set(_notes(entry)) <= set(_notes(there.entry))
        )


def _notes(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.lines("#") if line.strip("# \t\r"))
