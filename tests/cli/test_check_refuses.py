"""What `check` refuses: a check name with a slip, wherever it is written, and forms that the source gate lacks."""

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


@pytest.mark.parametrize("more", [("--format", "sarif"), ("--report", "json:found.json")])
def test_a_form_that_the_source_gate_does_not_have_is_refused(newsroom: Newsroom, more: tuple[str, str]) -> None:
    newsroom.run("check", "--source", *more, code=2)
    assert "text or json only" in newsroom.errors
