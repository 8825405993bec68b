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


class Levels:
    """For each element by its number: its level, and whether its own text is translated.

    Where no rule says anything of a namespace's elements, those beside text are taken to be part of it.
    """

    def __init__(self, annotations: Annotations, language: str) -> None:
        elements, said = annotations.elements, annotations.said
        index = {element: number for number, element in enumerate(elements)}
        parents = [index.get(element.getparent(), -1) for element in elements]  # type: ignore[arg-type]
        base = said[0].language or language
        ruled = {_namespace(element) for element, one in zip(elements, said, strict=True) if one.within_said}
        self.translated = [one.translate and not is_foreign(one, base) for one in said]
        self.of: list[Level] = [Level.BLOCK] * len(elements)
        has_block = [False] * len(elements)
        mixed = _mixed(elements, parents)
        for number in range(len(elements) - 1, 0, -1):
            parent = parents[number]
            within = said[number].within
            if mixed[parent] and not said[number].within_said and _namespace(elements[number]) not in ruled:
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


def _namespace(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[0]


def _mixed(elements: Sequence[etree._Element], parents: Sequence[int]) -> list[bool]:
    """Which elements hold text beside elements."""
    found = [bool((element.text or "").strip(_BLANK)) for element in elements]
    for element, parent in zip(elements, parents, strict=True):
        if parent >= 0 and (element.tail or "").strip(_BLANK):
            found[parent] = True
    return found
