"""dragoman glossary suggest"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.workflow.suggesting import Suggested


def suggest(
    paths: Paths = None,
    languages: Languages = None,
    articles: Annotated[int, typer.Option("--min-articles", metavar="N", help="Used in so many articles.")] = 1,
    mentions: Annotated[int, typer.Option("--min-mentions", metavar="N", help="Used so many times.")] = 2,
    most: Annotated[int, typer.Option("--limit", metavar="N", help="Show so many; 0 for all.")] = 0,
    into: Annotated[
        str, typer.Option("--into", metavar="NAME", help="Write them into this file of the glossary, unreviewed.")
    ] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Propose the names and titles of the articles that the glossary lacks, those of most articles first."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, progress, say, say_json, tell_troubles, troubles_json
    from dragoman.workflow.suggesting import suggest_terms, write_suggestions

    opened, chosen, tags = open_project(project, paths, languages)
    with progress() as tell:
        found = suggest_terms(opened, chosen, tags, least_articles=articles, least_mentions=mentions, say=tell)
    rows = found.rows[:most] if most else found.rows
    path = f"{opened.glossary}/{into}.toml"
    if into:
        write_suggestions(opened, rows, path)
    if output is Format.JSON:
        errors = troubles_json(found.troubles)
        written = path if into else None
        say_json(
            {"suggestions": [_row(row) for row in rows], "fewer": found.fewer, "written": written, "errors": errors}
        )
    else:
        for row in rows:
            for line in _lines(row):
                say(line)
        if into:
            say(f"wrote {path}: {counted(len(rows), 'term')}, unreviewed")
        less = f", {found.fewer} more used less" if found.fewer else ""
        say(f"{counted(len(found.rows), 'term')} to think about{less}")
    return tell_troubles(found.troubles)


def _lines(row: Suggested) -> list[str]:
    from dragoman.cli.output import counted

    one = row.suggestion
    kind = f" ({one.kind})" if one.kind else ""
    also = f", also {', '.join(one.aliases)}" if one.aliases else ""
    cldr = "; CLDR has the name" if row.is_in_cldr else ""
    times = f"{counted(len(one.articles), 'article')}, {counted(one.mentions, 'mention')}"
    lines = [f"{one.source}{kind}{also}: {times}{cldr}"]
    if one.first is not None:
        lines.append(f"  {one.first.article}:{one.first.line}: “{_short(one.first.text)}”")
    lines += [f"  {tag}: {found.text} ({found.support} of {found.among})" for tag, found in row.renderings.items()]
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"


def _row(row: Suggested) -> dict[str, object]:
    one = row.suggestion
    return {
        "source": one.source,
        "aliases": one.aliases,
        "kind": one.kind or None,
        "reason": one.reason or None,
        "articles": one.articles,
        "mentions": one.mentions,
        "path": one.first.article if one.first else None,
        "line": one.first.line if one.first else None,
        "cldr": row.is_in_cldr,
        "renderings": {
            tag: {"text": found.text, "support": found.support, "among": found.among}
            for tag, found in row.renderings.items()
        },
    }
