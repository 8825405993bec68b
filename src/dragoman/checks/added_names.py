"""Persons whom a translation names in full and the source does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice, pairwise

from dragoman.checks.sides import Side
from dragoman.checks.spelled import LIKELY
from dragoman.checks.strangers import Strangers
from dragoman.language.capitals import has_case
from dragoman.language.facts import table
from dragoman.language.people import chinese_name, given_names, given_names_of, persons
from dragoman.language.skeletons import closeness, may_spell, skeleton, surely_spells
from dragoman.language.tags import primary

_MOST = 8  # persons of a text: who lists more of them is no news, or an attack
_POINTS = frozenset("·・＝")  # what joins two names
_KATAKANA_NAME = re.compile(
    r"(?<![・＝\u30a1-\u30fa\u30fc])([\u30a1-\u30fa\u30fc]{2,12})[・＝]([\u30a1-\u30fa\u30fc]{2,12})(?![・＝\u30a1-\u30fa\u30fc])"
)
_ENDINGS = {"ru": (1, 2)}  # letters that a case adds to a first name, at least and at most
_CLITICS = {"ar": "وفبلك", "he": "ובלמשהכ"}


def added_names(source: Side, target: Side, has_full_name: Callable[[], bool]) -> list[tuple[str, int, int]]:
    """Full names of a translation that nothing in the source spells, each with its place. Those that a word such as
    “and” joins to one that the source has are looked for, too, if it `has_full_name`."""
    return list(_added(source, target)) or list(_beside(source, target, has_full_name))


def _added(source: Side, target: Side) -> Iterator[tuple[str, int, int]]:
    if not _may_add(source, target):
        return
    for given, family, start, end in islice(_full_names(target), _MOST):
        if not _is_explained(given, family, source):
            yield target.running[start:end], start, end


def _is_explained(given: str, family: str, source: Side) -> bool:
    """True when the source may have a full name, or when it sounds of too little to say."""
    if len(skeleton(family)) < 2 or not skeleton(given):
        return True
    named = [word for word in source.capitals if len(word) > 2]
    return any(_alike(part, word) for part in (family, given) for word in named) or any(
        surely_spells(part, word) for part in (family, given) for word in source.said
    )


def _may_add(source: Side, target: Side) -> bool:
    """A cheap question: False only where a translation holds no full name for sure, or the source has the first name of
    each as it is."""
    code = primary(target.language)
    if code in ("ja", "zh"):
        return not _POINTS.isdisjoint(target.characters)
    known = given_names_of(code)
    if not known:
        return not given_names().isdisjoint(frozenset(target.capitals).difference(source.capitals))
    # Mostly the word behind the first name says it: it is read without its place.
    names, behind = _with_clitics(code), None
    if code in _ENDINGS:
        behind = frozenset(word.lower() for word in target.capitals)
        names = frozenset(word for word in behind if _first_names(word, code, is_capital=True))
    return not names.isdisjoint(target.said) and not all(
        _is_explained(form, family, source)
        for word, family in pairwise(target.said)
        if word in names and (behind is None or family in behind)
        for form in _first_names(word, code, is_capital=True)
    )


def _beside(source: Side, target: Side, has_full_name: Callable[[], bool]) -> Iterator[tuple[str, int, int]]:
    """A full name that a word such as “and” joins to one that the source has, where the source has no other."""
    joined = _joined(target.language)
    if joined is None or len(target.capitals) - len(target.runs) < 2:  # two words with a capital, twice
        return
    # Both names of a person are strange who is added: words that the source has are explained.
    if len(frozenset(target.capitals).difference(source.capitals)) < 2:
        return
    if not joined.search(target.running) or not has_full_name():
        return
    strangers = Strangers(source, target)
    for match in joined.finditer(target.running):
        names = [match.group(part).lower() for part in ("given", "family", "other_given", "other_family")]
        if [strangers.is_explained(name) for name in names] == [True, True, False, False]:
            start, end = match.start("other_given"), match.end("other_family")
            yield target.running[start:end], start, end
            return


@cache
def _joined(language: str) -> re.Pattern[str] | None:
    """Finds two full names with an “and” between them; None for languages without capitals or known words."""
    words = str(table("people")["joining"].get(primary(language), ""))
    if not words or not has_case(language):
        return None
    name, prefix = r"[^\W\d_a-zß-öø-ÿа-я][^\W\d_]+(?:[-‐‑][^\W\d_]+)*", r"(?:['’][^\W\d_]+)?"
    return re.compile(
        rf"(?<!\w)(?P<given>{name}) (?P<family>{name}){prefix},? (?:{'|'.join(words.split())}) (?:\w{{1,3}} )?"
        rf"(?P<other_given>{name}) (?P<other_family>{name})(?!\w)"
    )


def _alike(part: str, word: str) -> bool:
    small = word.lower()
    if len(skeleton(small)) < 2:
        return small == part
    if part[0].isascii():
        return may_spell(small, part) or may_spell(part, small)
    return small == part or closeness(small, part) >= LIKELY


def _full_names(target: Side) -> Iterator[tuple[str, str, int, int]]:
    """First name and family name, in small letters, of those that a translation surely holds, with their place."""
    code = primary(target.language)
    text = target.running
    if code in ("ja", "zh"):
        for match in (_KATAKANA_NAME if code == "ja" else chinese_name()).finditer(text):
            yield match.group(1), match.group(2), match.start(), match.end(2)
    elif given_names_of(code):
        for (word, start, stop), (family, begin, end) in pairwise(target.words):
            if begin != stop + 1 or text[stop] != " " or (code in _ENDINGS and not text[begin].isupper()):
                continue
            forms = _first_names(word, code, is_capital=text[start].isupper())
            if forms:
                yield forms[0], family, start, end
    else:
        for person in persons(text):
            yield person.given, person.family[-1], person.start, person.end


@lru_cache(maxsize=16384)
def _first_names(word: str, code: str, *, is_capital: bool) -> tuple[str, ...]:
    """The first names that a word may be, without what is written before it, and without an ending if it has a capital
    where a language has them."""
    signs, known = tuple(_CLITICS.get(code, "")), given_names_of(code)
    forms = [word, *(word[at:] for at in (1, 2) if word[at - 1 : at] in signs)]
    if is_capital:
        forms += [word[:-count] for count in _ENDINGS.get(code, ())]
    return tuple(form for form in forms if form in known)


@cache
def _with_clitics(code: str) -> frozenset[str]:
    """The first names of a language as they may stand in a text, with up to two clitics."""
    names, signs = given_names_of(code), ("", *_CLITICS.get(code, ""))
    return frozenset(one + other + name for name in names for one in signs for other in signs)
