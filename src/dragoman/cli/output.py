"""What commands print: data on standard output, progress and errors on standard error; hostile text escaped."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from dragoman.model import DragomanError, FileError
from dragoman.model.visible import visible
from dragoman.model.wording import counted
from dragoman.reports.json_text import harmless

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.workflow.reading import Trouble


_PAGE = 100  # columns of a page that is read, however wide the terminal is


def say(text: str) -> None:
    """A line for people on standard output, harmless whatever it quotes."""
    _out(visible(text) + "\n")


def say_json(value: object) -> None:
    r"""One JSON document on standard output, harmless on a terminal: what could steer it is written as `\uXXXX`."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    text = json.dumps(value, ensure_ascii=encoding != "utf8", indent=2, default=_plain)
    _out(harmless(text) + "\n")


def say_report(text: str) -> None:
    """A report as it is: those who made it made every text in it harmless, and its colours and lines are theirs."""
    _out(text)


def flush() -> None:
    """Sends off what is still buffered. Raises FileError when it cannot be, as on a full disk."""
    with _written():
        sys.stdout.flush()


def _out(text: str) -> None:
    with _written():
        sys.stdout.write(text)


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # no error of ours: the reader has seen enough
    except OSError as error:
        # What is buffered goes nowhere, so that the end of the process does not fail on it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise FileError(f"the output cannot be written: {error.strerror}") from None


def note(text: str) -> None:
    """A remark on standard error."""
    sys.stderr.write(visible(text) + "\n")


def tell_error(error: DragomanError) -> None:
    place = f"{error.where}: " if error.where else ""
    note(f"error: {place}{error.message}")
    if error.hint:
        note(f"  hint: {error.hint}")


def tell_troubles(troubles: Iterable[Trouble]) -> int:
    """Tells what could not be worked on; the exit code that follows from it (0, 2, or 3 for engines)."""
    from dragoman.model import EngineError

    code = 0
    for trouble in troubles:
        error = trouble.error
        if error.where is None:
            note(f"error: {trouble.path}: {error.message}")
            if error.hint:
                note(f"  hint: {error.hint}")
        else:
            tell_error(error)
        code = worst(code, 3 if isinstance(error, EngineError) else 2)
    return code


def troubles_json(troubles: Iterable[Trouble]) -> list[dict[str, object]]:
    return [
        {
            "path": trouble.path,
            "message": trouble.error.message,
            "where": str(trouble.error.where) if trouble.error.where else None,
            "hint": trouble.error.hint or None,
        }
        for trouble in troubles
    ]


def worst(*codes: int) -> int:
    """The exit code of several: 2 wins over 3, 3 over 1."""
    return next((code for code in (2, 3, 1) if code in codes), 0)


def tell_older(catalogs: int) -> None:
    """The way out where articles are cut by other rules than the current ones; nothing when there are none."""
    if catalogs:
        are = "is" if catalogs == 1 else "are"
        note(f"hint: {counted(catalogs, 'catalog')} {are} cut by other rules than now: dragoman resegment --check")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function that shows what is being worked on, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("…") as status:
        yield lambda text: status.update(_text(text))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> None:
    """A table for people, on standard output; on a terminal it fits the width. The first `left` columns are texts."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for at, title in enumerate(head):
        shown.add_column(_text(title), justify="left" if at < left else "right", no_wrap=True)
    for row in rows:
        shown.add_row(*(_text(cell) for cell in row))
    # into a text first: rich pads lines with blanks, and would end the process itself when nobody reads any more
    drawn = io.StringIO()
    Console(file=drawn, width=Console().width if sys.stdout.isatty() else 500, highlight=False).print(shown)
    lines = (line.rstrip() for line in drawn.getvalue().split("\n"))
    _out("".join(f"{line}\n" for line in lines if line))


def say_page(text: str) -> None:
    """A page of Markdown: laid out where a person reads it on a terminal, as it is written anywhere else."""
    lines = [visible(line) for line in text.rstrip("\n").split("\n")]
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        _out("".join(f"{line}\n" for line in lines))
        return
    import io

    from rich.console import Console
    from rich.markdown import Markdown

    drawn = io.StringIO()  # see `table`
    console = Console(file=drawn, width=min(Console().width, _PAGE), force_terminal=True)
    # the terminal's own colours, and addresses in plain sight: a hyperlink is an escape that hides where it leads
    console.print(Markdown("\n".join(lines), code_theme="ansi_dark", hyperlinks=False))
    _out(drawn.getvalue())


def _text(text: str) -> Text:
    from rich.text import Text

    return Text(visible(text))


def _plain(value: Any) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)
