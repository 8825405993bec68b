"""Persons in running text: those whose full names stand there for sure, by a first name that is no other word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.tags import primary

_INITIAL = r"(?:[^\W\d_a-z]\. ?)"
_WORD = r"[^\W\d_]+(?:[-'’‐‑][^\W\d_]+)*"
_FULL = re.compile(rf"(?<![\w.'’-])([^\W\d_a-z][^\W\d_]+)(?= {_INITIAL}?{_INITIAL}?({_WORD}(?: {_WORD})?))")
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
    """A cheap question: False only where `persons` finds none."""
    words = text.replace(",", " ").replace(".", " ").replace("”", " ").replace('"', " ").split()
    return (
        not given_names().isdisjoint(words)
        or not _words("titles").isdisjoint(map(str.lower, words))
        or (not _words("sayings").isdisjoint(words))
    )


def persons(text: str) -> list[Person]:
    """The persons whose full names stand in a text in Latin letters."""
    found: list[Person] = list(_cued(text))
    for match in _FULL.finditer(text):
        if match.group(1) not in given_names() or any(
            match.start() < one.end and one.start < match.end(1) for one in found
        ):
            continue
        person = _person(text, match)
        if person is not None:
            found.append(person)
    return sorted(found, key=lambda person: person.start)


def _cued(text: str) -> Iterator[Person]:
    """Persons whom a title before them, or a word of saying beside them, tells: Mayor Adeyemi, Tor Halvorsen said."""
    done = 0
    for match in _by_cue().finditer(text):
        name = match["titled"] or match["speaker"] or match["said"]
        start = match.start("titled" if match["titled"] else "speaker" if match["speaker"] else "said")
        words = [_GENITIVE.sub("", word) for word in name.split(" ")]
        if start < done or not _is_persons(words, is_titled=match["titled"] is not None):
            continue
        done = start + len(name)
        family = tuple(word.lower() for word in words[-1:])
        yield Person(start, start + len(_GENITIVE.sub("", name)), words[0].lower() if len(words) > 1 else "", family)


def _is_persons(words: list[str], *, is_titled: bool) -> bool:
    small = [word.lower() for word in words]
    if not is_titled and len(words) < 2:
        return False
    if not _words("not_last").isdisjoint(small) or not _words("no_name").isdisjoint(small):
        return False
    return all(len(word) > 2 and not word.isupper() for word in words)


@cache
def _by_cue() -> re.Pattern[str]:
    name = r"[A-ZÀ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [A-ZÀ-Þ][^\W\d_]+(?:[-'’][^\W\d_]+)*){0,2}(?!\w)"
    said = "|".join(sorted(_words("sayings")))
    titles = "|".join(sorted({spelled for word in _words("titles") for spelled in (word, word.capitalize())}))
    return re.compile(
        rf"(?<!\w)(?:{titles})\.? (?P<titled>{name})"
        rf"|(?<![\w.] )(?<!\w)(?P<speaker>{name}),? (?:{said})(?!\w)"
        rf"|(?<!\w)(?:{said}) (?P<said>{name})",
    )


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
    return "".join(sorted(characters.union(*facts["chinese"].values())))


@cache
def _words(row: str) -> frozenset[str]:
    return frozenset(table("people")[row].split())
