"""An article as the checks of sources read it: its blocks in order, each with its running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.glossary.words import WALL, prose
from dragoman.model.article import BODY
from dragoman.model.translation import Pair

DECK = frozenset(["headline", "title", "standfirst", "meta:title", "meta:description", "meta:og.title"])
_ENTRIES = frozenset(["item", "li", "cell", "td", "th", "dt", "dd"])
_LISTED = re.compile(r"\s*(?:[-*•·–—]|\d{1,2}[.)])\s")
_BLANK = " \t\r\n\u00a0\u3000"  # not WALL, which str.strip would take away
_ASIDE = ("meta:", "alt", "aria-label", "title")


@dataclass(frozen=True)
class Part:
    """One block of the article. `texts` are the running texts of its sentences, without marks; code and addresses are
    WALL."""

    pairs: tuple[Pair, ...]
    texts: tuple[str, ...]

    @property
    def role(self) -> str:
        return self.pairs[0].segment.role

    @property
    def is_body(self) -> bool:
        return self.role == BODY

    @property
    def is_entry(self) -> bool:
        """True for an item of a list and a cell of a table, which need be no sentence. Plain text has
        only their dashes and numbers."""
        return bool(_LISTED.match(self.text)) or self.pairs[0].segment.block.kind.rpartition(":")[2] in _ENTRIES

    @property
    def is_aside(self) -> bool:
        """True for what stands on no page as text: metadata, a picture's description."""
        return self.role.startswith(_ASIDE)

    @cached_property
    def text(self) -> str:
        return " ".join(text.strip(_BLANK) for text in self.texts)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.replace(WALL, " ").split())


def parts(pairs: Iterable[Pair]) -> list[Part]:
    """The blocks of an article, those with a text."""
    rows: dict[int, list[Pair]] = {}
    for pair in pairs:
        rows.setdefault(pair.segment.block.index, []).append(pair)
    read = (Part(tuple(row), tuple(prose(pair.segment.text).text for pair in row)) for row in rows.values())
    return [part for part in read if part.text.strip()]
