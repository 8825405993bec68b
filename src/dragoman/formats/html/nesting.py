"""Where each element ends: at its end tag, or where another tag ends it unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.formats.html.elements import BLOCKS, HEADINGS, IMPLIED, SCOPE, SINGLE, TABLE_PARTS, VOID
from dragoman.formats.html.tokens import Token, tokenize

_TABLES = ("table", "template")
_POINTS = frozenset(["foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"])


def nest(tokens: Sequence[Token]) -> list[int]:
    """For each start tag the index of the first token after its element; for any other token that of the next one.

    Elements nest: of two either one holds the other, or they have nothing in common. Follows the tree construction of
    the standard where that matters to who reads a text; misnested formatting ends where its parent ends.
    """
    open_ = _Open(len(tokens))
    for at, token in enumerate(tokens):
        if token.kind == "start":
            open_.start(at, token)
        elif token.kind == "end":
            open_.end(at, token.name)
    open_.pop_to(0, len(tokens))
    return open_.ends


def is_balanced(text: str) -> bool:
    """True when every element of a fragment is ended in it by a tag of its own, and no other is."""
    opened: list[str] = []
    for token in tokenize(text):
        if token.kind == "start" and not (token.name in VOID or token.closed):
            opened.append(token.name)
        elif (token.kind == "end" and (not opened or opened.pop() != token.name)) or token.kind == "nothing":
            return False
    return not opened


class _Open:
    """The open elements. `depths` has for each name the depths at which it is open."""

    def __init__(self, size: int) -> None:
        self.ends = list(range(1, size + 1))
        self._stack: list[tuple[int, str]] = []
        self._depths: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        self._foreign: list[int] = []  # depths of open svg and math elements

    def start(self, at: int, token: Token) -> None:
        name = token.name
        if not token.foreign:
            if self._foreign:
                self._leave_foreign(at)
            for implied in IMPLIED.get(name, ()):
                if any(self._depths.get(ended) for ended in implied.ends):
                    self._imply(implied.ends, self._deepest(implied.within), at)
            if name in HEADINGS and self._stack and self._stack[-1][1] in HEADINGS:
                self.pop_to(len(self._stack) - 1, at)
            if name in SINGLE:
                self._imply((name,), self._blocks[-1] if self._blocks else -1, at)
            if name in VOID:
                return
        elif token.closed:
            return
        depth = len(self._stack)
        self._stack.append((at, name))
        self._depths.setdefault(name, []).append(depth)
        if token.foreign:
            self._foreign.append(depth)
        elif name in BLOCKS:
            self._blocks.append(depth)

    def end(self, at: int, name: str) -> None:
        if name in HEADINGS:
            depth = self._deepest(HEADINGS)
        else:
            depths = self._depths.get(name)
            depth = depths[-1] if depths else -1
        if depth < 0:
            return
        if name in TABLE_PARTS:
            limit = self._deepest(_TABLES)
        elif name in BLOCKS or name in SCOPE:
            limit = self._deepest(SCOPE)
        else:
            limit = self._blocks[-1] if self._blocks else -1
        if depth >= limit:
            self.pop_to(depth + 1, at)
            self.pop_to(depth, at + 1)

    def pop_to(self, depth: int, end: int) -> None:
        """Ends all elements below `depth`."""
        while len(self._stack) > depth:
            at, name = self._stack.pop()
            self._depths[name].pop()
            self.ends[at] = end
            here = len(self._stack)
            if self._blocks and self._blocks[-1] == here:
                self._blocks.pop()
            elif self._foreign and self._foreign[-1] == here:
                self._foreign.pop()

    def _leave_foreign(self, at: int) -> None:
        """A tag of HTML ends the svg it stands in, unless HTML may stand there."""
        while self._foreign and self._foreign[-1] == len(self._stack) - 1 and self._stack[-1][1] not in _POINTS:
            self.pop_to(len(self._stack) - 1, at)

    def _imply(self, names: Iterable[str], limit: int, at: int) -> None:
        found = [depths[-1] for name in names if (depths := self._depths.get(name)) and depths[-1] > limit]
        if found:
            self.pop_to(min(found), at)

    def _deepest(self, names: Iterable[str]) -> int:
        deepest = -1
        for name in names:
            if (depths := self._depths.get(name)) and depths[-1] > deepest:
                deepest = depths[-1]
        return deepest
