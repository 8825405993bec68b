"""dragoman roundtrip"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Format, Output, Unit

if TYPE_CHECKING:
    from dragoman.workflow.roundtrip import RoundTrip


def command(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Articles, or folders of them; no project is needed.")
    ],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="LANG", help="Language of the articles; the project's, or en.")
    ] = "",
    unit: Annotated[Unit, typer.Option("--unit", help="What is translated on its own.")] = Unit.SENTENCE,
    hostile: Annotated[
        bool, typer.Option("--hostile", help="Translate into markup, brackets, quotes and entities.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show each first difference, and each segment kept as source.")
    ] = False,
    output: Output = Format.TEXT,
) -> int:
    """Prove that articles come back byte for byte, and keep their structure when translated."""
    from dataclasses import asdict

    from dragoman.cli.output import progress, say_json, worst
    from dragoman.engines.hostile import hostile as hostile_text
    from dragoman.engines.pseudo import pseudo
    from dragoman.language.tags import normalise
    from dragoman.project import find_project, has_project
    from dragoman.workflow.roundtrip import expand, roundtrip, tally

    project = find_project(Path()) if has_project(Path()) else None
    tag = normalise(language) if language else project.source if project else "en"
    translate = hostile_text if hostile else pseudo
    with progress() as tell:
        rows = []
        chosen = expand(paths)
        for number, path in enumerate(chosen, 1):
            tell(f"{number} of {len(chosen)}: {path}")
            rows.append(roundtrip(path, language=tag, unit=unit, translate=translate, project=project))
    if output is Format.JSON:
        say_json({"files": [_row(row, show) for row in rows], "formats": [asdict(row) for row in tally(rows)]})
    else:
        _say(rows, show)
    return worst(2 if any(row.refused for row in rows) else 0, 0 if all(row.is_fine for row in rows) else 1)


def _row(row: RoundTrip, show: bool) -> dict[str, object]:
    from dataclasses import asdict

    kept = [{"line": one.segment.line, "reason": one.reason, "text": one.segment.text} for one in row.kept]
    return {
        "path": row.path,
        "format": row.format,
        "identical": row.identical,
        "structure": row.structure,
        "texts": row.texts,
        "segments": row.segments,
        "kept": len(row.kept),
        **({"reason": row.reason} if row.reason else {}),
        **({"difference": asdict(row.difference)} if show and row.difference else {}),
        **({"kept_segments": kept} if show and kept else {}),
    }


def _say(rows: Sequence[RoundTrip], show: bool) -> None:
    from dragoman.cli.output import say, table
    from dragoman.model.wording import counted
    from dragoman.workflow.roundtrip import tally

    for row in rows:
        if row.reason:
            say(f"{row.path}: {row.reason}")
        if show:
            _show(row)
    counts = tally(rows)
    head = ("format", "files", "identical", "same structure", "same texts", "segments", "kept as source", "refused")
    lines = []
    for one in counts:
        facts = (one.files, one.identical, one.structure, one.texts, one.segments, one.kept, one.refused)
        lines.append((one.format or "none", *(str(fact) for fact in facts)))
    table(head, lines)
    say(
        f"{counted(len(rows), 'file')}: {sum(row.is_fine for row in rows)} came back; "
        f"{sum(one.kept for one in counts)} of {counted(sum(one.segments for one in counts), 'segment')} kept as source"
    )


def _show(row: RoundTrip) -> None:
    """The first difference in its surroundings, and what was kept."""
    from dragoman.cli.output import say

    found = row.difference
    if found and (found.before or found.after):
        if found.offset is not None:
            say(f"  at byte {found.offset}, line {found.line}")
        say(f"  - {found.before}")
        say(f"  + {found.after}")
    for one in row.kept:
        say(f"  line {one.segment.line} kept: {one.reason}")
        say(f"    {one.segment.text}")
