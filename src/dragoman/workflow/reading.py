"""An article as it is now, with what its catalogs hold of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.formats.elsewhere import unknown_suffix
from dragoman.formats.reading import format_for, format_name, known_suffixes, read_with, segmenter, with_files
from dragoman.glossary.terms import Glossary
from dragoman.language.locales import is_meant
from dragoman.model import Document, DragomanError, Format, Key, Pair, Segment, Segmenter, Where
from dragoman.project import Article, Project, find_articles
from dragoman.segmentation.segmenters import keeping


@dataclass(frozen=True, slots=True)
class Trouble:
    """An article, or one language of it, that could not be worked on; the others went on."""

    path: str
    error: DragomanError


@dataclass(frozen=True)
class Reading:
    """One article read afresh. `catalogs` holds None for a language without a catalog, or with one of `damaged`."""

    article: Article
    form: Format
    document: Document
    catalogs: Mapping[str, Catalog | None]
    damaged: Mapping[str, DragomanError] = field(default_factory=dict)

    def segments(self, language: str) -> list[Segment]:
        """The segments that are meant for a language."""
        return [segment for segment in self.document.segments if is_meant(segment.block.locales, language)]

    def pairs(self, language: str) -> list[Pair]:
        """Every segment meant for a language with its translation, in order, as `extract` would leave them.

        Where it has not run, the catalog follows the article in memory; such pairs have no line.
        """
        catalog = self.catalogs.get(language)
        segments = self.segments(language)
        if catalog is None:
            return [Pair(segment, None) for segment in segments]
        if {segment.key for segment in segments} <= set(catalog.keys):
            return list(catalog.pairs(segments))
        lines = {pair.segment.key: pair.line for pair in catalog.pairs(segments)}
        followed = Catalog.parse(catalog.data, catalog.path)
        followed.update(segments, article=self.article.path)
        return [replace(pair, line=lines[pair.segment.key]) for pair in followed.pairs(segments)]


def read_glossary(project: Project, troubles: list[Trouble]) -> Glossary:
    """The project's glossary; each of its faults becomes a Trouble, and the rest counts."""
    glossary = Glossary.read(project.file(project.glossary), project.glossary, source=project.source)
    troubles += [Trouble(fault.where.path, fault.error()) for fault in glossary.faults]
    return glossary


def articles(project: Project, only: Sequence[Path] = ()) -> list[Article]:
    """The articles to work on: all of the project's, or those that `only` names.

    A file of `only` that no format reads is an error; among the articles of a folder such files are passed over.
    """
    known = known_suffixes()
    for path in only:
        if path.suffix.lower() not in known and path.is_file():
            raise unknown_suffix(path.suffix, known, Where(str(path)))
    return find_articles(project, known, only)


def read(project: Project, article: Article) -> Reading:
    """The article, cut so that what its catalogs already hold stays cut as it is."""
    data = files.read(project.file(article.path), root=project.folder)
    catalogs: dict[str, Catalog | None] = {}
    damaged: dict[str, DragomanError] = {}
    for language in article.languages:
        path = project.catalog_path(article, language)
        catalogs[language] = None
        if project.file(path).exists():
            try:
                catalogs[language] = Catalog.parse(files.read(project.file(path), root=project.folder), path)
            except DragomanError as error:
                damaged[language] = error
    form = format_of(project, article)
    known = {key for catalog in catalogs.values() if catalog for key in catalog.known_keys}
    document = read_document(project, article, form, data, known)
    return Reading(article, form, document, catalogs, damaged)


def format_of(project: Project, article: Article) -> Format:
    """The format of an article, with the settings of the project and of the article's rules."""
    settings = {**project.formats.get(format_name(article.suffix), {}), **article.settings}
    try:
        settings = with_files(
            article.suffix, settings, lambda path: files.read(project.file(path), root=project.folder)
        )
        return format_for(article.suffix, settings)
    except DragomanError as error:
        raise type(error)(error.message, error.where or Where(article.path), error.hint) from None


def read_document(project: Project, article: Article, form: Format, data: bytes, known: set[Key]) -> Document:
    """The document of `data`; a block that the keys `known` spell completely keeps that cut."""
    cut: Segmenter = segmenter(project.source, article.unit)
    if known:
        cut = keeping(known, cut)
    return read_with(form, data, cut, language=project.source, where=article.path)


def each(project: Project, chosen: Sequence[Article], troubles: list[Trouble]) -> Iterator[Reading]:
    """Reads article after article; one that cannot be read becomes a Trouble and the next is read."""
    for article in chosen:
        try:
            yield read(project, article)
        except DragomanError as error:
            troubles.append(Trouble(article.path, error))


def each_language(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    troubles: list[Trouble],
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[tuple[Reading, str]]:
    """Each article with each of its languages among `languages`; a damaged catalog becomes a Trouble."""
    for reading in each(project, chosen, troubles):
        say(reading.article.path)
        for language in reading.article.languages:
            if language in languages and language in reading.damaged:
                path = project.catalog_path(reading.article, language)
                troubles.append(Trouble(path, reading.damaged[language]))
            elif language in languages:
                yield reading, language
