"""What holds for every text and language when numbers, dates and money are read and compared."""

from __future__ import annotations

import datetime

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import check_text
from dragoman.language.amounts import amounts
from dragoman.language.dated import dates
from dragoman.language.money import money

CHECKS = ("numbers", "number-format", "digit-style", "dates", "currency")
OURS = ("ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh-Hans")
LANGUAGES = st.sampled_from([*OURS, "en", "de-CH", "pt-BR", "sw", "th", "ko"])
PIECES = st.sampled_from(
    [
        *"0123456789٣۳३３.,:/-–%٪€$¥°½ '’\u202f\u00a0万亿半点月日時百十三",
        *(
            "million",
            "twenty",
            "half",
            "Monday",
            "May",
            "p.m.",
            "XXI",
            "dollars",
            "USD",
            "uhr",
            "вечера",
            "الساعة",
            "ثلاثة",
        ),
        *(
            "un",
            "y",
            "media",
            "buçuk",
            "साढ़े",
            "2026",
            "12.34.56",
            "+49 30 1234567",
            "وعشرون",
            "周一",
            "民国",
            "هجري",
            "İ",
        ),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=14).map("".join) | st.lists(PIECES, max_size=14).map(" ".join)
WORST = (
    "1",
    "1.",
    "1,000",
    "1 000 ",
    "٣٬",
    "+1 ",
    "1-2-",
    "I",
    "IVX",
    "twenty ",
    "half ",
    "million ",
    "三",
    "三百",
    "3月",
    "1:2",
    "$",
    "12/",
    "9 p.m. ",
    "% ",
)


@given(text=TEXTS, language=LANGUAGES)
@settings(deadline=None, max_examples=300)
def test_whatever_a_text_counts_dates_or_costs_has_its_place_in_it(text: str, language: str) -> None:
    dated = dates(text, language)
    found = [
        *amounts(text, language).items,
        *dated.days,
        *dated.times,
        *dated.weekdays,
        *dated.months,
        *money(text, language),
    ]
    assert [item for item in found if not 0 <= item.start < item.end <= len(text)] == []


@given(source=TEXTS, target=TEXTS, language=LANGUAGES)
@settings(deadline=None, max_examples=200)
def test_a_finding_has_its_place_in_the_translation_or_none(source: str, target: str, language: str) -> None:
    for finding in check_text(source, target, language=language, checks=CHECKS):
        assert finding.start is None or (finding.end is not None and 0 <= finding.start < finding.end <= len(target))


@given(text=TEXTS, language=LANGUAGES)
@settings(deadline=None, max_examples=200)
def test_a_text_has_the_numbers_dates_and_money_of_itself(text: str, language: str) -> None:
    checks = ("numbers", "dates", "currency")
    assert check_text(text, text, language=language, source_language=language, checks=checks) == []


@given(
    value=st.integers(0, 10**12) | st.decimals(0, 10**6, places=2),
    language=st.sampled_from([*OURS, "en", "pt", "pl", "it", "cs"]),
)
@settings(deadline=None)
def test_a_number_as_the_language_writes_it_is_read_as_its_value(value: int, language: str) -> None:
    text = format_decimal(value, locale=language.replace("-", "_"))
    assert amounts(text, language).items[0].values[0] == value
    assert (
        check_text(format_decimal(value, locale="en"), text, language=language, checks=("numbers", "number-format"))
        == []
    )


@pytest.mark.parametrize("language", OURS)
@given(day=st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), days=st.integers(1, 20))
@settings(deadline=None, max_examples=40)
def test_a_date_as_the_language_writes_it_is_the_same_date_and_no_other(
    language: str, day: datetime.date, days: int
) -> None:
    source = format_date(day, "full", locale="en")
    locale = language.replace("-", "_")
    told = format_date(day, "full", locale=locale)
    assert check_text(source, told, language=language, checks=("numbers", "dates")) == []
    other = format_date(day + datetime.timedelta(days), "full", locale=locale)
    assert check_text(source, other, language=language, checks=("dates",)) != []


@given(hour=st.integers(1, 11), minute=st.integers(0, 59), shift=st.integers(1, 11))
@settings(deadline=None)
def test_an_evening_in_twelve_hours_is_one_in_twenty_four(hour: int, minute: int, shift: int) -> None:
    source = f"It begins at {hour}:{minute:02} p.m."
    assert check_text(source, f"Es beginnt um {hour + 12}.{minute:02} Uhr.", language="de", checks=CHECKS) == []
    other = (hour + shift) % 12
    assert check_text(source, f"Es beginnt um {other + 12}.{minute:02} Uhr.", language="de", checks=("dates",)) != []


@pytest.mark.parametrize("piece", WORST)
def test_a_hundred_kilobytes_of_the_worst_are_read_to_the_end(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    for language in ("en", "ar", "zh-Hans", "de"):
        for finding in check_text("Seven", text, language=language, checks=CHECKS):
            assert finding.start is None or finding.end is not None
