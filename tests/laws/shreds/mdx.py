"""MDX: Markdown's shreds among modules, expressions and tags."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.laws.shreds.markdown import ATOMS, articles

_MODULES = st.sampled_from(
    ["import A from 'a'\n\n", "export const a = {\n  b: `c ${d} }`,\n}\n\n", "import {\n  A,\n} from 'a'\n"]
)
_SHREDS = [
    *("{", "}", "{a}", "{`${b}`}", "{/* c */}", "{'}'}", "<A>", "</A>", '<A label="b">', "<A b={c} />", "<>", "</>"),
    *("\n<A>\n", "\n</A>\n", "\n  ", "\n<A>\n  <B>\n    ", '<A title="a &amp; b"', "\nexport ", "\nimport A\n"),
]
_shreds = st.lists(st.sampled_from([*ATOMS, *_SHREDS * 3]), max_size=25).map("".join)
_articles = st.tuples(_MODULES, st.lists(st.one_of(articles, _shreds), max_size=3)).map(
    lambda found: found[0] + "\n\n<A label='a b'>\n\n".join(found[1])
)
ARTICLES = st.one_of(_shreds, _articles).map(lambda text: text.encode("utf-8", "ignore"))
ADDITIONS = _shreds
