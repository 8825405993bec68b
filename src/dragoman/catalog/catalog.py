"""One language's translations of one article, kept in one PO file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dragoman import files
from dragoman.catalog.changes import Changes
from dragoman.catalog.comments import with_doubts
from dragoman.catalog.contents import Contents
from dragoman.catalog.entry import Entry, render, respell
from dragoman.catalog.header import new_header, with_field
from dragoman.catalog.inside import Side, is_marker, said_inside, with_record, without_side
from dragoman.catalog.layout import Placed, lay_out
from dragoman.catalog.permission import changed_meanwhile, refusal
from dragoman.catalog.proposals import Proposal, with_proposal
from dragoman.catalog.reader import read_po
from dragoman.catalog.recutting import Carried, recut_entries
from dragoman.catalog.rulings import NONE, Rulings
from dragoman.catalog.states import read_state, write_state
from dragoman.catalog.suggestions import Suggestion, with_suggestions
from dragoman.catalog.together import Row, record
from dragoman.catalog.update import update_entries
from dragoman.catalog.waivers import new_waiver, with_waiver
from dragoman.model import CatalogError, FileError, Key, Segment, State, Translation, Where


class Catalog(Contents):
    """The translations of one article into one language, as they stand (see Contents) and as they change.

    Laws: parse(data).data == data; `put` changes the bytes of one entry; a second `update` changes no byte; no text
    that a person wrote leaves the file: it stands in a live entry or in an obsolete one.
    """

    def __init__(self, data: bytes, path: str = "") -> None:
        po = read_po(data, path)
        super().__init__(po.entries, po.tail, po.eol, po.decoded, path)
        self._read_as: bytes | None = data

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
        at = self._demand(key)
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
            self._looked_at(key, shown.get(key))
        self.put(keys[0], translation, over=shown.get(keys[0]))
        for key in keys[1:]:
            at = self._live[key]
            entry = said_inside(self._placed[at].entry, Side.PREVIOUS)
            self._replace(at, replace(entry, comments=with_record(entry.comments, record(tuple(keys)))))

    def waive(
        self,
        key: Key,
        check: str,
        reason: str,
        until: date | None = None,
        *,
        about: str = "",
        over: Translation | None = None,
    ) -> None:
        """Writes beside the live entry of `key` that a person lets findings of `check` pass, for a reason, up to the
        end of the day `until` (None: for ever); `about` narrows it to what a finding is about.

        It takes the place of an earlier waiver of the same. `over` is the translation that was looked at, as in `put`.
        Law: nothing else in the file changes. CatalogError when another text stands there or the words make no waiver.
        """
        at, entry = self._looked_at(key, over)
        waiver = new_waiver(check, reason, until.isoformat() if until else "", about)
        self._place(at, respell(replace(entry, comments=with_waiver(entry.comments, waiver)), self._eol))

    def give_back(self, key: Key, former: Entry, *, over: Entry) -> None:
        """Puts the live entry of `key` back as `entry` gave it, byte for byte. CatalogError when it is not `over` any
        more: somebody has changed it since."""
        at = self._demand(key)
        if self._placed[at].entry.raw != over.raw or former.key != key:
            raise CatalogError(f"the entry of {key.text!r} has changed since", self._where(at), "look at it again")
        self._place(at, former)

    def _looked_at(self, key: Key, over: Translation | None) -> tuple[int, Entry]:
        """Place and live entry of `key`, which holds the translation `over`."""
        at = self._demand(key)
        entry = self._placed[at].entry
        if (now := read_state(entry, self._approved)) != over:
            found = changed_meanwhile(now)
            raise CatalogError(found.message, self._where(at), found.hint)
        return at, entry

    def _demand(self, key: Key) -> int:
        """The place of the live entry of `key`."""
        if (at := self._live.get(key)) is None:
            hint = "the article has changed: run `dragoman extract`"
            raise CatalogError(f"{self._name} has no entry for {key.text!r}", Where(self.path), hint)
        return at

    def _replace(self, at: int, changed: Entry) -> None:
        self._place(at, render(changed, self._eol))

    def _place(self, at: int, entry: Entry) -> None:
        self._encode(entry.raw)
        self._placed[at] = Placed(entry, self._placed[at].number)
        for name in (
            "_layout",
            "has_inside",
            "_agreed",
            "_told",
        ):  # live keys and obsolete texts are the same as before
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

    def set_field(self, name: str, value: str) -> None:
        """Sets a field of the header; an empty value takes it out. Nothing else in the file changes."""
        for at, item in enumerate(self._placed):
            if item.entry.is_header and (mended := with_field(item.entry, name, value)) is not item.entry:
                self._replace(at, mended)

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
