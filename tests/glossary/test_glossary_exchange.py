"""Glossaries leave as CSV and TBX and come back whole, and those of other tools are read."""

import pytest
from hypothesis import given, settings

from dragoman.glossary import Form, Glossary, Rendering, StyleRule, Term, csv_file, tbx_writing
from dragoman.glossary.toml_writing import with_terms
from tests.glossary.exchange import glossaries, read, styles


@given(glossaries(), styles())
@settings(deadline=None)
def test_a_glossary_comes_back_from_csv_as_it_was(terms: tuple[Term, ...], style: tuple[StyleRule, ...]) -> None:
    assert read(csv_file.write(terms, style), "terms.csv") == Glossary(terms, style=style)


@pytest.mark.parametrize("version", tbx_writing.VERSIONS.values(), ids=tbx_writing.VERSIONS)
@given(terms=glossaries(), style=styles())
@settings(deadline=None)
def test_a_glossary_comes_back_from_tbx_as_it_was(
    version: tbx_writing.Version, terms: tuple[Term, ...], style: tuple[StyleRule, ...]
) -> None:
    assert read(tbx_writing.write(terms, "en", version, style), "terms.tbx") == Glossary(terms, style=style)


@given(glossaries(), styles())
@settings(deadline=None)
def test_a_glossary_comes_round_through_every_file(terms: tuple[Term, ...], style: tuple[StyleRule, ...]) -> None:
    begun = there = read(with_terms(b"", (*terms, *style)), "terms.toml")
    for text, name in (
        (tbx_writing.write(there.terms, "en", tbx_writing.V3, there.style), "a.tbx"),
        (csv_file.write(there.terms, there.style), "b.csv"),
        (tbx_writing.write(there.terms, "en", tbx_writing.V2, there.style), "c.tbx"),
    ):
        there = read(text, name)
    assert there == begun
    assert with_terms(b"", (*there.terms, *there.style)) == with_terms(b"", (*begun.terms, *begun.style))


