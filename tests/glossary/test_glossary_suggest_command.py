"""dragoman glossary suggest, on a small newsroom."""

from __future__ import annotations

import pytest

from dragoman.catalog import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

TEXTS = {
    "The Harbour Board met Mayor Ana Ruiz.": "La Junta del Puerto recibió a la alcaldesa Ana Ruiz.",
    "Nobody had asked the Harbour Board.": "Nadie había preguntado a la Junta del Puerto.",
    "Ruiz then left for Lisbon.": "Ruiz salió luego hacia Lisboa.",
    "It rained.": "Llovió.",
}
BOARD = {
    "source": "Harbour Board",
    "aliases": [],
    "kind": "organisation",
    "reason": "“Board” says so",
    "cldr": False,
    "articles": {"articles/bridge.md": 2},
    "mentions": 2,
    "path": "articles/bridge.md",
    "line": 1,
    "sentence": "The Harbour Board met Mayor Ana Ruiz.",
    "renderings": {"es": {"text": "Junta del Puerto", "support": 2, "of": 2}},
}


@pytest.fixture
def harbour(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(TEXTS[key.text], State.APPROVED), over=catalog.translation(key))
    catalog.write(newsroom.catalog())
    return newsroom


def sources(newsroom: Newsroom, *arguments: str) -> list[object]:
    return [row["source"] for row in newsroom.json("glossary", "suggest", *arguments)["suggestions"]]


def test_terms_are_told_with_their_first_place_and_what_translations_call_them(harbour: Newsroom) -> None:
    assert harbour.run("glossary", "suggest").splitlines() == [
        "Harbour Board (organisation: “Board” says so)",
        "  1 article, 2 mentions; articles/bridge.md:1: The Harbour Board met Mayor Ana Ruiz.",
        "  es: Junta del Puerto (2 of 2)",
        "Ana Ruiz (person: stands behind “Mayor”), also Ruiz",
        "  1 article, 2 mentions; articles/bridge.md:1: The Harbour Board met Mayor Ana Ruiz.",
        "  es: Ana Ruiz (1 of 1)",
        "2 terms to think about, 2 more used less",
    ]


def test_json_tells_the_same_and_more(harbour: Newsroom) -> None:
    found = harbour.json("glossary", "suggest", "--limit", "1")
    assert found == {"suggestions": [BOARD], "rare": 2, "written": None, "errors": []}


def test_what_is_used_once_is_told_when_asked_for(harbour: Newsroom) -> None:
    assert sources(harbour, "--min-mentions", "1") == ["Harbour Board", "Ana Ruiz", "Mayor", "Lisbon"]
    assert "CLDR has the name" in harbour.run("glossary", "suggest", "--min-mentions", "1")
    assert sources(harbour, "--min-articles", "2") == []


def test_only_the_named_articles_propose_but_all_are_counted(harbour: Newsroom) -> None:
    other = harbour.folder / "articles" / "other.md"
    other.write_text("We saw Ana Ruiz.\n", encoding="utf-8")
    [row] = harbour.json("glossary", "suggest", str(other))["suggestions"]
    assert row["articles"] == {"articles/bridge.md": 2, "articles/other.md": 1}


def test_what_is_written_is_unreviewed_and_not_proposed_again(harbour: Newsroom) -> None:
    harbour.run("glossary", "suggest", "--into", "found", "-l", "es")
    written = (harbour.folder / "glossary" / "found.toml").read_text(encoding="utf-8")
    assert written == (
        '[[term]]\nsource = "Harbour Board"\nkind = "organisation"\n'
        'note = "“Board” says so; 2 mentions in 1 article"\nstatus = "unreviewed"\n'
        'es = { approved = "Junta del Puerto" }\n\n'
        '[[term]]\nsource = "Ana Ruiz"\naliases = ["Ruiz"]\nkind = "person"\n'
        'note = "stands behind “Mayor”; 2 mentions in 1 article"\nstatus = "unreviewed"\n'
        'es = { approved = "Ana Ruiz" }\n'
    )
    assert sources(harbour) == []


def test_what_the_house_has_is_left_out_under_any_of_its_names(harbour: Newsroom) -> None:
    harbour.run("glossary", "add", "Board of the Harbour", "--alias", "Harbour Board", "--to", "es=Junta del Puerto")
    assert sources(harbour) == ["Ana Ruiz"]


def test_a_damaged_catalog_is_told_and_the_rest_goes_on(harbour: Newsroom) -> None:
    path = harbour.catalog("ar")
    path.write_bytes(path.read_bytes() + b'msgid "torn\n')
    found = harbour.json("glossary", "suggest", code=2)
    assert [row["source"] for row in found["suggestions"]] == ["Harbour Board", "Ana Ruiz"]
    assert [error["path"] for error in found["errors"]] == ["locales/ar/bridge.md.po"]
