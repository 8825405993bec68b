"""HTML: a browser's parser, which knows nothing of ours, sees the same page before and after."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dragoman.engines.pseudo import pseudo
from dragoman.formats.html import HTML, HtmlSettings, tokens_of
from dragoman.formats.html.nesting import nest
from dragoman.formats.html.tree import build
from dragoman.formats.reading import segmenter
from dragoman.formats.view import View
from dragoman.model import Target
from tests.laws.shreds.html import articles, shreds

WHOLE = segmenter("en", "paragraph")
READ = {"alt", "title", "placeholder", "aria-label", "abbr", "content", "value", "label", "lang"}


def nodes(page: bytes) -> Iterator[tuple[object, ...]]:
    """Every element with its attributes, without the texts that a translation changes; where text stands."""
    node: LexborNode | None = LexborHTMLParser(page.decode()).root
    depth = 0
    text_before = False
    while node is not None:
        if node.tag == "-text":
            said = node.text_content or ""
            parent = node.parent.tag if node.parent else ""
            if parent in ("script", "style", "pre"):
                yield depth, said
            elif said.strip() and not text_before:
                yield depth, "text"
            text_before = bool(said.strip())
        elif node.tag and not node.tag.startswith(("-", "_", "!")):
            attributes = {k: v for k, v in node.attributes.items() if k not in READ}
            yield depth, node.tag, tuple(sorted(attributes.items(), key=str))
            text_before = False
        after = node.child
        if after is not None:
            depth += 1
        while after is None and node is not None:
            after = node.next
            if after is None:
                node = node.parent
                depth -= 1
        node = after


@given(articles)
def test_a_browser_sees_the_same_page_with_other_texts(text: str) -> None:
    form = HTML({})
    source = text.encode()
    document = form.read(source, WHOLE, "", "en")
    written = form.write(document, {s.key: pseudo(s.text) for s in document.segments}, Target("xx"))
    assert list(nodes(written.data)) == list(nodes(source))


@given(shreds)
def test_elements_nest(text: str) -> None:
    tokens = tokens_of(View.of(text), HtmlSettings())
    ends = nest(tokens)
    open_ends = [len(tokens)]
    for at, token in enumerate(tokens):
        while open_ends[-1] <= at and len(open_ends) > 1:
            open_ends.pop()
        if token.kind == "start":
            assert at < ends[at] <= open_ends[-1]
            open_ends.append(ends[at])


@given(shreds)
def test_every_start_tag_has_its_element(text: str) -> None:
    view = View.of(text)
    tokens = tokens_of(view, HtmlSettings())
    _, elements = build(view, tokens)
    assert list(elements) == [at for at, token in enumerate(tokens) if token.kind == "start"]
    for at, element in elements.items():
        assert str(element.tag).rpartition("}")[2] in (tokens[at].name, "unknown")


N = 5_000
PATHOLOGICAL = {
    "blocks": "<div>" * N + "x",
    "inline": "<b>x" * N,
    "closed": "<b>" * N + "x" + "</b>" * N,
    "empty": "<b>" * N + "</b>" * N,
    "misnested": "<b>" * N + "x" + "</i>" * N,
    "crossed": "<b><i>x</b></i>" * N,
    "less-than": "<" * N,
    "comments": "<!--" * N,
    "ampersands": "&" * N,
    "references": "&amp" * N,
    "attributes": "<a " + "a=b " * N + ">x",
    "quotes": "<p a=\"x' " * N,
    "unclosed": "<p title='" * N,
    "cdata": "<svg>" * N + "<![CDATA[" * N,
    "svg": "<svg>" + "<g>" * N + "</x>" * N,
    "items": "<ul><li>x" * N,
    "cells": "<table><tr><td>" * N,
    "breaks": "a<br><br>" * N,
    "scripts": "<script><!--<script>" * N,
    "braces": "{{" * N + "{{ }}" * N,
    "php": "<?php " * N + "<% " * N,
    "untranslated": "<span translate=no>" * N + "<span translate=no><span translate=yes>" * N,
    "nested": "<i its-within-text=nested>x" * N,
    "foreign": "<span lang=fr>x</span> " * N,
    "flows": "<b title=x>" * N + "<img alt=y>" + "</b>" * N,
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_hostile_pages_are_read_without_recursion(name: str) -> None:
    page = PATHOLOGICAL[name].encode()
    assert HTML({}).read(page, WHOLE, "", "en").data == page
