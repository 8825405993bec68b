"""A catalog follows its article: what stays, what becomes stale, what is cut, joined, retired or comes back.

Nothing a person wrote leaves the file. What is carried to another source is marked (fuzzy, with the source it was
approved for), and the pair it comes from stays below as an obsolete entry, byte for byte the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.alignment import Change, ChangeClass, align, describe_all, names_in
from dragoman.catalog.changes import Changes
from dragoman.catalog.changing import approved_again, changed, ident_of, new_entry, recalled, reopened, salted
from dragoman.catalog.comments import change_remark
from dragoman.catalog.company import Company, find_companies
from dragoman.catalog.dating import date_waivers
from dragoman.catalog.entry import Entry, Ident, padded, with_lines
from dragoman.catalog.finishing import header_of, set_apart, with_company, with_derived, written
from dragoman.catalog.following import Followed, can_start, follow, follow_together, start_from
from dragoman.catalog.inside import joint_key, parting_of, read_inside, speaks
from dragoman.catalog.layout import Placed
from dragoman.catalog.minor import is_minor
from dragoman.catalog.notes import has_note
from dragoman.catalog.rulings import NONE, Rulings
from dragoman.catalog.states import approved_texts, read_state
from dragoman.catalog.together import Row, Together, joint_text, rows_of
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
    rulings: Rulings = NONE,
    doubts: Callable[[Segment, str], Sequence[str]] = lambda _, __: (),
    keep_passing: bool = False,
) -> tuple[list[Placed], Changes]:
    """The entries after the update, header first, then one for each key in document order, then obsolete ones."""
    wanted: dict[Key, Segment] = {}
    for segment in segments:
        if segment.text:  # `msgid ""` is the header's
            wanted.setdefault(segment.key, segment)
    rows = rows_of(segment for segment in segments if segment.text)
    placed = date_waivers(placed, rows, wanted, eol)
    work = _Work(placed, wanted, source, names, rulings)
    companies = find_companies(work.old, rows, wanted)
    work.settle()
    work.follow({item.entry.ident: company for company in companies for item in company.items})
    together = work.unite(companies, rows, eol)
    work.retire()
    work.rule(together)
    remarks = with_company(remarks, together, wanted)
    header = header_of(placed, eol, language, source)
    live = [
        with_derived(
            work.live[key], segment, article, remarks, eol, passing=work.passing(key, doubts), keep_passing=keep_passing
        )
        for key, segment in wanted.items()
    ]
    obsolete = [written(item, eol) for item in work.obsolete.values()]
    return [header, *set_apart(header, live, eol), *obsolete], work.changes()


@dataclass
class _Work:
    placed: Sequence[Placed]
    wanted: dict[Key, Segment]
    source: str
    names: Collection[str]
    rulings: Rulings
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
        self.spoken: dict[Key, str] = {}  # the sources of texts that translate several sentences
        self.went: dict[Ident, tuple[Key, ...]] = {}

    def settle(self) -> None:
        """Keys that are still there, and keys that come back."""
        for item in self.old:
            key = item.entry.key
            if item.entry.context != "" and key in self.wanted:
                self._live(key, item, "kept")
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
        new = list(self.wanted)
        revived = [item for key, item in self.live.items() if self.told[key] == "revived"]
        past = [item for item in (*self.obsolete.values(), *revived) if can_start(item.entry)]
        known = [*self.old, *past]
        for link in align(
            [item.entry.key for item in self.old],
            new,
            past=[item.entry.key for item in past],
            empty={at for at, item in enumerate(self.old) if not can_start(item.entry)},
            settled=set(self.live),
            names=self.all_names if self.leaving and len(self.live) < len(new) else (),
            language=self.source,
        ):
            old = [known[at] for at in link.old]
            segments = [self.wanted[new[at]] for at in link.new]
            if any(item.entry.plural is not None for item in old):
                continue
            pairs = ((item.entry.key, segment.key) for item in old for segment in segments)
            is_corrected = any(self.rulings.forbids(source, key) for source, key in pairs)
            change = ChangeClass.WORDING if is_corrected else link.change  # a correction is never mechanical
            if link.copied:
                followed = start_from(old[0], segments, change, self.approved)
            elif any(item.entry.ident in companies or read_inside(item.entry) for item in old):
                followed = follow_together(old, segments, change, self.approved, companies)
            else:
                followed = follow(old, segments, change, self.approved)
            self.classes += [(key, link.change) for key, _, _ in followed.live]
            self._take([] if link.copied else old, followed)
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
        """What is left of the old entries becomes obsolete; by these some stale texts are known again."""
        for item in self.leaving.values():
            entry = item.entry
            if (entry.has_text and not self._stands_elsewhere(entry)) or has_note(entry.comments):
                self._keep(item)
        self.leaving.clear()
        approved = approved_texts(item.entry for item in self.obsolete.values())
        for key, item in self.live.items():
            self.live[key] = recalled(item, approved)

    def rule(self, together: Together) -> None:
        """What editors have said: edits that are minor, corrections of fact."""
        self.spoken = {row[host]: joint_text([key.text for key in row]) for row, host in together.groups.items()}
        opened = dict(self.rulings.reopened)
        for row, host in together.groups.items():
            if any(key in opened for key in row):
                opened.setdefault(row[host], "")
        for key, source in opened.items():
            entry = self.live[key].entry if key in self.live else None
            if entry is not None and entry.has_text and not entry.is_fuzzy and entry.plural is None:
                self._live(key, reopened(self.live[key], source), "reopened")
        for key, change in self.described.items():
            segment, entry = self.wanted[key], self.live[key].entry
            chosen = key in self.rulings.minor
            if (
                (chosen or segment.minor)
                and not self.rulings.forbids(Key(entry.previous or "", key.context), key)
                and key not in self.spoken
                and (entry.previous, entry.target) in self._pairs
                and is_minor(entry.previous or "", entry.target, segment, change.kind, chosen=chosen)
            ):
                self._live(key, approved_again(self.live[key]), "minor")
        self.__dict__.pop("described", None)

    @cached_property
    def described(self) -> dict[Key, Change]:
        """How each stale text came to be so; a text of several sentences together, with them all."""
        texts = {
            key: (entry.previous, self.spoken.get(key, key.text))
            for key in self.wanted
            if (entry := self.live[key].entry).is_fuzzy and entry.has_text and entry.previous is not None
        }
        return describe_all(texts, self.all_names, self.source) if texts else {}

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Known names, and words that the article itself writes like names."""
        return frozenset(self.names) | names_in([key.text for key in self.wanted])

    @cached_property
    def _pairs(self) -> set[tuple[str | None, str]]:
        """Sources and texts of the pairs that a person approved and that left the article."""
        entries = (item.entry for item in self.obsolete.values())
        return {(entry.source, entry.target) for entry in entries if entry.target and not entry.is_fuzzy}

    def passing(self, key: Key, doubts: Callable[[Segment, str], Sequence[str]]) -> list[str]:
        """Remarks that stand at an entry until it is approved."""
        entry = self.live[key].entry
        if entry.has_text and not entry.is_fuzzy:
            return []
        source = Key(entry.previous or "", key.context)
        is_open = key in self.rulings.trusted or self.rulings.forbids(source, key)
        remark = self.rulings.corrected.get(key) if is_open else None
        change = self.described.get(key)
        draft = read_state(entry, {})
        doubted = doubts(self.wanted[key], draft.text) if draft is not None and draft.is_machine else ()
        return [*([remark] if remark else []), *([change_remark(change)] if change else []), *doubted]

    def changes(self) -> Changes:
        by_name: dict[str, list[Key]] = {}
        for key in self.wanted:
            by_name.setdefault(self.told[key], []).append(key)
        return Changes(
            **{name: tuple(keys) for name, keys in by_name.items()},  # type: ignore[arg-type]
            retired=tuple(self.retired),
            classes=tuple(self.classes),
            described=tuple(self.described.items()),
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
            or self._twin(entry, now.previous)
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

    def _twin(self, entry: Entry, previous: Key) -> Placed | None:
        """The pair that a text in a new role comes from: it is below another context."""
        for ident in self._idents.get(previous.text, ()):
            there = self.live.get(Key(ident.source, ident.context or "")) or self.obsolete.get(ident)
            if there is None or ident == entry.ident or there.entry.is_fuzzy:
                continue
            if there.entry.targets == entry.targets:
                return there
        return None

    @cached_property
    def _idents(self) -> dict[str, list[Ident]]:
        """Every entry of the file by its source."""
        found: dict[str, list[Ident]] = {}
        for item in self.placed:
            found.setdefault(item.entry.source, []).append(item.entry.ident)
        return found


def _notes(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.lines("#") if line.strip("# \t\r"))
