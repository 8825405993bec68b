"""The project's translation memory, brought up to the catalogs and TMX files that feed it."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.header import revision_date
from dragoman.memory.filling import FileState
from dragoman.memory.tmx_reading import Fault, read_tmx
from dragoman.memory.translations import Memory
from dragoman.memory.units import Unit, fingerprint
from dragoman.model import CatalogError, DragomanError, Key, Remembered, Request, Segment, State, Translation
from dragoman.project import Article, Project
from dragoman.workflow.reading import Trouble, articles, read


@dataclass
class Refilled:
    """What a memory took in: how many files it knows, the paths that were read anew and those that are gone, how many
    units came and went; what was wrong with catalogs, and with units of TMX files."""

    files: int = 0
    read: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    added: int = 0
    removed: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Remembering:
    """A project's memory with all that is approved now, opened and brought up to date when it is first asked.

    `apart`: a copy of it, for a run that is to write nothing.
    """

    def __init__(self, project: Project, *, apart: bool = False) -> None:
        self.project = project
        self._apart = tempfile.TemporaryDirectory(prefix="dragoman-") if apart else None

    @cached_property
    def memory(self) -> Memory:
        """The memory itself."""
        file = self.project.memory_file
        memory = Memory(file if self._apart is None else _copied(file, Path(self._apart.name)))
        try:
            refill(self.project, memory)
        except BaseException:
            memory.close()
            raise
        return memory

    def open(self) -> None:
        """Brings the memory up to date now. Raises FileError when it cannot be read or written."""
        self.memory.files()

    def recall(self, request: Request, language: str) -> Remembered | None:
        """What was approved for the very text of `request`; where the project wants similar texts as drafts, for the
        nearest one."""
        source, rules = self.project.source, self.project.memory
        found = self.memory.exact(request.key, source, language, request.neighbours)
        if found is not None or rules.fuzzy != "draft":
            return found
        matches = self.memory.similar(
            request.text, source, language, threshold=rules.threshold / 100, limit=1, context=request.key.context
        )
        if not matches:
            return None
        [near] = matches
        return Remembered(near.target, near.context == request.key.context, near.article, similarity=near.similarity)

    def close(self) -> None:
        if "memory" in self.__dict__:
            self.memory.close()
        if self._apart is not None:
            self._apart.cleanup()


def _copied(present: Path, folder: Path) -> Path:
    """A copy of the memory's file in `folder`; a copy that is cut short is filled anew like any damaged memory."""
    for file in (present, present.with_name(f"{present.name}-wal")):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(file, folder / file.name)
    return folder / present.name


def neighbours_of(segments: Sequence[Segment]) -> Mapping[Key, tuple[str, str]]:
    """The texts around each segment in the article, as the catalog has them: a repeated text stands there once. None
    of a segment that stands between others elsewhere."""
    places = Counter(segment.key for segment in segments)
    keys = list(dict.fromkeys(segment.key for segment in segments if segment.text))
    texts = ["", *(key.text for key in keys), ""]
    return {key: (texts[at], texts[at + 2]) for at, key in enumerate(keys) if places[key] == 1}


def refill(
    project: Project, memory: Memory, *, anew: bool = False, say: Callable[[str], None] = lambda _: None
) -> Refilled:
    """Brings `memory` up to the files that feed it: only those whose bytes have changed are read. `anew` reads all.

    Everything at once: a kill leaves the memory as it was.
    """
    report = Refilled()
    known = {} if anew else memory.files()
    feeding = {**_catalogs(project), **_imported(project)}
    report.files = len(feeding)
    due = [(path, feed) for path, feed in feeding.items() if not _is_known(project, path, known.get(path))]
    report.gone = sorted(known.keys() - feeding.keys())
    if not due and not report.gone and not anew:
        return report
    with memory.filling(anew=anew) as filling:
        for path in report.gone:
            filling.drop(path)
        for path, feed in due:
            before = known.get(path)
            try:
                state, catalog = _look(project, path, feed, before)
            except DragomanError as error:
                report.troubles.append(Trouble(path, error))
                continue
            if before is not None and before.digest == state.digest:
                if state.is_alone:
                    filling.touch(path, state)
                continue
            say(path)
            report.read.append(path)
            filling.put(path, state, _units(project, path, feed, catalog, report))
        report.added, report.removed = filling.added, filling.removed
        if report.read or report.gone or anew:
            filling.note("built", datetime.datetime.now().astimezone().isoformat(timespec="seconds"))
    return report


