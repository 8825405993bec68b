"""Waivers in translator comments: `# waive: glossary "Harbour Board" until 2027-01-31, the board asked for it`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.catalog.entry import kind_of
from dragoman.model import Waiver

_WAIVER = re.compile(
    r"#[ \t]*waive:[ \t]*(?P<check>[a-z][\w-]*)"
    r"(?:[ \t]+[\"“](?P<about>[^\"“”]+)[\"”])?"
    r"(?:[ \t]+until[ \t]+(?P<until>[^\s,]+))?"
    r"[ \t]*(?:,(?P<reason>.*))?",
    re.IGNORECASE,
)
_LAPSED = "0000-00-00"  # a date that nobody can read is over: the doubt falls on the side of the check


def find_waivers(comments: Iterable[str]) -> Iterator[Waiver]:
    """The waivers among an entry's comment lines, also those without a reason, which count for nothing."""
    for line in comments:
        if kind_of(line) == "#" and (found := _WAIVER.fullmatch(line.rstrip())):
            until = found["until"]
            yield Waiver(
                found["check"].lower(),
                (found["reason"] or "").strip(),
                (found["about"] or "").strip(),
                _day(until) if until else "",
            )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return _LAPSED
