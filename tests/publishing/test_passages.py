"""Passages for one language only: where they go, what is refused, and that the rest goes on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.html.article import HTML
from dragoman.formats.markdown import Markdown
from dragoman.formats.reading import segmenter
from dragoman.model import FormatError, Passage, Target
from tests.laws.shreds.markdown import articles
from tests.newsroom import Newsroom

CUT = segmenter("en", "sentence")
ARTICLE = """\
---
title: Ferry
---

The ferry returns.

## Fares

A ticket costs 18 euros.

### For *groups*

Ten pay for nine.
"""
PAGE = '<main><h1>Ferry</h1><p id="first">It returns.</p><h2>The <em>fares</em></h2><p>18 euros.</p></main>\n'


def written(text: str, *passages: Passage, form: Markdown | HTML | None = None) -> tuple[str, list[str]]:
    form = form or Markdown()
    document = form.read(text.encode(), CUT, "a.md", "en")
    texts = {one.key: one.text.upper() for one in document.segments if "<" not in one.text}
    done = form.write(document, texts, Target("es", passages=passages))
    return done.data.decode(), [lost.reason for lost in done.lost]


def test_passages_stand_at_their_headings() -> None:
    passages = [
        Passage("start", "", "سطر للقراء.", 1),
        Passage("before", "Fares", "Antes.", 2),
        Passage("after", "#fares", "- uno\n- dos", 3),
        Passage("after", "For groups", "面向团体。", 4),
        Passage("end", "", "Fin.", 5),
    ]
    assert written(ARTICLE, *passages) == (
        """\
---
title: FERRY
---
سطر للقراء.

THE FERRY RETURNS.

Antes.

## FARES

- uno
- dos

A TICKET COSTS 18 EUROS.

### For *groups*

面向团体。

TEN PAY FOR NINE.

