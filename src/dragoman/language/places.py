"""Territories, cities, peoples, bodies and regions that a text names, and whether another language has them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dragoman.language.cldr import is_ambiguous, names, variants
from dragoman.language.exonyms import Place, english, folded, forms, portfolios
from dragoman.language.facts import table
from dragoman.language.scripts import is_latin
from dragoman.language.tags import primary

_DENSE = ("zh", "ja")  # no blanks between words
_OFFICE = re.compile(r"(?:[Mm]inist(?:ry|ries|ers?)|Department|[Ss]ecretary)\b(?: (?:of|for) (?:the )?([^\W\d_]+))?")
_FAR = 24  # characters before an office that hold what it is of


def places(words: Sequence[str], language: str, text: str = "") -> dict[Place, str]:
    """The places, peoples and bodies that words with a capital name in `language`, each with its name as written; names
    of several words where these stand in `text`, too."""
    found: dict[Place, str] = {}
    if not _telling(language).isdisjoint(words):
        known = by_name(language)
        found = {known[word]: word for word in words if word in known}
        _find_phrases(words, text, _phrases(language), found)
    if ("inist" in text or "Department" in text or "ecretary" in text) and primary(language) == "en":
        known = portfolios()
        found.update((known[name.lower()], name) for name in _portfolios(text) if name.lower() in known)
    return found


def _portfolios(text: str) -> Iterator[str]:
    """What the ministries and ministers of an English text may be of: Ministry of Health, health minister."""
    for match in _OFFICE.finditer(text):
        if match.group(1):
            yield match.group(1)
        yield from text[max(0, match.start() - _FAR) : match.start()].split()[-1:]


def _find_phrases(
    words: Sequence[str], text: str, phrases: Mapping[str, list[tuple[str, Place]]], found: dict[Place, str]
) -> None:
    """Adds names of several words; what one of them names by itself is none then: African Union, South Sudan."""
    for word in words:
        for phrase, place in phrases.get(word, ()):
            if phrase in text:
                parts = phrase.split()
                for other in [other for other, name in found.items() if name in parts]:
                    del found[other]
                found[place] = phrase
                break


def may_stand_in(place: Place, text: str, small: str, language: str) -> bool:
    """True when the stem of any name of `place` is anywhere in a text (`small` is the same, folded): a people's name,
    too."""
    if any(stem in small for stem in _stems(place, language)):
        return True
    return any(acronym in text for acronym in forms(place, language).acronyms)


@cache
def by_name(language: str) -> Mapping[str, Place]:
    """Places by their names of one word. A name that two places share, or that means something else, is none."""
    return {name: place for name, place in _named(language).items() if " " not in name}


@cache
def _telling(language: str) -> frozenset[str]:
    """The words with a capital without which a text names no place."""
    return frozenset((*by_name(language), *_phrases(language)))


@cache
def _phrases(language: str) -> Mapping[str, list[tuple[str, Place]]]:
    """Names of several words by the last, the longest name first."""
    found: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
    for name, place in sorted(_named(language).items(), key=lambda each: -len(each[0])):
        if " " in name:
            last = next(filter(str.istitle, reversed(name.split())), "")  # of their words with a capital
            found[last].append((name, place))
    return found


@cache
def _named(language: str) -> Mapping[str, Place]:
    found: defaultdict[str, set[Place]] = defaultdict(set)
    own = english() if primary(language) == "en" else {}
    for kind in ("territories", "cities"):
        for code, name in names_of(kind, language).items():
            for each in (name, *variants(code, language)):
                if each not in own:
                    found[each].add(Place(kind, code))
    for name, place in own.items():
        found[name].add(place)
    return {
        name: next(iter(each))
        for name, each in found.items()
        if len(each) == 1 and len(name) > 1 and not is_ambiguous(name, language)
    }


@cache
def names_of(kind: str, language: str) -> Mapping[str, str]:
    """CLDR's names. Where it has none for a city, languages in Latin letters write it as English does."""
    found = {**names(kind, language), **(_more_cities(language) if kind == "cities" else {})}
    if not is_latin(language):
        return found
    return {**names(kind, "en"), **(_more_cities("en") if kind == "cities" else {}), **found}


def _more_cities(language: str) -> dict[str, str]:
    """Cities that CLDR has no names of, by their English names."""
    facts, code = table("cities"), primary(language)
    known = facts["en"].split()
    if code in facts["latin"]:
        return dict(facts["latin"][code])
    row = str(facts.get(code, "")).split()
    return {name: written for name, written in zip(known, row, strict=False) if written != "-"}


@cache
def _stems(place: Place, language: str) -> tuple[str, ...]:
    code, own = primary(language), forms(place, language)
    stems = [*own.sure, *own.may, *own.whole]
    if place.kind in ("territories", "cities"):
        for name in (names_of(place.kind, language).get(place.code, ""), *variants(place.code, language)):
            small = folded(name, language)
            if small:
                stems.append(small[:2] if code in _DENSE else small[: max(4, len(small) - 3)])
    if code == "ar":  # a preposition eats up the article
        stems = [stem.removeprefix("ال") if len(stem) > 4 else stem for stem in stems]
    return tuple(dict.fromkeys(stems))
