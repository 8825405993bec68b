"""A catalog follows its article: what stays, what becomes stale, what is cut, joined, retired or comes back.

Nothing a person wrote leaves the file. What is carried to another source is marked (fuzzy, with the source it was
approved for), and the pair it comes from stays below as an obsolete entry, byte for byte the person's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from dragoman.alignment import ChangeClass, Link, align
from dragoman.catalog.carry import carry
from dragoman.catalog.changes import Changes
from dragoman.catalog.comments import has_note, reference_line, remark_lines, with_origin
from dragoman.catalog.cutting import cut_text, join_texts
from dragoman.catalog.entry import Entry, Ident, padded, render, respell, with_fuzzy, with_lines, with_salt
from dragoman.catalog.header import mend_header, new_header
from dragoman.catalog.layout import Placed
from dragoman.catalog.states import approved_texts, read_state
from dragoman.model import Key, Segment, State, Translation, digest


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
    work = _Work(placed, wanted, source, names)
    work.settle()
    work.follow()
    work.retire()
    header = _header(placed, eol, language, source)
    live = [_derived(work.live[key], segment, article, remarks, eol) for key, segment in wanted.items()]
    obsolete = [_written(item, eol) for item in work.obsolete.values()]
    return [header, *_set_apart(header, live, eol), *obsolete], work.changes()


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

    def settle(self) -> None:
        """Keys that are still there, and keys that come back."""
        for item in self.old:
            key = item.entry.key
            if item.entry.context != "" and key in self.wanted:
                self._live(key, _recalled(item, self.approved), "kept")
            else:
                self.leaving[item.entry.ident] = item
        for key in self.wanted:
            ident = _ident(key)
            if key not in self.live and ident in self.obsolete:
                item = _changed(self.obsolete.pop(ident), obsolete=False)
                self._live(key, _salted(item, key) if key.context and item.entry.is_fuzzy else item, "revived")

    def follow(self) -> None:
        """Keys that changed, by alignment; the rest are new."""
        keys = [item.entry.key for item in self.old]
        new = list(self.wanted)
        for link in align(keys, new, settled=set(self.live), names=self.names, language=self.source):
            old = [self.old[at] for at in link.old]
            if any(item.entry.plural is not None for item in old):
                continue
            self._link(old, [new[at] for at in link.new], link)
        gone = [
            item.entry.padding for item in self.old if item.entry.key not in self.wanted and not item.entry.has_text
        ]
        padding = padded(max(gone, default=0)) if self.old else 0
        for key in self.wanted:
            if key not in self.live:
                fresh = _new(key, padding)
                self._live(key, _salted(fresh, key) if self.old and key.context else fresh, "new")

    def retire(self) -> None:
        """What is left of the old entries."""
        for item in list(self.leaving.values()):
            entry = item.entry
            if (entry.has_text and not self._stands_elsewhere(entry)) or has_note(entry.comments):
                self._keep(item)
            self.leaving.pop(entry.ident, None)

    def changes(self) -> Changes:
        by_name: dict[str, list[Key]] = {}
        for key in self.wanted:
            by_name.setdefault(self.told[key], []).append(key)
        return Changes(
            **{name: tuple(keys) for name, keys in by_name.items()},  # type: ignore[arg-type]
            retired=tuple(self.retired),
            classes=tuple(self.classes),
        )

    # One link

    def _link(self, old: list[Placed], keys: list[Key], link: Link) -> None:
        for key in keys:
            self.classes.append((key, link.change))
        if len(keys) > 1:
            self._split(old[0], keys)
        elif len(old) > 1:
            self._join(old, keys[0])
        else:
            self._edit(old[0], keys[0], link.change)

    def _edit(self, item: Placed, key: Key, change: ChangeClass) -> None:
        entry = item.entry
        now = read_state(entry, self.approved)
        moved = _moved(item, key)
        if now is None:
            self._live(key, _emptied(moved), "new")
            self._let_go(item)
            return
        text = carry(entry.source, key.text, now.text, self.wanted[key].content) if change.is_mechanical else None
        if text is not None and (text == now.text or not now.is_machine):
            self._live(key, _changed(moved, targets=(text,)), "mechanical")
            self._let_go(item, keep=text != now.text)
        elif now.is_machine:
            self._live(key, _emptied(moved), "emptied")
            self._let_go(item)
        else:
            self._live(key, _stale(moved, now, entry.source), "stale")
            self._let_go(item, keep=not self._stands_elsewhere(entry))

    def _split(self, item: Placed, keys: list[Key]) -> None:
        entry = item.entry
        now = read_state(entry, self.approved)
        if now is None or now.is_machine:
            texts = [""] * len(keys)
        else:
            texts = cut_text(now.text, [len(key.text) for key in keys])
        for at, (key, text) in enumerate(zip(keys, texts, strict=True)):
            blank = _moved(item if at == 0 else Placed(entry), key)
            if text and now is not None:
                half = _salted(_changed(blank, targets=(text,)), key)  # the halves share their `#| msgid`
                self._live(key, _stale(half, now, entry.source), "split")
            else:
                told = "new" if now is None else "emptied" if now.is_machine else "split"
                self._live(key, _emptied(blank), told)
        self._let_go(item, keep=now is not None and not now.is_machine and not self._stands_elsewhere(entry))

    def _join(self, old: list[Placed], key: Key) -> None:
        first = old[0]
        states = [read_state(item.entry, self.approved) for item in old]
        moved = _moved(first, key)
        others = (line for item in old[1:] for line in item.entry.lines("#"))
        lines = dict.fromkeys((*moved.entry.comments, *others))
        moved = _changed(moved, comments=with_origin(tuple(lines), None))
        texts = [now.text for now in states if now is not None]
        if all(now is None or now.is_machine for now in states):
            self._live(key, _emptied(moved), "emptied" if texts else "new")
        else:
            sources = join_texts([item.entry.source for item in old])
            joined = Translation(join_texts(texts), State.DRAFT)
            self._live(key, _stale(_changed(moved, targets=(joined.text,)), joined, sources), "joined")
        for item, now in zip(old, states, strict=True):
            keep = now is not None and not now.is_machine and not self._stands_elsewhere(item.entry)
            self._let_go(item, keep=keep)

    # Bookkeeping

    def _live(self, key: Key, item: Placed, told: str) -> None:
        self.live[key] = item
        self.told[key] = told

    def _let_go(self, item: Placed, *, keep: bool = False) -> None:
        """The old entry has been followed; its pair stays as an obsolete one when its text needs a place."""
        self.leaving.pop(item.entry.ident, None)
        if keep:
            self._keep(item)

    def _keep(self, item: Placed) -> None:
        entry = item.entry
        comments = with_lines(with_lines(entry.comments, ".", ()), ":", ())
        self.obsolete[entry.ident] = _changed(item, number=-1, obsolete=True, comments=comments)
        self.retired.append(entry.key)

    def _stands_elsewhere(self, entry: Entry) -> bool:
        """True for a stale text that is, word for word, a person's text of the pair it comes from."""
        now = read_state(entry, self.approved)
        if now is None or now.state is not State.STALE or now.previous is None:
            return False
        there = self.live.get(now.previous) or self.obsolete.get(_ident(now.previous))
        if there is None:
            return False
        kept = read_state(there.entry, {})
        return (
            kept is not None
            and not kept.is_machine
            and there.entry.targets == entry.targets
            and set(_notes(entry)) <= set(_notes(there.entry))
        )


