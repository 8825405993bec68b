"""Finds a person or place of the source that the translation swaps, drops or adds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides, sides
from dragoman.glossary.matching import find_terms
from dragoman.language.capitals import has_case
from dragoman.language.people import given_names_of, may_hold_a_person, persons, spells_names
from dragoman.language.places import may_stand_in, places, places_written
from dragoman.language.skeletons import may_spell, skeleton, surely_spells
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "names"
SPAN = "pair"
SEVERITY = Severity.WARNING

_CAPITAL = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-Þ]")
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-ÞŠŽČİ][^\W\d_]{2,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_DOTTED = {
    "ja": re.compile(r"([\u30a1-\u30fa\u30fc]{2,12})[・＝]([\u30a1-\u30fa\u30fc]{2,12})(?![・＝\u30a1-\u30fa\u30fc])"),
    "zh": re.compile(r"([\u4e00-\u9fff]{1,6})[·・•]([\u4e00-\u9fff]{1,6})"),
}
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
    if _CAPITAL.search(source.running):
        yield from _lost(each, rules)
        yield from _another_place(source, target, rules)
    yield from _added(source, target)


def _lost(each: Sides, rules: Rules) -> Iterator[tuple[str, str, None]]:
    source, target = each.source, each.target
    if not may_hold_a_person(source.running):
        return
    spelled: Sequence[str] | None = None
    for person in persons(source.running):
        if spelled is None:
            spelled = _spelled(target)
        if not spelled and primary(target.language) not in _DOTTED:
            return
        if any(len(skeleton(name)) < 2 for name in person.family):
            continue
        if any(_stands(name, person.given, spelled) for name in person.family):
            continue
        if _is_known(source, person.start, person.end, rules):
            continue
        name = visible(source.running[person.start : person.end], 80)
        yield f"nothing in the translation spells “{name}”", "name the person whom the source names", None


def _stands(family: str, given: str, spelled: Sequence[str]) -> bool:
    """True when one of the words may spell a family name: where the first name surely stands, what follows it."""
    if any(surely_spells(family, word) for word in spelled):
        return True
    places = [at for at, word in enumerate(spelled) if surely_spells(given, word)]
    near = [word for at in places for word in spelled[at + 1 : at + 3]] if places else spelled
    return any(may_spell(family, word) for word in near)


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
    for given, family, start, end in _full_names(target):
        heard = skeleton(family)
        if len(heard) < 2 or not skeleton(given):
            continue
        if any(_alike(part, word) for part in (family, given) for word in _CAPITALISED.findall(source.running)):
            continue
        if any(surely_spells(part, word) for part in (family, given) for word, _, _ in source.words):
            continue
        name = visible(target.running[start:end], 80)
        yield f"nothing in the source spells “{name}”", "leave out whom the source does not name", target.span(start, end)


def _alike(part: str, word: str) -> bool:
    small = word.lower()
    return len(skeleton(small)) > 1 and (may_spell(small, part) or may_spell(part, small))


def _full_names(target: Side) -> Iterator[tuple[str, str, int, int]]:
    """First name and family name, in small letters, of those that a translation surely holds, with their place."""
    code = primary(target.language)
    text = target.running
    if code in _DOTTED:
        for match in _DOTTED[code].finditer(text):
            yield match.group(1), match.group(2), match.start(), match.end()
    elif known := given_names_of(code):
        words = target.words
        for (word, start, stop), (family, begin, end) in zip(words, words[1:], strict=False):
            forms = [word, *([word[1:]] if word[0] in _CLITICS.get(code, "") else [])]
            if begin == stop + 1 and text[stop] == " " and any(form in known for form in forms):
                yield forms[-1] if forms[-1] in known else word, family, start, end
    elif may_hold_a_person(text):
        for person in persons(text):
            yield person.given, person.family[-1], person.start, person.end


def _spelled(target: Side) -> list[str]:
    """The words of a translation that may spell a foreign name: with and without clitics."""
    code = primary(target.language)
    if code == "ja":
        return _KATAKANA.findall(target.running)
    is_cased = has_case(target.language)
    if code == "zh":
        runs = spells_names().findall(target.running)
        # The run holds what stands beside the name, too: each stretch of it may be the name.
        return [run[at : at + size] for run in runs for at in range(len(run)) for size in range(1, 7)]
    words = [word for word, start, _ in target.words if not is_cased or target.running[start].isupper()]
    signs = _CLITICS.get(code)
    if signs:  # behind all words: what follows a name must stay next to it
        words += [word[1:] for word in words if len(word) > 2 and word[0] in signs]
    parts = [part for word in words if "-" in word or "’" in word or "'" in word for part in re.split("[-’']", word)]
    return words + [part for part in parts if len(part) > 1]


def _is_known(source: Side, start: int, end: int, rules: Rules) -> bool:
    """True when the glossary has the name, or a part: its check tells."""
    begin, stop = source.span(start, end)
    return any(term.start < stop and begin < term.end for term in find_terms(source.text, rules.glossary, rules.source))
