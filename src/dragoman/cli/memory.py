"""dragoman memory"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Output

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.memory.tmx_reading import Fault
    from dragoman.workflow.memory import Found

From = Annotated[str, typer.Option("--from", metavar="LANG", help="The source language; the project's when left out.")]


def build(
    anew: Annotated[bool, typer.Option("--anew", help="Throw it away and read every file again.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Bring the memory up to the catalogs and TMX files that feed it; exit 1 for units that are bad, 2 for files."""
    from dragoman.cli.output import note, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow import memory
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    with turn(opened, note), progress() as show:
        done = memory.build(opened, anew=anew, say=show)
    if output is Format.JSON:
        counts = {"files": done.files, "read": done.read, "gone": done.gone, "added": done.added}
        faults = [str(fault.where) + ": " + fault.message for fault in done.faults]
        say_json({**counts, "removed": done.removed, "faults": faults, "errors": troubles_json(done.troubles)})
    else:
        say(
            f"{counted(done.files, 'file')}: {len(done.read)} read, {len(done.gone)} gone; "
            f"{counted(done.added, 'unit')} added, {done.removed} removed"
        )
    _tell(done.faults)
    return worst(int(bool(done.faults)), tell_troubles(done.troubles))


def search(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence of the source language.")],
    target: Annotated[str, typer.Option("--to", "-t", metavar="LANG", help="The language of its translations.")],
    source: From = "",
    threshold: Annotated[
        int | None, typer.Option("--threshold", min=1, max=100, help="Least likeness in per cent; else [memory]'s.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many at most.")] = 5,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show what was approved for a text and for texts like it, best first; exit 1 when there is nothing."""
    from dragoman.cli.output import note, say, say_json
    from dragoman.language.tags import normalise
    from dragoman.project import find_project
    from dragoman.workflow import memory
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    tag = normalise(source) if source else ""
    with turn(opened, note):
        found = memory.search(opened, text, normalise(target), source=tag, threshold=threshold, limit=limit)
    if output is Format.JSON:
        say_json([_row(one) for one in found])
    else:
        for one in found:
            match = one.match
            likeness = _row(one)["likeness"]
            notes = [match.article, match.context, match.date]
            say(f"{likeness}%  {', '.join(note for note in notes if note)}")
            say(f"  {match.source}" + (f"  ({one.differs})" if one.differs else ""))
            say(f"  {match.target}")
    return 0 if found else 1


def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A translation memory: *.tmx.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Its name in the project.")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only read it.")] = False,
    project: Folder = Path(),
) -> int:
    """Copy a TMX file into the project and fill the memory from it; exit 1 when some of its units are bad."""
    from dragoman.cli.output import note, say
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow import memory
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    with turn(opened, note):
        done = memory.import_tmx(opened, source, name=name, dry=dry)
    say(f"{'would import' if dry else 'imported'} {done.path}: {counted(done.units, 'unit')}")
    _tell(done.faults)
    return int(bool(done.faults))


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="What to write: *.tmx.")],
    language: Annotated[str, typer.Option("--to", "-t", metavar="LANG", help="Only units in this language.")] = "",
    source: Annotated[str, typer.Option("--from", metavar="LANG", help="Only units from this language.")] = "",
    project: Folder = Path(),
) -> int:
    """Write the memory as TMX 1.4b; reading that gives the same units again."""
    from dragoman.cli.output import note, say
    from dragoman.language.tags import normalise
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow import memory
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    tags = [normalise(tag) if tag else "" for tag in (source, language)]
    with turn(opened, note):
        count = memory.export_tmx(opened, target, source=tags[0], language=tags[1])
    say(f"wrote {target}: {counted(count, 'unit')}")
    return 0


def stats(project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Show how many units the memory has for each pair of languages, its size, and when it was filled."""
    from dragoman.cli.output import say, say_json, table
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow import memory

    size = memory.stats(find_project(project))
    if output is Format.JSON:
        say_json({"pairs": size.pairs, "files": size.files, "bytes": size.bytes, "built": size.built or None})
        return 0
    if size.pairs:
        rows = [(pair.source, pair.target, f"{pair.units:,}", f"{pair.texts:,}") for pair in size.pairs]
        table(("from", "to", "units", "texts"), rows, left=2)
    built = size.built.replace("T", " ") or "never"
    say(f"{counted(size.files, 'file')}, {size.bytes / 1e6:.1f} MB, filled last: {built}")
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "build": build, "search": search, "import": import_, "export": export, "stats": stats,
}  # fmt: skip


def _row(found: Found) -> dict[str, object]:
    from dragoman.workflow.recalling import percent

    match = found.match
    return {
        "likeness": percent(match.similarity),
        "source": match.source,
        "target": match.target,
        "language": match.language,
        "context": match.context or None,
        "article": match.article,
        "date": match.date or None,
        "differs": found.differs or None,
    }


_TOLD = 20  # bad units; who has more has one cause for them


def _tell(faults: Sequence[Fault]) -> None:
    from dragoman.cli.output import note

    for fault in faults[:_TOLD]:
        note(f"{fault.where}: left out: {fault.message}")
    if len(faults) > _TOLD:
        note(f"… and {len(faults) - _TOLD:,} more left out")
