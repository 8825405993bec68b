"""Territories and cities in a text of one language, and their names in another, as CLDR knows both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dragoman.language.cldr import is_ambiguous, names, variants
from dragoman.language.facts import table
from dragoman.language.scripts import is_latin
from dragoman.language.tags import primary

_DENSE = ("zh", "ja")  # no blanks between words
_CLITICS = {
    "ar": ("وال", "وب", "ول", "و", "ف", "ب", "ل", "ك"),
    "he": ("וב", "ול", "ומ", "וה", "שב", "ו", "ב", "ל", "מ", "ש", "ה", "כ"),
}
_LEAST = {"zh": 2, "ja": 2, "hi": 3}  # letters of a name that is no other word by chance; 4 elsewhere
_ENDING = re.compile("[аяоеиыйуюьмхв]{1,3}$")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")


class Place(NamedTuple):
    """A territory or city: its kind and code in CLDR."""

    kind: str
    code: str


def places(words: Iterable[str], language: str) -> dict[Place, str]:
    """The places that words, as they are written, name in a text of `language`, each with the word."""
    known = _by_name(language)
    return {known[word]: word for word in words if word in known}


def places_written(text: str, words: Iterable[str], language: str) -> dict[Place, str]:
    """The places that a text surely names, with clitics and endings that leave no doubt."""
    code, known = primary(language), _by_name(language)
    if code in _DENSE:
        return _in_dense(text, language)
    found = {}
    for word in words:
        for form in _bare(word, code):
            if form in known and len(form) >= _LEAST.get(code, 4):
                found[known[form]] = form
                break
    return found


def may_stand_in(place: Place, text: str, language: str) -> bool:
    """True when the stem of any name of `place` is anywhere in a text, in small letters: a people's name, too."""
    return any(stem in text for stem in _stems(place, language))


@cache
def _by_name(language: str) -> Mapping[str, Place]:
    """Places by their names of one word. A name that two places share, or that means something else, is none."""
    found: defaultdict[str, set[Place]] = defaultdict(set)
    for kind in ("territories", "cities"):
        for code, name in _names(kind, language).items():
            for each in (name, *variants(code, language)):
                found[each].add(Place(kind, code))
    return {
        name: next(iter(each))
        for name, each in found.items()
        if len(each) == 1 and " " not in name and len(name) > 1 and not is_ambiguous(name, language)
    }


@cache
def _names(kind: str, language: str) -> Mapping[str, str]:
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
    own = _names(place.kind, language).get(place.code, "")
    said = table("places").get(primary(language), {}).get(place.code, "").split()
    stems = list(said)
    for name in (own, *variants(place.code, language)):
        small = name.lower()
        if small:
            stems.append(small[: max(4, len(small) - 3)] if primary(language) not in _DENSE else small[:2])
    return tuple(stems)


@cache
def _bare(word: str, code: str) -> tuple[str, ...]:
    """A word, and what it may be without the clitics or the endings of its language."""
    word = re.split("['’]", word, maxsplit=1)[0] if code == "tr" else re.sub("^[dlDL]['’]", "", word)
    forms = [word]
    forms += [word[len(clitic) :] for clitic in _CLITICS.get(code, ()) if word.startswith(clitic)]
    if code in ("ru", "uk", "bg"):
        stem = _ENDING.sub("", word) if len(word) > 5 else word[:-1]
        forms += [stem + ending for ending in ("", "а", "я", "ия", "ь", "й") if len(stem) > 3]
    return tuple(forms)


def _in_dense(text: str, language: str) -> dict[Place, str]:
    found = {}
    runs = set(_KATAKANA.findall(text))
    for first, rows in _by_beginning(language).items():
        if first in text:
            for name, place in rows:
                if name in runs or (not _KATAKANA.fullmatch(name) and name in text):
                    found[place] = name
    return found


@cache
def _by_beginning(language: str) -> Mapping[str, list[tuple[str, Place]]]:
    rows: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
    for name, place in _by_name(language).items():
        rows[name[:2]].append((name, place))
    return rows
