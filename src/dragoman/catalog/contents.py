"""What a catalog says: its entries as they stand, and nothing of how they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from dragoman.catalog.agreed import agreed_by_source, last_approved
from dragoman.catalog.charset import Decoded
from dragoman.catalog.entry import Entry
from dragoman.catalog.header import CUT, field
from dragoman.catalog.inside import Inside, comment_of, plain_key, read_inside, record_of, speaks
from dragoman.catalog.layout import Placed, lay_out
from dragoman.catalog.origins import find_made_from
from dragoman.catalog.proposals import Proposal, find_proposal
from dragoman.catalog.rivals import find_rivals
from dragoman.catalog.states import approved_texts, read_state
from dragoman.catalog.suggestions import Suggestion, find_suggestions
from dragoman.catalog.together import Together, find_together, rows_of
from dragoman.catalog.waivers import find_waivers
from dragoman.model import CatalogError, Key, Pair, Segment, State, Translation, Waiver, Where

_BOTH = (
    "it has a translation of its own, so that its comment `# inside:` says nothing",
    "empty the msgstr, or take the comment out",
)


class _Told(NamedTuple):
    translation: Translation | None
    fault: str
    hint: str
    waivers: tuple[Waiver, ...]
    rivals: tuple[str, ...]


class Contents:
    """The entries of one PO file, read. What changes them is `catalog.Catalog`.

    `path` names the file in messages.
    """

    def __init__(self, entries: Sequence[Entry], tail: str, eol: str, decoded: Decoded, path: str) -> None:
        self.path = path
        self._eol = eol
        self._take(entries, tail, decoded)

    def _take(self, entries: Sequence[Entry], tail: str, decoded: Decoded) -> None:
        self._placed = [Placed(entry, number, fresh=False) for number, entry in enumerate(entries)]
        self._count = len(entries)
        self._tail = tail
        self._decoded = decoded
        self._forget()

    def _forget(self) -> None:
        for name in ("_layout", "_live", "_approved", "has_inside", "_agreed", "_told"):
            self.__dict__.pop(name, None)

    @cached_property
    def _layout(self) -> tuple[str, list[int]]:
        return lay_out(self._placed, self._tail, self._eol, self._count)

    @cached_property
    def _live(self) -> dict[Key, int]:
        """Live entries' places by key. `msgctxt ""` is another key than none to gettext: such entries are not ours."""
        return {
            item.entry.key: at
            for at, item in enumerate(self._placed)
            if not item.entry.obsolete and not item.entry.is_header and item.entry.context != ""
        }

    @cached_property
    def _approved(self) -> dict[str, Entry]:
        return approved_texts(item.entry for item in self._placed)

    @property
    def data(self) -> bytes:
        """The file's bytes as they are now."""
        return self._encode(self._layout[0])

    @property
    def header(self) -> str:
        """The header's fields, one a line; empty without a header."""
        return next((item.entry.target for item in self._placed if item.entry.is_header), "")

    @property
    def segmentation(self) -> str:
        """What the header names, for people, as unit and rules of the cut; "" for nothing."""
        return field(self.header, CUT) or ""

    def field(self, name: str) -> str:
        """A field of the header; "" when it has none of that name."""
        return field(self.header, name) or ""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The live keys in the file's order."""
        return tuple(self._live)

    @property
    def known_keys(self) -> tuple[Key, ...]:
        """All keys the file holds, live ones first, then obsolete ones."""
        return (*self._live, *(entry.key for entry in self._obsolete() if entry.context != ""))

    def entry(self, key: Key) -> Entry | None:
        """The live entry of `key` as it stands, to be given back later; None when there is none."""
        return self._entry(key)

    def translation(self, key: Key) -> Translation | None:
        """The live translation of `key`; None when it is missing or the key is not live here."""
        entry = self._entry(key)
        return read_state(entry, self._approved) if entry else None

    def pairs(self, segments: Sequence[Segment]) -> Iterator[Pair]:
        """One Pair for each segment, in order; repeated segments share an entry."""
        lines = self._layout[1]
        for segment in segments:
            at = self._live.get(segment.key)
            if at is None:
                yield Pair(segment, None)
            else:
                translation, fault, hint, waivers, rivals = self._tell(at)
                yield Pair(segment, translation, lines[at], (), None, fault, hint, waivers, rivals)

    def _tell(self, at: int) -> _Told:
        """What the entry at a place says to a pair. Asked for again and again between two changes."""
        if (told := self._told.get(at)) is None:
            entry = self._placed[at].entry
            fault, hint = _BOTH if entry.target.strip() and comment_of(entry.comments) is not None else ("", "")
            told = self._told[at] = _Told(
                read_state(entry, self._approved), fault, hint, self.waivers(entry.key), self.rivals(entry.key)
            )
        return told

    @cached_property
    def _told(self) -> dict[int, _Told]:
        return {}

    @property
    def standing(self) -> object:
        """The same object as long as nothing in the catalog has changed: what was made of it then still holds."""
        return self._told

    def made_from(self, key: Key) -> dict[str, str]:
        """Digests of what the machine's text of `key` was made from, by name of the input; empty when nothing tells."""
        entry = self._entry(key)
        return find_made_from(entry.comments) if entry else {}

    def proposal(self, key: Key) -> Proposal | None:
        """What an engine proposes in place of the stale text of `key`, if that still stands as it was."""
        entry = self._entry(key)
        return find_proposal(entry) if entry else None

    def suggestions(self, key: Key) -> tuple[Suggestion, ...]:
        """What stands beside the entry of `key` as approved for texts like it."""
        entry = self._entry(key)
        return find_suggestions(entry) if entry else ()

    def waivers(self, key: Key) -> tuple[Waiver, ...]:
        """What a person waives at the live entry of `key`."""
        entry = self._entry(key)
        return tuple(find_waivers(entry.comments)) if entry else ()

    def rivals(self, key: Key) -> tuple[str, ...]:
        """What other persons made of the live text `key`, while nobody has chosen."""
        entry = self._entry(key)
        return find_rivals(entry.comments) if entry and (entry.is_fuzzy or not entry.has_text) else ()

    def inside(self, key: Key) -> Inside | None:
        """What the live entry of `key` says of its neighbour; None when it is an ordinary one."""
        entry = self._entry(key)
        return read_inside(entry) if entry else None

    @cached_property
    def has_inside(self) -> bool:
        """True when any live entry says, or said, that its sentence is translated inside its neighbour."""
        return any(speaks(self._placed[at].entry) for at in self._live.values())

    def together(self, segments: Iterable[Segment]) -> Together:
        """How the blocks of `segments` are translated: which of their sentences by one text."""
        if not self.has_inside:
            return Together()
        entries = ((key, self._placed[at].entry) for key, at in self._live.items())
        inside = {key: (said, entry) for key, entry in entries if (said := read_inside(entry)) is not None}
        records = {key: digest for key, (_, entry) in inside.items() if (digest := record_of(entry.comments))}
        return find_together(rows_of(segments), {key: said for key, (said, _) in inside.items()}, records)

    def joint(self, keys: Sequence[Key], host: Key) -> tuple[Translation | None, int]:
        """The translation of neighbours, which the entry of `host` holds, and the line of the entry that decides its
        state: it is approved when that entry is, and no other is fuzzy that says by its msgstr that it is inside."""
        lines = self._layout[1]
        at = self._live.get(host)
        translation = self.translation(host)
        if at is None or translation is None:
            return None, 0 if at is None else lines[at]
        for key in keys:
            place = self._live.get(key, at)
            entry = self._placed[place].entry
            if key != host and entry.is_fuzzy and translation.state is State.APPROVED:
                previous = None if entry.previous is None else Key(entry.previous, entry.context or "")
                state = State.DRAFT if previous is None else State.STALE
                return replace(translation, state=state, previous=previous), lines[place]
        return translation, lines[at]

    def obsolete(self) -> Iterator[tuple[Key, Translation]]:
        """Every pair that left the article, with the standing it had, in the file's order."""
        for entry in self._obsolete():
            translation = read_state(entry, {})
            if translation is not None:
                yield plain_key(entry.key), translation

    def last_approved(self, key: Key) -> tuple[Key, Translation] | None:
        """The source and translation a person approved last for `key`: itself, or what its stale text comes from."""
        return last_approved(key, self.translation(key), self._agreed)

    @cached_property
    def _agreed(self) -> dict[str, list[Entry]]:
        return agreed_by_source(item.entry for item in self._placed)

    def _entry(self, key: Key) -> Entry | None:
        """The live entry of `key`."""
        at = self._live.get(key)
        return None if at is None else self._placed[at].entry

    def _obsolete(self) -> Iterator[Entry]:
        return (item.entry for item in self._placed if item.entry.obsolete)

    def _where(self, at: int) -> Where:
        return Where(self.path, self._layout[1][at])

    @property
    def _name(self) -> str:
        return self.path or "the catalog"

    def _encode(self, text: str) -> bytes:
        try:
            return self._decoded.encode(text)
        except UnicodeEncodeError as error:
            raise CatalogError(
                f"the file's charset {self._decoded.charset} has no {text[error.start : error.end]!r}",
                Where(self.path),
                "convert the file: msgconv -t UTF-8",
            ) from error
