"""HTML: the charset of a page, by the standard's order."""

from __future__ import annotations

import codecs

import pytest

from dragoman.formats.html import HTML
from dragoman.formats.html.charset import charset, codec_of
from dragoman.formats.reading import segmenter
from dragoman.model import FormatError, Target

WHOLE = segmenter("en", "paragraph")


@pytest.mark.parametrize(
    ("data", "configured", "found"),
    [
        (b"<p>plain", "utf-8", "utf-8"),
        (b"<p>plain", "windows-1251", "cp1251"),
        (b"<p>plain", "koi8-r", "koi8-r"),
        (b"<meta charset=ISO-8859-1><meta charset=utf-8>", "utf-8", "cp1252"),
        (b'<META content="text/html; charset=Shift_JIS" HTTP-EQUIV=content-type>', "utf-8", "cp932"),
        (b'<meta content="text/html; charset=Shift_JIS">', "utf-8", "utf-8"),
        (b"<!-- <meta charset=koi8-r> --><meta charset=gb2312>", "utf-8", "gb18030"),
        (b"<meta charset=utf-16>", "koi8-r", "utf-8"),
        (b"<meta charset=unheard-of><meta charset=euc-kr>", "utf-8", "cp949"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "utf-8", "iso8859-2"),
        (b"<title>" + b"x" * 2000 + b"</title><meta charset=big5>", "utf-8", "big5hkscs"),
        (b"<body><p>" + b"x" * 2000 + b"<meta charset=big5>", "utf-8", "utf-8"),
        (codecs.BOM_UTF8 + b"<meta charset=koi8-r>", "utf-8", "utf-8"),
    ],
)
def test_the_byte_order_mark_wins_then_the_page_then_the_setting(data: bytes, configured: str, found: str) -> None:
    assert charset(data, configured) == found


def test_every_label_of_the_web_names_a_codec_that_python_has() -> None:
    from dragoman.formats.html.charset import _codecs

    for label, codec in _codecs().items():
        assert codecs.lookup(codec), label
        assert codec_of(f" {label.upper()}\n") == codec


def test_bytes_that_the_charset_does_not_have_are_refused_with_their_line() -> None:
    with pytest.raises(FormatError) as error:
        HTML({}).read(b"<meta charset=utf-8>\n<p>\xff", WHOLE, "a.html")
    assert "a.html:2" in str(error.value)
    assert "byte 0xff" in error.value.message


def test_characters_that_the_charset_lacks_are_written_as_references() -> None:
    form = HTML({})
    document = form.read("<meta charset=latin1><p>Un café € 5</p>".encode("cp1252"), WHOLE, "", "fr")
    texts = {segment.key: "Kawa za 5 zł €" for segment in document.segments}
    written = form.write(document, texts, Target("pl"))
    assert written.data == "<meta charset=latin1><p>Kawa za 5 z&#322; €</p>".encode("cp1252")


def test_a_longer_title_does_not_push_the_charset_out_of_sight() -> None:
    form = HTML({})
    source = "<title>Été</title><meta charset=iso-8859-1><p>Été</p>".encode("cp1252")
    document = form.read(source, WHOLE, "", "fr")
    texts = {segment.key: "é" * 2000 for segment in document.segments}
    written = form.write(document, texts, Target("es"))
    assert [s.text for s in form.read(written.data, WHOLE).segments] == ["é" * 2000] * 2
