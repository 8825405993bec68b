"""The inline content of one block, built from the parser's events as they come."""

from __future__ import annotations

import re

from dragoman.formats.inline import Flow, Holder, Item, Piece, spelling
from dragoman.formats.markdown.masking import Masked
from dragoman.formats.markdown.pairing import pair_html
from dragoman.formats.markdown.points import mark_points
from dragoman.formats.markdown.titles import BREAK, PUNCTUATION, title_flow
from dragoman.model import Mark

_SIZES = {"em": 1, "strong": 2, "a": 1, "sup": 1, "sub": 1}
# A definition (with its sign) or a table row of some dialect: its line break means something there.
_DIALECT_LINE = re.compile(r"[ \t>]*(?::[ \t]+|(?=\|))")
_ABBREVIATION = re.compile(r"[ \t>]*(?=\*\[[^\]\r\n]+\]:[ \t])")
_NEWLINES = "\r\n"
_ROLE = re.compile(r"\{[a-zA-Z][\w:.+-]*\}\Z")
_LONGEST_ROLE = 60


class InlineBuilder:
    """Gathers the items of one block. Offsets are characters of `text`; every stretch of it goes into some item.

    `masked` is the text that the parser saw. Law: the items spell text[start:cursor].
    """

    def __init__(self, text: str, masked: Masked) -> None:
        self._text = text
        self._masked = masked
        self.begin(0, in_table=False)

    def begin(self, low: int, *, in_table: bool) -> None:
        """Starts a block whose content stands at `low` or later."""
        self._items: list[Item] = []
        self._outer: list[Item] | None = None  # the block's items while those of an alt text are gathered
        self._low = low
        self._in_table = in_table
        self._plain = -1  # where text that spells itself begins, when it is being gathered
        self._skipping = 0  # depth inside a mark that is one point
        self._skipped = ("", 0, 0)
        self.start = self.cursor = -1
        self.targets: list[str] = []  # where links lead: not in any text, and still to be the same

    @property
    def is_empty(self) -> bool:
        return self.cursor < 0

    def finish(self) -> list[Item]:
        """The block's items: HTML paired, addresses marked."""
        self._flush()
        items = _refined(self._items)
        if spelling(items, self._text) == self._text[self.start : self.cursor]:
            return items
        return [
            Mark("point", "html", (self._text[self.start : self.cursor],))
        ]  # unheard of: verbatim, and nothing lost

    def text(self, start: int, end: int, said: str) -> None:
        if self._skipping or end <= self.cursor:
            return
        low = self._reach(start, may_escape=True)
        for island in self._masked.within(low, end):
            self._run(low, max(low, island[0]))
            self._island(island)
            low = self.cursor
        if low >= end:
            return
        if low > start or said == self._masked.text[low:end]:
            self._run(low, end)
        else:
            self._put(Piece(said, self._text[low:end]), end)

    def soft_break(self, start: int, end: int) -> None:
        """A line end that is a space."""
        if self._skipping or end <= self.cursor:
            return
        self._begin(start)
        if foreign := _DIALECT_LINE.match(self._masked.text, end) or _ABBREVIATION.match(self._text, end):
            self._put(Mark("point", "br", (self._text[self.cursor : foreign.end()],)), foreign.end())
        else:
            self._put(Piece(" ", self._text[self.cursor : end]), end)

    def hard_break(self, start: int, end: int) -> None:
        if not self._skipping and end > self.cursor:
            self._begin(start)
            self._put(Mark("point", "br", (self._text[self.cursor : end],)), end)

    def point(self, name: str, start: int, end: int) -> None:
        if not self._skipping and end > self.cursor:
            low = self._reach(start)
            self._put(Mark("point", name, (self._text[low:end],)), end)

    def code(self, start: int, end: int, said: str) -> None:
        """A code span: its text, between marks that hold the ticks and the space that belongs to them."""
        if self._skipping or end <= self.cursor:
            return
        self._reach(start)
        if self._role(start, end):
            return
        ticks = end - start - len(self._text[start:end].lstrip("`"))
        low, high = start + ticks, end - ticks
        inner = self._text[low:high]
        multiline = "\n" in inner or "\r" in inner
        if not multiline and inner[:1] == inner[-1:] == " " and inner.strip(" "):
            low, high = low + 1, high - 1
            inner = inner[1:-1]
        self._put(Mark("open", "code", (self._text[start:low],)), low)
        if any(self._masked.within(low, high)):
            said = BREAK.sub(" ", inner)
            said = said.replace("\\|", "|") if self._in_table else said
        if multiline or (inner.replace("\\|", "|") if self._in_table else inner) != said:
            self._put(Piece(said, inner), high)
        elif self._in_table and "\\|" in inner:
            for at, part in enumerate(inner.split("\\|")):
                if at:
                    self._put(Piece("|", "\\|"), high)
                if part:
                    self._put(Piece(part, part), high)
        else:
            self._put(Piece(inner, inner), high)
        self._put(Mark("close", "code", (self._text[high:end],)), end)

    def _role(self, start: int, end: int) -> bool:
        """Takes a MyST role, `{name}` and a code span, as one point: what it says is an address or an argument."""
        if self._plain < 0 or self._text[start - 1] != "}":
            return False
        role = _ROLE.search(self._text, max(self._plain, start - _LONGEST_ROLE), start)
        if role is None:
            return False
        self.cursor = role.start()
        self._plain = self._plain if self._plain < self.cursor else -1
        self._put(Mark("point", "var", (self._text[role.start() : end],)), end)
        return True

    def open(self, name: str, start: int) -> None:
        if self._skipping:
            self._skipping += 1
            return
        self._reach(start)
        size = _SIZES.get(name) or (2 if self._text.startswith("~~", start) else 1)
        self._put(Mark("open", name, (self._text[start : start + size],)), start + size)

    def close(self, name: str, start: int, end: int, title: str = "") -> None:
        """The end of the mark that stands at start..end."""
        if self._end_of_skipped():
            return
        low = self._closing(name, end)
        self._blank(low)
        last = self._items[-1] if self._items and self._plain < 0 else None
        if isinstance(last, Mark) and last.kind == "open" and last.name == name:
            self._items.pop()
            self._put(Mark("point", name, (self._text[start:end],)), end)
            return
        raw = self._text[low:end]
        flow = self._title(low, end, title)
        self._put(Holder("close", name, low, end, (flow,)) if flow else Mark("close", name, (raw,)), end)

    def skip(self, name: str, start: int, end: int) -> None:
        """A mark that is one point with all it holds."""
        if not self._skipping:
            self._skipped = (name, start, end)
        self._skipping += 1

    def open_image(self, start: int, end: int) -> None:
        if self._skipping or self._outer is not None:  # an image in an alt text stays as it is: flows do not nest
            self.skip("img", start, end)
            return
        self._reach(start)
        self._flush()
        self._outer, self._items = self._items, []
        self.cursor = start + 2

    def close_image(self, start: int, end: int, title: str) -> None:
        if self._end_of_skipped():
            return
        low = self._closing("a", end)
        self._blank(low)
        self._flush()
        items = tuple(_refined(self._items))
        assert self._outer is not None  # noqa: S101 - an image ends where one began
        self._items, self._outer = self._outer, None
        tail = "][" if self._text[low:end] == "][]" else ""
        flows = [Flow(start + 2, low + len(tail), "alt", items, tail)] if items else []
        if flow := self._title(low, end, title):
            flows.append(flow)
        self._put(Holder("point", "img", start, end, tuple(flows)), end)

    def _title(self, start: int, end: int, said: str) -> Flow | None:
        """The title in the closing part of a link or image, when no template code stands in it."""
        flow = title_flow(self._text[start:end], start, said, ")") if said else None
        return None if flow and any(self._masked.within(flow.start, flow.end)) else flow

    def _end_of_skipped(self) -> bool:
        if not self._skipping:
            return False
        self._skipping -= 1
        if not self._skipping:
            self.point(*self._skipped)
        return True

    def _closing(self, name: str, end: int) -> int:
        """Where the closing part of a mark begins."""
        if name != "a":
            return end - (_SIZES.get(name) or (2 if self._text.startswith("~~", end - 2) else 1))
        return max(self._masked.text.find("]", self.cursor, end), self.cursor)

    def _reach(self, start: int, *, may_escape: bool = False) -> int:
        """Goes on to `start`; what lies before it belongs to an escape or to a line break. Returns where to go on."""
        escaped = may_escape and start > self._low and self._text[start - 1] == "\\"
        self._begin(start - 1 if escaped else start)
        if start <= self.cursor:
            return self.cursor
        if may_escape and self._text[start - 1] == "\\" and self._masked.text[start] in PUNCTUATION:
            self._blank(start - 1)
            if self._masked.text[start] == self._text[start]:
                self._put(Piece(self._text[start], self._text[start - 1 : start + 1]), start + 1)
            else:
                self._put(Piece("\\", "\\"), start)
        else:
            self._blank(start)
        return self.cursor

    def _begin(self, start: int) -> None:
        """The block's content begins at `start`, if it has not begun yet."""
        if self.cursor < 0:
            self.start = self.cursor = start

    def _blank(self, end: int) -> None:
        """Takes in what no event tells of: the margin of a line, and blanks at an end."""
        gap = self._text[self.cursor : end]
        if not gap:
            return
        last = self._items[-1] if self._items and self._plain < 0 else None
        if isinstance(last, Piece) and last.raw[-1:] in _NEWLINES and last.raw:
            self._items[-1] = Piece(last.text, last.raw + gap)
            self.cursor = end
        elif isinstance(last, Mark) and last.name == "br" and last.raw[-1:] in _NEWLINES:
            self._items[-1] = Mark("point", "br", (last.raw + gap,))
            self.cursor = end
        else:
            self._put(Piece("", gap), end)

    def _run(self, start: int, end: int) -> None:
        """Text that spells itself, joined with the like before it."""
        if start < end:
            if self._plain < 0:
                self._plain = start
            self.cursor = end

    def _island(self, island: tuple[int, int]) -> None:
        low, high = max(island[0], self.cursor), island[1]
        name = "html" if low in self._masked.tags else "var"
        flows = self._masked.said(low, high) if self._outer is None else ()  # flows do not nest
        if flows:
            self._put(Holder("point", name, low, high, flows), high)
        else:
            self._put(Mark("point", name, (self._text[low:high],)), high)

    def _put(self, item: Item, end: int) -> None:
        self._flush()
        self._items.append(item)
        self.cursor = end

    def _flush(self) -> None:
        if self._plain >= 0:
            raw = self._text[self._plain : self.cursor]
            self._items.append(Piece(raw, raw))
            self._plain = -1


def _refined(items: list[Item]) -> list[Item]:
    return mark_points(pair_html(items))
