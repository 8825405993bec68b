"""dragoman glossary suggest"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.glossary.suggesting.renderings import Found
    from dragoman.glossary.suggesting.suggestions import Suggestion

_LONGEST = 100  # characters of a sentence shown


def suggest(
    paths: Paths = None,
    languages: Languages = None,
    least_articles: Annotated[
        int, typer.Option("--min-articles", metavar="N", min=1, help="Only what N articles use.")
    ] = 1,
    least_mentions: Annotated[
        int, typer.Option("--min-mentions", metavar="N", min=1, help="Only what is used N times.")
    ] = 2,
    most: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="Show the first N; 0 for all.")] = 0,
    into: Annotated[
        str, typer.Option("--into", metavar="NAME", help="Write them into this file of the glossary, unreviewed.")
    ] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Propose names and titles that articles use and the glossary lacks, with what approved translations call them."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say, say_json, tell_troubles, troubles_json
    from dragoman.model.wording import counted
    from dragoman.workflow.suggesting import find_suggestions, write_suggestions
    from dragoman.workflow.turn import turn

    opened, articles, chosen = open_project(project, paths, languages)
    with progress() as tell:
        report = find_suggestions(
            opened, articles, chosen, least_articles=least_articles, least_mentions=least_mentions, most=most, say=tell
        )
    written = ""
    if into and report.found:
        with turn(opened, note):
            written = write_suggestions(opened, report, into)
    if output is Format.JSON:
        rows = [_row(one, report.renderings_of(one.source)) for one in report.found]
        errors = troubles_json(report.troubles)
        say_json({"suggestions": rows, "rare": report.rare, "written": written or None, "errors": errors})
    else:
        for one in report.found:
            for line in _lines(one, report.renderings_of(one.source)):
                say(line)
        if written:
            say(f"wrote {written}: {counted(len(report.found), 'term')}, unreviewed")
        rare = f", {report.rare} more used less" if report.rare else ""
        say(f"{counted(len(report.found), 'term')} to think about{rare}")
    return tell_troubles(report.troubles)


def _lines(one: Suggestion, renderings: Mapping[str, Found]) -> list[str]:
    from dragoman.model.wording import counted

    others = f", also {', '.join(one.aliases)}" if one.aliases else ""
    reason = f": {one.reason}" if one.reason else ""
    kind = f" ({one.kind or 'no kind'}{reason})" if one.kind or reason else ""
    first = f"{one.first.article}:{one.first.line}" if one.first.line else one.first.article
    used = f"{counted(len(one.counts), 'article')}, {counted(one.mentions, 'mention')}"
    used += "; CLDR has the name" if one.is_base else ""
    found = [f"  {tag}: {each.text} ({each.support} of {each.total})" for tag, each in renderings.items()]
    return [f"{one.source}{kind}{others}", f"  {used}; {first}: {_short(one.sentence)}", *found]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _row(one: Suggestion, renderings: Mapping[str, Found]) -> dict[str, object]:
    return {
        "source": one.source,
        "aliases": one.aliases,
        "kind": one.kind or None,
        "reason": one.reason or None,
        "cldr": one.is_base,
        "articles": dict(one.counts),
        "mentions": one.mentions,
        "path": one.first.article,
        "line": one.first.line or None,
        "sentence": one.sentence,
        "renderings": {
            tag: {"text": found.text, "support": found.support, "of": found.total} for tag, found in renderings.items()
        },
    }
