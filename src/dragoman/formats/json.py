"""JSON news (ninjs 1.x to 3.x and its kin): configured strings are texts or HTML; every other byte stays."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Self

from dragoman.formats.assembly import Assembly
from dragoman.formats.html import HtmlSettings, HtmlSpeller, read_html
from dragoman.formats.html.runs import Peel
from dragoman.formats.inline import joined
from dragoman.formats.json_values import JSONError, Paths, Scan, Spelling, Value, gaps, inside, is_lone, meaning, scan
from dragoman.formats.plain import plain_items, spell_plain
from dragoman.formats.proving import Level, write_proved
from dragoman.formats.reading import decode
from dragoman.formats.view import View
from dragoman.language.tags import primary
from dragoman.model import (
    BODY,
    Content,
    Document,
    FormatError,
    Key,
    Mark,
    Segment,
    Segmenter,
    Target,
    Where,
    Written,
)
from dragoman.project.table import Table
from dragoman.segmentation.segmenters import whole

_HTML, _XHTML = "html:", "xhtml:"
_SETTINGS = HtmlSettings(templates=False)
_BOM = "\ufeff"
_LINE = re.compile(r"[^ \t\r\n]+(?:[ \t]+[^ \t\r\n]+)*")

# ninjs 1.x has body_text and body_xhtml, later versions bodies[].value with a content type; all nest associations.
_TEXTS = (
    "title", "associations.title", "**.headline", "**.headline_*", "**.headlines.value", "**.byline", "**.by",
    "**.located", "**.description_*", "**.descriptions.value", "**.body_*", "**.bodies.value",
)  # fmt: skip
_HTMLS = ("**.*html",)
_ROLES = {
    "associations.**": "caption",
    "title": "meta:title",
    "**.headline": "headline",
    "**.headline_*": "headline",
    "**.headlines.value": "headline",
    "**.byline": "byline",
    "**.by": "byline",
    "**.located": "dateline",
    "**.description_*": "standfirst",
    "**.descriptions.value": "standfirst",
}
_LANGUAGES = ("language", "associations.language", "associations.*.language")
_TYPES = ("contenttype", "contentType", "type")


@dataclass(frozen=True, slots=True)
class Settings:
    """Patterns of paths (`*` for letters of a name, `**` for any names; list positions are left out).

    `texts`: strings that people read. `html`: those of them that hold HTML, where no content type beside them says so.
    `roles`: the role of a text, the first pattern that fits. `language`: strings that name the language of the item.
    """

    texts: tuple[str, ...] = _TEXTS
    html: tuple[str, ...] = _HTMLS
    roles: Mapping[str, str] = field(default_factory=lambda: _ROLES)
    language: tuple[str, ...] = _LANGUAGES

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """The settings in a table of dragoman.toml. Raises ConfigError for what is unknown or of the wrong kind."""
        own = Table(table, "formats.json")
        own.known("texts", "html", "roles", "language")
        roles = own.table("roles")
        return cls(
            own.texts("texts", _TEXTS),
            own.texts("html", _HTMLS),
            {**{pattern: roles.text(pattern, BODY) for pattern in roles.values}, **_ROLES},
            own.texts("language", _LANGUAGES),
        )


class JSON:
    """News in JSON. Settings: see Settings."""

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".ninjs")

    def __init__(self, settings: Mapping[str, object] | None = None) -> None:
        own = Settings.of(settings or {})
        self._chosen, self._html, self._languages = Paths(own.texts), Paths(own.html), Paths(own.language)
        self._roles, self._names = Paths(list(own.roles)), [*own.roles.values(), BODY]

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return self._read(data, cut, where, language)[0]

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        chosen = frozenset(segment.block.index for segment in document.segments)
        _, peels = self._read(document.data, whole, document.where, document.language)

        def read(data: bytes) -> Document:
            return self._read(data, whole, document.where, document.language, chosen, peels)[0]

        speller = _Speller(Spelling.of(document.text))
        written = write_proved(document, texts, target.gap, speller, read)
        if written.data == document.data and not target.notice:
            return written
        text = written.data.decode(document.encoding)
        text = self._with_notice(text, target, speller.spelling) if target.notice else text
        text = self._in_language(text, document.language, target.language) if target.language else text
        return Written(text.encode(document.encoding), written.kept)

    def _read(
        self,
        data: bytes,
        cut: Segmenter,
        where: str,
        language: str,
        chosen: frozenset[int] | None = None,
        keep: Mapping[int, Mapping[int, Peel]] | None = None,
    ) -> tuple[Document, dict[int, dict[int, Peel]]]:
        """The document, and what was peeled off the texts of each string of HTML, counted from 0."""
        text, encoding = decode(data, where)
        found = _scan(text, where)
        assembly = Assembly(text, cut, where=where, chosen=chosen)
        peels: dict[int, dict[int, Peel]] = {}
        told = self._texts(text, found)
        for number, value in enumerate(told):
            view = inside(text, value.start, value.end)
            assembly.structure.append(value.name)
            if value.is_html:
                prefix = _XHTML if value.is_xhtml else _HTML
                kept = keep[number] if keep else None
                peels[number] = read_html(view, assembly, _SETTINGS, language=language, prefix=prefix, keep=kept)
            else:
                _read_plain(view, assembly, value.role)
        assembly.finish()
        parts = tuple(joined(assembly.parts))
        structure = (*assembly.structure, *self._rest(text, found, told))
        return Document(parts, self.suffixes[0], language, encoding, structure, where), peels

    def _texts(self, text: str, found: Scan) -> list[_Text]:
        """The strings that people read, each with what its settings say of it."""
        told: list[_Text] = []
        types = _types(text, found.values)
        for value in found.values:
            if value.path not in self._chosen or is_lone(meaning(text[value.start : value.end])):
                continue
            said = types.get(value.holder, "") if value.path[-1] == "value" else ""
            if said and "html" not in said and not said.startswith("text/plain"):
                continue
            is_html = "html" in said if said else value.path in self._html
            role = self._names[self._roles.first(value.path)]
            is_xhtml = "xhtml" in (said or value.path[-1].lower())
            told.append(_Text(value.start, value.end, ".".join(value.path), is_html, is_xhtml, role))
        return told

    def _rest(self, text: str, found: Scan, told: Sequence[_Text]) -> list[str]:
        """An account of everything that is no text and names no language."""
        places = {(value.start, value.end) for value in told}
        left_out = [v for v in found.values if (v.start, v.end) in places or v.path in self._languages]
        return [f"{zlib.crc32(gap.encode('utf-8', 'surrogatepass')):08x}" for gap in gaps(text, left_out, len(text))]

    def _in_language(self, text: str, source: str, target: str) -> str:
        """The item with its language named anew, where it named the source's."""
        out: list[str] = []
        done = 0
        for value in _scan(text, "").values:
            said = meaning(text[value.start : value.end]) if value.path in self._languages else ""
            if said and (not source or primary(said) == primary(source)):
                out += [text[done : value.start], f'"{target}"']
                done = value.end
        return "".join([*out, text[done:]])

    def _with_notice(self, text: str, target: Target, spelling: Spelling) -> str:
        """The item with the notice as the first paragraph of its first body."""
        for value in self._texts(text, _scan(text, "")):
            if value.role == BODY:
                before = f'<p role="note">{target.notice}</p>' if value.is_html else f"{target.notice}\n\n"
                return f"{text[: value.start + 1]}{spelling.encode(before)}{text[value.start + 1 :]}"
        return text


