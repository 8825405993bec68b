"""Checks across articles: the order of reading does not matter, one finding a rendering, and chosen paths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.newsroom import Newsroom

from dragoman.catalog import Catalog
from dragoman.checks.rules import Rules
from dragoman.checks.running import Across, run
from dragoman.model import Block, Finding, Pair, Segment, State, Translation

SOURCES = [
    "The road is open again.",
    "the road is open again",
    "Every boat is back in harbour.",
    "“ferry” ة 渡轮 fähig",
]
TARGETS = [
    "La carretera está abierta de nuevo.",
    "Ya se puede pasar otra vez por ahí.",
    "الطريق مفتوح من جديد أمام السيارات",
    "",
]
Entry = tuple[str, str, str]
ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(SOURCES), st.sampled_from(TARGETS)), max_size=12)


def look(across: Across, article: str, rows: list[Entry], tell: bool) -> None:
    pairs = [
        Pair(Segment((source,), (source,), Block(line)), Translation(target, State.APPROVED), line)
        for line, (name, source, target) in enumerate(rows, 1)
        if name == article
    ]
    across.look(pairs, Rules("en", "es", article, f"{article}.po"), tell=tell)


def found(rows: list[Entry], order: str, chosen: str = "abc") -> list[Finding]:
    across = Across()
    for article in order:
        look(across, article, rows, article in chosen)
    return across.findings()


@given(ROWS, st.permutations("abc"))
def test_the_order_in_which_articles_are_read_does_not_matter(rows: list[Entry], order: list[str]) -> None:
    assert found(rows, "".join(order)) == found(rows, "abc")


@given(ROWS, st.sets(st.sampled_from("abc")))
def test_findings_are_only_about_the_chosen_articles(rows: list[Entry], chosen: set[str]) -> None:
    assert {one.article for one in found(rows, "abc", "".join(chosen))} <= chosen


@given(ROWS)
def test_there_are_fewer_findings_of_inconsistent_than_texts(rows: list[Entry]) -> None:
    assert len([one for one in found(rows, "abc") if one.check == "inconsistent"]) < max(1, len(rows))


def test_run_passes_over_checks_across_articles() -> None:
    assert run([], Rules("en", "es", "a", "b"), ["inconsistent", "reused"]) == []


def test_a_lone_surrogate_is_no_trouble() -> None:
    rows = [("a", "The road is open \ud800 again.", "una"), ("b", "The road is open \ud800 again.", "otra")]
    assert [one.article for one in found(rows, "ab")] == ["b"]


def test_one_chosen_article_is_compared_with_the_whole_project(newsroom: Newsroom) -> None:
    for name, target in (
        ("bridge", "El puente vuelve a estar abierto."),
        ("tram", "El puente ya está abierto otra vez."),
    ):
        newsroom.name = f"{name}.md"
        newsroom.article.write_text("The bridge is open again.\n", encoding="utf-8")
        newsroom.run("extract", "-l", "es")
        catalog = Catalog.read(newsroom.catalog())
        for key in catalog.keys:
            catalog.put(key, Translation(target, State.APPROVED))
        catalog.write(newsroom.catalog())
    options = ("-l", "es", "--only", "inconsistent")
    whole = newsroom.json("check", *options)["findings"]
    assert [one["path"] for one in whole] == ["locales/es/tram.md.po"]
    assert newsroom.json("check", *options, "articles/tram.md")["findings"] == whole
    assert newsroom.json("check", *options, "articles/bridge.md")["findings"] == []
