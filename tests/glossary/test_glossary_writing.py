"""Terms go into glossary files as a person would write them, and every other byte stays."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings

from dragoman.glossary import Form, Glossary, Rendering, Term
from dragoman.glossary.toml_writing import block, with_renderings, with_terms
from dragoman.model import ConfigError
from tests.glossary.exchange import glossaries, read


def _sorted(term: Term) -> Term:
    """The term without its domain, its forms in one order: the language's file keeps no order between features."""
    return replace(
        term,
        domain="",
        renderings={
            tag: replace(made, forms=tuple(sorted(made.forms, key=lambda form: (sorted(form.features), form.text))))
            for tag, made in term.renderings.items()
        },
    )


@given(glossaries())
@settings(deadline=None)
def test_what_is_written_is_read_as_it_was(terms: tuple[Term, ...]) -> None:
    found = read(with_terms(b"", terms), "terms.toml")
    assert found.faults == ()
    assert list(map(_sorted, found.terms)) == list(map(_sorted, terms))


OLD = (
    "# People of the sea\n"
    "\n"
    "[[term]]  # first\n"
    'source = "bay"\n'
    'es = { approved = "bahía" }   # settled\n'
    "\n"
    "# the cape\n"
    "[[term]]\n"
    'source = "cape"\n'
    "[term.es]\n"
    'approved = "cabo"'
)
BAY = Term("reef", ("skerry",), "place", renderings={"es": Rendering("arrecife", forms=(Form("arrecifes"),))})


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_new_term_goes_behind_the_others(ends: str, mark: bytes) -> None:
    data = mark + OLD.replace("\n", ends).encode()
    made = with_terms(data, [BAY])
    assert made == data + f"\n\n{block(BAY)}".replace("\n", ends).encode()
    assert [term["source"] for term in tomllib.loads(made.decode("utf-8-sig"))["term"]] == ["bay", "cape", "reef"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_new_language_goes_into_its_entry(ends: str) -> None:
    added = {"bay": {"fr": Rendering("baie")}, "cape": {"fr": Rendering("cap", gender="masculine")}}
    expected = OLD.replace("# settled\n", '# settled\nfr = { approved = "baie" }\n').replace(
        'source = "cape"\n', 'source = "cape"\nfr = { approved = "cap", gender = "masculine" }\n'
    )
    assert with_renderings(OLD.replace("\n", ends).encode(), added, "t.toml").decode() == expected.replace("\n", ends)


def test_a_new_language_goes_before_a_rule_of_style_that_follows() -> None:
    style = '[[style]]\nlanguage = "es"\nforbidden = ["golfo"]\n'
    text = f'{style}\n[[term]]\nsource = "bay"\nes = {{ approved = "bahía" }}\n\n{style}\n[[term]]\nsource = "cape"\n'
    made = with_renderings(text.encode(), {"bay": {"fr": Rendering("baie")}}, "t.toml").decode()
    assert made == text.replace('"bahía" }\n', '"bahía" }\nfr = { approved = "baie" }\n')


def test_an_entry_without_a_header_of_its_own_is_left_to_people() -> None:
    with pytest.raises(ConfigError, match="no entry for 'bay'"):
        with_renderings(b'term = [{ source = "bay" }]\n', {"bay": {"fr": Rendering("baie")}}, "t.toml")


def test_a_block_reads_like_one_that_a_person_wrote() -> None:
    forms = Form("залива", frozenset({"genitive"})), Form("заливы", frozenset({"plural", "nominative"}))
    term = Term(
        'the "Bay"',
        ("cove",),
        "place",
        "Not the window.",
        {
            "ru": Rendering("залив", ("бухта",), (), forms),
            "de": Rendering('the "Bay"', keep=True),
        },
        only=("Water",),
        ambiguous=True,
    )  # fmt: skip
    assert block(term) == (
        "[[term]]\n"
        'source = "the \\"Bay\\""\n'
        'aliases = ["cove"]\n'
        'kind = "place"\n'
        'only = ["Water"]\n'
        "ambiguous = true\n"
        'note = "Not the window."\n'
        'ru = { approved = "залив", admitted = ["бухта"], '
        'forms = { genitive = "залива", "nominative plural" = "заливы" } }\n'
        "de = { keep = true }\n"
    )


def test_no_glossary_is_written_for_nothing() -> None:
    assert (with_terms(b"", []), Glossary()) == (b"", read(b"", "t.toml"))
