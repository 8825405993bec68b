"""Glossary files are read strictly, and every complaint says where and how to mend it."""

from pathlib import Path

import pytest

from dragoman.glossary import Form, Glossary, Rendering, Term
from dragoman.model import ConfigError

GOOD = """\
# Names of the water story
[[term]]
source = "Water Forum"
aliases = ["Forum on Water"]
kind = "organisation"
note = "Meets every spring"
es = { approved = "Foro del Agua", admitted = ["Foro Hídrico"], forbidden = ["Foro de Agua"], forms = ["el Foro"] }
ZH_hans = { approved = "水资源论坛" }
"""


def read(folder: Path, **files: str) -> Glossary:
    for name, text in files.items():
        (folder / f"{name}.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    return Glossary.read(folder, "glossary")


def complaint(folder: Path, **files: str) -> str:
    (fault,) = read(folder, **files).faults
    return str(fault)


def test_a_missing_folder_is_an_empty_glossary(tmp_path: Path) -> None:
    assert Glossary.read(tmp_path / "glossary") == Glossary()


def test_every_field_of_a_term_is_read_and_tags_are_normalised(tmp_path: Path) -> None:
    assert read(tmp_path, names=GOOD) == Glossary(
        (
            Term(
                "Water Forum",
                ("Forum on Water",),
                "organisation",
                "Meets every spring",
                {
                    "es": Rendering("Foro del Agua", ("Foro Hídrico",), ("Foro de Agua",), (Form("el Foro"),)),
                    "zh-Hans": Rendering("水资源论坛"),
                },
                domain="names",
            ),
        )
    )


def test_files_are_read_by_name_whatever_their_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    glossary = read(
        tmp_path,
        b='\ufeff[[term]]\r\nsource = "bay"\r\nfr = { approved = "baie" }\r\n',
        a='[[term]]\nsource = "cape"\nfr = { approved = "cap" }\n',
    )
    assert [term.source for term in glossary.terms] == ["cape", "bay"]


def test_tables_may_be_written_the_long_way(tmp_path: Path) -> None:
    glossary = read(tmp_path, a='[[term]]\nsource = "bay"\n[term.fr]\napproved = "baie"\n')
    assert glossary.terms[0].renderings == {"fr": Rendering("baie")}


def test_a_regional_language_falls_back_to_its_parent(tmp_path: Path) -> None:
    term = read(tmp_path, names=GOOD).terms[0]
    assert (term.rendering("es-MX"), term.rendering("zh-Hans-SG"), term.rendering("zh-Hant"), term.rendering("de")) == (
        term.renderings["es"],
        term.renderings["zh-Hans"],
        None,
        None,
    )


def test_the_same_entry_twice_is_one_term(tmp_path: Path) -> None:
    assert len(read(tmp_path, a=GOOD, b=GOOD).terms) == 1


def test_letter_case_tells_two_terms_apart(tmp_path: Path) -> None:
    country = '[[term]]\nsource = "Turkey"\nfr = { approved = "Turquie" }\n'
    bird = '[[term]]\nsource = "turkey"\nfr = { approved = "dinde" }\n'
    assert len(read(tmp_path, a=country + bird).terms) == 2


def test_every_setting_is_read(tmp_path: Path) -> None:
    glossary = read(
        tmp_path,
        sea="""\
[[term]]
source = "Intifada"
case = "exact"
only = ["second", "first"]
unless = ["cyber"]
ambiguous = true
kind = "event"
decision = "desk meeting, 3 May"
status = "unreviewed"
[term.es]
approved = "intifada"
forms = { plural = "intifadas", "plural after:de" = ["las intifadas", "unas intifadas"] }
gender = "feminine"
number = "singular"
exact = true
gloss = "intifada (levantamiento)"
[term.de]
keep = true
[[term]]
source = "Meridian Rail"
aliases = ["Meridian"]
keep = true
fr = { forbidden = ["Rail Méridien"] }
""",
    )
    after = frozenset({"plural", "after:de"})
    forms = (Form("intifadas", frozenset({"plural"})), Form("las intifadas", after), Form("unas intifadas", after))
    assert glossary == Glossary(
        (
            Term(
                "Intifada",
                kind="event",
                case="exact",
                only=("second", "first"),
                unless=("cyber",),
                ambiguous=True,
                decision="desk meeting, 3 May",
                status="unreviewed",
                domain="sea",
                renderings={
                    "es": Rendering(
                        "intifada",
                        forms=forms,
                        gender="feminine",
                        number="singular",
                        exact=True,
                        gloss="intifada (levantamiento)",
                    ),
                    "de": Rendering("Intifada", keep=True),
                },
            ),
            Term(
                "Meridian Rail",
                ("Meridian",),
                keep=True,
                domain="sea",
                renderings={"fr": Rendering(forbidden=("Rail Méridien",))},
            ),
        )
    )
    rail = glossary.terms[1]
    assert rail.rendering("ru") == Rendering("Meridian Rail", forms=(Form("Meridian"),), keep=True)
    assert rail.rendering("fr") == Rendering(forbidden=("Rail Méridien",))


def test_a_term_needs_only_a_source(tmp_path: Path) -> None:
    assert read(tmp_path, a='[[term]]\nsource = "bay"\n') == Glossary((Term("bay", domain="a"),))


def test_an_entry_with_a_fault_is_left_out_and_the_rest_is_loaded(tmp_path: Path) -> None:
    glossary = read(
        tmp_path,
        a='[[term]]\nsource = "bay"\nkin = "place"\n'
        '[[term]]\nsource = "cape"\nfr = { approved = "" }\nes = { approved = "cabo" }\n'
        '[[term]]\nsource = ""\nnote = 3\n',
        b="[[term]",
        c='[[term]]\nsource = "reef"\n',
    )
    assert [(term.source, [*term.renderings]) for term in glossary.terms] == [("cape", ["es"]), ("reef", [])]
    assert [f"{fault.where}: {fault.message}" for fault in glossary.faults] == [
        "glossary/a.toml:3: unknown key 'kin'; did you mean 'kind'?",
        "glossary/a.toml:6: 'fr.approved' is empty",
        "glossary/a.toml:9: 'source' is empty",
        "glossary/a.toml:10: 'note' must be a string",
        "glossary/b.toml:1:7: not valid TOML: Expected ']]' at the end of an array declaration",
    ]


def test_a_language_may_have_a_file_of_its_own(tmp_path: Path) -> None:
    glossary = read(
        tmp_path,
        fr='[[term]]\nsource = "bay"\nkind = "place"\nfr = { approved = "baie" }\n',
        es='[[term]]\nsource = "bay"\naliases = ["Bay of Reeds"]\nes = { approved = "bahía" }\n',
    )
    renderings = {"es": Rendering("bahía"), "fr": Rendering("baie")}
    assert glossary == Glossary((Term("bay", ("Bay of Reeds",), "place", renderings=renderings, domain="es"),))


def test_two_meanings_of_a_name_stand_side_by_side_where_their_neighbours_tell_them_apart(tmp_path: Path) -> None:
    glossary = read(
        tmp_path,
        a='[[term]]\nsource = "Jordan"\nkind = "place"\nambiguous = true\nes = { approved = "Jordania" }\n'
        '[[term]]\nsource = "Jordan"\nkind = "person"\nonly = ["Mr"]\nes = { approved = "Jordan" }\n',
    )
    assert ([term.kind for term in glossary.terms], glossary.faults) == (["place", "person"], ())


CASES = {
    "an unknown key of a term, with the nearest one": (
        '[[term]]\nsource = "bay"\n\nnotes = "wide"\n',
        "glossary/a.toml:4: unknown key 'notes'; did you mean 'note'?\n"
        "  hint: a language is a BCP 47 tag, such as es or zh-Hans",
    ),
    "an unknown key of a language": (
        '[[term]]\nsource = "bay"\nfr = { aproved = "baie" }\n',
        "glossary/a.toml:3: unknown key 'aproved' in 'fr'; did you mean 'approved'?\n"
        "  hint: use one of: approved, admitted, forbidden, forms, gender, number, exact, keep, gloss",
    ),
    "an unknown table": (
        '# names\n[[terms]]\nsource = "bay"\n',
        "glossary/a.toml:2: unknown key 'terms'; did you mean 'term'?\n  hint: use [[term]] or [[style]]",
    ),
    "an unknown kind": (
        '[[term]]\nsource = "bay"\nkind = "plaice"\n',
        "glossary/a.toml:3: unknown kind 'plaice'; did you mean 'place'?\n"
        "  hint: use one of: person, place, organisation, title, event, work, law, product, language, currency, style",
    ),
    "a term without a source": (
        '[[term]]\nsource = "bay"\n[[term]]\nnote = "wide"\n',
        "glossary/a.toml:3: a [[term]] without 'source'\n  hint: add source = \"…\"",
    ),
    "a rendering that is a plain string": (
        '[[term]]\nsource = "bay"\nfr = "baie"\n',
        "glossary/a.toml:3: 'fr' must be a table\n  hint: write fr = { approved = \"…\" }",
    ),
    "an empty approved rendering": (
        '[[term]]\nsource = "bay"\nfr = { approved = " " }\n',
        "glossary/a.toml:3: 'fr.approved' is empty\n  hint: fill it in, or take the key out",
    ),
    "no approved rendering": (
        '[[term]]\nsource = "bay"\nfr = { gender = "feminine" }\n',
        "glossary/a.toml:3: 'fr' has no 'approved'\n  hint: add approved = \"…\", or admitted or forbidden ones",
    ),
    "a string where a list is wanted": (
        '[[term]]\nsource = "bay"\naliases = "cove"\n',
        "glossary/a.toml:3: 'aliases' must be a list of strings\n  hint: write aliases = [\"…\"]",
    ),
    "a number where a string is wanted": (
        '[[term]]\nsource = 7\n',
        "glossary/a.toml:2: 'source' must be a string",
    ),
    "one language spelled two ways": (
        '[[term]]\nsource = "bay"\npt-BR = { approved = "baía" }\npt-br = { approved = "enseada" }\n',
        "glossary/a.toml:4: language 'pt-BR' stands twice in one term",
    ),
    "a rendering both allowed and forbidden": (
        '[[term]]\nsource = "internet"\nfr = { approved = "Internet", forbidden = ["internet"] }\n',
        "glossary/a.toml:3: 'fr' both allows and forbids 'internet'\n"
        "  hint: take it out of one list; letter case and kinds of apostrophe or hyphen do not tell two apart",
    ),
    "a line break, which would end a PO comment": (
        '[[term]]\nsource = "bay"\nnote = "one\\nmsgid"\n',
        "glossary/a.toml:3: 'note' holds a line break or control character: \\n\n"
        "  hint: write it on one line, without control characters",
    ),
    "text that is not TOML": (
        '[[term]]\nsource = "bay\n',
        "glossary/a.toml:2:14: not valid TOML: Illegal character '\\n'\n  hint: nothing of this file is used",
    ),
    "bytes that are not UTF-8": (
        '[[term]]\nsource = "ba\udcffy"\n',
        "glossary/a.toml:2: not UTF-8\n  hint: save the file as UTF-8",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_for(name: str, tmp_path: Path) -> None:
    text, expected = CASES[name]
    assert complaint(tmp_path, a=text) == expected


def test_a_source_form_that_two_terms_claim_names_both_places(tmp_path: Path) -> None:
    other = (
        '[[term]]\nsource = "Basin Council"\naliases = ["Water Forum"]\nes = { approved = "Consejo de la Cuenca" }\n'
    )
    assert complaint(tmp_path, a=GOOD, b=other) == (
        "glossary/b.toml:1: 'Water Forum' is also a source form at glossary/a.toml:2, with other renderings\n"
        "  hint: put all its languages into one [[term]], or take the form out of one of them"
    )


def test_a_glossary_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "glossary"
    file.write_text("")
    with pytest.raises(ConfigError, match="not a glossary"):
        Glossary.read(file)


def test_a_pipe_in_the_folder_is_refused_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").symlink_to("/dev/zero")
    assert complaint(tmp_path) == "glossary/a.toml: not a regular file"


def test_nesting_beyond_reason_is_an_error_of_the_file(tmp_path: Path) -> None:
    assert complaint(tmp_path, a=f"term = {'[' * 20_000}").startswith("glossary/a.toml: not valid TOML")
