"""queue: what waits for a person, the riskiest first, each with its reasons. No text is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from dragoman.checks.running import run
from dragoman.engines.asking import Budget
from dragoman.glossary.terms import Glossary
from dragoman.model import DragomanError, Finding, Pair, Severity
from dragoman.project import Article, Project
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, each_language
from dragoman.workflow.remembering import Remembering
from dragoman.workflow.risk import in_order
from dragoman.workflow.risk.against import Seconds, ask_against
from dragoman.workflow.risk.house import House
from dragoman.workflow.risk.keeping import house_of
from dragoman.workflow.risk.known import assess_article, is_approved
from dragoman.workflow.risk.order import Risk


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its article, where it stands in the catalog (`line` 0: it has no entry), its pair and its risk, whose
    `place` is that in the articles' order."""

    article: str
    catalog: str
    line: int
    pair: Pair
    risk: Risk

    @property
    def state(self) -> str:
        """draft, stale, approved or missing."""
        now = self.pair.translation
        return str(now.state) if now is not None and now.text.strip() else "missing"


@dataclass(frozen=True, slots=True)
class Queue:
    """One language's: the texts in the order to look at them, and what the order goes by. `settled` counts the texts
    that are not in it, since a person approved them and no check doubts them."""

    language: str
    house: House
    rows: tuple[Row, ...]
    settled: int = 0


@dataclass
class QueueReport:
    queues: list[Queue] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """An article in a language, with what the checks found."""

    reading: Reading
    pairs: Sequence[Pair]
    findings: Sequence[Finding]


def queue(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    with_checks: bool = True,
    with_memory: bool = True,
    with_settled: bool = False,
    against: str = "",
    budget: Budget | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> QueueReport:
    """What waits for a person in the articles, by language; with those that wait for nobody if asked for. The engine
    `against` is asked for the drafts of others, to see where they differ.

    Raises FileError when the memory or the ledger cannot be read, ConfigError for an engine that cannot be meant.
    """
    report = QueueReport()
    glossary = read_glossary(project, report.troubles)
    read: dict[str, list[_Read]] = {language: [] for language in languages}
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        try:
            pairs = reading.pairs(language)
            rules = rules_of(project, reading, language, glossary, pairs)
            read[language].append(_Read(reading, pairs, run(pairs, rules) if with_checks else ()))
        except DragomanError as error:
            report.troubles.append(Trouble(reading.article.path, error))
    works = [(each.reading, language) for language, found in read.items() for each in found]
    seconds = ask_against(project, against, works, glossary, report.troubles, budget) if against else {}
    with closing(Remembering(project)) as memory:
        asked = memory if with_memory else None
        for language, found in read.items():
            if found:
                report.queues.append(_queue(project, language, found, glossary, asked, seconds, with_settled))
    return report


def _queue(
    project: Project,
    language: str,
    found: Sequence[_Read],
    glossary: Glossary,
    memory: Remembering | None,
    seconds: Seconds,
    with_settled: bool,
) -> Queue:
    house = house_of(project, language, glossary)
    rows: list[Row] = []
    settled = 0
    for each in found:
        article = each.reading.article
        told = seconds.get((article.path, language))
        risks = assess_article(
            project, each.reading, language, each.pairs, each.findings, glossary, house, memory, told
        )
        doubted = {one.source for one in each.findings if one.severity is not Severity.NOTE and not one.waived}
        for pair, risk in zip(each.pairs, risks, strict=True):
            if not with_settled and is_approved(pair) and pair.segment.text not in doubted and not pair.rivals:
                settled += 1
                continue
            catalog = project.catalog_path(article, language)
            rows.append(Row(article.path, catalog, pair.line, pair, replace(risk, place=len(rows))))
    order = in_order([row.risk for row in rows])
    return Queue(language, house, tuple(rows[risk.place] for risk in order), settled)
