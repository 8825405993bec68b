"""Plain text articles, as scraped or filed: lines and blank lines, with the roles a newsroom sees in their shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from dragoman.formats.assembly import Assembly
from dragoman.formats.inline import joined
from dragoman.formats.line_patterns import read_line_pattern
from dragoman.formats.plain import plain_items, spell_plain
from dragoman.formats.proving import Level, write_proved
from dragoman.formats.reading import FormatSettings, decode
from dragoman.formats.view import View
from dragoman.model import (
    BODY,
    Content,
    Document,
    Key,
    Mark,
    Segment,
    Segmenter,
    Target,
    Written,
)
from dragoman.project.table import Table
from dragoman.segmentation.segmenters import whole

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BLANK = " \t\f\u00a0\u3000\ufeff"
_ENDS = tuple(".!?…。！？؟۔।:;,،؛")
_CLOSERS = "\"'”’»)]』」"
_WIDEST = 100  # columns of text that somebody wrapped by hand


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without the line end
    text: str

    @property
    def is_blank(self) -> bool:
        return not self.text.strip(_BLANK)


class Text:
    """Plain text. Settings: `encoding`, `wrap` ("auto", "yes", "no": do line ends inside a paragraph mean nothing?),
    `exclude` (patterns of lines that are no article), `end` (pattern of the line where the article ends) and
    `roles` (a table from role to the pattern of its lines; it wins over the guess)."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def __init__(self, settings: FormatSettings | None = None) -> None:
        own = Table(settings or {}, "formats.text")
        own.known("encoding", "wrap", "exclude", "end", "roles")
        self._encoding = own.text("encoding", "utf-8")
        self._wrap = own.text("wrap", "auto", ("auto", "yes", "no"))
        self._exclude = [read_line_pattern(pattern) for pattern in own.texts("exclude", ())]
        self._end = read_line_pattern(own.text("end", "")) if "end" in own.values else None
        roles = own.table("roles")
        self._roles = [(role, read_line_pattern(roles.text(role, ""))) for role in roles.values]

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return self._read(data, cut, where)

    def _read(self, data: bytes, cut: Segmenter, where: str, chosen: frozenset[int] | None = None) -> Document:
        text, encoding = decode(data, where, self._encoding)
        begin = 1 if text.startswith("\ufeff") else 0  # a byte order mark is no part of the first line
        lines = [_Line(m.start(1), m.end(1), m.group(1)) for m in _LINE.finditer(text, begin) if m.group()]
        groups = self._groups(lines)
        wrapped = self._wrap == "yes" or (self._wrap == "auto" and _is_wrapped(groups))
        paragraphs = [rows for group in groups for rows in ([group] if wrapped else [[line] for line in group])]
        roles = self._guess(groups, paragraphs, wrapped)
        view = View.of(text)
        assembly = Assembly(text, cut, where=where, chosen=chosen)
        for rows, role in zip(paragraphs, roles, strict=True):
            start, end = rows[0].start, rows[-1].end
            assembly.block(plain_items(view, start, end), start, end, kind="paragraph", role=role)
        assembly.finish()
        structure = () if wrapped else tuple("blank" if line.is_blank else "line" for line in lines)
        parts = tuple(joined(assembly.parts))
        return Document(parts, self.suffixes[0], encoding=encoding, structure=structure, where=where)

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        chosen = frozenset(segment.block.index for segment in document.segments)
        written = write_proved(
            document, texts, target.gap, _spell, lambda data: self._read(data, whole, document.where, chosen)
        )
        if not target.notice:
            return written
        text = written.data.decode(document.encoding)
        eol = "\r\n" if "\r\n" in text else "\n"
        mark = text[: text.startswith("\ufeff")]
        noticed = f"{mark}{target.notice}{eol}{eol}{text[len(mark) :]}"
        return Written(noticed.encode(document.encoding), written.kept)

    def _groups(self, lines: Sequence[_Line]) -> list[list[_Line]]:
        """Runs of lines between blank or excluded ones, up to where the article ends."""
        groups: list[list[_Line]] = [[]]
        for line in lines:
            said = line.text.strip(_BLANK)
            if self._end and self._end.finds(said):
                break
            if line.is_blank or any(pattern.finds(said) for pattern in self._exclude):
                groups.append([])
            else:
                groups[-1].append(line)
        return [group for group in groups if group]

    def _guess(
        self, groups: Sequence[Sequence[_Line]], paragraphs: Sequence[Sequence[_Line]], wrapped: bool
    ) -> list[str]:
        guessed = _roles_by_group(groups, wrapped)
        roles: list[str] = []
        for rows, guess in zip(paragraphs, guessed, strict=True):
            said = " ".join(line.text.rstrip(_BLANK) for line in rows)
            roles.append(next((role for role, pattern in self._roles if pattern.finds(said)), guess))
        return roles


def _roles_by_group(groups: Sequence[Sequence[_Line]], wrapped: bool) -> list[str]:
    """The role of every paragraph: the headline first, then what stands above the story, then body and subheads."""
    roles: list[str] = []
    for at, group in enumerate(groups):
        single = len(group) == 1 or wrapped
        following = groups[at + 1] if at + 1 < len(groups) else []
        if at == 0:
            top = ["headline", "standfirst"] if single or len(group) > 1 else []
            roles += ["headline"] if single else [*top, *(_beside(line.text) for line in group[2:])]
        elif at == 1 and not single and len(groups[0]) == 1:
            roles += ["standfirst", *(_beside(line.text) for line in group[1:])]
        elif single:
            said = " ".join(line.text for line in group)
            if at == 1 and following and _is_standfirst(said, " ".join(line.text for line in following)):
                roles.append("standfirst")
            else:
                roles.append("caption" if _is_doubled(said) else "subhead" if _is_subhead(said, following) else BODY)
        else:
            roles += ["caption" if _is_doubled(line.text) else BODY for line in group]
    return roles


def _beside(text: str) -> str:
    """A line in the box above the story: scraped pages give a caption twice; what else stands there is a pull quote."""
    return "caption" if _is_doubled(text) else "pullquote"


def _is_doubled(text: str) -> bool:
    """True for `Caption. Caption.`: the visible caption and the alternative text, joined by the scraper."""
    said = text.strip(_BLANK)
    half = len(said) // 2
    return len(said) > 8 and said[:half].strip(_BLANK) == said[half:].strip(_BLANK)


def _is_subhead(text: str, following: Sequence[_Line]) -> bool:
    said = text.strip(_BLANK)
    if not following or said.rstrip(_CLOSERS).endswith(_ENDS):
        return False
    return len(said) <= 80 if text[:1] in " \t" else len(said) <= 60


def _is_standfirst(text: str, following: str) -> bool:
    said = text.strip(_BLANK)
    if re.search(r"[.!?…][\"'”’»)]*\s+\S", said):
        return False  # more than one sentence: the story has begun
    return len(said) <= 200 and text[:1] not in " \t" and len(following) > len(said) and not _is_doubled(said)


def _is_wrapped(groups: Sequence[Sequence[_Line]]) -> bool:
    """True when line ends inside paragraphs come from a margin: most inner lines nearly fill a narrow measure."""
    inner = [len(line.text) for group in groups if len(group) > 2 for line in group[:-1]]
    widest = max((len(line.text) for group in groups for line in group), default=0)
    return len(inner) >= 4 and widest <= _WIDEST and sum(size >= widest * 0.6 for size in inner) >= len(inner) * 0.8


def _spell(
    segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
) -> str:
    return spell_plain(content, str, sources)
