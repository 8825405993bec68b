"""dragoman translate"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output, Paths


def command(
    paths: Paths = None,
    languages: Languages = None,
    engine: Annotated[str, typer.Option("--engine", "-e", metavar="ENGINE", help="Ask only this engine.")] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Draft what has no translation yet; drafts are fuzzy until a person approves them."""
    from dragoman import plugins
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, note, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.workflow.translate import translate
    from dragoman.workflow.turn import turn

    opened, chosen, tags = open_project(project, paths, languages)
    if engine:
        plugins.load(plugins.ENGINES, engine)  # also when nothing is left to draft
    with turn(opened, note), progress() as show:
        report = translate(opened, chosen, tags, engine=engine, say=show)
    if output is Format.JSON:
        say_json({"catalogs": report.rows, "fixes": report.fixes, "errors": troubles_json(report.troubles)})
    else:
        for row in report.rows:
            if row.drafted or row.left:
                made = ", ".join(f"{count} by {name}" for name, count in row.drafted.items()) or "none drafted"
                say(f"{row.article} → {row.language}: {made}" + (f", {row.left} left empty" if row.left else ""))
                for reason, count in row.reasons.items():
                    say(f"  {count} × {reason}")
                if row.terms:
                    say(f"  terms: {_told(row.terms)}")
        if not any(row.drafted or row.left for row in report.rows):
            say("nothing to draft")
    code = tell_troubles(report.troubles)
    if report.left:
        note(f"without a translation: {counted(report.left, 'segment')}")
        for language, fixes in report.fixes.items():
            for fix in fixes:
                note(f"  {language}: {fix}")
        code = worst(code, 3)
    return code


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
