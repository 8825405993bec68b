"""The words of a translation that may spell a foreign name, in the forms that they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.checks.sides import Side
from dragoman.language.calendar import days_and_months
from dragoman.language.capitals import has_case
from dragoman.language.facts import table
from dragoman.language.people import spells_names
from dragoman.language.tags import primary

KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_JOINT = re.compile("[-'’‐‑·]")
_CLITICS = {"ar": "وفبلك", "he": "ובלמשהכ"}
_ENDINGS = dict.fromkeys(("ru", "uk", "bg", "be", "sr", "mk"), ("ом", "ем", "ым", "им", "ой", "ей", "ою", "ею"))
_ARTICLE = {"ar": "ال", "fa": "ال"}


def forms_in(target: Side) -> Iterator[tuple[str, ...]]:
    """The words of a translation that may spell a foreign name, each as it stands and without clitics."""
    code, text = primary(target.language), target.running
    if code == "ja":
        yield from ((run,) for run in KATAKANA.findall(text))
        return
    if code == "zh":
        # A run holds what stands beside the name, too: each stretch of it may be the name.
        yield from (stretches(run) for run in spells_names().findall(text))
        return
    is_cased = has_case(target.language)
    signs, article = _CLITICS.get(code, ""), _ARTICLE.get(code, "")
    common = frozenset[str]() if is_cased else function_words(code)
    for word, start, end in target.words:
        if is_cased and not any(letter.isupper() for letter in text[start:end]):
            continue
        if word in common:
            yield ()
            continue
        forms = [word, *parts_of(word)]
        if code in _ENDINGS and len(word) > 5 and word.endswith(_ENDINGS[code]):
            forms.append(word[:-2])
        for at in (1, 2, 3):
            if len(word) <= at + 1 or word[at - 1] not in signs:
                break
            forms.append(word[at:])
        if article:
            forms += [form[2:] for form in forms if form.startswith(article) and len(form) > 4]
        yield tuple(forms)


def joined_names(text: str) -> list[str]:
    """The names in a Chinese text that have a point inside, with what spells sounds beside them."""
    return _joined().findall(text) if "·" in text or "・" in text else []


def whole_and_parts(name: str) -> tuple[str, ...]:
    return (name, *parts_of(name))


def parts_of(word: str) -> list[str]:
    """The parts of a word with a hyphen or an apostrophe."""
    return [part for part in _JOINT.split(word) if len(part) > 1] if _JOINT.search(word) else []


def stretches(run: str) -> tuple[str, ...]:
    return (run, *(run[at : at + size] for at in range(len(run)) for size in range(1, 7)))


def spells_surely(run: str) -> bool:
    """True for Chinese characters of which two are no common words: they are there for their sounds."""
    return sum(sign not in _common_signs() for sign in run) > 1


@cache
def _joined() -> re.Pattern[str]:
    sign = spells_names().pattern.partition("{")[0]
    return re.compile(f"{sign}+(?:[·・]{sign}+)+")


@cache
def _common_signs() -> frozenset[str]:
    return frozenset(table("people")["chinese"]["common"])


@cache
def function_words(code: str) -> frozenset[str]:
    small = str(table("function_words")["words"].get(code, "")).split()
    return frozenset(small) | frozenset(word.lower() for word in days_and_months(code))
