"""CLDR's names lie below the house's: shown to people, never enforced, and silent where the house has spoken."""

from dragoman.glossary import Glossary, Rendering, Term, find_terms, remarks, verify
from dragoman.glossary.cldr_layer import base_terms
from dragoman.language.cldr import names

LANGUAGES = ("es", "fr", "zh-Hans", "ar")
KINDS = ("territories", "cities", "languages", "currencies")


def base(*house: Term, kinds: tuple[str, ...] = KINDS, source: str = "en") -> dict[str, Term]:
    return {form: term for term in base_terms(source, LANGUAGES, kinds, house) for form in term.forms}


def test_names_have_what_each_language_calls_them_admitted_and_unreviewed() -> None:
    term = base()["Germany"]
    assert (term.kind, term.status, term.rendering("es"), term.rendering("zh-Hans")) == (
        "place",
        "unreviewed",
        Rendering(admitted=("Alemania",)),
        Rendering(admitted=("德国",)),
    )


def test_texts_call_places_otherwise_than_cldr_does() -> None:
    found = base()
    assert found["Turkey"] is found["Türkiye"]
    assert found["Ivory Coast"].rendering("ar") == Rendering(admitted=("ساحل العاج",))
    assert {"Kyiv", "Kolkata", "Kathmandu", "Myanmar", "DR Congo", "Britain"} <= found.keys()


def test_no_display_form_is_a_name() -> None:
    for kind in KINDS:
        for language in ("en", *LANGUAGES, "ru", "he"):
            assert not [name for name in names(kind, language).values() if "(" in name or " - " in name]
    assert "ar" not in base()["Hebron"].renderings  # there it explains itself in brackets


def test_ambiguous_names_need_neighbours() -> None:
    glossary = Glossary(tuple(base_terms("en", LANGUAGES, ("territories", "languages"))))
    text = "Chad Smith, who is Polish, flew from Chad to Kenya and learned Polish."
    assert [(match.form, match.start) for match in find_terms(text, glossary, "en")] == [
        ("Chad", 37),
        ("Kenya", 45),
        ("Polish", 63),
    ]


def test_a_name_that_the_house_has_decided_about_is_left_out() -> None:
    assert "Kyiv" not in base(Term("Kiev", renderings={"es": Rendering("Kyiv")}))


def test_translators_see_the_base_layer_and_checks_do_not() -> None:
    glossary = Glossary((Term("Kyiv", renderings={"es": Rendering("Kyiv")}),), base=(base()["Germany"],))
    text = "From Kyiv to Germany"
    assert list(remarks(text, "es", glossary).values()) == [
        "Term: Kyiv → \u2068Kyiv\u2069 (approved)",
        "Term (CLDR): Germany → \u2068Alemania\u2069 (unreviewed)",
    ]
    assert [str(one.verdict) for one in verify(text, "De Kyiv a Prusia", "es", glossary)] == ["exact"]


def test_an_unreviewed_term_of_the_house_is_not_enforced_either() -> None:
    glossary = Glossary((Term("Kyiv", renderings={"es": Rendering("Kyiv", forbidden=("Kiev",))}, status="unreviewed"),))
    assert verify("Kyiv", "Kiev", "es", glossary) == []


def test_languages_and_sources_that_cldr_does_not_know_have_no_names() -> None:
    assert base_terms("qaa", LANGUAGES, KINDS) == []
    assert base_terms("en", ("qaa",), KINDS) == []
    assert base(source="es")["Alemania"].rendering("fr") == Rendering(admitted=("Allemagne",))
