"""An entry that says: this sentence is translated inside its neighbour."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dragoman.catalog.entry import Entry, kind_of, with_fuzzy
from dragoman.catalog.origins import with_origin
from dragoman.model import Key


class Side(StrEnum):
    """The neighbour that holds the translation: the sentence before it in its block, or the one behind it."""

    PREVIOUS = "previous"
    NEXT = "next"

    @property
    def marker(self) -> str:
        """The whole msgstr that says so, for editors which cannot edit comments."""
        return f"[inside: {self}]"


@dataclass(frozen=True, slots=True)
class Inside:
    """What an entry says of its neighbour. `side` is None when `said` is not understood.

    `is_text` when a msgstr says it, which then must not be fuzzy; else a translator's comment does.
    """

    side: Side | None
    said: str
    is_text: bool


_SIDES = {"previous": Side.PREVIOUS, "prev": Side.PREVIOUS, "next": Side.NEXT}
# Folded (see `_folded`): any brackets, either way round, for these are what input methods and bidi get wrong.
_MARKER = re.compile(r"\W*[\[\]【】〔〕]\s*inside\s*[:;-]?\s*(\w*)\s*[\[\]【】〔〕]\W*|#\s*inside\s*:\s*(\w*)\W*")
_MAYBE = re.compile(r"[\[\]【】〔〕［］#＃]|\A\s*\Z")  # a text without any of these is none
_SOMEWHERE = re.compile(r"[\[\]【】〔〕]\s*inside\s*:")
_LOCALISED = re.compile(r"\s*[\[【〔]\s*[\w ]{2,24}\s*:\s*[\w ]{2,24}\s*[\]】〕][\s.]*")
_COMMENT = re.compile(r"#[ \t]*inside[ \t]*:[ \t]*(?P<said>.*)", re.IGNORECASE)
_RECORD = re.compile(r"#[ \t]*together:[ \t]*(?P<digest>[0-9a-f]{6,64})[ \t]*", re.IGNORECASE)
_WAS = re.compile(
    r"#[ \t]*was inside:[ \t]*(?P<side>previous|next)[ \t]+(?P<digest>[0-9a-f]{6,64})[ \t]*", re.IGNORECASE
)
_TOGETHER = "[together]"


def read_inside(entry: Entry) -> Inside | None:
    """What `entry` says of its neighbour; None for an ordinary one.

    A msgstr says it when it is the marker and nothing else; a comment, when msgstr is empty. A text that can only be
    a marker gone wrong (misspelt, put into a language, standing among other words) is one that is not understood.
    """
    if entry.is_header or entry.plural is not None:
        return None
    if entry.target and not _MAYBE.search(entry.target):
        return None
    if not entry.target.strip():
        said = comment_of(entry.comments)
        return None if said is None else Inside(_side(said), said, False)
    text = _folded(entry.target)
    if not _is_marked(text) or _is_marked(_folded(entry.source)):
        return None
    found = _MARKER.fullmatch(text)
    return Inside(_SIDES.get(found[1] or found[2] or "") if found else None, entry.target, True)


def speaks(entry: Entry) -> bool:
    """True when `entry` says, or said, anything of its neighbours."""
    return read_inside(entry) is not None or without_inside(entry.comments) != entry.comments


def is_marker(text: str, source: str = "") -> bool:
    """True for a msgstr that is no translation but a marker, well spelt or not: never to be published."""
    return bool(_MAYBE.search(text)) and _is_marked(_folded(text)) and not _is_marked(_folded(source))


def comment_of(comments: Iterable[str]) -> str | None:
    """What stands behind `# inside:`; None without such a comment."""
    for line in comments:
        if kind_of(line) == "#" and (found := _COMMENT.fullmatch(line.rstrip())):
            return found["said"].strip()
    return None


def record_of(comments: Iterable[str]) -> str:
    """The digest of the sentences that were translated together when the catalog last followed its article."""
    return _found(_RECORD, comments)


def with_record(comments: Sequence[str], digest: str) -> tuple[str, ...]:
    """`comments` with that digest in place of an earlier one; none when it is empty."""
    lines = _without(comments, _RECORD)
    return (*lines, f"# together: {digest}") if digest else lines


def without_record(comments: Sequence[str]) -> tuple[str, ...]:
    """`comments` without what we note of neighbours; what a person says stays."""
    return _without(comments, _RECORD, _WAS)


def without_inside(comments: Sequence[str]) -> tuple[str, ...]:
    """`comments` without all that is said of neighbours."""
    return _without(comments, _COMMENT, _RECORD, _WAS)


def without_side(entry: Entry) -> Entry:
    """`entry` saying nothing of neighbours any more; the same one when it said nothing."""
    comments = without_inside(entry.comments)
    return entry if comments == entry.comments else replace(entry, comments=comments)


def said_inside(entry: Entry, side: Side) -> Entry:
    """`entry` saying it by its msgstr; its bytes are still the old ones. It has no other text then."""
    comments = with_fuzzy(with_origin(without_inside(entry.comments), None), False)
    return replace(
        entry,
        targets=(side.marker,),
        comments=comments,
        previous=None,
        previous_context=None,
        previous_plural=None,
    )


def with_parting(comments: Sequence[str], side: Side, digest: str) -> tuple[str, ...]:
    """`comments` of an entry that is inside no more, with a note of what it said, so that a revert restores it."""
    return (*without_inside(comments), f"# was inside: {side} {digest}")


def parting_of(comments: Iterable[str]) -> tuple[Side, str] | None:
    """What the note of `with_parting` says; None without one."""
    for line in comments:
        if kind_of(line) == "#" and (found := _WAS.fullmatch(line.rstrip())):
            return Side(found["side"].lower()), found["digest"]
    return None


def joint_key(text: str, context: str) -> Key:
    """The key below which the text of several sentences is kept when they have parted. No article has such a
    context, so it cuts no block."""
    return Key(text, f"{context} {_TOGETHER}".lstrip())


def plain_key(key: Key) -> Key:
    """`key` with the context of the sentences themselves."""
    if key.context.endswith(_TOGETHER):
        return Key(key.text, key.context.removesuffix(_TOGETHER).rstrip())
    return key


def _without(comments: Sequence[str], *patterns: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(
        line
        for line in comments
        if not (kind_of(line) == "#" and any(pattern.fullmatch(line.rstrip()) for pattern in patterns))
    )


def _found(pattern: re.Pattern[str], comments: Iterable[str]) -> str:
    lines = (pattern.fullmatch(line.rstrip()) for line in comments if kind_of(line) == "#")
    return next((found["digest"] for found in lines if found), "")


def _side(said: str) -> Side | None:
    word = re.match(r"\W*(\w*)", _folded(said))
    return _SIDES.get(word[1]) if word else None


def _is_marked(text: str) -> bool:
    return bool(_MARKER.fullmatch(text) or _SOMEWHERE.search(text) or _LOCALISED.fullmatch(text))


def _folded(text: str) -> str:
    """`text` as it was meant: full width as half, capitals as small letters, and no marks of direction."""
    shown = (character for character in text if unicodedata.category(character) != "Cf")
    return unicodedata.normalize("NFKC", "".join(shown)).casefold()
