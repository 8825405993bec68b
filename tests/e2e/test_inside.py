"""A sentence translated inside its neighbour, from the article to the published page, in every format."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.catalog.inside import is_marker
from dragoman.model import Key, State, Translation
from dragoman.project import find_project
from dragoman.workflow.reading import articles, read
from tests.newsroom import Newsroom

ONE, TWO, THREE = "The ferry sails <a>today</a>.", "It is <strong>free</strong> for <a>all</a>.", "Bring a coat."
BOTH = "Der <a2>für alle</a2> <strong>kostenlose</strong> Kahn fährt <a>heute</a>."
MARKDOWN = """\
# Ferry

> The ferry sails [today](https://example.org/1). It is
> **free** for [all](https://example.org/2). Bring a coat.

Another paragraph.
"""
HTML = """\
<html lang="en"><head><title>Ferry</title></head><body>
<p>The ferry sails <a href="https://example.org/1">today</a>.
It is <strong>free</strong> for <a href="https://example.org/2">all</a>. Bring a coat.</p></body></html>
"""
XML = """\
<?xml version="1.0"?>
<nitf><body><body.content><block>
<p>The ferry sails <a href="https://example.org/1">today</a>.&#32;It is <strong>free</strong> for
<a href="https://example.org/2">all</a>. Bring a coat.</p></block></body.content></body></nitf>
"""
JSON = json.dumps({"uri": "urn:1", "body_html": HTML.partition("<body>")[2].partition("</body>")[0].strip()}) + "\n"
ARTICLES = {"ferry.md": MARKDOWN, "ferry.html": HTML, "ferry.nitf": XML, "ferry.json": JSON}
ABOUT = [word for name in ("inside", "missing", "unreviewed", "stale", "tags", "glossary") for word in ("--only", name)]


def place(newsroom: Newsroom, name: str, text: str) -> None:
    newsroom.article.unlink()
    newsroom.name = name
    newsroom.article.write_text(text, encoding="utf-8")
    newsroom.run("extract")


def translate(newsroom: Newsroom, texts: dict[str, str]) -> None:
    """A person translates: `texts` as they stand, the rest by capitals around the same tags."""
    path = newsroom.catalog()
    catalog = Catalog.read(path)
    for key in catalog.keys:
        text = texts.get(key.text) or re.sub(r"(?<!<)(?<!/)\b\w+\b(?!/?>)", lambda word: word[0].upper(), key.text)
        catalog.put(key, Translation(text, State.APPROVED), over=catalog.translation(key))
    catalog.write(path)


@pytest.mark.parametrize("name", ARTICLES)
def test_one_text_for_two_sentences_is_published_in_every_format(newsroom: Newsroom, name: str) -> None:
    place(newsroom, name, ARTICLES[name])
    [first, second] = [
        next(key.text for key in Catalog.read(newsroom.catalog()).keys if key.text.startswith(start))
        for start in ("The ferry", "It is")
    ]
    translate(
        newsroom, {first: BOTH.replace("strong", re.search(r"<(\w+)>free", second)[1]), second: "[inside: previous]"}
    )  # type: ignore[index]
    newsroom.run("check", "-l", "es", *ABOUT)
    newsroom.run("merge", "-l", "es")
    page = newsroom.merged().read_text(encoding="utf-8")
    plain = re.sub(r"<[^>]*>|[*>]|\[|\]\([^)]*\)|\\n", " ", page.replace('\\"', '"'))
    assert "Der für alle kostenlose Kahn fährt heute . BRING A COAT." in " ".join(plain.split())
    assert page.index("example.org/2") < page.index("example.org/1")
    assert "inside" not in page
    newsroom.run("extract")
    before = newsroom.catalog().read_bytes()
    newsroom.run("extract")
    assert newsroom.catalog().read_bytes() == before


@pytest.mark.parametrize("name", ARTICLES)
def test_a_waiver_is_dated_by_what_the_checks_read_of_both_sentences(newsroom: Newsroom, name: str) -> None:
    place(newsroom, name, ARTICLES[name])
    catalog = Catalog.read(newsroom.catalog())
    first, second = (
        next(key for key in catalog.keys if key.text.startswith(start)) for start in ("The ferry", "It is")
    )
    catalog.put_together([first, second], Translation("Die 12 Fähren.", State.APPROVED))
    catalog.waive(first, "numbers", "twelve of them", over=catalog.translation(first))
    catalog.waive(second, "tags", "drawn by hand")
    catalog.write(newsroom.catalog())
    newsroom.run("extract")
    project = find_project(newsroom.folder)
    [article] = articles(project)
    pairs = read(project, article).pairs("es")
    [joint] = [pair for pair in pairs if pair.together]
    assert [waiver.digest for waiver in joint.waivers] == [joint.digest, joint.digest]


def test_plain_text_of_chinese_and_arabic_is_published_together(newsroom: Newsroom) -> None:
    place(newsroom, "ferry.txt", "Ferry\n\nThe ferry sails. It is free. Bring a coat.\n\nAnother paragraph.\n")
    translate(newsroom, {"The ferry sails.": "عبّارة مجانية تبحر.", "It is free.": "\u200f[inside: previous]\u200f"})
    newsroom.run("merge", "-l", "es")
    assert "عبّارة مجانية تبحر. BRING A COAT." in newsroom.merged().read_text(encoding="utf-8")


def test_an_alternative_text_in_a_sentence_inside_another_is_translated_where_it_stands(newsroom: Newsroom) -> None:
    place(newsroom, "a.md", "One ![a map](m.png) here. Two ![a boat](b.png) there.\n")
    texts = {"One <img/> here.": "ZWEI: <img/> UND <img2/>.", "Two <img/> there.": "[inside: previous]"}
    translate(newsroom, texts)
    newsroom.run("check", "-l", "es", *ABOUT)
    newsroom.run("merge", "-l", "es")
    assert newsroom.merged().read_text(encoding="utf-8").endswith("ZWEI: ![A MAP](m.png) UND ![A BOAT](b.png).\n")


def test_status_counts_both_sentences_as_their_host(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    assert newsroom.counts() == {"approved": 12, "draft": 0, "stale": 0, "missing": 0}
    fuzzy(newsroom, "It had been closed for 14 months.")
    assert newsroom.counts() == {"approved": 10, "draft": 2, "stale": 0, "missing": 0}


def mark(newsroom: Newsroom, source: str, text: str) -> None:
    catalog = Catalog.read(newsroom.catalog())
    key = Key(source)
    catalog.put(key, Translation(text, State.APPROVED), over=catalog.translation(key))
    catalog.write(newsroom.catalog())


def fuzzy(newsroom: Newsroom, source: str) -> None:
    text = newsroom.catalog().read_text(encoding="utf-8")
    newsroom.catalog().write_text(text.replace(f'msgid "{source}"', f'#, fuzzy\nmsgid "{source}"'), encoding="utf-8")


def test_an_edit_of_the_sentence_inside_holds_the_article_until_its_host_is_reviewed(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    newsroom.edit("14 months", "15 months")
    for _ in ("as extract would leave it", "as extract left it"):
        [row] = newsroom.json("merge", "-l", "es", "--policy", "hold")["articles"]
        assert row["outcome"] == "nothing"
        [found] = newsroom.json("check", "-l", "es", "--only", "stale", code=1)["findings"]
        assert found["source"] == "The bridge at Valmora reopened on Monday. It had been closed for 15 months."
        newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    now = catalog.translation(Key("The bridge at Valmora reopened on Monday."))
    catalog.put(
        Key("The bridge at Valmora reopened on Monday."), Translation("Nach 15 Monaten.", State.APPROVED), over=now
    )
    catalog.write(newsroom.catalog())
    newsroom.run("check", "-l", "es", *ABOUT)
    newsroom.run("merge", "-l", "es")
    assert "Nach 15 Monaten. mAYOR iNES" in newsroom.merged().read_text(encoding="utf-8")


def test_a_term_of_the_sentence_inside_is_looked_for_in_the_text_of_both(newsroom: Newsroom) -> None:
    terms = '[[term]]\nsource = "ferry"\nkind = "title"\nes = { approved = "barca" }\n'
    (newsroom.folder / "glossary" / "terms.toml").write_text(terms, encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "The council has promised to keep one boat for visitors.", "Bis Juni, sagt der Rat.")
    mark(newsroom, "The ferry will run until June.", "[inside: next]")
    [found] = newsroom.json("check", "-l", "es", "--only", "glossary", code=1)["findings"]
    assert (found["check"], found["target"]) == ("glossary", "Bis Juni, sagt der Rat.")
    mark(newsroom, "The council has promised to keep one boat for visitors.", "La barca, bis Juni, sagt der Rat.")
    newsroom.run("check", "-l", "es", *ABOUT)


def test_misuse_is_found_with_its_line_and_counts_as_missing(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "The bridge at Valmora reopened on Monday.", "[inside: previous]")
    mark(newsroom, "Read more tomorrow.", "[dentro: siguiente]")
    found = newsroom.json("check", "-l", "es", "--only", "inside", code=1)["findings"]
    lines = newsroom.catalog().read_text(encoding="utf-8").split("\n")
    assert [lines[int(str(row["line"])) - 1] for row in found] == [
        'msgid "The bridge at Valmora reopened on Monday."',
        'msgid "Read more tomorrow."',
        'msgid "Read more tomorrow."',
    ]
    assert newsroom.counts() == {"approved": 10, "draft": 0, "stale": 0, "missing": 2}


@pytest.mark.parametrize("policy", ["hold", "source", "draft-labelled"])
@pytest.mark.parametrize(
    "text", ["[inside: previous]", "[inside: next]", "[inside: nxt]", "[dentro: anterior]", "X [inside: next] Y"]
)
def test_a_marker_never_reaches_a_page(newsroom: Newsroom, policy: str, text: str) -> None:
    newsroom.run("extract")
    newsroom.approve()
    for source in (
        "Read more tomorrow.",
        "It had been closed for 14 months.",
        "Traffic will be limited to cars at first.",
    ):
        mark(newsroom, source, text)
    newsroom.run("merge", "--policy", policy, "-l", "es")
    if newsroom.merged().exists():
        page = newsroom.merged().read_text(encoding="utf-8")
        assert "inside" not in page and "dentro" not in page


def test_an_engine_drafts_both_sentences_as_one_and_never_the_one_inside(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    mark(newsroom, "The ferry will run until June.", "[inside: previous]")
    newsroom.run("translate", "-l", "es", "--engine", "pseudo", code=None)
    catalog = Catalog.read(newsroom.catalog())
    now = catalog.translation(Key("The bridge at Valmora reopened on Monday."))
    assert now is not None and now.is_machine and "14" in now.text
    assert catalog.translation(Key("It had been closed for 14 months.")) is None
    assert catalog.translation(Key("The ferry will run until June.")) is None, "misused, but a person's word"
    newsroom.run("check", "-l", "es", "--only", "tags")


def test_the_memory_knows_the_text_as_that_of_both(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    other = newsroom.article.with_name("other.md")
    other.write_text("The bridge at Valmora reopened on Monday. Nobody came.\n", encoding="utf-8")
    newsroom.run("translate", "-l", "es", "--engine", "memory", code=None)
    catalog = Catalog.read(newsroom.catalog(name="other.md"))
    assert [catalog.translation(key) for key in catalog.keys] == [None, None]


def test_a_held_version_with_sentences_together_is_made_again_from_the_history(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    newsroom.run("merge", "-l", "es")
    complete = newsroom.merged().read_bytes()
    newsroom.commit()
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract")
    newsroom.commit()
    shutil.rmtree(newsroom.folder / "build")
    newsroom.run("merge", "-l", "es")
    assert newsroom.merged().read_bytes() == complete


def test_each_language_may_join_other_sentences(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.approve("ar")
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    newsroom.run("merge")
    assert "iT HAD BEEN" in newsroom.merged("ar").read_text(encoding="utf-8")
    assert "iT HAD BEEN" not in newsroom.merged("es").read_text(encoding="utf-8")


needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")


def saved_by(newsroom: Newsroom, command: list[str]) -> None:
    path = newsroom.catalog()
    done = subprocess.run([*command, "-"], input=path.read_bytes(), capture_output=True, check=True)
    path.write_bytes(done.stdout)


@needs_gettext
@pytest.mark.parametrize("how", ["text", "comment"])
@pytest.mark.parametrize(
    "options", [["--width=40"], ["--no-wrap"], ["--sort-output"], ["--escape"], ["--no-location"], ["--indent"]]
)
def test_both_spellings_survive_gettext_s_tools(newsroom: Newsroom, how: str, options: list[str]) -> None:
    newsroom.run("extract")
    newsroom.approve()
    source = "It had been closed for 14 months."
    if how == "text":
        mark(newsroom, source, "[inside: previous]")
    else:
        mark(newsroom, source, "")
        text = newsroom.catalog().read_text(encoding="utf-8")
        before, gap, entry = text.partition(f'msgid "{source}"')
        head, blank, comments = before.rpartition("\n\n")
        newsroom.catalog().write_text(f"{head}{blank}# inside: previous\n{comments}{gap}{entry}", encoding="utf-8")
    newsroom.run("extract")
    saved_by(newsroom, ["msgcat", *options])
    assert newsroom.counts() == {"approved": 12, "draft": 0, "stale": 0, "missing": 0}
    newsroom.run("extract")
    newsroom.run("check", "-l", "es", *ABOUT)
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(newsroom.catalog())], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@needs_gettext
def test_msgmerge_against_a_newer_template_approves_nothing(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.run("extract")
    template = tmp_path / "new.pot"
    newsroom.edit("14 months", "15 months")
    newsroom.run("extract", "-l", "ar")
    shutil.copy(newsroom.catalog("ar"), template)
    newsroom.edit("15 months", "14 months")
    newsroom.run("extract", "-l", "ar")
    newsroom.approve()
    mark(newsroom, "It had been closed for 14 months.", "[inside: previous]")
    newsroom.run("extract")
    newsroom.edit("14 months", "15 months")
    done = subprocess.run(
        ["msgmerge", "--quiet", str(newsroom.catalog()), str(template)], capture_output=True, check=True
    )
    newsroom.catalog().write_bytes(done.stdout)
    assert newsroom.counts()["approved"] == 10
    newsroom.run("extract")
    text = newsroom.catalog().read_text(encoding="utf-8").replace("#, fuzzy\n", "#, fuzzy\n")
    assert "[inside: previous]" in text
    assert newsroom.counts()["approved"] == 10


def test_the_texts_of_our_own_fixtures_are_no_markers(newsroom: Newsroom) -> None:
    newsroom.run("extract")
    newsroom.approve()
    catalog = Catalog.read(newsroom.catalog())
    assert not any(is_marker(now.text) for key in catalog.keys if (now := catalog.translation(key)))
