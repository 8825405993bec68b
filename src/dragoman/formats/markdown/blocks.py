"""The body of an article as parts: the parser's blocks with their segments, and the bytes between them."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from dragoman.formats.inline import block_parts, joined, understood
from dragoman.formats.markdown.building import InlineBuilder
from dragoman.formats.markdown.directives import Directives
from dragoman.formats.markdown.events import definitions, events
from dragoman.formats.markdown.items import Flow, Holder, Item, texts
from dragoman.formats.markdown.masking import mask
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.markdown.titles import title_flow
from dragoman.model import BODY, Block, Mark, Segment, Segmenter, Where, label

Parts = list[str | Segment]

_MARKS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del", "Superscript": "sup", "Subscript": "sub"}
_POINTS = {"InlineHtml": "html", "FootnoteReference": "fn", "InlineMath": "math", "DisplayMath": "math"}
_KINDS = {
    "Item": "item",
    "TableCell": "cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
}
_LITERAL = ("CodeBlock", "HtmlBlock", "MetadataBlock")
_WHOLE = ("Autolink", "Email")  # links that are their own address


class BodyReader:
    """Reads one body. `first_line` is the line of the article where it begins, `index` the next block's index.

    Every block counts, also one without words, which is no segment. `chosen` are the indexes of the blocks that are
    segments whatever they hold: a proof must find a block again whose translation has no letter ("–").
    """

    def __init__(
        self,
        text: str,
        settings: Settings,
        cut: Segmenter,
        where: str,
        first_line: int,
        index: int,
        chosen: frozenset[int] | None = None,
    ) -> None:
        self._text = text
        self._settings = settings
        self._cut = cut
        self._where = where
        self._index = index
        self._chosen = chosen
        self._masked = mask(text)
        self._definitions = deque(definitions(self._masked.text, settings.options))
        self._lines = Lines(text, first_line)
        self._builder = InlineBuilder(text, self._masked)
        self._directives = Directives()
        self._containers: list[str] = []
        self._links: list[tuple[str, str]] = []  # link type (for images after "image ") and title of the open ones
        self._literal: list[tuple[str, int, int]] | None = None
        self._has_headline = False
        self._done = 0
        self.parts: Parts = []
        self.structure: list[str] = []

    def read(self) -> None:
        """Fills `parts` and `structure`. Raises FormatError for an unknown directive."""
        for name, said, start, end in events(self._masked.text, self._settings.options):
            if name == "Text":
                if self._literal is None:
                    self._builder.text(start, end, cast(str, said))
                else:
                    self._literal.append((cast(str, said), start, end))
            elif name == "SoftBreak":
                self._builder.soft_break(start, end)
            elif name == "Start":
                self._start(said, start, end)
            elif name == "End":
                self._end(said, start, end)
            elif name == "Code":
                self._builder.code(start, end, cast(str, said))
            elif name == "HardBreak":
                self._builder.hard_break(start, end)
            elif name == "Html" and self._literal is not None:
                self._literal.append((cast(str, said), start, end))
            elif name in _POINTS:
                self._builder.point(_POINTS[name], start, end)
            elif name == "Rule":
                self._flush(end)
                self.structure.append("rule")
            elif name == "TaskListMarker":
                self.structure.append(f"task {said}")
        self._flush(len(self._text))
        self._titles(len(self._text))
        self._put(len(self._text), [], len(self._text))

    def _start(self, said: object, start: int, end: int) -> None:
        name, about = _named(said)
        if name in _MARKS:
            self._builder.open(_MARKS[name], start)
        elif name in ("Link", "Image"):
            self._open_link(name, cast("Mapping[str, object]", about), start, end)
        else:
            self._flush(start, in_table=name == "TableCell")
            self._containers.append(f"heading{_level(about)}" if name == "Heading" else name)
            self.structure.append(_described(name, about))
            if name in _LITERAL:
                self._literal = []

    def _end(self, said: object, start: int, end: int) -> None:
        name, _ = _named(said)
        if name in _MARKS:
            self._builder.close(_MARKS[name], start, end)
        elif name in ("Link", "Image"):
            self._close_link(start, end)
        else:
            self._flush(end)
            if self._literal is not None:
                self._end_literal(start)
            self._containers.pop()
            self.structure.append("/")

    def _open_link(self, name: str, link: Mapping[str, object], start: int, end: int) -> None:
        kind = str(link["link_type"])
        self._links.append((f"image {kind}" if name == "Image" else kind, str(link["title"])))
        if name == "Image" or kind not in _WHOLE:
            self._builder.targets.append(str(link["dest_url"]))
        if name == "Image":
            self._builder.open_image(start, end)
        elif kind in _WHOLE:
            self._builder.skip("url", start, end)
        elif "WikiLink" in kind:
            self._builder.skip("wiki", start, end)
        else:
            self._builder.open("a", start)

    def _close_link(self, start: int, end: int) -> None:
        kind, title = self._links.pop()
        if "Collapsed" in kind and self._text.startswith("[]", end):
            end += 2  # the parser's range leaves them out
        if kind.startswith("image"):
            self._builder.close_image(start, end, title)
        else:
            self._builder.close("a", start, end, title)

    def _end_literal(self, start: int) -> None:
        literal = self._literal or []
        self._literal = None
        self.structure.append(f"{zlib.crc32(''.join(said for said, _, _ in literal).encode()):08x}")
        if self._containers[-1] == "HtmlBlock":
            self._titles(start)
            comment = "".join(self._text[low:high] for _, low, high in literal)
            self._directives.read(comment, Where(self._where, self._lines.of(start)))

    def _flush(self, low: int, *, in_table: bool = False) -> None:
        """Ends the block whose content has been gathered; the next one stands at `low` or later."""
        builder = self._builder
        if not builder.is_empty:
            items = builder.finish()
            self._titles(builder.start)
            self._block(items, builder.start, builder.cursor, builder.targets)
        builder.begin(low, in_table=in_table)

    def _block(self, items: list[Item], start: int, end: int, targets: list[str]) -> None:
        container = self._containers[-1] if self._containers else ""
        kind = container if container.startswith("heading") else _KINDS.get(container, "paragraph")
        self.structure.append(" ".join(["=", kind, *sorted([*targets, *_fixed(items)])]))
        if self._directives.off or start < self._done:  # an island may reach over the end of a heading
            return
        role = self._role(kind)
        items, tail = _peeled(items)
        block = Block(self._next_index(), role, kind)
        if self._is_segment(block, items):
            inline = [self._mark(item) if isinstance(item, Holder) else item for item in items]
            parts: Parts = block_parts(
                inline,
                block,
                self._cut,
                context=self._directives.context_of(role),
                note=self._directives.note,
                line=self._lines.of(start),
            )
            has_segments = True
        else:
            parts = []
            for item in items:
                parts.extend(self._mark(item).source if isinstance(item, Holder) else [item.raw])
            has_segments = any(isinstance(part, Segment) for part in parts)
        self._put(start, [*parts, tail], end)
        if has_segments:
            self._directives.done()

    def _role(self, kind: str) -> str:
        role = BODY
        if kind.startswith("heading"):
            role = self._settings.subhead
            if kind == "heading1" and not self._has_headline:
                self._has_headline = True
                role = self._settings.headline
        return self._directives.role or role or BODY

    def _mark(self, holder: Holder) -> Mark:
        """The mark with the blocks of its flows."""
        source: Parts = []
        position = holder.start
        for flow in holder.flows:
            source.append(self._text[position : flow.start])
            source.extend(self._flow(flow))
            position = flow.end
        source.append(self._text[position : holder.end])
        return Mark(holder.kind, holder.name, tuple(joined(source)))

    def _flow(self, flow: Flow) -> Parts:
        block = Block(self._next_index(), flow.role, flow.role)
        if not self._is_segment(block, flow.items):
            return [self._text[flow.start : flow.end]]
        context, note = self._directives.context_of(flow.role), self._directives.note
        line = self._lines.of(flow.start)
        inline = [self._mark(item) if isinstance(item, Holder) else item for item in flow.items]
        if flow.tail:
            raw = self._text[flow.start : flow.end]
            return [Segment(label(understood(inline)), (raw,), block, context, note, line)]
        return block_parts(inline, block, self._cut, context=context, note=note, line=line)

    def _titles(self, end: int) -> None:
        """The titles of the reference definitions that stand before `end`."""
        while self._definitions and self._definitions[0][0] < end:
            start, stop, title = self._definitions.popleft()
            if self._directives.off or start < self._done or any(self._masked.within(start, stop)):
                continue
            if flow := title_flow(self._text[start:stop], start, title, ""):
                self._put(flow.start, self._flow(flow), flow.end)

    def _put(self, start: int, parts: Iterable[str | Segment], end: int) -> None:
        self.parts.append(self._text[self._done : start])
        self.parts.extend(parts)
        self._done = end

    def _is_segment(self, block: Block, items: Iterable[Item]) -> bool:
        if self._chosen is not None:
            return block.index in self._chosen
        return any(has_word(piece.text) for piece in texts(items))

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


def has_word(text: str) -> bool:
    """True when there is a letter or a digit."""
    return any(character.isalnum() for character in text)


def _named(said: object) -> tuple[str, object]:
    """A tag as its name and what it tells: pyromark gives a name, or a table with one entry."""
    if isinstance(said, dict):
        for name, about in said.items():
            return str(name), about
    return str(said), None


def _level(about: object) -> str:
    return str(cast("Mapping[str, object]", about)["level"])[1:]


def _described(name: str, about: object) -> str:
    """A container for the account of the structure."""
    if name == "Heading":
        heading = cast("Mapping[str, object]", about)
        return f"Heading {heading['level']} {heading['id']} {heading['classes']} {heading['attrs']}"
    return name if about is None else f"{name} {about}"


def _fixed(items: Iterable[Item]) -> Iterator[str]:
    """The spelling of what no translation may change: addresses, tags, template code."""
    for item in items:
        if isinstance(item, Holder):
            for flow in item.flows:
                yield from _fixed(flow.items)
        elif isinstance(item, Mark) and item.name != "br" and (item.kind == "point" or item.raw.startswith("<")):
            yield item.raw.strip("<>") if item.name == "url" else item.raw


def _peeled(items: list[Item]) -> tuple[list[Item], str]:
    """Items without the attribute list at their end, which is about the block and not part of its text."""
    last = items[-1] if items else None
    if isinstance(last, Mark) and last.name == "var" and last.raw.startswith(("{:", "{#", "{.", "{ ")):
        return items[:-1], last.raw
    return items, ""
