"""What every format is held to when an article is read."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import read_with
from dragoman.formats.text import Text
from dragoman.model import Document, FormatError, Segmenter
from dragoman.segmentation.segmenters import whole


class Careless(Text):
    """Forgets what it does not like."""

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        return super().read(data.replace(b"twice ", b""), cut, where, language)


def test_a_format_that_loses_a_byte_is_caught_with_its_line() -> None:
    with pytest.raises(FormatError) as caught:
        read_with(Careless(), b"Once.\n\nSaid twice here.\n", whole, language="en", where="a.txt")
    assert str(caught.value) == (
        "a.txt:3: is not read byte for byte\n  hint: a fault of the format: please report it with this article"
    )
