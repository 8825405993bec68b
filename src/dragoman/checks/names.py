"""Finds a person or place of the source that the translation swaps, drops or adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.added_names import added_names
from dragoman.checks.known_spellings import remember, stand_as_before
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides, sides
from dragoman.checks.spelled import Spelled
from dragoman.checks.strangers import Strangers
from dragoman.glossary.matching import find_terms
from dragoman.language.capital_words import knows_capitals, may_mention, name_words
from dragoman.language.capitals import has_case
from dragoman.language.exonyms import folded
from dragoman.language.mentions import Mention, mentions
from dragoman.language.people import given_names, may_hold_a_person, persons
from dragoman.language.place_forms import places_written
from dragoman.language.places import may_stand_in, places
from dragoman.language.scripts import is_latin
from dragoman.language.skeletons import looks_like, may_spell, may_transliterate, skeleton
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "names"
SPAN = "pair"
SEVERITY = Severity.WARNING

_LONGEST = 1200  # characters of a side that are compared, name by word
_MOST = 8  # persons of a side: who lists more of them is no news, or an attack
_UNSEEN = frozenset("\u00ad\u200b\u2060\ufeff")  # inside a word; joiners are letters of some scripts
_NOTHING = dict.fromkeys(map(ord, _UNSEEN))
_LOST = "nothing in the translation spells “{}”"
_OTHERWISE = "the translation spells “{}” otherwise"
_ANOTHER = "the translation has another first name than “{}”"


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
    if not (_UNSEEN.isdisjoint(each.source.characters) and _UNSEEN.isdisjoint(each.target.characters)):
        yield from _without_unseen(each, rules)
        return
    source, target = each.source, each.target
    if max(len(source.running), len(target.running)) > _LONGEST:
        return
    lost = False
    for fault in () if _stand_plainly(source, target) else _lost(_named(source), each, rules):
        lost = True
        yield fault
    yield from _another_place(source, target, rules)
    if not lost:  # who stands in another's stead is told once
        for name, start, end in added_names(source, target, lambda: _has_full_name(source)):
            message = f"nothing in the source spells “{visible(name, 80)}”"
            yield message, "leave out whom the source does not name", target.span(start, end)


def _without_unseen(each: Sides, rules: Rules) -> Iterator[tuple[str, str, tuple[int, int] | None]]:
    """The same about both texts without the characters that nobody sees: they make no other name. See zero-width."""
    source, target = (Side(side.text.translate(_NOTHING), side.language) for side in each[1:])
    kept = [at for at, character in enumerate(each.target.text) if character not in _UNSEEN]
    for message, hint, span in _faults(Sides(each.pair, source, target), rules):
        yield message, hint, span and (kept[span[0]], kept[span[1] - 1] + 1)


def _stand_plainly(source: Side, target: Side) -> bool:
    """True when all words that a name of the source may be made of stand in the translation for sure, in Latin letters
    or as they were spelled before: the cheap question, and mostly the last."""
    if is_latin(target.language):
        words = frozenset(target.capitals)
        return all(name_words(run) <= words for run in source.runs)
    return stand_as_before(source, target)


def _has_full_name(source: Side) -> bool:
    return any(len(mention.words) > 1 for mention in _named(source))


def _named(source: Side) -> tuple[Mention, ...]:
    """The names of a source: what its capitals tell, or in languages that we know less of, persons by their first
    names."""
    text = source.running
    if knows_capitals(source.language):
        return mentions(text) if may_mention(source.capitals) else ()
    if not may_hold_a_person(text):
        return ()
    return tuple(
        Mention(person.start, person.end, (person.given, *person.family), begins=False, is_cued=True, is_company=False)
        for person in persons(text)[:_MOST]
        if person.given not in person.family
    )


def _lost(named: Iterable[Mention], each: Sides, rules: Rules) -> Iterator[tuple[str, str, None]]:
    source, target = each.source, each.target
    spelled = Spelled(target)
    for mention in named:
        written = source.running[mention.start : mention.end]
        if spelled.is_latin and written in target.running:
            continue
        if where := spelled.where(mention.words):
            remember(source, written, target.language, (where,))
            continue
        if spelled.keeps_names or len(skeleton(mention.words[-1])) > 1:
            told = _fault(mention, spelled, each)
        else:
            told = _LOST if spelled.has_no_room_for(mention.words) else ""
        if not told:
            remember(source, written, target.language, spelled.where_in_chinese(mention.words, _reach(written)))
        elif not _is_known(source, mention.start, mention.end, rules):
            yield told.format(visible(written, 80)), "name the person or place that the source names", None


def _fault(mention: Mention, spelled: Spelled, each: Sides) -> str:
    """What is wrong about a name, with {} for it; "" when it may stand in the translation."""
    given, family = mention.words[0], mention.words[-1]
    is_full = len(mention.words) > 1
    told = _misspelled(mention, spelled) if spelled.keeps_names else _misplaced(mention, spelled, each.source)
    if told is None and spelled.may_have(mention.words):
        told = ""
    if told is not None:
        # The first word of a sentence may be any word.
        is_sure = len(mention.words) == 2 and (not mention.begins or given.capitalize() in given_names())
        return told or (_ANOTHER if is_sure and spelled.has_another_given(given, family) else "")
    is_spelled = primary(each.target.language) in ("ja", "zh")  # by signs that other words have, too
    if is_full or (mention.is_cued and not mention.begins and not is_spelled):
        return _LOST
    if mention.is_cued and primary(each.target.language) == "ja" and not spelled.resembles(family):
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
        other = spelled.behind(mention.words[0]) or spelled.a_letter_off(family)
    elif mention.is_cued:
        other = spelled.nearly(family)
    else:
        other = spelled.a_letter_off(family)
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
    near, is_sure = spelled.after(given, _reach(written))
    if not near:
        return None
    # In Latin letters an ending may change a good part: Virtanen, Virtaselta.
    is_spelled = may_spell if spelled.is_latin else spelled.may_stand
    if any(is_spelled(name, form) for name in mention.words[1:] for form in near) or spelled.has(family):
        return _OTHERWISE if is_sure and spelled.swaps(family, near) else ""
    return _LOST if is_sure or not spelled.surely_has(family) else ""


def _reach(written: str) -> int:
    """How many words a name has behind its first."""
    return written.count(" ") + written.count("-")


def _another_place(source: Side, target: Side, rules: Rules) -> Iterator[tuple[str, str, None]]:
    named = places(source.capitals, source.language, source.running)
    if not named:
        return
    text, small = target.running, folded(target.running, target.language)
    lost = {place: name for place, name in named.items() if not may_stand_in(place, text, small, target.language)}
    if not lost:
        return
    before, small = source.running, folded(source.running, source.language)
    words = [target.running[start:end] for _, start, end in target.words]
    for place, written in places_written(target.running, words, target.language).items():
        if may_stand_in(place, before, small, source.language):
            continue
        for other, name in lost.items():
            start = source.running.find(name)
            if other.kind == place.kind and not _is_known(source, start, start + len(name), rules):
                message = f"the source names {visible(name, 80)}, the translation “{visible(written, 80)}”"
                yield message, "name the place that the source names", None
                return


def _is_known(source: Side, start: int, end: int, rules: Rules) -> bool:
    """True when the glossary has the name, or a part: its check tells."""
    begin, stop = source.span(start, end)
    return any(term.start < stop and begin < term.end for term in find_terms(source.text, rules.glossary, rules.source))
