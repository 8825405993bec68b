"""A translation as rows of words that may be a rendering, comparable across inflected forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from dragoman.glossary.canonical import is_unspaced
from dragoman.glossary.clitics import clitics
from dragoman.glossary.letters import distinguish, folded
from dragoman.glossary.suggesting.facts import facts_of
from dragoman.glossary.words import Prose, Words, prose, words
from dragoman.language.facts import table
from dragoman.language.tags import primary
from dragoman.model.marks import Span

Gram: TypeAlias = tuple[str, ...]

_LONGEST = 6  # words of a rendering
_LONGEST_UNSPACED = 10  # characters
_STEM = 4  # letters that forms of a word share at least, as a rule
_INSIDE = frozenset("-'·.")
_SHORT_CUT = 2  # letters that a word must keep behind a clitic


@dataclass
class Target:
    """One translation: its words, and the stems that forms are compared by. A stem is "" where no rendering goes
    through: at a sign, and where another name's rendering stands."""

    text: Prose
    words: Words
    stems: list[str]
    edges: list[bool] = field(default_factory=list)  # whether a rendering may begin or end with the word

    def grams(self) -> Iterator[tuple[Span, Gram]]:
        """Every row of words that may be a rendering, with its span in words."""
        for first, stem in enumerate(self.stems):
            if not self.edges[first]:
                continue
            longest = _LONGEST_UNSPACED if is_unspaced(stem[0]) else _LONGEST
            size = 0
            for last in range(first, len(self.stems)):
                if not self.stems[last]:
                    break
                size += self.stems[last] not in _INSIDE
                if size > longest:
                    break
                if self.edges[last]:
                    yield (first, last + 1), tuple(self.stems[first : last + 1])

    def slice(self, span: Span) -> str:
        """The text of a span of words."""
        start, end = self.words.span(*span)
        return " ".join(self.text.text[start:end].split())

    def take(self, span: Span) -> None:
        """Closes a span for other renderings."""
        for at in range(*span):
            self.stems[at] = ""
            self.edges[at] = False


def target(text: str, language: str) -> Target:
    """A translation in a language (BCP 47), ready to be looked through."""
    running = prose(text)
    found = words(distinguish(running.text, language))
    stems = [_stem(found.at(index), language) for index in range(len(found.items))]
    function = _function(language)
    for index, stem in enumerate(stems):
        glued = found.is_glued(index) and index + 1 < len(stems) and found.is_glued(index + 1)
        if stem in _INSIDE and not glued:
            stems[index] = ""
    edges = [
        bool(stem) and stem not in _INSIDE and found.at(index) not in function and not stem[0].isdigit()
        for index, stem in enumerate(stems)
    ]
    return Target(running, found, stems, edges)


def _stem(word: str, language: str) -> str:
    """What the forms of a word have in common, as a rule: its beginning, without clitics."""
    if not word[0].isalnum():
        return word if word in _INSIDE else ""
    if len(word) > 1 and not is_unspaced(word[0]):
        clinging = clitics(language)
        for size in range(clinging.longest, 0, -1):
            if word[:size] in clinging.prefixes and len(word) - size > _SHORT_CUT:
                word = word[size:]
                break
    return word[:_STEM]


@cache
def _function(language: str) -> frozenset[str]:
    """Words, as the language compares them, that no rendering begins or ends with."""
    small = str(table("function_words")["words"].get(primary(language), "")).split()
    return frozenset(folded(word, language) for word in (*small, *facts_of(language).function))
