"""Texts made to make a pattern go back: every check reads them to the end, and no pattern can take them in two ways."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from benchmarks.worst_texts import worst_texts
from tests.hanging import no_hang

import dragoman.checks
import dragoman.glossary
import dragoman.language
from dragoman import check_text, plugins
from dragoman.checks.text import _OF_WORK

CHECKS = [name for name in plugins.names(plugins.CHECKS) if name not in _OF_WORK]
HANGS = 300  # seconds after which a check is taken to hang, so that the run ends; no measure of speed


@pytest.fixture(name="no_hang")
def _no_hang() -> Iterator[None]:
    with no_hang("the check", HANGS):
        yield


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("length", [2_000, pytest.param(100_000, marks=pytest.mark.long)])
@pytest.mark.parametrize("check", CHECKS)
def test_a_check_reads_the_worst_texts_to_the_end(check: str, length: int) -> None:
    for source, target, language in worst_texts(length):
        found = check_text(source, target, language=language, checks=[check])
        assert {finding.check for finding in found} <= {check}


# These read what a project's own people write, a line or a tag long.
OF_SETTINGS = ("dragoman.glossary.toml_writing._TRAILING", "dragoman.language.tags._TAG")


def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the modules that read texts, by their place."""
    found: dict[str, re.Pattern[str]] = {}
    for package in (dragoman.checks, dragoman.language, dragoman.glossary):
        for info in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(info.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found[f"{info.name}.{name}"] = value
    return {place: pattern for place, pattern in found.items() if place not in OF_SETTINGS}


@pytest.mark.parametrize("place", sorted(patterns()))
def test_no_pattern_can_take_a_run_in_two_ways(place: str) -> None:
    pattern = patterns()[place]
    assert [*nested(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))] == []


SAMPLE = [chr(code) for code in range(0x20, 0x7F)] + list("\n\té«»’“”\u00a0\u0301\u200c中のאक्١")


def nested(pattern: Any, *, goes_on: bool = False) -> Iterator[str]:
    """Loops without end whose last part is a loop without end too, where one character can go on with either: (a+)*x.
    Where nothing follows (`goes_on`: it does), nothing can make the pattern go back."""
    items = list(pattern)
    for at, (kind, argument) in enumerate(items):
        is_followed = goes_on or at + 1 < len(items)
        for part in parts_of(kind, argument):
            yield from nested(part, goes_on=is_followed and kind not in (kinds.ASSERT, kinds.ASSERT_NOT))
        if is_followed and kind is kinds.MAX_REPEAT and argument[1] is kinds.MAXREPEAT:
            begins = first(argument[2])
            for loop in last_loops(argument[2]):
                if both := begins & first(loop):
                    yield f"{sorted(both)[:5]} can go on in two ways"


def parts_of(kind: Any, argument: Any) -> list[Any]:
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return [argument[2]]
    if kind is kinds.SUBPATTERN:
        return [argument[3]]
    if kind is kinds.BRANCH:
        return list(argument[1])
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):
        return [argument[1]]
    return [argument] if kind is kinds.ATOMIC_GROUP else []


def first(items: Any) -> set[str]:
    """The characters of the sample that a pattern may begin with."""
    found: set[str] = set()
    for kind, argument in items:
        if kind is kinds.SUBPATTERN or kind is kinds.ATOMIC_GROUP or kind is kinds.BRANCH:
            for part in parts_of(kind, argument):
                found |= first(part)
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
            found |= first(argument[2])
        elif kind in (kinds.LITERAL, kinds.NOT_LITERAL, kinds.IN, kinds.ANY):
            found |= matching(kind, argument)
        if not is_empty(kind, argument):
            return found
    return found


def matching(kind: Any, argument: Any) -> set[str]:
    if kind is kinds.LITERAL:
        return {chr(argument)}
    if kind is kinds.NOT_LITERAL:
        return {sign for sign in SAMPLE if sign != chr(argument)}
    if kind is kinds.ANY:
        return set(SAMPLE)
    negated = argument[:1] == [(kinds.NEGATE, None)]
    inside = {sign for sign in SAMPLE if any(holds(sign, *each) for each in argument[negated:])}
    return set(SAMPLE) - inside if negated else inside


def holds(sign: str, kind: Any, argument: Any) -> bool:
    if kind is kinds.LITERAL:
        return bool(ord(sign) == argument)
    if kind is kinds.RANGE:
        low, high = argument
        return bool(low <= ord(sign) <= high)
    name = str(argument).rpartition("_")[2].lower()
    pattern = {"digit": r"\d", "space": r"\s", "word": r"\w"}[name]
    return bool((re.match(pattern, sign) is not None) != ("NOT" in str(argument)))


def last_loops(items: Any) -> Iterator[Any]:
    """The bodies of loops without end that may be the last thing of a pattern."""
    for kind, argument in reversed(list(items)):
        if kind is kinds.MAX_REPEAT and argument[1] is kinds.MAXREPEAT:
            yield argument[2]
        for part in parts_of(kind, argument):
            if kind not in (kinds.ASSERT, kinds.ASSERT_NOT):
                yield from last_loops(part)
        if not is_empty(kind, argument):
            return


def is_empty(kind: Any, argument: Any) -> bool:
    """True for what may match nothing at all."""
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return argument[0] == 0 or all(is_empty(*each) for each in argument[2])
    if kind is kinds.SUBPATTERN:
        return all(is_empty(*each) for each in argument[3])
    if kind is kinds.BRANCH:
        return any(all(is_empty(*each) for each in branch) for branch in argument[1])
    return kind in (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT)


def test_the_proof_finds_a_run_that_can_be_taken_in_two_ways() -> None:
    wrong = ["(?:a+)*x", r"(?:\w+\s*)*x", "(?:(?:a|ba*)*)$", r"(?:[^\W\d]+-?)*(?!x)", "(?:(?:a+)*b)*"]
    right = [r"\d+(?:[.,]\d+)*x", r"(?:\s\w+)*x", "(?:a+b)*x", "[ab]*c*x", "x(?:a+)*"]
    assert [text for text in wrong if not [*nested(parser.parse(text))]] == []
    assert [text for text in right if [*nested(parser.parse(text))]] == []
