"""Waivers: beside an entry or in the language's file, for every check, until a day, for one pair."""

from __future__ import annotations

import pytest
from tests.newsroom import Newsroom

from dragoman.checks.waiving import NEVER

SOURCE = "It had been closed for 14 months."
WRONG = "Estuvo cerrado 15 meses."


@pytest.fixture
def wrong(newsroom: Newsroom) -> Newsroom:
    """An approved translation with another number."""
    newsroom.run("extract")
    newsroom.approve("es")
    catalog = newsroom.catalog()
    text = catalog.read_text(encoding="utf-8")
    at = text.index(f'msgid "{SOURCE}"')
    end = text.index("\n\n", at)
    catalog.write_text(text[:at] + f'msgid "{SOURCE}"\nmsgstr "{WRONG}"' + text[end:], encoding="utf-8")
    return newsroom


def told(newsroom: Newsroom, code: int | None = None) -> list[tuple[object, object]]:
    rows = newsroom.json("check", "-l", "es", "--only", "numbers", code=code)["findings"]
    return [(row["severity"], row["message"]) for row in rows]


PLAIN = [("error", "“15” stands for “14”")]
LET = [("note", "“15” stands for “14”; waived: the agency's own count")]


def test_a_waiver_beside_the_entry_lets_any_check_pass(wrong: Newsroom) -> None:
    assert told(wrong, 1) == PLAIN
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    assert told(wrong, 0) == LET


def test_a_waiver_may_name_the_words_at_the_place(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, '# waive: numbers "16", another number')
    assert told(wrong, 1) == PLAIN
    wrong.comment(SOURCE, '# waive: numbers "15", the agency\'s own count')
    assert told(wrong, 0) == LET


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("# waive: numbers", "the waiver gives no reason"),
        ("# waive: numbers until 2020-01-31, last year", "the waiver has lapsed"),
        ("# waive: numbers 000000, of another day", "the waiver was for another text"),
    ],
)
def test_a_waiver_that_does_not_count_says_why(wrong: Newsroom, line: str, why: str) -> None:
    wrong.comment(SOURCE, line)
    [row] = wrong.json("check", "-l", "es", "--only", "numbers", code=1)["findings"]
    assert str(row["hint"]).endswith(f"; {why}")


def test_extract_dates_a_waiver_by_its_pair_and_it_lapses_when_a_text_changes(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, "# waive: numbers until 2099-01-31, the agency's own count")
    wrong.run("extract")
    text = wrong.catalog().read_text(encoding="utf-8")
    assert "# waive: numbers until 2099-01-31 " in text
    assert told(wrong, 0) == LET
    before = wrong.catalog().read_bytes()
    wrong.run("extract")
    assert wrong.catalog().read_bytes() == before
    wrong.catalog().write_text(text.replace(WRONG, "Estuvo cerrado 16 meses."), encoding="utf-8")
    assert told(wrong, 1) == [("error", "“16” stands for “14”")]


def test_a_waiver_that_an_editor_stripped_brings_its_finding_back(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    wrong.run("extract")
    lines = wrong.catalog().read_text(encoding="utf-8").split("\n")
    wrong.catalog().write_text("\n".join(line for line in lines if "waive" not in line), encoding="utf-8")
    assert told(wrong, 1) == PLAIN


def test_the_languages_file_means_the_same(wrong: Newsroom) -> None:
    file = wrong.folder / "locales/es/waivers.toml"
    row = f'[[waive]]\ncheck = "numbers"\nsource = "{SOURCE}"\nreason = "the agency\'s own count"\n'
    file.write_text(row, encoding="utf-8")
    assert told(wrong, 0) == LET
    file.write_text(row + 'paths = ["articles/other.md"]\n', encoding="utf-8")
    assert told(wrong, 1) == PLAIN
    file.write_text(row + 'paths = ["articles/*"]\nabout = "15"\nuntil = "2099-01-01"\n', encoding="utf-8")
    assert told(wrong, 0) == LET


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('[[waive]]\ncheck = "numbers"\n', "locales/es/waivers.toml:1: a [[waive]] without 'reason'"),
        (
            '\n[[waive]]\nchek = "x"\n',
            "waivers.toml:2: unknown setting 'chek' in [waive]\n  hint: did you mean",
        ),
        ('[[waive]]\ncheck = "n"\nreason = "r"\nuntil = "soon"\n', "waivers.toml:1: 'until' of a [[waive]] is 'soon'"),
        ("[[waive", "waivers.toml: not valid TOML"),
    ],
)
def test_a_wrong_file_of_waivers_is_told_with_its_line(wrong: Newsroom, text: str, error: str) -> None:
    (wrong.folder / "locales/es/waivers.toml").write_text(text, encoding="utf-8")
    wrong.run("check", "-l", "es", code=2)
    assert error in wrong.errors


def test_work_that_is_not_done_cannot_be_waived(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.comment(SOURCE, "# waive: missing, no need")
    rows = newsroom.json("check", "-l", "es", "--only", "missing", code=1)["findings"]
    [row] = [row for row in rows if row["source"] == SOURCE]
    assert row["severity"] == "error"
    assert "missing" in NEVER


def test_a_waiver_across_articles_takes_its_pair_out(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    other = Newsroom(newsroom.folder, newsroom.capture, "ferry.md")
    other.article.write_text("The ferry will run until June.\n", encoding="utf-8")
    other.run("extract")
    catalog = other.catalog()
    catalog.write_text(
        catalog.read_text(encoding="utf-8").replace(
            'msgid "The ferry will run until June."\nmsgstr ""',
            'msgid "The ferry will run until June."\nmsgstr "El transbordador irá hasta junio."',
        ),
        encoding="utf-8",
    )
    assert len(newsroom.json("check", "-l", "es", "--only", "inconsistent", code=0)["findings"]) == 1
    other.comment("The ferry will run until June.", "# waive: inconsistent, another desk")
    assert newsroom.json("check", "-l", "es", "--only", "inconsistent", code=0)["findings"] == []
