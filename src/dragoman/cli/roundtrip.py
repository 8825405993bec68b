"""dragoman roundtrip"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Format, Output, Unit


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Articles, or folders of them; no project is needed.")
    ],
    language: Annotated[str, typer.Option("--language", "-l", metavar="LANG", help="Language of the articles.")] = "en",
    unit: Annotated[Unit, typer.Option("--unit", help="What is translated on its own.")] = Unit.SENTENCE,
    output: Output = Format.TEXT,
) -> int:
    """Prove that articles come back byte for byte, and keep their structure when translated."""
    from dragoman.cli.output import counted, progress, say, say_json, worst
    from dragoman.language.tags import normalise
    from dragoman.workflow.roundtrip import expand, roundtrip

    tag = normalise(language)

    with progress() as show:
        rows = []
        for path in expand(paths):
            show(str(path))
            rows.append(roundtrip(path, language=tag, unit=unit))
    if output is Format.JSON:
        say_json(
            [
                {
                    "path": row.path,
                    "identical": row.identical,
                    "structure": row.structure,
                    "segments": row.segments,
                    "kept": row.kept,
                    **({"reason": row.reason} if row.reason else {}),
                }
                for row in rows
            ]
        )
    else:
        for row in rows:
            if row.reason:
                say(f"{row.path}: {row.reason}")
        fine = sum(row.identical for row in rows)
        same = sum(row.structure for row in rows)
        kept = sum(row.kept for row in rows)
        total = sum(row.segments for row in rows)
        say(
            f"{counted(len(rows), 'file')}: {fine} identical, {same} same structure; "
            f"{kept} of {counted(total, 'segment')} kept as source"
        )
    unreadable = 2 if any(row.unreadable for row in rows) else 0
    return worst(unreadable, 1 if any(not (row.identical and row.structure) for row in rows) else 0)
