"""What a text surely names: territories, cities, peoples, bodies and regions, with clitics and endings that leave no
doubt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dragoman.language.exonyms import PEOPLES, Place, english, folded, forms_of
from dragoman.language.places import by_name, names_of
from dragoman.language.tags import primary

_DENSE = ("zh", "ja")  # no blanks between words
_CLITICS = {
    "ar": ("وال", "وب", "ول", "و", "ف", "ب", "ل", "ك"),
    "he": ("וב", "ול", "ומ", "וה", "שב", "ו", "ב", "ל", "מ", "ש", "ה", "כ"),
}
_LEAST = {"zh": 2, "ja": 2, "hi": 3}  # letters of a name that is no other word by chance; 4 elsewhere
_ENDING = re.compile("[аяоеиыйуюьмхв]{1,3}$")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_REST = re.compile(r"[\w\u0900-\u097f]*")
_INSIDE = {"hi": r"\w\u0900-\u097f", "ja": r"\u30a1-\u30fa\u30fc"}  # what a word goes on with; \w elsewhere
_BEFORE = {"ar": "[وفبلك]{0,2}(?:ال)?", "he": "[ובלמשהכ]{0,3}"}
# Endings that a country's name has as the name of its people, in languages that form most of them so.
_PEOPLE = {
    "ar": "(?:ه|ون|ين|ات|ا)?",
    "fa": "(?:ی|یی|ای|ایی)?(?:ها|های|هایی|ان)?",
    "he": "(?:ה|ת|ם|ים|ות)?",
    "hi": "(?:ी|ई|ाई|याई|वी)?",
}


class _Finder(NamedTuple):
    """Finds what surely names a place: words in a folded text, acronyms in the text as it is."""

    words: re.Pattern[str] | None
    acronyms: re.Pattern[str] | None
    known: Mapping[str, Place]


def places_written(text: str, words: Iterable[str], language: str) -> dict[Place, str]:
    """The places that a text surely names, each with the form that says so; `words` are its words as written."""
    code, known = primary(language), by_name(language)
    found = _in_dense(text, language) if code in _DENSE else {}
    for word in () if code in _DENSE else words:
        for form in _bare(word, code):
            if form in known and len(form) >= _LEAST.get(code, 4):
                found[known[form]] = form
                break
    finder = _finder(language)
    if finder.words is not None:
        small = folded(text, language)
        for match in finder.words.finditer(small):
            form = match.group(match.lastindex or 0)
            rest = _REST.match(small, match.end()) if code not in _DENSE else None
            found.setdefault(finder.known[form], form + rest.group() if rest else form)
    if finder.acronyms is not None:
        for match in finder.acronyms.finditer(text):
            found.setdefault(finder.known[match.group()], match.group())
    return found


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
    for name, place in by_name(language).items():
        rows[name[:2]].append((name, place))
    return rows


@cache
def _finder(language: str) -> _Finder:
    code = primary(language)
    forms = forms_of(language)
    sure = _of_one((form, place) for place, each in forms.items() for form in _with_articles(each.sure, code))
    whole = _of_one((form, place) for place, each in forms.items() for form in each.whole)
    people = {
        form: place
        for form, place in _peoples(language).items()
        if form not in sure and (place not in forms or form not in forms[place].may)
    }
    acronyms = _of_one((form, place) for place, each in forms.items() for form in each.acronyms)
    return _Finder(_words(sure, people, whole, code), _whole(acronyms), {**sure, **people, **whole, **acronyms})


def _of_one(named: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    """The forms that only one place has."""
    found: defaultdict[str, set[Place]] = defaultdict(set)
    for form, place in named:
        found[form].add(place)
    return {form: next(iter(each)) for form, each in found.items() if len(each) == 1}


def _with_articles(forms: Iterable[str], code: str) -> list[str]:
    """The forms, and what an Arabic article becomes behind a preposition."""
    found = list(forms)
    return found + ["لل" + form[2:] for form in found if code == "ar" and form.startswith("ال")]


def _peoples(language: str) -> dict[str, Place]:
    """The peoples whose names a language forms from the name of the country, without the ending."""
    code = primary(language)
    if code not in _PEOPLE:
        return {}
    of_english = {place.code for place in english().values() if place.kind == PEOPLES}
    found = []
    for territory, name in names_of("territories", language).items():
        base = folded(name, language)
        if territory not in of_english or " " in base:
            continue
        if code == "ar":
            base = re.sub("(?:يا|ا|ه)$", "", base.removeprefix("ال")) + "ي"
        elif code == "he":
            base = base.removesuffix("ה")
            base = base if base.endswith("י") else base + "י"
        if len(base) > 3 or (code == "hi" and len(base) > 2):
            found.append((base, Place(PEOPLES, territory)))
    return _of_one(found)


def _words(sure: Iterable[str], people: Iterable[str], whole: Iterable[str], code: str) -> re.Pattern[str] | None:
    """The longer form first: Indonesia is no India."""
    inside = _INSIDE.get(code, r"\w")
    before = "" if code == "zh" else rf"(?<![{inside}]){_BEFORE.get(code, '')}"
    ends = rf"(?![{inside}])" if code == "ja" else ""  # katakana has no endings
    parts = [f"({_any(sure)}){ends}"] if sure else []
    if whole:
        parts.append(f"({_any(whole)})(?![{inside}])")
    if people:
        parts.append(rf"({_any(people)}){_PEOPLE[code]}(?![{inside}])")
    return re.compile(f"{before}(?:{'|'.join(parts)})") if parts else None


def _whole(acronyms: Iterable[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<![^\W_]){'(?:' + _any(acronyms) + ')'}(?![^\W_])") if acronyms else None


def _any(forms: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
