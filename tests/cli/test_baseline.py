"""A baseline: an old archive starts clean, and what changes is told again."""

from __future__ import annotations

import json

from tests.newsroom import Newsroom


def count(newsroom: Newsroom, *arguments: str, code: int | None = None) -> tuple[int, object]:
    found = json.loads(newsroom.run("check", *arguments, "--format", "json", code=code))
    return len(found["findings"]), found["known"]


def test_what_an_archive_began_with_is_not_told_again(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    told, _ = count(newsroom, code=1)
    assert told > 10
    assert f"locales/baseline.json: {told} findings known from now on\n" == newsroom.run("check", "--write-baseline")
    assert count(newsroom, code=0) == (0, told)
    assert count(newsroom, "--no-baseline", code=1) == (told, 0)
    assert f"{told} in the baseline" in newsroom.run("check", code=0)


def test_a_changed_text_brings_its_findings_back(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    told, _ = count(newsroom, code=1)
    assert told == 2  # one missing text in each language
    assert "2 rows of locales/baseline.json are about nothing any more" in newsroom.errors


def test_the_file_holds_no_text_and_has_one_finding_a_line(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    file = newsroom.folder / "locales/baseline.json"
    text = file.read_text(encoding="utf-8")
    rows = json.loads(text)["findings"]
    assert rows == sorted(rows)
    assert text.count("\n") == len(rows) + 2
    assert "closed" not in text
    before = file.read_bytes()
    newsroom.run("check", "--write-baseline")
    assert file.read_bytes() == before


def test_one_language_is_written_anew_and_the_others_stay(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    newsroom.approve("es")
    newsroom.run("check", "--write-baseline", "-l", "es")
    rows = json.loads((newsroom.folder / "locales/baseline.json").read_text(encoding="utf-8"))["findings"]
    assert {row[1] for row in rows if row[0] == "missing"} == {"ar"}


def test_a_damaged_or_conflicted_baseline_is_told_with_a_way_out(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    file = newsroom.folder / "locales/baseline.json"
    for damage in ("<<<<<<< HEAD\n", "{}", '{"version": 1, "findings": [["a"]]}', '{"version": 9, "findings": []}'):
        file.write_text(damage, encoding="utf-8")
        newsroom.run("check", code=2)
        assert "is no baseline that this version reads" in newsroom.errors
        assert "dragoman check --write-baseline" in newsroom.errors


def test_a_part_of_the_checks_is_no_baseline(newsroom: Newsroom) -> None:
    newsroom.run("check", "--write-baseline", "--only", "missing", code=2)
    assert "leave out --only and --changed-from" in newsroom.errors


SOURCE = "It had been closed for 14 months."


def put(newsroom: Newsroom, before: str, after: str) -> None:
    catalog = newsroom.catalog()
    text = catalog.read_text(encoding="utf-8")
    assert text.count(before) == 1, before
    catalog.write_text(text.replace(before, after), encoding="utf-8")


def of(newsroom: Newsroom, check: str) -> list[tuple[object, object]]:
    rows = newsroom.json("check", "-l", "es", "--only", check, code=None)["findings"]
    return [(row["severity"], row["message"]) for row in rows]


def test_another_fault_of_the_same_text_is_new(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    put(newsroom, f'msgid "{SOURCE}"\nmsgstr ""', f'msgid "{SOURCE}"\nmsgstr "Vertedero y escombrera, 14 meses."')
    glossary = newsroom.folder / "glossary"
    glossary.mkdir(exist_ok=True)
    style = '[[style]]\nlanguage = "es"\nforbidden = ["{}"]\nnote = "the house says so"\n'
    (glossary / "house.toml").write_text(style.format("vertedero"), encoding="utf-8")
    assert len(of(newsroom, "forbidden")) == 1
    newsroom.run("check", "--write-baseline")
    assert of(newsroom, "forbidden") == []
    (glossary / "house.toml").write_text(style.format("escombrera"), encoding="utf-8")
    assert len(of(newsroom, "forbidden")) == 1


def test_a_known_warning_that_an_approval_makes_an_error_is_told_again(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    put(newsroom, f'msgid "{SOURCE}"\nmsgstr ""', f'#, fuzzy\nmsgid "{SOURCE}"\nmsgstr "Cerrado 15 meses."')
    assert of(newsroom, "numbers") == [("warning", "“15” stands for “14”")]
    newsroom.run("check", "--write-baseline")
    assert of(newsroom, "numbers") == []
    put(newsroom, f'#, fuzzy\nmsgid "{SOURCE}"', f'msgid "{SOURCE}"')
    assert of(newsroom, "numbers") == [("error", "“15” stands for “14”")]
    newsroom.run("check", "--write-baseline")
    put(newsroom, f'msgid "{SOURCE}"', f'#, fuzzy\nmsgid "{SOURCE}"')
    assert of(newsroom, "numbers") == []  # it weighs less than what is known


def test_a_damaged_baseline_is_written_anew_by_a_run_over_everything(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    file = newsroom.folder / "locales/baseline.json"
    good = file.read_bytes()
    for damage in (b"<<<<<<< HEAD\n" + good, b"[" * 100_000, b"\xff"):
        file.write_bytes(damage)
        newsroom.run("check", code=2)
        assert "is no baseline that this version reads" in newsroom.errors
        newsroom.run("check", "--write-baseline", "-l", "es", code=2)  # the other language's rows would be lost
        assert file.read_bytes() == damage
        newsroom.run("check", "--write-baseline")
        assert file.read_bytes() == good


def test_rows_of_an_article_that_is_no_more_are_outdated_and_go(newsroom: Newsroom) -> None:
    other = newsroom.folder / "articles/ferry.md"
    other.write_text("The ferry sails again.\n", encoding="utf-8")
    newsroom.run("extract")
    newsroom.run("check", "--write-baseline")
    other.unlink()
    newsroom.run("check", code=0)
    assert "2 rows of locales/baseline.json are about nothing any more" in newsroom.errors
    newsroom.run("check", "--write-baseline")
    assert "ferry" not in (newsroom.folder / "locales/baseline.json").read_text(encoding="utf-8")
