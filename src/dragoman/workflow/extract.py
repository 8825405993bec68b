"""extract: articles to catalogs, with everything kept that is already translated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman import files
from dragoman.alignment import Change, ChangeClass
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.changes import Changes
from dragoman.catalog.comments import CONTEXT, NEAR_REPEAT
from dragoman.catalog.staleness import counted
from dragoman.glossary.remarks import remarks as term_remarks
from dragoman.glossary.terms import Glossary
from dragoman.memory.near import near_repeats
from dragoman.model import DragomanError, Key, Segment
from dragoman.project import Article, Project
from dragoman.workflow.abandoned import Abandoned
from dragoman.workflow.doubting import doubts
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.house import segmentation_of
from dragoman.workflow.reading import (
    Reading,
    Trouble,
    articles,
    cut_as,
    each_language,
    is_cut_by_others,
    read,
)
from dragoman.workflow.tracking import rulings_on

KINDS = ("new", "revived", "reopened", "stale", "mechanical", "minor", "emptied", "split", "joined", "retired")
_TOLD = ("stale", "split", "joined")  # with what changed in them


@dataclass(frozen=True, slots=True)
class NotMinor:
    """An edit that was called minor and is not; `line` is where its sentence begins in the article."""

    line: int
    change: Change


@dataclass(frozen=True, slots=True)
class Extracted:
    """What happened to one catalog. `followed` is the path it had before its article was renamed, or "".

    `refused` are edits that were called minor and left their translations stale.
    """

    article: str
    language: str
    path: str
    changes: Changes
    written: bool
    segments: int
    followed: str = ""
    refused: tuple[NotMinor, ...] = ()


@dataclass
class ExtractReport:
    rows: list[Extracted] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    older: int = 0  # catalogs whose articles are cut by other rules than the current ones

    @property
    def changed(self) -> list[Extracted]:
        return [row for row in self.rows if row.written]


def extract(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    check: bool = False,
    minor: Callable[[Segment], bool] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> ExtractReport:
    """Brings every catalog up to its article. With `check` nothing is written: `written` tells what would be.

    `minor` chooses the segments whose edits an editor calls minor: their translations keep their approval as long as
    no number, name or negation has changed.
    """
    report = ExtractReport()
    glossary = read_glossary(project, report.troubles, base=True)
    abandoned = Abandoned(project)
    # Articles with catalogs first: the catalog that one leaves may be that of another which has none.
    order = {article.path: number for number, article in enumerate(chosen)}
    by_need = sorted(chosen, key=lambda article: not _has_catalogs(project, article))
    for reading, language in each_language(project, by_need, languages, report.troubles, say):
        report.older += is_cut_by_others(project, reading, language)
        try:
            report.rows.append(bring_up(project, reading, language, glossary, abandoned, check=check, minor=minor))
        except DragomanError as error:
            report.troubles.append(Trouble(project.catalog_path(reading.article, language), error))
    report.rows.sort(key=lambda row: order[row.article])
    return report


def bring_up(
    project: Project,
    reading: Reading,
    language: str,
    glossary: Glossary,
    abandoned: Abandoned,
    *,
    check: bool,
    minor: Callable[[Segment], bool] | None = None,
    reopened: Mapping[Key, str] | None = None,
) -> Extracted:
    """One catalog brought up to its article; an article that was renamed gets its former catalog.

    `reopened` are segments that lose their approval (see `Rulings`).
    """
    article = reading.article
    if language in reading.damaged:
        raise reading.damaged[language]
    path = project.catalog_path(article, language)

    def fits(other: str, catalog: Catalog) -> bool:
        [found] = articles(project, [project.file(other)])
        return abandoned.fits(catalog, read(project, found).segments(language))

    followed = abandoned.former(reading, language, fits)
    if followed and check:
        reading = cut_as(project, reading, Catalog.parse(files.read(project.file(followed)), followed))
    elif followed:
        rename = files.move if reading.catalogs[language] is None else files.exchange
        rename(project.file(followed), project.file(path), root=project.folder)
        reading = read(project, article)  # what the catalog holds keeps its cut
    told: list[Changes] = []
    segments = reading.segments(language)
    if not segments and not followed and reading.catalogs[language] is None:
        return Extracted(article.path, language, path, Changes(), False, 0)  # nothing to translate: no file for it
    remarks = remarks_of(segments, glossary, project.source, language)
    chosen = {segment.key for segment in segments if minor and minor(segment)}

    def change(present: bytes | None) -> bytes:
        catalog = (
            Catalog.new(language, project.source, article.path, segmentation_of(project, article))
            if present is None
            else Catalog.parse(present, path)
        )
        told.append(
            catalog.update(
                segments,
                article=article.path,
                remarks=lambda segment: remarks[segment.key],
                language=language,
                source=project.source,
                names=glossary.names,
                rulings=replace(rulings_on(reading.corrections), minor=chosen, reopened=reopened or {}),
                doubts=doubts_of(glossary, project.source, language),
                keep_passing=check,
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
    refused = _not_minor(segments, told[-1], chosen)
    return Extracted(article.path, language, path, told[-1], written or bool(followed), len(keys), followed, refused)


def _not_minor(segments: Sequence[Segment], changes: Changes, chosen: Collection[Key]) -> tuple[NotMinor, ...]:
    """The stale texts that were to be minor, by line of the article; those whose facts changed first."""
    lines: dict[Key, int] = {}
    for segment in segments:
        if segment.key in chosen or segment.minor:
            lines.setdefault(segment.key, segment.line)
    found = [NotMinor(lines[key], change) for key, change in changes.described if key in lines]
    return tuple(sorted(found, key=lambda row: (row.change.kind.rank, row.line)))


def _has_catalogs(project: Project, article: Article) -> bool:
    return all(project.file(project.catalog_path(article, language)).exists() for language in article.languages)


def told(changes: Changes) -> str:
    """An update in a few words: how many segments of each kind, and what changed in those that are stale."""
    found = [(name, getattr(changes, name)) for name in KINDS]
    row = [f"{len(keys)} {name}{_why(changes, keys) if name in _TOLD else ''}" for name, keys in found if keys]
    return ", ".join(row) or "comments only"


def _why(changes: Changes, keys: Sequence[Key]) -> str:
    """The classes of changed sources, facts first: ` (1 number, 2 wording)`."""
    described = dict(changes.described)
    counts = counted(described[key] for key in keys if key in described)
    return f" ({told_counts(counts)})" if counts else ""


def classes_of(changes: Changes) -> Mapping[str, int]:
    """How many stale texts the update left, by the class of their source's change, facts first."""
    return {str(kind): count for kind, count in counted(change for _, change in changes.described).items()}


