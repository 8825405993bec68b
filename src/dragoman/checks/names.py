"""Finds a person or place of the source that the translation swaps, drops or adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise

from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides, sides
from dragoman.checks.spelled import LIKELY, NEAR, Spelled
from dragoman.checks.strangers import Strangers
from dragoman.glossary.matching import find_terms
from dragoman.language.capitals import has_case
from dragoman.language.facts import table
from dragoman.language.mentions import Mention, mentions
from dragoman.language.people import chinese_name, given_names_of, may_hold_a_person, persons
from dragoman.language.places import may_stand_in, places, places_written
from dragoman.language.skeletons import (
    closeness,
    looks_like,
    may_spell,
    may_transliterate,
    skeleton,
    surely_spells,
)
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "names"
SPAN = "pair"
SEVERITY = Severity.WARNING

_LONGEST = 1200  # characters of a side that are compared, name by word
_MOST = 8  # persons of a side: who lists more of them is no news, or an attack
_CAPITAL = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-Þ]")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-ÞŠŽČİ][^\W\d_]{2,}")
_KATAKANA_NAME = re.compile(
    r"(?<![・＝\u30a1-\u30fa\u30fc])([\u30a1-\u30fa\u30fc]{2,12})[・＝]([\u30a1-\u30fa\u30fc]{2,12})(?![・＝\u30a1-\u30fa\u30fc])"
)
_LOST = "nothing in the translation spells “{}”"
_OTHERWISE = "the translation spells “{}” otherwise"
_ANOTHER = "the translation has another first name than “{}”"
_ENDINGS = {"ru": (1, 2)}  # letters that a case adds to a first name, at least and at most
_CLITICS = {"ar": "وفبلك", "he": "ובלמשהכ"}


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for a full name that nothing in the translation spells, one that nothing in the source spells, and a
    place in whose stead another stands. Silent where the glossary answers for the name, and about scripts we cannot
    hear."""
    if same_language(rules.source, rules.language) or not has_case(rules.source):
        return
    severity = rules.severity(NAME, SEVERITY)
    for each in sides(pairs, rules):
        if each.pair.translation is not None and each.pair.translation.state is State.STALE:  # see stale
            continue
        for message, hint, span in _faults(each, rules):
            yield rules.finding(NAME, severity, message, each.pair, hint, span)


def _faults(each: Sides, rules: Rules) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """What is wrong, how to mend it, and where in the translation."""
    source, target = each.source, each.target
    if max(len(source.running), len(target.running)) > _LONGEST:
        return
    lost = False
    for fault in _lost(each, rules):
        lost = True
        yield fault
    if _CAPITAL.search(source.running):
        yield from _another_place(source, target, rules)
    if not lost:  # who stands in another's stead is told once
        added = list(_added(source, target))
        yield from added or _beside(source, target)


def _lost(each: Sides, rules: Rules) -> Iterator[tuple[str, str, None]]:
    source, target = each.source, each.target
    named = _named(source)
    if not named:
        return
    spelled = Spelled(target)
    if not spelled.words and primary(target.language) not in ("ja", "zh"):
        return
    for mention in named:
        if not spelled.keeps_names and len(skeleton(mention.words[-1])) < 2:
            continue
        told = _fault(mention, spelled, each)
        if told and not _is_known(source, mention.start, mention.end, rules):
            name = visible(source.running[mention.start : mention.end], 80)
            yield told.format(name), "name the person or place that the source names", None


def _named(source: Side) -> list[Mention]:
    """The names of a source: persons with a known first name, and what else capitals tell."""
    text = source.running
    found = list(mentions(text, source.language))
    if may_hold_a_person(text):
        for person in persons(text):
            words = (
                (person.given, *person.family) if person.given and person.given not in person.family else person.family
            )
            if not any(one.start < person.end and person.start < one.end for one in found):
                found.append(Mention(person.start, person.end, words, begins=False, is_cued=True, is_company=False))
    return found[:_MOST]


def _fault(mention: Mention, spelled: Spelled, each: Sides) -> str:
    """What is wrong about a name, with {} for it; "" when it may stand in the translation."""
    given, family = mention.words[0], mention.words[-1]
    is_full = len(mention.words) > 1
    told = _misspelled(mention, spelled) if spelled.keeps_names else _misplaced(mention, spelled, each.source)
    if told is not None:
        return told or (_ANOTHER if is_full and spelled.has_another_given(given, family) else "")
    if spelled.may_have(mention.words):
        return _ANOTHER if is_full and spelled.has_another_given(given, family) else ""
    is_spelled = primary(each.target.language) in ("ja", "zh")  # by signs that other words have, too
    if is_full or (mention.is_cued and not mention.begins and not is_spelled):
        return _LOST
    if not has_case(each.target.language) and not is_spelled:
        return _LOST if len(skeleton(family)) > 2 else ""
    begins = mention.begins or mention.is_cued
    return _LOST if Strangers(each.source, each.target).beside(mention.words, begins=begins) else ""


