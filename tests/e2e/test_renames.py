"""Articles that are renamed, swapped, copied: their translations go with what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom import Newsroom

HARBOUR = """\
# Harbour reopens

The harbour of Port Ellis reopened after a storm. Two ships had waited outside for a week.

The mayor thanked the crews. Repairs of the eastern pier go on until spring.
"""
LIBRARY = """\
# Library moves

The town library moves to the old station. Its books fill four hundred boxes.

Readers can borrow again from June. A café opens beside the reading room.
"""
MARKET = """\
# Market grows

Forty stalls now stand on the square. Farmers come from as far as Lindholm.

The council plans a roof against the rain. Work begins after the harvest.
"""
APPROVED = {"approved": 5, "draft": 0, "stale": 0, "missing": 0}


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """Three articles, each reviewed."""
    newsroom.article.unlink()
    for name, text in {"a.md": HARBOUR, "b.md": LIBRARY, "c.md": MARKET}.items():
        _article(newsroom, name).write_text(text, encoding="utf-8")
    newsroom.run("extract")
    for name in ("a.md", "b.md", "c.md"):
        newsroom.name = name
        newsroom.approve()
    return newsroom


def _article(room: Newsroom, name: str) -> Path:
    return room.folder / "articles" / name


def _standing(room: Newsroom) -> dict[str, dict[str, object]]:
    rows = [row for row in room.json("status")["articles"] if row["language"] == "es"]
    return {
        str(row["article"]).removeprefix("articles/"): {
            state: row[state] for state in ("approved", "draft", "stale", "missing")
        }
        for row in rows
    }


def _moved(room: Newsroom, *names: tuple[str, str]) -> None:
    texts = {new: _article(room, old).read_text(encoding="utf-8") for old, new in names}
    for old, _ in names:
        _article(room, old).unlink()
    for new, text in texts.items():
        _article(room, new).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "names",
    [
        [("a.md", "harbour.md"), ("b.md", "library.md")],
        [("a.md", "b.md"), ("b.md", "a.md")],
        [("a.md", "b.md"), ("b.md", "c.md"), ("c.md", "a.md")],
        [("a.md", "b.md"), ("b.md", "d.md")],
        [("b.md", "a2.md"), ("c.md", "b.md")],
    ],
    ids=["two at once", "swapped", "in a ring", "onto a name just left", "before a name just left"],
)
def test_renamed_articles_keep_their_translations(room: Newsroom, names: list[tuple[str, str]]) -> None:
    _moved(room, *names)
    room.run("extract")
    assert set(map(str, _standing(room).values())) == {str(APPROVED)}
    assert len(list(room.catalog().parent.glob("*.po"))) == 3
    room.run("extract", "--check")


def test_a_renamed_article_may_be_edited_at_once(room: Newsroom) -> None:
    text = _article(room, "a.md").read_text(encoding="utf-8")
    _moved(room, ("a.md", "z.md"))
    text = text.replace("a storm", "the storm").replace("go on until spring", "take until April")
    _article(room, "z.md").write_text(text, encoding="utf-8")
    room.run("extract")
    assert _standing(room)["z.md"] == {"approved": 3, "draft": 0, "stale": 2, "missing": 0}


def test_a_copied_article_leaves_the_first_its_translations(room: Newsroom) -> None:
    _article(room, "copy.md").write_text(HARBOUR, encoding="utf-8")
    _article(room, "b.md").write_text(MARKET, encoding="utf-8")
    room.run("extract")
    found = _standing(room)
    assert (found["a.md"], found["c.md"]) == (APPROVED, APPROVED)
    assert found["copy.md"] == {"approved": 0, "draft": 0, "stale": 0, "missing": 5}
    _article(room, "b.md").write_text(LIBRARY, encoding="utf-8")
    room.run("extract")
    assert _standing(room)["b.md"] == APPROVED
