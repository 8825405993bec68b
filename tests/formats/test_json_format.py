"""JSON news: which strings are texts, and what an item looks like in another language."""

from __future__ import annotations

import json

import pytest

from dragoman.formats.json import JSON
from dragoman.formats.reading import segmenter
from dragoman.model import ConfigError, FormatError, Target

WHOLE = segmenter("en", "paragraph")


def said(item: object, **settings: object) -> list[tuple[str, str]]:
    document = JSON(settings).read(json.dumps(item).encode(), WHOLE, "a.json", "en")
    return [(segment.context, segment.text) for segment in document.segments]


def written(text: str, translation: str, target: Target | None = None) -> str:
    form = JSON()
    document = form.read(text.encode(), WHOLE, "a.json", "en")
    result = form.write(document, {document.segments[0].key: translation}, target or Target("es"))
    assert result.kept == ()
    return result.data.decode()


def test_only_texts_for_readers_are_segments() -> None:
    item = {
        "uri": "urn:x:1",
        "title": "A title",
        "slugline": "SLUG",
        "renditions": {"big": {"title": "Big", "headline": 1}},
        "associations": {"main": {"description_text": "A caption"}, "other": {"title": "Another title"}},
        "headlines": [{"value": "One", "contentType": "text/plain"}, {"value": "<a>Two</a>", "contentType": "x/y"}],
    }
    assert said(item) == [("meta:title", "A title"), ("caption", "A caption"), ("headline", "One")]


def test_the_content_type_beside_a_body_says_what_it_is() -> None:
    bodies = [{"contenttype": "text/html", "value": "<p>One</p>"}, {"contentType": "text/plain", "value": "<p>Two"}]
    assert said({"bodies": bodies}) == [("", "One"), ("", "<p>Two".replace("<p>", "&lt;p>"))]


def test_lines_of_a_plain_body_are_paragraphs() -> None:
    assert said({"body_text": "One.\n\nTwo\r\n  three \n"}) == [("", "One."), ("", "Two"), ("", "three")]


def test_settings_choose_texts_and_roles() -> None:
    found = said({"extra": {"quote": "So"}, "headline": "H"}, texts=["extra.*"], roles={"extra.quote": "pullquote"})
    assert found == [("pullquote", "So")]


def test_xhtml_stays_well_formed_and_html_is_escaped_no_more_than_it_needs() -> None:
    assert written('{"body_xhtml":"<p>a</p>"}', "b & c < d") == '{"body_xhtml":"<p>b &amp; c &lt; d</p>"}'
    assert written('{"body_html":"<p>a</p>"}', "b & c < d") == '{"body_html":"<p>b & c < d</p>"}'


def test_half_a_surrogate_pair_is_no_text() -> None:
    assert said({"headline": "a\ud800"}) == []


def test_the_language_is_named_anew_where_it_was_the_source_s() -> None:
    item = '{"language":"en-GB","headline":"A","associations":[{"language":"fr"},{"language":"en"}]}'
    assert written(item, "B") == '{"language":"es","headline":"B","associations":[{"language":"fr"},{"language":"es"}]}'


def test_a_notice_is_the_first_paragraph_of_the_first_body() -> None:
    target = Target("es", notice="Borrador.")
    assert written('{"body_html":"<p>a</p>"}', "b", target) == (
        '{"body_html":"<p role=\\"note\\">Borrador.</p><p>b</p>"}'
    )
    assert written('{"body_text":"a"}', "b", target) == '{"body_text":"Borrador.\\n\\nb"}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n  }', "a.json:2:3: is no JSON: } cannot stand here"),
        ('{"a": "b"', "a.json:1:10: ends too early"),
        ('{"a": "\\x"}', "a.json:1:8: is no JSON: unknown escape \\x"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        JSON().read(text.encode(), WHOLE, "a.json", "en")
    assert str(caught.value).split("\n")[0] == message


def test_a_wrong_setting_is_refused() -> None:
    with pytest.raises(ConfigError, match="unknown setting 'text' in"):
        JSON({"text": ["a"]})
