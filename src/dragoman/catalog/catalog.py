"""One language's translations of one article, kept in one PO file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from dragoman import files
from dragoman.catalog.agreed import agreed_by_source, last_approved
from dragoman.catalog.changes import Changes
from dragoman.catalog.charset import Decoded
from dragoman.catalog.comments import with_doubts
from dragoman.catalog.entry import Entry, render
from dragoman.catalog.header import CUT, field, new_header, with_credit, with_segmentation
from dragoman.catalog.inside import (
    Inside,
    Side,
    comment_of,
    is_marker,
    plain_key,
    read_inside,
    record_of,
    said_inside,
    speaks,
    with_record,
    without_side,
)
from dragoman.catalog.layout import Placed, lay_out
from dragoman.catalog.origins import find_made_from
from dragoman.catalog.permission import changed_meanwhile, refusal
from dragoman.catalog.proposals import Proposal, find_proposal, with_proposal
from dragoman.catalog.reader import read_po
from dragoman.catalog.recutting import Carried, recut_entries
from dragoman.catalog.rivals import find_rivals
from dragoman.catalog.rulings import NONE, Rulings
from dragoman.catalog.states import approved_texts, read_state, write_state
from dragoman.catalog.suggestions import Suggestion, find_suggestions, with_suggestions
from dragoman.catalog.together import Row, Together, find_together, record, rows_of
from dragoman.catalog.update import update_entries
from dragoman.catalog.waivers import find_waivers
from dragoman.model import CatalogError, FileError, Key, Pair, Segment, State, Translation, Waiver, Where

_BOTH = (
    "it has a translation of its own, so that its comment `# inside:` says nothing",
    "empty the msgstr, or take the comment out",
)


class Catalog:
    """The translations of one article into one language.

    Laws: parse(data).data == data; `put` changes the bytes of one entry; a second `update` changes no byte; no text
    that a person wrote leaves the file: it stands in a live entry or in an obsolete one.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        po = read_po(data, path)
        self.path = path
        self._read_as: bytes | None = data
        self._eol = po.eol
        self._take(po.entries, po.tail, po.decoded)

    @classmethod
    def read(cls, path: str | Path) -> Catalog:
        """The catalog in the file `path`. FileError when it cannot be read, CatalogError when it is damaged."""
        return cls(files.read(Path(path)), str(path))

    @classmethod
    def parse(cls, data: bytes, path: str = "") -> Catalog:
        """The catalog these bytes spell; `path` is for messages."""
        return cls(data, path)

    @classmethod
    def new(cls, language: str, source: str, article: str, segmentation: str = "") -> Catalog:
        """An empty catalog for a pair of languages (BCP 47); the same on every day and every machine.

        `segmentation` names for people the unit and the rules of the cut.
        """
        catalog = cls(render(new_header(language, source, segmentation), "\n").raw.encode(), article)
        catalog._read_as = None
        return catalog

    def _take(self, entries: Sequence[Entry], tail: str, decoded: Decoded) -> None:
        self._placed = [Placed(entry, number, fresh=False) for number, entry in enumerate(entries)]
        self._count = len(entries)
        self._tail = tail
        self._decoded = decoded
        self._forget()

    def _forget(self) -> None:
        for name in ("_layout", "_live", "_approved", "has_inside", "_agreed"):
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

    # Reading

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

    @property
    def last_translator(self) -> str:
        """Who worked on the catalog last, as its header tells; "" when it does not."""
        return field(self.header, "Last-Translator") or ""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The live keys in the file's order."""
        return tuple(self._live)

    @property
    def known_keys(self) -> tuple[Key, ...]:
        """All keys the file holds, live ones first, then obsolete ones."""
        return (*self._live, *(entry.key for entry in self._obsolete() if entry.context != ""))

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
                entry = self._placed[at].entry
                fault, hint = _BOTH if entry.target.strip() and comment_of(entry.comments) is not None else ("", "")
                translation = read_state(entry, self._approved)
                waivers, rivals = self.waivers(segment.key), self.rivals(segment.key)
                yield Pair(segment, translation, lines[at], fault=fault, hint=hint, waivers=waivers, rivals=rivals)

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

    # Changing

    def put(
        self,
        key: Key,
        translation: Translation,
        *,
        over: Translation | None = None,
        doubts: Sequence[str] | None = None,
        made_from: Mapping[str, str] | None = None,
    ) -> None:
        """Files `translation` under the live key `key`.

        An engine's text (its origin fits it, and it is a draft or replaces nothing shown) never replaces a person's.
        Any other text replaces only what `over` shows: the translation its writer was looking at, None for a missing
        one. CatalogError otherwise. An empty text clears the entry. Where a person has said that the sentence is
        translated inside its neighbour, only a person's text goes; it then is the sentence's own. `doubts` are remarks
        on a draft; None leaves those that stand there. `made_from` are digests of what an engine was given for
        the text, by name (see `made_from`).
        """
        at = self._live.get(key)
        if at is None:
            raise CatalogError(
                f"{self._name} has no entry for {key.text!r}",
                Where(self.path),
                "the article has changed: run `dragoman extract`",
            )
        entry = self._placed[at].entry
        if found := refusal(entry, key, read_state(entry, self._approved), translation, over):
            raise CatalogError(found.message, self._where(at), found.hint)
        said = entry if is_marker(translation.text, key.text) else without_side(entry)
        changed = write_state(said, translation, made_from)
        if doubts is not None:
            changed = replace(changed, comments=with_doubts(changed.comments, doubts))
        self._replace(at, changed)

    def propose(self, key: Key, proposal: Proposal, *, over: Translation) -> None:
        """Puts `proposal` beside the stale text `over` of the live key `key`, whose approved words stay as they are.

        CatalogError when another text stands there.
        """
        at = self._live.get(key)
        if at is None or read_state(self._placed[at].entry, self._approved) != over or over.state is not State.STALE:
            raise CatalogError(f"no such stale text stands under {key.text!r}", Where(self.path), "look at it again")
        entry = self._placed[at].entry
        if (comments := with_proposal(entry, proposal)) != entry.comments:
            self._replace(at, replace(entry, comments=comments))

    def suggest(self, key: Key, suggestions: Sequence[Suggestion]) -> None:
        """Puts `suggestions` beside the live entry of `key` in place of what was suggested before.

        CatalogError when a person's text stands there and there are any: he needs no advice.
        """
        at = self._live.get(key)
        known = self.translation(key)
        if at is None or (suggestions and known is not None and not known.is_machine):
            raise CatalogError(f"nothing is to be suggested for {key.text!r}", Where(self.path), "look at it again")
        entry = self._placed[at].entry
        if (comments := with_suggestions(entry, suggestions)) != entry.comments:
            self._replace(at, replace(entry, comments=comments))

    def put_together(
        self, keys: Sequence[Key], translation: Translation, *, over: Mapping[Key, Translation | None] | None = None
    ) -> None:
        """Files `translation` as that of neighbouring sentences of one block: below the first of `keys`, with the
        state it has; the others say that they are inside their neighbour.

        `over` is what the caller was looking at, by key; nothing where it has no key. CatalogError when another text
        stands there, and nothing is changed then.
        """
        shown = over or {}
        if len({key.context for key in keys}) != 1 or len(set(keys)) != len(keys):
            raise CatalogError("these are no neighbouring sentences of one block", Where(self.path))
        for key in keys:
            if (at := self._live.get(key)) is None:
                raise CatalogError(f"{self._name} has no entry for {key.text!r}", Where(self.path))
            if (now := read_state(self._placed[at].entry, self._approved)) != shown.get(key):
                found = changed_meanwhile(now)
                raise CatalogError(found.message, self._where(at), found.hint)
        self.put(keys[0], translation, over=shown.get(keys[0]))
        for key in keys[1:]:
            at = self._live[key]
            entry = said_inside(self._placed[at].entry, Side.PREVIOUS)
            self._replace(at, replace(entry, comments=with_record(entry.comments, record(tuple(keys)))))

    def entry(self, key: Key) -> Entry | None:
        """The live entry of `key` as it stands, to be given back later; None when there is none."""
        return self._entry(key)

    def give_back(self, key: Key, former: Entry, *, over: Entry) -> None:
        """Puts the live entry of `key` back as `entry` gave it, byte for byte. CatalogError when it is not `over` any
        more: somebody has changed it since."""
        at = self._live.get(key)
        if at is None or self._placed[at].entry.raw != over.raw or former.key != key:
            raise CatalogError(f"the entry of {key.text!r} has changed since", Where(self.path), "look at it again")
        self._placed[at] = Placed(former, self._placed[at].number)
        self._changed()

    def credit(self, translator: str, time: str) -> None:
        """Names in the header who worked on the catalog last, and when (`YYYY-MM-DD HH:MM+ZZZZ`), as PO editors do."""
        for at, item in enumerate(self._placed):
            if item.entry.is_header and (named := with_credit(item.entry, translator, time)) is not item.entry:
                self._replace(at, named)

    def _replace(self, at: int, changed: Entry) -> None:
        entry = render(changed, self._eol)
        self._encode(entry.raw)
        self._placed[at] = Placed(entry, self._placed[at].number)
        self._changed()

    def _changed(self) -> None:
        for name in ("_layout", "has_inside", "_agreed"):  # live keys and obsolete texts are the same as before
            self.__dict__.pop(name, None)

    def update(
        self,
        segments: Sequence[Segment],
        *,
        article: str,
        remarks: Callable[[Segment], Sequence[str]] = lambda _: (),
        language: str = "",
        source: str = "",
        names: Collection[str] = (),
        rulings: Rulings = NONE,
        doubts: Callable[[Segment, str], Sequence[str]] = lambda _, __: (),
        keep_passing: bool = False,
    ) -> Changes:
        """Follows the article: `segments` become the live entries, in their order; see `dragoman.catalog.update`.

        `article` is the path for `#:`, `remarks` gives a segment's `#.` lines; `language` and `source` (BCP 47) set
        the header's fields when they are wrong, and leave them alone when empty; `names` are known names of people,
        places and organisations, for the class of a change; `rulings` is what editors said about it; `doubts` gives
        the remarks on a draft that an engine made of a segment and nobody has touched. Remarks that an
        approval has made void go, unless `keep_passing`.
        """
        placed, changes = update_entries(
            self._placed,
            segments,
            self._eol,
            article=article,
            remarks=remarks,
            language=language,
            source=source,
            names=names,
            rulings=rulings,
            doubts=doubts,
            keep_passing=keep_passing,
        )
        text, _ = lay_out(placed, self._tail, self._eol, self._count)
        data = self._encode(text)
        if data == self.data:
            return changes
        po = read_po(data, self.path)  # what is to be written can be read
        self._take(po.entries, po.tail, po.decoded)
        return replace(changes, is_changed=True)

    def recut(self, segments: Sequence[Segment], carried: Sequence[Carried], parted: Sequence[Row] = ()) -> None:
        """Makes ready for an `update` with `segments`, of which those that the catalog does not have came out of a
        new cut: `carried` tells what stands under them; see `dragoman.catalog.recutting`."""
        keys = {segment.key for segment in segments}
        self._placed = recut_entries(self._placed, keys, carried, parted, self._eol)
        self._forget()
        self._encode(self._layout[0])

    def name_segmentation(self, said: str) -> None:
        """Names for people, in the header, the unit and the rules of the cut."""
        for at, item in enumerate(self._placed):
            if item.entry.is_header and (named := with_segmentation(item.entry, said)) is not item.entry:
                self._replace(at, named)

    def write(self, path: str | Path, *, root: Path | None = None) -> None:
        """Writes the file whole or not at all, below `root` (by default the file's own folder).

        FileError when somebody has changed the file since it was read. A run over a project does better to make its
        change inside `files.update`, which makes it again on what was saved meanwhile.
        """
        target = Path(path)
        data = self.data
        expected = self._read_as if str(path) == self.path else None

        def change(current: bytes | None) -> bytes:
            if expected is not None and current not in (expected, data):
                raise FileError("has changed since it was read", Where(str(path)), "run the command again")
            return data

        files.update(target, change, root=root or target.parent)
        self.path = str(path)
        self._read_as = data

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
