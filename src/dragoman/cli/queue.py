"""dragoman queue"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths

if TYPE_CHECKING:
    from dragoman.workflow.queue import Queue, Row
    from dragoman.workflow.risk import Reason
    from dragoman.workflow.risk.house import House

_TOLD = 4  # reasons of a text
_SHOWN = 0.005  # a weight that is not 0.00


def command(
    paths: Paths = None,
    languages: Languages = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="COUNT", min=0, help="Only the first so many of each language; 0: all.")
    ] = 0,
    with_settled: Annotated[bool, typer.Option("--all", help="Also what is approved and no check doubts.")] = False,
    no_checks: Annotated[bool, typer.Option("--no-checks", help="Without what the checks say: much faster.")] = False,
    no_memory: Annotated[
        bool, typer.Option("--no-memory", help="Do not look up how near the memory's texts are.")
    ] = False,
    against: Annotated[
        str,
        typer.Option("--against", metavar="ENGINE", help="Ask this engine too, and tell where drafts differ from it."),
    ] = "",
    budget: Annotated[
        str, typer.Option("--budget", metavar="AMOUNT", help='Stop before more is spent on it, as in "5 EUR".')
    ] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show what waits for a person, the riskiest first, each with its reasons. Approves nothing."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import progress, say_json, tell_troubles, troubles_json
    from dragoman.workflow.purse import read_budget
    from dragoman.workflow.queue import queue

    opened, chosen, tags = open_project(project, paths, languages)
    with progress() as show:
        report = queue(
            opened,
            chosen,
            tags,
            with_checks=not no_checks,
            with_memory=not no_memory,
            with_settled=with_settled,
            against=against,
            budget=read_budget(opened, budget, against) if budget else None,
            say=show,
        )
    if output is Format.JSON:
        say_json({"queues": [_json(one, limit) for one in report.queues], "errors": troubles_json(report.troubles)})
    else:
        for one in report.queues:
            _say(one, limit)
    return tell_troubles(report.troubles)


def _shown(queue: Queue, limit: int) -> tuple[Row, ...]:
    return queue.rows[:limit] if limit else queue.rows


def _say(queue: Queue, limit: int) -> None:
    from dragoman.cli.output import say

    waiting = len(queue.rows)
    shown = _shown(queue, limit)
    say(f"{queue.language}: {_counted(waiting)} in the queue, {queue.settled:,} settled; {_told(queue.house)}")
    for at, row in enumerate(shown, 1):
        place = f"{row.catalog}:{row.line}" if row.line else row.article
        say(f"{at:4}  {row.risk.score:.2f}  {row.state:8}  {place}")
        say(f"      {row.pair.segment.text}")
        reasons = [_worded(reason) for reason in row.risk.reasons]
        more = f"; {len(reasons) - _TOLD} more" if len(reasons) > _TOLD else ""
        say(f"      {'; '.join(reasons[:_TOLD])}{more}")
    if len(shown) < waiting:
        say(f"      … and {waiting - len(shown):,} more")


def _worded(reason: Reason) -> str:
    return f"{reason.words} ({reason.weight:+.2f})" if abs(reason.weight) >= _SHOWN else reason.words


def _counted(count: int) -> str:
    from dragoman.model.wording import counted

    return counted(count, "text")


def _told(house: House) -> str:
    from dragoman.model.wording import counted
    from dragoman.workflow.risk.house import LEAST

    if house.is_learned:
        return f"weights learned from {counted(house.edits, 'draft')} of this house"
    if house.edits < LEAST:
        return f"usual weights: {house.edits} of the {LEAST} drafts to learn from"
    return f"usual weights: {counted(house.edits, 'draft')} of this house teach no better ones"


def _json(queue: Queue, limit: int) -> dict[str, object]:
    return {
        "language": queue.language,
        "waiting": len(queue.rows),
        "settled": queue.settled,
        "edits": queue.house.edits,
        "learned": queue.house.is_learned,
        "texts": [
            {
                "article": row.article,
                "catalog": row.catalog,
                "line": row.line or None,
                "context": row.pair.segment.context,
                "source": row.pair.segment.text,
                "target": row.pair.translation.text if row.pair.translation else None,
                "state": row.state,
                "score": row.risk.score,
                "stakes": row.risk.has_stakes,
                "reasons": [reason._asdict() for reason in row.risk.reasons],
            }
            for row in _shown(queue, limit)
        ],
    }
