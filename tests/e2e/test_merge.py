"""Publishing: what stands in the output folder under each policy."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.newsroom import Newsroom


def outcomes(newsroom: Newsroom, *arguments: str, code: int = 0) -> dict[str, object]:
    rows = newsroom.json("merge", *arguments, code=code)["articles"]
    return {str(row["language"]): row["outcome"] for row in rows}


def test_a_complete_article_is_written_and_an_untouched_language_is_not(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    assert outcomes(newsroom) == {"es": "written", "ar": "nothing"}
    text = newsroom.merged().read_text(encoding="utf-8")
    assert 'title: "bRIDGE AT vALMORA REOPENS"' in text
    assert "lang: es\ntranslationKey: bridge\n---" in text
    assert "[REPORT](https://example.org/report-1)" in text
    assert not newsroom.merged("ar").exists()


def test_nothing_is_assumed_of_extract(newsroom: Newsroom) -> None:
    assert outcomes(newsroom) == {"es": "nothing", "ar": "nothing"}
    assert newsroom.counts() == {"approved": 0, "draft": 0, "stale": 0, "missing": 12}
    newsroom.run("check", code=1)


def test_source_policy_without_translations_gives_the_article_byte_for_byte(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    assert outcomes(newsroom, "--policy", "source") == {"es": "partial", "ar": "partial"}
    assert newsroom.merged("ar").read_bytes() == newsroom.article.read_bytes()


def test_going_back_to_hold_takes_away_what_another_policy_wrote(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("merge", "--policy", "source")
    assert outcomes(newsroom) == {"es": "nothing", "ar": "nothing"}
    assert not newsroom.merged().exists()


def test_a_draft_is_published_only_with_a_label(newsroom: Newsroom) -> None:
    newsroom.run("translate", "--engine", "pseudo")
    assert outcomes(newsroom) == {"es": "nothing", "ar": "nothing"}
    assert outcomes(newsroom, "--policy", "draft-labelled") == {"es": "partial", "ar": "partial"}
    assert "> Traducción automática (pseudo, " in newsroom.merged().read_text(encoding="utf-8")


def test_a_held_version_is_made_again_from_the_history(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge")
    complete = newsroom.merged().read_bytes()
    newsroom.commit()
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    newsroom.commit()
    shutil.rmtree(newsroom.folder / "build")
    assert outcomes(newsroom) == {"es": "rebuilt", "ar": "nothing"}
    assert newsroom.merged().read_bytes() == complete
    assert outcomes(newsroom) == {"es": "held", "ar": "nothing"}


def test_a_shallow_clone_publishes_nothing_and_says_why(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.commit()
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    newsroom.commit()
    clone = tmp_path / "clone"
    newsroom.git("clone", "-q", "--depth", "1", f"file://{newsroom.folder}", str(clone))
    newsroom.folder = clone
    [row] = newsroom.json("merge", "-l", "es")["articles"]
    assert row["outcome"] == "nothing"
    assert "git fetch --unshallow" in str(row["reason"])


def test_a_required_language_that_is_not_complete_fails(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("merge", "--require", "es")
    newsroom.run("merge", "--require", "ar", code=1)
    assert "ar is required, but not complete" in newsroom.errors


def test_a_merged_article_that_somebody_changed_is_left_alone(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge")
    newsroom.merged().write_text("by hand", encoding="utf-8")
    newsroom.run("merge", code=2)
    assert "left as it is" in newsroom.errors
    assert newsroom.merged().read_text(encoding="utf-8") == "by hand"
    newsroom.run("merge", "--overwrite")
    assert newsroom.merged().read_text(encoding="utf-8") != "by hand"


def test_a_damaged_catalog_stops_its_language_only(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.approve("ar")
    newsroom.catalog("ar").write_text('msgid "x\nmsgstr ""\n', encoding="utf-8")
    damaged = newsroom.catalog("ar").read_bytes()
    newsroom.run("extract", code=2)
    assert "locales/ar/bridge.md.po:1" in newsroom.errors
    assert outcomes(newsroom, code=2) == {"es": "written"}
    assert newsroom.catalog("ar").read_bytes() == damaged


def test_a_corrected_article_is_judged_as_if_extract_had_run(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.edit("**every cable**", "every cable")
    before = newsroom.catalog().read_bytes()
    assert outcomes(newsroom)["es"] == "written", "a markup change keeps its approval"
    newsroom.edit("14 months", "15 months")
    assert newsroom.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}
    [stale] = [row for row in newsroom.json("check", "-l", "es", code=1)["findings"] if row["check"] == "stale"]
    assert stale["source"] == "It had been closed for 15 months."
    assert outcomes(newsroom)["es"] == "held"
    assert newsroom.catalog().read_bytes() == before, "nothing of it was written"


def test_an_article_without_a_text_is_published_as_it_is_and_needs_no_catalog(newsroom: Newsroom) -> None:
    newsroom.article.unlink()
    (newsroom.article.parent / "data.json").write_text('{"version": "1"}\n', encoding="utf-8")
    for command in ("extract", "translate", "check", "merge"):
        newsroom.run(command)
    assert not list(newsroom.folder.glob("locales/*/*.po"))
    assert (newsroom.folder / "build/es/data.json").read_text(encoding="utf-8") == '{"version": "1"}\n'
