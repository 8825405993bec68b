"""dragoman glossary seed"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.glossary.options import Into
from dragoman.cli.options import Folder, Languages


class Names(enum.StrEnum):
    TERRITORIES = "territories"
    CITIES = "cities"
    LANGUAGES = "languages"
    CURRENCIES = "currencies"


def seed(
    kinds: Annotated[list[Names] | None, typer.Option("--kind", "-k", help="Which names (may be repeated).")] = None,
    languages: Languages = None,
    into: Into = "cldr",
    project: Folder = Path(),
) -> int:
    """Write CLDR's names into the glossary, unreviewed and only admitted, for people to go through."""
    from dragoman.cli.output import note, say
    from dragoman.language.tags import normalise
    from dragoman.model.wording import counted
    from dragoman.project import find_project
    from dragoman.workflow.terms import seed_terms
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    chosen = [kind.value for kind in kinds or (Names.TERRITORIES, Names.CITIES)]
    with turn(opened, note):
        path, count = seed_terms(opened, chosen, [normalise(tag) for tag in languages or ()], into)
    say(f"wrote {path}: {counted(count, 'term')}" if count else "nothing to write: the glossary has them all")
    return 0
