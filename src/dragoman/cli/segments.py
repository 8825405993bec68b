"""dragoman segments"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Format, Output, Unit

if TYPE_CHECKING:
    from dragoman.workflow.segments import Explained


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article; no project is needed.")],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="LANG", help="Language of the article; the project's, or en.")
    ] = "",
    unit: Annotated[
        Unit | None, typer.Option("--unit", help="What is translated on its own; as the project has it, or sentence.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show every stop, and the rule that made it a border or none.")
    ] = False,
    output: Output = Format.TEXT,
) -> int:
    """Show how an article is cut into segments, with roles and marks, or why it is cut so."""
    from dragoman.cli.output import say, say_json
    from dragoman.language.tags import normalise
    from dragoman.project import find_project, has_project
    from dragoman.workflow.segments import explain as explained
    from dragoman.workflow.segments import segments

    folder = file.resolve().parent
    project = find_project(folder) if has_project(folder) else None
    tag = normalise(language) if language else ""
    if explain:
        found = explained(file, project=project, language=tag, unit=unit or "")
        if output is Format.JSON:
            say_json([_row(one) for one in found])
        else:
            _say(found)
        return 0
    rows = segments(file, project=project, language=tag, unit=unit or "")
    if output is Format.JSON:
        say_json(rows)
    else:
        for row in rows:
            say(f"{row.line:5}  {row.role:18}  {row.text}")
    return 0


def _row(one: Explained) -> dict[str, object]:
    from dragoman.workflow.segments import MEANINGS

    return {
        "line": one.line,
        "border": one.is_border,
        "before": one.before,
        "after": one.after,
        "rule": one.rule,
        "meaning": MEANINGS[one.rule],
        "word": one.word or None,
        "source": one.source or None,
        "detail": one.detail or None,
    }


def _say(found: list[Explained]) -> None:
    from dragoman.cli.output import say
    from dragoman.model.wording import counted
    from dragoman.workflow.segments import MEANINGS

    for one in found:
        why = ", ".join(filter(None, (one.word and f"“{one.word}”", one.detail, one.source)))
        place = "‖" if one.is_border else "·"
        say(f"{one.line:5}  {one.before} {place} {one.after}  [{one.rule}{': ' if why else ''}{why}]")
    for rule in dict.fromkeys(one.rule for one in found):
        say(f"{rule}: {MEANINGS[rule]}")
    cut = sum(one.is_border for one in found)
    say(f"{counted(cut, 'border')}, {counted(len(found) - cut, 'stop')} without one")
