"""The pages that run: where they are, and in what state of the tutorial's newsroom each begins."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.docs import console

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TUTORIAL = DOCS / "tutorial.md"

# each command's page, and the heading of the tutorial above which everything has been done; "" is an empty folder
STARTS = {
    "init": "",
    "extract": "## Merge",
    "translate": "## Draft",
    "check": "## Check",
    "correct": "## A correction",
    "merge": "## Merge",
    "queue": "## Review",
    "sign": "## Check",
    "review": "",
    "site": "## Merge",
    "serve": "",
    "status": "## Check",
    "style": "## Check",
    "provenance": "## Merge",
    "spend": "## Check",
    "segments": "## Extract",
    "resegment": "## Merge",
    "roundtrip": "## Extract",
    "git-merge-po": "## Check",
    "demo": "",
    "explain": "",
    "doctor": "## Check",
    "glossary": "## Check",
    "engines": "## Draft",
    "memory": "## A correction",
}
GROUPS = {  # with commands of their own
    "glossary": ("check", "find", "add", "suggest", "import", "export", "seed", "impact"),
    "engines": ("list", "probe", "trust", "distrust"),
    "memory": ("build", "search", "import", "export", "stats"),
}
_HELP = re.compile(r"(?<=<!-- help -->\n).*?(?=\n<!-- /help -->)", re.S)


def page(command: str) -> Path:
    return DOCS / "commands" / f"{command}.md"


def begin(command: str, folder: Path) -> None:
    """Puts into the empty `folder` what the examples of a command's page begin with."""
    if heading := STARTS[command]:
        shutil.copytree(_newsrooms()[heading], folder, dirs_exist_ok=True)


@cache
def _newsrooms() -> Mapping[str, Path]:
    """The tutorial's folder as it is at each heading that a page begins with."""
    place = Path(tempfile.mkdtemp(prefix="dragoman-docs-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    found: dict[str, Path] = {}
    folder = place / "now"
    folder.mkdir()
    for heading, parts in console.chapters(console.read(TUTORIAL.read_text(encoding="utf-8"))):
        if heading in STARTS.values():
            found[heading] = shutil.copytree(folder, place / str(len(found)))
        if found.keys() == {*STARTS.values()} - {""}:
            break
        for _ in console.run(parts, folder):
            pass
    return found


def help_of(command: str) -> str:
    """`dragoman COMMAND --help` on 80 columns, in a fence; a group's commands below it."""
    calls = [[command], *([command, name] for name in GROUPS.get(command, ()))]
    shown = []
    for call in calls:
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", *call, "--help"],
            env={**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        shown.append(done.stdout.strip())
    return "```text\n" + "\n\n".join(shown) + "\n```"


def shown_help(text: str) -> str:
    """The help that a page shows."""
    found = _HELP.search(text)
    assert found, "the page has no <!-- help --> section"
    return found.group()


def with_help(text: str, new: str) -> str:
    return _HELP.sub(lambda _: new, text)
