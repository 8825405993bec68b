"""`provenance` tells of each text who drafted and who approved it, and no name or text can be more than text."""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path

import html5lib
import pytest

from dragoman import Catalog
from dragoman.model import Key, Origin, State, Translation, digest
from tests.newsroom import Newsroom

CLOSED = Key("It had been closed for 14 months.")
MAYOR = Key("Mayor Ines Duarte walked across first.")
READ = Key("Read more tomorrow.")


def put(room: Newsroom, key: Key, text: str, state: State, made: str = "") -> None:
    """A text into its entry; `made` is what the engine drafted, "" for a person's own."""
    catalog = Catalog.read(room.catalog())
    origin = Origin("apertium", "eng-spa", "2026-03-02", digest(made)) if made else None
    catalog.put(key, Translation(text, state, origin), over=catalog.translation(key))
    catalog.write(room.catalog())


def author(room: Newsroom, name: str, day: str) -> None:
    room.git("add", "-A")
    room.git(
        "commit", "-q", "-m", "review", "--author", f"{name} <desk@example.org>", "--date", f"{day}T10:00:00+01:00"
    )


@pytest.fixture
def reviewed(newsroom: Newsroom) -> Newsroom:
    """A draft that Lucía approved as it was, one that Bruno edited, and one that nobody has looked at."""
    newsroom.run("extract")
    for key, text in ((CLOSED, "Estuvo cerrado."), (MAYOR, "Alcalde Ines Duarte."), (READ, "Leed más.")):
        put(newsroom, key, text, State.DRAFT, text)
    newsroom.commit("drafts")
    put(newsroom, CLOSED, "Estuvo cerrado.", State.APPROVED, "Estuvo cerrado.")
    author(newsroom, "Lucía Mar", "2026-03-03")
    put(newsroom, MAYOR, "La alcaldesa Ines Duarte cruzó primero.", State.APPROVED, "Alcalde Ines Duarte.")
    author(newsroom, "Bruno Paz", "2026-03-04")
    newsroom.edit("The ferry will run until June.", "The ferry will run until late June.")
    newsroom.run("extract")
    author(newsroom, "Robot", "2026-03-05")
    return newsroom


def segments(room: Newsroom) -> dict[str, dict[str, object]]:
    [article] = room.json("provenance", "--language", "es")["articles"]
    found = article["segments"]
    assert isinstance(found, list)
    return {row["source"]: row for row in found}


def test_each_segment_tells_its_draft_and_its_reviewer(reviewed: Newsroom) -> None:
    found = segments(reviewed)
    commits = dict(
        reversed(line.split("|"))
        for line in reviewed.git("log", "--format=%H|%aN").splitlines()  # type: ignore[misc]
    )
    engine = {"engine": "apertium", "model": "eng-spa", "drafted": "2026-03-02"}
    assert found[CLOSED.text] == {
        "line": 8, "role": "body", "words": 7, "source": CLOSED.text, "target": "Estuvo cerrado.", "state": "approved",
        **engine, "edited": False,
        "review": {
            "evidence": "history", "reviewer": "Lucía Mar", "time": "2026-03-03T10:00:00+01:00",
            "commit": commits["Lucía Mar"],
        },
    }  # fmt: skip
    assert [found[MAYOR.text][name] for name in ("state", "edited")] == ["approved", True]
    assert found[MAYOR.text]["review"] == {
        "evidence": "history",
        "reviewer": "Bruno Paz",
        "time": "2026-03-04T10:00:00+01:00",
        "commit": commits["Bruno Paz"],
    }
    assert [found[READ.text][name] for name in ("state", "engine", "edited", "review")] == [
        "draft", "apertium", False, None,
    ]  # fmt: skip
    untouched = found["The bridge at Valmora reopened on Monday."]
    assert [untouched[name] for name in ("state", "engine", "edited", "review")] == ["missing", "", None, None]


def test_an_article_is_summed_up(reviewed: Newsroom) -> None:
    [article] = reviewed.json("provenance", "--language", "es")["articles"]
    segments = article.pop("segments")
    assert isinstance(segments, list)
    words = sum(row["words"] for row in segments)
    assert article == {
        "article": "articles/bridge.md",
        "language": "es",
        "words": words,
        "reviewed_words": 13,
        "reviewed": round(13 / words, 4),
        "machine_words": 6,  # it stands twice
        "engines": [{"engine": "apertium", "model": "eng-spa", "segments": 4, "words": 19, "edited": 1}],
        "reviewers": [
            {
                "name": "Lucía Mar",
                "segments": 1,
                "words": 7,
                "last": "2026-03-03T10:00:00+01:00",
                "evidence": "history",
            },
            {
                "name": "Bruno Paz",
                "segments": 1,
                "words": 6,
                "last": "2026-03-04T10:00:00+01:00",
                "evidence": "history",
            },
        ],
        "signed_off": [],
    }


