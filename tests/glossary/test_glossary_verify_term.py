"""One rendering asked for in one text: the five verdicts, counts, what is forbidden, and borders by script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary import Verdict, verify_term

EXACT, FORM, PLAUSIBLE, MISSING, FORBIDDEN = Verdict

CASES = [
    # as it stands
    ("alto el fuego", "un alto el fuego", "es", EXACT),
    ("OMS", "la OMS", "es", EXACT),
    ("停火", "宣布停火。", "zh", EXACT),
    ("ロシア", "ロシアは", "ja", EXACT),
    ("Ankara", "Ankara'da", "tr", EXACT),
    ("Unione europea", "dell’Unione europea", "it", EXACT),
    ("London", "London’s mayor", "en", EXACT),
    # sure forms
    ("el Foro", "del Foro", "es", FORM),
    ("les Nations unies", "aux Nations unies", "fr", FORM),
    ("Vereinte Nationen", "der Vereinten Nationen", "de", FORM),
    ("sınır", "SINIRLARI", "tr", FORM),
    ("서울", "서울에서는", "ko", FORM),
    ("Организация Объединённых Наций", "Организации Объединённых Наций", "ru", FORM),
    ("company", "two companies", "en", FORM),
    # probable ones
    ("Foro del Agua", "el foro del agua", "es", PLAUSIBLE),
    ("объявить", "объявили", "ru", FORM),
    ("Haus", "die Häuser", "de", PLAUSIBLE),
    ("莱娜·马什", "马什说", "zh", PLAUSIBLE),
    ("Guinée", "la Guinée-Bissau", "fr", PLAUSIBLE),
    ("Europäische Union", "der europäischen Union", "de", PLAUSIBLE),
    ("tietokone", "tietokoneen", "fi", PLAUSIBLE),  # no table: words that begin alike
    # other words
    ("Guinée", "la Guinéenne", "fr", MISSING),
    ("sınır", "sinirler", "tr", MISSING),
    ("中国", "发展中国家", "zh", MISSING),
    ("ロシア", "ベラルーシア", "ja", MISSING),
    ("서울", "서울대학교", "ko", MISSING),
    ("Regierung", "der Regierungschef", "de", MISSING),
    ("Essen", "sie essen", "de", MISSING),
    ("OMS", "las omisiones", "es", MISSING),
    ("", "nada", "es", MISSING),
    ("alto el fuego", "", "es", MISSING),
    ("alto el fuego", "alto, el fuego", "es", MISSING),
]  # fmt: skip


@pytest.mark.parametrize(("approved", "target", "language", "verdict"), CASES)
def test_a_text_is_judged(approved: str, target: str, language: str, verdict: Verdict) -> None:
    assert verify_term(approved, target, language) == verdict


def test_listed_forms_and_admitted_renderings_are_forms() -> None:
    assert verify_term("Foro del Agua", "el FA", "es", forms=["FA"]) is FORM
    assert verify_term("alto el fuego", "dos treguas", "es", admitted=["tregua"]) is FORM


def test_the_weakest_of_as_many_renderings_as_wanted_decides() -> None:
    text = "el ministro y los ministros y una ministra"
    assert [verify_term("ministro", text, "es", count=count) for count in (1, 2, 3, 4)] == [
        EXACT, FORM, PLAUSIBLE, MISSING,
    ]  # fmt: skip


def test_one_rendering_does_not_serve_two_occurrences() -> None:
    assert verify_term("Foro", "el Foro", "es", forms=["Foro", "el Foro"], count=2) is MISSING


def test_what_is_forbidden_goes_before_everything_else() -> None:
    text = "el Foro del Agua y el Foro de Agua"
    assert verify_term("Foro del Agua", text, "es", forbidden=["Foro de Agua"]) is FORBIDDEN
    assert verify_term("conflicto", "dos guerras", "es", forbidden=["guerra"]) is FORBIDDEN


def test_what_is_forbidden_may_stand_inside_what_is_allowed() -> None:
    assert verify_term("Foro del Agua", "el Foro del Agua", "es", forbidden=["Foro"]) is EXACT
    assert verify_term("Foro", "los Foros", "es", forbidden=["Foros"]) is FORBIDDEN
    assert verify_term("Foro", "los Foros", "es", forbidden=["Foros"], forms=["Foros"]) is FORM


def test_a_probable_form_of_what_is_forbidden_is_not_forbidden() -> None:
    assert verify_term("conflicto", "el conflicto guerrero", "es", forbidden=["guerra"]) is EXACT


def test_marks_and_code_are_looked_through_and_past() -> None:
    assert verify_term("Foro del Agua", "el <em>Foro</em> del Agua", "es") is EXACT
    assert verify_term("Foro", "<code>Foro</code>", "es") is MISSING


ANY = st.text(max_size=20)


@given(
    ANY, ANY, st.sampled_from(["ar", "de", "es", "fa", "fr", "he", "hi", "ko", "pl", "ru", "tr", "zh-Hans", "fi", ""])
)
def test_no_text_makes_verifying_raise(approved: str, target: str, language: str) -> None:
    assert verify_term(approved, target, language, forbidden=[approved], count=2) in Verdict


@given(st.from_regex(r"[а-я]{2,8}( [а-я]{2,8})?", fullmatch=True), st.sampled_from(["ru", "tr", "ko", "fi"]))
def test_a_rendering_is_found_as_it_stands(approved: str, language: str) -> None:
    assert verify_term(approved, f"({approved})", language) is EXACT
