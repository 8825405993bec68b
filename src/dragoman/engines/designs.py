"""Opaque tokens that stand for a mark or a term while an engine translates: how they are spelled and found again."""

from __future__ import annotations

import html
import html.entities
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

BLANKS = " \t\r\n\u00a0\u202f"


@dataclass(frozen=True)
class Design:
    """A way to spell token number n: `opening`, the number, `closing`.

    `pieces` are what may be left of a damaged one: an answer that holds one, and the source none, is refused.
    """

    name: str
    opening: str
    closing: str
    pieces: tuple[str, ...]

    def spell(self, number: int) -> str:
        return f"{self.opening}{number}{self.closing}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds a token whatever an engine does to its spelling: blanks inside, digits of another script, other
        capitals, entities instead of signs. Group 1 is the number."""
        gap = f"[{BLANKS}]*"
        opening = gap.join(map(_loosely, self.opening.replace(" ", "")))
        closing = gap.join(map(_loosely, self.closing.replace(" ", "")))
        return re.compile(rf"{opening}{gap}(\d{{1,6}}){gap}{closing}", re.IGNORECASE)

    def left_over(self, text: str) -> dict[str, int]:
        """How often each of the pieces stands in `text`, entities read."""
        folded = html.unescape(text).casefold()
        return {piece: count for piece in self.pieces if (count := folded.count(piece.casefold()))}


def _loosely(sign: str) -> str:
    code = ord(sign)
    ways = [re.escape(sign), rf"&\#0*{code};", rf"&\#x0*{code:x};"]
    if name := html.entities.codepoint2name.get(code):
        ways.append(rf"&{name};")
    if sign == '"':
        ways += ["[“”„«»]", "&[lr]dquo;"]
    if sign == "_":
        ways.append(r"\\_")
    return f"(?:{'|'.join(ways)})"


BRACKETS = Design("brackets", "⟦", "⟧", ("⟦", "⟧"))
DESIGNS = (
    BRACKETS,
    Design("double brackets", "[[", "]]", ("[[", "]]")),
    Design("braces", "{", "}", ("{", "}")),
    Design("hashes", "#", "#", ("#",)),
    Design("underscores", "__", "__", ("__",)),
    Design("private use", "\ue010", "\ue011", ("\ue010", "\ue011")),
    Design("tag", '<x id="', '"/>', ("<x", "id=", "/>")),
    Design("word", "Xqz", "x", ("xqz",)),
)
"""In the order in which they are preferred where nothing is known about an engine."""
BY_NAME = {design.name: design for design in DESIGNS}


@dataclass(frozen=True, slots=True)
class StandIn:
    """A name the engine knows, in place of a term: what is sent, and what the engine makes of it.

    Unlike an opaque token it has a gender and a number, so that the engine's own grammar sees to the words around it.
    """

    source: str
    target: str
    kind: str  # person or place
    gender: str = ""  # masculine or feminine as the engine takes it; "" when that shows nowhere
    number: str = "singular"


def whole_word(name: str) -> re.Pattern[str]:
    """Finds `name` as a word of its own, in any capitals; where its script has no blanks, anywhere."""
    letters = unicodedata.name(name[-1], "")
    if letters.startswith(("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")):
        return re.compile(re.escape(name))
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
