"""Character references that nobody wrote become the characters they mean; those of the source stay."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.entities import decode


@given(st.text(max_size=40))
def test_what_a_service_has_escaped_comes_out_as_it_was(text: str) -> None:
    if html.unescape(text) == text:
        assert decode(html.escape(text), "a source") == text


@pytest.mark.parametrize(
    ("answer", "source", "text"),
    [
        ("l&#39;eau &amp; l&#x27;air", "water & air", "l'eau & l'air"),
        ("l&amp;#39;eau", "water", "l'eau"),
        ("R&D y AT&T;", "R&D and AT&T;", "R&D y AT&T;"),
        ("Escriba &amp;", "Write &amp;", "Escriba &amp;"),
        ("&copy=1 y &unknown;", "a", "&copy=1 y &unknown;"),
    ],
)
def test_references_are_decoded_where_the_source_has_none(answer: str, source: str, text: str) -> None:
    assert decode(answer, source) == text
