"""Spellings that translations have been found to have for names: a name that comes again is told by its words alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from dragoman.checks.foreign_words import KATAKANA, joined_names
from dragoman.checks.sides import Side
from dragoman.language.capital_words import is_name_at_beginning, name_words
from dragoman.language.people import spells_names
from dragoman.language.tags import primary

Spelling = str | tuple[str, str]  # a word, or two that stand side by side
_KEPT = 4096  # names of a language
_MOST = 32  # spellings of a name: other forms, clitics before it


def said_in(target: Side) -> tuple[str, ...]:
    """The words of a translation that may spell a name: in Japanese katakana, in Chinese runs of signs that stand for
    sounds, and names with a point inside."""
    code = primary(target.language)
    if code == "ja":
        return tuple(KATAKANA.findall(target.running))
    if code == "zh":
        return (*spells_names().findall(target.running), *joined_names(target.running))
    return target.said


def stand_as_before(source: Side, target: Side) -> bool:
    """True when each run of words with a capital that a name may be made of has here a spelling that was found before:
    then each name stands here, too. What a spelling is depends on the name and its own words alone."""
    heard: frozenset[Spelling] | None = None
    code = primary(target.language)
    for run in source.runs:
        if not name_words(run) or (is_name_at_beginning(run) and _is_inside(run, source.running)):
            continue
        found = _spellings(code, run)
        if not found:
            return False
        if heard is None:
            said = said_in(target)
            heard = frozenset((*said, *pairwise(said)))
        if found.isdisjoint(heard):
            return False
    return True


def _is_inside(run: str, text: str) -> bool:
    """True where words stand once and inside a sentence for sure."""
    at = text.find(run)
    before = text[max(0, at - 2) : at]
    return before[-1:] == " " and (before[:1] == "," or before[:1].islower()) and text.find(run, at + 1) < 0


def remember(source: Side, written: str, language: str, spellings: Iterable[Spelling]) -> None:
    """Keeps how a translation spells a name that stands in the source as `written`, which makes a run there alone."""
    run = next((run for run in source.runs if written in run), "")
    if run and name_words(run).issubset(written.split(" ")):
        found = _spellings(primary(language), run)
        if len(found) < _MOST:
            found.update(spellings)


@lru_cache(maxsize=_KEPT)
def _spellings(code: str, run: str) -> set[Spelling]:
    """What has been found for a run of words with a capital: it grows."""
    return set()
