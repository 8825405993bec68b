"""Fitting a translation to a source whose spelling changed and whose words did not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from dragoman.alignment import web_addresses
from dragoman.alignment.words import is_dense
from dragoman.model import Content, MarkError, from_text

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z]+[0-9]*)(?P<point>/?)>")
_CODE = frozenset(("code", "kbd", "samp", "var"))
_EMPHASIS = frozenset(("b", "strong", "em", "i"))


class _Marks(NamedTuple):
    """The marks of a text by name, each with the number of visible characters before it (points) or around it."""

    pairs: dict[str, tuple[int, int]]
    points: dict[str, int]


def carry(old: str, new: str, target: str, content: Content) -> str | None:
    """`target`, a translation of `old`, as a translation of `new`; None when only a person can tell.

    The two sources differ in blanks, marks or URLs alone. A mark stays when the new source has it around the same
    words, is renamed when only its number changed, and goes when the source has lost it. A new mark comes around words
    that stand in the target letter for letter, and once; any other, and an address the target does not show, is for a
    person. The result satisfies `from_text`, unless
    the target is carried as it is.
    """
    if _TAG.findall(old) == _TAG.findall(new) and "".join(old.split()) == "".join(new.split()):
        return target  # a reflow: nobody asks again what a person has approved
    names, added = _renamed(_marks(old), _marks(new))
    marked = _with_new_pairs(_with_marks(target, names), added, new)
    if marked is None or _loses_a_break(names):
        return None
    text = _with_addresses(marked, old, new)
    if text is None:
        return None
    try:
        from_text(text, content)
    except MarkError:
        return None
    return text


def _marks(text: str) -> _Marks:
    pairs: dict[str, tuple[int, int]] = {}
    points: dict[str, int] = {}
    seen = position = 0
    for found in _TAG.finditer(text):
        seen += len("".join(text[position : found.start()].split()))
        position = found.end()
        name = found["name"]
        if found["point"]:
            points[name] = seen
        elif found["closing"]:
            pairs[name] = (pairs.get(name, (0, 0))[0], seen)
        else:
            pairs[name] = (seen, seen)
    return _Marks(pairs, points)


def _renamed(old: _Marks, new: _Marks) -> tuple[dict[str, str], list[str]]:
    """The new name of each old mark, "" for one that goes; and the marks of the new source that the old had not."""
    names: dict[str, str] = {}
    added: list[str] = []
    for before, after in ((old.pairs, new.pairs), (old.points, new.points)):
        free = dict(before)
        for name, place in after.items():
            fitting = [known for known, there in free.items() if there == place and _same_kind(known, name)]
            if fitting:
                names[fitting[0]] = name
                del free[fitting[0]]
            else:
                added.append(name)
        names.update(dict.fromkeys(free, ""))
    return names, added


def _loses_a_break(names: dict[str, str]) -> bool:
    """Without its line break, two lines of the target would run together."""
    return any(_kind(name) == "br" for name, after in names.items() if not after)


def _with_new_pairs(text: str, added: Sequence[str], source: str) -> str | None:
    """`text` with each of the `added` marks put around what it stands around in the source: a name, a number, a piece
    of code. None when that does not stand in `text` letter for letter, and once, or may be a word of both languages."""
    for name in added:
        found = re.search(rf"<{name}>(.*?)</{name}>", source, re.DOTALL)
        inner = found[1] if found else ""
        if (
            found is None
            or _TAG.search(inner)
            or not (_kind(name) in _CODE or _is_kept(inner, source[: found.start()]))
        ):
            return None
        places = [at for at in _places(inner, text) if not _is_in_tag(text, at)]
        if len(places) != 1 or len(_places(inner, _TAG.sub("", source))) != 1:
            return None
        end = places[0] + len(inner)
        text = f"{text[: places[0]]}<{name}>{inner}</{name}>{text[end:]}"
    return text


def _is_kept(words: str, before: str) -> bool:
    """True for what translations leave alone: numbers, and words written like names."""
    names = [word for word in words.split() if word[:1].isupper() and len(word) > 2]
    return any(map(str.isdigit, words)) or len(names) > (0 if _TAG.sub("", before).strip() else 1)


def _places(words: str, text: str) -> list[int]:
    """Where `words` stand in `text`, not as parts of longer words or numbers."""
    found = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]
    return [at for at in found if not _is_inside_word(text, at) and not _is_inside_word(text, at + len(words))]


def _is_inside_word(text: str, at: int) -> bool:
    """True when a word goes on from before `at` to behind it, or a number with its separators does."""
    around = text[max(0, at - 1) : at + 1]
    if (
        len(around) == 2
        and not any(map(is_dense, around))
        and all(letter.isalnum() or unicodedata.category(letter)[0] == "M" for letter in around)
    ):
        return True
    return re.match(r"\d[.,:/٫٬'’\u00a0\u202f -]\d", text[max(0, at - 2) : at + 1]) is not None or (
        re.match(r"\d[.,:/٫٬'’\u00a0\u202f -]\d", text[max(0, at - 1) : at + 2]) is not None
    )


def _is_in_tag(text: str, at: int) -> bool:
    return any(found.start() <= at < found.end() for found in _TAG.finditer(text))


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _same_kind(old: str, new: str) -> bool:
    return _kind(old) == _kind(new) or {_kind(old), _kind(new)} <= _EMPHASIS


def _with_marks(text: str, names: dict[str, str]) -> str:
    out: list[str] = []
    position = 0
    for found in _TAG.finditer(text):
        out.append(text[position : found.start()])
        position = found.end()
        name = names.get(found["name"], found["name"])
        if name:
            out.append(f"<{found['closing']}{name}{found['point']}>")
        elif found["point"] and "".join(out).endswith(" ") and text.startswith(" ", position):
            position += 1  # the blanks on both sides of a mark that is gone
    return "".join(out) + text[position:]


def _with_addresses(text: str, old: str, new: str) -> str | None:
    before, after = web_addresses(_TAG.sub("", old)), web_addresses(_TAG.sub("", new))
    changed = dict(zip(before, after, strict=False))
    if len(before) != len(after) or any(changed[x] != y for x, y in zip(before, after, strict=True)):
        return None  # one address became two different ones
    moved = {x: y for x, y in changed.items() if x != y}
    if not moved:
        return text
    if not set(moved) <= set(web_addresses(text)):
        return None
    pattern = re.compile("|".join(re.escape(address) for address in sorted(moved, key=len, reverse=True)))
    return pattern.sub(lambda found: moved[found.group()], text)
