"""XML that was made to do harm, under every suffix that XML has: refused or inert, no file opened, nobody called."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.formats.reading import format_for, segmenter
from dragoman.formats.xml import XML
from dragoman.model import Document, FormatError, Target
from tests.listening import listener

WHOLE = segmenter("en", "paragraph")
every_suffix = pytest.mark.parametrize("suffix", XML.suffixes)


def read(data: str | bytes, suffix: str = ".xml") -> Document:
    return format_for(suffix).read(data if isinstance(data, bytes) else data.encode(), WHOLE, f"a{suffix}", "en")


def outcome(data: str, suffix: str) -> str:
    """What is said, or the error's message; what is read also comes back."""
    try:
        document = read(data, suffix)
    except FormatError as error:
        return error.message
    written = format_for(suffix).write(document, {s.key: f"{s.text}!" for s in document.segments}, Target("en"))
    assert document.data == data.encode()
    return " | ".join(segment.text for segment in read(written.data, suffix).segments)


@every_suffix
def test_an_external_entity_is_never_read(suffix: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings")
    text = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{canary.as_uri()}">]><doc><p>Before &x; after</p></doc>'
    assert outcome(text, suffix) == "Before <ent/> after!"


@every_suffix
def test_nobody_is_called(suffix: str) -> None:
    with listener() as (port, calls):
        host = f"http://127.0.0.1:{port}"
        texts = [
            f'<!DOCTYPE d SYSTEM "{host}/a.dtd"><doc><p>x</p></doc>',
            f'<!DOCTYPE d PUBLIC "-//A//B" "{host}/a.dtd" [<!ENTITY e "f">]><doc><p>x &e;</p></doc>',
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "{host}/e">]><doc a="&e;"><p>x &e;</p></doc>',
            f'<!DOCTYPE d [<!ENTITY % e SYSTEM "{host}/e"> %e;]><doc><p>x</p></doc>',
            f'<doc xmlns:xi="http://www.w3.org/2001/XInclude"><p>x</p><xi:include href="{host}/i.xml"/></doc>',
            f'<?xml-stylesheet href="{host}/s.xsl"?><doc><p>x</p></doc>',
            f'<doc xsi:schemaLocation="a {host}/s.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><p>x</p></doc>',
        ]
        said = [outcome(text, suffix) for text in texts]
        assert (said, calls) == (["x!", "x <ent/>!", "x <ent/>!", "x!", "x!", "x!", "x!"], [])


@every_suffix
def test_rules_are_never_fetched(suffix: str) -> None:
    with listener() as (port, calls):
        text = (
            '<doc xmlns:its="http://www.w3.org/2005/11/its"><its:rules version="2.0" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://127.0.0.1:{port}/r.its"/><p>x</p></doc>'
        )
        assert "links are never followed" in outcome(text, suffix)
        assert calls == []


@every_suffix
def test_a_billion_laughs_stay_one_point(suffix: str) -> None:
    row = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE d [<!ENTITY a0 "ha">{row}]><doc title="&a11;"><p>They laugh &a11;</p></doc>'
    assert outcome(text, suffix) == "They laugh <ent/>!"


@every_suffix
def test_quadratic_blowup_stays_as_small_as_it_is_written(suffix: str) -> None:
    text = f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]><doc b="{"&a;" * 5_000}"><p>x {"&a;" * 100}</p></doc>'
    assert outcome(text, suffix).count("<ent") == 100


@every_suffix
def test_parameter_entities_mean_nothing(suffix: str) -> None:
    text = "<!DOCTYPE d [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a; <!ENTITY % l '%l;%l;'> %l;]><doc><p>x &b;</p></doc>"
    assert outcome(text, suffix) == "x <ent/>!"


@every_suffix
def test_xinclude_stays_an_element(suffix: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings")
    include = f'<xi:include href="{canary.as_uri()}" parse="text"/>'
    text = f'<doc xmlns:xi="http://www.w3.org/2001/XInclude"><p>x</p>{include}</doc>'
    assert outcome(text, suffix) == "x!"


@every_suffix
def test_elements_nested_a_hundred_thousand_deep_are_refused(suffix: str) -> None:
    assert outcome("<a>" * 100_000 + "x" + "</a>" * 100_000, suffix) == "elements nested deeper than 250"
    assert outcome("<a>" * 100_000, suffix) == "elements nested deeper than 250"


def test_elements_nested_as_deep_as_may_be_are_read() -> None:
    for inner in ("<b>x</b> y", "x"):
        text = "<a>" * 240 + inner + "</a>" * 240
        assert read(text).data == text.encode()


@every_suffix
def test_an_element_with_a_hundred_thousand_attributes_is_refused(suffix: str) -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(100_000))
    assert outcome(f"<doc {attributes}><p>x</p></doc>", suffix) == "more than 1000 attributes"


@every_suffix
def test_long_tokens_are_read_in_one_go(suffix: str) -> None:
    size = 300_000
    for text in (
        f'<doc a="{"x" * size}"><p>y</p></doc>',
        f"<doc><!--{'x' * size}--><p>y</p></doc>",
        f"<doc><?p {'x' * size}?><p>y</p></doc>",
        f"<doc>{' ' * size}<p>y</p></doc>",
        f"<doc><p>y</p>{'<![CDATA[]]>' * 5_000}</doc>",
    ):
        assert outcome(text, suffix) == "y!"


def test_an_unclosed_anything_is_refused_in_linear_time() -> None:
    size = 500_000
    for text in (
        *("<!DOCTYPE d [" + "<!--" * size, "<!DOCTYPE d [" + '"' * (size + 1), "<a " * size, "<a b='" * size),
        *("<doc>" + "&a" * size, "<doc>" + "<![CDATA[" * size, "<doc>" + "<!--" * size, "<?xml " + "a=" * size),
        *("<!DOCTYPE d [" + "<?" * size, "<?" * size, "<!--" * size, "<doc>" + "<?" * size, "&" * size),
    ):
        with pytest.raises(FormatError):
            read(text)


def test_selectors_of_an_article_cannot_search_without_end() -> None:
    rules = '<its:translateRule translate="no" selector="//*[//*[//*[//*]]]"/>'
    text = (
        f'<doc xmlns:its="http://www.w3.org/2005/11/its"><its:rules version="2.0">{rules}</its:rules>'
        + "<p>x</p>" * 2_000
        + "</doc>"
    )
    with pytest.raises(FormatError, match="would search the whole article"):
        read(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<?xml version="1.0" encoding="utf-7"?><a>+ADw-b+AD4-</a>', "unknown charset 'utf-7'"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><a>\\x3cb></a>', "unknown charset 'unicode_escape'"),
        (b'<?xml version="1.0" encoding="rot13"?><a/>', "unknown charset 'rot13'"),
        (b'<?xml version="1.0" encoding="hex"?><a/>', "unknown charset 'hex'"),
        (b'<?xml version="1.0"?>\n<a>\xe9</a>', "not utf-8: byte 0xe9"),
        (b'<?xml version="1.0" encoding="windows-1252"?>\n<a>\x81</a>', "not cp1252: byte 0x81"),
    ],
)
def test_a_charset_that_does_not_fit_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert caught.value.message == message
