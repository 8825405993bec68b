"""Embargoes: where an article may state one, and until when it holds."""

from __future__ import annotations

import datetime

import pytest

from dragoman.formats.stated import stated
from dragoman.workflow.secrecy import embargoed, read_time

NAMES = ("embargo", "embargoed")
NOW = datetime.datetime(2026, 12, 1, 6, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("---\ntitle: x\nembargo: 2026-12-01T06:00Z\n---\nText\n", ("2026-12-01T06:00Z",)),
        ("---\nembargo: '2026-12-01' # till noon\n---\n", ("2026-12-01",)),
        ("---\nrelease: {embargo: 2026-12-01}\n---\n", ("2026-12-01",)),
        ("---\nbroken: [\nEmbargo: 2026-12-01\n---\n", ("2026-12-01",)),
        ("+++\nembargo = 2026-12-01T06:00:00Z # x\n+++\n", ("2026-12-01T06:00:00Z",)),
        ('{"title": "x", "embargoed": "2026-12-01T06:00:00+01:00"}\n', ("2026-12-01T06:00:00+01:00",)),
        ('{"title": "x", "embargoed": true}\n', ("true",)),
        ("<itemMeta><embargoed>2026-12-01T06:00:00Z</embargoed></itemMeta>", ("2026-12-01T06:00:00Z",)),
        ("<x:embargoed a='b'>\n2026-12-01 </x:embargoed>", ("2026-12-01",)),
        ('<head><META name="embargo" content="2026-12-01"></head>', ("2026-12-01",)),
        ("<meta content='2026-12-01' property=embargo>", ("2026-12-01",)),
        ("Text.\n\n<!-- dragoman: embargo: 2026-12-01T06:00Z -->\n", ("2026-12-01T06:00Z",)),
        ("<!-- dragoman: embargo 2026-12-01", ("2026-12-01",)),
        ("The embargo: nobody knows it. Embargoed goods.\n", ()),
        ("---\nembargoes: 3\n---\n", ()),
    ],
)
def test_an_article_states_its_embargo_in_many_ways(text: str, values: tuple[str, ...]) -> None:
    assert stated(text, NAMES) == values


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        ("2026-12-01T06:00Z", False),
        ("2026-12-01T06:01Z", True),
        ("2026-12-01T07:00+01:00", False),
        ("2026-12-01T05:00-02:00", True),
        ("20261201T060000Z", False),
        ("20261201T060100Z", True),
        ("2026-12-01", True),  # nobody says whose midnight
        ("2026-11-30", False),
        ("2026-12-01 05:00", True),
        ("true", True),
        ("Tuesday noon", True),
        ("false", False),
        ("", False),
        ("~", False),
    ],
)
def test_an_embargo_holds_as_long_as_it_may_mean(value: str, holds: bool) -> None:
    assert bool(embargoed([value], NOW)) is holds


def test_one_statement_that_holds_is_enough() -> None:
    assert embargoed(["2020-01-01", "2999-01-01"], NOW) == "it is under embargo until 2999-01-01"
    assert embargoed(["soon"], NOW) == "its embargo 'soon' is no date, so it holds"


def test_a_time_without_a_zone_is_the_latest_that_it_may_mean() -> None:
    assert read_time("2026-12-01") == datetime.datetime(2026, 12, 1, 12, tzinfo=datetime.UTC)
