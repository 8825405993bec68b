"""`--format json`: one document on standard output, whole, for each command that reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.newsroom import Newsroom

ROWS = {"extract": "catalogs", "check": "findings", "merge": "articles", "status": "articles"}
SMALL = "# Bridge opens\n\nIt is [new](https://example.org/a).\n"


@pytest.fixture
def small(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text(SMALL, encoding="utf-8")
    return newsroom


def test_extract(small: Newsroom) -> None:
    catalog = {
        "article": "articles/bridge.md",
        "language": "es",
        "path": "locales/es/bridge.md.po",
        "segments": 2,
        "changed": True,
        "followed": None,
        "kept": 0,
        "new": 2,
        "revived": 0,
        "reopened": 0,
        "stale": 0,
        "mechanical": 0,
        "minor": 0,
        "emptied": 0,
        "split": 0,
        "joined": 0,
        "retired": 0,
        "changes": {},
        "not_minor": [],
    }
    assert small.json("extract", "-l", "es") == {"catalogs": [catalog], "others": {}, "errors": []}
    again = {**catalog, "changed": False, "kept": 2, "new": 0}
    assert small.json("extract", "-l", "es") == {"catalogs": [again], "others": {}, "errors": []}


def test_extract_tells_where_an_article_was_before(small: Newsroom) -> None:
    small.run("extract")
    small.approve()
    small.article.rename(small.folder / "articles" / "opening.md")
    [row] = small.json("extract", "-l", "es")["catalogs"]
    assert (row["path"], row["followed"]) == ("locales/es/opening.md.po", "locales/es/bridge.md.po")


def test_translate(small: Newsroom) -> None:
    row = {"article": "articles/bridge.md", "language": "es", "drafted": {"pseudo": 2}, "left": 0}
    row |= {"reasons": {}, "terms": {}, "proposed": {}}
    found = small.json("translate", "-l", "es", "-e", "pseudo")
    assert found == {"catalogs": [row], "fixes": {}, "errors": []}


def test_check(small: Newsroom) -> None:
    small.run("translate", "-e", "pseudo", "-l", "es")
    small.run("extract", "-l", "ar")
    found = small.json("check", "-l", "ar", code=1)
    headline = {
        "check": "missing",
        "severity": "error",
        "message": "no translation",
        "change": None,
        "language": "ar",
        "article": "articles/bridge.md",
        "path": "locales/ar/bridge.md.po",
        "line": found["findings"][0]["line"],
        "source": "Bridge opens",
        "target": "",
        "start": None,
        "end": None,
        "fix": None,
        "waived": None,
        "hint": "fill in the msgstr, or run dragoman translate",
    }
    lines = small.catalog("ar").read_text(encoding="utf-8").split("\n")
    assert 'msgid "Bridge opens"' in lines[int(str(headline["line"])) - 1 :][:2]
    assert found["findings"][0] == headline
    assert [finding["source"] for finding in found["findings"]] == ["Bridge opens", "It is <a>new</a>."]
    assert {name: found[name] for name in found if name != "findings"} == {"pairs": 2, "known": 0, "errors": []}
    assert {finding["check"] for finding in small.json("check", "-l", "es", code=1)["findings"]} == {"unreviewed"}


def test_check_before_any_extract_has_no_line(small: Newsroom) -> None:
    [first, _] = small.json("check", "-l", "es", code=1)["findings"]
    assert (first["check"], first["line"], first["source"]) == ("missing", None, "Bridge opens")


def test_merge(small: Newsroom) -> None:
    small.run("extract")
    small.approve("es")
    row = {"article": "articles/bridge.md", "language": "es", "path": "build/es/bridge.md"}
    for outcome in ("written", "unchanged"):
        found = small.json("merge", "-l", "es", "--require", "es")
        assert found == {
            "articles": [{**row, "outcome": outcome, "reason": None}],
            "required": {"es": True},
            "errors": [],
        }


def test_status(small: Newsroom) -> None:
    small.run("translate", "-e", "pseudo", "-l", "es")
    states = {"approved": 0, "stale": 0, "total": 2}
    es = {**states, "language": "es", "draft": 2, "missing": 0}
    ar = {**states, "language": "ar", "draft": 0, "missing": 2}
    row = {"article": "articles/bridge.md", "changes": {}, "corrections": 0, "complete": False, "signatures": []}
    judged = {"errors": 2, "warnings": 0}
    unjudged: dict[str, object] = {"errors": None, "warnings": None, "publishable": None}
    assert small.json("status") == {
        "articles": [{**row, **one, **judged, "publishable": False} for one in (es, ar)],
        "totals": [{"articles": 1, **one, **judged, "publishable": 0} for one in (es, ar)],
        "errors": [],
    }
    assert small.json("status", "--no-checks") == {
        "articles": [{**row, **one, **unjudged} for one in (es, ar)],
        "totals": [{"articles": 1, **one, **unjudged} for one in (es, ar)],
        "errors": [],
    }


def test_segments(small: Newsroom) -> None:
    found = json.loads(small.run("segments", "articles/bridge.md", "--format", "json"))
    assert found == [
        {"line": 1, "role": "headline", "context": "headline", "text": "Bridge opens", "note": ""},
        {"line": 3, "role": "body", "context": "", "text": "It is <a>new</a>.", "note": ""},
    ]


def test_errors_stand_in_the_document_and_on_standard_error(small: Newsroom) -> None:
    small.run("extract")
    small.catalog("es").write_text('msgid "x\nmsgstr ""\n', encoding="utf-8")
    for command, rows in ROWS.items():
        found = small.json(command, code=2)
        assert {row["language"] for row in found[rows]} == {"ar"}, "the other language goes on"
        [error] = found["errors"]
        assert sorted(error) == ["hint", "message", "path", "where"]
        assert str(error["where"]).startswith("locales/es/bridge.md.po:1:")
        assert f"error: {error['where']}: {error['message']}\n" in small.errors


class TestRoundtrip:
    def test_gives_one_object_for_every_path_in_order(self, small: Newsroom) -> None:
        (small.folder / "picture.png").write_bytes(b"\x89PNG")
        (small.folder / "broken.md").write_bytes(b"# \xff\xfe broken\n")
        small.article.with_name("zebra.txt").write_text("A zebra walks.\n", encoding="utf-8")
        paths = ("lost.md", "articles", "picture.png", "broken.md", "articles/bridge.md")
        found = small.json("roundtrip", *paths, code=2)
        fine = {"identical": True, "structure": True, "texts": True, "kept": 0}
        refused = {"identical": False, "structure": False, "texts": False, "segments": 0, "kept": 0}
        assert [{name: row[name] for name in row if name != "reason"} for row in found["files"]] == [
            {"path": "lost.md", "format": "markdown", **refused},
            {"path": "articles/bridge.md", "format": "markdown", "segments": 2, **fine},
            {"path": "articles/zebra.txt", "format": "text", "segments": 1, **fine},
            {"path": "picture.png", "format": "", **refused},
            {"path": "broken.md", "format": "markdown", **refused},
            {"path": "articles/bridge.md", "format": "markdown", "segments": 2, **fine},
        ]
        assert [bool(row.get("reason")) for row in found["files"]] == [True, False, False, True, True, False]
        none = {"identical": 0, "structure": 0, "texts": 0, "segments": 0, "kept": 0}
        two = {"identical": 2, "structure": 2, "texts": 2, "segments": 4, "kept": 0}
        one = {"identical": 1, "structure": 1, "texts": 1, "segments": 1, "kept": 0}
        assert found["formats"] == [
            {"format": "markdown", "files": 4, **two, "refused": 2},
            {"format": "text", "files": 1, **one, "refused": 0},
            {"format": "", "files": 1, **none, "refused": 1},
        ]

    def test_is_0_when_all_is_well_and_needs_no_project(self, small: Newsroom, tmp_path: Path) -> None:
        (small.folder / "dragoman.toml").unlink()
        for more in ((), ("--hostile",), ("--show",)):
            small.run("roundtrip", "articles", *more, code=0)
            assert small.errors == ""

    def test_says_why_in_text_too(self, small: Newsroom) -> None:
        said = small.run("roundtrip", "articles/bridge.md", "lost.md", code=2).split("\n")
        assert said[0] == "lost.md: cannot read: no such file or directory"
        assert said[-2] == "2 files: 1 came back; 0 of 2 segments kept as source"

    def test_reads_the_articles_of_a_project_with_its_settings(self, small: Newsroom) -> None:
        small.article.with_name("cafe.txt").write_bytes("Café opens.\n".encode("cp1252"))
        small.run("roundtrip", "articles", code=2)
        config = small.folder / "dragoman.toml"
        config.write_text(config.read_text() + '\n[[rule]]\npaths = ["*/cafe.txt"]\nsettings = {encoding = "cp1252"}\n')
        [row] = small.json("roundtrip", "articles/cafe.txt", "--hostile")["files"]
        assert (row["texts"], row["segments"]) == (True, 1)
