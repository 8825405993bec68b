"""XML articles, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from dragoman.formats.assembly import Assembly
from dragoman.formats.inline import joined
from dragoman.formats.its import Annotations, Rule, annotate, files_rules, rules_in
from dragoman.formats.proving import write_proved
from dragoman.formats.xml.finishing import finish, language_places
from dragoman.formats.xml.reader import Peeled, Reader
from dragoman.formats.xml.settings import Settings
from dragoman.formats.xml.spelling import XmlSpeller
from dragoman.formats.xml.vocabulary import built_in
from dragoman.model import Document, FormatError, Key, Segmenter, Target, Written
from dragoman.segmentation.segmenters import whole
from dragoman.xml import Token, decode, find_prolog, scan, tree


class XML:
    """Any vocabulary, by the rules of ITS 2.0: our own for known ones, then those of the settings, then the article's.

    Settings: see `xml.settings.Settings`.
    """

    suffixes: ClassVar[tuple[str, ...]] = (
        *(".xml", ".nitf", ".newsml", ".docbook", ".dbk", ".rss", ".atom", ".xhtml", ".page"),
    )
    files: ClassVar[tuple[str, ...]] = ("its",)  # settings that name files of the project

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        self._settings = Settings.of(settings or {})

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return self._read(data, cut, where, language)[0]

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        chosen = frozenset(segment.block.index for segment in document.segments)
        _, peeled = self._read(document.data, whole, document.where, document.language, chosen)

        def read(data: bytes) -> Document:
            try:
                return self._read(data, whole, document.where, document.language, chosen, peeled)[0]
            except FormatError as error:  # a translation broke it: the proof finds out which
                return Document((), self.suffixes[0], structure=(error.message,))

        speller = XmlSpeller(document.encoding)
        written = write_proved(document, texts, target.gap, speller, read, unencodable="xmlcharrefreplace")
        if not texts or not target.language:
            return written
        return replace(written, data=self._finished(written.data, document, target))

    def _finished(self, data: bytes, document: Document, target: Target) -> bytes:
        text = data.decode(document.encoding)
        tokens, annotations, rules = self._annotated(text, document.where)
        done = finish(text, tokens, annotations, rules, target, document.language)
        return done.encode(document.encoding, "xmlcharrefreplace")

    def _read(
        self,
        data: bytes,
        cut: Segmenter,
        where: str,
        language: str,
        chosen: frozenset[int] | None = None,
        earlier: Peeled | None = None,
    ) -> tuple[Document, Peeled]:
        """The article, and what was peeled off its runs."""
        text, encoding = decode(data, where, self._settings.encoding)
        tokens, annotations, rules = self._annotated(text, where)
        assembly = Assembly(text, cut, where=where, chosen=chosen)
        exempt = language_places(annotations, rules)
        reader = Reader(text, tokens, annotations, language, assembly, exempt, earlier)
        reader.read()
        parts = tuple(joined(assembly.parts))
        return Document(parts, self.suffixes[0], language, encoding, tuple(assembly.structure), where), reader.peeled

    def _annotated(self, text: str, where: str) -> tuple[list[Token], Annotations, list[Rule]]:
        """Tokens of the article, what the rules say about its elements, and the rules."""
        blanked = find_prolog(text).blanked(text)
        tokens = scan(blanked, where)
        root = tree(blanked, tokens, where)
        rules = [*built_in(root), *files_rules(self._settings.its), *rules_in(root, where, self._settings.its)]
        return tokens, annotate(root, rules), rules
