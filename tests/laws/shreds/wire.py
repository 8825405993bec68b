"""Wire copy, the worked example of docs/plugins.md; see tests/docs/test_plugins.py."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.laws.strategies import sentences

_lines = st.one_of(
    sentences,
    sentences.map(lambda text: f"HEADLINE: {text}"),
    st.sampled_from(["", "  ", "##", " ##", "SLUG: a-1", "HEADLINE:", "A: b", "a: b", "\ufeff", "Said. Said."]),
)
_ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"])
_articles = st.lists(st.tuples(_lines, _ends), max_size=8).map(lambda rows: "".join(a + b for a, b in rows))
ARTICLES = st.one_of(_articles, st.text(max_size=80)).map(lambda text: text.encode("utf-8", "ignore"))
ADDITIONS = st.one_of(sentences, st.text(alphabet="a\n\r \t#:H", max_size=10), st.sampled_from(["\n##\n", "A: "]))
