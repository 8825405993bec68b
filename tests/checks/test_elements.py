"""Elements of two plain texts, read as the marks that formats make of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.checks.elements import marked

LINK = '<a href="https://example.org/map">'
# Words, blanks, elements and pieces of them, as editors and attackers write them.
WORDS = ["خريطة", "नक्शा", "แผนที่", "地图", "harita", " ", "  ", "\n", "<", ">", "&lt;"]
TAGS = [LINK, "</a>", "<b>", "</b>", "<br>", "<br />", "<B>", '<img src="a.png" alt="x">', "<a2>", "</a2>", "<Name>"]
PIECES = st.sampled_from([*WORDS, *TAGS, "< b>", "</", '<i class="x'])
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def said(source: str, target: str, language: str = "de") -> list[tuple[str, str, str]]:
    """Check, message and place (as the text there) of each finding."""
    found = check_text(source, target, language=language, checks=["tags", "double-space", "unsafe-markup", "urls"])
    return [(each.check, each.message, target[each.start or 0 : each.end or 0]) for each in found]


@given(TEXTS)
def test_a_text_has_the_elements_of_itself(text: str) -> None:
    texts = marked(text, text)
    assert texts is None or texts.source == texts.target


@given(TEXTS, TEXTS)
def test_what_is_no_element_stays_and_places_lead_back_to_it(source: str, target: str) -> None:
    texts = marked(source, target)
    if texts is None:
        return
    begin = first = 0
    for start, end, given_start, given_end in texts.places:
        assert texts.target[begin:start] == target[first:given_start]
        begin, first = end, given_end
    assert texts.target[begin:] == target[first:]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (f"See {LINK}the map</a>.", f"Siehe {LINK}die Karte</a>."),
        ('See <a href="/map" title="The map">it</a>.', 'Siehe <a href="/map" title="Die Karte">sie</a>.'),
        ("<b>One</b> and <b>two</b>.", "<b>Eins</b> und <b>zwei</b>."),
        ("First<br />second<br>third", "Erstens<br>zweitens<br/>drittens"),
        ("<P class='a'>Text</P>", "<p class='a'>Text</p>"),
        ("Enter <Name> here.", "Hier <Name> eingeben."),
        ("See <a>it</a>.", "Siehe <a>sie</a>."),
        ("See <https://example.org/>.", "Siehe <https://example.org/>."),
    ],
)
def test_the_same_elements_are_no_fault(source: str, target: str) -> None:
    assert said(source, target) == []


def test_a_lost_element_is_told_as_it_was_spelled() -> None:
    assert said(f"See {LINK}the map</a>.", "Siehe die Karte.") == [
        ("urls", "the address “https://example.org/map” is lost", ""),
        ("tags", f"lost: {LINK} </a>", ""),
    ]
    assert said("<b>One</b> and <b>two</b>.", "<b>Eins</b> und zwei.") == [("tags", "lost: <b> </b>", "")]


def test_what_attributes_hold_is_still_looked_at() -> None:
    target = 'Siehe <a href="https://example.org/map" onclick="x()">die Karte</a>.'
    assert said(f"See {LINK}the map</a>.", target) == [
        ("unsafe-markup", "an attribute that the source does not have: “onclick”", "onclick"),
        ("tags", '<a href="https://example.org/map" onclick="x()"> is not in the source', ""),
    ]
    target = 'Siehe <a href="https://example.com/map">die Karte</a>.'
    assert said(f"See {LINK}the map</a>.", target) == [
        ("urls", "the address “https://example.org/map” became “https://example.com/map”", "https://example.com/map"),
        ("tags", '<a href="https://example.com/map"> is not in the source', ""),
    ]


def test_a_place_is_one_of_the_text_that_was_given() -> None:
    assert said(f"See {LINK}the map</a> now.", f"Siehe {LINK}die Karte</a> jetzt  gleich.") == [
        ("double-space", "2 blanks stand in a row", "  ")
    ]
