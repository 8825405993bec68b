"""The checks of sources against sound articles, which they let be, and against one with every kind of defect."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.checks.source.corpus import COUNT, clean_articles
from tests.newsroom import Newsroom

from dragoman import plugins
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import Block, Pair, Segment
from dragoman.project import read_project
from dragoman.workflow.gate import check_sources
from dragoman.workflow.reading import articles

HERE = Path(__file__).parent
CASES = [
    pytest.param(file.parent.name, case, id=f"{file.parent.name}: {case['name']}")
    for file in sorted(HERE.glob("*/cases.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def findings(folder: Path, texts: dict[str, str], *only: str, source: str = "en") -> list[tuple[str, int | None, str]]:
    (folder / "articles").mkdir()
    target = "fr" if source != "fr" else "en"
    (folder / "dragoman.toml").write_text(f'source = "{source}"\nlanguages = ["{target}"]\n', encoding="utf-8")
    for name, text in texts.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    project = read_project(folder)
    report = check_sources(project, articles(project), only=only or None)
    assert report.troubles == []
    names = report.names if "unknown-names" in only else []
    return [
        (one.article.partition("/")[2], one.where.line if one.where else None, one.check)
        for one in (*report.findings, *names)
    ]


def test_sound_articles_are_let_be(tmp_path: Path) -> None:
    texts = dict(clean_articles())
    assert len(texts) >= COUNT
    found = findings(tmp_path, texts)
    flagged = {name for name, _, _ in found}
    assert len(flagged) <= len(texts) * 0.02, found


ARTICLE = """\
Weavers of the hill town win their case

The court gave the 64 weavers everything that they had asked for
A loom in the old customs house on Monday morning. A loom in the old customs house on Monday morning.
"A loom that stands still is a loom that has been thrown away for good."

The court of the hill town ruled on Tuesday that 46 weavers may keep their workshop, which had been let to a hotel.

"A loom that stands still for a winter is a loom that has been lost for good," said Mara Lindqvist, who speaks for them.

The judge read the ruling aloud for an hour, in words that were taken from a letter of 1911 and printed in

The hotel, which has  rooms for 90 guests, said it would not appeal. \u201cWe wish them well, its owner said.

