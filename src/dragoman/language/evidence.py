"""Which language a text speaks, by its function words and letters: cheap, cautious, silent on rare languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.language.facts import table
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

_PARTED = re.compile("['’]")
_LEAST, _TIMES = 3, 4  # function words of another language, and how many for each of the right one


@dataclass(frozen=True, slots=True)
class Evidence:
    """For the language it should be in, and the other one that has most of its function words (`language`, a primary
    subtag, "" when none has any): how many of its words only the one (`own`) or only the other (`other`) has."""

    own: int
    other: int
    language: str

    def speaks_another(self, target: str) -> bool:
        """True when the text is surely not in `target`. Near languages ask for twice the evidence."""
        least, times = (6, 6) if are_alike(target, self.language) else (_LEAST, _TIMES)
        return self.other >= least and self.other >= times * self.own

    def may_speak_another(self, target: str) -> bool:
        """True when there is more of another language in it than of `target`."""
        least, times = (4, 3) if are_alike(target, self.language) else (_LEAST, 2)
        return self.other >= least and self.other >= times * self.own


def evidence(words: Sequence[str], language: str) -> Evidence:
    """What `words` (in small letters) say about the language they are of; `language` is the tag they should be in."""
    code = primary(language)
    known = _speakers()
    found = [speakers for word in words if (speakers := known.get(word) or _of_first_part(word, known))]
    others: Counter[str] = Counter()
    for speakers in found:
        if code not in speakers:
            others.update(speakers)
    if not others:
        return Evidence(len(found), 0, "")
    name, count = max(others.items(), key=lambda pair: (pair[1], pair[0]))
    return Evidence(sum(code in speakers and name not in speakers for speakers in found), count, name)


class Leaning(NamedTuple):
    """How far the words of a text lean to its language, whatever is left out of it that its source has, too: at least
    `own` of its function words stay, of which `only` are no other language's, and at most `other` of another's."""

    own: int
    only: int
    other: int

    @property
    def may_be_another(self) -> bool:
        """False when no part of the text can speak another language (see Evidence): the law that makes this quick."""
        return self.other >= _LEAST and self.other >= _TIMES * self.only


def leaning(words: Mapping[str, int], language: str, source: Collection[str]) -> Leaning:
    """What `words` (in small letters, with how often they stand) say, far faster than `evidence`. `source` are the rows
    of letters of the source, in small letters."""
    code, known = primary(language), _speakers()
    own = only = 0
    others: Counter[str] = Counter()
    for word, times in words.items():
        speakers = known.get(word) or _of_first_part(word, known)
        if not speakers:
            continue
        if code not in speakers:
            for name in speakers:
                others[name] += times
        elif _PARTED.split(word, 1)[0] not in source:
            own += times
            only += times * (len(speakers) == 1)
    return Leaning(own, only, max(others.values(), default=0))


def _of_first_part(word: str, known: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    """For l’eau, those of l'."""
    if "’" not in word and "'" not in word:
        return None
    return known.get(f"{word.replace('’', chr(39)).partition(chr(39))[0]}'")


@lru_cache(maxsize=1024)
def has_profile(language: str) -> bool:
    """True when function words of the language are known."""
    return primary(language) in table("function_words")["words"]


def is_word_of(word: str, language: str, *, but_not: str) -> bool:
    """True when `word` is a function word of one language and none of another."""
    speakers = _speakers().get(word, frozenset())
    return primary(language) in speakers and primary(but_not) not in speakers


@lru_cache(maxsize=1024)
def are_alike(one: str, other: str) -> bool:
    """True for two languages so near that a sentence may be the same in both."""
    first, second = primary(one), primary(other)
    return first == second or any({first, second} <= group for group in _groups())


@lru_cache(maxsize=1024)
def alien_letters(language: str) -> re.Pattern[str] | None:
    """Finds the small letters of the language's script that its own words do not have; None where we do not know."""
    code, writing = primary(language), writing_of(language)
    alphabets = table("alphabets")
    known = alphabets["whole"].get(code) or (
        extra if (extra := alphabets["latin"].get(code)) is None else f"a-z{extra}"
    )
    if known is None or writing is None or not writing.is_sure:
        return None
    return re.compile(f"(?=[{writing.letters}])[^\\W\\d_{known}{known.upper()}]")


@cache
def _speakers() -> Mapping[str, frozenset[str]]:
    """For each function word the languages that have it."""
    found: dict[str, set[str]] = {}
    for language, words in table("function_words")["words"].items():
        for word in words.split():
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row.split()) for row in table("function_words")["alike"]["groups"])
