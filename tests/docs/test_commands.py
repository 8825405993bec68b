"""Every command has its page, which shows its help and what it prints, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli.app import app
from tests.docs import console, pages

COMMANDS = [str(command.name) for command in (*app.registered_commands, *app.registered_groups)]


def test_every_command_has_its_page_and_every_page_its_command() -> None:
    assert sorted(path.stem for path in (pages.DOCS / "commands").glob("*.md")) == sorted(COMMANDS)
    assert list(pages.STARTS) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_page_has_its_chapters_and_the_help_of_its_command(command: str) -> None:
    text = pages.page(command).read_text(encoding="utf-8")
    assert text.startswith(f"# dragoman {command}\n\n")
    assert "\n**When.** " in text
    assert [name for name, _ in console.chapters(console.read(text))] == [
        "",
        "## Examples",
        "## Exit codes",
        "## What it never does",
        "## Help",
    ]
    assert pages.shown_help(text) == pages.help_of(command), "run python -m tests.docs.regenerate"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_a_page_print_what_it_shows(command: str, tmp_path: Path) -> None:
    pages.begin(command, tmp_path)
    for typed, output in console.run(console.read(pages.page(command).read_text(encoding="utf-8")), tmp_path):
        assert typed.fits(output), (
            f"commands/{command}.md:{typed.line}: $ {typed.script}"
            + "\n".join(output)
            + f"\n\nif that is right: python -m tests.docs.regenerate {command}"
        )
