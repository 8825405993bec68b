"""Translations are judged by what the glossary wants, in each language's own shapes."""

import pytest

from dragoman.glossary import Form, Glossary, Rendering, Term, remarks, verify
from dragoman.glossary.verdicts import Verdict

TERMS = Glossary(
    (
        Term(
            "Water Forum",
            kind="organisation",
            renderings={
                "es": Rendering("Foro del Agua", ("Foro Hídrico",), ("Foro de Agua", "Foro"), (Form("FA"),)),
                "fr": Rendering("le Forum de l’Eau"),
                "ru": Rendering("Водный форум"),
                "ar": Rendering("منتدى المياه"),
                "he": Rendering("פורום המים"),
                "fa": Rendering("مجمع آب"),
                "zh-Hans": Rendering("水资源论坛", forbidden=("水论坛",)),
                "de": Rendering("Wasserforum"),
                "tr": Rendering("Su Forumu"),
            },
        ),
        Term("Water Forum Council", renderings={"es": Rendering("Consejo del Foro")}),
        Term(
            "ceasefire",
            renderings={
                "es": Rendering("alto el fuego", ("tregua",)),
                "fr": Rendering("cessez-le-feu"),
                "ru": Rendering("перемирие"),
                "ar": Rendering("الهدنة"),
                "fa": Rendering("آتش‌بس"),
                "zh-Hans": Rendering("停火"),
            },
            note="never “truce”",
        ),
        Term("minister", renderings={"es": Rendering("ministro"), "ru": Rendering("министр")}),
        Term("general", renderings={"fr": Rendering("général")}),
        Term("WHO", renderings={"es": Rendering("OMS")}),
        Term(
            "Lena Marsh",
            kind="person",
            renderings={"es": Rendering("Lena Marsh"), "ru": Rendering("Лена Марш"), "zh-Hans": Rendering("莱娜·马什")},
        ),
    )
)  # fmt: skip


def judged(source: str, target: str, language: str) -> list[str]:
    return [
        f"{'admitted' if each.is_admitted else each.verdict}: {each.found}"
        for each in verify(source, target, language, TERMS)
    ]


