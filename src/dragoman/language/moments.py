"""Days and times of articles, read from what they state and written as readers of a language expect them."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from dragoman.language.facts import table

if TYPE_CHECKING:
    from babel import Locale

_DAY = len("2025-06-27")


def moment(stated: str) -> datetime | date | None:
    """What an ISO 8601 date or time says, None for anything else; of a day alone, the day."""
    text = stated.strip()
    try:
        return date.fromisoformat(text) if len(text) <= _DAY else datetime.fromisoformat(text)
    except ValueError:
        return None


def shown_day(stated: str, tag: str, digits: str = "") -> str:
    """The day of `stated` as a language (BCP 47) writes it in running text: `27 juin 2025`, `2025年6月27日`; "" when it
    is no date. `digits` names Unicode's number system ("arab", "deva"); "" stands for those that CLDR has for the
    language."""
    when = moment(stated)
    locale = _locale(tag)
    if when is None or locale is None:
        return ""
    from babel.dates import format_date

    return _in_digits(format_date(when, "long", locale), digits or locale.default_numbering_system)


def _in_digits(text: str, system: str) -> str:
    zero = table("number_style")["zero"].get(system)
    return text.translate({ord("0") + value: chr(ord(zero) + value) for value in range(10)}) if zero else text


@cache
def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
