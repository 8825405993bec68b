"""An engine's proposal for a stale text, in translator comments beside the text that a person approved.

`# proposal: openai gpt-5 2026-11-27 9f3c2a41bc02 "El billete cuesta 21 euros."`: who made it, when, and two digests, of
the text as proposed and of what it is a proposal for. A line that somebody has changed is a note of theirs and stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.catalog.comments import one_line
from dragoman.catalog.entry import Entry, kind_of, quote, unquote
from dragoman.model import digest

_PROPOSAL = re.compile(
    r"#[ \t]*proposal:[ \t]*(?P<engine>\S+)[ \t]+(?P<detail>.*?)[ \t]*(?P<date>\d{4}-\d{2}-\d{2})[ \t]+"
    r"(?P<text>[0-9a-f]{6})(?P<base>[0-9a-f]{6})[ \t]+\"(?P<quoted>.*)\"\s*",
    re.IGNORECASE,
)
_UNNEEDED = "# proposal changes more than was needed: "


@dataclass(frozen=True, slots=True)
class Proposal:
    """A text that an engine offers in place of a stale one. `unneeded` are changes that the source does not ask for,
    each as a short text."""

    text: str
    engine: str
    detail: str
    date: str
    unneeded: tuple[str, ...] = ()


def find_proposal(entry: Entry) -> Proposal | None:
    """The proposal that stands beside `entry` and is for the text and the source that it has now."""
    for at, line in enumerate(entry.comments):
        found = _untouched(line)
        if found is not None and found["base"] == _base(entry):
            behind = entry.comments[at + 1] if at + 1 < len(entry.comments) else ""
            told = behind.removeprefix(_UNNEEDED).split("; ") if behind.startswith(_UNNEEDED) else []
            text = unquote(found["quoted"])
            return Proposal(text, found["engine"], found["detail"], found["date"], tuple(told))
    return None


def with_proposal(entry: Entry, proposal: Proposal) -> tuple[str, ...]:
    """The comments of `entry` with `proposal` in place of an earlier one; what people wrote stays."""
    words = [one_line(part) for part in (proposal.engine, proposal.detail, proposal.date)]
    digests = digest(proposal.text) + _base(entry)
    line = f"# proposal: {' '.join(word for word in words if word)} {digests} {quote(proposal.text)}"
    told = [_UNNEEDED + "; ".join(one_line(each) for each in proposal.unneeded)] if proposal.unneeded else []
    return (*(line for line in entry.comments if not is_proposal(line)), line, *told)


def without_spent(entry: Entry) -> tuple[str, ...]:
    """The comments of `entry` without proposals for a text or a source that it has no more."""
    out: list[str] = []
    spent = False
    for line in entry.comments:
        found = _untouched(line)
        if found is not None:
            spent = found["base"] != _base(entry)
        if spent and is_proposal(line):
            continue
        out.append(line)
    return tuple(out)


def is_proposal(line: str) -> bool:
    """True for a line of a proposal that nobody has touched."""
    return line.startswith(_UNNEEDED) or _untouched(line) is not None


def _untouched(line: str) -> re.Match[str] | None:
    found = _PROPOSAL.fullmatch(line) if kind_of(line) == "#" else None
    return found if found is not None and found["text"] == digest(unquote(found["quoted"])) else None


def _base(entry: Entry) -> str:
    """What a proposal is for: the source that was approved, its text, and the source as it is now."""
    parts: Sequence[str] = (entry.previous or "", entry.target, entry.source)
    return digest(*parts)