CASES = [
    # the approved rendering, folded
    ("es", "the Water Forum", "el Foro del Agua", "exact: Foro del Agua"),
    ("es", "the Water Forum", "EL FORO DEL AGUA", "exact: FORO DEL AGUA"),
    ("es", "the Water Forum", "el <em>Foro</em> del\u00a0Agua", "exact: Foro del\u00a0Agua"),
    ("es", "the ceasefire", "Alto el fuego", "exact: Alto el fuego"),
    ("fr", "the ceasefire", "un cessez‑le‑feu", "exact: cessez‑le‑feu"),
    ("fr", "the Water Forum", "le Forum de l'Eau", "exact: le Forum de l'Eau"),
    ("fa", "the ceasefire", "آتش بس", "exact: آتش بس"),
    ("fa", "the ceasefire", "آتش‌بس‌ها", "exact: آتش‌بس"),
    ("ar", "the Water Forum", "منتدي المِياه", "exact: منتدي المِياه"),
    ("zh-Hans", "the Water Forum", "在水资源论坛上", "exact: 水资源论坛"),
    ("zh-Hans-CN", "the ceasefire", "宣布停火。", "exact: 停火"),
    ("tr", "the Water Forum", "Su Forumu'nda", "exact: Su Forumu"),
    # forms: listed, or made from the tables
    ("es", "the Water Forum", "el FA", "form: FA"),
    ("es", "the ministers", "los ministros", "form: ministros"),
    ("fr", "the Water Forum", "l’avis du Forum de l’Eau", "form: du Forum de l’Eau"),
    ("fr", "two generals", "deux généraux", "form: généraux"),
    ("ru", "the Water Forum", "на Водном форуме", "form: Водном форуме"),
    ("ru", "the Water Forum", "с Водным форумом", "form: Водным форумом"),
    ("ru", "the ceasefire", "о перемирии", "form: перемирии"),
    ("ru", "ministers", "с министрами", "form: министрами"),
    ("ru", "Lena Marsh", "Лены Марш", "form: Лены Марш"),
    ("ar", "the ceasefire", "للهدنة", "form: للهدنة"),
    ("ar", "the ceasefire", "وبالهدنة", "form: وبالهدنة"),
    ("ar", "the Water Forum", "لمنتدى المياه", "form: لمنتدى المياه"),
    ("he", "the Water Forum", "בפורום המים", "form: בפורום המים"),
    ("de", "the Water Forum", "des Wasserforums", "form: Wasserforums"),
    # admitted
    ("es", "the Water Forum", "el Foro Hídrico", "admitted: Foro Hídrico"),
    ("es", "the ceasefire", "las treguas", "admitted: treguas"),
    # plausible: other capitals, gender, unknown endings, part of a person's name
    ("es", "the Water Forum", "el foro del agua", "plausible: foro del agua"),
    ("es", "the WHO", "la Oms", "plausible: Oms"),
    ("es", "the minister", "la ministra", "plausible: ministra"),
    ("fa", "the Water Forum", "مجمع آبی", "plausible: مجمع آبی"),
    ("zh-Hans", "Lena Marsh", "马什说", "plausible: 马什"),
    ("es", "Lena Marsh", "dijo Marsh", "plausible: Marsh"),
    # missing
    ("es", "the Water Forum", "la reunión", "missing: "),
    ("es", "the Water Forum", "el foro de las aguas", "missing: "),
    ("es", "the Water Forum", "ForodelAgua", "missing: "),
    ("es", "the WHO", "comstruir", "missing: "),
    ("ar", "the ceasefire", "الهدف", "missing: "),
    ("ru", "the ceasefire", "о мире", "missing: "),
    ("zh-Hans", "the Water Forum", "水资源的论坛", "missing: "),
    ("es", "the ceasefire", "<code>alto el fuego</code>", "missing: "),
    # forbidden, unless it is part of what is allowed
    ("es", "the Water Forum", "el Foro de Agua", "forbidden: Foro de Agua"),
    ("es", "the Water Forum", "el Foro del Agua es un Foro", "forbidden: Foro"),
    ("zh-Hans", "the Water Forum", "水论坛", "forbidden: 水论坛"),
    ("es", "Water Forum Council and Water Forum", "el Consejo del Foro y el Foro del Agua",
     "exact: Consejo del Foro; exact: Foro del Agua"),
    # overlaps, repeats, and terms without a rendering
    ("es", "the Water Forum Council", "el Consejo del Foro", "exact: Consejo del Foro"),
    ("es", "the Water Forum said the Water Forum’s aim", "el Foro del Agua dijo que su meta",
     "exact: Foro del Agua; missing: "),
    ("he", "a ceasefire", "", ""),
    ("fr", "no term at all", "aucun", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "source", "target", "expected"), CASES)
def test_a_translation_is_judged(language: str, source: str, target: str, expected: str) -> None:
    assert "; ".join(judged(source, target, language)) == expected


def test_remarks_are_isolated_lines_in_order_of_appearance_each_once() -> None:
    assert list(remarks("Ceasefires: the WHO, the Water Forum and a ceasefire", "es", TERMS).values()) == [
        "Term: ceasefire → \u2068alto el fuego\u2069 (approved); also: \u2068tregua\u2069; note: never “truce”",
        "Term: WHO → \u2068OMS\u2069 (approved)",
        "Term: Water Forum → \u2068Foro del Agua\u2069 (approved); forms: \u2068FA\u2069; "
        "also: \u2068Foro Hídrico\u2069; "
        "not: \u2068Foro de Agua\u2069, \u2068Foro\u2069",
    ]


FORUM = Rendering(
    "Международный водный форум",
    forms=tuple(
        Form(text, frozenset(features.split()))
        for text, features in {
            "Международного водного форума": "genitive",
            "Международному водному форуму": "dative",
            "Международным водным форумом": "instrumental",
            "Международном водном форуме": "prepositional",
            "Водный форум": "",
            "МВФ": "",
        }.items()
    ),
    forbidden=("Форум воды", "Форум по воде", "Форум вод", "Водяной форум"),
)


