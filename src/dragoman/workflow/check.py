"""check: every article read afresh, every pair judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from dragoman import files, plugins
from dragoman.alignment import describe
from dragoman.catalog.cutting import join_texts
from dragoman.checks.rules import Corrected, Rules, weighed
from dragoman.checks.running import run
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, Finding, Pair, Severity, State, Where
from dragoman.model.finding import Rank
from dragoman.project import Article, Project
from dragoman.project.waivers import FileWaiver, read_waivers
from dragoman.workflow.across import Surveys
from dragoman.workflow.baseline import read_baseline, sift, standing
from dragoman.workflow.changed import Branch, Scope
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.published import former_texts
from dragoman.workflow.reading import Reading, Trouble, articles, each_language
from dragoman.workflow.style import house_style
from dragoman.workflow.tracking import Fate, state_of, waiting


@dataclass
class CheckReport:
    findings: list[Finding] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    pairs: int = 0
    done: list[tuple[str, str]] = field(default_factory=list)  # articles with the languages that were judged
    known: int = 0  # findings of the baseline, which are not among the others
    outdated: int = 0  # rows of the baseline that are about nothing any more

    def worse_than(self, limit: Severity | None) -> list[Finding]:
        """Findings at least as grave as `limit` that nobody has waived; none when there is no limit."""
        return [finding for finding in self.findings if finding.severity.reaches(limit) and not finding.waived]


def check(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    only: Sequence[str] | None = None,
    since: str = "",
    baseline: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> CheckReport:
    """The findings of the named checks (None: all) in article order, those under correction first.

    With `since`, only about what changed since HEAD left that commit; the checks see whole articles all the same.
    Nothing is written; extract need not have run. With `baseline`, findings that it knows are only counted.
    """
    report = CheckReport()
    _demand_names(project)
    glossary = read_glossary(project, report.troubles)
    branch = Branch.since(project, since, glossary, languages) if since else None
    surveys = Surveys(languages, only)
    scopes: dict[tuple[str, str], Scope] = {}
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        try:
            pairs = reading.pairs(language)
            rules = rules_of(project, reading, language, glossary, pairs)
            scope = branch.scope(reading, language, pairs) if branch else None
            surveys.look(pairs, rules, tell=scope is None or bool(scope))
            if scope is not None and not scope:
                continue  # the branch touches nothing of it
            found = run(pairs, rules, only)
        except DragomanError as error:
            report.troubles.append(Trouble(reading.article.path, error))
            continue
        if scope is not None:
            scopes[reading.article.path, language] = scope
            found = [one for one in found if scope.holds(one)]
        report.findings += found
        report.pairs += len(pairs) if scope is None else scope.pairs
        report.done.append((reading.article.path, language))
    across = surveys.findings(
        project,
        chosen,
        glossary,
        lambda language: waivers_of(project, language),
        lambda: frozenset() if branch else _whole(project, report.done),
    )
    if branch is not None:
        across = [one for one in across if (there := scopes.get((one.article, one.language))) and there.holds(one)]
    report.findings = _by_article(report.findings, across)
    if baseline and (rows := read_baseline(project)):
        done = None if only or since else standing(project, chosen, languages, report.done)
        sifted = sift(report.findings, rows, done)
        report.findings, report.known, report.outdated = sifted.fresh, sifted.known, sifted.outdated
    urgent = {finding.article for finding in report.findings if finding.rank is Rank.CORRECTION}
    report.findings.sort(key=lambda finding: finding.article not in urgent)
    return report


def _demand_names(project: Project) -> None:
    """Raises ConfigError for a severity of a check that does not exist: a slip there would be obeyed by nobody."""
    for weights in (project.severities, *(rule.severities for rule in project.rules)):
        for name in {name for by_language in weights.values() for name in by_language}:
            plugins.demand(name, plugins.CHECKS, plugins.SOURCE_CHECKS)


def _whole(project: Project, done: Sequence[tuple[str, str]]) -> frozenset[str]:
    """The languages of which every article was judged."""
    there = {(article.path, language) for article in articles(project) for language in article.languages}
    return frozenset(language for _, language in there) - {language for _, language in there - set(done)}


def _by_article(findings: list[Finding], across: list[Finding]) -> list[Finding]:
    """Findings across articles behind the others of their article; the order of the articles stays."""
    order = {article: at for at, article in enumerate(dict.fromkeys(one.article for one in findings))}
    return sorted([*findings, *across], key=lambda one: order.get(one.article, len(order)))


def rules_of(
    project: Project, reading: Reading, language: str, glossary: Glossary, pairs: Sequence[Pair] = ()
) -> Rules:
    """What the checks of one article in one language go by."""
    severities, off = weighed(project.weights(reading.article, language))
    style = house_style(project, language)
    return Rules(
        source=project.source,
        language=language,
        article=reading.article.path,
        catalog=project.catalog_path(reading.article, language),
        glossary=glossary,
        severities=severities,
        off=off,
        waivers=waivers_of(project, language),
        max_length=project.max_length,
        keep=project.keep,
        publish=project.policy(language).publish,
        corrections=_corrected(project, reading, language, glossary, pairs),
        today=date.today().isoformat(),
        punctuation=style.punctuation,
        style=style,
    )


def waivers_of(project: Project, language: str) -> tuple[FileWaiver, ...]:
    """The waivers beside the catalogs of a language. Raises ConfigError for a file that cannot be read."""
    path = project.waivers_path(language)
    file = project.file(path)
    return _waivers(files.read(file, root=project.folder), path) if file.is_file() else ()


@lru_cache(maxsize=64)
def _waivers(data: bytes, path: str) -> tuple[FileWaiver, ...]:
    found = read_waivers(data, path)
    for one in found:
        try:
            plugins.demand(one.waiver.check, plugins.CHECKS)
        except ConfigError as error:
            raise ConfigError(error.message, Where(path, one.line or None), error.hint) from None
    return found


def _corrected(
    project: Project, reading: Reading, language: str, glossary: Glossary, pairs: Sequence[Pair]
) -> tuple[Corrected, ...]:
    """The corrected places of the article that wait for an approval in this language, or have one."""
    catalog = reading.catalogs.get(language)
    waits = waiting(reading.corrections, pairs, catalog)
    done = {key for pair in pairs if state_of(pair) is State.APPROVED for key in pair.keys}
    found: list[Corrected] = []
    for one in reading.corrections:
        concerned = done.union(*(pair.keys for pair in waits[one.correction.id]))
        for there in one.places:
            if there.fate is Fate.THERE:
                old, new = (join_texts([key.text for key in side]) for side in (there.place.old, there.place.new))
                change = describe(old, new, glossary.names, project.source)
                former = former_texts(catalog, there.place.old) if catalog else frozenset()
                row = (one.correction.date, one.correction.reason, frozenset(concerned.intersection(there.keys)))
                found.append(Corrected(*row, replace(change, kind=there.place.change), former))
    return tuple(found)
