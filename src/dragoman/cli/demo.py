"""dragoman demo"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_TO = Path("build/demo")


def command(
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where it works and leaves its pages.")] = _TO,
) -> int:
    """Run the whole job on the sample newsroom, with a correction and a change of name in between."""
    from dragoman.cli.output import progress, say
    from dragoman.workflow.demo import demo

    with progress() as show:
        steps = demo(to, say=show)
    for step in steps:
        say(step)
    return 0
