"""Where the strings of a JSON text stand (RFC 8259), what they say, and how to spell others in their style."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.formats.view import View

# A string's escapes are checked apart: inside, a repetition of alternatives would cost a step for every character.
_TOKEN = re.compile(
    r'[ \t\r\n]*+(?:(?P<string>"[^"\\\x00-\x1f]*+(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*+)*")|(?P<mark>[{}\[\],:])'
    r"|(?P<other>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9.eE+-])|true|false|null))"
)
_BLANK = re.compile(r"[ \t\r\n]*+")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
_PAIR = r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # one character in UTF-16
_UNIT = re.compile(rf"{_PAIR}|\\u[0-9a-fA-F]{{4}}|\\.|[^\\]+", re.S)
_ESCAPES = re.compile(rf"{_PAIR}|{_ESCAPE.pattern}")
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE = re.compile("[\ud800-\udfff]")

DEEPEST = 1000
"""Nobody writes more levels by hand, and each string knows its whole path."""

_MOST_PATHS = 10_000  # judgements kept: a file has few paths, unless somebody wants to fill the memory

Wanted = Literal["key", "first key", "colon", "value", "first value", "comma", "end"]


class JSONError(ValueError):
    """The text is no JSON; `at` is the place of the first character that cannot stand there."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Value:
    """One string in value position: its path (list positions left out), its slice with the quotes, and the number of
    the object or list that holds it, which its siblings share."""

    path: tuple[str, ...]
    start: int
    end: int
    holder: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The string values of a JSON text in order, and the place after it."""

    values: tuple[Value, ...]
    end: int


def scan(text: str, start: int = 0, *, whole: bool = True) -> Scan:
    """The strings of the JSON value at `start`; with `whole`, nothing but blanks may follow it.

    Raises JSONError, also for more than DEEPEST levels. Linear and iterative.
    """
    found: list[Value] = []
    nested: list[tuple[str, int, tuple[str, ...]]] = []  # "{" or "[", number, path of what it holds
    path: tuple[str, ...] = ()
    wanted: Wanted = "value"
    position, objects = start, 0
    while wanted != "end":
        match = _TOKEN.match(text, position)
        if match is None:
            at = _after_blanks(text, position)
            raise JSONError("is no JSON" if at < len(text) else "ends too early", at)
        said, at, position = match.group(match.lastgroup or 0), match.start(match.lastgroup or 0), match.end()
        kind = match.lastgroup
        if kind == "string" and "\\" in said:
            _check_escapes(said, at)
        if kind == "string" and wanted in ("key", "first key"):
            path = (*nested[-1][2], meaning(said))
            wanted = "colon"
            continue
        if said == ":" and wanted == "colon":
            wanted = "value"
            continue
        if said == "," and wanted == "comma":
            wanted = "key" if nested[-1][0] == "{" else "value"
            path = nested[-1][2]
            continue
        if wanted in ("value", "first value") and said in ("{", "["):
            if len(nested) >= DEEPEST:
                raise JSONError(f"is nested more than {DEEPEST} deep", at)
            objects += 1
            nested.append((said, objects, path))
            wanted = "first key" if said == "{" else "first value"
            continue
        if said in ("}", "]") and _closes(said, wanted, nested):
            path = nested.pop()[2]
        elif wanted in ("value", "first value") and kind in ("string", "other"):
            if kind == "string":
                found.append(Value(path, at, position, nested[-1][1] if nested else 0))
        else:
            raise JSONError(f"is no JSON: {said[:20]} cannot stand here", at)
        wanted = "comma" if nested else "end"
    if whole and (rest := _after_blanks(text, position)) < len(text):
        raise JSONError("is no JSON: something stands after its end", rest)
    return Scan(tuple(found), position)


def strings(text: str) -> list[tuple[str, int, int, str]]:
    """Path, start, end and meaning of every string value. Nothing when `text` is no JSON."""
    try:
        found = scan(text).values
    except JSONError:
        return []
    return [(".".join(value.path), value.start, value.end, meaning(text[value.start : value.end])) for value in found]


def meaning(raw: str) -> str:
    """What a string says, its quotes included in `raw`. A lone surrogate stays one: such a text cannot be encoded."""
    return raw[1:-1] if "\\" not in raw else str(json.loads(raw))


def is_lone(text: str) -> bool:
    """True when half a character stands in the text."""
    return bool(_LONE.search(text))


def inside(text: str, start: int, end: int) -> View:
    """The string at start..end (quotes included) as a text of its own."""
    raw = text[start + 1 : end - 1]
    if "\\" not in raw:
        return View(raw, text, range(start + 1, end))
    said: list[str] = []
    places: list[int] = []
    for unit in _UNIT.finditer(raw):
        at = start + 1 + unit.start()
        found = unit.group()
        if found[0] != "\\":
            said.append(found)
            places.extend(range(at, at + len(found)))
        else:
            said.append(_unescaped(unit))
            places.append(at)
    return View("".join(said), text, [*places, end - 1])


@dataclass(frozen=True, slots=True)
class Spelling:
    r"""How an author's tool spells strings: solidus as `\/`, all but ASCII as `\uXXXX`."""

    solidus: bool = False
    ascii: bool = False

    @classmethod
    def of(cls, text: str) -> Spelling:
        r"""The habit of a whole text: a file without one plain letter outside ASCII that has `\u00e9` means it."""
        wide = re.search(r"(?<!\\)(?:\\\\)*\\u(?!00[0-7])", text)
        return cls("\\/" in text, bool(wide) and text.lstrip("\ufeff").isascii())

    def encode(self, text: str) -> str:
        """`text` as it stands between the quotes of a string."""
        spelled = json.dumps(_LONE.sub("\ufffd", text), ensure_ascii=self.ascii)[1:-1]
        if not self.ascii:
            spelled = re.sub("[\x7f-\x9f]", lambda m: f"\\u{ord(m.group()):04x}", spelled)
        return spelled.replace("/", "\\/") if self.solidus else spelled

    def decode(self, raw: str) -> str:
        """What `raw` says: a stretch of a string and what follows it, cut anywhere, even in an escape."""
        return _ESCAPES.sub(_unescaped, raw) if "\\" in raw else raw


