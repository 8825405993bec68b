"""Catalogs that belong to no article now: one of them may be what a renamed article had before."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from dragoman import files
from dragoman.catalog.catalog import Catalog, likeness
from dragoman.model import DragomanError
from dragoman.project import Project
from dragoman.workflow.reading import Reading

_LIKENESS = 0.4  # share of the article's segments that an abandoned catalog must hold to be its former one


class Abandoned:
    """The abandoned catalogs of a project, looked for once a language: a first run makes thousands of catalogs."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[str, list[Path]] = {}

    def former(self, reading: Reading, language: str) -> str:
        """The catalog that holds most of this article, from the project's folder; "" when none holds enough."""
        best, found = _LIKENESS, ""
        for file in self._of(language):
            if PurePosixPath(file.name.removesuffix(".po")).suffix != reading.article.suffix or not file.exists():
                continue
            try:
                catalog = Catalog.parse(files.read(file, root=self._project.folder), file.name)
            except DragomanError:
                continue  # a damaged catalog of no article is nobody's
            if (share := likeness(catalog, reading.document.segments)) > best:
                best, found = share, file.relative_to(self._project.folder).as_posix()
        return found

    def _of(self, language: str) -> list[Path]:
        if language not in self._found:
            folder = self._project.file(f"{self._project.locales}/{language}")
            self._found[language] = [
                file for file in sorted(folder.rglob("*.po")) if not self._has_article(file, folder)
            ]
        return self._found[language]

    def _has_article(self, file: Path, folder: Path) -> bool:
        name = file.relative_to(folder).as_posix().removesuffix(".po")
        return any((self._project.folder / root / name).is_file() for root in self._project.roots)
