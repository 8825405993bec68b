"""Makes the project that commands are struck in: people's work in two languages, an edit since, a merged article gone.

python newsroom.py DIR
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dragoman import Catalog
from dragoman.cli import run
from dragoman.model import State, Translation

HARBOUR = """\
# Harbour museum opens

The old customs house opened on Tuesday. It shows four centuries of trade. Mayor Ines Duarte cut the ribbon.

Tickets cost €4.50. Children pay nothing.
"""
FERRY = """\
Ferry returns to Valmora

The ferry sailed again on Friday. It had been in repair for 14 months.

Captain Leon Abadi thanked the crew. The next boat leaves at noon.
"""


def make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    _run("init", "--to", "es", "--to", "ar")
    Path("articles/harbour.md").write_text(HARBOUR, encoding="utf-8")
    Path("articles/ferry.txt").write_text(FERRY, encoding="utf-8")
    _run("extract")
    for path in sorted(Path("locales").rglob("*.po")):
        catalog = Catalog.read(path)
        for number, key in enumerate(catalog.keys):
            if "es" in path.parts or number % 2:
                catalog.put(key, Translation(key.text.swapcase(), State.APPROVED))
        catalog.write(path)
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("#: articles", "# Leon: ask the desk again – لا تنس\n#: articles", 1), encoding="utf-8"
        )
    Path("locales/es/ferry.txt.po").chmod(0o640)
    _run("merge")
    harbour = Path("articles/harbour.md")
    harbour.write_text(HARBOUR.replace("four centuries", "five centuries"), encoding="utf-8")
    Path("build/es/ferry.txt").unlink()  # merge is to write this one, and to hold the other


def _run(*arguments: str) -> None:
    if code := run(list(arguments)):
        sys.exit(f"dragoman {' '.join(arguments)}: exit {code}")


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve())
