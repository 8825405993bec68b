"""Markdown articles, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from dragoman.formats import front_matter
from dragoman.formats.destinations import relinked
from dragoman.formats.head import head
from dragoman.formats.inline import joined
from dragoman.formats.markdown.blocks import BodyReader
from dragoman.formats.markdown.destinations import destinations, without_refs
from dragoman.formats.markdown.events import to_html
from dragoman.formats.markdown.headings import Source, pinned, placed
from dragoman.formats.markdown.html_blocks import Peels
from dragoman.formats.markdown.masking import mask
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.markdown.spelling import MarkdownSpeller
from dragoman.formats.passages import Shape
from dragoman.formats.proving import span_fence, write_proved
from dragoman.formats.reading import decode
from dragoman.model import Document, Key, Lost, Segmenter, Target, Written, spell
from dragoman.segmentation.segmenters import whole

_HTML = "HtmlBlock"  # in the structure of an article that has one
_FLOW = frozenset(["paragraph", "item", "cell", *(f"heading{level}" for level in range(1, 7))])  # may hold a span
_BOM = "\ufeff"


class Markdown:
    """CommonMark with GFM's tables, footnotes, task lists and strikethrough; front matter in YAML, TOML or JSON.

    Settings: see `markdown.settings.Settings`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown")
    mdx: ClassVar[bool] = False
    passages: ClassVar[bool] = True  # it can hold passages for one language

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self._settings = Settings.of(settings or {}, mdx=self.mdx)
        self._last: Source | None = None

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return self._read(data, cut, where, None, language)[0]

    def _read(
        self,
        data: bytes,
        cut: Segmenter,
        where: str,
        chosen: frozenset[int] | None = None,
        language: str = "",
        keep: Peels = (),
    ) -> tuple[Document, Peels]:
        text, encoding = decode(data, where)
        above, values = head(text, self._settings.front_matter, chosen)
        length = len(spell(above))
        first_line = text.count("\n", 0, length) + 1
        body = BodyReader(
            text[length:], self._settings, cut, where, first_line, len(values), chosen, language=language, keep=keep
        )
        body.read()
        parts = tuple(joined([*above, *body.parts]))
        return Document(parts, self.suffixes[0], language, encoding, (*values, *body.structure), where), body.peels

    def show(self, document: Document) -> str:
        """The body as HTML, not cleaned; template code is left out, but for the page that a link names by it."""
        body = without_refs(self._body(document))
        return to_html(mask(body, self._settings).shown(body), self._settings.options)

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        speller = MarkdownSpeller(self._settings.extensions | ({"mdx"} if self._settings.mdx else set()))
        chosen = frozenset(segment.block.index for segment in document.segments)
        keep: Peels = ()
        if _HTML in document.structure:
            keep = self._read(document.data, whole, document.where, None, document.language)[1]

        def read(data: bytes) -> Document:
            return self._read(data, whole, document.where, chosen, document.language, keep)[0]

        fence = span_fence(target.remains, _FLOW)
        written = write_proved(document, texts, target.gap, speller, read, fence=fence)
        text = written.data.decode(document.encoding)
        matter = front_matter.find(text)
        begun = matter.end if matter else len(_BOM) if text.startswith(_BOM) else 0
        body, lost = self._finished(text[begun:], document, target)
        text = text[:begun] + body
        if target.notice:
            text = _with_notice(text, matter.end if matter else 0, target.notice)
        if matter:
            text = front_matter.add(text, matter, target.metadata, target.defaults)
        return Written(text.encode(document.encoding), written.kept, lost)

    def _finished(self, body: str, document: Document, target: Target) -> tuple[str, tuple[Lost, ...]]:
        """The written body with all that a target wants of it besides texts, and the passages left out."""
        lost: tuple[Lost, ...] = ()
        if target.anchors or target.passages:
            source = self._source(self._body(document))
            body = pinned(body, source, target.anchors)
            body, lost = placed(body, source, target, self._shape)
        if target.links:
            body = relinked(body, lambda text: destinations(text, self._settings), target.links)
        return body, lost

    def _source(self, text: str) -> Source:
        """The body of a source; that of the last one is kept: an article is written for language after language."""
        if self._last is None or self._last.text != text:
            self._last = Source(text, self._settings)
        return self._last

    def _body(self, document: Document) -> str:
        text = document.data.decode(document.encoding)
        matter = front_matter.find(text)
        return text[matter.end :] if matter else text.removeprefix(_BOM)

    def _shape(self, body: str) -> Shape:
        reader = BodyReader(body, self._settings, whole, "", 1, 0)
        reader.read()
        return Shape.of(
            Document(tuple(joined(reader.parts)), self.suffixes[0], "", "utf-8", tuple(reader.structure), "")
        )


class Mdx(Markdown):
    """MDX: modules, expressions and JSX tags are kept, the attributes that people read are segments of their own."""

    suffixes: ClassVar[tuple[str, ...]] = (".mdx",)
    mdx: ClassVar[bool] = True


def _with_notice(text: str, at: int, notice: str) -> str:
    """The article with a quotation before its body that tells readers something about it."""
    eol = "\r\n" if "\r\n" in text else "\n"
    at += text.startswith(_BOM, at)
    return f"{text[:at]}{eol if at > 1 else ''}> {notice}{eol}{eol}{text[at:].lstrip(eol)}"
