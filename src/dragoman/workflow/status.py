"""status: how far every article is in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from dragoman.catalog.signing import Signature
from dragoman.catalog.staleness import counted, stale_changes
from dragoman.model import Pair, Severity, State
from dragoman.project import Article, Project
from dragoman.workflow.check import CheckReport, check
from dragoman.workflow.edition import is_held
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.pairing import states_of
from dragoman.workflow.reading import Trouble, each_language, is_cut_by_others
from dragoman.workflow.signing import signatures_of
from dragoman.workflow.tracking import waiting


@dataclass(frozen=True, slots=True)
class Standing:
    """Segments of one article in one language by state; a repeated segment counts once.

    `changes` says by class what made the stale ones stale, facts first, as far as it is known. `corrections` counts
    the corrections of fact with a text that is not approved. `errors` and `warnings` are what the checks found, and
    `publishable` says whether the policy and the checks let the article out; all None when the checks were not asked.
    `signatures` are the sign-offs, valid or void.
    """

    article: str
    language: str
    approved: int
    draft: int
    stale: int
    missing: int
    changes: Mapping[str, int] = field(default_factory=dict)
    corrections: int = 0
    errors: int | None = None
    warnings: int | None = None
    publishable: bool | None = None
    signatures: tuple[Signature, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Total:
    """The articles of one language together; None where the checks were not asked."""

    language: str
    articles: int
    approved: int
    draft: int
    stale: int
    missing: int
    errors: int | None
    warnings: int | None
    publishable: int | None

    @property
    def total(self) -> int:
        return self.approved + self.draft + self.stale + self.missing


def status(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    with_checks: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> StatusReport:
    """The standing of each article and language, read afresh, articles under correction first; nothing is written.

    `with_checks` asks every check, too, which takes most of the time.
    """
    report = StatusReport()
    glossary = read_glossary(project, report.troubles)
    held: set[tuple[str, str]] = set()
    for reading, language in each_language(project, chosen, languages, report.troubles):
        report.older += is_cut_by_others(project, reading, language)
        pairs = reading.pairs(language)
        row = replace(standing(reading.article, language, pairs), signatures=signatures_of(reading, language, pairs))
        if with_checks and is_held(project, reading, language):
            held.add((row.article, row.language))
        if row.stale:
            kinds = counted(stale_changes(pairs, glossary.names, project.source).values())
            row = replace(row, changes={str(kind): count for kind, count in kinds.items()})
        if reading.corrections:
            row = replace(
                row,
                corrections=sum(
                    map(bool, waiting(reading.corrections, pairs, reading.catalogs.get(language)).values())
                ),
            )
        report.rows.append(row)
    if with_checks:
        found = check(project, chosen, languages, say=say)
        report.rows = _judged(report.rows, found, held)
        known = {(trouble.path, str(trouble.error)) for trouble in report.troubles}
        report.troubles += [one for one in found.troubles if (one.path, str(one.error)) not in known]
    urgent = {row.article for row in report.rows if row.corrections}
    report.rows.sort(key=lambda row: row.article not in urgent)
    return report


def standing(article: Article, language: str, pairs: Sequence[Pair]) -> Standing:
    count = states_of(pairs)
    return Standing(article.path, language, count[State.APPROVED], count[State.DRAFT], count[State.STALE], count[None])


def totals(rows: Sequence[Standing]) -> list[Total]:
    """The sums of each language, in the order of the rows' languages."""
    found = []
    for language in dict.fromkeys(row.language for row in rows):
        own = [row for row in rows if row.language == language]
        found.append(
            Total(
                language,
                len(own),
                *(sum(getattr(row, name) for row in own) for name in ("approved", "draft", "stale", "missing")),
                *(_sum([getattr(row, name) for row in own]) for name in ("errors", "warnings", "publishable")),
            )
        )
    return found


def _sum(counts: Sequence[int | None]) -> int | None:
    """None when nothing was counted."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _judged(rows: Sequence[Standing], found: CheckReport, held: Set[tuple[str, str]]) -> list[Standing]:
    """The rows with what the checks found. One that a check could not look at is not publishable, nor one of `held`
    (articles with languages)."""
    counts = Counter((one.article, one.language, one.severity) for one in found.findings if not one.waived)
    unseen = {trouble.path for trouble in found.troubles}
    judged = []
    for row in rows:
        errors = counts[row.article, row.language, Severity.ERROR]
        judged.append(
            replace(
                row,
                errors=errors,
                warnings=counts[row.article, row.language, Severity.WARNING],
                publishable=not errors and (row.article, row.language) not in held and row.article not in unseen,
            )
        )
    return judged
