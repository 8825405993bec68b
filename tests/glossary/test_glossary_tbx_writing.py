"""What our TBX files look like, in both versions, and that the real Translate Toolkit reads the second."""

from __future__ import annotations

import pytest

from dragoman.glossary import Form, Rendering, Term
from dragoman.glossary.tbx_writing import V2, V3, write, write_bilingual

CAPE = Rendering(
    "Mys",
    ("Cap",),
    ("Nos",),
    (Form("Mysa", frozenset({"genitive"})),),
    gender="masculine",
    number="singular",
    exact=True,
    gloss="Mys (cape)",
)
TERMS = (
    Term("Cape", ("the Cape",), "place", "A & B", {"ru": CAPE}, decision="desk, 3 May", domain="places"),
    Term("Meridian Rail", keep=True, domain="organisations"),
)
V3_TEXT = """\
<?xml version="1.0" encoding="utf-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Glossary of a newsroom, written by dragoman</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
      <conceptEntry id="c1">
        <descrip type="subjectField">places</descrip>
        <note>A &amp; B</note>
        <note>dragoman:kind place</note>
        <note>dragoman:decision desk, 3 May</note>
        <langSec xml:lang="en">
          <termSec>
            <term>Cape</term>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          </termSec>
          <termSec>
            <term>the Cape</term>
            <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
          </termSec>
        </langSec>
        <langSec xml:lang="ru">
          <note>dragoman:number singular</note>
          <note>dragoman:exact</note>
          <note>dragoman:gloss Mys (cape)</note>
          <termSec>
            <term>Mys</term>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
            <termNote type="grammaticalGender">masculine</termNote>
          </termSec>
          <termSec>
            <term>Mysa</term>
            <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
            <termNote type="termType">variant</termNote>
            <note>dragoman:form genitive</note>
          </termSec>
          <termSec>
            <term>Cap</term>
            <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>
          </termSec>
          <termSec>
            <term>Nos</term>
            <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
          </termSec>
        </langSec>
      </conceptEntry>
      <conceptEntry id="c2">
        <descrip type="subjectField">organisations</descrip>
        <note>dragoman:keep</note>
        <langSec xml:lang="en">
          <termSec>
            <term>Meridian Rail</term>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          </termSec>
        </langSec>
      </conceptEntry>
    </body>
  </text>
</tbx>
"""


def test_version_3_is_the_basic_dialect_in_the_order_of_its_schema() -> None:
    assert write(TERMS, "en") == V3_TEXT


def body(text: str) -> str:
    return text[text.index("    <body>") : text.index("    </body>")]


def test_version_2_says_the_same_in_the_elements_of_martif() -> None:
    renamed = body(V3_TEXT)
    for new, old in (("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig")):
        renamed = renamed.replace(new, old)
    text = write(TERMS, "en", V2)
    assert (body(text), text.splitlines()[2]) == (renamed, '<martif type="TBX" xml:lang="en">')


Seen = tuple[str | None, list[tuple[str, str | None]], bool]


def toolkit(text: str) -> list[Seen]:
    """What Translate Toolkit sees: each unit's source, its targets with their status, and whether to translate it."""
    storage = pytest.importorskip(
        "translate.storage.tbx",
        reason="translate-toolkit is GPL and no dependency; python -m benchmarks.exchange asks it, too",
    )
    store = storage.tbxfile.parsestring(text.encode(), "en", "ru")
    return [
        (
            unit.source,
            [(term.text, term.administrative_status) for term in unit.get_target_terms()],
            unit.istranslatable(),
        )
        for unit in store.units
    ]


def test_translate_toolkit_reads_version_2() -> None:
    targets = [
        ("Mys", "preferredTerm-admn-sts"),
        ("Mysa", "admittedTerm-admn-sts"),
        ("Cap", "admittedTerm-admn-sts"),
        ("Nos", "deprecatedTerm-admn-sts"),
    ]
    assert toolkit(write(TERMS, "en", V2)) == [("Cape", targets, True), ("Meridian Rail", [], True)]


def test_translate_toolkit_reads_the_pairs_of_a_language() -> None:
    assert toolkit(write_bilingual(TERMS, "en", "ru")) == [
        ("Cape", [("Mys", "preferredTerm-admn-sts")], True),
        ("Cape", [("Cap", "admittedTerm-admn-sts")], True),
        ("Cape", [("Nos", "forbidden")], True),
        ("Meridian Rail", [], False),
    ]


def test_translate_toolkit_refuses_version_3_by_the_name_of_its_root() -> None:
    with pytest.raises(AssertionError):
        toolkit(write(TERMS, "en", V3))
