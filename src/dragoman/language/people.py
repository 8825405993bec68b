"""Persons in running text: those whose full names stand there for sure, by a first name that is no other word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.tags import primary

_INITIAL = r"(?:[^\W\d_a-z]\. ?)"
_WORD = r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)*"
_FULL = re.compile(rf"(?<![\w.'’-])([^\W\d_a-z][^\W\d_]+)(?= {_INITIAL}?{_INITIAL}?({_WORD}(?: {_WORD})?))")
_CAPITALISED = re.compile(r"[^\W\d_a-z](?<!\w.)[^\W\d_]+")
_GENITIVE = re.compile(r"['’]s?\Z")
_AFTER = re.compile(r"(?:['’]s)? ([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)\.? \Z")


@dataclass(frozen=True, slots=True)
class Person:
    """A full name and its place in the text; `given` and `family` as written, in small letters."""

    start: int
    end: int
    given: str
    family: tuple[str, ...]


def may_hold_a_person(text: str) -> bool:
    """A cheap question about a text in Latin letters: False only where `persons` finds none."""
    return not given_names().isdisjoint(_CAPITALISED.findall(text))


def persons(text: str) -> list[Person]:
    """The persons whose full names stand in a text in Latin letters."""
    found = []
    for match in _FULL.finditer(text):
        if match.group(1) in given_names():
            person = _person(text, match)
            if person is not None:
                found.append(person)
    return found


def _person(text: str, match: re.Match[str]) -> Person | None:
    """A first name and what follows with a capital; None for what is named after a person, or translated."""
    given = match.group(1)
    before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
    if before and before.group(1).lower() in _words("before"):
        return None
    family = []
    end = match.start(2)
    for word in match.group(2).split(" "):
        if not word[:1].isupper():
            break
        bare = _GENITIVE.sub("", word)
        if bare.lower() in _words("not_last"):
            return None
        family.append(bare)
        end = match.start(2) + match.group(2).index(word) + len(bare)
        if bare != word:
            break
    # An acronym, or another first name, is no family name for sure: Jean Paul, Maria TV.
    family = [word for word in family if word not in given_names()]
    if not family or any(len(word) < 3 or word.isupper() for word in family):
        return None
    following = _AFTER.match(text, end)
    if following and following.group(1).lower() in _words("not_last"):
        return None
    return Person(match.start(1), end, given.lower(), tuple(word.lower() for word in family))


@cache
def given_names() -> frozenset[str]:
    """First names in Latin letters that are hardly ever another word."""
    return frozenset(table("people")["given"].split())


@cache
def given_names_of(language: str) -> frozenset[str]:
    """First names in the script of a language without capitals; empty where none are known."""
    names = table("people").get(primary(language), "")
    return frozenset(names.split()) if isinstance(names, str) else frozenset()


@cache
def spells_names() -> re.Pattern[str]:
    """Finds runs of characters that spell foreign names in Chinese."""
    return re.compile(f"[{_spelling()}]{{2,20}}")


@cache
def chinese_name() -> re.Pattern[str]:
    """Finds a foreign first name and family name with the dot between them; names of more parts are passed over."""
    return re.compile(f"(?<![·・{_spelling()}])([{_spelling()}]{{1,6}})[·・]([{_spelling()}]{{1,6}})(?![·・])")


@cache
def _spelling() -> str:
    facts = table("people")
    sounding = {letters for row in facts["sounds"].values() for letters in row.split()}
    characters = {letters for letters in sounding if "\u4e00" <= letters <= "\u9fff"}
    return "".join(sorted(characters.union(facts["chinese"]["nasal"], facts["chinese"]["vowel"])))


@cache
def _words(row: str) -> frozenset[str]:
    return frozenset(table("people")[row].split())
