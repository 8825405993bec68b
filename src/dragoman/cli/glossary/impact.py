"""dragoman glossary impact"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output

if TYPE_CHECKING:
    from dragoman.workflow.impact import Affected


def impact(
    terms: Annotated[
        list[str] | None, typer.Argument(metavar="TERM", help="Only these terms; all when left out.")
    ] = None,
    languages: Languages = None,
    since: Annotated[
        str, typer.Option("--since", metavar="REV", help="Only terms that this commit had otherwise.")
    ] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """List the approved texts that do not say what the glossary wants now; exit 1 when there are any."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model.wording import counted
    from dragoman.workflow.impact import find_impact

    opened, articles, chosen = open_project(project, None, languages)
    with progress() as tell:
        found = find_impact(opened, articles, chosen, terms or (), since, say=tell)
    if output is Format.JSON:
        rows = [_affected(one) for one in found.affected]
        errors = troubles_json(found.troubles)
        say_json({"changed": found.changed, "affected": rows, "waived": found.waived, "errors": errors})
    else:
        for term, tags in found.changed.items():
            say(f"changed: {term} ({', '.join(tags)})")
        last = ""
        for one in found.affected:
            if one.term != last:
                say(one.term)
            last = one.term
            say(f"  {one.where}: {one.language}: {one.said}")
        waived = f", {found.waived} waived" if found.waived else ""
        say(f"{counted(len(found.affected), 'approved text')} to look at{waived}")
    return worst(int(bool(found.affected)), tell_troubles(found.troubles))


def _affected(one: Affected) -> dict[str, object]:
    return {
        "term": one.term,
        "cause": one.cause,
        "wanted": one.wanted or None,
        "found": one.found or None,
        "verdict": one.verdict,
        "language": one.language,
        "article": one.article,
        "path": one.where.path,
        "line": one.where.line,
        "source": one.source,
        "target": one.target,
    }
