"""ITS 2.0: precedence, inheritance, pointers, and rules from elsewhere."""

from __future__ import annotations

import pytest

from dragoman.formats.its import Annotations, annotate, rules_in
from dragoman.language.locales import is_meant
from dragoman.model import FormatError
from dragoman.xml import parse

ITS = 'xmlns:its="http://www.w3.org/2005/11/its" xmlns:xlink="http://www.w3.org/1999/xlink"'


def said(body: str, rules: str = "", linked: dict[str, bytes] | None = None, attributes: str = "") -> Annotations:
    found = f'<its:rules version="2.0" {attributes}>{rules}</its:rules>'
    root = parse(f"<d {ITS}>{found}{body}</d>".encode(), "d.xml")
    return annotate(root, rules_in(root, "d.xml", linked or {}))


def by_name(found: Annotations, name: str) -> object:
    return next(s for e, s in zip(found.elements, found.said, strict=True) if e.tag == name)


def translated(found: Annotations) -> dict[str, bool]:
    rows = zip(found.elements, found.said, strict=True)
    return {str(e.tag): s.translate for e, s in rows if "}" not in str(e.tag)}


def test_local_markup_wins_over_rules_and_the_last_rule_wins() -> None:
    rules = '<its:translateRule selector="//p" translate="no"/><its:translateRule selector="//q" translate="no"/>'
    rules += '<its:translateRule selector="//q" translate="yes"/>'
    assert translated(said('<p/><q/><r its:translate="no"><s/></r>', rules)) == {
        "d": True,
        "p": False,
        "q": True,
        "r": False,
        "s": False,
    }


def test_translation_is_inherited_by_elements_and_never_by_attributes() -> None:
    found = said('<p a="1" b="2"/>', '<its:translateRule selector="//@a" translate="yes"/>')
    number = len(found.elements) - 1
    assert [found.of_attribute(number, name).translate for name in "ab"] == [True, False]


def test_within_text_is_not_inherited() -> None:
    found = said("<p><b><c/></b></p>", '<its:withinTextRule selector="//b" withinText="yes"/>')
    assert [s.within for s in found.said[-3:]] == ["no", "yes", "no"]


def test_markup_of_its_itself_needs_no_prefix() -> None:
    assert said('<its:span translate="no">x</its:span>').said[-1].translate is False


def test_pointers_and_parameters_say_where_the_note_is() -> None:
    rules = (
        '<its:param name="who">desk</its:param>'
        '<its:locNoteRule selector="//p[@for=$who]" locNoteType="alert" locNotePointer="../n"/>'
    )
    found = said('<n>Be  brief</n><p for="desk"/><p for="web"/>', rules)
    assert [s.note for s in found.said[-2:]] == [{"locNote": "Be brief", "locNoteType": "alert"}, {}]


def test_a_pointer_from_an_attribute_starts_at_the_attribute() -> None:
    rules = '<its:locNoteRule selector="//@t" locNoteType="description" locNotePointer="../@n"/>'
    found = said('<p t="x" n="Short"/>', rules)
    assert found.of_attribute(len(found.elements) - 1, "t").note["locNote"] == "Short"


def test_domains_are_mapped() -> None:
    rules = '<its:domainRule selector="//p" domainPointer="@k" domainMapping="auto cars, \'sea trade\' shipping"/>'
    assert said('<p k="auto, sea trade, law"/>', rules).said[-1].domains == "cars, shipping, law"


def test_a_linked_file_is_read_only_when_it_is_at_hand_and_stands_before_the_rules_that_link_it() -> None:
    linked = {
        "rules/house.its": f'<r {ITS}><its:rules version="2.0"><its:translateRule selector="//p" translate="no"/>'
        '<its:translateRule selector="//q" translate="no"/></its:rules></r>'.encode()
    }
    own = '<its:translateRule selector="//q" translate="yes"/>'
    link = 'xlink:href="../rules/house.its"'
    assert translated(said("<p/><q/>", own, linked, link)) == {"d": True, "p": False, "q": True}
    with pytest.raises(FormatError) as caught:
        said("<p/>", own, {}, link)
    assert str(caught.value) == (
        "d.xml:1: its:rules links to '../rules/house.its', which is not at hand (links are never followed)\n"
        '  hint: name the file in dragoman.toml, in the table of its format: its = ["house.its"]'
    )


def test_rules_that_link_to_one_another_end() -> None:
    linked = {
        name: f'<its:rules {ITS} version="2.0" xlink:href="{other}"/>'.encode()
        for name, other in (("a.its", "b.its"), ("b.its", "a.its"))
    }
    with pytest.raises(FormatError, match="not at hand"):
        said("<p/>", "", linked, 'xlink:href="a.its"')


@pytest.mark.parametrize("selector", ["//p[", "//x:p", "//p[$a]", "count(//p)", "p()", "//p[re:test(., 'a')]"])
def test_a_wrong_selector_is_an_error_or_selects_nothing(selector: str) -> None:
    rule = f'<its:translateRule selector="{selector}" translate="no"/>'
    if selector == "count(//p)":
        assert translated(said("<p/>", rule)) == {"d": True, "p": True}
        return
    with pytest.raises(FormatError, match="cannot be used"):
        said("<p/>", rule)


@pytest.mark.parametrize(
    ("locales", "language", "meant"),
    [
        ("", "es", True),
        ("*", "es", True),
        ("!*", "es", False),
        ("!", "es", True),
        ("fr, es", "es-MX", True),
        ("es-MX", "es", False),
        ("!es-MX", "es", True),
        ("*-CH", "de-CH", True),
        ("*-CH", "de-Latn-CH", True),
        ("*-CH", "de", False),
        ("de-DE", "de-Latn-DE-1996", True),
        ("de-DE", "de-x-DE", False),
    ],
)
def test_locale_filters_are_language_ranges(locales: str, language: str, meant: bool) -> None:
    assert is_meant(locales, language) is meant
