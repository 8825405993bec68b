"""dragoman spend"""

from __future__ import annotations

import enum
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Output

if TYPE_CHECKING:
    from dragoman.workflow.spend import SpendReport


class Period(enum.StrEnum):
    MONTH = "month"
    DAY = "day"


def command(
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Only from this day, month or year on, as in 2026-11-22.")
    ] = "",
    by: Annotated[Period, typer.Option("--by", help="A line for each month or each day (UTC).")] = Period.MONTH,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Write each request to FILE.csv, or with answers to FILE.jsonl."),
    ] = None,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show what engines were paid: by engine, languages and month; and what may have been paid for nothing."""
    from dragoman.cli.output import note, say_json
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow import spend

    opened = find_project(project)
    report = spend.spend(opened, since, by.value)
    if export is not None:
        count = spend.export(opened, export, since)
        note(f"{counted(count, 'request')} written to {export}")
    if output is Format.JSON:
        say_json(_as_json(report))
    elif export is None:
        _tell(report)
    return 0


def _tell(report: SpendReport) -> None:
    from dragoman.cli.output import say, table
    from dragoman.model.wording import counted
    from dragoman.workflow.spend import amount

    spending = report.spending
    if not spending.lines and not spending.uncertain and not spending.on_way:
        say("no engine has been paid for anything")
        return
    if spending.lines:
        head = ("when", "engine", "languages", "requests", "billed", "cost", "answers", "reused")
        table(
            head,
            [
                (
                    line.period,
                    line.engine,
                    f"{line.source} → {line.target}",
                    str(line.requests or "·"),
                    f"{line.billed:,} {line.unit}" if line.unit else "·",
                    f"{amount(line.cost):f} {line.currency}" if line.currency else "·",
                    str(line.kept or "·"),
                    str(line.reused or "·"),
                )
                for line in spending.lines
            ],
            left=3,
        )
    for currency, total in report.totals.items():
        say(f"spent: {total:f} {currency}")
    if spending.on_way:
        say(f"on their way at this moment: {counted(spending.on_way, 'request')}")
    if spending.uncertain:
        sums = " and ".join(f"{total:f} {currency}" for currency, total in report.uncertain_totals.items())
        most = f", at most {sums}" if sums else ""
        say(f"uncertain: {counted(len(spending.uncertain), 'request')} may have been paid for{most}")
        for each in spending.uncertain:
            cost = f", {amount(each.expected):f} {each.currency}" if each.currency else ""
            texts = f"{counted(each.texts, 'text')}, {each.characters:,} characters{cost}"
            say(f"  {each.began} {each.engine} {each.source} → {each.target}: {texts}: {each.reason}")


def _as_json(report: SpendReport) -> dict[str, object]:
    from dragoman.workflow.spend import amount

    spending = report.spending
    return {
        "lines": [{**asdict(line), "cost": f"{amount(line.cost):f}"} for line in spending.lines],
        "totals": {currency: f"{total:f}" for currency, total in report.totals.items()},
        "uncertain": [{**asdict(each), "expected": f"{amount(each.expected):f}"} for each in spending.uncertain],
        "uncertain_totals": {currency: f"{total:f}" for currency, total in report.uncertain_totals.items()},
        "on_way": spending.on_way,
    }
