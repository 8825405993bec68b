"""demo: the whole job on the sample newsroom, with a correction and a change of name that come after publication."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from dragoman import files
from dragoman.model import ConfigError, Severity, State
from dragoman.project import NAME, Project, read_project
from dragoman.workflow.check import check
from dragoman.workflow.correct import CorrectReport, correct, corrections
from dragoman.workflow.demo_names import names, rewrite
from dragoman.workflow.extract import extract
from dragoman.workflow.merge import MergeReport, merge
from dragoman.workflow.published import Page
from dragoman.workflow.reading import articles
from dragoman.workflow.site import SiteReport, build_site
from dragoman.workflow.translate import translate
from dragoman.workflow.turn import turn

_PARTS = ("articles", "glossary", "locales", NAME)
_ARTICLE = "articles/water-forum.md"
_BEFORE, _AFTER = "1,250\ndelegates", "1,300\ndelegates"
_REASON = "The organisers have counted again."
_LANGUAGE, _WAS, _NOW = "es", "1.250", "1.300"


def demo(to: Path, *, say: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Works on a copy of the sample newsroom in `to`, telling step after step what was done; ends with the site."""
    newsroom = _newsroom()
    _copy(newsroom, to)
    project = replace(read_project(to), output="merged")
    with turn(project, say):
        yield from _run(project, say)


def _run(project: Project, say: Callable[[str], None]) -> Iterator[str]:
    chosen, languages = articles(project), project.languages
    yield f"The newsroom: {len(chosen)} articles, {len(languages)} languages, in {project.folder}"
    extracted = extract(project, chosen, languages, say=say)
    yield f"extract    {len(extracted.rows)} PO files, {len(extracted.changed)} of them changed"
    translated = translate(project, chosen, languages, say=say)
    made = sum((Counter(row.drafted) for row in translated.rows), Counter[str]())
    drafts = ", ".join(f"{count} by {name}" for name, count in sorted(made.items())) or "none"
    yield f"translate  drafts: {drafts}; {translated.left} segments left to people"
    fixes = {fix for fixes in translated.fixes.values() for fix in fixes if "install" in fix}
    yield from (f"           for more drafts: {fix}" for fix in sorted(fixes))
    yield from _findings(project)
    merged = merge(project, chosen, languages, say=say)
    yield f"merge      {_outcomes(merged)}"
    yield ""
    yield "A correction arrives: 1,250 delegates were 1,300."
    _edit(project, _ARTICLE, _BEFORE, _AFTER)
    article = next(article for article in chosen if article.path == _ARTICLE)
    yield f"correct    {_corrected(correct(project, article, languages, reason=_REASON))}"
    held = merge(project, chosen, languages, say=say)
    yield f"merge      {_outcomes(held)}: readers keep the last complete version, no English slips in"
    rewrite(project, article, _LANGUAGE, State.STALE, _WAS, _NOW)
    yield f"           the {_LANGUAGE} translator corrects the number and approves"
    published = merge(project, chosen, languages, say=say)
    yield f"merge      {_outcomes(published)}"
    yield f"correct    {_corrected(corrections(project, [article], languages))}"
    yield ""
    yield from names(project)
    final = merge(project, chosen, languages, say=say)
    yield f"merge      {_outcomes(final)}"
    yield ""
    yield "Merged articles:"
    for row in final.rows:
        if row.outcome != "nothing":
            yield f"  {project.file(row.path)}"
    built = build_site(project, say=say)
    yield f"site       {_built(built)}"
    yield "Finish a translation in the browser: the same command with --review"
    yield f"Look at it: {project.file(built.home)}"


def _built(report: SiteReport) -> str:
    """How large the site is, and what of it leads nowhere."""
    broken = f"; links of articles that lead nowhere: {len(report.broken)}" if report.broken else ""
    return f"{report.pages} files: a home page for each language, the articles, and the desk{broken}"


def _corrected(report: CorrectReport) -> str:
    """How far the languages are with the newest correction."""
    rows = report.rows[-1].languages
    handled = [row.language for row in rows if row.stage == "handled"]
    waiting = [row.language for row in rows if row.stage != "handled"]
    pages = sum(row.page is Page.OLD for row in rows)
    done = f"{', '.join(handled)} has handled it; " if handled else "recorded; nothing is carried over: "
    return f"{done}{', '.join(waiting)} must approve it, {pages} pages still say the old number"


def _newsroom() -> Path:
    """The sample newsroom: inside the package when installed, at the root of a checkout."""
    here = Path(__file__).resolve().parent.parent
    for folder in (here / "newsroom", here.parent.parent):
        if all((folder / part).exists() for part in _PARTS):
            return folder
    raise ConfigError("the sample newsroom is not installed", hint="install dragoman from its wheel or a checkout")


def _copy(newsroom: Path, to: Path) -> None:
    """A fresh copy, for a demonstration begins where it began; only a folder of an earlier one is replaced."""
    if to.exists():
        if not (to / ".dragoman").is_dir() and any(to.iterdir()):
            raise ConfigError(f"{to} is not empty, and not from an earlier demo", hint="name another folder with --to")
        shutil.rmtree(to)
    to.mkdir(parents=True)
    for part in _PARTS:
        source = newsroom / part
        if source.is_dir():
            shutil.copytree(source, to / part)
        else:
            shutil.copy2(source, to / part)


def _findings(project: Project) -> Iterator[str]:
    """How many findings of each check, and the gravest about a name."""
    report = check(project, articles(project), project.languages)
    count = Counter(finding.check for finding in report.findings)
    yield "check      " + (", ".join(f"{number} {name}" for name, number in count.most_common()) or "nothing found")
    named = [finding for finding in report.findings if finding.check == "glossary"]
    if example := min(named, key=lambda finding: list(Severity).index(finding.severity), default=None):
        yield f"           such as {example.where}: {example.message}"


def _outcomes(report: MergeReport) -> str:
    count = Counter(row.outcome for row in report.rows)
    return ", ".join(f"{number} {name}" for name, number in count.most_common())


def _edit(project: Project, path: str, before: str, after: str) -> None:
    files.update(
        project.file(path),
        lambda now: now.replace(before.encode(), after.encode(), 1) if now else now,
        root=project.folder,
    )
