"""What is printed: no escape codes when piped, hostile text spelled out, errors apart from output."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.cli import programs
from tests.newsroom import Newsroom

ESCAPE, RED, OVERRIDE, LINE = "\x1b", "\x1b[31m", "\u202e", "\u2028"
HOSTILE = f"Bridge {OVERRIDE}reopens\u2069 now\u009b31m{LINE}"
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def on_a_terminal(folder: Path, *arguments: str, **more: str) -> str:
    """What a command shows on a terminal, standard output and error together."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*programs.COMMAND, *arguments],
        cwd=folder,
        env=programs.environment(**{"TERM": "xterm-256color", **more}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    process.wait(timeout=60)
    return shown.decode()


@pytest.mark.parametrize("command", ["extract", "translate", "check", "merge", "status", "roundtrip"])
def test_nothing_piped_holds_an_escape_code(newsroom: Newsroom, command: str) -> None:
    arguments = {"translate": ["-e", "pseudo"], "roundtrip": ["articles"]}.get(command, [])
    done = programs.run(newsroom.folder, command, *arguments, TERM="xterm-256color")
    assert done.stdout
    assert ESCAPE.encode() not in done.stdout + done.stderr


def test_progress_is_shown_on_a_terminal_only(newsroom: Newsroom) -> None:
    assert b"bridge.md" not in programs.run(newsroom.folder, "check").stderr
    assert ESCAPE in on_a_terminal(newsroom.folder, "check")


def test_no_color_is_heeded_on_a_terminal(newsroom: Newsroom) -> None:
    colours = re.compile(r"\x1b\[[0-9;]*[34][0-7]m|\x1b\[38;")
    assert colours.search(on_a_terminal(newsroom.folder, "check"))
    for command in ("status", "check", "--help"):
        assert not colours.search(on_a_terminal(newsroom.folder, command, NO_COLOR="1"))


def test_a_page_is_laid_out_on_a_terminal_and_plain_elsewhere(newsroom: Newsroom) -> None:
    page = on_a_terminal(newsroom.folder, "explain", "numbers")
    assert "\x1b]" not in page  # no hyperlink, which hides where it leads
    for sign in ("| in the source |", "|---|", "## What it finds", "```"):
        assert sign not in page
    plain = re.sub(r"\x1b\[[0-9;]*m", "", page)
    assert not _STEERS.search(plain.replace("\r\n", "\n"))
    assert "What it finds" in plain
    without = on_a_terminal(newsroom.folder, "explain", "numbers", NO_COLOR="1")
    assert set(re.findall(r"\x1b\[[^m]*m", without)) <= {f"\x1b[{weight}m" for weight in ("0", "1", "3", "4", "1;4")}
    source = (Path(__file__).parents[2] / "docs" / "checks" / "numbers.md").read_text(encoding="utf-8")
    assert newsroom.run("explain", "numbers") == source
    assert on_a_terminal(newsroom.folder, "explain", "numbers", TERM="dumb").replace("\r\n", "\n") == source


@pytest.mark.parametrize("output", ["text", "json"])
def test_hostile_text_of_an_article_is_spelled_out(newsroom: Newsroom, output: str) -> None:
    newsroom.article.write_text(f"# {HOSTILE}end\n\nSee {RED}red\n", encoding="utf-8")
    for arguments in (("segments", "articles/bridge.md"), ("check",), ("extract",), ("status",), ("merge",)):
        printed = newsroom.run(*arguments, "--format", output, code=None) + newsroom.errors
        assert not _STEERS.search(printed), arguments


def test_spelled_out_text_in_json_is_still_the_text(newsroom: Newsroom) -> None:
    newsroom.article.write_text(f"Bridge {OVERRIDE}reopens\U000e0041 – Brücke\n", encoding="utf-8")
    printed = newsroom.run("segments", "articles/bridge.md", "--format", "json")
    assert r"Bridge \u202ereopens\udb40\udc41 – Brücke" in printed
    assert json.loads(printed)[0]["text"] == f"Bridge {OVERRIDE}reopens\U000e0041 – Brücke"


def test_hostile_text_of_a_catalog_is_spelled_out(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(f"{RED}{OVERRIDE}<a>{key.text}", State.DRAFT))
    catalog.write(newsroom.catalog())
    for output in ("text", "json"):
        printed = newsroom.run("check", "-l", "es", "--format", output, code=1)
        assert not _STEERS.search(printed + newsroom.errors)
    newsroom.catalog().write_text(f'msgid "{RED}x\nmsgstr "{OVERRIDE}"\n', encoding="utf-8")
    newsroom.run("check", "-l", "es", code=2)
    assert not _STEERS.search(newsroom.errors)


def test_hostile_names_of_files_and_settings_are_spelled_out(newsroom: Newsroom) -> None:
    name = f"a{RED}{OVERRIDE}.md"
    (newsroom.folder / "articles" / name).write_text("Bridge.\n", encoding="utf-8")
    for arguments in (("status",), ("roundtrip", "articles"), ("extract",), ("segments", f"no{RED}.md")):
        for output in ("text", "json"):
            assert not _STEERS.search(newsroom.run(*arguments, "--format", output, code=None) + newsroom.errors)
    (newsroom.folder / "dragoman.toml").write_text('source = "en"\n"\\u001b[31mx" = 1\n', encoding="utf-8")
    newsroom.run("status", code=2)
    assert "unknown setting" in newsroom.errors
    assert not _STEERS.search(newsroom.errors)


def test_a_terminal_that_knows_few_characters_is_no_reason_to_stop(newsroom: Newsroom) -> None:
    newsroom.article.write_text("# Brücke – “open”\n", encoding="utf-8")
    segments = ("segments", "articles/bridge.md")
    text = programs.run(newsroom.folder, *segments, PYTHONIOENCODING="ascii")
    assert (text.returncode, text.stderr) == (0, b"")
    assert rb"Br\xfccke \u2013 \u201copen\u201d" in text.stdout
    found = programs.run(newsroom.folder, *segments, "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(found.stdout)[0]["text"] == "Brücke – “open”"


def test_a_file_name_that_is_no_utf_8_is_no_reason_to_stop(newsroom: Newsroom) -> None:
    name = os.fsdecode(b"odd\xff.md")
    (newsroom.folder / name).write_text("Bridge.\n", encoding="utf-8")
    for more in ((), ("--format", "json")):
        done = programs.run(newsroom.folder, "roundtrip", name, *more)
        assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["files"][0]["path"] == name


@pytest.mark.parametrize("arguments", [["status"], ["check"], ["explain", "merge"], ["status", "--format", "json"]])
def test_a_reader_that_goes_away_ends_the_command_quietly(newsroom: Newsroom, arguments: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*programs.COMMAND, *arguments],
        cwd=newsroom.folder,
        env=programs.environment(),
        stdout=theirs,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_an_error(newsroom: Newsroom) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*programs.COMMAND, "status"],
            cwd=newsroom.folder,
            env=programs.environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: the output cannot be written")


def test_errors_go_to_standard_error_and_have_a_way_out(newsroom: Newsroom) -> None:
    assert newsroom.run("check", "-l", "fr", code=2) == ""
    assert newsroom.errors == (
        "error: 'fr' is not a language of this project\n  hint: languages in dragoman.toml: es, ar\n"
    )


def test_numbers_agree_with_their_nouns(newsroom: Newsroom) -> None:
    newsroom.article.write_text("Bridge\n", encoding="utf-8")
    assert newsroom.run("extract", "-l", "es") == (
        "wrote locales/es/bridge.md.po: 1 new\n1 catalog: 1 changed, 0 as before\n"
    )
    last = newsroom.run("check", "-l", "es", code=1).rstrip("\n").split("\n")[-1]
    assert last == "1 segment checked: 1 error, 0 warnings, 0 notes"


def test_the_table_has_no_blanks_at_the_ends_of_its_lines(newsroom: Newsroom) -> None:
    lines = newsroom.run("status", "-l", "es").rstrip("\n").split("\n")
    assert [line.split() for line in lines if "─" not in line] == [
        ["article", "language", "approved", "draft", "stale", "missing", "of", "errors", "warnings", "publishable"],
        ["articles/bridge.md", "es", "·", "·", "·", "12", "12", "13", "·", "no"],
    ]
    assert lines == [line.rstrip() for line in lines]
