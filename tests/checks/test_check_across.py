"""Checks across articles: the order of reading does not matter, one finding a rendering, and chosen paths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.newsroom import Newsroom

from dragoman.catalog import Catalog
from dragoman.catalog.waivers import find_waivers
from dragoman.checks.rules import Rules
from dragoman.checks.running import Across, run
from dragoman.model import Block, Finding, Pair, Segment, State, Translation, Waiver
from dragoman.project.waivers import FileWaiver

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


def across_of(rows: list[tuple[str, str, str, str]], only: str, filed: tuple[FileWaiver, ...] = ()) -> list[str]:
    """What a check finds in articles of one pair each: (article, source, target, comment)."""
    across = Across([only])
    for article, source, target, comment in rows:
        segment = Segment((source,), (source,), Block(0))
        pair = Pair(segment, Translation(target, State.APPROVED), 1, waivers=tuple(find_waivers([comment])))
        rules = Rules("en", "es", article, f"{article}.po", waivers=filed, today="2027-01-15")
        across.look([pair], rules, tell=True)
    return [f"{one.article} {one.severity} {one.message.partition(' ')[0]} {one.waived}" for one in across.findings()]


OPEN, ROAD, PASS = "The road is open again.", "La carretera está abierta.", "Ya se puede pasar."
WAIVE = "# waive: inconsistent, another desk"


def test_a_waived_translation_is_a_note_and_no_measure_for_others() -> None:
    assert across_of([("a", OPEN, ROAD, ""), ("b", OPEN, PASS, WAIVE)], "inconsistent") == [
        "b note a.po:1 another desk"
    ]
    assert across_of([("a", OPEN, ROAD, WAIVE), ("b", OPEN, PASS, "")], "inconsistent") == [
        "a note b.po:1 another desk"
    ]
    many = [("a", OPEN, ROAD, ""), ("b", OPEN, PASS, WAIVE), ("c", OPEN, PASS, WAIVE)]
    assert across_of(many, "inconsistent") == ["b note a.po:1 another desk", "c note a.po:1 another desk"]
    mixed = [("a", OPEN, ROAD, ""), ("b", OPEN, PASS, WAIVE), ("c", OPEN, PASS, "")]
    assert across_of(mixed, "inconsistent") == ["b note a.po:1 another desk", "c warning a.po:1 "]
    every = [("a", OPEN, ROAD, WAIVE), ("b", OPEN, PASS, WAIVE)]
    assert across_of(every, "inconsistent") == ["b note a.po:1 another desk"]
    lapsed = "# waive: inconsistent until 2020-01-31, another desk"
    assert across_of([("a", OPEN, ROAD, ""), ("b", OPEN, PASS, lapsed)], "inconsistent") == ["b warning a.po:1 "]


def test_a_waiver_across_articles_may_name_the_article_or_the_text_it_differs_from() -> None:
    for about in ("a", "a.po", ROAD):
        rows = [("a", OPEN, ROAD, ""), ("b", OPEN, PASS, f'# waive: inconsistent "{about}", another desk')]
        assert across_of(rows, "inconsistent") == ["b note a.po:1 another desk"]
    rows = [("a", OPEN, ROAD, ""), ("b", OPEN, PASS, '# waive: inconsistent "c", another desk')]
    assert across_of(rows, "inconsistent") == ["b warning a.po:1 "]


def test_a_waiver_of_the_languages_file_means_the_same_across_articles() -> None:
    filed = (FileWaiver(Waiver("inconsistent", "another desk"), ("b*",)),)
    assert across_of([("a", OPEN, ROAD, ""), ("b", OPEN, PASS, "")], "inconsistent", filed) == [
        "b note a.po:1 another desk"
    ]
    assert across_of([("b", OPEN, ROAD, ""), ("c", OPEN, PASS, "")], "inconsistent", filed) == [
        "b note c.po:1 another desk"
    ]


SAME = "La carretera de la costa vuelve a estar abierta."
SCHOOL, HARBOUR = "The old school needs a new roof soon.", "Harbour workers voted against the offer."


def test_a_translation_used_twice_on_purpose_is_a_note() -> None:
    why = "# waive: reused, two headings of one page"
    note = "note the two headings of one page"
    assert across_of([("a", SCHOOL, SAME, ""), ("b", HARBOUR, SAME, "")], "reused") == ["b warning the "]
    assert across_of([("a", SCHOOL, SAME, ""), ("b", HARBOUR, SAME, why)], "reused") == [f"b {note}"]
    assert across_of([("a", SCHOOL, SAME, why), ("b", HARBOUR, SAME, "")], "reused") == [f"a {note}"]
    named = f'# waive: reused "{SCHOOL}", two headings of one page'
    assert across_of([("a", SCHOOL, SAME, ""), ("b", HARBOUR, SAME, named)], "reused") == [f"b {note}"]
