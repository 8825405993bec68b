"""Text as a format reads it, and the way back to how the article spells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.formats.inline import Piece


@dataclass(frozen=True, slots=True)
class View:
    """A text that stands in the article, whole or decoded: HTML in a JSON string, in CDATA, in a quoted Markdown block.

    `places` has for each character of `text`, and for its end, the place in `article` where its spelling begins.
    Law: the spellings of neighbouring stretches, joined, are the article from the first place to the last.
    """

    text: str
    article: str
    places: Sequence[int]

    @classmethod
    def of(cls, article: str) -> View:
        """The article as it stands."""
        return cls(article, article, range(len(article) + 1))

    def at(self, offset: int) -> int:
        """The place in the article of a place in the text."""
        return self.places[offset]

    def raw(self, start: int, end: int) -> str:
        """How the article spells text[start:end]."""
        return self.article[self.places[start] : self.places[end]]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """text[start:end]: stretches that spell themselves, and each other character by itself."""
        if self.places[end] - self.places[start] == end - start and self.raw(start, end) == self.text[start:end]:
            if start < end:
                yield Piece(self.text[start:end], self.text[start:end])
            return
        done = start
        for at in range(start, end):
            if (raw := self.raw(at, at + 1)) != self.text[at]:
                if done < at:
                    yield Piece(self.text[done:at], self.text[done:at])
                yield Piece(self.text[at], raw)
                done = at + 1
        if done < end:
            yield Piece(self.text[done:end], self.text[done:end])
