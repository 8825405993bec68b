"""What stands in for an article that is not complete, by policy, path and share."""

from __future__ import annotations

import re

import pytest

from tests.newsroom import Newsroom

BEHIND = "El original se ha actualizado desde entonces."


def set_up(newsroom: Newsroom, policy: str) -> None:
    config = newsroom.folder / "dragoman.toml"
    text = config.read_text(encoding="utf-8").replace('publish = "hold"', policy)
    config.write_text(text, encoding="utf-8")


def row(newsroom: Newsroom, *arguments: str, code: int = 0) -> dict[str, object]:
    rows = newsroom.json("merge", "-l", "es", *arguments, code=code)["articles"]
    return rows[0]


@pytest.fixture
def behind(newsroom: Newsroom) -> Newsroom:
    """An article whose translation was complete, before its source changed one number."""
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.edit("14 months", "15 months")
    return newsroom


@pytest.mark.parametrize("extracted", [True, False])
def test_a_stale_sentence_keeps_the_text_that_was_approved_last(behind: Newsroom, extracted: bool) -> None:
    set_up(behind, 'publish = "last-approved"')
    if extracted:
        behind.run("extract")
    assert row(behind)["outcome"] == "partial"
    text = behind.merged().read_text(encoding="utf-8")
    assert "14 MONTHS" in text and "15" not in text
    assert BEHIND not in text


def test_a_text_that_never_was_approved_makes_last_approved_hold(behind: Newsroom) -> None:
    set_up(behind, 'publish = "last-approved"')
    behind.edit("Read more tomorrow.\n\nTraffic", "A new sentence stands here.\n\nTraffic")
    assert row(behind)["outcome"] == "nothing"


def test_a_text_edited_since_it_was_approved_is_not_shown(behind: Newsroom) -> None:
    set_up(behind, 'publish = "last-approved"')
    behind.run("extract")
    catalog = behind.catalog()
    text = catalog.read_text(encoding="utf-8")
    at = text.index("15 months")
    stale = re.compile(r'msgstr "([^"]*14 MONTHS[^"]*)"')
    catalog.write_text(text[:at] + stale.sub('msgstr "a draft of 15"', text[at:], count=1), encoding="utf-8")
    row(behind)
    assert "14 MONTHS" in behind.merged().read_text(encoding="utf-8")


def test_readers_are_told_that_a_translation_is_behind(behind: Newsroom) -> None:
    set_up(behind, 'publish = "last-approved"\nnotice = true')
    row(behind)
    assert f"> {BEHIND}" in behind.merged().read_text(encoding="utf-8")


def test_a_held_version_is_made_again_with_the_notice(newsroom: Newsroom) -> None:
    set_up(newsroom, 'publish = "hold"\nnotice = true')
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("merge", "-l", "es")
    newsroom.commit()
    newsroom.edit("14 months", "15 months")
    assert row(newsroom)["outcome"] == "rebuilt"
    assert BEHIND in newsroom.merged().read_text(encoding="utf-8")
    assert row(newsroom)["outcome"] == "held"
    newsroom.run("extract")
    newsroom.approve("es")
    assert row(newsroom)["outcome"] == "written"
    assert BEHIND not in newsroom.merged().read_text(encoding="utf-8")


def test_block_publishes_nothing_and_fails(behind: Newsroom) -> None:
    set_up(behind, 'publish = "block"')
    found = row(behind, code=1)
    assert (found["outcome"], found["reason"]) == ("blocked", "1 stale")
    assert not behind.merged().exists()


def test_below_the_threshold_a_language_holds(newsroom: Newsroom) -> None:
    set_up(newsroom, 'publish = "source"\nthreshold = 0.5')
    newsroom.run("extract")
    found = row(newsroom)
    assert found["outcome"] == "nothing"
    assert "0% of the words are approved, 50% are wanted" in str(found["reason"])
    newsroom.approve("es")
    newsroom.edit("14 months", "15 months")
    assert row(newsroom)["outcome"] == "partial"


def test_a_rule_says_it_for_some_paths_and_languages(behind: Newsroom) -> None:
    config = behind.folder / "dragoman.toml"
    rule = '\n[[rule]]\npaths = ["articles/bridge.md"]\npublish = { es = "source" }\n'
    config.write_text(config.read_text(encoding="utf-8") + rule, encoding="utf-8")
    rows = behind.json("merge")["articles"]
    assert {row["language"]: row["outcome"] for row in rows} == {"es": "partial", "ar": "nothing"}


def test_what_stays_untranslated_says_its_language(behind: Newsroom) -> None:
    set_up(behind, 'publish = "source"')
    row(behind)
    text = behind.merged().read_text(encoding="utf-8")
    assert '<span lang="en" dir="ltr">It had been closed for 15 months.</span>' in text
    assert text.count("<span") == 1


def test_an_unknown_threshold_is_told_with_a_way_out(newsroom: Newsroom) -> None:
    set_up(newsroom, 'publish = "source"\nthreshold = 90')
    newsroom.run("merge", code=2)
    assert "'threshold' in [policy] must be a number from 0 to 1, not 90" in newsroom.errors
