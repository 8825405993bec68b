"""The body of an article as parts: the parser's blocks with their segments, and the bytes between them."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from dragoman.formats.assembly import Assembly, Parts
from dragoman.formats.html import HtmlSettings
from dragoman.formats.inline import Holder, Item
from dragoman.formats.markdown.building import InlineBuilder
from dragoman.formats.markdown.events import definitions, events
from dragoman.formats.markdown.html_blocks import HtmlBlocks, Peels
from dragoman.formats.markdown.masking import mask
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.markdown.titles import title_flow
from dragoman.model import BODY, Mark, Segmenter

_MARKS = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del", "Superscript": "sup", "Subscript": "sub"}
_POINTS = {"InlineHtml": "html", "FootnoteReference": "fn", "InlineMath": "math", "DisplayMath": "math"}
_KINDS = {
    "Item": "item",
    "TableCell": "cell",
    "DefinitionListTitle": "term",
    "DefinitionListDefinition": "definition",
}
_LITERAL = ("CodeBlock", "HtmlBlock", "MetadataBlock")
_HEADING = "# "  # before a title, it keeps the parser from reading a block there
# A definition that no one can refer to, as authors write comments: [//]: # (not for readers)
_COMMENT = re.compile(r"\[(?://|comment|_metadata_:[^\]\n]*|_|#)\]:[ \t]*(?:#|<>|_)?", re.I)
_WHOLE = ("Autolink", "Email")  # links that are their own address


class BodyReader:
    """Reads one body. `first_line` is the line of the article where it begins, `index` the next block's index;
    `chosen` as for Assembly,
    `keep` as for HtmlBlocks."""

    def __init__(
        self,
        text: str,
        settings: Settings,
        cut: Segmenter,
        where: str,
        first_line: int,
        index: int,
        chosen: frozenset[int] | None = None,
        *,
        language: str = "",
        keep: Peels = (),
    ) -> None:
        self._text = text
        self._settings = settings
        self._assembly = Assembly(text, cut, where=where, first_line=first_line, index=index, chosen=chosen)
        self._masked = mask(text, settings)
        self._titles_left = deque(self._masked.titles)
        self._definitions = deque(definitions(self._masked.text, settings.options))
        html = HtmlSettings(headline=settings.headline, subhead=settings.subhead)
        self._html = HtmlBlocks(text, self._masked, self._assembly, html, language, keep)
        self._builder = InlineBuilder(text, self._masked)
        self._containers: list[str] = []
        self._links: list[tuple[str, str]] = []  # link type (for images after "image ") and title of the open ones
        self._literal: list[tuple[str, int, int]] | None = None
        self._has_headline = False
        self.structure = self._assembly.structure

    @property
    def peels(self) -> Peels:
        """What HTML's reader gave for each HTML block."""
        return self._html.peels

    @property
    def parts(self) -> Parts:
        return self._assembly.parts

    def read(self) -> None:
        """Fills `parts` and `structure`. Raises FormatError for an unknown directive."""
        for name, said, start, end in events(self._masked.text, self._settings.options):
            if self._literal is not None and name in ("Text", "Html"):
                self._literal.append((cast(str, said), start, end))
            elif name == "Start":
                self._start(said, start, end)
            elif name == "End":
                self._end(said, start, end)
            elif name == "Rule":
                self._flush(end)
                self.structure.append("rule")
                self._readable(start, end)
            elif name != "TaskListMarker":
                self._inline(name, said, start, end)
            else:
                self.structure.append(f"task {said}")
        self._flush(len(self._text))
        self._titles(len(self._text))
        self._assembly.finish()

    def _inline(self, name: str, said: object, start: int, end: int) -> None:
        if name == "Text":
            self._builder.text(start, end, cast(str, said))
        elif name == "SoftBreak":
            self._builder.soft_break(start, end)
        elif name == "Code":
            self._builder.code(start, end, cast(str, said))
        elif name == "HardBreak":
            self._builder.hard_break(start, end)
        elif name in _POINTS:
            self._builder.point(_POINTS[name], start, end)

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
        if self._containers[-1] == "HtmlBlock":
            self._titles(start)
            lines = [(low, high) for _, low, high in literal]
            self._has_headline |= self._html.read(lines, has_headline=self._has_headline)
        else:
            self.structure.append(f"{zlib.crc32(''.join(said for said, _, _ in literal).encode()):08x}")

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
        self.structure.append(" ".join(["=", kind, *sorted([*targets, *self._fixed(items)])]))
        items, tail = _peeled(items)
        self._assembly.block(items, start, end, kind=kind, role=self._role(kind), tail=tail)

    def _fixed(self, items: Iterable[Item]) -> Iterator[str]:
        """The spelling of what no translation may change: addresses, tags, template code."""
        for item in items:
            if isinstance(item, Holder):
                if item.name in ("var", "html"):
                    edges = [item.start, *(at for flow in item.flows for at in (flow.start, flow.end)), item.end]
                    yield "\0".join(self._text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))
                for flow in item.flows:
                    yield from self._fixed(flow.items)
            elif isinstance(item, Mark) and item.name != "br" and (item.kind == "point" or item.raw.startswith("<")):
                yield item.raw.strip("<>") if item.name == "url" else item.raw

    def _role(self, kind: str) -> str:
        role = BODY
        if kind.startswith("heading"):
            role = self._settings.subhead
            if kind == "heading1" and not self._has_headline and not self._assembly.directives.off:
                self._has_headline = True
                role = self._settings.headline
        return role or BODY

    def _readable(self, start: int, end: int) -> None:
        """What people read in a line that is hidden behind a thematic break: titles, arguments of template code."""
        while self._titles_left and self._titles_left[0].start < end:
            header = self._titles_left.popleft()
            if header.title and header.title[0] >= start:
                self._titles(start)
                self._title(*header.title, "label" if header.bracketed else "label line")
        for flow in self._masked.said(start, end):
            self._titles(start)
            self._assembly.flow(flow)

    def _title(self, start: int, end: int, kind: str) -> None:
        """The title of a container: inline Markdown on a line of its own, which the parser has not seen."""
        builder = self._builder
        masked = replace(self._masked, text=self._masked.inner)
        self._builder = InlineBuilder(self._text, masked)
        shift = start - len(_HEADING)
        for name, said, low, high in events(_HEADING + masked.text[start:end], self._settings.options):
            if name in ("Start", "End") and _named(said)[0] == "Heading":
                continue
            if name == "Start":
                self._start(said, low + shift, high + shift)
            elif name == "End":
                self._end(said, low + shift, high + shift)
            else:
                self._inline(name, said, low + shift, high + shift)
        inner, self._builder = self._builder, builder
        if not inner.is_empty:
            items = inner.finish()
            self.structure.append(" ".join(["=", kind, *sorted([*inner.targets, *self._fixed(items)])]))
            self._assembly.block(items, inner.start, inner.cursor, kind=kind, role="title")

    def _titles(self, end: int) -> None:
        """The titles of the reference definitions that stand before `end`."""
        while self._definitions and self._definitions[0][0] < end:
            start, stop, title = self._definitions.popleft()
            if start < self._assembly.done or any(self._masked.within(start, stop)):
                continue
            if _COMMENT.match(self._text, start):
                continue
            if flow := title_flow(self._text[start:stop], start, title, ""):
                self._assembly.flow(flow)


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


def _peeled(items: list[Item]) -> tuple[list[Item], str]:
    """Items without the attribute list at their end, which is about the block and not part of its text."""
    last = items[-1] if items else None
    if isinstance(last, Mark) and last.name == "var" and last.raw.startswith(("{:", "{#", "{.", "{ ")):
        return items[:-1], last.raw
    return items, ""
