"""dragoman sign"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Languages, Output

if TYPE_CHECKING:
    from dragoman.catalog.signing import Signature


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="ARTICLE", help="The signed article; more than one, or folders.")
    ] = None,
    languages: Languages = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Who signs, as others should read it.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take this name's sign-off back.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Sign off an article in a language, as it is translated now. The word is void as soon as a text changes."""
    from dataclasses import asdict
    from datetime import date

    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, say, say_json, tell_troubles, troubles_json
    from dragoman.model import ConfigError
    from dragoman.workflow.signing import sign_off
    from dragoman.workflow.turn import turn

    way = 'dragoman sign ARTICLE --language LANG --name "…"'
    if not paths:
        raise ConfigError("which article is signed off?", hint=way)
    if not languages:
        raise ConfigError("in which language is it signed off?", hint=way)
    if not name.strip():
        raise ConfigError("who signs it off?", hint=way)
    opened, chosen, tags = open_project(project, paths, languages)
    with turn(opened, note):
        report = sign_off(opened, chosen, tags, name, date.today(), take_back=withdraw)
    if output is Format.JSON:
        say_json({"signed": [asdict(row) for row in report.rows], "errors": troubles_json(report.troubles)})
    else:
        for row in report.rows:
            say(f"{row.article} {row.language}: {told(row.signatures) or 'nobody has signed it off'}")
    return tell_troubles(report.troubles)


def told(signatures: tuple[Signature, ...]) -> str:
    """Sign-offs in a few words: `Ana Ruiz 2026-11-28, void: Ben 2026-11-20`."""
    return ", ".join(f"{'' if one.is_valid else 'void: '}{one.name} {one.date}" for one in signatures)
