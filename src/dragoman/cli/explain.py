"""dragoman explain"""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A check, an engine, a format or a command.")],
) -> int:
    """Print the page about a check, an engine, a format or a command."""
    from dragoman.cli.output import say_page
    from dragoman.workflow.explain import explain

    lines = explain(name).split("\n")
    say_page("\n".join(line for line in lines if not line.startswith("<!--")))  # remarks for those who write the page
    return 0