def told_counts(counts: Mapping[ChangeClass, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def remarks_of(
    segments: Sequence[Segment], glossary: Glossary, source: str, language: str
) -> Mapping[object, Sequence[str]]:
    """For each key what a translator should know of its first place: role, author's note, what stands before, terms."""
    found: dict[object, Sequence[str]] = {}
    before = ""
    mentioned: set[str] = set()
    near = _near_repeats(segments)
    for segment in segments:
        if segment.key not in found:
            lines = [] if not segment.context else [_title(segment.role)]
            if segment.note:
                lines.append(f"Note: {segment.note}")
            if before:
                lines.append(f"{CONTEXT}“{_beginning(before)}”")
            if segment.key in near:
                lines.append(f"{NEAR_REPEAT}“{_beginning(near[segment.key], _LONGER)}”")
            terms = term_remarks(segment.text, language, glossary, source_language=source, mentioned=mentioned)
            found[segment.key] = [*lines, *terms.values()]
            mentioned.update(terms)
        before = segment.text
    return found


def _near_repeats(segments: Sequence[Segment]) -> Mapping[Key, str]:
    """For each segment that says what an earlier one says, that one's text."""
    keys = list(dict.fromkeys(segment.key for segment in segments))
    return {keys[at]: keys[there].text for at, (there, _) in near_repeats([key.text for key in keys]).items()}


def doubts_of(glossary: Glossary, source: str, language: str) -> Callable[[Segment, str], Sequence[str]]:
    """What a person should look at in a segment's draft."""
    return lambda segment, draft: doubts(segment.text, draft, language, glossary, source_language=source)


_WORDS = 6
_LONGER = 12


def _beginning(text: str, size: int = _WORDS) -> str:
    words = text.split()
    if len(words) == 1:
        return text if len(text) <= 5 * size else text[: 5 * size] + " …"  # a language without blanks
    return " ".join(words[:size]) + (" …" if len(words) > size else "")


def _title(role: str) -> str:
    return role.removeprefix("meta:").replace("-", " ").replace(".", " ").capitalize()
