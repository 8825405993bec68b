"""resegment: articles cut by the current rules, with every translation carried over by its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.header import CUT
from dragoman.formats.reading import read_with, segmenter
from dragoman.glossary.terms import Glossary
from dragoman.model import Document, DragomanError, FileError, Segmenter, Where, Written
from dragoman.project import Article, Project
from dragoman.segmentation.segmenters import by_sentence, gap, keeping
from dragoman.workflow.edition import complete_version
from dragoman.workflow.extract import doubts_of, remarks_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.house import house_rules, segmentation_of
from dragoman.workflow.pairing import meant
from dragoman.workflow.reading import Reading, Trouble, each
from dragoman.workflow.recutting import Block, Cuts, Language, Plan, Recorder, cutting_as, plan, row_of
from dragoman.workflow.tracking import rulings_on, tracked


@dataclass(frozen=True, slots=True)
class Recut:
    """What happened to one catalog: how many translations were joined, split, or left in one entry because where to
    split them was not certain (`inside`); how many that nobody had approved were carried (`unsure`).

    `left` counts paragraphs that stay cut as they were, in every language: cut anew, a page would change. `is_recut`:
    something was carried; `is_renamed`: the header named other rules than `name`.
    """

    article: str
    language: str
    path: str
    joined: int
    split: int
    inside: int
    unsure: int
    left: int
    is_recut: bool
    is_renamed: bool
    name: str


@dataclass
class ResegmentReport:
    rows: list[Recut] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def recut(self) -> list[Recut]:
        return [row for row in self.rows if row.is_recut]


def resegment(
    project: Project,
    chosen: Sequence[Article],
    *,
    check: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> ResegmentReport:
    """Cuts every chosen article by the current rules, in all its languages: they share the cut.

    Law: where every translation was approved, merge writes afterwards the page it wrote before, byte for byte.
    With `check` nothing is written.
    """
    report = ResegmentReport()
    glossary = read_glossary(project, report.troubles, base=True)
    for reading in each(project, chosen, report.troubles):
        say(reading.article.path)
        try:
            for language, error in reading.damaged.items():
                report.troubles.append(Trouble(project.catalog_path(reading.article, language), error))
            if not reading.damaged:
                report.rows += _Article(project, reading, glossary).resegment(check=check)
        except DragomanError as error:
            report.troubles.append(Trouble(reading.article.path, error))
    return report


@dataclass(frozen=True)
class _Before:
    """One language before: the article as its catalog has it cut, and the catalog in step with it."""

    document: Document
    cut: Segmenter
    cuts: Cuts
    catalog: Catalog


class _Article:
    """One article on its way from its old cut to the new one."""

    def __init__(self, project: Project, reading: Reading, glossary: Glossary) -> None:
        self.project, self.reading, self.glossary = project, reading, glossary
        self.article = reading.article
        self.catalogs = {tag: catalog for tag, catalog in reading.catalogs.items() if catalog is not None}
        rules = house_rules(project, self.article, project.source)
        self.rules = segmenter(project.source, self.article.unit, rules)
        old, ideal = Recorder(reading.cut), Recorder(self.rules)
        self._read(old)
        self._read(ideal)
        self.contents, self.old, self.ideal = old.contents, old.cuts, ideal.cuts
        self.left: set[Block] = set()  # blocks that stay as they are
        self.whole: dict[str, set[Block]] = {tag: set() for tag in self.catalogs}  # whose texts are not to be parted

    def resegment(self, *, check: bool) -> list[Recut]:
        if not self.catalogs:
            return []
        self.before = {tag: self._before(tag, catalog) for tag, catalog in self.catalogs.items()}
        plans, made = self._settled()
        name = segmentation_of(self.project, self.article)
        rows = []
        for tag, catalog in self.catalogs.items():
            path = self.project.catalog_path(self.article, tag)
            is_recut = bool(plans[tag].carried)
            after = made[tag] if is_recut else Catalog.parse(catalog.data, path)
            after.set_field(CUT, name)
            if not check:
                self._write(path, catalog.data, after.data)
            left = len(self.left & set(self._changing(tag)))
            is_renamed = catalog.segmentation != name
            rows.append(Recut(self.article.path, tag, path, *plans[tag].counts, left, is_recut, is_renamed, name))
        return rows

    def _write(self, path: str, before: bytes, after: bytes) -> None:
        def change(present: bytes | None) -> bytes:
            if present != before:
                raise FileError("was saved by somebody while it was worked on", Where(path), "run the command again")
            return after

        if before != after:
            files.update(self.project.file(path), change, root=self.project.folder)

    # Reading

    def _read(self, cut: Segmenter) -> Document:
        document = self.reading.document
        return read_with(self.reading.form, document.data, cut, language=document.language, where=self.article.path)

    def _before(self, tag: str, catalog: Catalog) -> _Before:
        # By its own keys first: a run that was interrupted may have left one language behind the others.
        cut = keeping(catalog.keys, self.reading.cut)
        recorder = Recorder(cut)
        document = self._read(recorder)
        followed = Catalog.parse(catalog.data, catalog.path)
        self._update(followed, document, tag)
        return _Before(document, cut, recorder.cuts, followed)

    def _update(self, catalog: Catalog, document: Document, tag: str) -> None:
        segments = meant(document.segments, tag)
        remarks = remarks_of(segments, self.glossary, self.project.source, tag)
        keys = [segment.key for segment in document.segments]
        catalog.update(
            segments,
            article=self.article.path,
            remarks=lambda segment: remarks[segment.key],
            language=tag,
            source=self.project.source,
            names=self.glossary.names,
            rulings=rulings_on([tracked(one.correction, keys) for one in self.reading.corrections]),
            doubts=doubts_of(self.glossary, self.project.source, tag),
        )

    def _changing(self, tag: str) -> list[Block]:
        """The blocks of a language that the rules cut in another way, in order."""
        return [block for block, spans in self.before[tag].cuts.items() if spans != self.ideal.get(block)]

    def _page(self, tag: str, document: Document, cut: Segmenter, catalog: Catalog) -> bytes | None:
        """The page as merge writes it; None when it is not complete."""
        reading = Reading(self.article, self.reading.form, document, cut, {tag: catalog})
        found = complete_version(self.project, reading, tag)
        return found.data if isinstance(found, Written) else None

    # Planning

    def _settled(self) -> tuple[dict[str, Plan], dict[str, Catalog]]:
        """Plans for all languages that agree on the cut and keep every complete page as it is."""
        pages = {tag: self._page(tag, was.document, was.cut, was.catalog) for tag, was in self.before.items()}
        while True:
            plans, made, document, cut = self._planned(self.left, self.catalogs)
            if conflicts := {block for found in plans.values() for block in found.conflicts}:
                self.left |= conflicts
                continue
            wrong = False
            for tag, page in pages.items():
                if page is not None and plans[tag].carried and self._page(tag, document, cut, made[tag]) != page:
                    self._give_way(tag, page)
                    wrong = True
            if not wrong:
                return plans, made

    def _planned(
        self, left: Set[Block], tags: Iterable[str]
    ) -> tuple[dict[str, Plan], dict[str, Catalog], Document, Segmenter]:
        cut = cutting_as({block: self.old[block] for block in left}, self.rules)
        recorder = Recorder(cut)
        document = self._read(recorder)
        plans: dict[str, Plan] = {}
        made: dict[str, Catalog] = {}
        for tag in tags:
            was = self.before[tag]
            segments = meant(was.document.segments, tag)
            known = {segment.key for segment in segments}
            contents = {
                block: content
                for block, content in self.contents.items()
                if block in was.cuts and known.issuperset(row_of(block, content, was.cuts[block]))
            }
            target = by_sentence(tag, house_rules(self.project, self.article, tag))
            language = Language(target, gap(tag), frozenset(self.whole[tag]))
            together = was.catalog.together(segments)
            plans[tag] = plan(was.catalog, contents, was.cuts, recorder.cuts, together.of, language)
            made[tag] = Catalog.parse(was.catalog.data, was.catalog.path)
            if plans[tag].carried:
                made[tag].recut(meant(document.segments, tag), plans[tag].carried, plans[tag].parted)
                self._update(made[tag], document, tag)
        return plans, made, document, cut

    def _give_way(self, tag: str, page: bytes) -> None:
        """Finds what would change a page: first its texts are not parted any more, then it stays as it was."""
        changing = {block for block in self._changing(tag) if block not in self.left}
        guilty = [block for block in changing if self._spoils(tag, page, self.left | (changing - {block}))]
        for block in guilty or changing:
            if block in self.whole[tag]:
                self.left.add(block)
            else:
                self.whole[tag].add(block)

    def _spoils(self, tag: str, page: bytes, left: Set[Block]) -> bool:
        plans, made, document, cut = self._planned(left, [tag])
        return bool(plans[tag].carried) and self._page(tag, document, cut, made[tag]) != page


def told(row: Recut) -> str:
    """In a few words what became of one catalog's translations."""
    counts = [(row.joined, "joined"), (row.split, "split"), (row.unsure, "carried unapproved")]
    said = [f"{count} {word}" for count, word in counts if count]
    if row.inside:
        said.append(f"{row.inside} split left inside")
    if row.left:
        said.append("1 paragraph left as it was" if row.left == 1 else f"{row.left} paragraphs left as they were")
    return ", ".join(said) or "sources only"
