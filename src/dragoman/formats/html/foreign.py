"""Where svg and math begin and end: other rules hold inside."""

from __future__ import annotations

from collections import Counter

from dragoman.formats.html.elements import BREAKOUT, MATH_POINTS, SVG_POINTS, VOID


class Foreign:
    """The elements open since the outermost svg or math, each with its kind: foreign, a point where HTML stands in
    foreign content, or HTML."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._count: Counter[str] = Counter()

    @property
    def inside(self) -> bool:
        """True where the next tag is one of svg or math."""
        return bool(self._open) and self._open[-1][1] == "foreign"

    def start(self, name: str, closed: bool, *, breaks: bool, is_point: bool) -> bool:
        """Takes in a start tag; True when it is foreign."""
        if not self._open and name not in ("svg", "math"):
            return False
        if self.inside and (name in BREAKOUT or breaks):
            self._leave()
        if self.inside or name in ("svg", "math"):
            if not closed:
                point = is_point or name in SVG_POINTS or name in MATH_POINTS
                self._push(name, "point" if point else "foreign")
            return True
        if self._open and name not in VOID:
            self._push(name, "html")
        return False

    def end(self, name: str) -> None:
        """Takes in an end tag."""
        if self.inside and name in ("p", "br"):
            self._leave()
        elif self._count[name]:
            while self._pop() != name:
                pass

    def _leave(self) -> None:
        while self.inside:
            self._pop()

    def _push(self, name: str, kind: str) -> None:
        self._open.append((name, kind))
        self._count[name] += 1

    def _pop(self) -> str:
        name, _ = self._open.pop()
        self._count[name] -= 1
        return name
