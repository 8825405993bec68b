"""Finds a person or place of the source that the translation swaps, drops or adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides, sides
from dragoman.glossary.matching import find_terms
from dragoman.language.capitals import has_case
from dragoman.language.people import chinese_name, given_names_of, may_hold_a_person, persons, spells_names
from dragoman.language.places import may_stand_in, places, places_written
from dragoman.language.skeletons import may_spell, skeleton, surely_spells
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
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_KATAKANA_NAME = re.compile(
    r"(?<![・＝\u30a1-\u30fa\u30fc])([\u30a1-\u30fa\u30fc]{2,12})[・＝]([\u30a1-\u30fa\u30fc]{2,12})(?![・＝\u30a1-\u30fa\u30fc])"
)
_JOINT = re.compile("[-'’‐‑]")
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
    if _CAPITAL.search(source.running):
        for fault in _lost(each, rules):
            lost = True
            yield fault
        yield from _another_place(source, target, rules)
    if not lost:  # who stands in another's stead is told once
        yield from _added(source, target)


def _lost(each: Sides, rules: Rules) -> Iterator[tuple[str, str, None]]:
    source, target = each.source, each.target
    if not may_hold_a_person(source.running):
        return
    spelled: Sequence[Sequence[str]] | None = None
    for person in persons(source.running)[:_MOST]:
        if spelled is None:
            spelled = _spelled(target)
        if not spelled and primary(target.language) not in ("ja", "zh"):
            return
        if any(len(skeleton(name)) < 2 for name in person.family):
            continue
        reach = source.running.count(" ", person.start, person.end)
        if any(_stands(name, person.given, reach, spelled) for name in person.family):
            continue
        if _is_known(source, person.start, person.end, rules):
            continue
        name = visible(source.running[person.start : person.end], 80)
        yield f"nothing in the translation spells “{name}”", "name the person whom the source names", None


def _stands(family: str, given: str, reach: int, spelled: Sequence[Sequence[str]]) -> bool:
    """True when a word may spell a family name: one of the `reach` words behind the first name where that stands."""
    if any(surely_spells(family, form) for forms in spelled for form in forms):
        return True
    places = [at for at, forms in enumerate(spelled) if any(_is_given(given, form) for form in forms)]
    near = [forms[:1] for at in places for forms in spelled[at + 1 : at + 1 + reach]] if places else spelled
    return any(may_spell(family, form) for forms in near for form in forms)


def _is_given(given: str, word: str) -> bool:
    """True when a word spells a first name; one with a single consonant says little, so that its length must agree."""
    if surely_spells(given, word):
        return True
    sounds = skeleton(given)
    if len(sounds) != 1 or sounds != skeleton(word):
        return False
    is_han = "\u4e00" <= word[0] <= "\u9fff"  # a syllable each
    return is_han or (len(word) > 2 and abs(len(word) - len(given)) < 2)


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


def _alike(part: str, word: str) -> bool:
    small = word.lower()
    return small == part or (len(skeleton(small)) > 1 and (may_spell(small, part) or may_spell(part, small)))


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


def _spelled(target: Side) -> list[tuple[str, ...]]:
    """The words of a translation that may spell a foreign name, each as it stands and without clitics."""
    code = primary(target.language)
    if code == "ja":
        return [(run,) for run in _KATAKANA.findall(target.running)]
    if code == "zh":
        # A run holds what stands beside the name, too: each stretch of it may be the name.
        return [_stretches(run) for run in spells_names().findall(target.running)]
    is_cased = has_case(target.language)
    signs = _CLITICS.get(code, "")
    return [
        (word, *_parts(word), *(word[at:] for at in (1, 2) if len(word) > at + 1 and word[at - 1] in signs))
        for word, start, _ in target.words
        if not is_cased or any(letter.isupper() for letter in target.running[start : start + len(word)])
    ]


def _parts(word: str) -> list[str]:
    """The parts of a word with a hyphen or an apostrophe."""
    return [part for part in _JOINT.split(word) if len(part) > 1] if _JOINT.search(word) else []


def _stretches(run: str) -> tuple[str, ...]:
    return (run, *(run[at : at + size] for at in range(len(run)) for size in range(1, 7)))


def _is_known(source: Side, start: int, end: int, rules: Rules) -> bool:
    """True when the glossary has the name, or a part: its check tells."""
    begin, stop = source.span(start, end)
    return any(term.start < stop and begin < term.end for term in find_terms(source.text, rules.glossary, rules.source))
