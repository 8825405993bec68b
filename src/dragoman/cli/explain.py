"""dragoman explain"""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A check, an engine, a format or a command.")],
) -> int:
    """Print the page about a check, an engine, a format or a command."""
    from dragoman.cli.output import say
    from dragoman.workflow.explain import explain

    for line in explain(name).rstrip("\n").split("\n"):
        if not line.startswith("<!--"):  # a remark for those who write the page
            say(line)
    return 0
