"""Terms on their way through an engine: hidden, put back in the form the place wants, proved."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pytest

from dragoman.engines.designs import BY_NAME, DESIGNS, StandIn
from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.guard import Tokens, guarded
from dragoman.engines.masking import mask, restore
from dragoman.engines.placing import place
from dragoman.engines.probing import UNKNOWN, Survey, from_json, probe, to_json
from dragoman.engines.slots import first_mentions, slotted
from dragoman.engines.tampering import TamperingEngine
from dragoman.engines.turning import turned
from dragoman.glossary import Form, Glossary, Rendering, Term
from dragoman.glossary.doubts import doubts
from dragoman.model import Batch, Capabilities, Draft, EngineError, Key, Request


def glossary(**terms: Rendering | Term) -> Glossary:
    """Terms by source form, `_` being a blank; a rendering counts for every language that tests use."""
    languages = ("es", "fr", "ca", "gl", "it", "pt", "en", "ru", "de", "ar", "zh-Hans", "xx")
    made = []
    for name, value in terms.items():
        source = name.replace("_", " ")
        made.append(value if isinstance(value, Term) else Term(source, renderings=dict.fromkeys(languages, value)))
    return Glossary(tuple(made))


class Told:
    """An engine that answers as it is told, and remembers what it was asked."""

    name = "told"

    def __init__(self, answer: Callable[[str], str | None], caps: Capabilities | None = None) -> None:
        self.caps = caps or Capabilities()
        self.asked: list[str] = []
        self.requests: list[Request] = []
        self._answer = answer

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        self.asked += [request.text for request in batch.requests]
        self.requests += batch.requests
        return [Draft(self._answer(request.text), "told") for request in batch.requests]

    def close(self) -> None:
        pass


def ask(engine: Told, text: str, terms: Glossary, language: str = "es", survey: Survey = UNKNOWN) -> Kept:
    batch = Batch("en", language, (Request(Key(text), text),))
    (kept,) = asyncio.run(faithful(engine, batch, 5, terms, survey))
    return kept


FORUM = glossary(Water_Forum=Rendering("Foro del Agua", gender="masculine"))


# Tokens


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_every_design_comes_back_whatever_its_spelling(design: object) -> None:
    masked = mask("See <a>it</a> in <term/>.", BY_NAME[design.name])  # type: ignore[attr-defined]
    assert restore(masked.text, masked) == "See <a>it</a> in <term/>."
    digits = masked.text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert restore(digits, masked) == "See <a>it</a> in <term/>."


def test_a_token_whose_signs_became_entities_is_known_again() -> None:
    masked = mask("In <term/> now", BY_NAME["tag"])
    assert masked.text == 'In <x id="0"/> now'
    assert restore("En &lt;x id = &quot;0&quot; /&gt; hoy", masked) == "En <term/> hoy"


def test_a_number_is_never_taken_for_the_beginning_of_a_longer_one() -> None:
    text = " ".join(f"<term{number or ''}/>" for number in range(12))
    masked = mask(text)
    assert restore(masked.text, masked) == text


def test_names_stand_in_for_terms_and_are_found_as_whole_words() -> None:
    masked = mask("<term/> and Peru", names={"term": StandIn("France", "Francia", "place")})
    assert masked.text == "France and Peru"
    assert restore("Francia y Perú", masked) == "<term/> y Perú"


# Slots


def test_a_term_with_marks_inside_keeps_them_around_it() -> None:
    assert slotted("The <em>Water</em> Forum met.", FORUM, "en", "es").text == "The <em><term/></em> met."


def test_a_term_whose_marks_would_cross_stays_as_it_is() -> None:
    text = "The <b>big Water</b> <em>Forum met</em>."
    assert slotted(text, FORUM, "en", "es").slots == {}


def test_a_title_and_the_name_behind_it_go_together() -> None:
    terms = Glossary(
        (
            Term("Mayor", kind="title", renderings={"es": Rendering("alcalde", gender="masculine")}),
            Term("Ann Lee", kind="person", renderings={"es": Rendering("Ana Li")}),
        )
    )
    assert slotted("Then Mayor Ann Lee spoke.", terms, "en", "es").text == "Then <term/> spoke."


def test_a_plural_that_nobody_listed_is_left_to_the_engine() -> None:
    terms = glossary(Harbour=Rendering("puerto"))
    assert slotted("The Harbours", terms, "en", "es").slots == {}
    listed = glossary(Harbour=Rendering("puerto", forms=(Form("puertos", frozenset({"plural"})),)))
    asked = slotted("The Harbours open", listed, "en", "es")
    assert place("Los <term/> abren", asked, "es").text == "Los puertos abren"


def test_unreviewed_terms_are_not_enforced() -> None:
    terms = Glossary((Term("Rome", status="unreviewed", renderings={"es": Rendering("Roma")}),))
    assert slotted("In Rome", terms, "en", "es").slots == {}


def test_is_and_has_behind_a_name_are_no_possessives() -> None:
    assert slotted("Water Forum's going on", FORUM, "en", "es").text == "<term/> is going on"
    assert slotted("Water Forum's been on", FORUM, "en", "es").text == "<term/> has been on"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<term/>'s report was late.", "The report of <term/> was late."),
        ("The <term/>'s report was late.", "The report of the <term/> was late."),
        ("Then <term/>’s new ferry left the port.", "Then the new ferry of <term/> left the port."),
        ("We read <term/>'s annual report.", "We read the annual report of <term/>."),
        ("He praised <term/>'s <term2/>.", "He praised the <term2/> of <term/>."),
    ],
)
def test_possessives_that_are_sure_are_said_with_of(text: str, said: str) -> None:
    assert turned(text, ["term"]) == (said, [])


@pytest.mark.parametrize("text", ["<term/>'s election results shook many.", "<term/>'s water report surprised many."])
def test_a_possessive_that_is_not_sure_only_loses_its_ending(text: str) -> None:
    assert turned(text, ["term"]) == (text.replace("'s", ""), ["term"])


# Places


@pytest.mark.parametrize(
    ("language", "answer", "rendering", "placed"),
    [
        ("es", "Gracias a el <term/>.", Rendering("Foro"), "Gracias al Foro."),
        ("es", "Miembros de el <term/>.", Rendering("Foro"), "Miembros del Foro."),
        ("es", "El <term/> abre.", Rendering("Comisión", gender="feminine"), "La Comisión abre."),
        ("es", "Jefe del <term/>.", Rendering("Comisión"), "Jefe de la Comisión."),
        ("es", "Va a <term/>.", Rendering("El Cairo"), "Va a El Cairo."),
        ("es", "Habla de <term/>.", Rendering("el Estrecho"), "Habla del Estrecho."),
        ("es", "En el <term/>.", Rendering("los Andes"), "En los Andes."),
        ("es", "Roma y <term/>.", Rendering("Italia"), "Roma e Italia."),
        ("es", "<term/> empieza.", Rendering("alto el fuego"), "Alto el fuego empieza."),
        ("es", "¿<term/> empieza?", Rendering("alto el fuego"), "¿Alto el fuego empieza?"),
        ("es", "Fin. <term/>.", Rendering("EE. UU."), "Fin. EE. UU."),
        ("fr", "Le rapport de <term/>.", Rendering("Oman"), "Le rapport d'Oman."),
        ("fr", "Le rapport d'<term/>.", Rendering("Malte"), "Le rapport de Malte."),
        ("fr", "Il va à <term/>.", Rendering("le Havre"), "Il va au Havre."),
        ("fr", "Les membres de <term/>.", Rendering("les Seychelles"), "Les membres des Seychelles."),
        ("fr", "Jusque <term/>.", Rendering("Oman"), "Jusqu'Oman."),
        ("fr", "Près de <term/>.", Rendering("la Hongrie"), "Près de la Hongrie."),
        ("it", "Nel cuore di <term/>.", Rendering("il Cairo"), "Nel cuore del Cairo."),
        ("pt", "Membros de <term/>.", Rendering("o Porto"), "Membros do Porto."),
        ("gl", "Vai a <term/>.", Rendering("o Cairo"), "Vai ao Cairo."),
        ("gl", "En <term/>.", Rendering("O Cairo"), "No Cairo."),
        ("ca", "Membres de <term/>.", Rendering("el Caire"), "Membres del Caire."),
        ("ca", "Membres de <term/>.", Rendering("Itàlia"), "Membres d'Itàlia."),
        ("ca", "El <term/> obre.", Rendering("Antiga Duana", gender="feminine"), "L'Antiga Duana obre."),
        ("en", "It is a <term/>.", Rendering("intifada"), "It is an intifada."),
        ("ar", "وصل ل<term/> اليوم", Rendering("المنتدى"), "وصل للمنتدى اليوم"),
        ("ar", "وصل إلى ب<term/>", Rendering("المنتدى"), "وصل إلى بالمنتدى"),
        ("zh-Hans", "他在 <term/> 说", Rendering("水论坛"), "他在水论坛说"),
        ("es", "Dio gracias a el <em><term/></em>.", Rendering("Comisión"), "Dio gracias a la <em>Comisión</em>."),
        ("es", "De <term/>.", Rendering("A & <b>"), "De A & &lt;b>."),
    ],
)
def test_a_rendering_fits_the_words_before_it(language: str, answer: str, rendering: Rendering, placed: str) -> None:
    terms = glossary(Water_Forum=rendering)
    assert place(answer, slotted("Now the Water Forum met.", terms, "en", language), language).text == placed


RUSSIAN = Rendering(
    "Водный форум",
    forms=(
        Form("Водного форума", frozenset({"genitive"})),
        Form("Водном форуме", frozenset({"prepositional"})),
        Form("Водным форумом", frozenset({"instrumental", "singular"})),
        Form("форуме по воде", frozenset({"after:о"})),
    ),
)


@pytest.mark.parametrize(
    ("answer", "placed", "chosen"),
    [
        ("Из <term/> вышли", "Из Водного форума вышли", 1),
        ("На <term/> говорили", "На Водном форуме говорили", 1),
        ("Перед <term/> ждали", "Перед Водным форумом ждали", 1),
        ("Говорили о <term/>", "Говорили о форуме по воде", 1),
        ("К <term/> шли", "К Водный форум шли", 0),
        ("<term/> открыт", "Водный форум открыт", 0),
    ],
)
def test_the_preposition_chooses_the_case(answer: str, placed: str, chosen: int) -> None:
    asked = slotted("The Water Forum met.", glossary(Water_Forum=RUSSIAN), "en", "ru")
    found = place(answer, asked, "ru")
    assert (found.text, found.chosen) == (placed, chosen)


def test_a_title_takes_the_gender_of_the_name_and_an_article() -> None:
    mayor = Rendering("alcalde", forms=(Form("alcaldesa", frozenset({"feminine"})),), gender="masculine")
    terms = Glossary(
        (
            Term("Mayor", kind="title", renderings={"es": mayor}),
            Term("Ann Lee", kind="person", renderings={"es": Rendering("Ana Li", gender="feminine")}),
        )
    )
    asked = slotted("Mayor Ann Lee spoke.", terms, "en", "es")
    assert place("<term/> habló.", asked, "es").text == "La alcaldesa Ana Li habló."
    assert place("Un libro de <term/>.", asked, "es").text == "Un libro de la alcaldesa Ana Li."


@pytest.mark.parametrize(
    ("source", "answer", "placed"),
    [
        ("Water Forum says so.", "<term/> Dice esto.", "Foro del Agua dice esto."),
        ("The Water Forum has none.", "El <term/> No tiene.", "El Foro del Agua no tiene."),
        ("Water Forum and Rome agree.", "<term/> Roma acuerdan.", "Foro del Agua Roma acuerdan."),
        ("Water Forum reports fell.", "informes del <term/>.", "Informes del Foro del Agua."),
        ("WATER FORUM OPENS", "<term/> ABRE", "FORO DEL AGUA ABRE"),
    ],
)
def test_capitals_are_those_of_the_place(source: str, answer: str, placed: str) -> None:
    assert place(answer, slotted(source, FORUM, "en", "es"), "es").text == placed


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        ("Ann Lee met the Water Forum.", "Ana Li vio Foro del Agua."),
        ("Mr Lee met the International Water Forum.", "Li vio Foro Internacional del Agua."),
        ("Lee met the Water Forum.", "Li vio Foro del Agua."),
    ],
)
def test_a_short_form_of_the_source_has_the_listed_short_form(source: str, placed: str) -> None:
    forum = Rendering("Foro Internacional del Agua", forms=(Form("Foro del Agua"),))
    terms = Glossary(
        (
            Term("International Water Forum", ("Water Forum",), renderings={"es": forum}),
            Term("Ann Lee", ("Mr Lee", "Lee"), "person", renderings={"es": Rendering("Ana Li", forms=(Form("Li"),))}),
        )
    )
    assert place("<term/> vio <term2/>.", slotted(source, terms, "en", "es"), "es").text == placed


def test_german_nouns_keep_their_capital_behind_a_term() -> None:
    terms = glossary(Water_Forum=Rendering("Wasserforum"))
    asked = slotted("Water Forum reports fell.", terms, "en", "de")
    assert place("<term/> Berichte fielen.", asked, "de").text == "Wasserforum Berichte fielen."


def test_the_first_mention_has_the_gloss() -> None:
    terms = glossary(intifada=Rendering("intifada", gloss="intifada (levantamiento)"))
    texts = ["No intifada here.", "The intifada began."]
    first = first_mentions(texts, terms, "en", "es")
    assert first == [{"intifada"}, set()]
    asked = [slotted(text, terms, "en", "es", new) for text, new in zip(texts, first, strict=True)]
    assert [place("La <term/>.", each, "es").text for each in asked] == ["La intifada (levantamiento).", "La intifada."]


# Through an engine


def test_a_text_of_nothing_but_a_term_needs_no_engine() -> None:
    engine = Told(str.upper)
    kept = ask(engine, "Water Forum", FORUM)
    assert (kept.draft, kept.restored, engine.asked) == (Draft("Foro del Agua", "terms"), 1, [])


def test_texts_are_ended_so_that_they_cannot_leak_and_the_stop_is_taken_off() -> None:
    engine = Told(lambda text: text)
    assert ask(engine, "Water Forum today", FORUM).draft.text == "Foro del Agua today"
    assert engine.asked == ["⟦0⟧ today."]


def test_a_damaged_token_leads_to_the_next_design() -> None:
    engine = Told(lambda text: text.replace("⟦", "").replace("⟧", ""))
    kept = ask(engine, "The Water Forum met.", FORUM)
    assert kept.draft.text == "The Foro del Agua met."
    assert engine.asked == ["The ⟦0⟧ met.", "The [[0]] met."]


def test_at_last_the_engines_own_word_is_replaced_where_it_stands_once() -> None:
    own = {"The Water Forum met.": "La Asamblea se reunió.", "Water Forum.": "Asamblea."}
    kept = ask(Told(lambda text: own.get(text, "nada")), "The Water Forum met.", FORUM)
    assert kept.draft.text == "El Foro del Agua se reunió."
    assert (kept.restored, kept.substituted, kept.lost) == (0, 1, ())


def test_what_stands_twice_is_not_guessed_at_but_flagged() -> None:
    own = {"The Water Forum met.": "La Asamblea vio la Asamblea.", "Water Forum.": "Asamblea."}
    kept = ask(Told(lambda text: own.get(text, "nada")), "The Water Forum met.", FORUM)
    assert kept.draft.text is not None
    assert [each.match.form for each in kept.lost] == ["Water Forum"]


def test_an_engine_that_heeds_terms_gets_the_table_and_is_told_what_it_missed() -> None:
    answers = iter(["Nada.", "Foro del Agua."])
    engine = Told(lambda _: next(answers), Capabilities(markup=True, terms=True))
    kept = ask(engine, "The Water Forum.", FORUM)
    assert (kept.draft.text, kept.heeded) == ("Foro del Agua.", 1)
    assert [(each.terms[0].approved, each.missed) for each in engine.requests] == [
        ("Foro del Agua", ()),
        ("Foro del Agua", ("Water Forum",)),
    ]


def test_a_failure_halfway_keeps_what_is_made() -> None:
    class Failing(Told):
        async def translate(self, batch: Batch) -> Sequence[Draft]:
            if self.asked:
                raise EngineError("the quota is used up")
            return await super().translate(batch)

    kept = ask(Failing(lambda _: "nada"), "The Water Forum met.", FORUM)
    assert kept.draft.text is None and kept.draft.reason
    assert len(kept.lost) == 1


# Probes


def test_a_probe_puts_what_survives_first_and_remembers_it_as_plain_values() -> None:
    engine = Told(lambda text: text.replace("⟦", "").replace("{", ""))
    survey = asyncio.run(probe(engine, "en", "es", 5))
    assert survey.designs[0].name == "double brackets"
    assert {design.name for design in survey.designs[-2:]} == {"brackets", "braces"}
    assert from_json(to_json(survey)) == survey


@pytest.mark.parametrize("values", [None, {}, {"designs": ["no such"]}, {"designs": [], "stand_ins": 3}, [1]])
def test_a_damaged_memory_of_a_probe_is_none(values: object) -> None:
    assert from_json(values) is None


def test_names_are_learnt_with_the_gender_the_engine_gives_them() -> None:
    words: Mapping[str, str] = {"France": "Francia", "Peru": "Perú"}
    women = ("Mary", "Laura", "Martha", "Sarah", "Margaret", "Catherine", "Francia", "Rome", "Russia")

    def answer(text: str) -> str:
        for word, rendering in words.items():
            text = text.replace(word, rendering)
        return text.replace("tired", "cansada" if any(name in text for name in women) else "cansado")

    survey = asyncio.run(probe(Told(answer), "en", "es", 5))
    found = {each.source: (each.target, each.gender) for each in survey.stand_ins}
    assert found["France"] == ("Francia", "feminine")
    assert found["Peru"] == ("Perú", "masculine")
    assert found["Mary"] == ("Mary", "feminine")


def test_a_name_that_stands_in_brings_gender_and_possessive_with_it() -> None:
    survey = Survey(stand_ins=(StandIn("France", "Francia", "place", "feminine"),), possessive=frozenset({"name"}))
    terms = glossary(Water_Forum=Rendering("Comisión", gender="feminine"))
    engine = Told(lambda _: "El informe de Francia era nuevo.")
    kept = ask(engine, "Water Forum's report was new.", terms, survey=survey)
    assert (kept.draft.text, engine.asked) == ("El informe de Comisión era nuevo.", ["France's report was new."])


def test_a_stand_in_that_the_text_names_itself_is_not_used() -> None:
    survey = Survey(stand_ins=(StandIn("France", "Francia", "place"),))
    engine = Told(lambda text: text)
    ask(engine, "The Water Forum left France.", FORUM, survey=survey)
    assert engine.asked == ["The ⟦0⟧ left France."]


# What people are told


def test_a_draft_without_a_term_says_so() -> None:
    assert doubts("The Water Forum met.", "Nada.", "es", FORUM) == ["Term not rendered: Water Forum → ⁨Foro del Agua⁩"]


def test_a_base_form_behind_a_preposition_that_wants_a_case_is_to_be_checked() -> None:
    terms = glossary(Water_Forum=RUSSIAN)
    assert doubts("To the Water Forum.", "К Водный форум.", "ru", terms) == [
        "Term to check: Water Forum → ⁨Водный форум⁩ (after ⁨к⁩: dative)"
    ]
    assert doubts("At the Water Forum.", "На Водном форуме.", "ru", terms) == []


def test_a_possessive_that_got_lost_is_to_be_checked() -> None:
    assert doubts("Water Forum's report.", "Foro del Agua informe.", "es", FORUM) == [
        "Term to check: Water Forum → ⁨Foro del Agua⁩ (possessive)"
    ]
    assert doubts("Water Forum's report.", "El informe del Foro del Agua.", "es", FORUM) == []


def test_the_guard_ends_a_text_only_when_asked_to() -> None:
    engine = Told(lambda text: text)
    batch = Batch("en", "es", (Request(Key("a"), "Yes and no"), Request(Key("b"), "Yes <b>(no.)</b>")))
    asyncio.run(guarded(engine, batch, 5, Tokens(ended=True)))
    assert engine.asked == ["Yes and no.", "Yes ⟦0⟧(no.)⟦1⟧"]


def test_the_tampering_engine_does_the_same_again_for_the_same_seed() -> None:
    batch = Batch("en", "es", tuple(Request(Key(str(at)), f"See ⟦{at}⟧ and France") for at in range(30)))
    one, other = (asyncio.run(TamperingEngine(5).translate(batch)) for _ in range(2))
    assert one == other
