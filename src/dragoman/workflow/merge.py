"""merge: each article written in each language, in its own format, as the language's policy allows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from dragoman import files
from dragoman.git import History, NoHistory
from dragoman.model import DragomanError, FileError, Where
from dragoman.project import Article, Project, Publish
from dragoman.publishing.record import Record
from dragoman.workflow.edition import edition
from dragoman.workflow.editions import Editions
from dragoman.workflow.reading import Reading, Trouble, each_language

Outcome = Literal["written", "unchanged", "held", "rebuilt", "partial", "nothing", "blocked"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of one article in one language.

    `written`/`unchanged`: the complete version stands. `held`: the last complete version was left standing, `rebuilt`:
    it was made again from the history. `partial`: written by a policy other than hold. `nothing`: nothing is
    published; `blocked`: as the policy has it. `reason` says why it is not the complete version; `kept` counts segments
    that had to stay in the source language.
    """

    article: str
    language: str
    path: str
    outcome: Outcome
    reason: str = ""
    kept: int = 0

    @property
    def is_complete(self) -> bool:
        return self.outcome in ("written", "unchanged")


@dataclass
class MergeReport:
    rows: list[Merged] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def merge(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    publish: Publish | None = None,
    overwrite: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> MergeReport:
    """Writes every article. `publish` overrides the policies' word. With `overwrite`, files in the output folder that
    merge did not write are replaced too."""
    report = MergeReport()
    record = Record(project.file(project.output), project.folder)
    copied: Article | None = None
    past = cache(lambda: History.open(project.folder))  # asked only when something is held
    editions = Editions(project, chosen, languages)
    try:
        for reading, language in each_language(project, chosen, languages, report.troubles, say):
            try:
                if reading.article is not copied:
                    copied = reading.article
                    report.rows += _copy(_Place(project, reading, project.source, record, overwrite))
                place = _Place(project, reading, language, record, overwrite)
                report.rows.append(_merge(place, publish, past, editions, report.troubles))
            except DragomanError as error:
                report.troubles.append(Trouble(project.output_path(reading.article, language), error))
        for article, tags in editions.mistaken():
            for reading, language in each_language(project, [article], tags, []):
                _merge(_Place(project, reading, language, record, overwrite), publish, past, editions, [])
    finally:
        record.settle()
    return report


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one article in one language is written to."""

    project: Project
    reading: Reading
    language: str
    record: Record
    overwrite: bool

    @property
    def path(self) -> str:
        if self.language == self.project.source:
            return self.project.source_path(self.reading.article)
        return self.project.output_path(self.reading.article, self.language)

    @property
    def file(self) -> Path:
        return self.project.file(self.path)

    @property
    def name(self) -> str:
        return f"{self.language}/{self.reading.article.name}"

    def present(self) -> bytes | None:
        return files.read(self.file) if self.file.exists() else None

    def put(self, data: bytes, *, complete: bool) -> bool:
        """Writes the article unless it stands already; True when it was written."""
        present = self.present()
        if present is not None and present != data and not self.overwrite:
            self._refuse_foreign(present)
        self.record.announce(self.name, data, complete=complete)
        return files.update(self.file, lambda now: data if now in (present, None) else self._changed(), root=self.root)

    def last_complete(self) -> bytes | None:
        """What stands here, when it is a complete version of ours."""
        present = self.present()
        known = self.record.known(self.name, present) if present is not None else None
        return present if known and known.complete else None

    def clear(self) -> None:
        """Takes away what stands here, when it is ours or git keeps it."""
        present = self.present()
        if present is not None:
            self._refuse_foreign(present)
            files.remove(self.file, root=self.root, expected=present)

    @property
    def root(self) -> Path:
        return self.project.folder

    def _refuse_foreign(self, present: bytes) -> None:
        if self.record.known(self.name, present):
            return
        history = History.open(self.project.folder)
        if isinstance(history, History) and history.head_holds(Path(self.path), present):
            return  # somebody else's, but git keeps it
        raise FileError(
            "was changed since merge wrote it, or is not merge's work; left as it is",
            Where(self.path),
            "move it away, commit it, or say --overwrite; corrections belong into the PO file",
        )

    def _changed(self) -> bytes:
        raise FileError("was saved by somebody while it was being merged; left as it is", Where(self.path), "run again")


def _copy(place: _Place) -> Iterator[Merged]:
    """The article itself among the merged ones, byte for byte, where the layout wants that."""
    article = place.reading.article
    if not place.project.layout.with_source or place.path == article.path:
        return
    outcome: Outcome = "written" if place.put(place.reading.document.data, complete=True) else "unchanged"
    yield Merged(article.path, place.language, place.path, outcome)


def _merge(
    place: _Place,
    publish: Publish | None,
    past: Callable[[], History | NoHistory],
    editions: Editions,
    troubles: list[Trouble],
) -> Merged:
    project, article, language = place.project, place.reading.article, place.language
    found = edition(
        project,
        place.reading,
        language,
        publish or project.publishing(article, language),
        standing=place.last_complete,
        past=past,
        links=editions.links(article, language),
    )
    troubles += [Trouble(project.passages_path(article, language), error) for error in found.troubles]
    editions.settle(article, language, is_published=found.data is not None)
    if found.data is None:
        place.clear()
        outcome: Outcome = "blocked" if found.kind == "blocked" else "nothing"
    else:
        is_new = place.put(found.data, complete=found.is_complete)
        outcome = ("written" if is_new else "unchanged") if found.kind == "complete" else found.kind
        if found.kind == "rebuilt" and not is_new:
            outcome = "held"
    return Merged(article.path, language, place.path, outcome, found.reason, found.kept)
