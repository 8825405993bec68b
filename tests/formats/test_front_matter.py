"""Front matter values are found where they stand, and spelled in the style they had."""

from __future__ import annotations

import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats import front_matter, toml_values
from dragoman.formats.front_matter import Matter, Value
from dragoman.formats.reading import format_for
from dragoman.model import Key, Target
from dragoman.segmentation.segmenters import whole

YAML = """\
---
title: The "old" bridge # stays
summary: >-
  Two lines
  folded

image:
  src: a.jpg
  alt: 'The mayor''s boat'
tags: [sea, "open water"]
no: a key, not a truth value
lang: en
anchor: &name Ferry
---
Body
"""
TOML = """\
+++
title = "The \\"old\\" bridge" # stays
date = 2026-03-02
tags = ["sea", 'open water',
  "wind"]
image = { src = "a.jpg", alt = 'A boat', more = { deep = "x" } }
empty = {}

[params."key with dot."]
text = \"\"\"
Two
lines\"\"\"
[[gallery]]
caption = "One"
[[gallery]]
caption = "Two"
+++
Body
"""


def matter(text: str) -> Matter:
    found = front_matter.find(text)
    assert found is not None
    return found


def said(text: str, *wanted: str) -> list[tuple[str, str, str]]:
    """Path, spelling and meaning of the wanted values."""
    found = front_matter.values(text, matter(text), wanted)
    return [(value.path, text[value.start : value.end], value.text) for value in found]


def test_yaml_values_are_slices_of_the_article() -> None:
    assert said(YAML, "title", "summary", "image.alt", "tags", "no", "anchor") == [
        ("title", 'The "old" bridge', 'The "old" bridge'),
        ("summary", ">-\n  Two lines\n  folded", "Two lines folded"),
        ("image.alt", "'The mayor''s boat'", "The mayor's boat"),
        ("tags", "sea", "sea"),
        ("tags", '"open water"', "open water"),
        ("no", "a key, not a truth value", "a key, not a truth value"),
        ("anchor", "Ferry", "Ferry"),
    ]


def test_toml_values_are_slices_of_the_article() -> None:
    assert said(
        TOML, "title", "tags", "image.alt", "image.more.deep", "params.key with dot..text", "gallery.caption"
    ) == [
        ("title", '"The \\"old\\" bridge"', 'The "old" bridge'),
        ("tags", '"sea"', "sea"),
        ("tags", "'open water'", "open water"),
        ("tags", '"wind"', "wind"),
        ("image.alt", "'A boat'", "A boat"),
        ("image.more.deep", '"x"', "x"),
        ("params.key with dot..text", '"""\nTwo\nlines"""', "Two\nlines"),
        ("gallery.caption", '"One"', "One"),
        ("gallery.caption", '"Two"', "Two"),
    ]


@pytest.mark.parametrize(
    ("raw", "text", "spelled"),
    [
        ("plain", "Le pont", "Le pont"),
        ("plain", "Pont : ouvert", '"Pont : ouvert"'),
        ("plain", "Pont: ouvert", '"Pont: ouvert"'),
        ("plain", "yes", '"yes"'),
        ("plain", "2026", '"2026"'),
        ("plain", "« Pont » # 1", '"« Pont » # 1"'),
        ("'one'", "l'eau", "'l''eau'"),
        ('"two"', 'dit "oui"', '"dit \\"oui\\""'),
        ("|\n  a\n  b", "ligne\nligne", "|\n  ligne\n  ligne"),
        (">-\n    a", "un\ndeux", ">-\n    un\n\n    deux"),
        ("|\r\n  a", "un\ndeux", "|\r\n  un\r\n  deux"),
        ("|\n  a", " espace", '" espace"'),
        ("plain", "ligne\u2028bidi", '"ligne\\u2028bidi"'),
    ],
)
def test_a_yaml_value_keeps_its_style_where_that_can_hold_the_text(raw: str, text: str, spelled: str) -> None:
    assert front_matter.spell_value("meta", raw, text) == spelled