def header(room: Newsroom, name: str, value: str) -> None:
    path = room.catalog()
    text = path.read_text(encoding="utf-8")
    line = f'"{name}: {value}\\n"'
    text, count = re.subn(rf'^"{name}: [^\n]*', lambda _: line, text, flags=re.M)
    path.write_text(text if count else text.replace('"X-Generator', f'{line}\n"X-Generator', 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("translator", "date", "expected"),
    [
        ("Lucía Mar <lucia@example.org>", "2026-03-03 10:30+0100", ("header", "Lucía Mar", "2026-03-03T10:30+01:00")),
        ("אבי לוי", "2026-03-03", ("header", "אבי לוי", "2026-03-03")),
        ("FULL NAME <EMAIL@ADDRESS>", "YEAR-MO-DA HO:MI+ZONE", ("unknown", "", "")),
        ("", "", ("unknown", "", "")),
    ],
)
def test_without_a_history_the_header_tells_and_else_nobody(
    newsroom: Newsroom, translator: str, date: str, expected: tuple[str, str, str]
) -> None:
    newsroom.run("extract")
    put(newsroom, CLOSED, "Estuvo cerrado.", State.APPROVED)
    header(newsroom, "Last-Translator", translator)
    header(newsroom, "PO-Revision-Date", date)
    found = segments(newsroom)[CLOSED.text]
    evidence, reviewer, time = expected
    assert found["review"] == {"evidence": evidence, "reviewer": reviewer, "time": time, "commit": ""}
    assert [found["engine"], found["edited"]] == ["", None]
    assert "no history tells who approved what, because the folder is not in a git repository" in newsroom.errors


def test_an_approval_that_is_not_committed_is_the_headers(reviewed: Newsroom) -> None:
    put(reviewed, READ, "Leed más.", State.APPROVED, "Leed más.")
    assert segments(reviewed)[READ.text]["review"] == {"evidence": "unknown", "reviewer": "", "time": "", "commit": ""}


def test_a_renamed_article_keeps_its_reviewers(reviewed: Newsroom) -> None:
    reviewed.article.rename(reviewed.article.with_name("reopened.md"))
    reviewed.run("extract")
    author(reviewed, "Robot", "2026-03-06")
    reviewed.name = "reopened.md"
    reviews = [row["review"] for row in segments(reviewed).values() if row["review"]]
    assert [one["reviewer"] for one in reviews if isinstance(one, dict)] == ["Lucía Mar", "Bruno Paz"]


def test_the_responsible_editors_are_those_who_signed_off(reviewed: Newsroom) -> None:
    def told() -> object:
        return reviewed.json("provenance", "--language", "es")["articles"][0]["signed_off"]

    reviewed.approve()
    reviewed.run("sign", "articles/bridge.md", "--name", "Inês Abreu, night desk", "-l", "es")
    today = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
    assert told() == [{"editor": "Inês Abreu, night desk", "day": today, "valid": True}]
    assert f"Inês Abreu, night desk, {today}" in reviewed.run("provenance")
    put(reviewed, READ, "Lea más.", State.APPROVED)
    assert told() == [{"editor": "Inês Abreu, night desk", "day": today, "valid": False}]
    assert "Inês Abreu, night desk, void" in reviewed.run("provenance")
    assert "void: the texts have changed since" in reviewed.run("provenance", "--format", "html")


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "  =1+1",
    "＝1",
    "<script>alert(1)</script>",
    "a\u202eb",
    '","=1',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_no_text_is_markup(reviewed: Newsroom, text: str) -> None:
    put(reviewed, CLOSED, text, State.APPROVED)
    name = text.replace("<", "").replace(">", "").strip() or "x"
    author(reviewed, name, "2026-03-08")
    out = reviewed.run("provenance", "--language", "es", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    [row] = [row for row in rows if row["source"] == CLOSED.text]
    assert row["translation"].lstrip("'").replace("\\u202e", "\u202e") == text
    assert not [cell for one in rows for cell in one.values() if cell.lstrip()[:1] in (*"=+-@|%＝＋－＠",) and cell]
    assert "\u202e" not in out
    page = reviewed.run("provenance", "--language", "es", "--format", "html")
    assert "\u202e" not in page
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert not [one for one in tree.iter() if one.tag == "script" or any(key.startswith("on") for key in one.attrib)]


def test_the_page_shows_each_text_in_its_language(reviewed: Newsroom) -> None:
    page = reviewed.run("provenance", "--language", "es", "--format", "html")
    assert '<td class="text" lang="es" dir="ltr">Estuvo cerrado.</td>' in page
    assert "<bdi>Lucía Mar</bdi> <small>7 words, last 2026-03-03</small>" in page
    assert '<span class="open">draft</span>' in page


def test_nothing_is_written(reviewed: Newsroom) -> None:
    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in reviewed.folder.rglob("*") if path.is_file()}

    before = state()
    reviewed.run("provenance")
    assert state() == before


def test_a_damaged_catalog_is_told_and_the_others_go_on(reviewed: Newsroom) -> None:
    reviewed.catalog("ar").write_text('msgid "', encoding="utf-8")
    out = reviewed.run("provenance", code=2)
    assert "Lucía Mar" in out and "locales/ar/bridge.md.po" in reviewed.errors
