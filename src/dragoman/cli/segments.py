"""dragoman segments"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Format, Output, Unit


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article; no project is needed.")],
    language: Annotated[str, typer.Option("--language", "-l", metavar="LANG", help="Language of the article.")] = "en",
    unit: Annotated[Unit, typer.Option("--unit", help="What is translated on its own.")] = Unit.SENTENCE,
    output: Output = Format.TEXT,
) -> int:
    """Show how an article is cut into segments, with roles and marks."""
    from dragoman.cli.output import say, say_json
    from dragoman.language.tags import normalise
    from dragoman.workflow.segments import segments

    rows = segments(file, language=normalise(language), unit=unit)
    if output is Format.JSON:
        say_json(rows)
    else:
        for row in rows:
            say(f"{row.line:5}  {row.role:18}  {row.text}")
    return 0
