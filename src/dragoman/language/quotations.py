"""Which stretches of a text are quotations, by its quotation marks, whatever language they are of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_MARKS = frozenset('«»„‟“”"「」『』')
_MARK = re.compile(f"[{''.join(sorted(_MARKS))}]")
_OPENS, _CLOSES = "„‟「『", "」』"
_BEHIND_CLOSER = ".,;:!?)]}…–—。、，！？"
_BEFORE_OPENER = "([{¿¡–—/:-"


def quotations(text: str, opened: bool = False) -> list[tuple[int, int]]:
    """The outermost quotations of a text, their marks included, in order.

    A quotation may go on beyond the text: one that is not closed goes to its end, one that is only closed, or was
    `opened` before it, begins at its start. Single marks tell nothing, since an apostrophe looks the same.
    """
    found, begun = _stretches(text, opened)
    return found if begun is None else [*found, (begun, len(text))]


def may_quote(present: Collection[str]) -> bool:
    """False for a text without quotations; `present` are the characters that it has."""
    return not _MARKS.isdisjoint(present)


def goes_on(text: str, opened: bool = False) -> bool:
    """True when a quotation is open at the end of a text. `opened`: one is where it begins."""
    return _stretches(text, opened)[1] is not None


def _stretches(text: str, opened: bool) -> tuple[list[tuple[int, int]], int | None]:
    """The quotations that end, and where one that does not begins."""
    found: list[tuple[int, int]] = []
    begins = [0] if opened else []
    last = 0
    for at, opens in _sides(text, opened):
        if opens:
            begins.append(at)
        else:
            start = begins.pop() if begins else last
            if not begins:
                found.append((start, at + 1))
                last = at + 1
    return found, begins[0] if begins else None


def _sides(text: str, opened: bool) -> Iterator[tuple[int, bool]]:
    """Where marks stand, and whether each opens. Most marks open in one language and close in another: „…“ and “…”,
    «…» and »…«, ”…”. What stands beside one decides, else whether one is open."""
    waiting = ['"'] if opened else []
    straight = len(waiting)  # of those that wait, for "
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        loose_before = not before or before.isspace() or before in _BEFORE_OPENER
        loose_behind = not behind or behind.isspace() or behind in _BEHIND_CLOSER
        if mark in _OPENS or mark in _CLOSES:
            opens = mark in _OPENS
        elif mark == "“" and waiting and waiting[-1] == "„":
            opens = False
        elif loose_before != loose_behind:
            opens = loose_before
        else:  # blanks on both sides or on neither: French « mot », or a mark between two letters
            opens = mark in "«“" or (mark == '"' and not straight)
        if opens:
            waiting.append(mark)
            straight += mark == '"'
        elif waiting:
            straight -= waiting.pop() == '"'
        yield at, opens
