"""status: how far every article is in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.catalog.staleness import counted, stale_changes
from dragoman.model import Pair, State
from dragoman.project import Article, Project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.pairing import states_of
from dragoman.workflow.reading import Trouble, each_language, is_cut_by_others
from dragoman.workflow.tracking import waiting


@dataclass(frozen=True, slots=True)
class Standing:
    """Segments of one article in one language by state; a repeated segment counts once.

    `changes` says by class what made the stale ones stale, facts first, as far as it is known. `corrections` counts
    the corrections of fact with a text that is not approved.
    """

    article: str
    language: str
    approved: int
    draft: int
    stale: int
    missing: int
    changes: Mapping[str, int] = field(default_factory=dict)
    corrections: int = 0

    @property
    def total(self) -> int:
        return self.approved + self.draft + self.stale + self.missing

    @property
    def is_complete(self) -> bool:
        return self.approved == self.total


@dataclass
class StatusReport:
    rows: list[Standing] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    older: int = 0  # catalogs whose articles are cut by other rules than the current ones


def status(project: Project, chosen: Sequence[Article], languages: Sequence[str]) -> StatusReport:
    """The standing of each article and language, read afresh, articles under correction first; nothing is written."""
    report = StatusReport()
    glossary = read_glossary(project, report.troubles)
    for reading, language in each_language(project, chosen, languages, report.troubles):
        report.older += is_cut_by_others(project, reading, language)
        pairs = reading.pairs(language)
        row = standing(reading.article, language, pairs)
        if row.stale:
            found = counted(stale_changes(pairs, glossary.names, project.source).values())
            row = replace(row, changes={str(kind): count for kind, count in found.items()})
        if reading.corrections:
            row = replace(
                row,
                corrections=sum(
                    map(bool, waiting(reading.corrections, pairs, reading.catalogs.get(language)).values())
                ),
            )
        report.rows.append(row)
    urgent = {row.article for row in report.rows if row.corrections}
    report.rows.sort(key=lambda row: row.article not in urgent)
    return report


def standing(article: Article, language: str, pairs: Sequence[Pair]) -> Standing:
    count = states_of(pairs)
    return Standing(article.path, language, count[State.APPROVED], count[State.DRAFT], count[State.STALE], count[None])
