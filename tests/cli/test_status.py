"""status: what the checks find, what can be published, and sums."""

from __future__ import annotations

import pytest

from dragoman.catalog import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom


def publishable(room: Newsroom) -> dict[tuple[str, str], object]:
    return {(row["article"], row["language"]): row["publishable"] for row in room.json("status")["articles"]}


def settle(room: Newsroom, policy: str) -> None:
    """The check of the quality of texts aside, which are upside down here."""
    settings = room.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[policy.es]\npublish = '{policy}'\n", encoding="utf-8")


def test_an_article_is_publishable_when_all_is_approved_and_no_check_has_an_error(newsroom: Newsroom) -> None:
    newsroom.article.write_text("# Bridge opens\n\nIt is [new](https://example.org/a).\n", encoding="utf-8")
    newsroom.run("extract")
    assert publishable(newsroom) == {("articles/bridge.md", "es"): False, ("articles/bridge.md", "ar"): False}
    newsroom.approve("es")
    assert publishable(newsroom) == {("articles/bridge.md", "es"): True, ("articles/bridge.md", "ar"): False}
    [key] = [key for key in Catalog.read(newsroom.catalog()).keys if "<a>" in key.text]
    catalog = Catalog.read(newsroom.catalog())
    catalog.put(key, Translation("Es nuevo.", State.APPROVED), over=catalog.translation(key))  # lost a link
    catalog.write(newsroom.catalog())
    assert publishable(newsroom)["articles/bridge.md", "es"] is False


def test_a_policy_that_lets_unfinished_articles_out_makes_them_publishable(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    settle(newsroom, "source")
    assert publishable(newsroom)["articles/bridge.md", "es"] is True


@pytest.mark.parametrize("policy", ["hold", "block", "last-approved"])
def test_a_policy_that_holds_an_unfinished_article_makes_it_unpublishable(newsroom: Newsroom, policy: str) -> None:
    newsroom.run("extract")
    settle(newsroom, policy)
    off = "".join(f"{name} = 'note'\n" for name in ("missing", "stale", "unreviewed"))
    settings = newsroom.folder / "dragoman.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[checks.severity]\n{off}", encoding="utf-8")
    assert publishable(newsroom)["articles/bridge.md", "es"] is False


@pytest.mark.parametrize("policy", ["hold", "block", "last-approved", "source", "draft-labelled"])
def test_what_status_calls_publishable_is_what_merge_writes(newsroom: Newsroom, policy: str) -> None:
    newsroom.run("extract")
    settings = newsroom.folder / "dragoman.toml"
    off = "".join(f"{name} = 'note'\n" for name in ("missing", "stale", "unreviewed"))
    rule = f"[[rule]]\npaths = ['articles/*']\npublish = '{policy}'\n"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{rule}[checks.severity]\n{off}", encoding="utf-8")
    told = publishable(newsroom)["articles/bridge.md", "es"]
    [row] = newsroom.json("merge", "-l", "es", code=None)["articles"]
    assert told is (row["outcome"] in ("written", "partial"))


def test_the_findings_are_those_of_check(newsroom: Newsroom) -> None:
    newsroom.run("translate", "-e", "pseudo")
    found = newsroom.json("check", code=1)["findings"]
    for row in newsroom.json("status")["articles"]:
        for severity in ("error", "warning"):
            own = [one for one in found if (one["language"], one["severity"]) == (row["language"], severity)]
            assert row[f"{severity}s"] == len(own)


def test_several_articles_are_summed_up_by_language(newsroom: Newsroom) -> None:
    (newsroom.folder / "articles" / "tram.md").write_text("# Tram stops\n", encoding="utf-8")
    newsroom.article.write_text("# Bridge opens\n", encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve("es")
    lines = newsroom.run("status").rstrip("\n").split("\n")
    assert [line.split() for line in lines[-2:]] == [
        ["total", "es", "1", "·", "·", "1", "2", "1", "·", "1"],
        ["total", "ar", "·", "·", "·", "2", "2", "2", "·", "·"],
    ]
    assert [line.split() for line in newsroom.run("status", "--no-checks").rstrip("\n").split("\n")[-2:]] == [
        ["total", "es", "1", "·", "·", "1", "2"],
        ["total", "ar", "·", "·", "·", "2", "2"],
    ]
