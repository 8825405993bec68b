"""Labelled pairs of all languages, and how to damage their texts."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

CORPUS = Path(__file__).parents[1] / "checks" / "corpus"

WORDS = r"""?? ... .. -- -> :// www. http://a.b/ a@b.co {a} %s {{ }} $t( ]( [a](b) ```
<a> </a> <br/> <code> </code> <b &amp; &#1; &#x3c; %3C \u003c \U003C =C3=A9 Ã© â€™ Р°
1.000 1,5 10% 12:30 3/4 1-2 2026-02-30 -5 $1bn IV 5' 6" ’68 億 тыс. لاکھ
January марта 三月 मई مارس noon half dozen million one not не don't O’Brien Mr. St. U.S. NASA Yahoo!"""
# What tears readings apart: signs of every kind, digits of several scripts, invisible characters, code, marks, words.
SIGNS = (
    *"()[]{}（）【】「」『』《》“”„‚‘’'\"«»‹›״׳?!¿¡.,;:…-–—·•*#@&%=+/\\|<>$€£¥₽₹°№§†~^_`",
    *"0123456789٣٤۳۴३४３４五十百万億½²Ⅳ①",
    *"aAzZéÉßıİſKаАяЯאבםاآهىيیکकखाि्क़ไก้漢字かカｶガ가ǅﬁ\U0001d400",
    *" \u00a0\u202f\u2009\u3000\t\n\r\u0085\u2028\ufeff\u00ad",
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u202e\u2066\u2069",
    *"\x00\x07\x1b\x7f\x9f\u0301\u0327\u0640\u064b\u05b0\u0e31\u094d\u20dd",
    *"\ufe0f\ufffc\ufffd\ue000\ud83d\udca9\U0001f600\U000e0041",
    *WORDS.split(),
    "  ", "5 %", "31. 2.", "€ 5", "two hundred", "as an AI", "Translation:",
)  # fmt: skip
KINDS = ("cut", "double", "insert", "exchange", "turn", "capitals", "small", "keep")


class Labelled(NamedTuple):
    """One labelled pair, whatever it is labelled with."""

    source: str
    target: str
    source_language: str
    language: str


class Edit(NamedTuple):
    """One damage: of what kind, where (in thousandths of the text), how long, and with which sign."""

    kind: str
    place: int
    length: int
    sign: str


@cache
def labelled() -> tuple[Labelled, ...]:
    """All labelled pairs."""
    return tuple(
        Labelled(pair["source"], pair["target"], pair.get("source_language", "en"), file.stem)
        for file in sorted(CORPUS.glob("*/*.toml"))
        for pair in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]
    )


def damaged(text: str, edits: Sequence[Edit]) -> str:
    """`text` after the edits, one after the other."""
    for kind, place, length, sign in edits:
        start = place * len(text) // 1000
        end = start + length
        piece = text[start:end]
        new = {
            "cut": "",
            "double": piece * 2,
            "insert": sign + piece,
            "exchange": sign,
            "turn": piece[::-1],
            "capitals": piece.upper(),
            "small": piece.lower(),
            "keep": piece,
        }[kind]
        text = new if kind == "keep" else text[:start] + new + text[end:]
    return text


EDITS = st.lists(
    st.builds(
        Edit, st.sampled_from(KINDS), st.integers(0, 1000), st.sampled_from([1, 2, 3, 8, 20]), st.sampled_from(SIGNS)
    ),
    max_size=6,
)


@st.composite
def damaged_pairs(draw: st.DrawFn) -> Labelled:
    """A labelled pair, source and target damaged, or the target of another pair."""
    pair = draw(st.sampled_from(labelled()))
    return pair._replace(source=damaged(pair.source, draw(EDITS)), target=damaged(pair.target, draw(EDITS)))
