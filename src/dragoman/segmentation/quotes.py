"""Whether a straight double quote is open: it looks alike at both ends of a quotation."""

from __future__ import annotations

_BACK = 600  # characters; longer quotations are rare
_QUOTES = 12  # quotes looked at
_BEFORE_OPENER = "([{-–—/:«“‘"
_BEHIND_CLOSER = ".,;:!?)]}-–—/»”’…"


def quote_is_open(text: str, position: int, unless_seen: bool = False) -> bool:
    """Whether a `"` before `position` waits for its partner; `unless_seen` is the answer when none stands there.

    The nearest quote that shows its side tells, by the blank before or behind it; those between it and `position`
    are taken in turns. So a border never depends on how often quotes stand in sentences far before it.
    """
    begin = max(0, position - _BACK)
    turns = 0
    if text.rfind('"', begin, position) < 0:
        return unless_seen
    for _ in range(_QUOTES):
        quote = text.rfind('"', begin, position)
        if quote < 0:
            break
        opens = quote == 0 or text[quote - 1].isspace() or text[quote - 1] in _BEFORE_OPENER
        behind = text[quote + 1 : quote + 2]
        closes = not behind or behind.isspace() or behind in _BEHIND_CLOSER
        if opens != closes:
            return opens != (turns % 2 == 1)
        turns += 1
        position = quote
    return turns % 2 == 1


def low_quote_is_open(text: str, position: int) -> bool:
    """Whether a „ before `position` waits for its “, the quote that opens in English and closes in German."""
    begin = max(0, position - _BACK)
    return text.rfind("„", begin, position) > text.rfind("“", begin, position)
