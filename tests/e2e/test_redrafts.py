"""Stale texts get a proposal beside them, drafts are redone when what they were made from has changed, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dragoman.catalog import Catalog
from dragoman.model import Key, State
from tests.newsroom import Newsroom
from tests.servers.openai import MODEL, ChatServer

ARTICLE = """\
# The mill reopens

The mill has 14 rooms and a garden. Gull Point is near.

Mayor Ana Ruiz came early.
"""
ANSWERS = {
    "The mill reopens": "El molino reabre",
    "The mill has 14 rooms and a garden.": "El molino tiene 14 salas y un jardín.",
    "Gull Point is near.": "Punta Gaviota está cerca.",
    "Mayor Ana Ruiz came early.": "La alcaldesa Ana Ruiz llegó temprano.",
}
ROOMS = Key("The mill has 15 rooms and a garden.")


class Model:
    """A model whose answers a test chooses; `asked` are the texts it was asked for, `questions` all it was told."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = dict(ANSWERS)
        self.asked: list[str] = []
        self.questions: list[Mapping[str, Any]] = []

    def __call__(self, segment: Mapping[str, Any], question: Mapping[str, Any]) -> str:
        self.asked.append(segment["text"])
        self.questions.append({**question, "segment": segment})
        return self.answers[segment["text"]]


@pytest.fixture
def model(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    found = Model()
    with ChatServer(found) as server:
        monkeypatch.setenv("DRAGOMAN_TRUST", f"openai={server.url}/")
        settings = newsroom.folder / "dragoman.toml"
        added = f'\n[engines.openai]\nbase_url = "{server.url}"\nmodel = "{MODEL}"\n'
        settings.write_text(settings.read_text(encoding="utf-8") + added, encoding="utf-8")
        (newsroom.folder / "glossary").mkdir(exist_ok=True)
        (newsroom.folder / "articles" / newsroom.name).write_text(ARTICLE, encoding="utf-8")
        yield found


def translate(newsroom: Newsroom, *more: str) -> str:
    return newsroom.run("translate", "-l", "es", "-e", "openai", *more)


def catalog(newsroom: Newsroom) -> Catalog:
    return Catalog.read(newsroom.catalog("es"))


def approve(newsroom: Newsroom) -> None:
    """Takes every fuzzy mark off, as a translator does who finds all drafts good."""
    path = newsroom.catalog("es")
    path.write_text(re.sub(r"#, fuzzy[^\n]*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")


def change_rooms(newsroom: Newsroom) -> None:
    translate(newsroom)
    approve(newsroom)
    newsroom.edit("14 rooms", "15 rooms")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("El molino tiene 15 salas y un jardín.", []),
        ("El viejo molino cuenta con 15 salas y un jardín.", ["reworded"]),
        ("El molino tiene 15 salas.", ["dropped"]),
    ],
)
def test_a_stale_text_gets_a_proposal_that_says_what_it_changes_without_need(
    newsroom: Newsroom, model: Model, answer: str, told: list[str]
) -> None:
    change_rooms(newsroom)
    model.answers[ROOMS.text] = answer
    model.asked.clear()
    assert "1 proposal by openai for stale texts" in translate(newsroom)
    now = catalog(newsroom)
    translation, proposal = now.translation(ROOMS), now.proposal(ROOMS)
    assert translation is not None and proposal is not None
    assert (translation.text, translation.state) == ("El molino tiene 14 salas y un jardín.", State.STALE)
    assert (proposal.text, model.asked) == (answer, [ROOMS.text])
    assert sorted({each.partition(":")[0] for each in proposal.unneeded} & {"added", "reworded", "dropped"}) == told
    before = newsroom.catalog("es").read_bytes()
    assert "nothing to draft" in translate(newsroom)
    newsroom.run("extract")
    assert newsroom.catalog("es").read_bytes() == before


def test_the_model_is_told_the_old_source_and_what_was_approved(newsroom: Newsroom, model: Model) -> None:
    change_rooms(newsroom)
    model.answers[ROOMS.text] = "El molino tiene 15 salas y un jardín."
    translate(newsroom)
    said = str(model.questions[-1])
    assert "The mill has 14 rooms and a garden." in said
    assert "El molino tiene 14 salas y un jardín." in said


