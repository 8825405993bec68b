"""News in JSON: whole items in any spacing and habit, HTML in strings, and damaged ones."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from tests.laws.shreds.html import articles, shreds
from tests.laws.strategies import sentences, texts

_html = st.one_of(articles, shreds)
_lines = st.lists(st.one_of(sentences, texts), max_size=3).map("\n".join)
_item = st.fixed_dictionaries(
    {"uri": st.just("urn:x:1"), "headline": _lines},
    optional={
        "language": st.sampled_from(["en", "en-GB", "fr"]),
        "body_text": _lines,
        "body_xhtml": _html,
        "bodies": st.lists(
            st.fixed_dictionaries(
                {
                    "contentType": st.sampled_from(["text/html", "text/plain", "application/nitf+xml"]),
                    "value": st.one_of(_lines, _html),
                }
            ),
            max_size=2,
        ),
        "associations": st.dictionaries(st.sampled_from(["main", "a"]), st.fixed_dictionaries({"headline": _lines})),
        "subject": st.lists(st.fixed_dictionaries({"name": texts, "weight": st.floats(allow_nan=False)}), max_size=2),
    },
)
_habits = st.tuples(st.sampled_from([None, 1, "\t"]), st.booleans(), st.booleans())


def _dumped(item: object, habit: tuple[int | str | None, bool, bool]) -> str:
    indent, ascii_only, solidus = habit
    text = json.dumps(item, indent=indent, ensure_ascii=ascii_only)
    return text.replace("/", "\\/") if solidus else text


_items = st.tuples(_item, _habits).map(lambda pair: _dumped(*pair))
_pieces = st.lists(
    st.sampled_from(
        ["{", "}", "[", "]", ",", ":", '"headline"', '"a"', '"body_html"', '"<p>x</p>"', '"\\ud800"', "1", " "]
    )
).map("".join)
ARTICLES = st.one_of(_items, _items.map(lambda text: "\ufeff" + text), _pieces, st.text(max_size=40)).map(
    lambda text: text.encode("utf-8", "ignore")
)
ADDITIONS = st.one_of(sentences, st.text(alphabet='"\\/\n\tbu</p>&;é\ud800\x7f\u2028', max_size=10))
