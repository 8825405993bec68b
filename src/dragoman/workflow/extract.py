"""extract: articles to catalogs, with everything kept that is already translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.changes import Changes
from dragoman.catalog.comments import CONTEXT
from dragoman.glossary.remarks import remarks as term_remarks
from dragoman.glossary.terms import Glossary
from dragoman.model import DragomanError, Segment
from dragoman.project import Article, Project
from dragoman.workflow.abandoned import Abandoned
from dragoman.workflow.reading import Reading, Trouble, each_language, read_glossary

KINDS = ("new", "revived", "stale", "mechanical", "emptied", "split", "joined", "retired")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What happened to one catalog. `followed` is the path it had before its article was renamed, or ""."""

    article: str
    language: str
    path: str
    changes: Changes
    written: bool
    segments: int
    followed: str = ""


@dataclass
class ExtractReport:
    rows: list[Extracted] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def changed(self) -> list[Extracted]:
        return [row for row in self.rows if row.written]


def extract(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    check: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> ExtractReport:
    """Brings every catalog up to its article. With `check` nothing is written: `written` tells what would be."""
    report = ExtractReport()
    glossary = read_glossary(project, report.troubles)
    abandoned = Abandoned(project)
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        try:
            report.rows.append(bring_up(project, reading, language, glossary, abandoned, check=check))
        except DragomanError as error:
            report.troubles.append(Trouble(project.catalog_path(reading.article, language), error))
    return report


def bring_up(
    project: Project, reading: Reading, language: str, glossary: Glossary, abandoned: Abandoned, *, check: bool
) -> Extracted:
    """One catalog brought up to its article; an article that was renamed gets its former catalog."""
    article = reading.article
    if language in reading.damaged:
        raise reading.damaged[language]
    path = project.catalog_path(article, language)
    followed = ""
    if reading.catalogs[language] is None and (former := abandoned.former(reading, language)):
        followed = former
        if not check:
            files.move(project.file(former), project.file(path), root=project.folder)
    told: list[Changes] = []
    segments = reading.segments(language)
    if not segments and not followed and reading.catalogs[language] is None:
        return Extracted(article.path, language, path, Changes(), False, 0)  # nothing to translate: no file for it
    names = [form for term in glossary.terms for form in term.forms]
    remarks = remarks_of(segments, glossary, project.source, language)

    def change(present: bytes | None) -> bytes:
        catalog = (
            Catalog.new(language, project.source, article.path) if present is None else Catalog.parse(present, path)
        )
        told.append(
            catalog.update(
                segments,
                article=article.path,
                remarks=lambda segment: remarks[segment.key],
                language=language,
                source=project.source,
                names=names,
            )
        )
        return catalog.data

    if check:
        present = project.file(followed or path)
        data = files.read(present) if present.exists() else None
        written = change(data) != data
    else:
        written = files.update(project.file(path), change, root=project.folder)
    keys = {segment.key for segment in segments}
    return Extracted(article.path, language, path, told[-1], written or bool(followed), len(keys), followed)


def told(changes: Changes) -> str:
    """An update in a few words: how many segments of each kind."""
    counts = [(len(getattr(changes, name)), name) for name in KINDS]
    return ", ".join(f"{count} {name}" for count, name in counts if count) or "comments only"


def remarks_of(
    segments: Sequence[Segment], glossary: Glossary, source: str, language: str
) -> Mapping[object, Sequence[str]]:
    """For each key what a translator should know of its first place: role, author's note, what stands before, terms."""
    found: dict[object, Sequence[str]] = {}
    before = ""
    for segment in segments:
        if segment.key not in found:
            lines = [] if not segment.context else [_title(segment.role)]
            if segment.note:
                lines.append(f"Note: {segment.note}")
            if before:
                lines.append(f"{CONTEXT}“{_beginning(before)}”")
            found[segment.key] = [*lines, *term_remarks(segment.text, language, glossary, source_language=source)]
        before = segment.text
    return found


_WORDS = 6


def _beginning(text: str) -> str:
    words = text.split()
    if len(words) == 1:
        return text if len(text) <= 30 else text[:30] + " …"  # a language without blanks
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _title(role: str) -> str:
    return role.removeprefix("meta:").replace("-", " ").replace(".", " ").capitalize()
