"""Waivers in translator comments: `# waive: glossary "Harbour Board" until 2027-01-31 9f3c2a, the board asked for it`.

The six digits are the digest of the pair, added by `extract`: with another source or translation the waiver lapses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.catalog.entry import Entry, kind_of
from dragoman.model import Waiver, digest

_WAIVER = re.compile(
    r"(?P<head>#[ \t]*waive:[ \t]*(?P<check>[a-z][\w-]*)"
    r"(?:[ \t]+[\"“](?P<about>[^\"“”]+)[\"”])?"
    r"(?:[ \t]+until[ \t]+(?P<until>[^\s,]+))?)"
    r"(?:[ \t]+(?P<digest>[0-9a-f]{6}))?"
    r"[ \t]*(?:,(?P<reason>.*))?",
    re.IGNORECASE,
)
_LAPSED = "0000-00-00"  # a date that nobody can read is over: the doubt falls on the side of the check


def find_waivers(comments: Iterable[str]) -> Iterator[Waiver]:
    """The waivers among an entry's comment lines, also those without a reason, which count for nothing."""
    for line in comments:
        if found := _read(line):
            until = found["until"]
            yield Waiver(
                found["check"].lower(),
                (found["reason"] or "").strip(),
                (found["about"] or "").strip(),
                _day(until) if until else "",
                (found["digest"] or "").lower(),
            )


def with_digests(entry: Entry, comments: tuple[str, ...]) -> tuple[str, ...]:
    """`comments` of `entry` whose waivers say for which source and translation they were written. One that says it
    already keeps it, so that it lapses; one without a reason, or beside no text, is left alone."""
    if not entry.has_text or entry.plural is not None or not any(map(_read, comments)):
        return comments
    made = digest(entry.source, entry.target)
    return tuple(_dated(line, made) for line in comments)


def _dated(line: str, made: str) -> str:
    found = _read(line)
    if found is None or found["digest"] or not (found["reason"] or "").strip():
        return line
    end = line[len(line.rstrip()) :]
    return f"{found['head']} {made},{found['reason']}{end}"


def _read(line: str) -> re.Match[str] | None:
    return _WAIVER.fullmatch(line.rstrip()) if kind_of(line) == "#" else None


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return _LAPSED