@dataclass(frozen=True, slots=True)
class _Text:
    start: int
    end: int
    name: str
    is_html: bool
    is_xhtml: bool
    role: str


@dataclass(frozen=True, slots=True)
class _Speller:
    """Spells HTML and plain text as they stand between the quotes of a string."""

    spelling: Spelling

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str:
        kind = segment.block.kind
        if kind.startswith((_HTML, _XHTML)):
            html = HtmlSpeller(self.spelling, well_formed=kind.startswith(_XHTML))
            return html(segment, content, level, before, after, sources)
        return spell_plain(content, self.spelling.encode, sources)


def _scan(text: str, where: str) -> Scan:
    begin = 1 if text.startswith(_BOM) else 0
    try:
        return scan(text, begin)
    except JSONError as error:
        line = text.count("\n", 0, error.at) + 1
        column = error.at - text.rfind("\n", 0, error.at)
        raise FormatError(str(error), Where(where, line, column), "repair it, or keep it out of the articles") from None


def _read_plain(view: View, assembly: Assembly, role: str) -> None:
    """The lines of a string as paragraphs."""
    for line in _LINE.finditer(view.text):
        low, high = line.span()
        items = plain_items(view, low, high)
        assembly.block(items, view.at(low), view.at(high), kind="paragraph", role=role)


def _types(text: str, values: Sequence[Value]) -> dict[int, str]:
    """The content type that an object gives to its value, by the number of the object."""
    return {
        value.holder: meaning(text[value.start : value.end]).lower()
        for value in values
        if value.path and value.path[-1] in _TYPES and "/" in text[value.start : value.end]
    }
