"""A stream of XML: the same whatever pieces it comes in, with nothing resolved and nothing loaded."""

from __future__ import annotations

import pytest

from dragoman.model import FormatError
from dragoman.xml import Event, events

TEXT = '<?xml version="1.0"?>\n<!-- a --><a b="1">\n x &amp; 港 <c/>&own;</a>\n'


def joined(found: list[Event]) -> list[Event]:
    """Neighbouring texts as one, with the line of the first."""
    out: list[Event] = []
    for event in found:
        if event.kind == "text" and out and out[-1].kind == "text":
            out[-1] = out[-1]._replace(text=out[-1].text + event.text)
        else:
            out.append(event)
    return out


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_the_pieces_make_no_difference(size: int) -> None:
    data = TEXT.encode()
    found = joined([*events(data[at : at + size] for at in range(0, len(data), size))])
    assert [(event.kind, event.name, event.text, dict(event.attributes)) for event in found] == [
        ("start", "a", "", {"b": "1"}),
        ("text", "", "\n x & 港 ", {}),
        ("start", "c", "", {}),
        ("end", "c", "", {}),
        ("text", "", "&own;", {}),
        ("end", "a", "", {}),
    ]
    assert [event.line for event in found if event.kind == "start"] == [2, 3]


def test_what_comes_before_a_break_is_given_and_the_break_has_its_line() -> None:
    found: list[Event] = []
    with pytest.raises(FormatError) as error:
        for event in events([b"<a>\n<b>x</b>\n<c></a>"], "a.xml"):
            found.append(event)  # what is left when it raises
    assert [event.name for event in found if event.kind == "end"] == ["b"]
    assert str(error.value) == "a.xml:3: not well-formed XML: mismatched tag"


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(FormatError, match="nested deeper than 250"):
        list(events([b"<a>" * 300]))


def test_a_bomb_of_entities_stays_small() -> None:
    declared = "".join(f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};&e{n - 1};&e{n - 1};">' for n in range(1, 12))
    data = f'<!DOCTYPE a [<!ENTITY e0 "boom">{declared}]><a>&e11;</a>'.encode()
    assert "".join(event.text for event in events([data])) == "&e11;"
