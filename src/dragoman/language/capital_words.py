"""What an English word with a capital is by itself: a name, or one of the many others that have capitals, too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.language.calendar import days_and_months
from dragoman.language.cldr import names
from dragoman.language.facts import table
from dragoman.language.people import given_names
from dragoman.language.tags import primary

_LANGUAGES = frozenset(["en"])  # whose other words with a capital are known
_GENITIVE = re.compile(r"['’]s?\Z")
_PART = re.compile("[-‐‑]")
_SCOTTISH = re.compile(r"(?:Ma?c|O['’]|D['’]|De|Di|Du|La|Le|Van|Fitz|St)[A-ZÀ-Þ]")
_JAPANESE = re.compile(
    r"(?:(?:[kgsztdnhbpmryw]|ky|gy|sh?y?|ch|j|ny|hy|by|py|my|ry|ts|f)?[aeiouōū]|n(?![aeiou])|(?<=[aiueo])[kstp](?=[kstp])){2,8}"
)


class Kind(NamedTuple):
    """What a word with a capital is by itself: `text` without genitive, `small` in small letters."""

    text: str
    small: str
    owns: bool
    is_common: bool
    is_title: bool


def knows_capitals(language: str) -> bool:
    """True for a language whose other words with a capital are known."""
    return primary(language) in _LANGUAGES


def is_office(small: str) -> bool:
    """True for an English word (small letters) that is an office or a public body: minister, parliament."""
    return small in row("titled") or small in row("bodies")


def may_mention(capitalised: Iterable[str]) -> bool:
    """A cheap question about all words with a capital of a text: False only where `mentions` finds nothing."""
    return not _silent().issuperset(capitalised)


@lru_cache(maxsize=16384)
def name_words(run: str) -> frozenset[str]:
    """Those of a run of words with a capital, which only blanks part, that a name may be made of."""
    words = run.split(" ")
    common = [kind_of(word).is_common for word in words]
    if len(words) == 1:
        is_name = run in _courtesy() or not (common[0] or run in _silent())
        return frozenset(words) if is_name else frozenset()
    if any(common[1:]) and _leading().isdisjoint(words):
        return frozenset()  # the name of a body or place, which is translated
    found: set[str] = set()
    is_person = False
    for word in words:
        if word in _courtesy():
            is_person = True
        elif is_person or word not in _silent():
            found.add(word)
            is_person = is_person or word in _given()  # behind a first name any word is a family name
    return frozenset(found)


@lru_cache(maxsize=16384)
def is_name_at_beginning(run: str) -> bool:
    """True for a run in which a name stands at most when a sentence begins with it, because then its first word may
    belong to no name: Port Almera."""
    first, *others = run.split(" ")
    if not others or not kind_of(first).is_common or not _leading().isdisjoint((first, *others)):
        return False
    return not any(kind_of(word).is_common for word in others)


def may_be_in_characters(words: Sequence[str]) -> bool:
    """True for a name (its words in small letters) that Chinese and Japanese may write in characters of its own."""
    return not row("asian").isdisjoint(words) or all(_JAPANESE.fullmatch(word) for word in words)


def is_also_given(small: str) -> bool:
    """True for an English word (small letters) that is a first name, too: Mark, Grace."""
    return small in row("also_given")


def is_common(small: str) -> bool:
    """True for an English word (small letters) that is no name, though it may stand with a capital."""
    return small in _commons()


@lru_cache(maxsize=65536)
def kind_of(whole: str) -> Kind:
    text = _GENITIVE.sub("", whole)
    small = text.lower()
    return Kind(text, small, text != whole, _is_common(text, small), _is_title(small))


def _is_title(small: str) -> bool:
    return small in row("titled") or _PART.split(small)[-1] in row("titled")  # Vice-President


def _is_common(text: str, small: str) -> bool:
    """True for a word that is translated, an acronym, or a brand's odd spelling."""
    if small in _commons():
        return text not in given_names() or small in row("peoples")
    if len(small) > 5 and small.endswith(_endings()) and not small.endswith(("qvist", "kvist")):
        return True
    if text.isupper() and len(text) > 1:
        return True
    parts = _PART.split(text)
    if len(parts) > 1 and any(part.lower() in _commons() for part in parts):
        return True
    return any(part[1:] != part[1:].lower() and not _SCOTTISH.match(part) for part in parts if part)


@cache
def row(name: str) -> frozenset[str]:
    return frozenset(table("mentions")[name].split())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(table("mentions")["endings"].split())


@cache
def _commons() -> frozenset[str]:
    rows = (table("people")["no_name"], table("people")["not_last"], table("people")["before"])
    small = str(table("function_words")["words"]["en"]).split()
    own = row("common") | row("peoples") | row("company") | row("titled")
    dates = (word.lower() for word in days_and_months("en"))  # Fridays, too
    return own.union(small, dates, *(words.split() for words in rows))


@cache
def _silent() -> frozenset[str]:
    """Words as they begin a sentence, with which a text mentions no name that could be told."""
    known = (_commons() | places_and_elders()) - row("courtesy") - row("also_given")
    return frozenset(word.capitalize() for word in known) - given_names()


@cache
def _given() -> frozenset[str]:
    """First names as they are written, those that are other words, too."""
    return given_names().union(word.capitalize() for word in row("also_given"))


@cache
def _courtesy() -> frozenset[str]:
    """Words as they are written, behind which any other is a name: Mr Stone."""
    return frozenset(word.capitalize() for word in row("courtesy"))


@cache
def _leading() -> frozenset[str]:
    """Words as they are written, with which another makes a name whatever else it is: titles, first names, what a
    company is."""
    rows = ("titled", "company", "behind", "ahead", "courtesy", "also_given")
    return given_names().union(word.capitalize() for name in rows for word in row(name))


@cache
def places_and_elders() -> frozenset[str]:
    """Names of one word that other languages may have quite another form for."""
    return frozenset(row("elsewhere") | row("historic") | {name for name in cldr_names() if " " not in name})


@cache
def cldr_names() -> frozenset[str]:
    """Territories, cities and languages, in small letters."""
    kinds = ("territories", "cities", "languages")
    return frozenset(name.lower() for kind in kinds for name in names(kind, "en").values())
