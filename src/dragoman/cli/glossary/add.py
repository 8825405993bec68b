"""dragoman glossary add"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.glossary.options import Case, Into, Kind
from dragoman.cli.options import Folder


def add(
    source: Annotated[str, typer.Argument(metavar="TERM", help="The term as articles write it.")],
    approved: Annotated[
        list[str] | None, typer.Option("--to", "-t", metavar="LANG=TEXT", help="Its approved rendering.")
    ] = None,
    admitted: Annotated[
        list[str] | None, typer.Option("--admit", metavar="LANG=TEXT", help="What may stand, too.")
    ] = None,
    forbidden: Annotated[
        list[str] | None, typer.Option("--forbid", metavar="LANG=TEXT", help="What must not stand.")
    ] = None,
    forms: Annotated[list[str] | None, typer.Option("--form", metavar="LANG=TEXT", help="An inflected form.")] = None,
    kept: Annotated[list[str] | None, typer.Option("--keep", metavar="LANG", help="It is not translated.")] = None,
    aliases: Annotated[list[str] | None, typer.Option("--alias", metavar="TEXT", help="Another source form.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", "-k", help="What it names.")] = None,
    case: Annotated[Case, typer.Option("--case", help="Which capitals a text needs.")] = Case.SMART,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="One line for translators.")] = "",
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help="Who settled it, when and where.")] = "",
    into: Into = "",
    project: Folder = Path(),
) -> int:
    """Add one term, or languages to one that is there; every other byte of the file stays."""
    from dragoman.cli.output import note as tell
    from dragoman.cli.output import say
    from dragoman.glossary.checking import term_of
    from dragoman.model import Where
    from dragoman.project import find_project
    from dragoman.workflow.terms import add_term
    from dragoman.workflow.turn import turn

    table: dict[str, object] = {"source": source, "aliases": aliases or [], "case": case.value}
    table |= {
        key: value for key, value in (("kind", kind and kind.value), ("note", note), ("decision", decision)) if value
    }
    renderings: dict[str, dict[str, object]] = {}
    for key, pairs in (("admitted", admitted), ("forbidden", forbidden), ("forms", forms)):
        for tag, text in map(_pair, pairs or ()):
            texts = renderings.setdefault(tag, {}).setdefault(key, [])
            if isinstance(texts, list):
                texts.append(text)
    for tag, text in map(_pair, approved or ()):
        renderings.setdefault(tag, {})["approved"] = text
    for tag in kept or ():
        renderings.setdefault(tag, {})["keep"] = True
    term, faults = term_of({**table, **renderings}, lambda _: Where("the command line"), "")
    if term is None or faults:
        raise faults[0].error()
    opened = find_project(project)
    with turn(opened, tell):
        path = add_term(opened, term, into)
    say(f"wrote {path}: {term.source}")
    return 0


def _pair(text: str) -> tuple[str, str]:
    from dragoman.model import ConfigError

    tag, sign, rendering = text.partition("=")
    if not sign:
        raise ConfigError(f"{text!r} names no language", hint='write it like es="Foro del Agua"')
    return tag.strip(), rendering.strip()