def test_inside_brackets_a_comma_needs_quotes() -> None:
    assert front_matter.spell_value("meta flow", "sea", "mar, viento") == '"mar, viento"'
    assert front_matter.spell_value("meta", "sea", "mar, viento") == "mar, viento"


def test_metadata_is_replaced_or_added_and_nothing_else_changes() -> None:
    assert front_matter.add(YAML, matter(YAML), {"lang": "zh-Hans", "translationKey": "bridge"}) == YAML.replace(
        "lang: en", "lang: zh-Hans"
    ).replace("Ferry\n", "Ferry\ntranslationKey: bridge\n")


def test_toml_metadata_stands_with_the_keys_above_the_first_table() -> None:
    assert front_matter.add(TOML, matter(TOML), {"lang": "es"}) == TOML.replace(
        "empty = {}\n", 'empty = {}\nlang = "es"\n'
    )
    assert (
        front_matter.add("+++\n[a]\n+++\n", matter("+++\n[a]\n+++\n"), {"lang": "es"}) == '+++\nlang = "es"\n[a]\n+++\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "Text --- not at the start\n---\n",
        "---\nA thematic break above, and a heading below\n---\n",
        "--- \nno end",
        "+++\nno end",
    ],
)
def test_what_is_no_front_matter_is_not_taken_for_it(text: str) -> None:
    assert front_matter.find(text) is None


@pytest.mark.parametrize(
    "body",
    ["title: {{ page.title }}", "title: [a", 'title: "a', "title: a\ntitle: : b", "a: " + "[" * 5000, "a: &x [*x]"],
)
def test_damaged_or_templated_front_matter_has_no_values(body: str) -> None:
    text = f"---\n{body}\n---\nBody\n"
    assert front_matter.values(text, matter(text), ["title", "a"]) == []


values = st.text(alphabet="aé: #'\"\\-[]{},&*!|>%@`?\n\t\u00a0\u2028\U0001f600١مر.~0yn", min_size=1, max_size=30)


@given(values, st.sampled_from(["plain", "'q'", '"q"', "|\n  q", ">-\n  q"]), st.booleans())
def test_any_text_spelled_in_yaml_is_read_as_itself(text: str, raw: str, full: bool) -> None:
    spelled = front_matter.spell_value("meta", raw, text, full=full)
    read = yaml.safe_load(f"k: {spelled}\nnext: 1\n")
    assert read == {"k": text, "next": 1} or raw[0] in "|>"
    if raw[0] in "|>":
        assert read["next"] == 1
        assert read["k"].rstrip("\n") == text.rstrip("\n")


@given(values, st.sampled_from(['"q"', "'q'", "'''q'''"]), st.booleans())
def test_any_text_spelled_in_toml_is_read_as_itself(text: str, raw: str, full: bool) -> None:
    assert tomllib.loads(f"k = {toml_values.spell(raw, text, full=full)}\n") == {"k": text}


@given(st.text(alphabet="a=\"'[]{}#,.\n \\\\", max_size=40))
def test_the_scanner_finds_what_tomllib_finds_or_nothing(text: str) -> None:
    found = toml_values.strings(text)
    for _, start, end, meaning in found:
        assert tomllib.loads(f"v = {text[start:end]}")["v"] == meaning


def test_a_value_knows_its_kind() -> None:
    text = "---\nt: [a, 'b']\n---\n"
    assert front_matter.values(text, matter(text), ["t"]) == [
        Value("t", 8, 9, "a", "meta flow"),
        Value("t", 11, 14, "b", "meta flow"),
    ]


def test_a_list_item_whose_translation_holds_a_comma_stays_one_item() -> None:
    data = b"---\ntags: [sea, wind]\n---\nBody\n"
    form = format_for(".md", {"front_matter": ["tags"]})
    document = form.read(data, whole)
    written = form.write(document, {Key("sea", "meta:tags"): "mar, viento"}, Target("es"))
    assert (written.data, written.kept) == (b'---\ntags: ["mar, viento", wind]\n---\nBody\n', ())
