"""roundtrip: proof, on any files, that articles come back byte for byte and keep their structure when translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import files
from dragoman.formats.reading import format_for, format_name, known_suffixes, read_with, segmenter
from dragoman.model import DragomanError, Format, FormatError, Kept, Target
from dragoman.project import Project
from dragoman.segmentation.segmenters import whole
from dragoman.workflow.comparing import Difference, bytes_difference, structure_difference, text_difference


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What became of one file. `kept` are the segments that had to stay as their source, of `segments` in all.

    `refused` is why the file could not be read, or written, at all ("" when it was); the facts are False then.
    `difference` is the first thing that is not as it should be.
    """

    path: str
    format: str = ""
    refused: str = ""
    identical: bool = False
    structure: bool = False
    texts: bool = False
    segments: int = 0
    kept: tuple[Kept, ...] = ()
    difference: Difference | None = None

    @property
    def reason(self) -> str:
        """Why this file did not come back, "" when it did."""
        if self.refused or self.difference is None:
            return self.refused
        line = f"line {self.difference.line}: " if self.difference.line else ""
        return line + self.difference.reason

    @property
    def is_fine(self) -> bool:
        return self.identical and self.structure and self.texts


@dataclass(frozen=True, slots=True)
class Tally:
    """The files of one format, counted. `kept` of `segments` had to stay as their source."""

    format: str
    files: int
    identical: int
    structure: int
    texts: int
    segments: int
    kept: int
    refused: int


def roundtrip(
    path: Path,
    *,
    language: str,
    translate: Callable[[str], str],
    unit: str = "sentence",
    project: Project | None = None,
) -> RoundTrip:
    """One file read, written untranslated and compared; then translated by `translate`, written, read and compared.

    Files of `project` are read with the settings of their format.
    """
    name = format_name(path.suffix)
    try:
        form = format_for(path.suffix, _settings(path, name, project))
        found = prove(form, files.read(path), language=language, unit=unit, translate=translate, where=str(path))
        return replace(found, format=name)
    except DragomanError as error:
        place = f"line {error.where.line}: " if error.where and error.where.line else ""
        return RoundTrip(str(path), name, place + error.message)


def prove(
    form: Format, data: bytes, *, language: str, translate: Callable[[str], str], unit: str = "sentence", where: str
) -> RoundTrip:
    """The round trip of one article. Raises FormatError when it is refused."""
    document = read_with(form, data, segmenter(language, unit), language=language, where=where)
    found = RoundTrip(where, segments=len(document.segments))
    target = Target("")  # marks of another language would change what counts as the article's own
    for what, again in (
        ("the article read", document.data),
        ("the untranslated article written", form.write(document, {}, target).data),
    ):
        if difference := bytes_difference(f"{what} differs", data, again):
            return replace(found, difference=difference)
    texts = {segment.key: translate(segment.text) for segment in document.segments}
    written = form.write(document, texts, target)
    found = replace(found, identical=True, kept=written.kept)
    before = form.read(data, whole, where, language)
    try:
        after = form.read(written.data, whole, where, language)
    except FormatError as error:
        line = (error.where and error.where.line) or 0
        return replace(found, difference=Difference(f"written, it is refused: {error.message}", line))
    if difference := structure_difference(before, after):
        return replace(found, difference=difference)
    difference = text_difference(document, after, texts, {kept.segment.key for kept in written.kept})
    return replace(found, structure=True, texts=difference is None, difference=difference)


def tally(rows: Sequence[RoundTrip]) -> list[Tally]:
    """The rows counted, format by format in alphabetical order; files that no format reads come last."""
    names = sorted({row.format for row in rows}, key=lambda name: (not name, name))
    return [_tally(name, [row for row in rows if row.format == name]) for name in names]


def _tally(name: str, rows: Sequence[RoundTrip]) -> Tally:
    return Tally(
        name,
        len(rows),
        sum(row.identical for row in rows),
        sum(row.structure for row in rows),
        sum(row.texts for row in rows),
        sum(row.segments for row in rows),
        sum(len(row.kept) for row in rows),
        sum(bool(row.refused) for row in rows),
    )


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name: each file as it is, and of each folder those that a format reads, in order."""
    known = known_suffixes()
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if _is_article(file, path, known))
        else:
            found.append(path)
    return found


def _is_article(file: Path, folder: Path, known: Sequence[str]) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in known and file.is_file()


def _settings(path: Path, name: str, project: Project | None) -> dict[str, object]:
    """The settings of a file's format: those of its project and, where it is inside, of the rules that name it."""
    if project is None or not path.resolve().is_relative_to(project.folder.resolve()):
        return {}
    settings = dict(project.formats.get(name, {}))
    inside = path.resolve().relative_to(project.folder.resolve()).as_posix()
    for rule in project.rules:
        if rule.matches(inside):
            settings.update(rule.settings)
    return settings
