"""The application: every command, registered by name, its errors told without a traceback."""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable
from typing import ParamSpec, cast

import typer

from dragoman import __version__
from dragoman.cli import (
    check,
    correct,
    demo,
    doctor,
    engines,
    explain,
    extract,
    git_merge_po,
    glossary,
    init,
    memory,
    merge,
    provenance,
    queue,
    resegment,
    review,
    roundtrip,
    segments,
    serve,
    sign,
    site,
    spend,
    status,
    style,
    translate,
)
from dragoman.cli.output import flush, note, tell_error
from dragoman.model import DragomanError, EngineError

_P = ParamSpec("_P")

Usage = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What a command line that cannot be understood raises; typer keeps the name to itself."""

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _ending(command: Callable[_P, int]) -> Callable[_P, None]:
    """`command` as typer wants it: its number becomes the exit code, an error that the user can mend is told."""

    @functools.wraps(command)
    def run(*arguments: _P.args, **options: _P.kwargs) -> None:
        try:
            code = command(*arguments, **options)
            flush()
        except KeyboardInterrupt:
            note("interrupted; what was finished is kept, run the command again to go on")
            code = 128 + signal.SIGINT
        except DragomanError as error:
            tell_error(error)
            code = 3 if isinstance(error, EngineError) else 2
        except BrokenPipeError:  # the reader of our output has gone, as in `dragoman status | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 128 + signal.SIGPIPE
        raise typer.Exit(code)

    return run


_GLOSSARY = "Look after the glossary: check it, find and add terms, bring them in and out."

_ENGINES = "Look after the engines: which there are, how they treat tokens, and which may be reached."
_MEMORY = "Look after the translation memory: fill and ask it, bring TMX in and out."

_COMMANDS = (
    init,
    extract,
    translate,
    check,
    correct,
    merge,
    queue,
    sign,
    review,
    site,
    serve,
    status,
    style,
    provenance,
    spend,
    segments,
    resegment,
    roundtrip,
    git_merge_po,
    demo,
    explain,
    doctor,
)

for _command in _COMMANDS:
    app.command(_command.__name__.rpartition(".")[2].replace("_", "-"))(_ending(_command.command))

for _group, _module, _help in (
    ("glossary", glossary, _GLOSSARY),
    ("engines", engines, _ENGINES),
    ("memory", memory, _MEMORY),
):
    _typer = typer.Typer(no_args_is_help=True, help=_help)
    for _name, _function in _module.COMMANDS.items():
        _typer.command(_name)(_ending(_function))
    app.add_typer(_typer, name=_group)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    """Translate and publish articles in many languages, with nothing lost.

    Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 engine trouble or a partial run, 130 interrupted.
    """
