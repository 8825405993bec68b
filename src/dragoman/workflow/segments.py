"""segments: how one file is cut, without a project."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.formats.reading import format_for, read_with, segmenter


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    role: str
    context: str
    text: str
    note: str


def segments(path: Path, *, language: str, unit: str = "sentence") -> list[Row]:
    """Every segment of a file in reading order. Raises FormatError, FileError or ConfigError."""
    form = format_for(path.suffix)
    document = read_with(form, files.read(path), segmenter(language, unit), language=language, where=str(path))
    return [Row(s.line, s.role, s.context, s.text, s.note) for s in document.segments]
