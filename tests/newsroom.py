"""A small newsroom in a temporary folder, worked on through the command line as its users do."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.cli import run
from dragoman.model import State, Translation

ARTICLE = """\
---
title: "Bridge at Valmora reopens"
date: 2026-03-02
---

# Bridge at Valmora reopens

The bridge at Valmora reopened on Monday. It had been closed for 14 months. Mayor Ines Duarte walked across first.

Engineers replaced **every cable** of the bridge. Their [report](https://example.org/report-1) runs to 312 pages.

The ferry will run until June. The council has promised to keep one boat for visitors.

Read more tomorrow.

Traffic will be limited to cars at first. Buses may cross the bridge from April, and lorries must wait until June.

Read more tomorrow.
"""


@dataclass
class Newsroom:
    """A project folder and the means to work in it."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    name: str = "bridge.md"

    def run(self, *arguments: str, code: int | None = 0) -> str:
        """Runs a command; its output. The exit code must be `code` (None: any)."""
        with inside(self.folder):
            found = run(list(arguments))
        out = self.capture.readouterr()
        assert code is None or found == code, f"exit {found}\n{out.out}\n{out.err}"
        self.errors = out.err
        return out.out

    def json(self, *arguments: str, code: int | None = 0) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(self.run(*arguments, "--format", "json", code=code))
        return found

    @property
    def article(self) -> Path:
        return self.folder / "articles" / self.name

    def edit(self, before: str, after: str) -> None:
        text = self.article.read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        self.article.write_text(text.replace(before, after), encoding="utf-8")

    def catalog(self, language: str = "es", name: str = "") -> Path:
        return self.folder / "locales" / language / f"{name or self.name}.po"

    def approve(self, language: str = "es") -> None:
        """A person translates and approves everything."""
        catalog = Catalog.read(self.catalog(language))
        for key in catalog.keys:
            now = catalog.translation(key)
            if now is None or now.state is not State.APPROVED:
                catalog.put(key, Translation(translated(key.text), State.APPROVED), over=now)
        catalog.write(self.catalog(language))

    def comment(self, source: str, line: str, language: str = "es") -> None:
        """A person writes a comment line at the entry of a source."""
        path = self.catalog(language)
        text = path.read_text(encoding="utf-8")
        at = text.rindex("\n\n", 0, text.index(f'msgid "{source}"')) + 2
        path.write_text(f"{text[:at]}{line}\n{text[at:]}", encoding="utf-8")

    def merged(self, language: str = "es") -> Path:
        return self.folder / "build" / language / self.name

    def counts(self, language: str = "es") -> dict[str, object]:
        """How many segments are approved, draft, stale and missing."""
        [row] = [row for row in self.json("status")["articles"] if row["language"] == language]
        return {state: row[state] for state in ("approved", "draft", "stale", "missing")}

    def git(self, *arguments: str, code: int | None = 0) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, env=GIT)
        assert code is None or done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def commit(self, message: str = "work") -> None:
        if not (self.folder / ".git").exists():
            self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)


GIT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
    **{f"GIT_{who}_{what}": "tester@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def translated(text: str) -> str:
    """A stand-in for a person's translation: the same words, upside down in case, with every mark in place."""
    out, inside_tag = [], False
    for character in text:
        inside_tag = character == "<" or (inside_tag and character != ">")
        out.append(character if inside_tag or character == ">" else character.swapcase())
    return "".join(out)


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
