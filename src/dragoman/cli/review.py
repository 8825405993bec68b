"""dragoman review"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Folder


def command(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to serve; 0 for any that is free.")
    ] = 8010,
    name: Annotated[str, typer.Option("--name", help="Who reviews, as `Name <address>`; git's user by default.")] = "",
    project: Folder = Path(),
) -> int:
    """Finish translations in a browser, on this machine only: source and target side by side, one key to approve."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, say, tell_troubles
    from dragoman.git import person
    from dragoman.model import ConfigError
    from dragoman.review.desk import Desk

    opened, _, _ = open_project(project, None, None)
    try:
        from dragoman.review.server import Review
        from dragoman.review.serving import Serving
    except ImportError as error:
        hint = "install it: pip install 'dragoman[review]'"
        raise ConfigError(f"the review page needs the package {error.name}", hint=hint) from None
    desk = Desk(opened, name or person(opened.folder))
    tell_troubles(desk.troubles)
    serving = Serving(Review(desk), port)
    say(f"reviewing at {serving.address} (Ctrl-C ends it)")
    if not desk.who:
        note("hint: nobody is named as the reviewer: dragoman review --name 'Name <address>'")
    serving.run()
    return 0
