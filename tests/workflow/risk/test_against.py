"""A second engine asked for what another one has drafted."""

from __future__ import annotations

import pytest

from dragoman.catalog import Catalog
from dragoman.model import Origin, State, Translation, digest
from tests.newsroom import Newsroom


def drafted(room: Newsroom, *, engine: str = "apertium") -> None:
    room.article.write_text("# Bridge opens\n\nThe river is wide. The road is old.\n", encoding="utf-8")
    room.run("extract")
    catalog = Catalog.read(room.catalog())
    for key in catalog.keys:
        draft = f"Borrador de {len(key.text)} letras."
        origin = Origin(engine, "eng-spa", "2026-11-22", digest(draft))
        catalog.put(key, Translation(draft, State.DRAFT, origin))
    catalog.write(room.catalog())


def reasons(room: Newsroom, *options: str, code: int = 0) -> list[list[object]]:
    [queue] = room.json("queue", "-l", "es", "--no-checks", "--no-memory", *options, code=code)["queues"]
    texts = queue["texts"]
    assert isinstance(texts, list)
    return [[reason["name"] for reason in text["reasons"]] for text in texts]


def test_where_two_engines_differ_is_told_and_nothing_is_written(newsroom: Newsroom) -> None:
    drafted(newsroom)
    before = newsroom.catalog().read_bytes()
    assert all("second" in names for names in reasons(newsroom, "--against", "pseudo"))
    assert not any("second" in names for names in reasons(newsroom))
    assert newsroom.catalog().read_bytes() == before


def test_an_engine_is_not_asked_about_its_own_drafts(newsroom: Newsroom) -> None:
    drafted(newsroom, engine="pseudo")
    assert not any("second" in names for names in reasons(newsroom, "--against", "pseudo"))


def test_a_text_that_a_person_has_worked_on_is_not_asked_for(newsroom: Newsroom) -> None:
    drafted(newsroom)
    text = newsroom.catalog().read_text(encoding="utf-8")
    newsroom.catalog().write_text(text.replace("Borrador de", "Borrador bueno de"), encoding="utf-8")
    assert not any("second" in names for names in reasons(newsroom, "--against", "pseudo"))


@pytest.mark.parametrize("engine", ["memory", "nobody"])
def test_an_engine_that_cannot_be_meant_is_refused(newsroom: Newsroom, engine: str) -> None:
    drafted(newsroom)
    newsroom.run("queue", "-l", "es", "--against", engine, code=2)
    assert engine in newsroom.errors


def test_an_engine_that_nobody_trusts_is_not_asked_and_the_queue_is_shown(newsroom: Newsroom) -> None:
    drafted(newsroom)
    settings = newsroom.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[engines.command]\ncommand = ["false"]\n', encoding="utf-8")
    found = reasons(newsroom, "--against", "command", code=3)
    assert len(found) == 3 and not any("second" in names for names in found)
    assert "dragoman engines trust command" in newsroom.errors


def test_an_article_that_is_kept_here_does_not_leave_the_machine(newsroom: Newsroom) -> None:
    drafted(newsroom)
    settings = newsroom.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[secrecy]\npaths = ["articles/*"]\n', encoding="utf-8")
    reasons(newsroom, "--against", "mymemory", code=3)
    assert "not asked" in newsroom.errors
