"""Waivers: beside an entry or in the language's file, for every check, until a day, for one pair."""

from __future__ import annotations

import re

import pytest
from tests.newsroom import Newsroom

from dragoman.catalog import Catalog
from dragoman.checks.waiving import NEVER
from dragoman.cli.check import Kind
from dragoman.model import Key, State, Translation, digest

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


def test_a_waiver_that_a_program_wrote_is_one(wrong: Newsroom) -> None:
    catalog, key = Catalog.read(wrong.catalog()), Key(SOURCE)
    catalog.waive(key, "numbers", "the agency's own count", over=catalog.translation(key))
    catalog.write(wrong.catalog())
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


def test_a_finding_across_articles_becomes_a_note_like_any_other(newsroom: Newsroom) -> None:
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
    [row] = newsroom.json("check", "-l", "es", "--only", "inconsistent", "--fail-on", "note", code=0)["findings"]
    assert (row["severity"], row["waived"]) == ("note", "another desk")
    assert row["path"] == "locales/es/ferry.md.po"


def test_a_waiver_about_nothing_waives_nothing(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, '# waive: numbers " ", a slip of the pen')
    assert told(wrong, 1) == PLAIN
    file = wrong.folder / "locales/es/waivers.toml"
    for about in (" ", "\u200b", "\u00ad"):
        file.write_text(f'[[waive]]\ncheck = "numbers"\nreason = "r"\nabout = "{about}"\n', encoding="utf-8")
        assert told(wrong, 1) == PLAIN


