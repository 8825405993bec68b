"""What check --fix prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.project import Article, Project
    from dragoman.workflow.fixing import Fixed


def mend(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    only: list[str] | None,
    *,
    approved: bool,
    write: bool,
) -> int:
    """Mends what can be mended, or shows it; the exit code: 1 where something would be written."""
    from contextlib import nullcontext

    from dragoman.cli.output import counted, note, progress, say, tell_troubles
    from dragoman.workflow.fixing import fix
    from dragoman.workflow.turn import turn

    with turn(project, note) if write else nullcontext(), progress() as show:
        report = fix(project, chosen, languages, only=only, approved=approved, write=write, say=show)
    if not write:
        for one in report.fixed:
            for line in _shown(one):
                say(line)
    catalogs = len({one.path for one in report.fixed})
    done = "mended" if write else "to mend"
    note(f"{counted(len(report.fixed), 'text')} {done} in {counted(catalogs, 'catalog')}")
    if report.left:
        note(f"{counted(report.left, 'text')} left: mending them would change more than blanks and signs")
    return tell_troubles(report.troubles) or (1 if report.fixed and not write else 0)


def _shown(one: Fixed) -> list[str]:
    """A text before and after, each alone on its line, controls escaped."""
    from dragoman.model.visible import visible

    head = f"{one.path}:{one.line}: {', '.join(one.checks)}"
    return [head, f"- {visible(one.before.text)}", f"+ {visible(one.after)}"]
