"""Three versions of one PO file made one, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.catalog.charset import Decoded
from dragoman.catalog.entry import Entry, Ident, render
from dragoman.catalog.header import SIGNED_OFF, with_field
from dragoman.catalog.layout import Placed, lay_out
from dragoman.catalog.merging.entries import is_disputed, is_same, means_same, merge_entry, without_notes
from dragoman.catalog.merging.headers import Signed, merge_headers, merge_sign_offs
from dragoman.catalog.merging.lines import merge_lines, pick
from dragoman.catalog.merging.order import follows_theirs, merge_order
from dragoman.catalog.merging.pursuing import Step, find_steps, followed, pursue
from dragoman.catalog.merging.texts import Approved, said
from dragoman.catalog.reader import PoFile, read_po
from dragoman.catalog.rivals import find_rivals
from dragoman.catalog.signing import parts_of
from dragoman.catalog.states import approved_texts
from dragoman.model import CatalogError, Key

NAMES = ("the common ancestor", "our version", "their version")


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A live entry that two persons translated differently: the text that stands, and the others beside it."""

    key: Key
    line: int
    text: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The file's bytes, and where somebody has to choose. `disputed` are only those that this merge has made."""

    data: bytes
    disputed: tuple[Rivalry, ...] = ()


def merge_files(base: bytes | None, ours: bytes, theirs: bytes, path: str = "") -> Merged:
    """The version that holds what both branches did to `base`, None for two that began apart.

    Laws: what one branch left as it was comes from the other, byte for byte; every text that a person approved
    on a branch stands afterwards, live, obsolete or beside the one that stands, unless the other branch took it away.
    CatalogError, naming the version, for one that cannot be read.
    """
    versions = [_read(data, path, name) for data, name in zip((base or b"", ours, theirs), NAMES, strict=True)]
    if theirs == base or ours == theirs:
        return Merged(ours)
    if ours == base:
        return Merged(theirs)
    return _Merge(base is None, *versions).merged(path)


def _read(data: bytes, path: str, name: str) -> PoFile:
    try:
        return read_po(data, path)
    except CatalogError as error:
        raise CatalogError(f"{name}: {error.message}", error.where, error.hint) from None


