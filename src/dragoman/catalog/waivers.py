"""Waivers in translator comments: `# waive: glossary "Harbour Board" until 2027-01-31 9f3c2a, the board asked for it`.

The six digits are the digest of the pair, added by `extract`: with another source or translation the waiver lapses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from dragoman.catalog.comments import one_line
from dragoman.catalog.entry import kind_of
from dragoman.model import CatalogError, Waiver
from dragoman.model.visible import visible

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
                found["about"] or "",
                _day(until) if until else "",
                (found["digest"] or "").lower(),
            )


def new_waiver(check: str, reason: str, until: str = "", about: str = "") -> Waiver:
    """The waiver that a person gives in these words, on one line each. CatalogError where it would not be read so."""
    waiver = Waiver(check.strip().lower(), one_line(reason), one_line(about), until)
    if not waiver.reason:
        raise CatalogError(f"a waiver of {visible(check)!r} without a reason", hint="say why it is fine here")
    if list(find_waivers([_line(waiver)])) != [waiver]:
        said = f"{check} {about} {until}".rstrip()
        hint = "name a check, without quotation marks what it is about, and a day such as 2027-01-31"
        raise CatalogError(f"{visible(said)!r} makes no waiver", hint=hint)
    return waiver


def with_waiver(comments: tuple[str, ...], waiver: Waiver) -> tuple[str, ...]:
    """`comments` with `waiver` at the end of the translator's, in place of an earlier one of the same check about the
    same; all other lines as they were."""

    def is_same(line: str) -> bool:
        return any((one.check, one.about) == (waiver.check, waiver.about) for one in find_waivers([line]))

    return (*(line for line in comments if not is_same(line)), _line(waiver))


def _line(waiver: Waiver) -> str:
    about = f' "{waiver.about}"' if waiver.about else ""
    until = f" until {waiver.until}" if waiver.until else ""
    return f"# waive: {waiver.check}{about}{until}{f' {waiver.digest}' if waiver.digest else ''}, {waiver.reason}"


def is_undated(comments: Iterable[str]) -> bool:
    """True when a waiver that gives a reason does not say yet for which pair it was written."""
    return any(not waiver.digest and waiver.reason for waiver in find_waivers(comments))


def with_digests(comments: Iterable[str], made: str) -> tuple[str, ...]:
    """`comments` whose waivers say that they are for the pair with the digest `made`. One that says for which already
    keeps that, so that it lapses; one without a reason is left alone."""
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
