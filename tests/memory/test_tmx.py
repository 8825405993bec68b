"""TMX of others: what they write is read, what is bad is told with its line, and nothing in it does anything."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.memory import Unit
from dragoman.memory.tmx_reading import Fault, read_tmx
from dragoman.memory.tmx_writing import write_tmx
from dragoman.memory.units import fingerprint
from dragoman.xml import parse

HEAD = '<header creationtool="Studio" segtype="sentence" adminlang="en-US" srclang="en-US" datatype="xml" o-tmf="x"/>'


def read(body: str, head: str = HEAD, source: str = "en", prolog: str = "") -> tuple[list[Unit], list[str]]:
    faults: list[Fault] = []
    data = f'<?xml version="1.0"?>\n{prolog}<tmx version="1.4">\n{head}\n<body>\n{body}\n</body>\n</tmx>\n'.encode()
    units = [*read_tmx([data[:70], data[70:]], "memory/old.tmx", source, faults.append)]
    return units, [f"{fault.where}: {fault.message}" for fault in faults]


def pairs(units: list[Unit]) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in units]


def tu(source: str, target: str) -> str:
    return f'<tu><tuv xml:lang="en-US"><seg>{source}</seg></tuv><tuv xml:lang="es-ES"><seg>{target}</seg></tuv></tu>'


def test_a_unit_of_several_languages_is_one_for_each() -> None:
    body = """<tu changedate="20240305T101500Z"><prop type="x-context">headline</prop>
    <tuv xml:lang="ES-es" changedate="20260102T000000Z"><seg>Abre el puente</seg></tuv>
    <tuv lang="en_US"><seg>Bridge opens</seg></tuv>
    <tuv xml:lang="iw"><seg>הגשר נפתח</seg></tuv></tu>"""
    assert read(body) == (
        [
            Unit(
                "Bridge opens", "Abre el puente", "en-US", "es-ES", "headline", "", "", "memory/old.tmx", "2026-01-02"
            ),
            Unit("Bridge opens", "הגשר נפתח", "en-US", "he", "headline", "", "", "memory/old.tmx", "2024-03-05"),
        ],
        [],
    )


def test_a_unit_without_our_language_has_the_source_that_it_names() -> None:
    body = '<tu srclang="fr"><tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="fr"><seg>Oui</seg></tuv></tu>'
    (units, faults) = read(body)
    assert (pairs(units), units[0].source_language, faults) == ([("Oui", "Ja")], "fr", [])


@pytest.mark.parametrize(
    ("source", "target", "read_as"),
    [
        (
            'See <bpt i="1" x="1" type="link">&lt;a href="m"&gt;</bpt>the map<ept i="1">&lt;/a&gt;</ept>.',
            'Vea <bpt i="4" x="1">&lt;a href="m"&gt;</bpt>el mapa<ept i="4">&lt;/a&gt;</ept>.',
            ("See <a>the map</a>.", "Vea <a>el mapa</a>."),
        ),
        (
            '<bpt i="1">{\\b </bpt>Two<ept i="1">}</ept> <bpt i="2">{\\b </bpt>words<ept i="2">}</ept>',
            '<bpt i="2">{\\b </bpt>Palabras<ept i="2">}</ept> <bpt i="1">{\\b </bpt>dos<ept i="1">}</ept>',
            ("<x>Two</x> <x2>words</x2>", "<x2>Palabras</x2> <x>dos</x>"),
        ),
        (
            'Page <ph x="1" type="fnote">\\footnote{<sub>See above.</sub>}</ph> of <ph x="2">{0}</ph>',
            'Página <ph x="1"/> de <ph x="2"/>',
            ("Page <fnote/> of <x/>", "Página <fnote/> de <x/>"),
        ),
        ("One <hi type='bold'>big</hi> step", "Un <hi>gran</hi> paso", ("One <strong>big</strong> step",) * 2),
        (
            'A<bpt i="1">&lt;b&gt;</bpt>b<bpt i="2">&lt;i&gt;</bpt>c<ept i="1">&lt;/b&gt;</ept>d<ept i="2"/>',
            "x",
            ("A<b/>b<i>c<b2/>d</i>", "x"),
        ),
        ('<it pos="begin" x="1">&lt;b&gt;</it>open', "abierto", ("<b/>open", "abierto")),
        ("1 &lt; 2 &amp; &lt;b> <ut>&lt;br&gt;</ut>", "x", ("1 < 2 & &lt;b> <br/>", "x")),
    ],
)
def test_inline_elements_are_marks(source: str, target: str, read_as: tuple[str, str]) -> None:
    (units, faults) = read(tu(source, target))
    assert faults == []
    if "hi" in source and "big" in source:
        read_as = (read_as[0], "Un <strong>gran</strong> paso")
    assert pairs(units) == [read_as]


def test_blanks_and_line_ends_of_a_text_stay() -> None:
    (units, _) = read(tu(" One\r\ntwo\t", "Uno&#13;\ndos "))
    assert pairs(units) == [(" One\ntwo\t", "Uno\r\ndos ")]


def test_bad_units_are_told_with_their_line_and_the_rest_is_taken() -> None:
    body = "\n".join([
        tu("Good", "Bueno"),
        '<tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>',
        '<tu><tuv xml:lang="en"><seg>Twice</seg></tuv><tuv xml:lang="xx-QQ"><seg>?</seg></tuv></tu>',
        '<tu><tuv xml:lang="en"><seg>None</seg></tuv><tuv><seg>Nada</seg></tuv></tu>',
        '<tu><tuv xml:lang="en"/><tuv xml:lang="es"><seg>Nada</seg></tuv></tu>',
        '<tu><tuv xml:lang="de"><seg>Ja</seg></tuv><tuv xml:lang="es"><seg>Sí</seg></tuv></tu>',
        tu("Empty", ""),
        tu("Better", "Mejor"),
    ])  # fmt: skip
    (units, faults) = read(body)
    assert pairs(units) == [("Good", "Bueno"), ("Better", "Mejor")]
    assert faults == [
        "memory/old.tmx:6: has no translation",
        "memory/old.tmx:7: 'xx-QQ' is no language tag: no language has the code 'xx'",
        "memory/old.tmx:8: names no language",
        "memory/old.tmx:9: has no <seg>",
        "memory/old.tmx:9: has no text in en or en-US",
        "memory/old.tmx:10: has no text in en or en-US",
        "memory/old.tmx:11: is empty",
    ]


def test_a_file_that_breaks_off_is_read_to_where_it_breaks() -> None:
    (units, faults) = read(tu("Good", "Bueno") + "\n<tu><tuv></tu>" + tu("Lost", "Perdido"))
    assert pairs(units) == [("Good", "Bueno")]
    assert faults == ["memory/old.tmx:6: not well-formed XML: mismatched tag; nothing behind it is read"]


def test_a_file_of_another_kind_is_told() -> None:
    faults: list[Fault] = []
    assert [*read_tmx([b"<xliff><tu/></xliff>"], "a.tmx", "en", faults.append)] == []
    assert [fault.message for fault in faults] == ["is no TMX file: its root element is not <tmx>"]


def test_a_doctype_does_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    prolog = (
        f'<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd" [<!ENTITY own "OWN"><!ENTITY far SYSTEM "{secret}">'
        '<!ENTITY % more SYSTEM "more.dtd">%more;<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
    )
    (units, faults) = read(tu("One &own; &far;&b; &nowhere;", "Uno"), prolog=prolog)
    assert (pairs(units), faults) == ([("One &own; &b; &nowhere;", "Uno")], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_every_charset_that_xml_knows_is_read(encoding: str) -> None:
    said = encoding.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{said}"?><tmx>{HEAD}<body>{tu("Bridge", "Acción")}</body></tmx>'.encode(
        encoding
    )
    assert pairs([*read_tmx([data], "a.tmx", "en", [].append)]) == [("Bridge", "Acción")]


UNITS = [
    Unit(
        "See <a>the <em>map</em></a><br/>", "<br/>Vea <a>el <em>mapa</em></a>", "en", "es", "caption", article="a b.md"
    ),
    Unit("<a>open", "abierto</b>", "en", "es", "", fingerprint("x"), fingerprint(""), "a.md", "2026-11-22"),
    Unit("a &lt; b\x01", "你好", "en-GB", "zh-Hans", article="a.md"),
]


def test_what_is_written_follows_the_document_type_of_tmx_14() -> None:
    root = parse(b"".join(write_tmx(UNITS, "en", "0.1")), "all.tmx")
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert (root.tag, dict(root.attrib), [child.tag for child in root]) == (
        "tmx",
        {"version": "1.4"},
        ["header", "body"],
    )
    assert set(root[0].attrib) == required
    assert root[0].attrib["segtype"] in ("block", "paragraph", "sentence", "phrase")
    content = {"tu": r"((note|prop) )*(tuv )+", "tuv": r"((note|prop) )*seg "}
    attributes = {
        "tu": {"srclang"}, "tuv": {"{http://www.w3.org/XML/1998/namespace}lang", "changedate"}, "prop": {"type"},
        "bpt": {"i", "x", "type"}, "ept": {"i"}, "ph": {"x", "type"}, "it": {"pos", "x", "type"}, "seg": set(),
    }  # fmt: skip
    for element in root[1].iter():
        if element is not root[1]:
            assert set(element.attrib) <= attributes[str(element.tag)]
        if pattern := content.get(str(element.tag)):
            assert re.fullmatch(pattern, "".join(f"{child.tag} " for child in element))
        if element.tag == "seg":
            assert {child.tag for child in element} <= {"bpt", "ept", "ph", "it"}
            assert [c.get("i") for c in element.iter("bpt")].sort() == [c.get("i") for c in element.iter("ept")].sort()
        if element.tag in ("bpt", "ept"):
            assert element.attrib["i"].isdigit()


_TOOLKIT = """
import json, sys
from translate.storage.tmx import tmxfile
print(json.dumps([[unit.source, unit.target] for unit in tmxfile.parsefile(sys.argv[1]).units]))
"""


def test_translate_toolkit_reads_what_is_written(tmp_path: Path) -> None:
    program = shutil.which("po2tmx")
    if program is None:
        pytest.skip("Translate Toolkit is not on the PATH (po2tmx): pip install translate-toolkit")
    path = tmp_path / "all.tmx"
    path.write_bytes(b"".join(write_tmx([*UNITS, Unit("One & two", "Uno y dos", "en", "es")], "en", "0.1")))
    with open(program, encoding="utf-8") as script:
        python = script.readline().removeprefix("#!").strip()  # the interpreter that has it
    done = subprocess.run([python, "-c", _TOOLKIT, str(path)], capture_output=True, check=True, encoding="utf-8")
    found = json.loads(done.stdout)
    assert (len(found), found[-1]) == (4, ["One & two", "Uno y dos"])
