"""Glosses: what stands beside a term where an article mentions it first, and nowhere else."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from dragoman.glossary.entries import Rendering
from dragoman.glossary.folding import fold
from dragoman.glossary.matching import Match


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A mention whose gloss is not where it belongs: `lacks` at the first mention, or stands at a later one."""

    match: Match
    rendering: Rendering
    lacks: bool


def misplaced(matches: Sequence[Match], target: str, language: str, mentioned: Container[str]) -> Iterator[Misplaced]:
    """What `target` does with the glosses of the terms of its source, which are `matches`.

    `mentioned` are the sources of the terms that stand before it in the article.
    """
    for source, match in {match.term.source: match for match in reversed(matches)}.items():
        rendering = None if match.term.status else match.term.rendering(language)
        if rendering is None or not rendering.gloss:
            continue
        count = count_of(rendering.gloss, target)
        is_first = source not in mentioned
        if is_first and not count:
            yield Misplaced(match, rendering, True)
        elif count > is_first:
            yield Misplaced(match, rendering, False)


def count_of(gloss: str, target: str) -> int:
    """How often a gloss stands in a text, whatever its capitals, signs and blanks look like."""
    return _plain(target).count(_plain(gloss))


def _plain(text: str) -> str:
    return " ".join(fold(text).text.split())
