"""What a sentence must not get wrong: its numbers, names, quotations and negations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language.amounts import amounts, may_count
from dragoman.language.capitals import always_capital, calendar_words, has_capital_nouns, has_case
from dragoman.language.negation import negating_parts, negations
from dragoman.language.people import given_names_of, may_hold_a_person, persons, spells_names
from dragoman.language.places import places
from dragoman.language.quotations import quotations
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary

_KEPT = 16_384
_DIGIT = re.compile(r"\d")
_BEFORE = 4  # characters before a capital that say whether it begins something
_LONGEST = 2_000  # characters: behind them stands more of the same, or an attack
_WORD = re.compile(r"[^\W_]+(?:[-'’‐‑][^\W_]+)*")
_BEGINS = re.compile(r"[.!?…:;\n\"“”„«»‹›(\[¿¡–—]\s*\Z")  # before a capital that begins something
_CAPITALISED = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W_]*(?:[-'’‐‑][^\W_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}[・＝][\u30a1-\u30fa\u30fc]{2,}")


@dataclass(frozen=True, slots=True)
class Stakes:
    """Which of them a text has. A `person` is a `name`, too; a `number` may stand there in words."""

    number: bool = False
    name: bool = False
    person: bool = False
    quotation: bool = False
    negation: bool = False

    @property
    def is_any(self) -> bool:
        return self.number or self.name or self.quotation or self.negation


@lru_cache(maxsize=_KEPT)
def stakes(text: str, language: str, is_opened: bool = False) -> Stakes:
    """The stakes of `text` (running text, without tags), which is of a language (BCP 47). `is_opened`: a quotation is
    open where it begins. In doubt a text has them: a capital inside a sentence makes a name."""
    text = text[:_LONGEST]
    words = _WORD.findall(text)
    is_person = _has_person(text, language)
    return Stakes(
        number=_has_number(text, language),
        name=is_person or _has_name(text, language),
        person=is_person,
        quotation=bool(quotations(text, is_opened)),
        negation=bool(negations(words, language) or negating_parts(text, language)),
    )


def _has_number(text: str, language: str) -> bool:
    if _DIGIT.search(text):
        return True
    return may_count(text, language) and any(item.is_sure for item in amounts(text, language).items)


def _has_person(text: str, language: str) -> bool:
    if has_case(language):
        return may_hold_a_person(text) and bool(persons(text))
    code = primary(language)
    if code == "ja":
        return _KATAKANA.search(text) is not None
    if code == "zh" and any(len(run) > 2 for run in spells_names().findall(text)):
        return True
    return any(name in text for name in given_names_of(language))


def _has_name(text: str, language: str) -> bool:
    """By capitals, where they make a name, and by words in Latin letters where the script is another."""
    if not has_case(language):
        writing = writing_of(language)
        return writing is not None and writing.is_sure and re.search(r"[A-Z][a-z]|[A-Z]{2}", text) is not None
    ordinary = always_capital() | calendar_words() if primary(language) == "en" else frozenset()
    has_nouns = has_capital_nouns(language)  # every noun has a capital: it tells nothing
    begins: list[str] = []
    for match in _CAPITALISED.finditer(text):
        word = match.group()
        if not word[0].isupper() or word.lower() in ordinary:
            continue
        if word.isupper() and len(word) > 1:
            return True  # an acronym
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if not has_nouns and before.strip() and not _BEGINS.search(before):
            return True
        begins.append(word)
    return bool(begins) and any(place.kind in ("territories", "cities") for place in places(begins, language))
