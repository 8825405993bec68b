"""Elements of two plain texts as the marks that formats make of them: numbered, their attributes out of reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from dragoman.model.finding import Finding
from dragoman.model.visible import visible

_ELEMENT = re.compile(r"<(/?)([A-Za-z](?:[A-Za-z0-9_.:-]{0,40}[A-Za-z0-9_-])?)((?:[\s/][^<>]{0,2000})?)>")
_PLAIN = re.compile(r"[a-z]+[0-9]*")
_TAG = re.compile(r"</?([a-z]+[0-9]*)/?>")
_FOR_PEOPLE = re.compile(
    r"\s(?:title|alt|lang|xml[:-]lang|dir|aria-label)\s{0,9}=\s{0,9}(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
Place: TypeAlias = tuple[int, int, int, int]
_LONGEST = 80  # characters of an element that a message shows


@dataclass(frozen=True, slots=True)
class Marked:
    """Both texts with marks. `source` and `target` are what the checks read, `spelled` says how each mark was spelled;
    `places` are the target's marks: start and end of each in the text with marks, and in the text as it was given."""

    source: str
    target: str
    spelled: Mapping[str, str]
    places: tuple[Place, ...]

    def told(self, finding: Finding, source: str, target: str) -> Finding:
        """A finding about the texts with marks as one about the texts as they were given."""
        start, end = (None if at is None else self._given(at) for at in (finding.start, finding.end))
        message, hint = (_TAG.sub(self._spell, text) for text in (finding.message, finding.hint))
        return replace(finding, source=source, target=target, message=message, hint=hint, start=start, end=end)

    def _spell(self, tag: re.Match[str]) -> str:
        spelled = self.spelled.get(tag[1])
        if spelled is None:
            return tag.group()
        if tag.group().startswith("</"):
            return _ELEMENT.sub(r"</\2>", spelled)
        return visible(spelled, _LONGEST)

    def _given(self, at: int) -> int:
        number = bisect_left(self.places, (at,)) - 1  # the last mark that begins before it
        if number < 0:
            return at
        _, end, first, last = self.places[number]
        return first if at < end else at + last - end


def marked(source: str, target: str) -> Marked | None:
    """The texts with marks for elements; None when the source has none but marks already, each of them once. An element
    of the target is the source's when its name and attributes are, those aside that are words for people."""
    if "<" not in source or not _has_elements(source):
        return None
    reader = _Reader()
    one, _ = reader.read(source)
    other, places = reader.read(target)
    return Marked(one, other, reader.spelled, places)


def _has_elements(text: str) -> bool:
    """True where something is no mark as it stands: it has attributes, is a bare <br>, or stands twice."""
    tags: set[str] = set()
    for match in _ELEMENT.finditer(text):
        closing, name, rest = match.groups()
        is_open = name.lower() in _VOID and not closing and not rest
        if rest.strip("/") or is_open or not _PLAIN.fullmatch(name) or match.group() in tags:
            return True
        tags.add(match.group())
    return False


class _Reader:
    """Numbers elements: those of the second text that stand in the first have the same names."""

    def __init__(self) -> None:
        self.names: dict[tuple[str, str, int], str] = {}
        self.spelled: dict[str, str] = {}
        self._numbers: Counter[str] = Counter()

    def read(self, text: str) -> tuple[str, tuple[Place, ...]]:
        """The text with marks, and where they are."""
        closed = {match[2].lower() for match in _ELEMENT.finditer(text) if match[1]}
        counts: Counter[tuple[str, str]] = Counter()
        opened: defaultdict[str, list[str]] = defaultdict(list)
        out: list[str] = []
        places: list[Place] = []
        size = last = 0
        for match in _ELEMENT.finditer(text):
            closing, name, rest = match[1], match[2].lower(), match[3].rstrip()
            if closing:
                tag = f"</{opened[name].pop() if opened[name] else _bare(name)}>"
            elif _is_word(match[2], rest, closed):
                continue
            else:
                told = " ".join(_FOR_PEOPLE.sub("", rest.removesuffix("/")).split())
                counts[name, told] += 1
                label = self._label(name, told, counts[name, told], match.group())
                if rest.endswith("/") or (name in _VOID and name not in closed):
                    tag = f"<{label}/>"
                else:
                    tag = f"<{label}>"
                    opened[name].append(label)
            begin = size + match.start() - last
            out += [text[last : match.start()], tag]
            size, last = begin + len(tag), match.end()
            places.append((begin, size, match.start(), match.end()))
        return "".join([*out, text[last:]]), tuple(places)

    def _label(self, name: str, told: str, count: int, spelled: str) -> str:
        label = self.names.get((name, told, count))
        if label is None:
            bare = _bare(name)
            self._numbers[bare] += 1
            label = bare if self._numbers[bare] == 1 else f"{bare}{self._numbers[bare]}"
            self.names[name, told, count] = label
            self.spelled[label] = spelled
        return label


def _bare(name: str) -> str:
    return re.sub("[^a-z]", "", name) or "x"


def _is_word(name: str, rest: str, closed: Container[str]) -> bool:
    """True for <Name>, which stands for something to fill in."""
    return not rest and name != name.lower() and name.lower() not in closed and name.lower() not in _VOID