@dataclass(frozen=True, slots=True)
class _Feed:
    """Where units come from: a catalog of `language`, with its `article` if that is still there; else a TMX file."""

    language: str = ""
    name: str = ""
    article: Article | None = None


def _catalogs(project: Project) -> dict[str, _Feed]:
    """Every catalog, also of articles that are gone: what people approved in them counts."""
    by_name = {article.name: article for article in articles(project)}
    found: dict[str, _Feed] = {}
    for language in project.languages:
        top = f"{project.locales}/{language}"
        for folder, names, entries in os.walk(project.file(top)):
            names.sort()
            below = Path(folder).relative_to(project.file(top)).as_posix()
            for entry in sorted(entries):
                if entry.endswith(".po") and not entry.startswith("."):
                    name = (entry if below == "." else f"{below}/{entry}").removesuffix(".po")
                    article = by_name.get(name)
                    if article is not None and language not in article.languages:
                        article = None
                    found[f"{top}/{name}.po"] = _Feed(language, name, article)
    return found


def _imported(project: Project) -> dict[str, _Feed]:
    found: dict[str, _Feed] = {}
    for pattern in project.memory.files:
        for path in sorted(project.folder.glob(pattern)):
            if path.is_file():
                found[path.relative_to(project.folder).as_posix()] = _Feed()
    return found


def _is_known(project: Project, path: str, known: FileState | None) -> bool:
    if known is None:
        return False
    try:
        state = project.file(path).stat()
    except OSError:
        return False
    return known.is_now(state.st_size, state.st_mtime_ns)


def _look(
    project: Project, path: str, feed: _Feed, before: FileState | None
) -> tuple[FileState, Catalog | CatalogError | None]:
    """The file's state now, and the catalog it is, unless it has the bytes that are known."""
    file = project.file(path)
    seen = time.time_ns()
    with files.explained(path, "cannot be read"):
        state = file.stat()
    digest = hashlib.sha256()
    for piece in files.read_pieces(file, root=project.folder):
        digest.update(piece)
    now = FileState(digest.hexdigest(), state.st_size, state.st_mtime_ns, seen)
    if not feed.language or (before is not None and before.is_alone and before.digest == now.digest):
        return now, None
    try:
        catalog = Catalog.parse(files.read(file, root=project.folder), path)
    except CatalogError as error:
        return now, error
    if catalog.has_inside and feed.article is not None:
        for other in _with_it(project, feed.article):
            digest.update(files.read(project.file(other), root=project.folder))
        now = replace(now, digest=digest.hexdigest(), is_alone=False)
    return now, catalog


def _with_it(project: Project, article: Article) -> Iterator[str]:
    """The files that say which of an article's sentences are translated together: itself and its catalogs."""
    yield article.path
    for language in article.languages:
        if project.file(path := project.catalog_path(article, language)).is_file():
            yield path


def _units(
    project: Project, path: str, feed: _Feed, catalog: Catalog | CatalogError | None, report: Refilled
) -> Iterable[Unit]:
    if catalog is None:
        pieces = files.read_pieces(project.file(path), root=project.folder)
        return read_tmx(pieces, path, project.source, report.faults.append)
    try:
        if isinstance(catalog, CatalogError):
            raise catalog
        return list(_approved(project, catalog, feed))
    except DragomanError as error:
        report.troubles.append(Trouble(path, error))
        return ()


def _approved(project: Project, catalog: Catalog, feed: _Feed) -> Iterator[Unit]:
    """The approved pairs of a catalog, live and obsolete. The neighbours are those in the catalog, which stands in the
    article's order, and where a repeated text stands once."""
    article = feed.article.path if feed.article else feed.name
    date = revision_date(catalog.header)
    texts = [key.text for key in catalog.keys]
    around = {
        key: (fingerprint(before), fingerprint(after))
        for key, before, after in zip(catalog.keys, ["", *texts], [*texts[1:], ""], strict=False)
    }
    for key, known in (*_live(project, catalog, feed), *catalog.obsolete()):
        if known is not None and known.state is State.APPROVED:
            before, after = around.pop(key, ("", ""))
            yield Unit(key.text, known.text, project.source, feed.language, key.context, before, after, article, date)


def _live(project: Project, catalog: Catalog, feed: _Feed) -> Iterable[tuple[Key, Translation | None]]:
    if not catalog.has_inside:
        return ((key, catalog.translation(key)) for key in catalog.keys)
    if feed.article is None:
        return ()  # which sentences one text translates, only the article tells
    paired = read(project, feed.article).pairs(feed.language)  # the text of a host alone is that of several sentences
    return ((pair.segment.key, pair.translation) for pair in paired)
