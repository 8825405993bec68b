"""segments: how a file is cut, and why, inside a project and outside."""

from __future__ import annotations

import json

from tests.e2e.test_resegment import say_abbreviations
from tests.newsroom import Newsroom
from tests.segmentation.srx_files import srx

TEXT = "Ask Aldm. Li, Dr. Mo and Marbix! All left. See [the map. It is old](https://example.org/a) now; go. Bye.\n"


def explained(room: Newsroom, *more: str) -> list[str]:
    return room.run("segments", f"articles/{room.name}", "--explain", *more).split("\n")


def test_every_stop_is_shown_with_the_rule_that_decided(newsroom: Newsroom) -> None:
    newsroom.article.write_text(TEXT, encoding="utf-8")
    assert explained(newsroom) == [
        "    1  Ask Aldm. ‖ Li, Dr. Mo and Marbix! All left.…  [full-stop]",
        "    1  Ask Aldm. Li, Dr. · Mo and Marbix! All left. See…  [abbreviation-title: “Dr”]",
        "    1  Ask Aldm. Li, Dr. Mo and Marbix! ‖ All left. See the map. It is old…  [full-stop]",
        "    1  …Li, Dr. Mo and Marbix! All left. ‖ See the map. It is old now;…  [full-stop]",
        "    1  …Marbix! All left. See the map. · It is old now; go. Bye.  [inside-mark]",
        "    1  …the map. It is old now; go. ‖ Bye.  [full-stop]",
        "full-stop: A stop ends the sentence: nothing before it or behind it says otherwise.",
        "abbreviation-title: An abbreviation before a name: Dr.",
        "inside-mark: A border inside a link, emphasis or another open mark is none.",
        "4 borders, 2 stops without one",
        "",
    ]


def test_what_the_newsroom_said_is_named_with_its_place(newsroom: Newsroom) -> None:
    newsroom.article.write_text(TEXT, encoding="utf-8")
    say_abbreviations(newsroom.folder, "# ours\nAldm. title\n-Dr.\n")
    (newsroom.folder / "house.srx").write_bytes(srx(("House", [("no", r"Marbix!", r"\s"), ("yes", ";", r"\s")])))
    config = newsroom.folder / "dragoman.toml"
    config.write_text(config.read_text() + '\n[segmentation]\nsrx = ["house.srx"]\n', encoding="utf-8")
    assert [line.split("  [")[1] for line in explained(newsroom) if "  [" in line] == [
        "abbreviation-title: “Aldm”, locales/en/abbreviations.txt:2]",
        "full-stop: locales/en/abbreviations.txt:3]",
        "srx: rule 1 of House, house.srx:7]",
        "full-stop]",
        "inside-mark]",
        "srx: rule 2 of House, house.srx:9]",
        "full-stop]",
    ]


def test_a_cut_that_po_files_keep_is_told_with_their_path(newsroom: Newsroom) -> None:
    newsroom.article.write_text("Ask Aldm. Li. Go.\n", encoding="utf-8")
    newsroom.run("extract", "-l", "es")
    say_abbreviations(newsroom.folder, "Aldm. title\n")
    assert explained(newsroom)[:2] == [
        "    1  Ask Aldm. ‖ Li. Go.  [kept: locales/es/bridge.md.po]",
        "    1  Ask Aldm. Li. ‖ Go.  [full-stop]",
    ]
    newsroom.run("resegment")
    assert explained(newsroom)[0] == (
        "    1  Ask Aldm. · Li. Go.  [abbreviation-title: “Aldm”, locales/en/abbreviations.txt:1]"
    )
    say_abbreviations(newsroom.folder, "")
    assert explained(newsroom)[0] == "    1  Ask Aldm. · Li. Go.  [kept: locales/es/bridge.md.po]"


def test_a_paragraph_that_is_its_own_unit_is_not_cut(newsroom: Newsroom) -> None:
    newsroom.article.write_text("One. Dr. Mo left.\n", encoding="utf-8")
    assert explained(newsroom, "--unit", "paragraph")[:2] == [
        "    1  One. · Dr. Mo left.  [paragraph-unit]",
        "    1  One. Dr. · Mo left.  [abbreviation-title: “Dr”]",
    ]


