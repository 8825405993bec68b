"""What is quoted into a comment is read out of it again, whatever stands in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog.entry import quote, unquote
from dragoman.catalog.rivals import find_rivals, rival_line

texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('\x1b\x00\x7f\x85\u2028\\"07n\n\r\t\v\b\f\udcff')
)


@given(text=texts)
def test_a_quoted_text_comes_back(text: str) -> None:
    assert unquote(quote(text)[1:-1]) == text


@given(text=texts.filter(bool))
def test_another_persons_text_is_known_again_whatever_stands_in_it(text: str) -> None:
    assert find_rivals([rival_line([text], approved=True)]) == (text,)
