"""The command line: one file a command; each parses, calls the workflow, prints."""

from __future__ import annotations

import io
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs dragoman and ends the process.

    Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 engine trouble or a partial run, 130 interrupted.
    """
    from dragoman.cli.collecting import collect_rarely

    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old terminal, a file name that is no UTF-8
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before a command began or after it ended; a command tells it itself
        code = 128 + signal.SIGINT
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs one command line; its exit code."""
    from dragoman.cli.app import Usage, app
    from dragoman.cli.output import note

    try:
        code = app(arguments, prog_name="dragoman", standalone_mode=False)
    except Usage as error:
        said = io.StringIO()
        error.show(file=said)  # it quotes what was typed as it is, and a shell may have typed the names of files
        for line in said.getvalue().rstrip("\n").split("\n"):
            note(line)
        return error.exit_code
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else 0
    return code if isinstance(code, int) else 0
