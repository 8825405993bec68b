"""Addresses in running text are points in every format: no key holds one, and no translation adds one."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import format_for
from dragoman.model import Target
from dragoman.segmentation.segmenters import whole

# Suffix, source, translation, what is written: beside a sentence sign, a letter that would run into the address, and
# an address that the source does not have.
WRITTEN = [
    (".txt", "See https://x.example/a now.", "见<url/>。", "见https://x.example/a。"),
    (
        ".html",
        "<p>See https://x.example/a?b=1&amp;c now.</p>",
        "见<url/>。",
        "<p>见https://x.example/a?b=1&amp;c。</p>",
    ),
    (".html", "<p>Ask desk@x.example now.</p>", "Frag <url/>n", "<p>Frag desk@x.example&#110;</p>"),
    (".html", "<p>Now.</p>", "http://evil.example", "<p>http&#58;//evil.example</p>"),
    (
        ".xml",
        "<a><p>At https://x.example/a.</p></a>",
        "a <url/>b",
        '<a xml:lang="zh"><p>a https://x.example/a&#98;</p></a>',
    ),
    (
        ".xml",
        "<a><p><![CDATA[At https://x.example/a.]]></p></a>",
        "<url/>b",
        '<a xml:lang="zh"><p><![CDATA[https://x.example/a]]>&#98;<![CDATA[]]></p></a>',
    ),
    (
        ".json",
        '{"body_html": "<p>At https:\\/\\/x.example\\/a.<\\/p>"}',
        "<url/>b http://c.example",
        '{"body_html": "<p>https:\\/\\/x.example\\/a&#98; http&#58;\\/\\/c.example<\\/p>"}',
    ),
]


@pytest.mark.parametrize(("suffix", "source", "translation", "expected"), WRITTEN)
def test_an_address_is_written_so_that_it_is_read_again(
    suffix: str, source: str, translation: str, expected: str
) -> None:
    form = format_for(suffix)
    document = form.read(source.encode(), whole, "", "en")
    assert "example" not in document.segments[0].text
    written = form.write(document, {document.segments[0].key: translation}, Target("zh"))
    assert (written.data.decode(), written.kept) == (expected, ())


def test_plain_text_has_no_way_to_hold_a_letter_beside_an_address() -> None:
    form = format_for(".txt")
    document = form.read(b"See https://x.example/a now.", whole)
    written = form.write(document, {document.segments[0].key: "a <url/>b"}, Target("de"))
    assert (written.data, len(written.kept)) == (document.data, 1)


def test_an_address_in_a_stretch_that_cannot_be_cut_stays_in_it() -> None:
    data = b"<a><p>See <![CDATA[http://x.example/<b>]]> now.</p></a>"
    document = format_for(".xml").read(data, whole, "", "en")
    assert document.data == data
    assert [segment.text for segment in document.segments] == ["See http://x.example/&lt;b> now."]