BAY = Term("bay", kind="place", renderings={"es": Rendering("bahía", ("ensenada",), ("golfo",))}, domain="terms")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_spreadsheet_saved_it(delimiter: str, encoding: str) -> None:
    rows = [["source", "kind", "es", "es:admitted", "es:forbidden"], ["bay", "place", "bahía", "ensenada", "golfo"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    assert read(text.encode(encoding), "terms.csv") == Glossary((BAY,))


def test_cells_hold_several_texts_and_the_features_of_forms() -> None:
    text = (
        "source,aliases,ru,ru:forms,#owner\n"
        'bay,cove | "the bay",залив,"залива {genitive} | заливы {nominative plural} | \\{залив\\}",Ana\n'
    ).replace('"the bay"', "the bay")
    forms = (
        Form("залива", frozenset({"genitive"})),
        Form("заливы", frozenset({"nominative", "plural"})),
        Form("{залив}"),
    )
    assert read(text, "a.csv") == Glossary(
        (Term("bay", ("cove", "the bay"), renderings={"ru": Rendering("залив", forms=forms)}, domain="a"),)
    )


def test_bad_rows_of_a_table_are_told_and_the_others_are_read() -> None:
    glossary = read(
        "source,es,es:forbiden,kind,colour\n"
        "bay,bahía,,,\n"
        'cape,"ca"bo,,,\n'
        "reef,,,place,,,,\n"
        ",isla,,,\n"
        "\n"
        "shoal,bajío,,plaice,\n"
        'strait,"estrecho\n',
        "t.csv",
    )
    assert [term.source for term in glossary.terms] == ["bay"]
    assert [f"{fault.where}: {fault.message}" for fault in glossary.faults] == [
        "t.csv:1: unknown column 'es:forbiden'",
        "t.csv:1: unknown column 'colour'",
        "t.csv:3: not a row: ',' expected after '\"'",
        "t.csv:4: 8 cells, but 5 columns",
        "t.csv:5: 'source' is empty",
        "t.csv:7: unknown kind 'plaice'; did you mean 'place'?",
        "t.csv:8: not a row: unexpected end of data",
    ]


WEBLATE = """\
"location","source","target","id","fuzzy","context","translator_comments","developer_comments"
"","bay","bahía","","","place","","Water"
"","bay","ensenada","","","place","","Water"
"","cape","cabo","","True","geography","",""
"","reef","","","","","",""
"""


def test_weblates_table_is_read_and_the_files_name_says_the_language() -> None:
    assert read(WEBLATE, "terms.es.csv") == Glossary(
        (
            Term("bay", (), "place", "Water", {"es": Rendering("bahía", ("ensenada",))}, domain="terms.es"),
            Term(
                "cape", note="geography", renderings={"es": Rendering("cabo")}, status="unreviewed", domain="terms.es"
            ),
            Term("reef", domain="terms.es"),
        )
    )
    assert [fault.message for fault in read(WEBLATE, "terms.csv").faults] == [
        "a column 'target', but of which language?"
    ]


def test_what_weblate_is_given_comes_back_from_it() -> None:
    terms = (BAY, Term("Meridian Rail", keep=True, domain="terms"))
    back = read(csv_file.write_bilingual(terms, "es"), "x.es.csv")
    assert [(term.source, term.kind, term.rendering("es")) for term in back.terms] == [
        (term.source, term.kind, term.rendering("es")) for term in terms
    ]
    martif = read(tbx_writing.write_bilingual(terms, "en", "es"), "x.tbx")
    assert [(term.source, term.rendering("es")) for term in martif.terms] == [
        (term.source, term.rendering("es")) for term in terms
    ]


DCA = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <text><body>
    <conceptEntry id="1">
      <descrip type="subjectField">sea</descrip>
      <note>Where rivers end.</note>
      <langSec xml:lang="en-GB">
        <termSec><term>bay</term></termSec>
        <termSec><term>cove</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="es">
        <termSec>
          <term>golfo</term>
          <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
        </termSec>
        <termSec>
          <term>bahía</term>
          <termNote type="grammaticalGender">feminine</termNote>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </termSec>
        <termSec><term>ensenada</term></termSec>
        <termSec><term>b.</term><termNote type="termType">abbreviation</termNote></termSec>
      </langSec>
    </conceptEntry>
    <conceptEntry id="2"><langSec xml:lang="fr"><termSec><term>cap</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>
"""
SEA = Term(
    "bay",
    ("cove",),
    note="Where rivers end.",
    renderings={"es": Rendering("bahía", ("ensenada",), ("golfo",), (Form("b."),), "feminine")},
    domain="sea",
)


def test_tbx_in_dca_style_is_read() -> None:
    glossary = read(DCA, "t.tbx")
    assert glossary.terms == (SEA,)
    assert [str(fault.where) for fault in glossary.faults] == ["t.tbx:25"]


def test_tbx_in_dct_style_is_read() -> None:
    dct = DCA.replace('style="dca"', 'style="dct" xmlns:min="urn:min" xmlns:basic="urn:basic"')
    for kind, prefix in (("descrip", "min"), ("termNote", "basic")):
        for name in ("subjectField", "administrativeStatus", "grammaticalGender", "termType"):
            dct = dct.replace(f'<{kind} type="{name}">', f"<{prefix}:{name}>")
            while f"<{prefix}:{name}>" in dct and f"</{kind}>" in dct.split(f"<{prefix}:{name}>")[-1]:
                head, _, tail = dct.rpartition(f"<{prefix}:{name}>")
                dct = f"{head}<{prefix}:{name} >{tail.replace(f'</{kind}>', f'</{prefix}:{name}>', 1)}"
    assert "termNote" not in dct
    assert read(dct, "t.tbx").terms == (SEA,)


def test_martif_is_read_and_its_pairs_are_gathered() -> None:
    martif = """<?xml version="1.0"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry><langSet xml:lang="en"><tig><term>bay</term></tig></langSet>
<langSet xml:lang="es"><ntig><termGrp><term>bahía</term></termGrp></ntig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>bay</term></tig></langSet>
<langSet xml:lang="es"><tig><term>golfo</term><termNote type="administrativeStatus">forbidden</termNote></tig></langSet>
</termEntry>
<termEntry><descrip type="Translation needed">No</descrip>
<langSet xml:lang="en"><tig><term>Meridian</term></tig></langSet>
<langSet xml:lang="es"><tig><term>Meridian</term></tig></langSet></termEntry>
</body></text></martif>"""
    assert read(martif, "t.tbx") == Glossary(
        (
            Term("bay", renderings={"es": Rendering("bahía", forbidden=("golfo",))}, domain="t"),
            Term("Meridian", renderings={"es": Rendering("Meridian", keep=True)}, domain="t"),
        )
    )
