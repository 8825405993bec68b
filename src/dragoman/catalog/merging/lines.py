"""Sets of lines and flags merged by what each branch added and took away."""

from __future__ import annotations

from collections.abc import Sequence


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """The lines of both but those that one of them took away, each once more only if it was so; blanks do not count."""
    was, here, there = ({_said(line) for line in lines} for lines in (base, ours, theirs))
    kept = [line for line in ours if _said(line) in there or _said(line) not in was]
    return (*kept, *(line for line in theirs if _said(line) not in here and _said(line) not in was))


def pick(base: object, ours: object, theirs: object) -> bool | None:
    """Whether ours (True) or theirs (False) is the one that changed, or is the same; None when both changed."""
    if ours == theirs or theirs == base:
        return True
    return False if ours == base else None


def _said(line: str) -> str:
    return " ".join(line.split())
