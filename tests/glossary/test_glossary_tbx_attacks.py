"""TBX files that were made to do harm: refused or inert, no file opened, nobody called, nothing grows."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from tests.glossary.exchange import read
from tests.listening import listener

ROOTS = {
    "v3": (
        '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>',
        "<conceptEntry id='c1'>{inside}<langSec xml:lang='en'><termSec><term{attributes}>{term}</term>"
        "</termSec></langSec></conceptEntry></body></text></tbx>",
    ),
    "v2": (
        '<martif type="TBX" xml:lang="en"><text><body>',
        "<termEntry id='c1'>{inside}<langSet xml:lang='en'><tig><term{attributes}>{term}</term>"
        "</tig></langSet></termEntry></body></text></martif>",
    ),
}
XSI = "http://www.w3.org/2001/XMLSchema-instance"
every_version = pytest.mark.parametrize("version", ROOTS)


def attack(version: str, doctype: str = "", term: str = "bay", inside: str = "", attributes: str = "") -> str:
    head, body = ROOTS[version]
    return f'<?xml version="1.0"?>{doctype}{head}{body.format(inside=inside, term=term, attributes=attributes)}'


def outcome(text: str | bytes) -> tuple[list[str], list[str]]:
    """The terms, with their notes, and the faults."""
    glossary = read(text, "t.tbx", source="")
    terms = [f"{term.source}: {term.note}" if term.note else term.source for term in glossary.terms]
    return terms, [fault.message for fault in glossary.faults]


@every_version
def test_an_external_entity_is_never_read(version: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings")
    for doctype in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{canary.as_uri()}">]>',
        f'<!DOCTYPE x [<!ENTITY e PUBLIC "-//A//B" "{canary.as_uri()}">]>',
        f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{canary.as_uri()}"> %p; <!ENTITY e "%p;">]>',
        f'<!DOCTYPE x SYSTEM "{canary.as_uri()}">',
    ):
        assert outcome(attack(version, doctype, "bay &e;", "<note>n &e;</note>")) == (["bay: n"], [])


@every_version
def test_xinclude_stays_an_element(version: str, tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("the canary sings")
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary.as_uri()}" parse="text"/>'
    assert outcome(attack(version, term=f"bay{include}", inside=f"<note>n{include}</note>")) == (["bay: n"], [])


@every_version
def test_nobody_is_called(version: str) -> None:
    with listener() as (port, calls):
        host = f"http://127.0.0.1:{port}"
        texts = [
            attack(version, f'<!DOCTYPE x SYSTEM "{host}/a.dtd">'),
            attack(version, f'<!DOCTYPE x PUBLIC "-//A//B" "{host}/a.dtd" [<!ENTITY e "f">]>', "bay &e;"),
            attack(version, f'<!DOCTYPE x [<!ENTITY e SYSTEM "{host}/e">]>', "bay &e;"),
            attack(version, f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{host}/e"> %e;]>'),
            attack(version, f'<?xml-model href="{host}/s.rng"?><?xml-stylesheet href="{host}/s.xsl"?>'),
            attack(version, inside=f'<xref type="xGraphic" target="{host}/g.png">picture</xref>'),
            attack(version, inside=f'<note xmlns:x="{XSI}" x:schemaLocation="a {host}/s.xsd"/>'),
        ]
        said = [outcome(text) for text in texts]
        assert (said, calls) == ([(["bay"], [])] * len(texts), [])


@every_version
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e0 "ha">'
        + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        + '<!ENTITY e "&e11;">]>',
        f'<!DOCTYPE x [<!ENTITY e "{"ha" * 100_000}">]>',
        '<!DOCTYPE x [<!ENTITY e "&f;"><!ENTITY f "&e;">]>',
        "<!DOCTYPE x [<!ENTITY % p '%p;%p;'> %p;]>",
    ],
    ids=["billion laughs", "quadratic", "circle", "parameter circle"],
)
def test_entities_do_not_grow(version: str, doctype: str) -> None:
    text = attack(version, doctype, "bay " + "&e;" * 1000)
    tracemalloc.start()
    try:
        assert outcome(text) == (["bay"], [])
        assert tracemalloc.get_traced_memory()[1] < 50 * len(text) + 5_000_000
    finally:
        tracemalloc.stop()


@every_version
@pytest.mark.parametrize(
    "made",
    [
        {"term": "<hi>" * 10_000 + "bay" + "</hi>" * 10_000},
        {"inside": "<descripGrp>" * 10_000 + "</descripGrp>" * 10_000},
        {"attributes": " " + " ".join(f'a{number}=""' for number in range(2000))},
        {"attributes": ' a="1" a="2"'},
        {"term": "bay</term>"},
        {"term": "bay\x00"},
    ],
    ids=["deep term", "deep groups", "many attributes", "attribute twice", "crossed", "NUL"],
)
def test_what_has_no_bounds_or_is_damaged_is_one_fault(version: str, made: dict[str, str]) -> None:
    terms, faults = outcome(attack(version, **made))
    assert (terms, len(faults)) == ([], 1)


@every_version
def test_a_huge_attribute_is_only_text(version: str) -> None:
    assert outcome(attack(version, attributes=f' id="{"x" * 3_000_000}"')) == (["bay"], [])


@pytest.mark.parametrize(
    "text", ["", "\x00", "<html/>", attack("v3")[:-20], attack("v2")[:-20], "<tbx/>", b"\xff\xfe<"]
)
def test_what_is_no_tbx_is_one_fault(text: str | bytes) -> None:
    terms, faults = outcome(text)
    assert (terms, len(faults)) == ([], 1)


@every_version
@pytest.mark.parametrize("sign", ["&#x202e;", "&#x1b;", "&#x85;", "&#x2028;"])
def test_control_characters_are_faults(version: str, sign: str) -> None:
    terms, faults = outcome(attack(version, term=f"b{sign}y"))
    assert (terms, len(faults)) == ([], 1)


@every_version
def test_markup_of_a_term_stays_text(version: str) -> None:
    text = attack(version, term="&lt;script&gt;alert(1)&lt;/script&gt;")
    assert outcome(text) == (["<script>alert(1)</script>"], [])
