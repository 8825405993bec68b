"""Texts, contents and translations that look like what people write, and worse."""

from __future__ import annotations

from hypothesis import strategies as st

from dragoman.model import Content, Mark, label

ALPHABET = "ab Zé ß.,!?…<>&;*_`[]()#|~\\\"'-+=1٣ \u00a0\u202f\u3000\u2028\u0301مرحبا שלום 你好。नमस्ते ไทย\t"
texts = st.text(alphabet=ALPHABET, max_size=60)
words = st.sampled_from(
    ["See ", "the map", " and <b>", "&lt;", "Ministers met. ", "They <left/>. ", "会谈继续。", "a & b", "</a>"]
)
sentences = st.lists(st.one_of(words, texts), max_size=8).map("".join)


@st.composite
def contents(draw: st.DrawFn, depth: int = 2) -> Content:
    """Labelled content with nested marks."""

    def inside(level: int) -> list[str | Mark]:
        out: list[str | Mark] = []
        for _ in range(draw(st.integers(0, 4))):
            kind = draw(st.integers(0, 3))
            if kind <= 1 or level == 0:
                out.append(draw(sentences))
            elif kind == 2:
                out.append(Mark("point", draw(st.sampled_from(["img", "br", "fn"])), ("*",)))
            else:
                name = draw(st.sampled_from(["a", "em", "strong"]))
                out += [Mark("open", name, ("[",)), *inside(level - 1), Mark("close", name, ("]",))]
        return out

    return label(inside(depth))
