"""What check --fix prints."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.model.visible import visible

if TYPE_CHECKING:
    from dragoman.project import Article, Project
    from dragoman.workflow.fixing import Fixed

_UNSEEN = ("Zs", "Cf", "Mn")


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

    from dragoman.cli.output import note, progress, say, tell_troubles
    from dragoman.model.wording import counted
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
    if not report.fixed and not approved:
        note("  hint: approved texts are left as they are; with --approved they are mended, too")
    if report.left:
        note(f"{counted(report.left, 'text')} left: mending them would change more than blanks and signs")
    return tell_troubles(report.troubles) or (1 if report.fixed and not write else 0)


def _shown(one: Fixed) -> list[str]:
    """A text before and after, each alone on its line, controls escaped, and whatever else differs that nobody sees."""
    before, after = one.before.text, one.after
    unseen: dict[str, str | int | None] = {
        sign: f"\\u{ord(sign):04x}"
        for sign in {*before, *after}
        if sign != " " and unicodedata.category(sign) in _UNSEEN and before.count(sign) != after.count(sign)
    }
    shown = [visible(text.translate(str.maketrans(unseen))) for text in (before, after)]
    return [f"{one.path}:{one.line}: {', '.join(one.checks)}", f"- {shown[0]}", f"+ {shown[1]}"]
