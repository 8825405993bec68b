"""Directives: the author's word to dragoman, in comments."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import format_for, read_with, segmenter
from dragoman.model import Document, FormatError


def read(text: str, suffix: str = ".md") -> Document:
    return read_with(format_for(suffix), text.encode(), segmenter("en", "sentence"), language="en", where=f"a{suffix}")


@pytest.mark.parametrize("arrow", ["→", "->"])
@pytest.mark.parametrize("suffix", [".md", ".mdx", ".html", ".xml"])
def test_minor_names_words_of_the_next_block_only(suffix: str, arrow: str) -> None:
    comment = f"<!-- dragoman: minor: may {arrow} can; old  boats {arrow} boats -->"
    article = {
        ".md": f"Before.\n\n{comment}\n\nIn. Out.\n\nAfter.\n",
        ".mdx": f"Before.\n\n{comment}\n\nIn. Out.\n\nAfter.\n",
        ".html": f"<p>Before.</p>\n{comment}\n<p>In. Out.</p>\n<p>After.</p>\n",
        ".xml": f"<nitf><body><p>Before.</p>{comment}<p>In. Out.</p><p>After.</p></body></nitf>",
    }[suffix]
    said = (("may", "can"), ("old boats", "boats"))
    found = [(segment.text, segment.minor) for segment in read(article, suffix).segments]
    assert found == [("Before.", ()), ("In.", said), ("Out.", said), ("After.", ())]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("minor", "the directive 'minor' says nothing"),
        ("minor: ;", "the directive 'minor' says nothing"),
        ("minor: may", "the directive 'minor' cannot say 'may'"),
        ("minor: → can", "the directive 'minor' cannot say '→ can'"),
        ("minor: may → can; x -> y -> z", "the directive 'minor' cannot say 'x -> y -> z'"),
        ("minor: may → may", "the directive 'minor' cannot say 'may → may'"),
        ("miner: may → can", "unknown directive 'miner'"),
    ],
)
def test_a_directive_that_cannot_be_read_is_refused_with_its_line(said: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(f"One.\n\n<!-- dragoman: {said} -->\n\nTwo.\n")
    assert (caught.value.message, str(caught.value.where)) == (message, "a.md:3")
    assert caught.value.hint


def test_minor_holds_for_texts_inside_its_block_too() -> None:
    document = read("<!-- dragoman: minor: a -> b -->\n\nSee ![an image](x.png) here.\n")
    assert [segment.minor for segment in document.segments] == [(("a", "b"),)] * 2
