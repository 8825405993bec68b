"""Finds Spanish questions and exclamations that are opened or closed on one side only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.blocks import of_blocks
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, Sides
from dragoman.language.punctuation import punctuation_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "inverted-punctuation"
SPAN = "article"
SEVERITY = Severity.WARNING

_RUN = re.compile(r"[¿¡]+|[?!]+")
_CLOSER = {"¿": "?", "¡": "!"}


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each sign without its partner, in languages that open questions and exclamations with a sign."""
    if not punctuation_of(rules.language, rules.punctuation).inverted:
        return
    severity = rules.severity(NAME, SEVERITY)
    for block, is_whole in of_blocks(pairs, rules, "¿¡?!"):
        opened: tuple[Sides, int, str] | None = None
        is_sure = is_whole
        for sides in block:
            for start, run in _runs(sides.target, sides.source):
                if run[0] in "¿¡":
                    if opened is not None:
                        yield _open(opened, rules, severity)
                    opened = (sides, start, run)
                elif opened is not None:
                    opened = None
                elif is_sure:
                    wanted = "".join("¿" if sign == "?" else "¡" for sign in dict.fromkeys(run))
                    message = f"“{run}” closes what no “{wanted}” opens"
                    hint = f"write “{wanted}” where the words begin that ask or exclaim"
                    span = sides.target.span(start, start + len(run))
                    yield rules.finding(NAME, severity, message, sides.pair, hint, span)
        if opened is not None and is_sure:
            yield _open(opened, rules, severity)


def _runs(target: Side, source: Side) -> Iterator[tuple[int, str]]:
    text = target.running
    for match in _RUN.finditer(text):
        start, end = match.span()
        if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
            continue  # (?) and (!) mark a doubt
        if match.group() == "!" and _is_name(text, start, source.running):
            continue
        yield start, match.group()


def _is_name(text: str, at: int, source: str) -> bool:
    """A word with a capital and its sign that stand in the source just so: Yahoo!"""
    word = text[max(0, at - 24) : at].rpartition(" ")[2].lstrip("«“\"'(¿¡")
    return len(word) > 1 and word[0].isupper() and word.isalpha() and f"{word}!" in source


def _open(opened: tuple[Sides, int, str], rules: Rules, severity: Severity) -> Finding:
    sides, start, run = opened
    wanted = "".join(_CLOSER[sign] for sign in reversed(run[:2]))
    span = sides.target.span(start, start + len(run))
    message = f"“{run[:8]}” opens what no “{wanted}” closes"
    return rules.finding(NAME, severity, message, sides.pair, f"write “{wanted}” where it ends", span)