def _ident(key: Key) -> Ident:
    return Ident(key.text, key.context or None)


def _notes(entry: Entry) -> tuple[str, ...]:
    return tuple(line for line in entry.lines("#") if line.strip("# \t\r"))


def _changed(item: Placed, *, number: int | None = None, **fields: object) -> Placed:
    """`item` with another meaning; its bytes are written later."""
    entry = replace(item.entry, **fields)  # type: ignore[arg-type]  # the names are Entry's own
    return Placed(entry, item.number if number is None else number, fresh=True)


def _moved(item: Placed, key: Key) -> Placed:
    """`item` under another key. Its flags are salted where an unchanged line could part them from the source."""
    entry = item.entry
    moved = _changed(item, source=key.text, context=key.context or None)
    return _salted(moved, key) if key.context or (entry.is_fuzzy and entry.previous is not None) else moved


def _salted(item: Placed, key: Key) -> Placed:
    return _changed(item, comments=with_salt(item.entry.comments, digest(*key)))


def _new(key: Key, padding: int) -> Placed:
    context = key.context or None
    return Placed(Entry(raw="", body=0, end=0, skipped=0, source=key.text, context=context, padding=padding))


def _emptied(item: Placed) -> Placed:
    entry = item.entry
    # A text may have stood here only on one branch: a padding seldom met, rather than none.
    padding = padded(int(digest(entry.source, entry.target), 16) % 3 if entry.target else entry.padding)
    comments = with_fuzzy(with_origin(entry.comments, None), False)
    empty = _changed(item, targets=("",), comments=comments, padding=padding)
    return _changed(empty, previous=None, previous_context=None, previous_plural=None)