Fin.
""",
        [],
    )


def test_passages_of_a_page_stand_at_its_elements() -> None:
    passages = [
        Passage("after", "The fares", "<p>Uno.</p>", 1),
        Passage("before", "#first", "<p>Dos.</p>", 2),
        Passage("end", "", "<p>Tres.</p>", 3),
    ]
    text, lost = written(PAGE, *passages, form=HTML())
    assert text == (
        "<main><h1>FERRY</h1>\n<p>Dos.</p>\n"
        '<p id="first">IT RETURNS.</p><h2>The <em>fares</em></h2>\n<p>Uno.</p>\n'
        "<p>18 EUROS.</p>\n<p>Tres.</p>\n</main>\n"
    )
    assert lost == []


SPILLS = "would change the article around it, such as by something that it opens and does not close"


@pytest.mark.parametrize(
    "text", ["```\nopen", "<div>", "</div>", "<!-- open", "[foo]: /elsewhere", "---\ntitle: x\n---\n\n<p>", "<script>"]
)
def test_a_passage_that_spills_over_is_left_out(text: str) -> None:
    article = ARTICLE + "\nSee [foo].\n"
    plain, _ = written(article)
    assert written(article, Passage("after", "Fares", text, 1)) == (plain, [SPILLS])


@pytest.mark.parametrize(
    "text", ["<p>open", "</main>", "<!--", "<script>", "<em>x", "<p></div>", "<svg>", "<textarea>"]
)
def test_a_passage_of_a_page_that_spills_over_is_left_out(text: str) -> None:
    plain, _ = written(PAGE, form=HTML())
    assert written(PAGE, Passage("after", "The fares", text, 1), form=HTML()) == (plain, [SPILLS])


@given(articles, st.sampled_from(["start", "end"]))
def test_an_article_is_whole_around_any_passage(passage: str, place: str) -> None:
    plain, _ = written(ARTICLE)
    text, lost = written(ARTICLE, Passage(place, "", passage, 1))  # type: ignore[arg-type]
    assert lost or text.replace(passage, "", 1).split() == plain.split()
    if lost:
        assert text == plain
        return
    before, after = (Markdown().read(one.encode(), CUT) for one in (plain, text))
    assert len(after.structure) >= len(before.structure)


def test_any_passage_of_any_length_is_read_in_linear_time() -> None:
    for sign in ("@@ after: x\n", "[](", "<a ", "```\n", "> ", "@@ "):
        text = sign * (100_000 // len(sign))
        try:
            written(ARTICLE, Passage("end", "", text, 1))
        except FormatError:
            continue


def only(newsroom: Newsroom, text: str, language: str = "es") -> None:
    newsroom.edit("The ferry will run", "## The ferry\n\nThe ferry will run")
    newsroom.run("extract")
    newsroom.approve()
    path = newsroom.folder / "locales" / language / f"{newsroom.name}.only"
    path.write_text(text, encoding="utf-8")


def test_merge_and_site_show_them_in_their_language_only(newsroom: Newsroom) -> None:
    only(newsroom, "@@ after: #the-ferry\n\nPara los lectores de **España**, [aquí](https://example.org/es).\n")
    before = newsroom.catalog().read_bytes()
    newsroom.run("extract")
    assert newsroom.catalog().read_bytes() == before
    newsroom.approve("ar")
    newsroom.run("merge")
    assert "## tHE FERRY\n\nPara los lectores de **España**" in newsroom.merged().read_text(encoding="utf-8")
    assert "España" not in newsroom.merged("ar").read_text(encoding="utf-8")
    newsroom.run("site")
    pages = {tag: (newsroom.folder / f"public/{tag}/bridge.html").read_text(encoding="utf-8") for tag in ("es", "ar")}
    assert "<strong>España</strong>" in pages["es"] and "España" not in pages["ar"]


def test_a_heading_that_is_gone_is_told_and_the_rest_goes_on(newsroom: Newsroom) -> None:
    only(newsroom, "@@ after: #gone\nUno.\n\n@@ end\nDos.\n")
    newsroom.run("merge", "-l", "es", code=None)
    assert "locales/es/bridge.md.only:1: the article has no heading '#gone'" in newsroom.errors
    text = newsroom.merged().read_text(encoding="utf-8")
    assert text.endswith("\n\nDos.\n") and "Uno." not in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<script>alert(1)</script>", "an element that the article does not have"),
        ("<b onclick=alert(1)>x</b>", "an element that the article does not have"),
        ("[x](javascript:alert(1))", "a scheme that the article does not have"),
        ("[x](data:text/html;base64,AAAA)", "a scheme that the article does not have"),
        ("<a href='https://example.org' onmouseover='x()'>y</a>", "an element that the article does not have"),
        ("<!-- comment -->", "a declaration or comment that the article does not have"),
        ("{% raw %}", "a piece of a template that the article does not have"),
        ("abc \u202ecba", "holds a character that hides or turns text round"),
        ("&lt;script&gt;", "an element that the article does not have"),
        ("[x](jav&#x61;script:alert(1))", "a scheme that the article does not have"),
    ],
)
def test_what_could_run_is_refused(newsroom: Newsroom, text: str, reason: str) -> None:
    only(newsroom, f"@@ end\nBien.\n\n@@ start\n{text}\n")
    newsroom.run("merge", "-l", "es", code=None)
    assert f"locales/es/bridge.md.only:4: {reason}" in newsroom.errors
    merged = newsroom.merged().read_text(encoding="utf-8")
    assert text not in merged and merged.endswith("\nBien.\n")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Before all.\n@@ end\nx\n", "only:1: holds text before its first passage"),
        ("@@ above: x\ny\n", "only:1: has a line that names no place: @@ above: x"),
        ("@@ end\n\n\n", "only:1: has a passage without text"),
        ("@@ end\nx\n@@ after:\ny\n", "only:3: has a line that names no place: @@ after:"),
    ],
)
def test_a_file_that_is_no_file_of_passages_is_told(newsroom: Newsroom, text: str, error: str) -> None:
    only(newsroom, text)
    newsroom.run("merge", "-l", "es", code=None)
    assert error in newsroom.errors
    assert newsroom.merged().is_file()


def test_a_format_that_holds_none_says_so(newsroom: Newsroom) -> None:
    newsroom.name = "note.txt"
    newsroom.article.write_text("A note.\n", encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve()
    (newsroom.folder / "locales/es/note.txt.only").write_text("@@ end\nx\n", encoding="utf-8")
    newsroom.run("merge", "-l", "es", "articles/note.txt", code=None)
    assert "an article in .txt cannot hold passages of one language" in newsroom.errors
    assert newsroom.merged().read_text(encoding="utf-8") == "a NOTE.\n"
