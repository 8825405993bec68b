"""HTML: the tokenizer follows the standard, and its tokens tile the text."""

from __future__ import annotations

import pytest
from hypothesis import given

from dragoman.formats.html.tokens import tokenize
from tests.laws.shreds.html import shreds


def told(text: str) -> list[tuple[str, str]]:
    return [(token.kind, text[token.start : token.end]) for token in tokenize(text)]


@given(shreds)
def test_the_tokens_tile_the_text(text: str) -> None:
    assert "".join(said for _, said in told(text)) == text


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a < b <3", [("text", "a < b <3")]),
        ("a<", [("text", "a<")]),
        ("</><p>", [("nothing", "</>"), ("start", "<p>")]),
        ("</1>x", [("comment", "</1>"), ("text", "x")]),
        ("<?php a > b", [("comment", "<?php a >"), ("text", " b")]),
        ("<!-->x<!--->y-->", [("comment", "<!-->"), ("text", "x"), ("comment", "<!--->"), ("text", "y-->")]),
        ("<!-- a --!>b", [("comment", "<!-- a --!>"), ("text", "b")]),
        ("<!-- a > b", [("comment", "<!-- a > b")]),
        ("<!DocType html>x", [("doctype", "<!DocType html>"), ("text", "x")]),
        ("<a b='>'>c", [("start", "<a b='>'>"), ("text", "c")]),
        ('<a b=c"d>e', [("start", '<a b=c"d>'), ("text", "e")]),
        ('<a b="c>d', [("nothing", '<a b="c>d')]),
        ("<title><b></Title >x", [("start", "<title>"), ("text", "<b>"), ("end", "</Title >"), ("text", "x")]),
        ("<style></st></style>", [("start", "<style>"), ("raw", "</st>"), ("end", "</style>")]),
        ("<plaintext></plaintext>", [("start", "<plaintext>"), ("raw", "</plaintext>")]),
        ("<![CDATA[x]]>", [("comment", "<![CDATA[x]]>")]),
        ("<svg><![CDATA[<b>]]>", [("start", "<svg>"), ("raw", "<![CDATA[<b>]]>")]),
        ("<svg><style><b>", [("start", "<svg>"), ("start", "<style>"), ("start", "<b>")]),
        ("<svg><p><style><b>", [("start", "<svg>"), ("start", "<p>"), ("start", "<style>"), ("raw", "<b>")]),
    ],
)
def test_tokens_are_those_of_a_browser(text: str, tokens: list[tuple[str, str]]) -> None:
    assert told(text) == tokens


@pytest.mark.parametrize(
    ("script", "rest"),
    [
        ("a</scripty>b", ""),
        ("<!-- </script>", ""),
        ("<!--<script></script>-->", ""),
        ("<!--<script>--></script>", ""),
        ("<!--><script></script>", ""),
    ],
)
def test_a_script_ends_where_a_browser_ends_it(script: str, rest: str) -> None:
    inside = script.removesuffix("</script>")
    text = f"<script>{inside}</script><p>"
    assert told(text) == [("start", "<script>"), ("raw", inside), ("end", "</script>"), ("start", "<p>")]


def test_attributes_have_their_places() -> None:
    text = "<IMG Alt = 'a map' src=x/y alt=twice =odd hidden/>"
    (token,) = tokenize(text)
    found = [(one.name, text[one.value : one.value_end], one.quote) for one in token.attributes]
    assert found == [
        ("alt", "a map", "'"),
        ("src", "x/y", ""),
        ("alt", "twice", ""),
        ("=odd", "", ""),
        ("hidden", "", ""),
    ]
    assert token.closed
    assert token.attribute("alt") == token.attributes[0]