Mara Lindquist and her neighbours opened the doors (all four of them the same evening. It was cafÃ© weather.

  What comes next

The rent will stay as it is until 2031, and the town pays for a new roof.

Share this article

We use cookies to improve your visit. Accept all
"""


def test_every_defect_of_a_damaged_article_is_found_at_its_line(tmp_path: Path) -> None:
    assert findings(tmp_path, {"a.txt": ARTICLE}) == [
        ("a.txt", 3, "deck-differs"),
        ("a.txt", 4, "doubled-sentence"),
        ("a.txt", 5, "deck-differs"),
        ("a.txt", 11, "cut-sentence"),
        ("a.txt", 13, "stray-space"),
        ("a.txt", 13, "unbalanced"),
        ("a.txt", 15, "garbled-text"),
        ("a.txt", 15, "unbalanced"),
        ("a.txt", 21, "page-chrome"),
        ("a.txt", 23, "page-chrome"),
    ]


@pytest.mark.parametrize(("check", "case"), CASES)
def test_a_check_finds_what_its_case_says(tmp_path: Path, check: str, case: dict[str, str]) -> None:
    found = findings(tmp_path, {case.get("file", "a.txt"): case["text"]}, check, source=case.get("source", "en"))
    assert [line or 0 for _, line, _ in found] == case["lines"]


@pytest.mark.parametrize("check", plugins.names(plugins.SOURCE_CHECKS))
def test_a_check_has_enough_cases_that_find_and_that_do_not(check: str) -> None:
    cases = tomllib.loads((HERE / check / "cases.toml").read_text(encoding="utf-8"))["case"]
    assert min(sum(bool(case["lines"]) for case in cases), sum(not case["lines"] for case in cases)) >= 6


@given(st.lists(st.text(alphabet='aA1 .,"“”()«»&;-‘’\u202e\x1b0€', max_size=60), max_size=6))
def test_no_text_makes_a_check_of_sources_fail_or_tells_raw_controls(texts: list[str]) -> None:
    pairs = [Pair(Segment((text,), (text,), Block(at)), None, at + 1) for at, text in enumerate(texts)]
    found = run(pairs, Rules("en", "en", "a.txt", "a.txt"), None, plugins.SOURCE_CHECKS)
    assert all("\x1b" not in one.message and "\u202e" not in one.message for one in found)


HOSTILE = ['"' * 100_000, "( " * 50_000, "Aa " * 33_000, "a, " * 33_000, "“a” " * 25_000, "Ã" * 99_999, "1)" * 50_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_long_hostile_text_is_read_in_a_moment(text: str) -> None:
    pairs = [Pair(Segment((text,), (text,), Block(0, role)), None) for role in ("headline", "body")]
    pairs = [Pair(Segment((text,), (text,), Block(at, each.segment.role)), None) for at, each in enumerate(pairs)]
    run(pairs, Rules("en", "en", "a.txt", "a.txt"), None, plugins.SOURCE_CHECKS)


def test_an_article_with_errors_waits_the_others_go_on_and_no_engine_is_asked(newsroom: Newsroom) -> None:
    bad = newsroom.folder / "articles" / "bad.txt"
    bad.write_text(ARTICLE, encoding="utf-8")
    out = newsroom.run("extract", "--wait-for-source", code=1)
    assert "bad.txt" not in out and "bridge.md" in out
    assert newsroom.errors.count("articles/bad.txt:") == 9
    assert newsroom.errors.endswith(
        "1 article waiting\n  hint: mend the article; or let it pass with a reason: [[gate.waive]] in dragoman.toml\n"
    )
    sent = newsroom.run("translate", "-e", "pseudo", "--wait-for-source", "--show-requests", str(bad), code=1)
    assert sent == "nothing to draft\n"
    assert not (newsroom.folder / "locales" / "es" / "bad.txt.po").exists()


def test_the_project_may_close_the_gate_and_a_waiver_with_a_reason_opens_it(newsroom: Newsroom) -> None:
    config = newsroom.folder / "dragoman.toml"
    bad = newsroom.folder / "articles" / "bad.txt"
    bad.write_text(
        "Doors\n\nThe doors of the town are open.\n\nThe doors were painted by the\n\nThey are red.\n", "utf-8"
    )
    before = config.read_text(encoding="utf-8")
    config.write_text(f"{before}\n[gate]\nwait = true\n", encoding="utf-8")
    newsroom.run("extract", code=1)
    newsroom.run("extract", "--no-wait-for-source", "--check", code=1)
    waiver = '[[gate.waive]]\ncheck = "cut-sentence"\npaths = ["articles/*.txt"]\nreason = "a poem"\ntext = "painted"\n'
    config.write_text(f"{before}\n[gate]\nwait = true\n{waiver}until = '2001-01-01'\n", encoding="utf-8")
    newsroom.run("extract", code=1)
    config.write_text(f"{before}\n[gate]\nwait = true\n{waiver}", encoding="utf-8")
    newsroom.run("extract")
    assert (newsroom.folder / "locales" / "es" / "bad.txt.po").exists()
    assert (
        newsroom.run("check", "--source", str(bad)) == "1 article looked at: 0 errors, 0 warnings, 0 notes, 1 waived\n"
    )
    config.write_text(f"{before}\n[gate]\nwait = true\n[[gate.waive]]\ncheck = 'x'\npaths = ['y']\n", encoding="utf-8")
    newsroom.run("check", code=2)
    assert "a [[gate.waive]] without 'reason'" in newsroom.errors


def test_a_waiver_of_the_gate_that_lets_nothing_pass_is_told_as_a_note(newsroom: Newsroom) -> None:
    config = newsroom.folder / "dragoman.toml"
    before = config.read_text(encoding="utf-8")

    def said(check: str, *paths: str, until: str = "", code: int = 0) -> list[str]:
        rows = f"check = '{check}'\npaths = ['articles/*']\nreason = 'a poem'\nuntil = '{until}'\n"
        config.write_text(f"{before}\n[gate]\n[[gate.waive]]\n{rows}", encoding="utf-8")
        out = newsroom.run("check", "--source", *paths, code=code)
        return [line for line in out.splitlines() if line.startswith("dragoman.toml")]

    told = "dragoman.toml: note: the [[gate.waive]] of {} lets nothing pass: {} [unused-waiver]"
    one = str(newsroom.folder / "articles" / "bridge.md")
    (newsroom.folder / "articles" / "doors.txt").write_text("Doors\n\nThe doors are open.\n", encoding="utf-8")
    assert said("cut-sentence") == [told.format("cut-sentence", "no article has such a finding")]
    assert said("cut-sentence", one) == []
    assert said("cut-sentence", one, until="2001-01-01") == [told.format("cut-sentence", "it ended on 2001-01-01")]
    [line] = said("cut-sentense", one)
    assert "there is no source check 'cut-sentense'; did you mean 'cut-sentence'? [unused-waiver]" in line