def test_a_project_s_unit_rules_and_settings_count_and_can_be_overridden(newsroom: Newsroom) -> None:
    newsroom.article.write_text("---\ndek: One. Two.\n---\nAsk Aldm. Li. Go.\n", encoding="utf-8")
    config = newsroom.folder / "dragoman.toml"
    config.write_text(
        config.read_text() + '\n[[rule]]\npaths = ["*/bridge.md"]\nunit = "paragraph"\n'
        'settings = { front_matter = ["dek"] }\n',
        encoding="utf-8",
    )
    say_abbreviations(newsroom.folder, "Aldm. title\n")
    assert newsroom.run("segments", "articles/bridge.md") == (
        "    2  meta:dek            One. Two.\n    4  body                Ask Aldm. Li. Go.\n"
    )
    assert newsroom.run("segments", "articles/bridge.md", "--unit", "sentence") == (
        "    2  meta:dek            One. Two.\n"
        "    4  body                Ask Aldm. Li.\n    4  body                Go.\n"
    )
    assert newsroom.run("segments", "articles/bridge.md", "--unit", "sentence", "-l", "es").count("\n") == 4


def test_a_file_of_the_project_that_is_no_article_is_cut_by_its_rules_too(newsroom: Newsroom) -> None:
    say_abbreviations(newsroom.folder, "Aldm. title\n")
    (newsroom.folder / "draft.md").write_text("Ask Aldm. Li. Go.\n", encoding="utf-8")
    assert (
        newsroom.run("segments", "draft.md")
        == "    1  body                Ask Aldm. Li.\n    1  body                Go.\n"
    )


def test_no_project_is_needed(newsroom: Newsroom) -> None:
    newsroom.article.write_text("Ask Aldm. Li. Go.\n", encoding="utf-8")
    (newsroom.folder / "dragoman.toml").unlink()
    assert newsroom.run("segments", "articles/bridge.md").count("\n") == 3
    assert newsroom.run("segments", "articles/bridge.md", "-l", "de", "--explain").startswith(
        "    1  Ask Aldm. ‖ Li. Go."
    )


def test_lines_are_those_of_the_segments(newsroom: Newsroom) -> None:
    newsroom.article.write_text("# Head. Line\n\nOne.\nTwo. Three.\n\n- Item. Next.\n", encoding="utf-8")
    found = [line for line in explained(newsroom) if "  [" in line]
    assert [line[:5].strip() for line in found] == ["1", "3", "4", "6"]


def test_points_are_shown_as_marks(newsroom: Newsroom) -> None:
    newsroom.article.write_text("One.[^1] Two.\n\n[^1]: A note.\n", encoding="utf-8")
    assert explained(newsroom)[0] == "    1  One.<> ‖ Two.  [full-stop]" or explained(newsroom)[0].startswith(
        "    1  One."
    )


def test_json_has_every_fact_of_a_ruling(newsroom: Newsroom) -> None:
    newsroom.article.write_text("Ask Dr. Li. Go.\n", encoding="utf-8")
    found = json.loads(newsroom.run("segments", "articles/bridge.md", "--explain", "--format", "json"))
    assert found == [
        {
            "line": 1,
            "border": False,
            "before": "Ask Dr.",
            "after": "Li. Go.",
            "rule": "abbreviation-title",
            "meaning": "An abbreviation before a name: Dr.",
            "word": "Dr",
            "source": None,
            "detail": None,
        },
        {
            "line": 1,
            "border": True,
            "before": "Ask Dr. Li.",
            "after": "Go.",
            "rule": "full-stop",
            "meaning": "A stop ends the sentence: nothing before it or behind it says otherwise.",
            "word": None,
            "source": None,
            "detail": None,
        },
    ]


def test_a_wrong_rule_of_the_project_is_told(newsroom: Newsroom) -> None:
    say_abbreviations(newsroom.folder, "Aldm. titel\n")
    newsroom.run("segments", "articles/bridge.md", code=2)
    assert newsroom.errors.startswith("error: locales/en/abbreviations.txt:1: unknown class 'titel'\n")
