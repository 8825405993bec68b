"""python -m tests.docs.regenerate: writes into the docs what the commands say now; review the difference.

Help sections are replaced. In console blocks an output that still fits stays; else it is replaced, line by line, with
wildcards kept where they fit.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.docs import console, pages


def main(names: list[str]) -> None:
    if not names or "tutorial" in names:
        _rewrite(pages.TUTORIAL, "")
    for command in pages.STARTS:
        if not names or command in names:
            path = pages.page(command)
            path.write_text(pages.with_help(path.read_text(encoding="utf-8"), pages.help_of(command)), encoding="utf-8")
            _rewrite(path, command)


def _rewrite(path: Path, command: str) -> None:
    before = path.read_text(encoding="utf-8")
    parts = console.read(before)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if command:
            pages.begin(command, folder)
        for typed, output in console.run(parts, folder):
            if not typed.fits(output):
                lines = console.shown(output, folder)
                typed.printed = [_kept(line, typed.printed) for line in lines]
    after = console.write(parts)
    path.write_text(after, encoding="utf-8")
    print(f"{'rewrote' if after != before else 'same'}  {path.relative_to(pages.ROOT)}")


def _kept(line: str, before: list[str]) -> str:
    """A line of the page that fits `line` with a wildcard, else `line` itself."""
    fitting = (old for old in before if console.ANY in old and old != console.ANY)
    return next((old for old in fitting if console.Command(0, [], [old]).fits([line])), line)


if __name__ == "__main__":
    main(sys.argv[1:])
