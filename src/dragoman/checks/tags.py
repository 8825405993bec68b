"""Finds translations whose marks or code are not those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.checks.held import held, moved
from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.errors import MarkError
from dragoman.model.finding import Finding, Severity
from dragoman.model.marks import Content, Mark, from_text
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "tags"
SPAN = "pair"
SEVERITY = Severity.ERROR

_CODE = re.compile(r"code[0-9]*")
_APART = re.compile(
    r"(?:code|sup)[0-9]*"
)  # code has a rule of its own; the th of 4<sup>th</sup> has no words elsewhere


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding where a mark is lost, invented, repeated or crossed, or the text of inline code is not the source's; a
    warning where a mark no longer stands round words."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, _, _ in sides(pairs, rules).holding("<"):  # all others have no mark on either side
        if pair.translation is None:
            continue
        try:
            target = from_text(pair.translation.text, pair.segment.content)
        except MarkError as error:
            yield rules.finding(NAME, severity, visible(error.message, 200), pair, visible(error.hint, 200))
            continue
        weight = rules.at_most(NAME, Severity.WARNING)
        for message in _moved(pair.segment.content, target):
            hint = "put it round the words that say the same as those of the source"
            yield rules.finding(NAME, weight, message, pair, hint)
        found = _codes(target)
        for name, text in _codes(pair.segment.content).items():
            if (other := found.get(name, "")) != text:
                message = f"the code in <{name}> has changed: “{visible(text, 60)}” became “{visible(other, 60)}”"
                yield rules.finding(NAME, severity, message, pair, "code is not translated: copy it from the source")


def _moved(source: Content, target: Content) -> Iterator[str]:
    """What is wrong of marks that no longer hold what they held."""
    if any(isinstance(part, Mark) and part.kind == "open" for part in source):
        there = held(target)
        for name, ours in held(source).items():
            if name in there and not _APART.fullmatch(name) and (message := moved(name, ours, there[name])):
                yield message


def _codes(content: Sequence[str | Mark]) -> dict[str, str]:
    """The text inside each code mark, by the mark's name."""
    found: dict[str, str] = {}
    name = ""
    for part in content:
        if isinstance(part, Mark):
            if _CODE.fullmatch(part.name):
                name = part.name if part.kind == "open" else ""
                found.setdefault(part.name, "")
        elif name:
            found[name] += part
    return found
