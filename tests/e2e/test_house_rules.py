"""A newsroom's own rules of cutting, in its project: abbreviations.txt and SRX files."""

from __future__ import annotations

import re

from tests.newsroom import Newsroom
from tests.segmentation.srx_files import srx

TEXT = "Mayor Duarte met Aldm. Costa and Marbix! Bank on Monday. It was late.\n"


def sentences(room: Newsroom) -> list[str]:
    room.run("extract", "-l", "es")
    text = room.catalog().read_text(encoding="utf-8")
    return re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)


def configure(room: Newsroom, more: str) -> None:
    config = room.folder / "dragoman.toml"
    config.write_text(config.read_text(encoding="utf-8") + more, encoding="utf-8")


def put_abbreviations(room: Newsroom, lines: str, language: str = "en") -> None:
    path = room.folder / "locales" / language / "abbreviations.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines, encoding="utf-8")


def test_without_any_the_rules_of_the_language_cut(newsroom: Newsroom) -> None:
    newsroom.article.write_text(TEXT, encoding="utf-8")
    assert len(sentences(newsroom)) == 4


def test_abbreviations_and_srx_rules_of_the_source_language_cut_the_articles(newsroom: Newsroom) -> None:
    newsroom.article.write_text(TEXT, encoding="utf-8")
    put_abbreviations(newsroom, "Aldm. title\n")
    (newsroom.folder / "house.srx").write_bytes(srx(("House", [("no", r"\bMarbix!", r"\s")])))
    configure(newsroom, '\n[segmentation]\nsrx = ["house.srx"]\n')
    assert sentences(newsroom) == ["Mayor Duarte met Aldm. Costa and Marbix! Bank on Monday.", "It was late."]


def test_a_rule_for_some_articles_has_other_files(newsroom: Newsroom) -> None:
    newsroom.article.write_text("One; two. Three.\n", encoding="utf-8")
    (newsroom.folder / "semicolons.srx").write_bytes(srx(("House", [("yes", ";", r"\s")])))
    configure(newsroom, '\n[[rule]]\npaths = ["*/bridge.md"]\nsrx = ["semicolons.srx"]\nbuiltin = false\n')
    assert sentences(newsroom) == ["One;", "two. Three."]


def test_a_wrong_file_stops_the_article_with_its_place(newsroom: Newsroom) -> None:
    put_abbreviations(newsroom, "Aldm. titel\n")
    newsroom.run("extract", code=2)
    assert newsroom.errors == (
        "error: locales/en/abbreviations.txt:1: unknown class 'titel'\n  hint: did you mean 'title'?\n"
    )
    put_abbreviations(newsroom, "")
    configure(newsroom, '\n[segmentation]\nsrx = ["house.srx"]\n')
    newsroom.run("extract", code=2)
    assert newsroom.errors == (
        "error: house.srx: no such file of rules\n  hint: correct 'srx' in dragoman.toml, or put the file there\n"
    )
    (newsroom.folder / "house.srx").write_bytes(srx(("House", [("no", "(a+)+b", "(c+)+d")])))
    newsroom.run("extract", code=2)
    assert newsroom.errors.startswith(
        "error: house.srx:7: rule 1 of 'House': afterbreak: can take for ever: a repetition inside a repetition"
    )
