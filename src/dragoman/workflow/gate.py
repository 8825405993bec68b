"""The gate: articles are looked at before they are fanned out, and those with errors wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman import files, plugins
from dragoman.checks.rules import Rules, weighed
from dragoman.checks.running import run
from dragoman.checks.source.unknown_names import NAME as NAMES
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, Finding, Pair, Severity
from dragoman.model.errors import Where
from dragoman.model.visible import visible
from dragoman.project import Article, Project
from dragoman.project.gate import SourceWaiver
from dragoman.project.newsroom import NAME as CONFIG
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Trouble, articles, format_of, read_document


@dataclass
class SourceReport:
    """What was found in articles. `names` are those that the glossary does not know: listed, never counted. `waived` is
    how many findings a waiver lets pass."""

    findings: list[Finding] = field(default_factory=list)
    names: list[Finding] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    waived: int = 0

    def worse_than(self, limit: Severity | None) -> list[Finding]:
        """Findings at least as grave as `limit`; none when there is no limit."""
        return [finding for finding in self.findings if finding.severity.reaches(limit)]


def check_sources(
    project: Project,
    chosen: Sequence[Article],
    *,
    only: Sequence[str] | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> SourceReport:
    """The findings of the named checks of sources (None: all), in article order. Nothing is written, nobody asked."""
    report = SourceReport()
    glossary = read_glossary(project, report.troubles)
    used: set[SourceWaiver] = set()
    for article in chosen:
        say(article.path)
        try:
            found = list(_look(project, article, glossary, only))
        except DragomanError as error:
            report.troubles.append(Trouble(article.path, error))
            continue
        report.names += [finding for finding in found if finding.check == NAMES]
        rest = [finding for finding in found if finding.check != NAMES]
        passed = []
        for finding in rest:
            if waivers := _waivers_of(project, finding):
                passed.append(finding)
                used.update(waivers)
        report.waived += len(passed)
        report.findings += [finding for finding in rest if finding not in passed]
    is_whole = bool(project.gate.waivers) and not report.troubles and only is None
    everything = {article.path for article in articles(project)} if is_whole else set()
    asked = chosen if everything and everything <= {article.path for article in chosen} else ()
    for waiver in project.gate.waivers:
        if waiver not in used and (why := _why_unused(project, waiver, asked)):
            report.findings.append(_unused(project, waiver, why))
    return report


def hold(project: Project, chosen: Sequence[Article], wait: bool | None = None) -> tuple[list[Article], list[Finding]]:
    """The articles that may go on, and the errors for which the others wait. `wait` (None: as the project has it) says
    whether the gate is closed at all. An article that cannot be read goes on: whoever reads it next tells why."""
    if not (project.gate.wait if wait is None else wait):
        return list(chosen), []
    errors = check_sources(project, chosen).worse_than(Severity.ERROR)
    held = {finding.article for finding in errors}
    return [article for article in chosen if article.path not in held], errors


def _look(project: Project, article: Article, glossary: Glossary, only: Sequence[str] | None) -> Iterator[Finding]:
    """The findings of one article, by line. It is cut into sentences, whatever its unit and its catalogs."""
    data = files.read(project.file(article.path), root=project.folder)
    by_sentence = replace(article, unit="sentence")
    document, _, _ = read_document(project, by_sentence, format_of(project, article), data, [])
    severities, off = weighed(project.weights(article, project.source))
    rules = Rules(project.source, project.source, article.path, article.path, glossary, severities, off=off)
    pairs = [Pair(segment, None, segment.line) for segment in document.segments]
    yield from run(pairs, rules, only, plugins.SOURCE_CHECKS)


def _waivers_of(project: Project, finding: Finding) -> list[SourceWaiver]:
    """The waivers that let a finding pass."""
    today = date.today().isoformat()
    told = (finding.check, finding.article, finding.source, today)
    return [waiver for waiver in project.gate.waivers if waiver.is_about(*told)]


def _why_unused(project: Project, waiver: SourceWaiver, everything: Sequence[Article]) -> str:
    """Why a waiver let nothing pass, "" where it may yet. `everything`: all articles, when all were looked at."""
    try:
        plugins.demand(waiver.check, plugins.SOURCE_CHECKS)
    except ConfigError as error:
        return f"there is {visible(error.message)}"
    if waiver.until and waiver.until < date.today().isoformat():
        return f"it ended on {waiver.until}"
    is_asked = any(waiver.check not in weighed(project.weights(one, project.source))[1] for one in everything)
    return "no article has such a finding" if is_asked else ""


def _unused(project: Project, waiver: SourceWaiver, why: str) -> Finding:
    message = f"the [[gate.waive]] of {visible(waiver.check, 60)} lets nothing pass: {why}"
    return Finding(
        "unused-waiver", Severity.NOTE, message, project.source, "", Where(CONFIG), hint="take it out of dragoman.toml"
    )
