"""A block cut into segments is still the block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.inline import Piece, block_parts, understood
from dragoman.model import Block, Content, Mark, Segment, Span, from_text, plain, spell

pieces = st.one_of(
    st.text("ab .", min_size=1, max_size=8).map(lambda text: Piece(text, text)),
    st.sampled_from(
        [Piece(" ", "\n> "), Piece("&", "&amp;"), Piece("*", "\\*"), Mark("point", "br", ("  \n",)), Piece("", "\\")]
    ),
)


@st.composite
def inlines(draw: st.DrawFn) -> list[Piece | Mark]:
    out: list[Piece | Mark] = []
    for item in draw(st.lists(st.one_of(pieces, st.just(None)), max_size=10)):
        if item is None:
            inner = draw(st.lists(pieces, max_size=3))
            out += [Mark("open", "em", ("*",)), *inner, Mark("close", "em", ("*",))]
        else:
            out.append(item)
    return out


@given(inlines(), st.lists(st.integers(0, 40), max_size=6))
def test_the_parts_of_a_block_spell_it_wherever_it_is_cut(inline: list[Piece | Mark], places: list[int]) -> None:
    def cut(content: Content, context: str) -> list[Span]:
        size = len(plain(content))
        edges = sorted({min(place, size) for place in places})
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]

    parts = block_parts(inline, Block(0), cut)
    assert spell(parts) == "".join(item.raw for item in inline)
    assert all(segment.content for segment in parts if isinstance(segment, Segment))
    assert all(from_text(part.text, part.content) == part.content for part in parts if isinstance(part, Segment))


def test_sentences_of_a_block_get_the_gap_between_them_as_verbatim_text() -> None:
    inline = [Piece("One.", "One."), Piece(" ", "\n"), Piece("Two.", "Two.")]
    parts = block_parts(inline, Block(0), lambda content, context: [(0, 4), (5, 9)])
    assert [part if isinstance(part, str) else part.text for part in parts] == ["One.", "\n", "Two."]
    assert understood(inline) == ("One. Two.",)


def test_what_has_no_width_before_a_closing_mark_does_not_tear_a_segment_apart() -> None:
    inline = [Mark("open", "em", ("*",)), Piece("One.", "One."), Piece("", "\\"), Mark("close", "em", ("*",))]
    parts = block_parts(inline, Block(0), lambda content, context: [(0, 4)])
    assert [part if isinstance(part, str) else part.text for part in parts] == ["<em>One.</em>"]
