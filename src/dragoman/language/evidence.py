"""Which language a text speaks, by its function words and letters: cheap, cautious, silent on rare languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.language.facts import table
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

LEAST, TIMES = 3, 4  # function words of another language, and how many for each of the right one


@dataclass(frozen=True, slots=True)
class Evidence:
    """For the language it should be in, and the other one that has most of its function words (`language`, a primary
    subtag, "" when none has any): how many of its words only the one (`own`) or only the other (`other`) has."""

    own: int
    other: int
    language: str

    def speaks_another(self, target: str) -> bool:
        """True when the text is surely not in `target`. Near languages ask for twice the evidence."""
        least, times = (6, 6) if are_alike(target, self.language) else (LEAST, TIMES)
        return self.other >= least and self.other >= times * self.own

    def may_speak_another(self, target: str) -> bool:
        """True when there is more of another language in it than of `target`."""
        least, times = (4, 3) if are_alike(target, self.language) else (LEAST, 2)
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


def speakers_of(words: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    """The function words among `words` (in small letters), and the languages that have each."""
    known = _speakers()
    found = [(word, known[word]) for word in words if word in known]
    for word in words:
        if ("'" in word or "’" in word) and word not in known and (speakers := _of_first_part(word, known)):
            found.append((word, speakers))
    return found


@lru_cache(maxsize=1024)
def own_of(language: str) -> frozenset[str]:
    """The function words of a language that are whole words."""
    code = primary(language)
    return frozenset(word for word, speakers in _speakers().items() if code in speakers and word.isalpha())


@lru_cache(maxsize=1024)
def marked_of(language: str) -> frozenset[str]:
    """All the function words of a language most of which are written with marks on their letters; none for others."""
    code = primary(language)
    words = frozenset(word for word, speakers in _speakers().items() if code in speakers)
    return words if sum(not word.isalpha() and "'" not in word for word in words) * 2 > len(words) else frozenset()


@lru_cache(maxsize=1024)
def sole_of(language: str) -> frozenset[str]:
    """Those that no other language has."""
    return frozenset(word for word in own_of(language) if len(_speakers()[word]) == 1)


@lru_cache(maxsize=1024)
def others_of(language: str) -> Mapping[str, frozenset[str]]:
    """The function words of the other languages, and what stands before an apostrophe in them, with who has them."""
    code = primary(language)
    found: dict[str, frozenset[str]] = {}
    for word, speakers in _speakers().items():
        if code not in speakers:
            part = word.removesuffix("'")
            found[part] = found.get(part, frozenset()) | speakers
    return found


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
