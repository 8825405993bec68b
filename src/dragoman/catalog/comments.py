"""Comment lines that follow from the article: references and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from dragoman.alignment import Change
from dragoman.catalog.entry import kind_of
from dragoman.model.visible import visible

# Control characters, line and paragraph separators, and the overrides that make text read backwards.
_STARTED = re.compile(r"#[ \t]*started-from:[ \t]*([0-9a-z]+)")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]+")
_FIRST_ISOLATE, _POP = "\u2068", "\u2069"


def one_line(text: str) -> str:
    """`text` fit to stand in a comment: on one line, without control characters, and without a backslash at its end
    (gettext would join the next line to it)."""
    line = _UNPRINTABLE.sub(" ", text).strip()
    return f"{line} ." if line.endswith("\\") else line


def started_from(comments: Iterable[str]) -> str:
    """The version of a translation that a change began with, as `# started-from:` tells; "" when none does."""
    return next((found[1] for line in comments if (found := _STARTED.fullmatch(line.rstrip()))), "")


def reference_line(path: str) -> str:
    """`#:` with the article's path; one with blanks is isolated, as gettext does since 0.22."""
    clean = one_line(path)
    return f"#: {_FIRST_ISOLATE}{clean}{_POP}" if re.search(r"[ \t]", clean) else f"#: {clean}"


CONTEXT = "After: "
"""Begins the remark that quotes the beginning of what stands before in the article."""


NEAR_REPEAT = "Near repeat of: "
"""Begins the remark that quotes an earlier text of the article which says the same in other words."""


CHANGED = "Changed: "
CORRECTION = "Correction "
DOUBTS = ("Term not rendered: ", "Term to check: ", "Forbidden word: ", "Draft to check: ")
"""Begin the remarks that are only there until a person has approved the translation."""


def change_remark(change: Change) -> str:
    """What changed in the source: `Changed: number: ⁨14⁩ → ⁨15⁩`. Other scripts cannot turn the line round."""
    words = "; ".join(f"{_isolated(edit.before)} → {_isolated(edit.after)}" for edit in change.edits)
    kind = f"split, {change.kind}" if change.is_split else str(change.kind)
    return f"{CHANGED}{kind}" + (f": {words}" if words else "") + ("; …" if change.is_cut else "")


def _isolated(text: str) -> str:
    return f"{_FIRST_ISOLATE}{visible(text)}{_POP}"


_PASSING = tuple(f"#. {begin}" for begin in (CHANGED, CORRECTION, *DOUBTS))


def with_doubts(comments: Sequence[str], doubts: Iterable[str]) -> tuple[str, ...]:
    """`comments` with what is doubtful about a draft in place of what was: behind other passing remarks, before
    those that stay, as `update` writes them."""
    told = [line for line in comments if kind_of(line) == "."]
    old = tuple(f"#. {begin}" for begin in DOUBTS)
    kept = [line for line in told if not line.startswith(old)]
    passing = [line for line in kept if line.startswith(_PASSING)]
    staying = [line for line in kept if not line.startswith(_PASSING)]
    lines = [*passing, *remark_lines(doubts), *staying]
    return tuple(comments) if lines == told else (*(line for line in comments if kind_of(line) != "."), *lines)


def passing_remarks(lines: Iterable[str]) -> tuple[str, ...]:
    """Those of some `#.` lines that an approval makes void."""
    return tuple(line[3:] for line in lines if line.startswith(_PASSING))


def remark_lines(remarks: Iterable[str], present: Sequence[str] = ()) -> tuple[str, ...]:
    """`#.` lines of the remarks. A line that quotes another text and is much like that of `present` keeps its old
    wording: an edit of one sentence is to change one entry, not its neighbour as well."""
    lines = tuple(f"#. {line}" for remark in remarks if (line := one_line(remark)))
    for begin in (f"#. {CONTEXT}", f"#. {NEAR_REPEAT}"):
        quoted = next((line for line in present if line.startswith(begin)), None)
        if quoted is not None:
            lines = tuple(quoted if line.startswith(begin) and _is_like(line, quoted) else line for line in lines)
    return lines


def _is_like(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE


_LIKE = 0.7  # of the letters, in order; two sentences that have nothing to do with each other share about half
