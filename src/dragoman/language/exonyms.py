"""Peoples, bodies, regions, parties and offices as each language calls them: forms that surely name one, or may."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from dragoman.language.facts import table
from dragoman.language.tags import primary

KINDS = ("bodies", "regions", "parties", "offices", "portfolios")
PEOPLES, PORTFOLIOS = "territories", "portfolios"  # a people is its territory
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Letters that writers of a language take for one another.
_SAME = {
    "ar": (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ة", "ه")),
    "fa": (("ي", "ی"), ("ك", "ک"), ("ة", "ه")),
    "he": (("׳", "'"), ("״", '"'), ("־", "-")),
}


class Place(NamedTuple):
    """What has a name of its own in many languages: its kind, and its code in CLDR or its English name."""

    kind: str
    code: str


class Forms(NamedTuple):
    """How one language calls a place: `sure` are beginnings of words that nothing else has, `may` such that something
    else has, too, `whole` words that are sure only as they stand. All are folded; acronyms are as they stand, too."""

    sure: tuple[str, ...]
    may: tuple[str, ...]
    acronyms: tuple[str, ...]
    whole: tuple[str, ...] = ()


_NONE = Forms((), (), ())


def folded(text: str, language: str) -> str:
    """A text in small letters without what is not seen, and with one letter for those that writers of the language take
    for one another."""
    code = primary(language)
    text = _INVISIBLE.sub("", text).replace("İ", "i").lower()
    if code == "hi":
        return unicodedata.normalize("NFD", text).replace("\u093c", "")
    for letter, other in _SAME.get(code, ()):
        text = text.replace(letter, other)
    return text


@cache
def forms_of(language: str) -> Mapping[Place, Forms]:
    """How a language calls each place that these tables have; empty for other languages."""
    code = primary(language)
    facts = table("peoples")
    found: dict[Place, Forms] = {}
    short = facts["short"].get(code, {})
    if code in facts:
        for key in facts[code].keys() | short.keys():
            words = str(facts[code].get(key, "")).split()
            sure = tuple(folded(word, language) for word in words)
            may = tuple(folded(word, language) for word in str(short.get(key, "")).split())
            found[Place(PEOPLES, key)] = Forms(sure, may, ())
    for place, row in _rows():
        if code in row:
            found[place] = _forms(row["en"], row[code], language)
    return found


def forms(place: Place, language: str) -> Forms:
    """How a language calls a place; nothing where these tables do not say."""
    return forms_of(language).get(place, _NONE)


@cache
def english() -> Mapping[str, Place]:
    """English names, also of several words, and peoples, as they are written."""
    found = {word: Place(PEOPLES, code) for code, row in table("peoples")["en"].items() for word in row.split()}
    for place, row in _rows():
        if place.kind != PORTFOLIOS:
            found.update((name, place) for name in row["en"].split(", "))
    return found


@cache
def portfolios() -> Mapping[str, Place]:
    """What English ministries are of, in small letters."""
    return {name: place for place, row in _rows() if place.kind == PORTFOLIOS for name in row["en"].split(", ")}


def _forms(names: str, written: str, language: str) -> Forms:
    """The forms of a row; those without capitals of their own are folded."""
    sure, may, whole, acronyms = [], [], [], [name for name in names.split(", ") if _is_acronym(name)]
    for form in filter(None, map(str.strip, written.split(","))):
        if form == "-":
            continue
        if form.endswith("?"):
            may.append(folded(form[:-1], language))
        elif form.endswith("!"):
            whole.append(folded(form[:-1], language))
        elif _is_acronym(form):
            acronyms.append(form)
        else:
            sure.append(folded(form, language))
    if primary(language) == "en":
        sure = [folded(name, language) for name in names.split(", ") if not _is_acronym(name)]
    return Forms(tuple(sure), tuple(may), tuple(acronyms), tuple(whole))


def _is_acronym(form: str) -> bool:
    return form.isupper() and form.isalpha() and len(form) < 7


@cache
def _rows() -> tuple[tuple[Place, Mapping[str, str]], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[Place, Mapping[str, str]]]:
    for kind in KINDS:
        lines = str(table("exonyms")[kind]).strip().splitlines()
        codes = [code.strip() for code in lines[0].split("|")]
        for line in lines[1:]:
            row = dict(zip(codes, (cell.strip() for cell in line.split("|")), strict=True))
            yield Place(kind, row["en"].split(", ")[0]), row