def test_a_waived_finding_fails_no_run_however_mild_the_limit(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    assert wrong.json("check", "-l", "es", "--only", "numbers", "--fail-on", "note", code=0)["findings"] != []


def test_a_waiver_is_dated_by_the_source_it_was_written_for(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    wrong.edit("been closed for 14 months", "been closed for 17 months")
    wrong.run("extract")  # the source changed before the waiver had its digest
    text = wrong.catalog().read_text(encoding="utf-8")
    assert f"# waive: numbers {digest(SOURCE, WRONG)}, the agency's own count" in text
    approved = text.replace(f'#, fuzzy\n#| msgid "{SOURCE}"\n', "")
    wrong.catalog().write_text(approved, encoding="utf-8")
    assert told(wrong, 1) == [("error", "“15” stands for “17”")]


def test_a_waiver_does_not_outlive_the_text_that_was_taken_away(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.comment(SOURCE, "# waive: numbers, before there was a text")
    newsroom.run("extract")
    catalog = newsroom.catalog()
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace(f'msgid "{SOURCE}"\nmsgstr ""', f'msgid "{SOURCE}"\nmsgstr "{WRONG}"'), "utf-8")
    assert told(newsroom, 1) == PLAIN


def test_a_day_that_does_not_exist_is_told(wrong: Newsroom) -> None:
    file = wrong.folder / "locales/es/waivers.toml"
    file.write_text('[[waive]]\ncheck = "numbers"\nreason = "r"\nuntil = "2027-13-45"\n', encoding="utf-8")
    wrong.run("check", "-l", "es", code=2)
    assert "'until' of a [[waive]] is '2027-13-45'" in wrong.errors
    file.write_text('[[waive]]\ncheck = "Numbers"\nreason = "r"\nuntil = 2099-01-31\n', encoding="utf-8")
    assert told(wrong, 0)[0][0] == "note"  # TOML's own date, and a check in capitals


def test_mending_does_not_undo_a_waiver(wrong: Newsroom) -> None:
    text = wrong.catalog().read_text(encoding="utf-8")
    wrong.catalog().write_text(text.replace(WRONG, "Estuvo  cerrado 15 meses."), encoding="utf-8")
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    wrong.run("extract")
    before = wrong.catalog().read_bytes()
    wrong.run("check", "-l", "es", "--fix", "--approved", "--only", "double-space", code=None)
    assert wrong.catalog().read_bytes() == before  # its digest would fit no more
    assert told(wrong, 0) == LET


def test_articles_that_were_not_asked_for_are_compared_by_the_same_rules(newsroom: Newsroom) -> None:
    text = "The ferry will run until June."
    newsroom.run("extract")
    newsroom.approve("es")
    other = Newsroom(newsroom.folder, newsroom.capture, "ferry.md")
    other.article.write_text(f"{text}\n", encoding="utf-8")
    other.run("extract")
    catalog = other.catalog()
    made = catalog.read_text(encoding="utf-8").replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "Otro."')
    catalog.write_text(made, encoding="utf-8")

    def found(*paths: str) -> int:
        rows = newsroom.json("check", *paths, "-l", "es", "--only", "inconsistent", code=0)["findings"]
        return len([row for row in rows if not row["waived"]])

    alone = "articles/bridge.md"
    (newsroom.folder / "locales/es/waivers.toml").write_text(
        f'[[waive]]\ncheck = "inconsistent"\npaths = ["articles/ferry.md"]\nsource = "{text}"\nreason = "a desk"\n',
        encoding="utf-8",
    )
    assert (found(), found(alone)) == (0, 0)
    other.comment(text, "# waive: inconsistent until 2020-01-31, another desk")
    (newsroom.folder / "locales/es/waivers.toml").unlink()
    assert found() == 1
    config = newsroom.folder / "dragoman.toml"
    config.write_text(
        config.read_text(encoding="utf-8")
        + '\n[[rule]]\npaths = ["articles/ferry.md"]\nseverity = { inconsistent = "off" }\n',
        encoding="utf-8",
    )
    assert (found(), found(alone)) == (0, 0)


def test_a_branch_that_takes_a_waiver_away_is_told_its_finding(wrong: Newsroom) -> None:
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    wrong.commit()
    text = wrong.catalog().read_text(encoding="utf-8")
    wrong.catalog().write_text(text.replace("# waive: numbers, the agency's own count\n", ""), encoding="utf-8")
    rows = wrong.json("check", "-l", "es", "--only", "numbers", "--changed-from", "HEAD", code=1)["findings"]
    assert [row["check"] for row in rows] == ["numbers"]


def stale(newsroom: Newsroom) -> str:
    """Makes the wrong text stale, before anybody waives anything; the source of now."""
    newsroom.edit("been closed for 14 months", "been closed for 17 months")
    newsroom.run("extract")
    return SOURCE.replace("14", "17")


def approve(newsroom: Newsroom, now: str) -> None:
    """An editor approves the stale text as it is."""
    text = newsroom.catalog().read_text(encoding="utf-8")
    done = re.sub(rf'#, fuzzy[^\n]*\n#\| msgid "[^"]*"\nmsgid "{re.escape(now)}"', f'msgid "{now}"', text)
    assert done != text
    newsroom.catalog().write_text(done, encoding="utf-8")


def test_a_waiver_beside_a_stale_text_is_for_its_new_source_and_outlives_the_approval(wrong: Newsroom) -> None:
    now = stale(wrong)
    wrong.comment(now, "# waive: numbers, the agency's own count")
    wrong.run("extract")
    assert f"# waive: numbers {digest(now, WRONG)}, the" in wrong.catalog().read_text(encoding="utf-8")
    approve(wrong, now)
    row = [("note", "“15” stands for “17”; waived: the agency's own count")]
    assert told(wrong, 0) == row
    wrong.run("extract")
    assert told(wrong, 0) == row


def test_a_waiver_beside_a_stale_text_whose_source_changes_again_is_for_what_was_seen(wrong: Newsroom) -> None:
    now = stale(wrong)
    wrong.comment(now, "# waive: numbers, the agency's own count")
    wrong.edit("17 months", "18 months")
    wrong.run("extract")
    assert f"# waive: numbers {digest(now, WRONG)}, the" in wrong.catalog().read_text(encoding="utf-8")
    approve(wrong, now.replace("17", "18"))
    [row] = wrong.json("check", "-l", "es", "--only", "numbers", code=1)["findings"]
    assert str(row["hint"]).endswith("the waiver was for another text")


FERRY = ("The ferry will run until June.", "The council has promised to keep one boat for visitors.")
JOINT = "El barco irá hasta junio, y el consejo guardará 12 para los visitantes."


@pytest.fixture
def joint(wrong: Newsroom) -> Newsroom:
    """Two sentences of one paragraph translated by one text, which has a number too many."""
    catalog = Catalog.read(wrong.catalog())
    keys = [Key(text) for text in FERRY]
    over = {key: catalog.translation(key) for key in keys}
    catalog.put_together(keys, Translation(JOINT, State.APPROVED), over=over)
    catalog.write(wrong.catalog())
    wrong.run("extract")
    return wrong


@pytest.mark.parametrize("at", [0, 1])
def test_a_waiver_beside_sentences_translated_together_is_for_them_all(joint: Newsroom, at: int) -> None:
    def found() -> list[tuple[object, bool]]:
        rows = joint.json("check", "-l", "es", "--only", "numbers", code=None)["findings"]
        return [(row["severity"], "was for another text" in str(row["hint"])) for row in rows if row["target"] != WRONG]

    before = found()
    assert before and all(row == ("warning", False) for row in before)
    joint.comment(FERRY[at], "# waive: numbers, the council's own day")
    assert all(row == ("note", False) for row in found())
    joint.run("extract")
    line = f"# waive: numbers {digest(' '.join(FERRY), JOINT)}, the council's own day\n"
    assert line in joint.catalog().read_text(encoding="utf-8")
    assert all(row == ("note", False) for row in found())
    data = joint.catalog().read_bytes()
    joint.run("extract")
    assert joint.catalog().read_bytes() == data
    text = data.decode().replace("guardará 12", "guardará 13")
    joint.catalog().write_text(text, encoding="utf-8")
    assert all(row == ("warning", True) for row in found())
    joint.catalog().write_bytes(data)
    joint.edit("keep one boat for visitors", "keep one boat for all visitors")
    joint.run("extract")
    assert line in joint.catalog().read_text(encoding="utf-8")


def unused(newsroom: Newsroom, *arguments: str, code: int = 0) -> list[tuple[object, ...]]:
    """Where a waiver lets nothing pass, how grave that is, and why."""
    rows = newsroom.json("check", *arguments, "-l", "es", "--only", "unused-waiver", code=code)["findings"]
    why = " lets nothing pass: "
    return [(row["path"], row["line"], row["severity"], str(row["message"]).partition(why)[2]) for row in rows]


def entry_line(newsroom: Newsroom, source: str) -> int:
    lines = newsroom.catalog().read_text(encoding="utf-8").split("\n")
    return lines.index(f'msgid "{source}"') + 1


def test_a_waiver_that_lets_nothing_pass_is_told_where_it_stands(wrong: Newsroom) -> None:
    assert unused(wrong) == []
    wrong.comment(SOURCE, "# waive: numbers, the agency's own count")
    assert unused(wrong) == []
    wrong.comment(SOURCE, "# waive: dates until 2099-01-31, the agency's own day")
    place = ("locales/es/bridge.md.po", entry_line(wrong, SOURCE))
    assert unused(wrong) == [(*place, "note", "the text has no such finding")]
    rows = wrong.json("check", "-l", "es", "--only", "unused-waiver")["findings"]
    assert rows[0]["hint"] == "take the comment `# waive: dates …` out of the entry"
    text = wrong.catalog().read_text(encoding="utf-8")
    wrong.catalog().write_text(text.replace(WRONG, "Estuvo cerrado 14 meses."), encoding="utf-8")
    assert [row[-1] for row in unused(wrong)] == ["the text has no such finding"] * 2
    config = wrong.folder / "dragoman.toml"
    settings = config.read_text(encoding="utf-8")
    config.write_text(f'{settings}\n[checks.severity]\nunused-waiver = "error"\n', encoding="utf-8")
    assert [row[2] for row in unused(wrong, code=1)] == ["error", "error"]
    config.write_text(f'{settings}\n[checks.severity]\nunused-waiver = "off"\n', encoding="utf-8")
    assert unused(wrong) == []


def test_a_waiver_of_the_file_is_judged_when_every_article_is(wrong: Newsroom) -> None:
    other = Newsroom(wrong.folder, wrong.capture, "ferry.md")
    other.article.write_text("The ferry carried 450 passengers.\n", encoding="utf-8")
    other.run("extract")
    other.approve()
    file = wrong.folder / "locales/es/waivers.toml"
    file.write_text(
        f'[[waive]]\ncheck = "numbers"\nsource = "{SOURCE}"\nreason = "the agency"\n\n'
        '[[waive]]\ncheck = "numbers"\npaths = ["articles/ferry.md"]\nreason = "the agency"\n\n'
        '[[waive]]\ncheck = "dates"\nreason = "last year"\nuntil = "2020-01-31"\n',
        encoding="utf-8",
    )
    path = "locales/es/waivers.toml"
    assert unused(wrong) == [
        (path, 6, "note", "no text has such a finding"),
        (path, 11, "note", "it ended on 2020-01-31"),
    ]
    assert unused(wrong, "articles/ferry.md") == [(path, 11, "note", "it ended on 2020-01-31")]
    catalog = Catalog.read(other.catalog())
    [key] = catalog.keys
    catalog.put(key, Translation("El barco llevó a 540.", State.DRAFT), over=catalog.translation(key))
    catalog.write(other.catalog())
    assert unused(wrong) == [(path, 11, "note", "it ended on 2020-01-31")]


@pytest.mark.parametrize("kind", list(Kind))
def test_every_report_tells_a_waiver_of_the_file(wrong: Newsroom, kind: Kind) -> None:
    file = wrong.folder / "locales/es/waivers.toml"
    file.write_text('[[waive]]\ncheck = "dates"\nreason = "r"\nuntil = "2020-01-31"\n', encoding="utf-8")
    told = wrong.run("check", "-l", "es", "--only", "unused-waiver", "--format", kind)
    assert "waivers" in told and "it ended on 2020" in told
