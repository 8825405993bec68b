"""status: how far every article is in every language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.model import Pair, State
from dragoman.project import Article, Project
from dragoman.workflow.pairing import states_of
from dragoman.workflow.reading import Trouble, each_language


@dataclass(frozen=True, slots=True)
class Standing:
    """Segments of one article in one language by state; a repeated segment counts once."""

    article: str
    language: str
    approved: int
    draft: int
    stale: int
    missing: int

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


def status(project: Project, chosen: Sequence[Article], languages: Sequence[str]) -> StatusReport:
    """The standing of each article and language, read afresh; nothing is written."""
    report = StatusReport()
    for reading, language in each_language(project, chosen, languages, report.troubles):
        report.rows.append(standing(reading.article, language, reading.pairs(language)))
    return report


def standing(article: Article, language: str, pairs: Sequence[Pair]) -> Standing:
    count = states_of(pairs)
    return Standing(article.path, language, count[State.APPROVED], count[State.DRAFT], count[State.STALE], count[None])
