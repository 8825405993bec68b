"""Finds brackets that are opened and not closed, closed and not opened, turned round, or of two kinds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from dragoman.checks.blocks import of_blocks
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, Sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "brackets"
SPAN = "article"
_MOST = 100  # findings of a block: more tell nothing new
SEVERITY = Severity.WARNING

_PAIRS = ("()", "[]", "{}", "（）", "［］", "｛｝", "【】", "〔〕")
_OPENS = {pair[0]: pair[1] for pair in _PAIRS}
_CLOSES = {pair[1]: pair[0] for pair in _PAIRS}
_WIDE = str.maketrans("（）［］｛｝", "()[]{}")
_ALL = frozenset(_OPENS) | frozenset(_CLOSES)
_BRACKET = re.compile(r"[()\[\]{}（）［］｛｝【】〔〕]")
_ITEM = re.compile(r"(?:^|(?<=[\s;,;،؛；]))\w{1,3}[)）]")
_SMILEY = re.compile(r"[:;=8]['’]?[-o^]?[()\[\]{}](?!\w)")


class _Place(NamedTuple):
    sides: Sides
    at: int
    sign: str


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each bracket of a block without its partner, unless the source lacks as many; for each pair of two
    kinds; and for square and curly brackets that the translation lost."""
    severity = rules.severity(NAME, SEVERITY)
    for block, is_whole in of_blocks(pairs, rules, _ALL):
        alone, mixed = _loose([_Place(each, *found) for each in block for found in _signs(each.target)])
        in_source, _ = _loose([_Place(each, *found) for each in block for found in _signs(each.source)])
        faults = list(_more(alone, in_source)) if is_whole else []
        turned = 0
        for place in faults[:_MOST]:
            if turned and place.sign in _OPENS:
                turned -= 1
                continue
            turned += _is_turned(place, faults)
            yield _finding(place, faults, rules, severity)
        for opener, closer in mixed[:_MOST]:
            message = f"“{opener.sign}” is closed with “{closer.sign}”"
            hint = f"write “{_OPENS[opener.sign]}”"
            yield rules.finding(NAME, severity, message, closer.sides.pair, hint, _span(closer))
        if not faults:
            for each in block:
                yield from _lost(each, rules, severity)


def _signs(side: Side) -> Iterator[tuple[int, str]]:
    """The brackets of a text; of list items “a)” and smileys none."""
    text = side.running
    found = list(_BRACKET.finditer(text))
    if not found:
        return
    skipped = {match.end() - 1 for match in _SMILEY.finditer(text)}
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    depth = 0
    for match in found:
        at, sign = match.start(), match.group()
        if at in skipped or (at in items and not depth):
            continue
        depth = max(0, depth + (1 if sign in _OPENS else -1))
        yield at, sign


def _loose(places: list[_Place]) -> tuple[list[_Place], list[tuple[_Place, _Place]]]:
    """The brackets without a partner, in order, and the pairs of a narrow and a wide one."""
    waiting: list[tuple[int, _Place]] = []
    alone: list[tuple[int, _Place]] = []
    mixed: list[tuple[_Place, _Place]] = []
    for order, place in enumerate(places):
        if place.sign in _OPENS:
            waiting.append((order, place))
        elif waiting and _fits(waiting[-1][1].sign, place.sign):
            _, opener = waiting.pop()
            if _OPENS[opener.sign] != place.sign:
                mixed.append((opener, place))
        elif len(waiting) > 1 and _fits(waiting[-2][1].sign, place.sign):
            alone.append(waiting.pop())
            waiting.pop()
        else:
            alone.append((order, place))
    return [place for _, place in sorted([*alone, *waiting], key=itemgetter(0))], mixed


def _fits(opener: str, closer: str) -> bool:
    return _OPENS[opener].translate(_WIDE) == closer.translate(_WIDE)


def _more(alone: list[_Place], in_source: list[_Place]) -> Iterator[_Place]:
    """The lone brackets of the translation that the source does not have alone as well."""
    known = Counter(place.sign.translate(_WIDE) for place in in_source)
    for place in alone:
        sign = place.sign.translate(_WIDE)
        if known[sign]:
            known[sign] -= 1
        else:
            yield place


def _finding(place: _Place, faults: list[_Place], rules: Rules, severity: Severity) -> Finding:
    is_opener = place.sign in _OPENS
    partner = (_OPENS if is_opener else _CLOSES)[place.sign]
    if _is_turned(place, faults):
        message, hint = f"“{place.sign}” stands before “{partner}”: the brackets are turned round", "swap them"
    elif is_opener:
        message, hint = f"“{place.sign}” is not closed", f"write “{partner}” where it ends"
    else:
        message, hint = f"“{place.sign}” was not opened", f"write “{partner}” where it begins, or take it away"
    return rules.finding(NAME, severity, message, place.sides.pair, hint, _span(place))


def _is_turned(place: _Place, faults: list[_Place]) -> bool:
    """A closing bracket before the opening one that lacks its partner as well."""
    opener = _CLOSES.get(place.sign)
    return opener is not None and any(
        other.sign == opener and other.sides is place.sides and other.at > place.at for other in faults[:8]
    )


def _lost(sides: Sides, rules: Rules, severity: Severity) -> Iterator[Finding]:
    """Square and curly brackets are the editor's own insertions: they are not turned into commas or dashes."""
    wide = {"[": "[［【〔", "{": "{｛"}
    for sign, kept in wide.items():
        source, target = sides.source.running, sides.target.running
        if sign in source and _OPENS[sign] in source and not any(each in target for each in kept):
            message = f"the source has brackets “{sign}{_OPENS[sign]}”, the translation has none"
            yield rules.finding(NAME, severity, message, sides.pair, "put what they hold into brackets again")


def _span(place: _Place) -> tuple[int, int]:
    return place.sides.target.span(place.at, place.at + 1)