def spell(raw: str, text: str) -> str:
    """`text` as a string with its quotes, in the style of `raw`."""
    return f'"{Spelling.of(raw).encode(text)}"'


class Paths:
    """Patterns of names: `*` stands for any letters of a name, `**` for any row of names. Each path is judged once."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [_pattern(pattern) for pattern in patterns]
        self._judged: dict[tuple[str, ...], int] = {}

    def first(self, path: tuple[str, ...]) -> int:
        """The index of the first pattern that `path` fits, -1 when there is none."""
        if path not in self._judged:
            text = "".join(f"{name}\n" for name in path)
            if len(self._judged) >= _MOST_PATHS:
                self._judged.clear()
            found = (at for at, pattern in enumerate(self._patterns) if pattern.fullmatch(text))
            self._judged[path] = next(found, -1)
        return self._judged[path]

    def __contains__(self, path: tuple[str, ...]) -> bool:
        return self.first(path) >= 0


def _pattern(pattern: str) -> re.Pattern[str]:
    """Goes through a path once, whatever it holds: what stands between two stars is taken where it comes first, which
    leaves most to what follows, and never looked for again."""
    rows: list[list[str]] = [[]]
    for name in pattern.split("."):
        if name == "**":
            rows.append([])
        else:
            rows[-1].append(_name(name))
    first, *rest = ("".join(row) for row in rows)
    if not rest:
        return re.compile(first)
    *middle, last = rest
    between = "".join(f"(?>{_ANY_NAMES}?{row})" for row in middle if row)
    return re.compile(f"{first}{between}{_ANY_NAMES}{'?' if last else ''}{last}")


_ANY_NAMES = "(?:[^\n]*+\n)*"


def _name(pattern: str) -> str:
    first, *rest = (re.escape(piece) for piece in pattern.split("*"))
    if not rest:
        return f"{first}\n"
    *middle, last = rest
    between = "".join(f"(?>[^\n]*?{piece})" for piece in middle if piece)
    return f"{first}{between}[^\n]*{last}\n"


def _unescaped(match: re.Match[str]) -> str:
    found = match.group()
    return _SHORT[found[1]] if found[1] in _SHORT else str(json.loads(f'"{found}"'))


def _closes(said: str, wanted: Wanted, nested: Sequence[tuple[str, int, tuple[str, ...]]]) -> bool:
    if not nested:
        return False
    opening = {"}": "{", "]": "["}[said]
    first = "first key" if opening == "{" else "first value"
    return nested[-1][0] == opening and wanted in ("comma", first)


def _after_blanks(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _check_escapes(said: str, at: int) -> None:
    position = said.find("\\")
    while position >= 0:
        match = _ESCAPE.match(said, position)
        if match is None:
            raise JSONError(f"is no JSON: unknown escape {said[position : position + 2]}", at + position)
        position = said.find("\\", match.end())


def gaps(text: str, values: Sequence[Value], end: int) -> Iterator[str]:
    """What stands between the values, from the beginning to `end`."""
    edges = [0, *(edge for value in values for edge in (value.start, value.end)), end]
    for number, (low, high) in enumerate(pairwise(edges)):
        if number % 2 == 0:
            yield text[low:high]
