"""Marks go to text and back without loss, and cuts never break them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Content, Mark, MarkError, borders, cut, from_text, join, label, plain, to_text
from tests.laws.strategies import contents


@given(contents())
def test_content_comes_back_from_its_text(content: Content) -> None:
    assert from_text(to_text(content), content) == content


@given(contents(), st.lists(st.integers(0, 80), max_size=6))
def test_slices_are_balanced_whatever_the_spans(content: Content, places: list[int]) -> None:
    size = len(plain(content))
    edges = sorted({min(place, size) for place in places} | {0, size})
    spans = [(a, b) for a, b in itertools.pairwise(edges) if a < b]
    found = borders(content, spans)
    pieces = cut(content, found)
    assert "".join(plain(piece) for piece in pieces) == "".join(plain(content)[a:b] for a, b in found)
    for piece in pieces:
        opened: list[str] = []
        for part in piece:
            if isinstance(part, Mark) and part.kind == "open":
                opened.append(part.name)
            elif isinstance(part, Mark) and part.kind == "close":
                assert opened.pop() == part.name
        assert not opened


LINK = label([Mark("open", "a", ("[",)), "the map", Mark("close", "a", ("](u)",)), Mark("point", "fn", ("[^1]",))])


def test_a_repeated_mark_is_numbered() -> None:
    twice = label([*LINK, " ", *LINK])
    assert to_text(twice) == "<a>the map</a><fn/> <a2>the map</a2><fn2/>"


@pytest.mark.parametrize(
    "text",
    [
        "the map<fn/>",  # lost
        "<a>the map</a>",  # the footnote lost
        "<a>the</a> <a>map</a><fn/>",  # twice
        "<a>the map</a><fn/><em>!</em>",  # invented
        "</a>the map<a><fn/>",  # closed before opened
    ],
)
def test_a_mark_lost_doubled_invented_or_crossed_is_refused(text: str) -> None:
    with pytest.raises(MarkError):
        from_text(text, LINK)


def test_marks_may_change_places() -> None:
    assert to_text(from_text("<fn/> <a>la carte</a>", LINK)) == "<fn/> <a>la carte</a>"


def test_plain_angle_brackets_stay_as_they_are() -> None:
    assert to_text(join(["5 < 6 & 7 > 3, AT&T"])) == "5 < 6 & 7 > 3, AT&T"


def test_text_that_looks_like_a_mark_is_escaped() -> None:
    assert to_text(join(["write <b> or &lt;"])) == "write &lt;b> or &amp;lt;"
