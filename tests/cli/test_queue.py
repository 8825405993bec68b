"""queue: what waits for a person, the riskiest first."""

from __future__ import annotations

from dragoman.catalog import Catalog
from dragoman.model import Origin, State, Translation, digest
from tests.newsroom import Newsroom

TEXT = """# Bridge opens

The bridge opened on Monday. It cost 14 million euros. Nobody was hurt.

It is long. The river is wide. The road is old.
"""


def drafted(room: Newsroom, approved: str = "") -> None:
    """Every text as a machine left it, but one that is approved."""
    room.article.write_text(TEXT, encoding="utf-8")
    room.run("extract")
    catalog = Catalog.read(room.catalog())
    for key in catalog.keys:
        draft = f"Borrador de {len(key.text)} letras."
        state = State.APPROVED if key.text == approved else State.DRAFT
        origin = Origin("apertium", "eng-spa", "2026-11-22", digest(draft))
        catalog.put(key, Translation(draft, state, None if state is State.APPROVED else origin))
    catalog.write(room.catalog())


def sources(room: Newsroom, *options: str) -> list[object]:
    [queue] = room.json("queue", "-l", "es", *options)["queues"]
    texts = queue["texts"]
    assert isinstance(texts, list)
    return [text["source"] for text in texts]


def test_what_has_stakes_stands_before_the_last_third(newsroom: Newsroom) -> None:
    drafted(newsroom)
    found = sources(newsroom)
    assert len(found) == 7
    assert {"It cost 14 million euros.", "Nobody was hurt."} <= set(found[:5])


def test_an_approved_text_that_no_check_doubts_is_counted_and_shown_when_asked_for(newsroom: Newsroom) -> None:
    drafted(newsroom, approved="It is long.")
    [queue] = newsroom.json("queue", "-l", "es", "--no-checks")["queues"]
    assert (queue["waiting"], queue["settled"]) == (6, 1)
    assert "It is long." not in sources(newsroom, "--no-checks")
    assert "It is long." in sources(newsroom, "--no-checks", "--all")


def test_what_the_limit_leaves_out_is_told(newsroom: Newsroom) -> None:
    drafted(newsroom)
    said = newsroom.run("queue", "-l", "es", "--limit", "2", "--no-memory")
    assert said.splitlines()[0] == (
        "es: 7 texts in the queue, 0 settled; usual weights: 0 of the 200 drafts to learn from"
    )
    assert said.splitlines()[-1].strip() == "… and 5 more"


def test_the_queue_changes_no_catalog_and_is_the_same_again(newsroom: Newsroom) -> None:
    drafted(newsroom)
    before = newsroom.catalog().read_bytes()
    assert newsroom.run("queue") == newsroom.run("queue")
    assert newsroom.catalog().read_bytes() == before


def test_an_article_without_a_catalog_waits_with_all_its_texts(newsroom: Newsroom) -> None:
    newsroom.article.write_text("# Bridge opens\n\nNobody was hurt.\n", encoding="utf-8")
    [queue] = newsroom.json("queue", "-l", "ar")["queues"]
    assert isinstance(queue["texts"], list)
    assert [(text["state"], text["score"], text["line"]) for text in queue["texts"]] == [("missing", 1.0, None)] * 2


def test_a_text_like_an_approved_one_says_how_like(newsroom: Newsroom) -> None:
    drafted(newsroom, approved="The river is wide.")
    newsroom.article.write_text(TEXT.replace("The road is old.", "The river is wild."), encoding="utf-8")
    newsroom.run("extract")
    said = newsroom.run("queue", "-l", "es", "--format", "json")
    assert "% match in the memory" in said


def test_a_damaged_catalog_is_told_and_the_others_are_ranked(newsroom: Newsroom) -> None:
    drafted(newsroom)
    newsroom.run("extract")
    newsroom.catalog("ar").write_text('msgid "a\nmsgstr ""\n', encoding="utf-8")
    report = newsroom.json("queue", code=2)
    assert [queue["language"] for queue in report["queues"]] == ["es"]
    assert [error["path"] for error in report["errors"]] == ["locales/ar/bridge.md.po"]


def test_hostile_texts_are_printed_harmless(newsroom: Newsroom) -> None:
    newsroom.article.write_text("It was \x1b[31mred\u202e again.\n", encoding="utf-8")
    said = newsroom.run("queue", "-l", "es")
    assert "\x1b" not in said and "\u202e" not in said
