"""The ids that generators make of the words of headings, by each one's own rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.model import AnchorStyle

_IDS_COUNT = re.compile(r"^(.*)_([0-9]+)$")
_NOT_WORD = re.compile(r"[^\w\s-]")
_DASHES = re.compile(r"[-\s]+")
_SLUGGED = frozenset(["Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"])


class Words(NamedTuple):
    """What ids are made of: `raw` as the article spells the heading's last line, `text` what it says; `own` is the id
    that the author gave, "" for none."""

    raw: str
    text: str
    own: str


def ids_of(headings: Sequence[Words], style: AnchorStyle) -> list[str]:
    """The id of each heading of a page in order, "" for one that gets none."""
    return _STYLES[style](headings)


def _goldmark(headings: Iterable[Words]) -> list[str]:
    """Hugo's `github` type: of the source line, markup and all; ids that are taken get the next free number."""
    taken: set[str] = set()
    out = []
    for words in headings:
        made = words.own or "".join(map(_goldmark_letter, words.raw)) or "heading"
        name, count = made, 0
        while not words.own and name in taken:
            count += 1
            name = f"{made}-{count}"
        taken.add(name)
        out.append(name)
    return out


def _goldmark_letter(letter: str) -> str:
    if letter in "- ":
        return "-"
    category = unicodedata.category(letter)
    return _lower(letter) if letter == "_" or category[0] == "L" or category == "Nd" else ""


def _lower(letter: str) -> str:
    """Go's simple mapping: one letter gives one."""
    small = letter.lower()
    return small if len(small) == 1 else small[0]


def _github(headings: Iterable[Words]) -> list[str]:
    """github-slugger's: of the text, as GitHub does."""
    seen: dict[str, int] = {}
    out = []
    for words in headings:
        made = words.own or "".join(map(_github_letter, words.text.lower()))
        name = made
        while not words.own and name in seen:
            seen[made] += 1
            name = f"{made}-{seen[made]}"
        seen.setdefault(name, 0)
        out.append(name)
    return out


def _github_letter(letter: str) -> str:
    if letter in "- ":
        return "-"
    return letter if unicodedata.category(letter) in _SLUGGED or "Ⓐ" <= letter <= "ⓩ" else ""


def _python(headings: Iterable[Words]) -> list[str]:
    """Python-Markdown's: ASCII only; every id that an author gave is taken beforehand."""
    listed = list(headings)
    taken = {words.own for words in listed if words.own}
    out = []
    for words in listed:
        name = words.own
        if not name:
            plain = unicodedata.normalize("NFKD", words.text).encode("ascii", "ignore").decode("ascii")
            name = _DASHES.sub("-", _NOT_WORD.sub("", plain).strip().lower())
            while not name or name in taken:
                found = _IDS_COUNT.match(name)
                name = f"{found[1]}_{int(found[2]) + 1}" if found else f"{name}_1"
            taken.add(name)
        out.append(name)
    return out


_STYLES: Mapping[AnchorStyle, Callable[[Sequence[Words]], list[str]]] = {
    "": lambda headings: [words.own for words in headings],
    "goldmark": _goldmark,
    "github": _github,
    "python": _python,
}
