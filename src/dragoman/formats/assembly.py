"""The parts of an article, put together as a reader finds its blocks, from the first to the last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.formats.directives import Directives
from dragoman.formats.inline import Flow, Holder, Item, block_parts, has_word, joined, understood, words
from dragoman.model import BODY, Block, Mark, Segment, Segmenter, Where, label

Parts = list[str | Segment]


class Assembly:
    """Takes blocks in the order of the article; what lies between them is verbatim. Offsets are places in `text`.

    `text` is the article or its rest from line `first_line` on, `index` the next block's index. Every block counts,
    also one without words, which is no segment. `chosen` are the indexes of the blocks that are segments whatever they
    hold: a proof must find a block again whose translation has no letter ("–").
    Law: joining `parts` after `finish` gives `text`.
    """

    def __init__(
        self,
        text: str,
        cut: Segmenter,
        *,
        where: str = "",
        first_line: int = 1,
        index: int = 0,
        chosen: frozenset[int] | None = None,
    ) -> None:
        self.text = text
        self.lines = Lines(text, first_line)
        self.directives = Directives()
        self.parts: Parts = []
        self.structure: list[str] = []
        self.done = 0  # how far `parts` reach
        self._cut = cut
        self._where = where
        self._index = index
        self._chosen = chosen

    def block(
        self,
        items: Sequence[Item],
        start: int,
        end: int,
        *,
        kind: str,
        role: str = BODY,
        note: str = "",
        tail: str = "",
        locales: str = "",
    ) -> None:
        """A block whose `items`, and then `tail`, spell text[start:end]. Its flows become blocks of their own.

        `note` is a word to translators, `locales` as in Block. Left verbatim where the author said `off`, or where it
        stands in what is already there.
        """
        if self.directives.off or start < self.done:
            return
        role = self.directives.role or role
        block = Block(self._next_index(), role, kind, locales)
        if self._is_segment(block, items):
            parts = self._segments(items, block, note, start)
            self.directives.done()
        else:
            parts = []
            for item in items:
                parts.extend(self._mark(item).source if isinstance(item, Holder) else [item.raw])
            if any(isinstance(part, Segment) for part in parts):
                self.directives.done()
        self.put(start, [*parts, tail], end)

    def flow(self, flow: Flow) -> None:
        """Text that people read and that stands in no block: the title of a reference, an attribute."""
        if not self.directives.off and flow.start >= self.done:
            self.put(flow.start, self._flow(flow), flow.end)

    def comment(self, said: str, start: int) -> None:
        """A comment of the author, which may hold directives. Raises FormatError for an unknown one."""
        if "dragoman:" in said:
            self.directives.read(said, Where(self._where, self.lines.of(start)))

    def put(self, start: int, parts: Iterable[str | Segment], end: int) -> None:
        """Parts that spell text[start:end]."""
        self.parts.append(self.text[self.done : start])
        self.parts.extend(parts)
        self.done = end

    def finish(self) -> None:
        self.put(len(self.text), [], len(self.text))

    @property
    def index(self) -> int:
        """The next block's index."""
        return self._index

    def _segments(self, items: Sequence[Item], block: Block, note: str, start: int) -> Parts:
        inline = [self._mark(item) if isinstance(item, Holder) else item for item in items]
        parts = block_parts(
            inline,
            block,
            self._cut,
            context=self.directives.context_of(block.role),
            note=self.directives.note or note,
            line=self.lines.of(start),
        )
        minor = self.directives.minor
        return [replace(part, minor=minor) if minor and isinstance(part, Segment) else part for part in parts]

    def _mark(self, holder: Holder) -> Mark:
        """The mark with the blocks of its flows."""
        source: Parts = []
        position = holder.start
        for flow in holder.flows:
            source.append(self.text[position : flow.start])
            source.extend(self._flow(flow))
            position = flow.end
        source.append(self.text[position : holder.end])
        return Mark(holder.kind, holder.name, tuple(joined(source)))

    def _flow(self, flow: Flow) -> Parts:
        block = Block(self._next_index(), flow.role, flow.kind or flow.role, flow.locales)
        if not self._is_segment(block, flow.items):
            parts: Parts = []
            for item in flow.items:
                parts.extend(self._mark(item).source if isinstance(item, Holder) else [item.raw])
            return [*parts, flow.tail] if flow.tail else parts
        if flow.tail:
            inline = [self._mark(item) if isinstance(item, Holder) else item for item in flow.items]
            raw = self.text[flow.start : flow.end]
            context, note = self.directives.context_of(flow.role), self.directives.note or flow.note
            line = self.lines.of(flow.start)
            minor = self.directives.minor
            return [Segment(label(understood(inline)), (raw,), block, context, note, line, minor)]
        return self._segments(flow.items, block, flow.note, flow.start)

    def _is_segment(self, block: Block, items: Iterable[Item]) -> bool:
        if self._chosen is not None:
            return block.index in self._chosen
        return any(has_word(piece.text) for piece in words(items))

    def _next_index(self) -> int:
        self._index += 1
        return self._index - 1


class Lines:
    """Line numbers of offsets. `first` is the number of the line where `text` begins."""

    def __init__(self, text: str, first: int) -> None:
        self._first = first
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def of(self, offset: int) -> int:
        return self._first + bisect_left(self._ends, offset)
