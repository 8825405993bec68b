"""dragoman correct"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Lines, Output

if TYPE_CHECKING:
    from dragoman.catalog.corrections import Correction
    from dragoman.workflow.correct import CorrectReport, Handling, Standing


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[ARTICLE]", help="The corrected article; with --status, articles or folders."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="What was wrong, for translators.")] = "",
    lines: Lines = None,
    since: Annotated[
        str, typer.Option("--since", metavar="COMMIT", help="The correction is what changed since this commit.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Record nothing; exit 1 when there is something to.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Only show how far recorded corrections are.")] = False,
    languages: Languages = None,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Mark the last edit of an article as a correction of fact: every language has to approve it anew."""
    from contextlib import nullcontext

    from dragoman.cli.options import chosen_lines, open_project
    from dragoman.cli.output import note, say_json, tell_troubles, troubles_json, worst
    from dragoman.model import ConfigError
    from dragoman.workflow.correct import correct, corrections
    from dragoman.workflow.turn import turn

    if status and (reason or lines or since or check):
        raise ConfigError("--status only shows what is recorded", hint="leave out the other options")
    if not status and not paths:
        raise ConfigError("which article was corrected?", hint="dragoman correct ARTICLE, or dragoman correct --status")
    opened, chosen, tags = open_project(project, paths, languages)
    if status:
        report = corrections(opened, chosen, tags)
    elif len(chosen) != 1:
        raise ConfigError(f"{len(chosen)} articles are named", hint="a correction is one of one article")
    else:
        wanted = chosen_lines(lines, chosen) if lines else None
        with nullcontext() if check else turn(opened, note):
            report = correct(opened, chosen[0], tags, reason=reason, lines=wanted, since=since, check=check)
    if output is Format.JSON:
        recorded = _correction(report.recorded) if report.recorded else None
        rows = [_standing(row) for row in report.rows]
        say_json({"recorded": recorded, "corrections": rows, "errors": troubles_json(report.troubles)})
    else:
        _tell(report, status=status, check=check)
    return worst(tell_troubles(report.troubles), 1 if check and report.recorded else 0)


def _tell(report: CorrectReport, *, status: bool, check: bool) -> None:
    from dragoman.cli.output import say, table
    from dragoman.model.wording import counted

    if report.recorded:
        _head("would record" if check else "recorded", report.recorded)
    elif not status:
        say("recorded already")
    shown = [row for row in report.rows if row.is_open or not status]
    for row in shown:
        if not report.recorded:
            _head("correction", row.tracked.correction, row.article)
        table(("language", "stage", "translation", "page"), [_cells(there) for there in row.languages], left=4)
    if status:
        others = len(report.rows) - len(shown)
        say(f"{counted(len(shown), 'correction')} open, {others} handled or withdrawn")


def _head(word: str, correction: Correction, article: str = "") -> None:
    from dragoman.cli.output import say

    reason = f": {correction.reason}" if correction.reason else ""
    say(f"{word} {correction.id} of {correction.date} in {article or correction.article}{reason}")
    for place in correction.places:
        say(f"  {_place(place.change, *(' '.join(key.text for key in side) for side in (place.old, place.new)))}")


def _place(change: str, old: str, new: str) -> str:
    from dragoman.alignment import describe

    if not old:
        return f"{change}: new: “{_short(new)}”"
    if not new:
        return f"{change}: deleted: “{_short(old)}”"
    words = ", ".join(f"“{edit.before}” → “{edit.after}”" for edit in describe(old, new).edits)
    return f"{change}: {words + ' in ' if words else ''}“{_short(new)}”"


_WIDTH = 70  # characters of a text shown


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[:_WIDTH].rstrip() + " …"


def _cells(there: Handling) -> tuple[str, str, str, str]:
    from dragoman.workflow.published import Page

    counts = ((there.missing, "missing"), (there.unapproved, "not approved"))
    left = ", ".join(f"{count} {word}" for count, word in counts if count) or "approved"
    page = {Page.NONE: "not published here", Page.OLD: f"{there.path} says the old text", Page.NEW: there.path}
    return there.language, there.stage, left, page[there.page]


def _standing(row: Standing) -> dict[str, object]:
    return {
        **_correction(row.tracked.correction),
        "article": row.article,
        "open": row.is_open,
        "languages": [
            {
                "language": there.language,
                "stage": there.stage,
                "missing": there.missing,
                "unapproved": there.unapproved,
                "page": str(there.page),
                "path": there.path,
            }
            for there in row.languages
        ],
    }


def _correction(correction: Correction) -> dict[str, object]:
    return {
        "id": correction.id,
        "article": correction.article,
        "date": correction.date,
        "reason": correction.reason,
        "places": [
            {
                "change": str(place.change),
                "old": [key.text for key in place.old],
                "new": [key.text for key in place.new],
            }
            for place in correction.places
        ],
    }