def _stale(item: Placed, now: Translation, source: str) -> Placed:
    """`item` marked for a person's eye. A text that was stale before keeps the source it was approved for."""
    approved_for = now.previous.text if now.state is State.STALE and now.previous is not None else source
    comments = with_fuzzy(item.entry.comments, True)
    return _changed(item, comments=comments, previous=approved_for, previous_context=None, previous_plural=None)


def _recalled(item: Placed, approved: dict[str, Entry]) -> Placed:
    """A stale text whose `#| msgid` an editor stripped gets it back."""
    entry = item.entry
    if entry.previous is not None or not entry.is_fuzzy:
        return item
    now = read_state(entry, approved)
    if now is None or now.state is not State.STALE or now.previous is None:
        return item
    return _changed(item, previous=now.previous.text)


def _derived(
    item: Placed, segment: Segment, article: str, remarks: Callable[[Segment], Sequence[str]], eol: str
) -> Placed:
    """`item` with the comment lines that follow from the article, and its bytes."""
    entry = item.entry
    comments = entry.comments
    said = tuple(line.rstrip() for line in entry.lines("."))
    for kind, lines in ((".", remark_lines(remarks(segment), said)), (":", (reference_line(article),))):
        if tuple(line.rstrip() for line in entry.lines(kind)) != lines:
            comments = with_lines(comments, kind, lines)
    if item.fresh:
        return Placed(render(replace(entry, comments=comments), eol), item.number)
    if comments != entry.comments:
        return Placed(respell(replace(entry, comments=comments), eol), item.number)
    return item


def _set_apart(header: Placed, live: Sequence[Placed], eol: str) -> list[Placed]:
    """`live` with drafts and empty entries that follow another entry than before spelled so that few of their lines
    can be taken for their neighbours': else git, seeing entries go or move, may file one's review under another."""
    out: list[Placed] = []
    before = header.number
    for item in live:
        entry = item.entry
        follows = item.number < 0 or item.number == before + 1
        before = item.number if item.number >= 0 else before
        if not follows and entry.is_fuzzy:
            if entry.context or entry.previous is not None:
                entry = replace(entry, comments=with_salt(entry.comments, digest(*entry.key)))
            entry = render(entry, eol)
        elif not follows and not entry.has_text:
            entry = render(replace(entry, padding=padded(entry.padding)), eol)
        out.append(item if entry.raw == item.entry.raw else Placed(entry, item.number))
    return out


def _written(item: Placed, eol: str) -> Placed:
    return Placed(render(item.entry, eol), item.number) if item.fresh else item


def _header(placed: Sequence[Placed], eol: str, language: str, source: str) -> Placed:
    for item in placed:
        if item.entry.is_header:
            mended = mend_header(item.entry, language, source)
            return item if mended is item.entry else Placed(render(mended, eol), item.number)
    return Placed(render(new_header(language, source), eol))
