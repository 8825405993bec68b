"""Catalogs that do not belong to the article whose name they have: one of them may be what a renamed article had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.entry import quote
from dragoman.catalog.likeness import likeness
from dragoman.model import DragomanError, Segment
from dragoman.project import Project
from dragoman.workflow.reading import Reading

_LIKENESS = 0.4  # share of the article's segments that a catalog must hold to be its former one
_SAMPLES = 8  # segments by whose beginnings a catalog is looked for before it is read
_BEGINNING = 24  # letters: an editor that wraps lines leaves so many together


class Abandoned:
    """The catalogs of a project that lost their articles, looked for once a language: a first run makes thousands."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[str, list[Path]] = {}

    def former(self, reading: Reading, language: str, fits: Callable[[str, Catalog], bool]) -> str:
        """The catalog that holds most of this article, from the project's folder; "" when none holds enough.

        An article without a catalog gets one that belongs to no article. One whose catalog holds next to nothing of it
        (names were swapped, or it took the name of another) gets also that of another article, unless that one
        `fits(path of the article, catalog)`.
        """
        segments = reading.segments(language)
        own = reading.catalogs[language]
        best, found = (_LIKENESS, "") if own is None else (max(_LIKENESS, likeness(own, segments)), "")
        if own is not None and best > _LIKENESS:
            return ""
        path = self._project.file(self._project.catalog_path(reading.article, language))
        for file in self._of(language) if own is None else _holding(self._all(language), segments):
            if PurePosixPath(file.name.removesuffix(".po")).suffix != reading.article.suffix or not file.exists():
                continue
            if file == path or (catalog := self._read(file)) is None:
                continue
            share = likeness(catalog, segments)
            if share > best and not ((article := self._article(file, language)) and fits(article, catalog)):
                best, found = share, file.relative_to(self._project.folder).as_posix()
        return found

    def fits(self, catalog: Catalog, segments: Sequence[Segment]) -> bool:
        """True when a catalog holds enough of an article to be its own."""
        return likeness(catalog, segments) > _LIKENESS

    def _read(self, file: Path) -> Catalog | None:
        try:
            return Catalog.parse(files.read(file, root=self._project.folder), file.name)
        except DragomanError:
            return None  # a damaged catalog is nobody's

    def _of(self, language: str) -> list[Path]:
        if language not in self._found:
            self._found[language] = [file for file in self._all(language) if not self._article(file, language)]
        return self._found[language]

    def _all(self, language: str) -> list[Path]:
        return sorted(self._project.file(f"{self._project.locales}/{language}").rglob("*.po"))

    def _article(self, file: Path, language: str) -> str:
        """The article whose name the catalog has, from the project's folder; "" when there is none."""
        folder = self._project.file(f"{self._project.locales}/{language}")
        name = file.relative_to(folder).as_posix().removesuffix(".po")
        paths = (f"{root}/{name}" for root in self._project.roots)
        return next((path for path in paths if (self._project.folder / path).is_file()), "")


def _holding(paths: Sequence[Path], segments: Sequence[Segment]) -> list[Path]:
    """The files in which one of the longest segments begins: the others need not be read as catalogs."""
    longest = sorted({segment.text for segment in segments}, key=lambda text: (-len(text), text))[:_SAMPLES]
    beginnings = [quote(text)[1:-1][:_BEGINNING].encode() for text in longest]
    found = []
    for path in paths:
        try:
            data = files.read(path)
        except DragomanError:
            continue
        if any(beginning in data for beginning in beginnings):
            found.append(path)
    return found
