"""What an edit is called, in several languages: the graver word wins."""

from __future__ import annotations

import pytest

from dragoman.alignment import ChangeClass, classify, web_addresses

CASES = [
    ("The pier is safe.", "The pier  is\nsafe.", "whitespace"),
    ("12 days", "12\u00a0days", "whitespace"),
    ("long\u00adword", "longword", "whitespace"),
    ("See <a>the map</a>.", "See the map.", "markup"),
    ("A <em>new</em> pier", "A <strong>new</strong> pier", "markup"),
    ("See https://example.org/a.", "See https://example.org/b?c=1.", "url"),
    ("Write to desk@example.org", "Write to news@example.org", "url"),
    ("The pier, he said, is safe.", "The pier – he said – is safe!", "punctuation"),
    ("About 1,250 people", "About 1.250 people", "number"),
    ("up 5%", "up 5", "number"),
    ("cost $5", "cost €5", "number"),
    ("نحو ١٢ سفينة", "نحو ١٣ سفينة", "number"),
    ("Mayor Ana Ruiz spoke.", "Mayor Ana Ruis spoke.", "name"),
    ("talks in geneva", "talks in vienna", "wording"),
    ("The ships left.", "The boats left.", "wording"),
    ("today", "to day", "wording"),
    ("The pier is safe.", "The pier isn’t safe.", "negation"),
    ("He can go.", "He cannot go.", "negation"),
    ("Two of 12 ships", "None of 13 ships", "negation"),
    ("El muelle es seguro.", "El muelle no es seguro.", "negation"),
    ("Le quai est sûr.", "Le quai n’est pas sûr.", "negation"),
    ("Der Kai ist sicher.", "Der Kai ist nicht sicher.", "negation"),
    ("Причал безопасен.", "Причал не безопасен.", "negation"),
    ("الرصيف آمن.", "الرصيف ليس آمنا.", "negation"),
    ("اسکله امن است.", "اسکله امن نیست.", "negation"),
    ("او می‌رود.", "او نمی‌رود.", "negation"),
    ("码头很安全。", "码头不安全。", "negation"),
    ("राहत शुरू हुई।", "राहत शुरू नहीं हुई।", "negation"),
    ("הרציף בטוח.", "הרציף לא בטוח.", "negation"),
]


@pytest.mark.parametrize(("old", "new", "change"), CASES)
def test_a_change_has_its_name_in_both_directions(old: str, new: str, change: str) -> None:
    assert (classify(old, new), classify(new, old)) == (ChangeClass(change), ChangeClass(change))


def test_known_names_are_names_in_any_case_of_letters() -> None:
    assert classify("talks in geneva", "talks in vienna", names=["geneva"]) is ChangeClass.NAME


def test_a_language_s_own_negations_count_when_it_is_known() -> None:
    assert classify("a sin of old", "an act of old", language="en") is ChangeClass.WORDING
    assert classify("con azúcar", "sin azúcar", language="es") is ChangeClass.NEGATION


def test_only_blanks_marks_and_addresses_are_mechanical() -> None:
    assert {change for change in ChangeClass if change.is_mechanical} == {
        ChangeClass.WHITESPACE,
        ChangeClass.MARKUP,
        ChangeClass.URL,
    }


def test_addresses_end_before_the_sentence_does() -> None:
    assert web_addresses("See https://example.org/a, or (www.example.org).") == [
        "https://example.org/a",
        "www.example.org",
    ]
