"""dragoman check"""

from __future__ import annotations

import enum
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Languages, Paths

if TYPE_CHECKING:
    from dragoman.model import DragomanError, Severity
    from dragoman.project import Project
    from dragoman.reports.report import Report
    from dragoman.workflow.baseline import Judged
    from dragoman.workflow.check import CheckReport


class Level(enum.StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class Kind(enum.StrEnum):
    TEXT = "text"
    SHORT = "short"
    JSON = "json"
    JSONL = "jsonl"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    HTML = "html"
    COMMENT = "comment"


def command(
    paths: Paths = None,
    languages: Languages = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="CHECK", help="Only this check.")] = None,
    fail_on: Annotated[
        Level | None,
        typer.Option("--fail-on", help="The mildest finding that makes the exit code 1; the project's, else error."),
    ] = None,
    source: Annotated[
        bool, typer.Option("--source", help="Look at the articles themselves, before they are fanned out.")
    ] = False,
    project: Folder = Path(),
    output: Annotated[Kind, typer.Option("--format", help="What is printed; docs/ci.md tells the forms.")] = Kind.TEXT,
    reports: Annotated[
        list[str] | None,
        typer.Option("--report", metavar="FORMAT:FILE", help="Write this form to a file too (may be repeated)."),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend blanks, quotation marks, digits and forms of letters in drafts.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="With --fix: show what would be mended; write nothing.")] = False,
    approved: Annotated[bool, typer.Option("--approved", help="With --fix: in approved texts, too.")] = False,
    write_baseline: Annotated[
        bool,
        typer.Option("--write-baseline", help="Take what is found for known from now on: locales/baseline.json."),
    ] = False,
    baseline: Annotated[
        bool, typer.Option("--baseline/--no-baseline", help="Whether findings of the baseline are left out.")
    ] = True,
    changed_from: Annotated[
        str,
        typer.Option("--changed-from", metavar="REV", help="Only about what changed since HEAD left this commit."),
    ] = "",
) -> int:
    """Judge every translation; exit 1 when something is missing, stale, unreviewed or wrong."""
    from dragoman import plugins
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say_report, tell_troubles, worst
    from dragoman.model import Severity
    from dragoman.model.wording import counted
    from dragoman.reports.kinds import KINDS
    from dragoman.workflow.baseline import standing
    from dragoman.workflow.check import check

    opened, chosen, tags = open_project(project, paths, languages)
    said = fail_on or Level(opened.fail_on)
    limit = None if said is Level.NEVER else Severity(said)
    if mistake := _misfit(fix or diff, source, approved, changed_from):
        raise mistake
    if source:
        if reports or output not in (Kind.TEXT, Kind.JSON):
            raise _only_text_or_json()
        from dragoman.cli.source import look

        return look(opened, chosen, only, limit, output is Kind.JSON)
    wanted = [_place(said, {opened.file(article.path).resolve() for article in chosen}) for said in reports or ()]
    for name in only or ():
        plugins.load(plugins.CHECKS, name)  # a name that does not exist is told once, not for every article
    if fix or diff:
        from dragoman.cli.fixing import mend

        if diff:
            return mend(opened, chosen, tags, only or None, approved=approved, write=False)
        if code := mend(opened, chosen, tags, only or None, approved=approved, write=True):
            return code
    with progress() as show:
        shown = baseline and not write_baseline
        found = check(opened, chosen, tags, only=only or None, since=changed_from, baseline=shown, say=show)
    if write_baseline:
        judged = standing(opened, chosen, tags, found.done)
        return _write_baseline(opened, found, judged, bool(only or changed_from))
    report = _report(opened, found, limit)
    for kind, path in wanted:
        _write(path, KINDS[kind](report))
    say_report(KINDS[output](replace(report, is_coloured=_has_colours())))
    if found.outdated:
        note(f"{counted(found.outdated, 'row')} of {opened.baseline_path} are about nothing any more")
        note("  hint: write it anew: dragoman check --write-baseline")
    return worst(tell_troubles(found.troubles), 1 if found.worse_than(limit) else 0)


def _misfit(mends: bool, source: bool, approved: bool, changed_from: str) -> DragomanError | None:
    """Why options do not go together; None when they do."""
    from dragoman.model import ConfigError

    if approved and not mends:
        return ConfigError("--approved says what --fix may mend", hint="add --fix, or --fix --diff to look first")
    if mends and (source or changed_from):
        other = "--source" if source else "--changed-from"
        return ConfigError(f"--fix does not go with {other}", hint="it mends translations; name articles to mend fewer")
    return None


def _only_text_or_json() -> DragomanError:
    from dragoman.model import ConfigError

    return ConfigError("--source tells its findings as text or json only", hint="leave out --report and other forms")


def _write_baseline(project: Project, found: CheckReport, judged: Judged, is_part: bool) -> int:
    from dragoman.cli.output import say, tell_troubles
    from dragoman.model import ConfigError
    from dragoman.model.wording import counted
    from dragoman.workflow.baseline import write_baseline

    if is_part:
        raise ConfigError("a baseline is of all checks and whole articles", hint="leave out --only and --changed-from")
    code = tell_troubles(found.troubles)
    count = write_baseline(project, found.findings, judged)
    say(f"{project.baseline_path}: {counted(count, 'finding')} known from now on")
    return code


def _place(said: str, articles: set[Path]) -> tuple[Kind, Path]:
    """The form and the file of one --report; ConfigError where the file would take the place of somebody's work."""
    from dragoman.model import ConfigError

    kind, colon, name = said.partition(":")
    if not (colon and name and kind in set(Kind)):
        raise ConfigError(f"{said!r} is no report", hint=f"write FORMAT:FILE, with one of {', '.join(Kind)}")
    path = Path(name)
    if path.resolve() in articles or path.suffix.lower() in (".po", ".toml"):
        raise ConfigError(f"the report {name!r} would replace a file of the project", hint="name another file")
    return Kind(kind), path


def _write(path: Path, text: str) -> None:
    from dragoman import files

    data = text.encode("utf-8", "backslashreplace")
    files.update(path.absolute(), lambda _: data, root=path.absolute().parent)


def _has_colours() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _report(project: Project, found: CheckReport, fail_on: Severity | None) -> Report:
    from dragoman import __version__
    from dragoman.cli.output import troubles_json
    from dragoman.git import History
    from dragoman.reports.report import Report
    from dragoman.workflow.explain import summary

    history = History.open(project.folder)
    return Report(
        found.findings,
        found.pairs,
        found.done,
        troubles_json(found.troubles),
        history.prefix if isinstance(history, History) else "",
        {name: summary(name) for name in {one.check for one in found.findings}},
        fail_on,
        __version__,
        found.known,
    )