def test_a_long_list_shows_three_and_first_what_nobody_can_guess() -> None:
    terms = Glossary((Term("Water Forum", note="n" * 200, renderings={"ru": FORUM}),))
    assert list(remarks("the Water Forum", "ru", terms).values()) == [
        "Term: Water Forum → \u2068Международный водный форум\u2069 (approved); "
        "forms: \u2068Водный форум\u2069, \u2068МВФ\u2069, "
        "\u2068Международного водного форума\u2069 (genitive), … (6); "
        "not: \u2068Форум воды\u2069, \u2068Форум по воде\u2069, \u2068Форум вод\u2069, … (4); "
        f"note: {'n' * 120}…"
    ]


def test_a_term_without_a_rendering_has_no_remark() -> None:
    assert not remarks("the WHO", "fa", TERMS)


def term(source: str, spanish: str, **more: object) -> Term:
    return Term(source, renderings={"es": Rendering(spanish, **more)})  # type: ignore[arg-type]


def verdicts(source: str, target: str, *terms: Term) -> list[str]:
    return [f"{each.match.form}: {each.verdict}" for each in verify(source, target, "es", Glossary(terms))]


def test_two_terms_do_not_share_one_rendering() -> None:
    terms = (term("Council", "Consejo"), term("Security Council", "Consejo de Seguridad"))
    source = "The Council met the Security Council."
    assert verdicts(source, "El Consejo de Seguridad se reunió.", *terms) == [
        "Council: missing",
        "Security Council: exact",
    ]
    assert verdicts(source, "El Consejo de Seguridad y el Consejo se reunieron.", *terms) == [
        "Council: exact",
        "Security Council: exact",
    ]


def test_a_title_that_the_name_beside_it_says_is_rendered() -> None:
    terms = (term("Prince", "príncipe"), term("Charles", "príncipe Carlos"))
    assert verdicts("Prince Charles spoke.", "Habló el príncipe Carlos.", *terms) == ["Prince: exact", "Charles: exact"]
    assert verdicts("The Prince met Charles.", "Habló el príncipe Carlos.", *terms) == [
        "Prince: missing",
        "Charles: exact",
    ]


def test_every_mention_is_judged_and_the_first_gets_the_first_rendering() -> None:
    found = verify("A minister met a minister.", "Un ministro y los ministros.", "es", TERMS)
    assert [(each.verdict, each.found, each.is_repeat) for each in found] == [
        ("exact", "ministro", False),
        ("form", "ministros", True),
    ]


def test_a_rendering_with_no_made_up_forms_counts_only_as_listed() -> None:
    one = term("Gaza", "Gaza", exact=True)
    assert verdicts("Gaza", "las Gazas", one) == ["Gaza: missing"]
    assert verdicts("Gaza", "Gaza", one) == ["Gaza: exact"]


def test_the_gloss_of_a_first_mention_renders_the_term() -> None:
    one = term("Intifada", "Intifada", gloss="Intifada (levantamiento)")
    assert verdicts("the Intifada", "la Intifada (levantamiento)", one) == ["Intifada: exact"]


def test_a_house_that_only_forbids_is_obeyed() -> None:
    one = term("wall", "", forbidden=("valla",))
    assert verdicts("the wall", "la pared", one) == []
    assert verdicts("the wall", "las vallas", one) == ["wall: forbidden"]


def test_what_nobody_has_reviewed_is_not_judged() -> None:
    one = Term("Chad", status="unreviewed", renderings={"es": Rendering("Chad")})
    assert verdicts("Chad", "nada", one) == []


def test_a_plural_of_a_first_name_is_not_surely_the_name() -> None:
    terms = Glossary((Term("Ines Vidal", kind="person", renderings={"es": Rendering("Inés Vidal")}),))
    [plural] = verify("Ines Vidal left.", "Ineses Vidal se fue.", "es", terms)
    [name] = verify("Ines Vidal left.", "Se fue Inés Vidal.", "es", terms)
    assert (plural.verdict, name.verdict) == (Verdict.PLAUSIBLE, Verdict.EXACT)
