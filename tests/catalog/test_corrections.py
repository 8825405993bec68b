"""The record of corrections: what is written is read again, and nothing of it is ever lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.alignment import ChangeClass
from dragoman.catalog.corrections import Correction, Place, added, parse, read_corrections
from dragoman.model import CatalogError, Key

CHARACTERS = "ab Zé\"\\'#[]=\n\t\x07\x7f\x85\u2028\u202e\u2066مرحبا שלום 你好 नमस्ते ไทย\U0001f600"
texts = st.text(CHARACTERS, max_size=12)
keys = st.builds(Key, texts, st.sampled_from(["", "headline", "meta:description"]))
sides = st.lists(keys, max_size=2).map(tuple)
places = st.builds(Place, st.sampled_from(list(ChangeClass)), sides, sides)
dates = st.dates().map(lambda date: date.isoformat())
articles = st.sampled_from(["articles/a.md", "articles/b.md", "articles/a b.md"])
corrections = st.builds(Correction, articles, dates, texts, st.lists(places, max_size=3).map(tuple))


@given(st.lists(corrections, max_size=5, unique_by=lambda one: one.id))
def test_every_correction_is_read_again_and_earlier_tables_keep_their_bytes(rows: list[Correction]) -> None:
    data: bytes | None = None
    for row in rows:
        before = data
        data = added(data, row, "corrections.toml")
        if before is not None:
            assert [line for line in data.splitlines() if line in before.splitlines()]
            assert _without(data, row) == _without(before, row)
        assert added(data, row, "corrections.toml") == data, "it is recorded once"
    if data is not None:
        found = parse(data, "corrections.toml")
        assert set(found) == set(rows)
        assert [one.article for one in found] == sorted(one.article for one in rows)
        assert all(line.isprintable() for line in data.decode().split("\n"))


def _without(data: bytes, row: Correction) -> dict[str, object]:
    return {name: table for name, table in tomllib.loads(data.decode()).items() if name != row.id}


def test_the_record_reads_well() -> None:
    place = Place(ChangeClass.NUMBER, (Key("Cost 18 euros."),), (Key("Cost 21 euros."),))
    role = Place(ChangeClass.ROLE, (Key("A", "headline"),), (Key("A"),))
    correction = Correction("articles/ferry.md", "2026-11-27", "The price was “wrong”.", (place, role))
    lines = added(None, correction, "corrections.toml").decode().split("\n")
    assert lines[3:] == [
        f"[{correction.id}]",
        'article = "articles/ferry.md"',
        "date = 2026-11-27",
        'reason = "The price was “wrong”."',
        "",
        f"[[{correction.id}.place]]",
        'change = "number"',
        'old = ["Cost 18 euros."]',
        'new = ["Cost 21 euros."]',
        "",
        f"[[{correction.id}.place]]",
        'change = "role"',
        'old = [{ text = "A", context = "headline" }]',
        'new = ["A"]',
        "",
    ]


def test_what_people_write_between_the_tables_stays() -> None:
    first = Correction("articles/b.md", "2026-11-27", "", ())
    data = b"# Our own remark\n\n" + added(None, first, "x") + b"# and another\n"
    second = Correction("articles/a.md", "2026-11-28", "", ())
    third = Correction("articles/c.md", "2026-11-28", "", ())
    for row in (second, third):
        data = added(data, row, "x")
    assert [one.article for one in parse(data, "x")] == ["articles/a.md", "articles/b.md", "articles/c.md"]
    assert b"# Our own remark" in data
    assert b"# and another" in data


def test_a_header_inside_a_long_string_is_no_place_for_a_table() -> None:
    last = Correction("articles/z.md", "2026-11-27", "", ())
    text = f'[0a]\narticle = "articles/a.md"\ndate = 2026-11-27\nreason = """\n[{last.id}]\n"""\n\n'
    data = text.encode() + added(None, last, "x").split(b"\n\n", 1)[1]
    more = added(data, Correction("articles/b.md", "2026-11-27", "", ()), "x")
    assert len(parse(more, "x")) == 3
    assert parse(more, "x")[0].reason == f"[{last.id}]\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<<<<<<< ours", "not valid TOML"),
        ("[a]\ndate = 2026-11-27", "[a]: 'article' and 'reason' must be texts"),
        ('[a]\narticle = "a"\ndate = "today"', "[a]: 'date' must be a date"),
        ('[a]\narticle = "a"\ndate = 2026-11-27\ndone = true', "[a]: unknown setting 'done'"),
        ('a = "b"', "[a]: is no table"),
        ('[a]\narticle = "a"\ndate = 2026-11-27\nplace = 3', "[a]: 'place' must be a list of tables"),
        ('[a]\narticle = "a"\ndate = 2026-11-27\n[[a.place]]\nchange = "x"', "[a]: 'x' is no class of a change"),
        (
            '[a]\narticle = "a"\ndate = 2026-11-27\n[[a.place]]\nchange = "url"\nold = [3]',
            "[a]: 'old' must hold texts, not 3",
        ),
    ],
)
def test_damage_is_refused_by_the_table_that_has_it(text: str, message: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse(text.encode(), "locales/corrections.toml")
    assert caught.value.message.startswith(message)
    assert str(caught.value.where).startswith("locales/corrections.toml")
    assert caught.value.hint


def test_without_a_file_there_are_no_corrections(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.toml", tmp_path) == ()
