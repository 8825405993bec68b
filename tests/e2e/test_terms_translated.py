"""Drafts obey the glossary; what they do not render is said in the PO entry and in the report."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from dragoman import Catalog, plugins
from dragoman.engines.apertium import ApertiumEngine
from dragoman.model import Batch, Capabilities, Draft, EngineSettings, State, Translation
from tests.newsroom import Newsroom

GLOSSARY = """\
[[term]]
source = "Valmora"
kind = "place"
es = { approved = "Valmora del Río" }

[[term]]
source = "Mayor"
kind = "title"
es = { approved = "alcalde", gender = "masculine", forms = { feminine = "alcaldesa" } }

[[term]]
source = "Ines Duarte"
kind = "person"
es = { approved = "Inés Duarte", gender = "feminine" }

[[term]]
source = "Buses"
es = { approved = "ómnibus" }
"""


class Losing:
    """An engine of the network's manners that loses every token and hides every term."""

    name = "losing"
    caps = Capabilities()
    asked = 0
    installed = "1"

    def __init__(self, settings: EngineSettings) -> None:
        pass

    def version(self, source: str, target: str) -> str:
        return Losing.installed

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        Losing.asked += len(batch.requests)
        return [Draft("nada de nada.", "told") for _ in batch.requests]

    def close(self) -> None:
        pass


@pytest.fixture
def losing(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    (newsroom.folder / "glossary").mkdir(exist_ok=True)
    (newsroom.folder / "glossary" / "house.toml").write_text(GLOSSARY, encoding="utf-8")
    newsroom.article.write_text("# Bridge\n\nBuses cross the bridge at Valmora.\n", encoding="utf-8")
    load = plugins.load
    monkeypatch.setattr(plugins, "load", lambda group, name: Losing if name == "losing" else load(group, name))
    Losing.asked, Losing.installed = 0, "1"
    return newsroom


def test_what_is_not_rendered_stands_in_the_entry_until_a_person_approves(losing: Newsroom) -> None:
    printed = losing.run("translate", "-l", "es", "-e", "losing")
    assert "  terms: 0 rendered, 2 not rendered: see their PO entries\n" in printed
    text = losing.catalog().read_text(encoding="utf-8")
    assert "#. Term not rendered: Buses → ⁨ómnibus⁩\n#. Term not rendered: Valmora → ⁨Valmora del Río⁩\n" in text
    catalog = Catalog.read(losing.catalog())
    key = next(key for key in catalog.keys if "Buses" in key.text)
    now = catalog.translation(key)
    assert now is not None and now.state is State.DRAFT
    losing.run("extract", "-l", "es")
    assert losing.catalog().read_text(encoding="utf-8") == text
    catalog.put(key, Translation(now.text, State.APPROVED), over=now)
    catalog.write(losing.catalog())
    losing.run("extract", "-l", "es")
    assert "Term not rendered" not in losing.catalog().read_text(encoding="utf-8")


def test_an_editor_that_drops_comments_loses_nothing(losing: Newsroom) -> None:
    losing.run("translate", "-l", "es", "-e", "losing")
    text = losing.catalog().read_text(encoding="utf-8")
    bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#. Term not"))
    losing.catalog().write_text(bare, encoding="utf-8")
    losing.run("extract", "-l", "es")
    assert losing.catalog().read_text(encoding="utf-8") == text


def test_programs_get_the_counts(losing: Newsroom) -> None:
    [row] = losing.json("translate", "-l", "es", "-e", "losing")["catalogs"]
    assert row["terms"] == {"lost": 2}


def test_an_engine_is_tried_once_and_again_when_its_version_changes(losing: Newsroom) -> None:
    losing.run("translate", "-l", "es", "-e", "losing")
    [kept] = (losing.folder / ".dragoman" / "probes").iterdir()
    assert kept.name == "losing-en-es.json"
    first = kept.read_bytes()
    assert set(json.loads(first)["found"]) == {"designs", "stand_ins", "possessive", "intact"}
    asked = Losing.asked

    def again() -> int:
        before = Losing.asked
        losing.catalog().unlink()
        losing.run("translate", "-l", "es", "-e", "losing")
        return Losing.asked - before

    less = again()
    assert less < asked
    assert kept.read_bytes() == first
    Losing.installed = "2"
    assert again() == asked
    second = kept.read_bytes()
    kept.write_bytes(b"{ damaged")
    assert again() == 0  # what it said today, and what it drafted, stands in the ledger
    assert kept.read_bytes() == second


def test_without_a_term_nobody_is_tried(losing: Newsroom) -> None:
    losing.article.write_text("# Bridge\n\nIt is open.\n", encoding="utf-8")
    losing.run("translate", "-l", "es", "-e", "losing")
    assert not (losing.folder / ".dragoman" / "probes").exists()


@pytest.mark.skipif(bool(ApertiumEngine(EngineSettings()).missing("en", "es")), reason="needs apertium-eng-spa")
def test_apertium_keeps_every_term_of_an_article(newsroom: Newsroom) -> None:
    (newsroom.folder / "glossary").mkdir(exist_ok=True)
    (newsroom.folder / "glossary" / "house.toml").write_text(GLOSSARY, encoding="utf-8")
    [row] = newsroom.json("translate", "-l", "es", "-e", "apertium")["catalogs"]
    assert (row["left"], row["terms"]) == (0, {"restored": 6, "chosen": 1})
    text = newsroom.catalog().read_text(encoding="utf-8")
    assert "La alcaldesa Inés Duarte" in text
    assert "Term not rendered" not in text
