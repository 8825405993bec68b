"""A check name with a slip is told, wherever it is written."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("dragoman.toml", '[checks.severity]\nnumers = "error"\n'),
        ("dragoman.toml", '[checks.severity.es]\nnumers = "off"\n'),
        ("dragoman.toml", '[[rule]]\npaths = ["*"]\nseverity = { numers = "note" }\n'),
        ("locales/es/waivers.toml", '\n[[waive]]\ncheck = "numers"\nreason = "the desk"\n'),
    ],
)
def test_a_slip_is_told_with_the_nearest_name(newsroom: Newsroom, path: str, text: str) -> None:
    newsroom.run("extract")
    place = newsroom.folder / path
    before = place.read_text(encoding="utf-8") if place.is_file() else ""
    place.write_text(before + text, encoding="utf-8")
    newsroom.run("check", "-l", "es", code=2)
    assert "no check 'numers'; did you mean 'numbers'?" in newsroom.errors