def test_a_proposal_goes_when_a_person_has_decided(newsroom: Newsroom, model: Model) -> None:
    change_rooms(newsroom)
    model.answers[ROOMS.text] = "El molino tiene 15 salas y un jardín."
    translate(newsroom)
    path = newsroom.catalog("es")
    decided = re.sub(r"#\| msgid[^\n]*\n", "", path.read_text(encoding="utf-8")).replace("14 salas", "15 salas", 1)
    path.write_text(decided, encoding="utf-8")
    approve(newsroom)
    newsroom.run("extract")
    assert "# proposal" not in path.read_text(encoding="utf-8").partition("#~")[0]


def test_refresh_redoes_the_drafts_that_hold_a_changed_term_and_no_other(newsroom: Newsroom, model: Model) -> None:
    terms = newsroom.folder / "glossary" / "terms.toml"
    terms.write_text('[[term]]\nsource = "Gull Point"\nes = { approved = "Punta Gaviota" }\n', encoding="utf-8")
    translate(newsroom)
    before = newsroom.catalog("es").read_text(encoding="utf-8")
    assert before.count("# made-from: engine ") == 4
    assert "nothing to draft" in translate(newsroom, "--refresh")
    terms.write_text('[[term]]\nsource = "Gull Point"\nes = { approved = "Cabo Gaviota" }\n', encoding="utf-8")
    model.answers["Gull Point is near."] = "Cabo Gaviota está cerca."
    assert "1 by openai" in translate(newsroom, "--refresh")
    after = newsroom.catalog("es").read_text(encoding="utf-8")
    changed = [line for line in after.splitlines() if line.startswith("msgstr") and line not in before]
    assert changed == ['msgstr "Cabo Gaviota está cerca."']
    assert "nothing to draft" in translate(newsroom, "--refresh")


def test_refresh_leaves_what_a_person_has_touched(newsroom: Newsroom, model: Model) -> None:
    translate(newsroom)
    path = newsroom.catalog("es")
    path.write_text(path.read_text(encoding="utf-8").replace("llegó temprano", "llegó pronto"), encoding="utf-8")
    (newsroom.folder / "glossary" / "terms.toml").write_text(
        '[[term]]\nsource = "Ana Ruiz"\nkind = "person"\nes = { approved = "Ana Ruiz", gender = "feminine" }\n',
        encoding="utf-8",
    )
    translate(newsroom, "--refresh")
    assert "llegó pronto" in path.read_text(encoding="utf-8")


def test_a_draft_is_redone_when_its_neighbours_have_changed(newsroom: Newsroom, model: Model) -> None:
    translate(newsroom)
    newsroom.edit("Gull Point is near.", "Gull Point is very near.")
    model.answers["Gull Point is very near."] = "Punta Gaviota está muy cerca."
    model.asked.clear()
    translate(newsroom)
    assert model.asked == ["Gull Point is very near."]
    model.asked.clear()
    translate(newsroom, "--refresh")
    assert model.asked == ["The mill has 14 rooms and a garden."]


def test_a_model_is_told_how_the_house_writes(newsroom: Newsroom, model: Model) -> None:
    settings = newsroom.folder / "dragoman.toml"
    said = settings.read_text(encoding="utf-8").replace("[policy]", '[policy]\nformality = "more"', 1)
    assert "formality" in said
    settings.write_text(said, encoding="utf-8")
    (newsroom.folder / "glossary" / "style.toml").write_text(
        '[[style]]\nlanguage = "es"\nforbidden = ["ilegales"]\ninstead = "migrantes"\n', encoding="utf-8"
    )
    told = translate(newsroom, "--show-requests")
    assert ("formality: more" in told, "never “ilegales”, but “migrantes”" in told) == (True, True)
    assert sorted(catalog(newsroom).made_from(Key("The mill reopens", "headline"))) == ["engine", "style"]
