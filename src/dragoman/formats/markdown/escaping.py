"""Text spelled so that Markdown reads it as this very text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.formats.markdown import points
from dragoman.formats.markdown.titles import ENTITY, PUNCTUATION
from dragoman.formats.proving import Level

_ALWAYS = "\\\\`*_~\\[\\]<&|!#{}^$:\\ud800-\\udfff"
_LINE_START = re.compile(
    r"(?:(?P<sign>[-+*])(?=[ \t]|$)|(?P<number>\d{1,9})[.)](?=[ \t]|$)|(?P<heading>#{1,6})(?=[ \t]|$)|(?P<quote>>)"
    r"|(?P<fence>`{3,}|~{3,})|(?P<rule>[-=*_])(?=[-=*_ \t]*$)|(?P<foreign>:::|[!?]{3}|===|///|<<<)|(?P<term>:(?=[ \t]))"
    r"|(?P<module>import|export)(?=[ \t]))"
)
_TAG_START = re.compile(r"[A-Za-z/!?]")
_BRACES = frozenset("{%:#./")
_EDGE_BRACE = re.compile(r"\}[ \t]*\Z")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#(?=#*[ \t]*\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text is written.

    `start`: at the start of a line. `before` and `after`: the characters beside it as written ("" for none).
    `brackets`: inside link text or an alt text. `last`: at the end of a heading. `spellings`: the source's own
    spelling of characters. `bare`: characters that the source leaves unescaped.
    """

    level: Level = Level.MINIMAL
    start: bool = False
    before: str = ""
    after: str = ""
    brackets: bool = False
    in_cell: bool = False
    heading: bool = False
    last: bool = False
    spellings: Mapping[str, str] | None = None
    bare: frozenset[str] = frozenset()
    extensions: frozenset[str] = frozenset()


def escape(text: str, place: Place) -> str:
    """`text` in Markdown. With Level.FULL every punctuation character is escaped."""
    text = text.translate(_BREAKS)
    if place.level is Level.FULL:
        return "".join(_fully(character, place) for character in text)
    marked = _at_line_start(text, place.extensions) if place.start else set()
    marked |= points.guards(text)
    if place.last and (closing := _CLOSING_HASHES.search(text)):
        marked.add(closing.start())
    spellings = place.spellings or {}
    pattern = _candidates("".join(sorted(spellings)))
    out: list[str] = []
    position = 0
    for at in sorted({match.start() for match in pattern.finditer(text)} | marked):
        out.append(text[position:at])
        out.append(_spelled(text, at, place, spellings, marked))
        position = at + 1
    out.append(text[position:])
    return "".join(out)


_WRITTEN_ENTITY = re.compile(rf"(?<!\\){ENTITY.pattern}")


def learned(raw: str) -> dict[str, str]:
    """The entities that `raw` uses, by character: an author who wrote &nbsp; wants to see &nbsp; again."""
    found: dict[str, str] = {}
    if "&" not in raw:
        return found
    for match in _WRITTEN_ENTITY.finditer(raw):
        character = html.unescape(match.group())
        if len(character) == 1 and character not in " \t\r\n" and not (character.isascii() and character.isalnum()):
            found[character] = match.group()
    return found


def numeric(character: str) -> str:
    """A character as a numeric entity: punctuation to the rules of emphasis, the same letter to readers."""
    return f"&#{ord(character)};"


_BREAKS = {ord("\n"): " ", ord("\r"): " ", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"), 0: "\ufffd"}


@lru_cache(maxsize=256)
def _candidates(more: str) -> re.Pattern[str]:
    return re.compile(f"[{_ALWAYS}{re.escape(more)}]")


def _at_line_start(text: str, extensions: frozenset[str]) -> set[int]:
    match = _LINE_START.match(text)
    if match is None:
        return {0} if re.match(r"\[(?:[ xX]\]|[^\]]*\]:)", text) else set()
    if match.group("term") and "definition-lists" not in extensions:
        return set()
    return {match.end("number") if match.group("number") else 0}


def _fully(character: str, place: Place) -> str:
    if character not in PUNCTUATION:
        return character
    if place.heading and character in "{}":  # a backslash does not help against heading attributes
        return numeric(character)
    return "\\" + character


def _spelled(text: str, at: int, place: Place, spellings: Mapping[str, str], marked: set[int]) -> str:
    character = text[at]
    before = text[at - 1] if at else place.before
    after = text[at + 1] if at + 1 < len(text) else place.after
    if character in spellings and (character not in PUNCTUATION or character in "<>&\"'"):
        return spellings[character]
    if at in marked and character in PUNCTUATION:
        return "\\" + character
    if at in marked:
        return numeric(character)
    needed = _NEEDED.get(character)
    if needed is None or not needed(text, at, before, after, place):
        return character
    return numeric(character) if character == "}" else "\\" + character


def _backslash(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return not after or after in PUNCTUATION or after in "\r\n" or at + 1 == len(text)


def _between_spaces(text: str, at: int, before: str, after: str) -> bool:
    return 0 < at < len(text) - 1 and before in " \t" and after in " \t"


def _asterisk(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return not _between_spaces(text, at, before, after)


def _underscore(text: str, at: int, before: str, after: str, place: Place) -> bool:
    inside_word = 0 < at < len(text) - 1 and before.isalnum() and after.isalnum()
    return not inside_word and not _between_spaces(text, at, before, after)


def _tilde(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return "~" not in place.bare or before == "~" or after == "~"


def _bracket(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return place.brackets or text[at] not in place.bare


def _less(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return "mdx" in place.extensions or bool(_TAG_START.match(after)) or at + 1 == len(text)


def _ampersand(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return bool(ENTITY.match(text, at)) or (at + 1 == len(text) and bool(place.after.strip()))


def _pipe(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return place.in_cell or "|" not in place.bare


def _exclamation(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return after == "[" and at + 1 == len(text)


def _brace(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return "mdx" in place.extensions or after in _BRACES or before == "{" or (at + 1 == len(text) and after != "")


def _end_brace(text: str, at: int, before: str, after: str, place: Place) -> bool:
    begins_role = at + 1 == len(text) and place.after == "`"
    return begins_role or (place.last and bool(_EDGE_BRACE.match(text, at)))


def _superscript(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return "superscript" in place.extensions


def _dollar(text: str, at: int, before: str, after: str, place: Place) -> bool:
    return "math" in place.extensions


_NEEDED = {
    "\\": _backslash,
    "`": lambda *_: True,
    "*": _asterisk,
    "_": _underscore,
    "~": _tilde,
    "[": _bracket,
    "]": _bracket,
    "<": _less,
    "&": _ampersand,
    "|": _pipe,
    "!": _exclamation,
    "{": _brace,
    "}": _end_brace,
    "^": _superscript,
    "$": _dollar,
}
