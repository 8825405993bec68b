"""dragoman translate"""

from __future__ import annotations

import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths
from dragoman.cli.source import WaitForSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.engines.watching import Seen
    from dragoman.workflow.estimate import Estimate
    from dragoman.workflow.translated import TranslateReport


def command(
    paths: Paths = None,
    languages: Languages = None,
    engine: Annotated[str, typer.Option("--engine", "-e", metavar="ENGINE", help="Ask only this engine.")] = "",
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Also redo untouched drafts whose terms, neighbours or engine changed."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Contact nobody and write nothing; tell what a run would send and cost.")
    ] = False,
    budget: Annotated[
        str, typer.Option("--budget", metavar="AMOUNT", help='Stop before more is spent, as in "5 EUR".')
    ] = "",
    show_requests: Annotated[
        bool, typer.Option("--show-requests", help="Print every text that is sent, letter for letter.")
    ] = False,
    wait: WaitForSource = None,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Draft what has no translation yet; drafts are fuzzy until a person approves them."""
    from dragoman.cli.gauge import gauge
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, worst
    from dragoman.cli.source import pass_gate
    from dragoman.workflow.estimate import estimate
    from dragoman.workflow.purse import read_budget
    from dragoman.workflow.routes import make
    from dragoman.workflow.stopping import stoppable
    from dragoman.workflow.translate import translate
    from dragoman.workflow.turn import turn

    opened, chosen, tags = open_project(project, paths, languages)
    chosen, waits = pass_gate(opened, chosen, wait)
    if engine:
        make(opened, opened.engine(engine)).engine.close()  # also when nothing is left to draft
    limit = read_budget(opened, budget, engine) if budget else None
    shown: list[Seen] = []
    show = _shower(shown, output) if show_requests else None
    if dry_run:
        with gauge() as (say, _):
            estimated = estimate(
                opened, chosen, tags, engine=engine, refresh=refresh, say=say, show=show or (lambda _: None)
            )
        return worst(_tell_estimate(estimated, output, shown), waits)
    with turn(opened, note), stoppable() as stopping, gauge() as (say, tell):
        try:
            report = translate(
                opened,
                chosen,
                tags,
                engine=engine,
                refresh=refresh,
                budget=limit,
                stopping=stopping,
                say=say,
                gauge=tell,
                show=show,
            )
        except KeyboardInterrupt:
            note("stopped at once; what was written down until then is kept, run the command again to go on")
            return 128 + (stopping.signal or signal.SIGINT)
    code = _tell(report, output, shown)
    return code if report.signal else worst(code, waits)


def _tell(report: TranslateReport, output: Format, shown: list[Seen]) -> int:
    from dragoman.cli import requests
    from dragoman.cli.gauge import money
    from dragoman.cli.output import note, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.model.wording import counted

    if output is Format.JSON:
        sent = {"requests": [requests.row(seen) for seen in shown]} if shown else {}
        spent = {"spent": report.spent} if report.spent else {}
        catalogs = {"catalogs": report.rows, "fixes": report.fixes}
        say_json({**catalogs, **spent, **sent, "errors": troubles_json(report.troubles)})
    else:
        for row in report.rows:
            if row.drafted or row.left or row.proposed:
                made = ", ".join(f"{count} by {name}" for name, count in row.drafted.items()) or "none drafted"
                made += "".join(
                    f", {counted(count, 'proposal')} by {name} for stale texts" for name, count in row.proposed.items()
                )
                say(f"{row.article} → {row.language}: {made}" + (f", {row.left} left empty" if row.left else ""))
                for reason, count in row.reasons.items():
                    say(f"  {count} × {reason}")
                if row.terms:
                    say(f"  terms: {_told(row.terms)}")
        if not any(row.drafted or row.left or row.proposed for row in report.rows):
            say("nothing to draft")
        for currency, amount in report.spent.items():
            say(f"spent: {money(amount, currency)}")
    code = tell_troubles(report.troubles)
    if report.left:
        note(f"without a translation: {counted(report.left, 'segment')}")
        for language, fixes in report.fixes.items():
            for fix in fixes:
                note(f"  {language}: {fix}")
        code = worst(code, 3)
    if report.signal:
        note(f"stopped; {counted(report.drafted, 'draft')} kept, run the command again to go on")
        return 128 + report.signal
    return code


def _tell_estimate(found: Estimate, output: Format, shown: list[Seen]) -> int:
    from dragoman.cli import requests
    from dragoman.cli.gauge import money
    from dragoman.cli.output import note, say, say_json, table, tell_troubles, troubles_json, worst
    from dragoman.model.wording import counted

    if output is Format.JSON:
        sent = {"requests": [requests.row(seen) for seen in shown]} if shown else {}
        rest = {"left": found.left, "reasons": found.reasons, "fixes": found.fixes}
        say_json({"engines": found.rows, **rest, **sent, "errors": troubles_json(found.troubles)})
    else:
        rows = [
            (
                row.engine,
                row.language,
                f"{row.segments:,}",
                f"{row.characters:,}",
                "·" if row.amount is None else money(row.amount, row.currency),
            )
            for row in found.rows
        ]
        if rows:
            table(("engine", "language", "segments", "characters", "price"), rows, left=2)
        elif not found.left:
            say("nothing to draft")
        for currency, amount in found.amounts.items():
            say(f"in all: {money(amount, currency)}")
        for reason, count in found.reasons.items():
            say(f"{count} × {reason}")
        for name in dict.fromkeys(row.engine for row in found.rows if not row.is_tried):
            note(f"{name} is first asked for a few sentences of ours, to see how it treats terms; they are not counted")
    code = tell_troubles(found.troubles)
    if found.left:
        note(f"no engine for: {counted(found.left, 'segment')}")
        for language, fixes in found.fixes.items():
            for fix in fixes:
                note(f"  {language}: {fix}")
        code = worst(code, 3)
    return code


def _shower(shown: list[Seen], output: Format) -> Callable[[Seen], None]:
    """What is done with each batch: printed for people as it goes, kept for programs."""
    from dragoman.cli.output import say
    from dragoman.cli.requests import lines

    def show(seen: Seen) -> None:
        if output is Format.JSON:
            shown.append(seen)
            return
        for line in lines(seen):
            say(line)

    return show


def _told(terms: Mapping[str, int]) -> str:
    """`12 rendered (2 in another form, 1 for the engine's own word), 1 not rendered`."""
    rendered = sum(terms.get(name, 0) for name in ("restored", "heeded", "substituted"))
    parts = [
        f"{terms[name]} {words}"
        for name, words in (("chosen", "in another form"), ("substituted", "for the engine's own word"))
        if terms.get(name)
    ]
    more = f" ({', '.join(parts)})" if parts else ""
    lost = f", {terms['lost']} not rendered: see their PO entries" if terms.get("lost") else ""
    return f"{rendered} rendered{more}{lost}"
