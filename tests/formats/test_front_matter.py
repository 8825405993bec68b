"""Front matter values are found where they stand, and spelled in the style they had."""

from __future__ import annotations

import json
import re
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
        ("|\n  a", " espace", '" espace\\n"'),
        ("|-\n  a", " espace", '" espace"'),
        (">2 # two\n    a\n  b", "un\n\ndeux", "> # two\n    un\n\n\n    deux"),
        ("|+\n  a", "un", "|+\n  un"),
        ("a\n  b", "un deux", "un deux"),
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


WORDS = """
no null ~ 1.0 0o17 1e3 1_000 12:30:00 2026-01-01 y N on = << .inf -.5 0x1F :symbol true * ... # @x %x `x` 'x "x {x {x}
[x [x] !x &x *x a: x] it's https://a.example/x#y a\\b 😀
"""
TEXTS = [
    *WORDS.split(),
    *("# x", "- x", "? x", "a: b", "a #b", "x, y", "--- a", '"quoted" text', "Ferry 🚢: open", "> a", "| a", "a|b"),
    *("a\nb", "a\n\nb", "trailing ", "\ta", "a\tb", "\u0085", "a\u2028b", "a\u2029b", "a\u00a0", "a\rb", "é\ufeff"),
]
CORE = re.compile(  # what YAML 1.2's core schema takes for null, a truth value, an integer or a float (10.3.2)
    r"null|Null|NULL|~||true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("raw", ["plain", "'q'", '"q"', "|-\n  q", ">-\n  q", "|2-\n  q", "|\n  q", ">+\n  q"])
def test_a_text_is_a_text_to_every_reader_of_yaml(raw: str, text: str) -> None:
    for flow in (False, True) if raw[0] not in "|>" else (False,):
        spelled = front_matter.spell_value("meta flow" if flow else "meta", raw, text)
        article = f"k: [x, {spelled}, {{b: {spelled}}}]\n" if flow else f"k: {spelled}\nnext: 1\n"
        for loader in (yaml.BaseLoader, yaml.SafeLoader):
            read = yaml.load(article, Loader=loader)["k"]  # noqa: S506 - BaseLoader makes texts only
            if raw in ("|\n  q", ">+\n  q"):  # whose last line end is part of the value, and stays
                read = read.removesuffix("\n")
            assert (read[1:] if flow else read) == ([text, {"b": text}] if flow else text)
        assert spelled[0] in "'\"|>" or not CORE.fullmatch(spelled)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("raw", ['"q"', "'q'", '"""q"""', "'''q'''", '"""\nq"""', "'''\nq'''"])
def test_a_text_is_the_same_text_in_every_style_of_toml(raw: str, text: str) -> None:
    for said in (text, f"\n{text}", f"{text}''", f'{text}""', f'"""{text}"', "'''" + text):
        assert tomllib.loads(f"k = {front_matter.spell_value('meta toml', raw, said)}\n") == {"k": said}


def test_a_toml_string_of_several_lines_keeps_its_quotes() -> None:
    assert toml_values.spell("'''\r\nq'''", "a\nb\\c") == "'''\r\na\r\nb\\c'''"
    assert toml_values.spell('"""q"""', 'a "b"\nc\\') == '"""a "b"\nc\\\\"""'


@pytest.mark.parametrize("key", ["no", "on", "yes", "1", "null", "2026-01-01", "~", "1.0", "true"])
def test_a_key_is_the_text_as_written(key: str) -> None:
    assert said(f"---\n{key}: A word\nmore:\n  {key}: Another\n---\n", key, f"more.{key}") == [
        (key, "A word", "A word"),
        (f"more.{key}", "Another", "Another"),
    ]


def test_truth_values_numbers_and_dates_are_no_texts() -> None:
    assert said("---\na: no\nb: 2026-01-01\nc: 1.0\nd: null\ne: 'no'\nf: !!str no\n---\n", *"abcdef") == [
        ("e", "'no'", "no"),
        ("f", "no", "no"),
    ]


ANCHORED = """\
---
# first comment
defaults: &all # second
  caption: One
gallery:
  - <<: *all
    caption: &two
      Two lines
      of text # third
  - caption: *two
  - {caption: Three, caption: 'Four'}
  - <<: {caption: Five}
title: "Six
  lines \\
  of seven"
---
"""


def test_anchors_merges_and_repeated_keys_are_read_where_they_stand() -> None:
    assert said(ANCHORED, "gallery.caption", "title", "defaults.caption") == [
        ("defaults.caption", "One", "One"),
        ("gallery.caption", "Two lines\n      of text", "Two lines of text"),
        ("gallery.caption", "Three", "Three"),
        ("gallery.caption", "'Four'", "Four"),
        ("gallery.caption", "Five", "Five"),
        ("title", '"Six\n  lines \\\n  of seven"', "Six lines of seven"),
    ]


def test_comments_and_order_of_front_matter_stay() -> None:
    form = format_for(".md", {"front_matter": ["gallery.caption", "title", "defaults.caption"]})
    document = form.read(ANCHORED.encode(), whole)
    texts = {segment.key: f"{segment.text}: «x»" for segment in document.segments}
    written = form.write(document, texts, Target("es"))
    assert written.kept == ()
    assert written.data.decode() == ANCHORED.replace("One", '"One: «x»"').replace(
        "Two lines\n      of text", '"Two lines of text: «x»"'
    ).replace("Three", '"Three: «x»"').replace("'Four'", "'Four: «x»'").replace("Five", '"Five: «x»"').replace(
        "Six\n  lines \\\n  of seven", "Six lines of seven: «x»"
    )


JSON = """\
{
  "title": "The \\"old\\" bridge \\u2013 \\/",
  "no": "a key",
  "draft": false,
  "tags": ["sea", "wind"],
  "gallery": [{"caption": "One }"}, {"caption": "Two"}]
}
Body } here
"""


def test_json_values_are_slices_of_the_article() -> None:
    assert said(JSON, "title", "no", "tags", "gallery.caption") == [
        ("title", '"The \\"old\\" bridge \\u2013 \\/"', 'The "old" bridge – /'),
        ("no", '"a key"', "a key"),
        ("tags", '"sea"', "sea"),
        ("tags", '"wind"', "wind"),
        ("gallery.caption", '"One }"', "One }"),
        ("gallery.caption", '"Two"', "Two"),
    ]
    assert JSON[matter(JSON).end :] == "Body } here\n"


def test_metadata_is_a_member_of_json_front_matter() -> None:
    added = front_matter.add(JSON, matter(JSON), {"lang": "es", "no": "sí"})
    assert added == JSON.replace('"a key"', '"sí"').replace('"Two"}]\n', '"Two"}],\n  "lang": "es"\n')
    for text in ("{}\n", "{ }\nBody", '{"a": 1}\n'):
        found = matter(front_matter.add(text, matter(text), {"x": "1", "y": "2"}))
        assert found.kind == "json"
        added = front_matter.add(text, matter(text), {"x": "1", "y": "2"})
        assert {"x": "1", "y": "2"}.items() <= json.loads(added[: found.body_end]).items()


@pytest.mark.parametrize("text", ["{{< figure >}}\n", '{"a": 1} and more\n', "{% if x %}\n", '{"a": \n', "{a}\n"])
def test_what_begins_with_a_brace_is_no_front_matter_for_that(text: str) -> None:
    assert front_matter.find(text) is None


def test_a_value_translated_into_a_number_is_still_a_text() -> None:
    form = format_for(".md")
    for source in (b"---\ntitle: No\nsummary: One\n---\n", b'{"title": "No", "summary": "One"}\n'):
        document = form.read(source.replace(b"No", b"'No'") if source[:1] == b"-" else source, whole)
        texts = {Key("No", "meta:title"): "no", Key("One", "meta:summary"): "2026"}
        written = form.write(document, texts, Target("es"))
        assert written.kept == ()
        assert [s.text for s in form.read(written.data, whole).segments] == ["no", "2026"]
