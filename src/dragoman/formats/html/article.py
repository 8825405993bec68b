"""HTML articles, read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from dragoman.formats import front_matter
from dragoman.formats.assembly import Assembly
from dragoman.formats.destinations import relinked
from dragoman.formats.head import head
from dragoman.formats.html.blocks import read_html
from dragoman.formats.html.charset import charset
from dragoman.formats.html.destinations import destinations
from dragoman.formats.html.elements import HEADINGS
from dragoman.formats.html.placing import placed
from dragoman.formats.html.publishing import content_of, with_language, with_notice
from dragoman.formats.html.rules import facts_of
from dragoman.formats.html.runs import Peel
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.spelling import HtmlSpeller
from dragoman.formats.inline import joined
from dragoman.formats.passages import Shape
from dragoman.formats.proving import Level, span_fence, write_proved
from dragoman.formats.reading import decode
from dragoman.formats.view import View
from dragoman.model import Content, Document, Key, Lost, Mark, Segment, Segmenter, Target, Written, plain, spell
from dragoman.segmentation.segmenters import whole

_BOM = "\ufeff"
_FLOW = HEADINGS | {"blockquote", "caption", "dd", "div", "dt", "figcaption", "li", "p", "summary", "td", "th"}


class HTML:
    """Whole pages and fragments, as browsers read them. Settings: see `html.settings.HtmlSettings`."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")
    files: ClassVar[tuple[str, ...]] = ("its",)  # settings that name files of the project
    passages: ClassVar[bool] = True  # it can hold passages for one language

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self._settings = HtmlSettings.of(settings or {})

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return self._read(data, cut, where, language)[0]

    def show(self, document: Document) -> str:
        """What is inside the article element, else the main one, else the body, not cleaned."""
        text = document.data.decode(document.encoding)
        matter = front_matter.find(text) if self._settings.templates else None
        return content_of(text[matter.end if matter else 0 :], templates=self._settings.templates)

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        source = document.data
        chosen = frozenset(segment.block.index for segment in document.segments)
        _, peels = self._read(source, whole, document.where, document.language)

        def read(data: bytes) -> Document:
            return self._read(data, whole, document.where, document.language, chosen, peels, document.encoding)[0]

        fence = span_fence(target.remains, _FLOW)
        written = write_proved(
            document, texts, target.gap, _Speller(), read, unencodable="xmlcharrefreplace", fence=fence
        )
        adds = target.notice or target.metadata or target.defaults or target.links or target.passages
        if written.data == source and not adds:
            return written
        text = written.data.decode(document.encoding)
        matter = front_matter.find(text) if self._settings.templates else None
        begun = matter.end if matter else len(_BOM) if text.startswith(_BOM) else 0
        text, lost = self._finished(text, begun, document, target)
        if written.data != source and target.language:
            text = with_language(text, begun, self._settings, document.language, target.language)
        if target.notice:
            text = with_notice(text, begun, target)
        if matter:
            text = front_matter.add(text, matter, target.metadata, target.defaults)
        return Written(text.encode(document.encoding, "xmlcharrefreplace"), written.kept, lost)

    def _finished(self, text: str, begun: int, document: Document, target: Target) -> tuple[str, tuple[Lost, ...]]:
        """The page with all that a target wants of it besides texts, and the passages left out."""
        lost: tuple[Lost, ...] = ()
        templates = self._settings.templates
        if target.passages:
            source = document.data.decode(document.encoding)
            matter = front_matter.find(source) if templates else None
            source = source[matter.end if matter else 0 :]
            body, lost = placed(text[begun:], source, target.passages, self._shape, templates=templates)
            text = text[:begun] + body
        if target.links:
            body = relinked(text[begun:], lambda part: list(destinations(part, templates=templates)), target.links)
            text = text[:begun] + body
        return text, lost

    def _shape(self, body: str) -> Shape:
        return Shape.of(self._read(body.encode(), whole, "", "", encoding="utf-8")[0])

    def _read(
        self,
        data: bytes,
        cut: Segmenter,
        where: str,
        language: str,
        chosen: frozenset[int] | None = None,
        keep: Mapping[int, Peel] | None = None,
        encoding: str = "",
    ) -> tuple[Document, dict[int, Peel]]:
        text, encoding = decode(data, where, encoding or charset(data, self._settings.encoding))
        wanted = self._settings.front_matter if self._settings.templates else None
        above, roles = head(text, wanted, chosen)
        begun = len(spell(above))
        assembly = Assembly(text, cut, where=where, index=len(roles), chosen=chosen)
        assembly.put(0, above, begun)
        assembly.structure.extend(roles)
        view = View(text[begun:], text, range(begun, len(text) + 1))
        facts = facts_of(view, self._settings, where)
        peels = read_html(view, assembly, self._settings, language=language, facts=facts, keep=keep)
        assembly.finish()
        parts, structure = tuple(joined(assembly.parts)), tuple(assembly.structure)
        return Document(parts, self.suffixes[0], language, encoding, structure, where), peels


class _Speller(HtmlSpeller):
    """HTML's, and front matter's where a block is of it."""

    __slots__ = ()

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str:
        kind = segment.block.kind
        if kind.split()[0] == "meta":
            return front_matter.spell_value(kind, segment.raw, plain(content), full=level is Level.FULL)
        return HtmlSpeller.__call__(self, segment, content, level, before, after, sources)
