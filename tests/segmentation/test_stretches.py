"""Addresses and code: where they begin and end in a text."""

from __future__ import annotations

import pytest

from dragoman.segmentation.stretches import Stretches, addresses, code


def _found(stretches: Stretches, text: str) -> list[str]:
    found = dict.fromkeys(filter(None, (stretches.around(position) for position in range(len(text) + 1))))
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See https://example.org/a.b?c=d!e.", ["https://example.org/a.b?c=d!e"]),
        ("(www.example.org/a_(b))!", ["www.example.org/a_(b)"]),
        ("“http://example.org”, ftp://example.org…", ["http://example.org", "ftp://example.org"]),
        ("Write j.doe+x@example.co.uk; or @jdoe.", ["j.doe+x@example.co.uk", "@jdoe"]),
        ("在https://example.cn/路。看", ["https://example.cn/路"]),
        ("5 @ 3.50 :// a@", []),
    ],
)
def test_an_address_ends_before_the_stops_set_behind_it(text: str, wanted: list[str]) -> None:
    assert _found(addresses(text), text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Run `a. B` or ``c` d``.", ["`a. B`", "``c` d``"]),
        ("A ``quotation''. Then ``another''.", []),
        ("A stray ` here. And ` there.", []),
        ("`", []),
    ],
)
def test_code_stands_between_backticks(text: str, wanted: list[str]) -> None:
    assert _found(code(text), text) == wanted
