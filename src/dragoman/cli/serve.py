"""dragoman serve"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import Folder


def command(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to serve; 0 for any that is free.")
    ] = 8000,
    project: Folder = Path(),
) -> int:
    """Show the site as it would be now, on this machine only. Pages reload when what they are made of is saved."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import flush, note, say
    from dragoman.workflow.preview import Preview
    from dragoman.workflow.serving import Server

    opened, _, _ = open_project(project, None, None)
    preview = Preview(opened, say=note)
    with Server(preview, port) as server:
        say(f"serving {server.address} (Ctrl-C ends it)")
        flush()  # a program that waits for the address may read this
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            note("ended")
        finally:
            server.ending.set()
            preview.close()
    return 0
