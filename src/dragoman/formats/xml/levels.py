"""How each element stands to the text around it: a block of its own, inline, nested, or left alone inside a line."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from lxml import etree

from dragoman.formats.its import Annotations, Said

_BLANK = " \t\r\n"
_ANY = ("", "und", "mul", "x", "i", "*")  # tags that tell no language


class Level(Enum):
    """What an element does to a run of text."""

    BLOCK = "block"  # ends it, before and after
    INLINE = "inline"  # stands in it, as a pair of marks
    NESTED = "nested"  # one point of it, with text of its own inside: a footnote
    OPAQUE = "opaque"  # one point of it that is not translated


Names = tuple[str, str]
"""The names of an element's parent and of itself."""


class Levels:
    """For each element by its number: its level, and whether its own text is translated.

    Where no rule says anything of a namespace's elements, those that stand beside text somewhere are part of it
    wherever they stand in such a parent. `inline` are their names; an earlier reading's may be given.
    """

    def __init__(self, annotations: Annotations, language: str, inline: frozenset[Names] | None = None) -> None:
        elements, said = annotations.elements, annotations.said
        index = {element: number for number, element in enumerate(elements)}
        parents = [index.get(element.getparent(), -1) for element in elements]  # type: ignore[arg-type]
        base = said[0].language or language
        self.inline = _inline(annotations, parents) if inline is None else inline
        self.translated = [one.translate and not is_foreign(one, base) for one in said]
        self.of: list[Level] = [Level.BLOCK] * len(elements)
        has_block = [False] * len(elements)
        for number in range(len(elements) - 1, 0, -1):
            parent = parents[number]
            within = said[number].within
            if not said[number].within_said and (str(elements[parent].tag), str(elements[number].tag)) in self.inline:
                within = "yes"
            level = Level.BLOCK
            if within != "no" and self.translated[parent]:
                if within == "nested":
                    level = Level.NESTED
                elif not self.translated[number]:
                    level = Level.OPAQUE
                elif not has_block[number]:
                    level = Level.INLINE
            if level is Level.BLOCK:
                has_block[parent] = True
            self.of[number] = level


def is_foreign(said: Said, language: str) -> bool:
    """True for text that its markup says to be in another language than the article's."""
    own, base = said.language.partition("-")[0].lower(), language.partition("-")[0].lower()
    return own != base and own not in _ANY and base not in _ANY


def _inline(annotations: Annotations, parents: Sequence[int]) -> frozenset[Names]:
    """The names of elements that stand beside text and of whose namespace no rule says anything."""
    elements, said = annotations.elements, annotations.said
    ruled = {_namespace(element) for element, one in zip(elements, said, strict=True) if one.within_said}
    mixed = [bool((element.text or "").strip(_BLANK)) for element in elements]
    for element, parent in zip(elements, parents, strict=True):
        if parent >= 0 and (element.tail or "").strip(_BLANK):
            mixed[parent] = True
    return frozenset(
        (str(elements[parent].tag), str(element.tag))
        for element, parent in zip(elements, parents, strict=True)
        if parent >= 0 and mixed[parent] and _namespace(element) not in ruled
    )


def _namespace(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0]
