"""Fitting a translation to a source whose spelling changed and whose words did not."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.alignment import web_addresses
from dragoman.model import Content, MarkError, from_text

_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z]+[0-9]*)(?P<point>/?)>")
_EMPHASIS = frozenset(("b", "strong", "em", "i"))


class _Marks(NamedTuple):
    """The marks of a text by name, each with the number of visible characters before it (points) or around it."""

    pairs: dict[str, tuple[int, int]]
    points: dict[str, int]


def carry(old: str, new: str, target: str, content: Content) -> str | None:
    """`target`, a translation of `old`, as a translation of `new`; None when only a person can tell.

    The two sources differ in blanks, marks or URLs alone. A mark stays when the new source has it around the same
    words, is renamed when only its number changed, and goes when the source has lost it. A mark the old source did
    not have there, or an address the target does not show, is for a person. The result satisfies `from_text`, unless
    the target is carried as it is.
    """
    if _TAG.findall(old) == _TAG.findall(new) and "".join(old.split()) == "".join(new.split()):
        return target  # a reflow: nobody asks again what a person has approved
    names = _renamed(_marks(old), _marks(new))
    if names is None:
        return None
    text = _with_addresses(_with_marks(target, names), old, new)
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


def _renamed(old: _Marks, new: _Marks) -> dict[str, str] | None:
    """The new name of each old mark, "" for one that goes; None when the new source has one the old had not."""
    names: dict[str, str] = {}
    for before, after in ((old.pairs, new.pairs), (old.points, new.points)):
        free = dict(before)
        for name, place in after.items():
            fitting = [known for known, there in free.items() if there == place and _same_kind(known, name)]
            if not fitting:
                return None
            names[fitting[0]] = name
            del free[fitting[0]]
        names.update(dict.fromkeys(free, ""))
    # Without its line break, two lines of the target would run together.
    return None if any(_kind(name) == "br" for name, after in names.items() if not after) else names


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
