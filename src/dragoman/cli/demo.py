"""dragoman demo"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_TO = Path("build/demo")


def command(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where it works and leaves its pages.")] = _TO,
    review: Annotated[bool, typer.Option("--review", help="Then serve the review page of it, until Ctrl-C.")] = False,
) -> int:
    """Run the whole job on the sample newsroom, with a correction and a change of name in between."""
    from dragoman.cli.output import progress, say
    from dragoman.workflow.demo import demo

    with progress() as show:
        steps = demo(to, say=show)
    for step in steps:
        say(step)
    if not review:
        return 0
    from dragoman.cli.review import serve
    from dragoman.git import person
    from dragoman.project import read_project
    from dragoman.review.desk import Desk

    return serve(Desk(read_project(to), person(to)), 0)
