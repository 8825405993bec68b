"""The edit battery: what becomes of approved translations when the source article changes."""

from __future__ import annotations

import re

import pytest

from tests.newsroom import ARTICLE, Newsroom, translated

PARAGRAPH = (
    "Engineers replaced **every cable** of the bridge. "
    "Their [report](https://example.org/report-1) runs to 312 pages.\n"
)


def edited(name: str) -> str:
    """The article after one edit."""
    changes = {
        "typo": ("closed for 14 months", "closed for 14 moths"),
        "moved": (PARAGRAPH + "\n", ""),
        "lead": ("# Bridge at Valmora reopens\n", "# Bridge at Valmora reopens\n\nSunshine greeted the crowd.\n"),
        "split": ("14 months. Mayor", "14 months.\n\nMayor"),
        "split sentence": ("from April, and lorries must", "from April. Lorries must"),
        "join": ("until June. The council has promised", "until June, and the council has promised"),
        "appended": ("until June.\n\nRead", "until June. Nobody complained.\n\nRead"),
        "number": ("14 months", "15 months"),
        "not": ("Buses may cross", "Buses may not cross"),
        "reflow": ("The ferry will run until June. The council", "The ferry will\nrun until June. The\ncouncil"),
        "url": ("report-1", "report-2?v=3"),
        "bold": ("**every cable**", "every cable"),
        "repeat": (PARAGRAPH, PARAGRAPH + "\nRead more tomorrow.\n"),
    }
    before, after = changes[name]
    assert ARTICLE.count(before) == 1
    text = ARTICLE.replace(before, after)
    return (
        text.replace("# Bridge at Valmora reopens\n", "# Bridge at Valmora reopens\n\n" + PARAGRAPH)
        if name == "moved"
        else text
    )


@pytest.mark.parametrize(
    ("name", "left"),
    [
        # what is left to do after the edit: (stale, missing)
        ("moved", (0, 0)),
        ("reflow", (0, 0)),
        ("url", (0, 0)),
        ("bold", (0, 0)),
        ("repeat", (0, 0)),
        ("split", (0, 0)),
        ("lead", (0, 1)),
        ("appended", (0, 1)),
        ("typo", (1, 0)),
        ("number", (1, 0)),
        ("not", (1, 0)),
        ("join", (1, 0)),
        ("split sentence", (2, 0)),
    ],
)
def test_an_edit_touches_only_its_own_sentence(newsroom: Newsroom, name: str, left: tuple[int, int]) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.run("merge", "-l", "es")
    assert newsroom.counts()["approved"] == 12
    before = newsroom.merged().read_text(encoding="utf-8")
    newsroom.article.write_text(edited(name), encoding="utf-8")
    newsroom.run("extract")
    found = newsroom.counts()
    assert (found["stale"], found["missing"], found["draft"]) == (*left, 0)
    everything = newsroom.catalog().read_text(encoding="utf-8")
    for sentence in ("Engineers replaced", "It had been closed", "Read more tomorrow", "Mayor Ines Duarte"):
        assert translated(sentence) in everything
    newsroom.run("merge", "-l", "es")
    after = newsroom.merged().read_text(encoding="utf-8")
    if left != (0, 0):
        assert after == before, "under hold the last complete version stands"
    assert not re.search(r"Bridge|Engineers|ferry will|Buses may|Mayor", after), "no sentence of the source"
    newsroom.run("extract")
    assert newsroom.run("extract", "--check")


def test_the_approved_pair_of_a_stale_text_can_be_had_back(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    assert newsroom.counts()["stale"] == 1
    newsroom.edit("15 months", "14 months")
    newsroom.run("extract")
    assert newsroom.counts() == {"approved": 12, "draft": 0, "stale": 0, "missing": 0}


def test_both_halves_of_a_split_sentence_are_offered(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.edit("from April, and lorries must", "from April. Lorries must")
    newsroom.run("extract")
    entries = newsroom.catalog().read_text(encoding="utf-8").split("\n\n")
    first, second = (entry for entry in entries if re.search(r'^msgid "(Buses may|Lorries must)', entry, re.M))
    before = r'#, fuzzy.*\n#\| msgid "Buses may cross the bridge from April, and lorries must wait until June\."\n'
    assert re.search(before, first)
    assert re.search(before, second)
    assert 'msgstr "bUSES MAY CROSS THE BRIDGE FROM aPRIL' in first
    assert 'LORRIES MUST WAIT UNTIL jUNE."' in second


def test_a_renamed_and_edited_article_is_followed(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.article.rename(newsroom.folder / "articles" / "crossing.md")
    newsroom.name = "crossing.md"
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    assert newsroom.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}
    assert not newsroom.catalog(name="bridge.md").exists()


def test_a_second_extract_changes_no_byte_and_one_edit_changes_one_entry(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    newsroom.commit()
    newsroom.run("extract")
    assert newsroom.git("status", "--porcelain") == ""
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    changed = newsroom.git("diff", "-U0", "--", "locales/ar").split("\n")
    assert [line for line in changed if re.match(r"[-+][^-+]", line)] == [
        '-msgid "It had been closed for 14 months."',
        '-msgstr ""',
        '+msgid "It had been closed for 15 months."',
        '+msgstr  ""',
    ]


def test_an_older_catalog_put_back_is_read_as_translations_of_the_older_source(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mailed = newsroom.catalog().read_bytes()
    newsroom.edit("Buses may cross", "Buses may not cross")
    newsroom.edit("https://example.org/report-1", "https://example.org/report-9")
    newsroom.run("extract")
    newsroom.catalog().write_bytes(mailed)
    newsroom.run("extract")
    assert newsroom.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}
