"""JSON is scanned as the standard library reads it, and every string is found where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.formats.json_values import JSONError, Paths, Spelling, inside, meaning, scan, spell, strings

texts = st.text(max_size=12)
documents = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(allow_nan=False, allow_infinity=False), st.integers(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=12,
)


def told(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from told(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from told(item)


@given(documents, st.sampled_from([None, 2]), st.booleans())
def test_every_string_of_a_document_is_found_in_order(value: object, indent: int | None, ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii)
    found = [meaning(text[v.start : v.end]) for v in scan(text).values]
    assert found == list(told(value))
    for value_ in scan(text).values:
        view = inside(text, value_.start, value_.end)
        assert view.text == meaning(text[value_.start : value_.end])
        assert view.raw(0, len(view.text)) == text[value_.start + 1 : value_.end - 1]


@given(st.text(alphabet='{}[]:,"\\/ \n\tabtrufn01.eE-+é', max_size=20))
@example('{"a": 1,}')
@example("[1 2]")
@example("01")
@example('"\\x"')
@example("[]]")
def test_a_text_is_json_to_the_scanner_exactly_when_the_library_reads_it(text: str) -> None:
    try:
        json.loads(text)
        is_json = True
    except ValueError:
        is_json = False
    try:
        scan(text)
        assert is_json
    except JSONError as error:
        assert not is_json
        assert 0 <= error.at <= len(text)


@given(st.text(max_size=30), st.sampled_from(['"plain"', '"a\\/b"', '"caf\\u00e9"', '"é"']))
def test_a_text_spelled_in_any_habit_says_the_same(text: str, raw: str) -> None:
    spelled = spell(raw, text)
    assert json.loads(spelled) == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert spelled.encode()


@pytest.mark.parametrize(
    "raw", ['"a\\/b"', '"caf\\u00e9 \\u2014"', '"\\ud83d\\ude00"', '"caf\u00e9 \u2014"', '"a\\"b\\\\ \\n\\t"']
)
def test_a_string_in_a_habit_of_its_file_is_spelled_as_it_stands(raw: str) -> None:
    assert f'"{Spelling.of(raw).encode(meaning(raw))}"' == raw


def test_paths_leave_list_positions_out_and_may_repeat() -> None:
    text = '{"a": [{"b": "1"}, {"b": "2"}], "c": {"a.b": "3", "c": "4", "c": "5"}}'
    assert [(path, said) for path, _, _, said in strings(text)] == [
        ("a.b", "1"),
        ("a.b", "2"),
        ("c.a.b", "3"),
        ("c.c", "4"),
        ("c.c", "5"),
    ]


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("headline", "headline", True),
        ("headline_short", "headline_*", True),
        ("headlines.value", "headline*", False),
        ("associations.main.headline", "**.headline", True),
        ("headline", "**.headline", True),
        ("a.b.c", "a.*", False),
        ("a.b.c", "a.**", True),
        ("a", "a.**", True),
    ],
)
def test_a_pattern_names_paths(path: str, pattern: str, fits: bool) -> None:
    assert (tuple(path.split(".")) in Paths([pattern])) is fits


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
def test_what_nobody_writes_by_hand_is_refused(opening: str) -> None:
    with pytest.raises(JSONError, match="1000 deep"):
        scan(opening * 100_000)


def test_a_hundred_thousand_values_side_by_side_are_read() -> None:
    assert len(scan("[" + '"a",' * 100_000 + "[]]").values) == 100_000
