"""Exit codes: 0 fine, 1 findings, 2 usage or unreadable input, 3 engine trouble or a partial run, 130 interrupted."""

from __future__ import annotations

import itertools
import json
import signal

import pytest

from dragoman import files
from dragoman.cli.output import worst
from tests.cli import programs
from tests.newsroom import Newsroom

DAMAGED = 'msgid "x\nmsgstr ""\n'


def test_all_is_well(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.approve("ar")
    for command in ("extract", "translate", "check", "merge", "status"):
        newsroom.run(command, code=0)
        assert newsroom.errors == ""


def test_findings_are_1(newsroom: Newsroom) -> None:
    newsroom.run("extract", "--check", code=1)
    newsroom.run("check", code=1)
    newsroom.run("merge", "--require", "es", code=1)


def test_a_bad_row_of_the_glossary_is_2_and_the_rest_of_it_counts(newsroom: Newsroom) -> None:
    folder = newsroom.folder / "glossary"
    folder.mkdir(exist_ok=True)
    (folder / "places.toml").write_text(
        '[[term]]\nsource = "Valmora"\nes = { approved = "Valmora del Mar" }\n[[term]]\nsorce = "June"\n'
    )
    (folder / "more.csv").write_text("source,es\nengineers,ingenieras,x\n")
    for command in ("extract", "translate", "check", "status"):
        newsroom.run(command, code=2)
        assert "error: glossary/places.toml:5: unknown key 'sorce'; did you mean 'source'?" in newsroom.errors
        assert "error: glossary/more.csv:2: 3 cells, but 2 columns" in newsroom.errors
    assert "Term: Valmora → \u2068Valmora del Mar\u2069 (approved)" in newsroom.catalog().read_text(encoding="utf-8")


def test_extract_check_writes_nothing(newsroom: Newsroom) -> None:
    newsroom.run("extract", "--check", code=1)
    assert not newsroom.catalog().exists()
    newsroom.run("extract")
    newsroom.run("extract", "--check", code=0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("chekc",), "No such command 'chekc'"),
        (("check", "--lang"), "No such option: --lang"),
        (("check", "-l", "fr"), "'fr' is not a language of this project"),
        (("check", "-l", "x!"), "'x!' is no language tag"),
        (("check", "--only", "stael"), "no check 'stael'; did you mean 'stale'?"),
        (("check", "nowhere.md"), "nowhere.md: no such file"),
        (("check", "-C", "nowhere"), "'nowhere' does not exist"),
        (("check", "dragoman.toml"), "no format reads '.toml'"),
        (("translate", "-e", "apertum"), "no engine 'apertum'; did you mean 'apertium'?"),
        (("merge", "--policy", "holds"), "'holds' is not one of 'hold', 'last-approved', 'source', 'draft-labelled',"),
        (("segments", "dragoman.toml"), "no format reads '.toml'"),
        (("segments", "nowhere.md"), "no such file"),
        (("segments", "articles/bridge.md", "--unit", "word"), "'word' is not one of 'sentence', 'paragraph'"),
        (("segments", "articles/bridge.md", "-l", "jp"), "no language has the code 'jp'"),
        (("roundtrip",), "Missing argument"),
        (("roundtrip", "articles", "-l", "jp"), "no language has the code 'jp'"),
        (("init",), "no language to translate into"),
        (("init", "--to", "en"), "'en' is the language of the articles"),
        (("explain", "everything"), "no page 'everything'"),
        (("demo", "--to", "articles"), "not empty"),
    ],
    ids=" ".join,
)
def test_usage_and_unreadable_input_are_2_told_on_standard_error(
    newsroom: Newsroom, arguments: tuple[str, ...], said: str
) -> None:
    assert newsroom.run(*arguments, code=2) == ""
    assert said in " ".join(newsroom.errors.split())
    assert "Traceback" not in newsroom.errors


def test_segments_without_a_text_are_3_with_the_line_that_would_help(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRAGOMAN_TRUST", "apertium=articles")
    with (newsroom.folder / "dragoman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[engines.apertium]\nmodes = "articles"\n')
    newsroom.run("translate", "-l", "es", code=3)
    assert newsroom.errors == ("without a translation: 12 segments\n  es: apt-get install apertium apertium-eng-spa\n")


def test_2_wins_over_3_and_3_over_1() -> None:
    for codes in itertools.permutations((0, 1, 3, 2)):
        assert worst(*codes) == 2
    for codes in itertools.permutations((0, 1, 3)):
        assert worst(*codes) == 3
    assert (worst(0, 1), worst(0, 0), worst()) == (1, 0, 0)


def test_a_damaged_catalog_wins_over_what_is_left_and_over_findings(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.catalog("ar").write_text(DAMAGED, encoding="utf-8")
    newsroom.run("translate", "-e", "memory", "-l", "es", code=3)
    newsroom.run("translate", "-e", "memory", code=2)
    newsroom.run("check", "-l", "es", code=1)
    newsroom.run("check", code=2)
    newsroom.run("merge", "--require", "es", code=2)
    assert "es is required, but not complete" in newsroom.errors


def test_a_required_language_that_was_not_looked_at_is_not_met(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("merge", "-l", "es", "--require", "ar", code=1)
    newsroom.catalog("ar").write_text(DAMAGED, encoding="utf-8")
    found = json.loads(newsroom.run("merge", "--require", "ar", "--require", "es", "--format", "json", code=2))
    assert found["required"] == {"ar": False, "es": True}


def test_an_interruption_is_130_and_says_how_to_go_on(newsroom: Newsroom) -> None:
    with files.lock(newsroom.folder / ".dragoman", wait_s=5, say=lambda _: None):
        process = programs.start(newsroom.folder, "extract")
        assert process.stderr is not None
        waiting = process.stderr.readline()  # it waits for our lock, and says so
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert waiting
    assert process.returncode == 130
    assert errors.decode() == "interrupted; what was finished is kept, run the command again to go on\n"
    assert not newsroom.catalog().exists()


def test_the_demonstration_ends_well_without_apertium(newsroom: Newsroom) -> None:
    done = programs.run(newsroom.folder, "demo", "--to", "trial", PATH="/nonexistent")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().rstrip("\n").split("\n")
    assert lines[-1] == "Look at it: trial/public/index.html"
    merged = lines[lines.index("Merged articles:") + 1 : -3]
    assert merged
    assert all((newsroom.folder / line.strip()).is_file() for line in merged)
    assert (newsroom.folder / "trial/public/index.html").is_file()
