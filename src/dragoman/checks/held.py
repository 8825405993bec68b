"""What the marks of a text hold, words, signs or other marks, and where a translation's hold another kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.model.marks import Mark

_READ_OUT = frozenset("&%@#/§+=*°№$€£¥")  # signs that stand for words
_MOST = 50  # marks inside a mark that are compared


class Held(NamedTuple):
    """How many letters and digits stand in a mark, how many signs, and which marks that show something."""

    words: int
    signs: int
    points: tuple[str, ...]


def held(content: Sequence[str | Mark]) -> dict[str, Held]:
    """What each mark of a content holds, by name. Reads it once, however deep marks stand in one another."""
    found: dict[str, Held] = {}
    opened: dict[str, tuple[int, int, int]] = {}
    words = signs = 0
    points: list[str] = []
    for part in content:
        if isinstance(part, str):
            kinds = [_kind(character) for character in part]
            words += kinds.count("word")
            signs += kinds.count("sign")
        elif part.kind == "point":
            points.append(part.name)
        elif part.kind == "open":
            opened[part.name] = (words, signs, len(points))
        elif part.name in opened:
            before, below, first = opened.pop(part.name)
            found[part.name] = Held(words - before, signs - below, tuple(points[first : first + _MOST]))
    return found


def moved(name: str, source: Held, target: Held) -> str:
    """What is wrong of a mark whose words went elsewhere; "" where nothing is."""
    if not any(target) and any(source):
        return f"<{name}> holds nothing any more"
    if source.words and not target.words and not target.points:
        return f"<{name}> holds words in the source and only signs in the translation"
    if not source.words and source.signs and not source.points and target.words:
        return f"<{name}> holds only signs in the source and words in the translation"
    if not source.words and source.points and set(source.points) != set(target.points):
        return f"<{name}> does not hold the marks that it holds in the source"
    return ""


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LNM" or character in _READ_OUT:
        return "word"
    return "" if category[0] in "ZC" else "sign"
