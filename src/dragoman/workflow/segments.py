"""segments: how one file is cut, and which rule decided about each stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.formats.reading import format_for, read_with, segmenter
from dragoman.model import POINT, Content, Document, Format, Key, Segment, Segmenter, Span, borders, plain
from dragoman.project import Project, article_at
from dragoman.segmentation.house import NO_RULE, HouseRules, Ruling
from dragoman.segmentation.reasons import REASONS
from dragoman.workflow.house import house_rules
from dragoman.workflow.reading import format_of, read
from dragoman.workflow.recutting import Recorder, row_of

_AROUND = 32  # characters shown on either side of a place

MEANINGS: Mapping[str, str] = {
    **{reason.name: reason.meaning for reason in REASONS},
    "srx": "A rule of an SRX file decides, before ours.",
    NO_RULE: "No rule of the SRX files fits, and ours are switched off.",
    "inside-mark": "A border inside a link, emphasis or another open mark is none.",
    "kept": "PO files hold this paragraph cut in this way; dragoman resegment cuts it by the rules.",
    "paragraph-unit": "The unit is the paragraph: it is not cut.",
}
"""What each rule means, by its name."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    role: str
    context: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What decided about one place, with the text on either side of it. `word` is what the rule looked at, `source` the
    file (and line) that it stands in, `detail` its name there; "" where there is none."""

    line: int
    is_border: bool
    before: str
    after: str
    rule: str
    word: str
    source: str
    detail: str


def segments(path: Path, *, project: Project | None = None, language: str = "", unit: str = "") -> list[Row]:
    """Every segment of a file in reading order. Raises FormatError, FileError or ConfigError.

    In a project, an article is cut by the project's rules and as its PO files have it, with the settings of its
    format; `language` and `unit` put something else in place of the project's.
    """
    found = _Cutting.of(path, project, language, unit)
    return [Row(s.line, s.role, s.context, s.text, s.note) for s in found.document.segments]


def explain(path: Path, *, project: Project | None = None, language: str = "", unit: str = "") -> list[Explained]:
    """What decided about each stop of a file, but the last of a block, in reading order.

    Law: its borders are those between the segments of `segments`.
    """
    return list(_Cutting.of(path, project, language, unit).explained())


@dataclass(frozen=True)
class _Cutting:
    """A file, how it was cut, and by what. `kept_by` are the catalogs by path, of languages whose cut it keeps."""

    document: Document
    recorder: Recorder
    house: HouseRules
    is_whole: bool
    kept_by: Mapping[str, Catalog]

    @classmethod
    def of(cls, path: Path, project: Project | None, language: str, unit: str) -> _Cutting:
        article = article_at(project, path) if project else None
        if project is None or article is None:
            form = format_for(path.suffix)
            house = HouseRules(language or (project.source if project else "en"))
            return cls._made(form, path, segmenter(house.language, unit or "sentence", house), house, unit, {})
        house = house_rules(project, article, language or project.source)
        unit = unit or article.unit
        if (language or project.source) == project.source and unit == article.unit and article.languages:
            reading = read(project, article)
            catalogs = {
                project.catalog_path(article, tag): catalog for tag, catalog in reading.catalogs.items() if catalog
            }
            return cls._made(reading.form, path, reading.cut, house, unit, catalogs)
        return cls._made(format_of(project, article), path, segmenter(house.language, unit, house), house, unit, {})

    @classmethod
    def _made(
        cls, form: Format, path: Path, cut: Segmenter, house: HouseRules, unit: str, kept_by: Mapping[str, Catalog]
    ) -> _Cutting:
        recorder = Recorder(cut)
        document = read_with(form, files.read(path), recorder, language=house.language, where=str(path))
        return cls(document, recorder, house, unit == "paragraph", kept_by)

    def explained(self) -> Iterator[Explained]:
        blocks = {
            row_of(block, content, self.recorder.cuts[block]): (content, self.recorder.cuts[block])
            for block, content in self.recorder.contents.items()
        }
        for segments_of_block in self.document.blocks:
            keys = tuple(segment.key for segment in segments_of_block)
            if keys in blocks:
                yield from self._block(segments_of_block, keys, *blocks[keys])

    def _block(
        self, row: Sequence[Segment], keys: tuple[Key, ...], content: Content, spans: Sequence[Span]
    ) -> Iterator[Explained]:
        text = plain(content)
        starts = {start for start, _ in spans[1:]}
        rulings = self.house.rulings(text)
        usual = borders(content, self.house.sentences(text))
        is_kept = not self.is_whole and list(spans) != usual
        if is_kept:
            told = {ruling.next for ruling in rulings}
            extra = (Ruling(before[1], after[0], True, "kept") for before, after in pairwise(spans)
                     if after[0] not in told)  # fmt: skip
            rulings = sorted([*rulings, *extra], key=lambda ruling: ruling.place)
        for ruling in rulings:
            is_border = any(ruling.place <= start <= ruling.next for start in starts)
            rule, source = ruling.rule, ruling.source
            if is_border != ruling.is_border or rule == "kept":
                rule = "paragraph-unit" if self.is_whole else "kept" if is_kept else "inside-mark"
                source = self._keeper(keys) if is_kept else ""
            line = row[sum(start <= ruling.place - 1 for start, _ in spans[1:])].line
            end = ruling.next if is_border else ruling.place
            place = len(text[:end].rstrip()) if is_border else end  # closing quotes belong to what is before
            before, after = _around(text, place, end)
            is_ours = rule == ruling.rule
            word, detail = (ruling.word, ruling.detail) if is_ours else ("", "")
            yield Explained(line, is_border, before, after, rule, word, source, detail)

    def _keeper(self, keys: tuple[Key, ...]) -> str:
        """The first catalog whose live entries spell the block, else the first that knows its sentences."""
        for path, catalog in self.kept_by.items():
            if set(keys) <= set(catalog.keys):
                return path
        return next((path for path, catalog in self.kept_by.items() if set(keys) <= set(catalog.known_keys)), "")


def _around(text: str, place: int, end: int) -> tuple[str, str]:
    """The words before `place` and from `end` on, as many as there is room for."""
    before, after = text[max(0, place - _AROUND) : place], text[end : end + _AROUND]
    if place > _AROUND:
        before = "…" + (before.split(maxsplit=1)[-1] if not text[place - _AROUND - 1].isspace() else before)
    if end + _AROUND < len(text):
        after = (after.rsplit(maxsplit=1)[0] if not text[end + _AROUND].isspace() else after) + "…"
    return (" ".join(before.split()).replace(POINT, "<>"), " ".join(after.split()).replace(POINT, "<>"))
