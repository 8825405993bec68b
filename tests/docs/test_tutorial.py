"""The tutorial can be typed as it stands, and prints what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import console, pages


def test_every_console_block_prints_what_it_shows(tmp_path: Path) -> None:
    for typed, output in console.run(console.read(pages.TUTORIAL.read_text(encoding="utf-8")), tmp_path):
        assert typed.fits(output), (
            f"tutorial.md:{typed.line}: $ {typed.script}"
            + "\n".join(output)
            + "\n\nif that is right: python -m tests.docs.regenerate tutorial"
        )


def test_a_page_is_read_as_commands_and_written_again_as_it_was() -> None:
    text = "Say:\n\n```console\n$ cat <<END\n> a\n>\n> b\nEND\n$ echo x\nx\n```\n\n```sh\n$ no command\n```\n"
    parts = console.read(text)
    commands = [part for part in parts if isinstance(part, console.Command)]
    assert [(command.line, command.typed, command.printed) for command in commands] == [
        (4, ["cat <<END", "a", "", "b"], ["END"]),
        (9, ["echo x"], ["x"]),
    ]
    assert console.write(parts) == text


@pytest.mark.parametrize(
    ("shown", "output", "fits"),
    [
        (["a"], ["a"], True),
        (["a"], ["b"], False),
        (["a"], ["a", "b"], False),
        ([], ["a"], False),
        (["in … days"], ["in 3 days"], True),
        (["in … days"], ["in 3", "4 days"], False),
        (["a", "…", "z"], ["a", "z"], True),
        (["a", "…", "z"], ["a", "b", "c", "z"], True),
        (["a.c"], ["abc"], False),
    ],
)
def test_three_dots_stand_for_any_text_or_any_lines(shown: list[str], output: list[str], fits: bool) -> None:
    assert console.Command(1, ["x"], shown).fits(output) is fits