class _Merge:
    def __init__(self, is_new: bool, base: PoFile, ours: PoFile, theirs: PoFile) -> None:
        self.is_new = is_new
        self.files = base, ours, theirs
        self.base, self.ours, self.theirs = ({entry.ident: entry for entry in po.entries} for po in self.files)
        self.approved: tuple[Approved, Approved] = (approved_texts(ours.entries), approved_texts(theirs.entries))
        self.from_theirs = not is_new and follows_theirs(base.entries, ours.entries, theirs.entries)
        self.written_as = self._charset()

    def merged(self, path: str) -> Merged:
        entries = self._entries()
        main, other = self.files[1:] if not self.from_theirs else self.files[:0:-1]
        eol = self._eol()
        order = merge_order(main.entries, other.entries, entries)
        numbers = {entry.ident: number for number, entry in enumerate(main.entries)}
        placed = [self._placed(entries[ident], main, numbers.get(ident, -1), eol) for ident in order]
        tails = [_converted(po.tail, eol) for po in self.files]
        which = pick(*tails)
        tail = _merged_tail(tails, eol) if which is None else tails[1 if which else 2]
        text, lines = lay_out(placed, tail, eol, len(main.entries))
        data = replace(self.written_as, bom=self._bom()).encode(text)
        read_po(data, path)  # what is to be written can be read
        rows = zip(placed, lines, strict=True)
        return Merged(data, tuple(_rivalry(item.entry, line) for item, line in rows if self._is_disputed(item.entry)))

    def _entries(self) -> dict[Ident, Entry]:
        steps = [] if self.is_new else [find_steps(self.base, branch) for branch in (self.ours, self.theirs)]
        at_base = approved_texts(self.base.values())
        starts = [self._starts(branch, at_base) for branch in steps] or [{}, {}]
        merged: dict[Ident, Entry] = {}
        for ident in dict.fromkeys((*self.ours, *self.theirs)):
            ours, theirs = self.ours.get(ident), self.theirs.get(ident)
            base = self.base.get(ident)
            if ours is not None and theirs is not None:
                base = base or _start((starts[0].get(ident), ours), (starts[1].get(ident), theirs))
            if ours is not None and theirs is not None and ours.is_header:
                merged[ident] = self._header(base, ours, theirs)
            elif (entry := merge_entry(base, ours, theirs, self.approved)) is not None:
                merged[ident] = entry
        now = approved_texts(merged.values())
        for branch, other in zip(steps, (self.theirs, self.ours), strict=False):
            for step in branch:
                pursue(step, self.base, other, merged, (at_base, now))
        return self._signed(merged)

    def _starts(self, steps: Sequence[Step], approved: Approved) -> dict[Ident, Entry]:
        """What a branch's edits of the article alone make of the base, by each new key."""
        made = (followed(step, self.base, approved) for step in steps)
        return {ident: without_notes(start) for each in made for ident, start in each.items() if ident not in self.base}

    def _header(self, base: Entry | None, ours: Entry, theirs: Entry) -> Entry:
        by_theirs = self.written_as is self.files[2].decoded
        if is_same(ours, theirs) or (is_same(theirs, base) and not by_theirs):
            return ours
        if is_same(ours, base) and by_theirs == (self.files[1].decoded.charset != self.files[2].decoded.charset):
            return theirs
        return merge_headers(base, ours, theirs, bytes_of_theirs=by_theirs)

    def _signed(self, merged: dict[Ident, Entry]) -> dict[Ident, Entry]:
        """A sign-off is for all sources and translations as they were when it was given."""
        header = merged.get(Ident(""))
        versions = (self.base, self.ours, self.theirs)
        parts = [parts_of(there.target) if (there := version.get(Ident(""))) else [] for version in versions]
        if header is None or not any(parts):
            return merged
        texts = _texts(merged)
        fit = [_texts(version) == texts for version in versions]
        kept = merge_sign_offs(*(Signed(*each) for each in zip(parts, fit, strict=True)))
        if kept == parts_of(header.target):
            return merged
        return merged | {Ident(""): with_field(header, SIGNED_OFF, "; ".join(kept))}

    def _placed(self, entry: Entry, main: PoFile, number: int, eol: str) -> Placed:
        """The entry with its bytes: those of a branch where it says just what that branch says."""
        branches = (self.theirs, self.ours) if self.from_theirs else (self.ours, self.theirs)
        found = [branch.get(entry.ident) for branch in branches]
        there = next((one for one in found if one is entry), None)
        there = there or next((one for one in found if one is not None and means_same(one, entry)), None)
        if there is None:
            rendered = render(entry, eol)
            return Placed(_respelled(rendered, rendered.raw, 0, eol), number)
        if there is found[0] and main.eol == eol:
            return Placed(there, number, fresh=False)
        gap = main.entries[number] if number >= 0 else there
        spelled = there.raw[: there.end].lstrip("\r\n") + gap.raw[gap.end :]
        lead = len(there.raw) - len(there.raw.lstrip("\r\n"))
        return Placed(_respelled(there, spelled, lead, eol), number)

    def _charset(self) -> Decoded:
        """How the file is written: as the branch that changed it, but in UTF-8 where one of them is."""
        base, ours, theirs = (po.decoded for po in self.files)
        which = pick(base.charset.lower(), ours.charset.lower(), theirs.charset.lower())
        is_ours = which if which is not None else not theirs.charset.lower().startswith("utf")
        chosen = ours if is_ours else theirs
        return replace(chosen, loose=True) if (ours.loose or theirs.loose) and not chosen.loose else chosen

    def _eol(self) -> str:
        which = pick(*(po.eol for po in self.files)) if not self.is_new else True
        return self.files[2 if which is False else 1].eol

    def _bom(self) -> bool:
        which = pick(*(po.decoded.bom for po in self.files)) if not self.is_new else True
        return self.files[2 if which is False else 1].decoded.bom

    def _is_disputed(self, entry: Entry) -> bool:
        if entry.obsolete or not is_disputed(entry):
            return False
        known = (branch.get(entry.ident) for branch in (self.ours, self.theirs))
        return not any(there is not None and is_disputed(there) for there in known)


def _start(*branches: tuple[Entry | None, Entry]) -> Entry | None:
    """What stands for the base of an entry that is new on both branches: the start of the one that did no more."""
    starts = [start for start, _ in branches if start is not None]
    untouched = [start for start, now in branches if start is not None and said(start) == said(now)]
    return min(untouched or starts, key=lambda start: start.targets, default=None)


def _rivalry(entry: Entry, line: int) -> Rivalry:
    return Rivalry(entry.key, line, entry.target, find_rivals(entry.comments))


def _texts(entries: Mapping[Ident, Entry]) -> set[tuple[object, ...]]:
    return {(entry.ident, *said(entry)) for entry in entries.values() if not entry.obsolete and not entry.is_header}


def _merged_tail(tails: Sequence[str], eol: str) -> str:
    lines = merge_lines(*([line.rstrip("\r") for line in tail.split("\n") if line.strip()] for tail in tails))
    return "".join(line + eol for line in lines)


def _respelled(entry: Entry, raw: str, lead: int, eol: str) -> Entry:
    """`entry` with `raw` as its bytes, in the line ends of the file."""
    body, end = (len(_converted(raw[: at - lead], eol)) for at in (entry.body, entry.end))
    text = _converted(raw, eol)
    return replace(entry, raw=text, body=body, end=end, skipped=text.count("\n", 0, body))


def _converted(text: str, eol: str) -> str:
    return re.sub(r"\r?\n", eol, text)
