"""An article as it is now, with what its catalogs hold of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.corrections import Correction
from dragoman.formats.elsewhere import unknown_suffix
from dragoman.formats.reading import files_of, format_for, format_name, known_suffixes, read_with, segmenter, with_files
from dragoman.model import Content, Document, DragomanError, Format, Key, Pair, Segment, Segmenter, Where
from dragoman.project import Article, Project, find_articles
from dragoman.segmentation.segmenters import keeping
from dragoman.workflow.house import house_rules, segmentation_of
from dragoman.workflow.pairing import Paired, meant, pair_up
from dragoman.workflow.tracking import Tracked, read_record, rulings_on, track


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
    cut: Segmenter  # as the document was cut
    catalogs: Mapping[str, Catalog | None]
    damaged: Mapping[str, DragomanError] = field(default_factory=dict)
    corrections: tuple[Tracked, ...] = ()
    is_kept: bool = False  # somewhere its catalogs have another cut than the current rules, which is kept

    def segments(self, language: str) -> list[Segment]:
        """The segments that are meant for a language."""
        return meant(self.document.segments, language)

    def pairs(self, language: str) -> tuple[Pair, ...]:
        """Every text of a language, in order (see `paired`)."""
        return self.paired(language).pairs

    def paired(self, language: str) -> Paired:
        """The article as a language translates it, with its translations, as `extract` would leave them.

        Where it has not run, the catalog follows the article in memory; pairs without an entry have no line, and an
        edit that a directive calls minor waits for `extract`, which knows the names.
        """
        catalog = self.catalogs.get(language)
        segments = self.segments(language)
        if catalog is None:
            return Paired(self.document, tuple(Pair(segment, None) for segment in segments))
        if not catalog.has_inside and self._is_in_step(catalog, segments):
            return Paired(self.document, tuple(catalog.pairs(segments)))
        lines = {pair.segment.key: pair.line for pair in catalog.pairs(segments)}
        paired = self.with_catalog(self._followed(catalog, segments), language)
        return paired._replace(pairs=tuple(replace(pair, line=lines[pair.entry]) for pair in paired.pairs))

    def last_approved(self, language: str) -> Mapping[Key, str]:
        """The text that a person approved last for each segment of a language, of stale ones the one for their former
        source; none for a segment that never had one."""
        catalog = self.catalogs.get(language)
        segments = self.segments(language)
        if catalog is None:
            return {}
        if not self._is_in_step(catalog, segments):
            catalog = self._followed(catalog, segments)
        found = ((segment.key, catalog.last_approved(segment.key)) for segment in segments)
        return {key: agreed[1].text for key, agreed in found if agreed}

    def _is_in_step(self, catalog: Catalog, segments: Sequence[Segment]) -> bool:
        return {segment.key for segment in segments} <= set(catalog.keys)

    def _followed(self, catalog: Catalog, segments: Sequence[Segment]) -> Catalog:
        """The catalog as `extract` would leave it."""
        followed = Catalog.parse(catalog.data, catalog.path)
        plain = [replace(segment, minor=()) if segment.minor else segment for segment in segments]
        followed.update(plain, article=self.article.path, rulings=rulings_on(self.corrections))
        return followed

    def with_catalog(self, catalog: Catalog, language: str) -> Paired:
        """The article as a language translates it, with what a catalog in step with it holds."""
        return pair_up(self.document, self.cut, catalog, language, self._reread)

    def _reread(self, cut: Segmenter) -> Document:
        document = self.document
        return read_with(self.form, document.data, cut, language=document.language, where=document.where)


def cut_as(project: Project, reading: Reading, former: Catalog) -> Reading:
    """The article with the cut that `former` has of it, the catalog it had before it was renamed."""
    data = reading.document.data
    document, cut, is_kept = read_document(project, reading.article, reading.form, data, [former])
    return replace(reading, document=document, cut=cut, is_kept=is_kept)


def is_cut_by_others(project: Project, reading: Reading, language: str) -> bool:
    """True for a catalog whose article is cut by other rules than the current ones, and not as resegment left it."""
    catalog = reading.catalogs.get(language)
    if not reading.is_kept or catalog is None:
        return False
    return catalog.segmentation != segmentation_of(project, reading.article)


def articles(project: Project, only: Sequence[Path] = ()) -> list[Article]:
    """The articles to work on: all of the project's, or those that `only` names.

    A file of `only` that no format reads is an error; among the articles of a folder such files are passed over.
    """
    known = known_suffixes()
    for path in only:
        if path.suffix.lower() not in known and path.is_file():
            raise unknown_suffix(path.suffix, known, Where(str(path)))
    return find_articles(project, known, only)


def read(project: Project, article: Article, record: Sequence[Correction] | None = None) -> Reading:
    """The article, cut so that what its catalogs already hold stays cut as it is.

    `record` are the project's corrections, read here when not given.
    """
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
    known = [catalog for catalog in catalogs.values() if catalog]
    document, cut, is_kept = read_document(project, article, form, data, known)
    keys = [segment.key for segment in document.segments]
    record = read_record(project) if record is None else record
    held = {key for catalog in known for key in catalog.known_keys} if record else set()
    corrections = track(project, article, record, keys, held)
    return Reading(article, form, document, cut, catalogs, damaged, corrections, is_kept)


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


def rule_files(project: Project, article: Article) -> list[str]:
    """The files, from the project's folder, that say how an article is read: those of its format's settings, and its
    rules of cutting."""
    settings = {**project.formats.get(format_name(article.suffix), {}), **article.settings}
    return [*article.srx, *files_of(article.suffix, settings)]


def read_document(
    project: Project, article: Article, form: Format, data: bytes, known: Sequence[Catalog]
) -> tuple[Document, Segmenter, bool]:
    """The document of `data`, how it was cut, and whether by other rules than the current ones somewhere.

    A block that the catalogs' keys spell completely keeps that cut.
    Keys of the article come first, then those that left it: else an older cut, whose pairs stand below, would come
    back by itself.
    """
    cut: Segmenter = segmenter(project.source, article.unit, house_rules(project, article, project.source))
    kept: list[Content] = []
    if known:
        cut = keeping({key for catalog in known for key in catalog.known_keys}, cut, kept.append)
        cut = keeping({key for catalog in known for key in catalog.keys}, cut, kept.append)
    return read_with(form, data, cut, language=project.source, where=article.path), cut, bool(kept)


def each(project: Project, chosen: Sequence[Article], troubles: list[Trouble]) -> Iterator[Reading]:
    """Reads article after article; one that cannot be read becomes a Trouble and the next is read."""
    record = read_record(project)
    for article in chosen:
        try:
            yield read(project, article, record)
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
