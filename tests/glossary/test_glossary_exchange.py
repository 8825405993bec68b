"""Glossaries leave as CSV and TBX and come back whole; those of other tools are read; hostile ones do nothing."""

import pytest
from hypothesis import given, settings

from dragoman.glossary import Form, Glossary, Rendering, Term, csv_file, tbx_writing
from tests.glossary.exchange import glossaries, read


@given(glossaries())
@settings(deadline=None)
def test_a_glossary_comes_back_from_csv_as_it_was(terms: tuple[Term, ...]) -> None:
    assert read(csv_file.write(terms), "terms.csv") == Glossary(terms)


@given(glossaries())
@settings(deadline=None)
def test_a_glossary_comes_back_from_tbx_as_it_was(terms: tuple[Term, ...]) -> None:
    assert read(tbx_writing.write(terms, "en"), "terms.tbx") == Glossary(terms)


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
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0">
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


def attack(doctype: str, term: str) -> str:
    return f"""<?xml version="1.0"?>{doctype}
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed:3.0"><text><body>
<conceptEntry id="1"><langSec xml:lang="en"><termSec><term>{term}</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


LAUGHS = "<!DOCTYPE tbx [" + '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("doctype", "term", "found"),
    [
        (LAUGHS, "x &i;", "x"),
        ('<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "x &x;", "x"),
        ('<!DOCTYPE tbx SYSTEM "http://127.0.0.1:9/evil.dtd">', "x", "x"),
        ('<!DOCTYPE tbx [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>', "x", "x"),
    ],
)
def test_entities_of_a_hostile_file_have_no_meaning(doctype: str, term: str, found: str) -> None:
    assert [made.source for made in read(attack(doctype, term), "t.tbx").terms] == [found]


@pytest.mark.parametrize(
    "text",
    [
        attack("", "<hi>" * 10_000 + "x" + "</hi>" * 10_000),
        attack("", "x").replace("<term>", "<term " + " ".join(f'a{number}=""' for number in range(2000)) + ">"),
        attack("", "x")[:-20],
        "",
        "\x00",
        "<html/>",
        '<tbx xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></tbx>',
    ],
)
def test_a_damaged_or_boundless_file_is_a_fault(text: str) -> None:
    glossary = read(text, "t.tbx", source="")
    assert (glossary.terms, len(glossary.faults)) == ((), 1)


def test_control_characters_of_other_tools_are_faults() -> None:
    assert [fault.message for fault in read(attack("", "x&#x202e;y"), "t.tbx").faults] == [
        "'source' holds a line break or control character: \\u202e"
    ]