def _misspelled(mention: Mention, spelled: Spelled) -> str | None:
    """What is wrong where names stay as they are: "" for nothing; None where the name does not stand at all."""
    family = mention.words[-1]
    if spelled.has(family):
        return ""
    if len(mention.words) > 1:
        other = spelled.behind(mention.words[0])
    else:
        other = spelled.nearly(family) if mention.is_cued else ""
    if not other or may_transliterate(family, other):
        return None
    return _OTHERWISE if looks_like(family, other) else _LOST


def _misplaced(mention: Mention, spelled: Spelled, source: Side) -> str | None:
    """What is wrong where names are spelled by their sounds: "" for nothing where the name belongs; None where no
    first name tells that place."""
    if len(mention.words) < 2:
        return None
    given, family = mention.words[0], mention.words[-1]
    written = source.running[mention.start : mention.end]
    near, is_sure = spelled.after(given, written.count(" ") + written.count("-"))
    if not near:
        return None
    if any(closeness(family, form) >= NEAR for form in near) or spelled.has(family):
        return ""
    return _LOST if is_sure or not spelled.surely_has(family) else ""


def _another_place(source: Side, target: Side, rules: Rules) -> Iterator[tuple[str, str, None]]:
    named = places(_CAPITALISED.findall(source.running), source.language)
    if not named:
        return
    text = target.plain.lower()
    lost = {place: name for place, name in named.items() if not may_stand_in(place, text, target.language)}
    if not lost:
        return
    before = source.plain.lower()
    words = [target.running[start:end] for _, start, end in target.words]
    for place, written in places_written(target.running, words, target.language).items():
        if may_stand_in(place, before, source.language):
            continue
        for other, name in lost.items():
            start = source.running.find(name)
            if other.kind == place.kind and not _is_known(source, start, start + len(name), rules):
                message = f"the source names {visible(name, 80)}, the translation “{visible(written, 80)}”"
                yield message, "name the place that the source names", None
                return


def _added(source: Side, target: Side) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    for given, family, start, end in islice(_full_names(target), _MOST):
        heard = skeleton(family)
        if len(heard) < 2 or not skeleton(given):
            continue
        if any(_alike(part, word) for part in (family, given) for word in _CAPITALISED.findall(source.running)):
            continue
        if any(surely_spells(part, word) for part in (family, given) for word, _, _ in source.words):
            continue
        name = visible(target.running[start:end], 80)
        yield (
            f"nothing in the source spells “{name}”",
            "leave out whom the source does not name",
            target.span(start, end),
        )


def _beside(source: Side, target: Side) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """A full name that a word such as “and” joins to one that the source has, where the source has no other."""
    joined = _joined(target.language)
    if joined is None or not any(len(mention.words) > 1 for mention in _named(source)):
        return
    strangers = Strangers(source, target)
    for match in joined.finditer(target.running):
        names = [match.group(part).lower() for part in ("given", "family", "other_given", "other_family")]
        if [strangers.is_explained(name) for name in names] == [True, True, False, False]:
            start, end = match.start("other_given"), match.end("other_family")
            name = visible(target.running[start:end], 80)
            hint = "leave out whom the source does not name"
            yield f"nothing in the source spells “{name}”", hint, target.span(start, end)
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
    elif known := given_names_of(code):
        small = text.lower()
        if not any(name in small for name in known):
            return
        words, signs = target.words, tuple(_CLITICS.get(code, ""))
        for (word, start, stop), (family, begin, end) in pairwise(words):
            if begin != stop + 1 or text[stop] != " " or (has_case(target.language) and not text[begin].isupper()):
                continue
            forms = (word, *(word[at:] for at in (1, 2) if word[at - 1 : at] in signs))
            forms += tuple(word[:-count] for count in _ENDINGS.get(code, ()) if text[start].isupper())
            given = next((form for form in forms if form in known), "")
            if given:
                yield given, family, start, end
    elif may_hold_a_person(text):
        for person in persons(text):
            yield person.given, person.family[-1], person.start, person.end


def _is_known(source: Side, start: int, end: int, rules: Rules) -> bool:
    """True when the glossary has the name, or a part: its check tells."""
    begin, stop = source.span(start, end)
    return any(term.start < stop and begin < term.end for term in find_terms(source.text, rules.glossary, rules.source))
