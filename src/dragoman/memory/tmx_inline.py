"""The inline elements of TMX (bpt, ept, ph, it, hi, sub, ut) as our marks, and our marks as inline elements.

A pair is known by its `x`, or by its `i`, so that a mark has one name in source and target. What we wrote ourselves
holds our tag as its native code, and comes back as just this tag. The text of a `sub` belongs to its mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from dragoman.model import Mark, label, read_tags, to_text

_OUR_TAG = re.compile(r"<(/?)([a-z]+[0-9]*)(/?)>")
_NATIVE = re.compile(r"\s*</?\s*([A-Za-z]+)")
_TYPES = {"bold": "strong", "italic": "em", "ulined": "u", "underlined": "u", "link": "a", "image": "img", "lb": "br"}
_LETTERS = re.compile(r"[^a-z]+")
_OTHER = "x"  # the name of a mark of which nothing is known

ELEMENTS = frozenset(["bpt", "ept", "ph", "it", "hi", "ut"])


@dataclass(frozen=True, slots=True)
class Code:
    """An inline element as the file has it: which it is, its attributes, and the native code in it."""

    element: str
    attributes: Mapping[str, str]
    native: str = ""
    is_end: bool = False  # of a `hi`


def read_inline(source: Sequence[str | Code], target: Sequence[str | Code], *, ours: bool) -> tuple[str, str]:
    """Source and target as people see them: marks as tags."""
    if ours:
        return _own(source), _own(target)
    names: dict[tuple[str, str], str] = {}
    return _foreign(source, names, is_source=True), _foreign(target, names, is_source=False)


def write_inline(source: str, target: str) -> tuple[str, str]:
    """The content of both `seg`, with each tag of the texts as an inline element."""
    places: dict[str, int] = {}
    return _written(source, places), _written(target, places)


def _own(parts: Sequence[str | Code]) -> str:
    out: list[str | Mark] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        else:
            out += [mark for mark in read_tags(part.native) if isinstance(mark, Mark)]
    return to_text(_joined(out))


def _foreign(parts: Sequence[str | Code], names: dict[tuple[str, str], str], *, is_source: bool) -> str:
    marks = _nested(list(_marks(parts)))
    if is_source:
        labelled = iter(part for part in label([mark for mark, _ in marks]) if isinstance(part, Mark))
        named: list[str | Mark] = []
        for mark, ident in marks:
            if isinstance(mark, Mark):
                mark = next(labelled)
                names[ident] = mark.name
            named.append(mark)
        return to_text(_joined(named))
    used = set(names.values())
    out: list[str | Mark] = []
    for mark, ident in marks:
        if isinstance(mark, Mark):
            if ident not in names:
                names[ident] = _unused(mark.name, used)
                used.add(names[ident])
            mark = replace(mark, name=names[ident])
        out.append(mark)
    return to_text(_joined(out))


def _marks(parts: Sequence[str | Code]) -> Iterator[tuple[str | Mark, tuple[str, str]]]:
    """Texts, and marks with what tells those apart; the ends of a pair have one ident."""
    pairs: dict[str, tuple[str, str]] = {}  # by `i`: ident and name of what is open
    opened: list[tuple[str, str]] = []
    points = 0
    for part in parts:
        if isinstance(part, str):
            yield part, ("", "")
        elif part.element == "hi":
            if part.is_end:
                ident, name = opened.pop()
                yield Mark("close", name), ("hi", ident)
            else:
                name = _name(part)
                opened.append((part.attributes.get("x") or str(len(opened)), name))
                yield Mark("open", name), ("hi", opened[-1][0])
        elif part.element == "bpt":
            i = part.attributes.get("i", "")
            pairs[i] = (part.attributes.get("x") or f"i{i}", _name(part))
            yield Mark("open", pairs[i][1]), ("pair", pairs[i][0])
        elif part.element == "ept" and part.attributes.get("i", "") in pairs:
            ident, name = pairs.pop(part.attributes.get("i", ""))
            yield Mark("close", name), ("pair", ident)
        else:
            points += 1
            yield Mark("point", _name(part)), ("point", part.attributes.get("x") or f"n{points}")


def _nested(marks: list[tuple[str | Mark, tuple[str, str]]]) -> list[tuple[str | Mark, tuple[str, str]]]:
    """Pairs that cross another, or lack an end, as two points: our marks nest."""
    opened: list[int] = []
    good: set[int] = set()
    for at, (mark, ident) in enumerate(marks):
        if isinstance(mark, Mark) and mark.kind == "open":
            opened.append(at)
        elif isinstance(mark, Mark) and mark.kind == "close" and opened and marks[opened[-1]][1] == ident:
            good |= {opened.pop(), at}
        elif isinstance(mark, Mark) and mark.kind == "close":
            opened = [place for place in opened if marks[place][1] != ident]
    out: list[tuple[str | Mark, tuple[str, str]]] = []
    for at, (mark, ident) in enumerate(marks):
        if isinstance(mark, Mark) and mark.kind != "point" and at not in good:
            out.append((replace(mark, kind="point"), (f"{ident[0]} {mark.kind}", ident[1])))
        else:
            out.append((mark, ident))
    return out


def _name(code: Code) -> str:
    """What kind of mark it is: the element's name of its native code, else what its `type` says."""
    if found := _NATIVE.match(code.native):
        return found[1].lower()
    said = code.attributes.get("type", "").lower()
    return _TYPES.get(said) or _LETTERS.sub("", said) or _OTHER


def _unused(name: str, used: set[str]) -> str:
    number, found = 1, name
    while found in used:
        number += 1
        found = f"{name}{number}"
    return found


def _joined(parts: Iterable[str | Mark]) -> list[str | Mark]:
    """Neighbouring texts as one: what would read as a tag only together is to be seen as such."""
    out: list[str | Mark] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(before := out[-1], str):
            out[-1] = before + part
        else:
            out.append(part)
    return out


def _written(text: str, places: dict[str, int]) -> str:
    out: list[str] = []
    content = read_tags(text)
    ends = _ends(content)
    for at, part in enumerate(content):
        if isinstance(part, str):
            out.append(escape(part, {"\r": "&#13;"}))
            continue
        x = places.setdefault(f"{part.kind == 'point'} {part.name}", len(places) + 1)
        native = escape(part.tag)
        kind = quoteattr(part.name.rstrip("0123456789"))
        match part.kind:
            case "point":
                out.append(f'<ph x="{x}" type={kind}>{native}</ph>')
            case "open" if at in ends:
                out.append(f'<bpt i="{ends[at]}" x="{x}" type={kind}>{native}</bpt>')
            case "close" if at in ends:
                out.append(f'<ept i="{ends[at]}">{native}</ept>')
            case _:
                side: Literal["begin", "end"] = "begin" if part.kind == "open" else "end"
                out.append(f'<it pos="{side}" x="{x}" type={kind}>{native}</it>')
    return "".join(out)


def _ends(content: Sequence[str | Mark]) -> dict[int, int]:
    """The places of marks that have their other end, and the number of the pair."""
    found: dict[int, int] = {}
    opened: list[tuple[int, str]] = []
    for at, part in enumerate(content):
        if not isinstance(part, Mark) or part.kind == "point":
            continue
        if part.kind == "open":
            opened.append((at, part.name))
        elif (start := next((place for place, name in reversed(opened) if name == part.name), None)) is not None:
            opened = [row for row in opened if row[0] != start]
            found[start] = found[at] = len(found) // 2 + 1
    return found
