"""What a project's own edits teach: gone through with its ledger, and kept for a day in the state folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.glossary.terms import Glossary
from dragoman.memory.ledger import Answer, Entry, Intent, Ledger
from dragoman.model import Origin, State, Translation, digest
from dragoman.project import find_project
from dragoman.workflow.reading import articles, read
from dragoman.workflow.risk.house import LEAST, USUAL, House, source_digest
from dragoman.workflow.risk.keeping import answers_to, house_of
from dragoman.workflow.risk.weights import DEFAULT


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A project where a person went through more drafts than it takes, and edited those without a number."""
    (tmp_path / "dragoman.toml").write_text('source = "en"\nlanguages = ["es"]\narticles = ["articles"]\n', "utf-8")
    (tmp_path / "articles").mkdir()
    rows = [
        f"The {word} of the {other} {'counted 20 boats' if at % 2 else 'slept'}."
        for at, (word, other) in enumerate((word, other) for word in WORDS for other in WORDS)
    ]
    (tmp_path / "articles" / "log.md").write_text("\n\n".join(rows) + "\n", "utf-8")
    project = find_project(tmp_path)
    [article] = articles(project)
    reading = read(project, article)
    catalog = Catalog.new("es", "en", article.path)
    catalog.update(reading.segments("es"), article=article.path)
    ledger = Ledger(project.ledger_file)
    entries = []
    for at, row in enumerate(rows):
        draft = f"{row} (borrador)"
        final = draft if at % 2 else "Corregido."
        [key] = [key for key in catalog.keys if key.text == row]
        origin = Origin("apertium", "eng-spa", "2026-11-22", digest(draft))
        catalog.put(key, Translation(final, State.APPROVED, origin))
        entries.append(Entry(f"{at}".encode(), source_digest(row), Answer(draft, "eng-spa")))
    ledger.record(Intent("apertium", "en", "es", len(rows), 1), entries).result()
    ledger.close()
    catalog.write(project.file(project.catalog_path(article, "es")))
    return tmp_path


WORDS = [
    "pilot",
    "fisher",
    "keeper",
    "baker",
    "tailor",
    "miller",
    "porter",
    "singer",
    "sailor",
    "farmer",
    "weaver",
    "potter",
    "grocer",
    "dyer",
    "mason",
]


def test_a_house_that_edited_enough_has_weights_of_its_own_for_the_day(edited: Path) -> None:
    project = find_project(edited)
    house = house_of(project, "es", Glossary())
    assert (house.edits, house.is_learned) == (len(WORDS) ** 2, True)
    assert house.edits >= LEAST and house.weights["number"] < DEFAULT["number"]
    kept = edited / ".dragoman" / "risk" / "es.json"
    before = kept.read_bytes()
    (edited / "locales" / "es" / "log.md.po").unlink()
    assert house_of(project, "es", Glossary()) == house
    assert kept.read_bytes() == before


def test_another_day_the_edits_are_gone_through_again(edited: Path) -> None:
    project = find_project(edited)
    house_of(project, "es", Glossary())
    kept = edited / ".dragoman" / "risk" / "es.json"
    kept.write_text(json.dumps({**json.loads(kept.read_text("utf-8")), "at": "2026-01-01T00:00:00+00:00"}), "utf-8")
    (edited / "locales" / "es" / "log.md.po").unlink()
    assert house_of(project, "es", Glossary()) == House(DEFAULT, 0)


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"at": 1}', '{"learned": {"base": "x"}}', "\x00"])
def test_what_is_kept_damaged_is_made_anew(edited: Path, damage: str) -> None:
    project = find_project(edited)
    house = house_of(project, "es", Glossary())
    kept = edited / ".dragoman" / "risk" / "es.json"
    kept.write_text(damage, "utf-8")
    assert house_of(project, "es", Glossary()) == house


@pytest.mark.parametrize("learned", [{"base": 1.0}, {**DEFAULT, "number": "x"}, {**DEFAULT, "base": None}])
def test_kept_weights_of_other_signs_are_not_used(edited: Path, learned: dict[str, object]) -> None:
    project = find_project(edited)
    house = house_of(project, "es", Glossary())
    kept = edited / ".dragoman" / "risk" / "es.json"
    kept.write_text(json.dumps({**json.loads(kept.read_text("utf-8")), "learned": learned}), "utf-8")
    assert house_of(project, "es", Glossary()) == house


def test_a_project_without_a_ledger_has_the_usual_weights_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('source = "en"\nlanguages = ["es"]\n', "utf-8")
    assert house_of(find_project(tmp_path), "es", Glossary()) == USUAL
    assert not (tmp_path / ".dragoman").exists()


def test_answers_are_those_of_the_language_in_the_order_of_asking(edited: Path) -> None:
    project = find_project(edited)
    [article] = articles(project)
    pairs = read(project, article).pairs("es")[:1]
    text = pairs[0].segment.text
    ledger = Ledger(project.ledger_file)
    for language, engine, answer in (("es", "deepl", "Otro."), ("fr", "deepl", "Autre.")):
        entry = Entry(f"{language} {engine}".encode(), source_digest(text), Answer(answer))
        ledger.record(Intent(engine, "en", language, 1, 1), [entry]).result()
    ledger.close()
    assert answers_to(project, "es", pairs) == {
        source_digest(text): [("apertium", f"{text} (borrador)"), ("deepl", "Otro.")]
    }
