"""Two headers made one, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from dragoman.catalog.entry import Entry
from dragoman.catalog.merging.lines import merge_lines, pick
from dragoman.catalog.signing import name_of

_REVISED = "po-revision-date"
_BY_REVISION = (_REVISED, "last-translator", "x-generator")  # who saved the file last, when, and with what
_BY_BYTES = "content-type"


def merge_headers(base: Entry | None, ours: Entry, theirs: Entry, *, bytes_of_theirs: bool) -> Entry:
    """The header that stands: each field of the branch that changed it; of fields that both changed, ours, but the
    later revision with its translator, and the charset in which the file is written."""
    was, here, there = (_fields(entry) for entry in (base, ours, theirs))
    is_later = _revision(there) > _revision(here)
    out: dict[str, str] = {}
    for name in dict.fromkeys((*here, *there)):
        which = pick(was.get(name), here.get(name), there.get(name))
        if name == _BY_BYTES:
            which = not bytes_of_theirs
        elif name in _BY_REVISION and pick(*(_by_revision(each) for each in (was, here, there))) is None:
            which = not is_later
        line = (here if which is not False else there).get(name)
        if line is not None:
            out[name] = line
    notes = merge_lines(base.comments if base else (), ours.comments, theirs.comments)
    return replace(ours, targets=("".join(f"{line}\n" for line in out.values()),), comments=notes)


class Signed(NamedTuple):
    """The sign-offs in the header of a version, and whether its texts are those that stand after the merge."""

    parts: Sequence[str]
    fits: bool


def merge_sign_offs(base: Signed, ours: Signed, theirs: Signed) -> list[str]:
    """The sign-offs that stand: those given for just the texts that stand now, unless a branch took them out.

    A name signs once; of two, the later stands.
    """
    found: dict[str, str] = {}
    for part in dict.fromkeys((*ours.parts, *theirs.parts)):
        if part in base.parts:
            stands = base.fits and part in ours.parts and part in theirs.parts
        else:
            stands = any(part in each.parts and each.fits for each in (ours, theirs))
        if stands:
            name = name_of(part).casefold() or part
            found[name] = max(found.get(name, ""), part)  # they begin with the date
    return list(found.values())


def _fields(header: Entry | None) -> dict[str, str]:
    """Each line by the name of its field, in order; the first of each name."""
    found: dict[str, str] = {}
    for line in header.target.split("\n") if header else ():
        if line:
            found.setdefault(line.partition(":")[0].strip().lower(), line)
    return found


def _by_revision(fields: Mapping[str, str]) -> tuple[str | None, ...]:
    return tuple(fields.get(name) for name in _BY_REVISION)


def _revision(fields: Mapping[str, str]) -> datetime:
    value = fields.get(_REVISED, "").partition(":")[2].strip()
    for form in ("%Y-%m-%d %H:%M%z", "%Y-%m-%d %H:%M:%S%z", "%Y-%m-%d"):
        try:
            found = datetime.strptime(value, form)
        except ValueError:
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return datetime.min.replace(tzinfo=UTC)
