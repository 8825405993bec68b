"""New terms: which names of the articles are found, and what approved translations call them."""

from __future__ import annotations

import pytest
from benchmarks.suggestion_scores import gold, read_marked, score, suggestions_for
from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary import Glossary, Rendering, Term
from dragoman.glossary.suggesting.renderings import Found, find_renderings
from dragoman.glossary.suggesting.suggestions import Passage, Suggestion, suggest

MARKED = read_marked()
PIECES = """The the of and Water water Forum Mayor Ana Ruiz de la al-Amin UNESCO Monday Dutch Ministry New St. J. & 3 X2
“ ” ( ) . , ’s"""
WORDS = [*PIECES.split(), "\n"]


def names(*articles: str, language: str = "en", places: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The terms found in articles, with their shorter forms."""
    return {one.source: one.aliases for one in found(*articles, language=language, places=places)}


def found(*articles: str, language: str = "en", places: tuple[str, ...] = ()) -> list[Suggestion]:
    passages = [
        Passage(block, f"{number}.md", line)
        for number, article in enumerate(articles, 1)
        for line, block in enumerate(article.split("\n\n"), 1)
    ]
    return suggest(passages, language, places)


def kinds(*articles: str, places: tuple[str, ...] = ()) -> dict[str, str]:
    return {one.source: one.kind for one in found(*articles, places=places)}


@pytest.mark.parametrize("is_held", [False, True], ids=["tuned on", "held out"])
def test_nearly_all_marked_terms_are_found_and_nearly_nothing_else(is_held: bool) -> None:
    articles = [article for article in MARKED if article.is_held == is_held]
    terms = gold(articles)
    made = suggestions_for(articles)
    result = score([(one.source, one.kind) for one in made], terms)
    assert result.precision >= 0.95, result.wrong
    assert result.recall >= 0.90, result.missed
    assert sum(result.kinds.values()) >= 0.85 * len(result.right), result.confused
    shorter = {(one.source, alias) for one in made if one.source in terms for alias in one.aliases}
    marked = {(source, alias) for source, (_, aliases) in terms.items() for alias in aliases}
    assert len(shorter & marked) >= 0.9 * max(len(shorter), len(marked)), shorter ^ marked


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from(["en", "es", "fr", "de", "ru", "xx"]))
def test_every_form_that_is_proposed_stands_in_the_text(row: list[str], language: str) -> None:
    text = " ".join(row)
    plain = " ".join(text.split()).lower()
    for one in found(text, language=language):
        assert one.mentions > 0 and one.source
        assert all(form.lower() in plain for form in (one.source, *one.aliases))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for one in found(text):
        assert one.mentions == sum(one.counts.values()) > 0


def test_articles_that_come_twice_double_the_counts_and_change_nothing_else() -> None:
    once = [passage for article in MARKED for passage in article.passages]
    again = [Passage(passage.text, f"again-{passage.article}", passage.line) for passage in once]
    one, two = suggest(once, "en"), suggest([*once, *again], "en")
    assert {(each.source, each.aliases, each.kind, 2 * each.mentions) for each in one} == {
        (each.source, each.aliases, each.kind, each.mentions) for each in two
    }


def test_a_word_that_only_begins_sentences_is_no_name() -> None:
    assert names("Farmers wait. “Nobody came,” they say. Rain fell on Valmora. Valmora is dry.") == {"Valmora": ()}


def test_a_name_that_begins_a_sentence_counts_when_it_stands_elsewhere_too() -> None:
    [one] = found("Valmora is dry. They left for Valmora.")
    assert (one.source, one.mentions) == ("Valmora", 2)


def test_an_ordinary_word_is_no_part_of_the_name_behind_it() -> None:
    assert names("The farmer slept. Farmer Ana Ruiz was there. Yesterday Ana Ruiz left.") == {"Ana Ruiz": ()}


def test_a_title_and_the_name_behind_it_are_two_terms() -> None:
    assert kinds("Yesterday Deputy Prime Minister Ana Ruiz met the Mayor.") == {
        "Deputy Prime Minister": "title",
        "Ana Ruiz": "person",
        "Mayor": "title",
    }


def test_an_office_keeps_what_it_is_in_charge_of_and_no_place() -> None:
    text = "He met the Minister of Trade and Industry and then the Mayor of Valmora in Valmora."
    assert names(text) == {"Minister of Trade and Industry": (), "Mayor": (), "Valmora": ()}


def test_small_words_join_what_belongs_together_and_nothing_else() -> None:
    text = "They met Ana Ruiz of the University of Valmora, Eva de la Torre and Jan van der Berg at the Bank of Oria."
    assert list(names(text)) == [
        "Ana Ruiz",
        "University of Valmora",
        "Eva de la Torre",
        "Jan van der Berg",
        "Bank of Oria",
    ]


def test_a_possessive_goes_unless_it_stands_inside_a_name() -> None:
    text = "He read Ruiz’s letter in Valmora's Women's Institute and at St. Anna's Hospital."
    assert list(names(text)) == ["Ruiz", "Valmora", "Women's Institute", "St. Anna's Hospital"]


def test_surnames_and_acronyms_are_shorter_forms() -> None:
    text = "It was Ana Ruiz of the Valmora Water Board (VWB). Ruiz left. The VWB and Ms Ruiz agree. “So does van Holt.”"
    assert names(text) == {"Ana Ruiz": ("Ruiz",), "Valmora Water Board": ("VWB",), "van Holt": ()}


def test_a_surname_of_two_persons_is_no_term() -> None:
    assert names("We saw Ana Ruiz and Eva Ruiz. Then Ruiz spoke.") == {"Ana Ruiz": (), "Eva Ruiz": ()}


def test_a_headline_in_title_case_only_counts_what_is_known() -> None:
    [one] = found("Big Storm Hits Port Valmora Again\n\nThe storm hit Port Valmora at noon.")
    assert (one.source, one.mentions) == ("Port Valmora", 2)


def test_days_months_and_nationalities_are_no_names_by_themselves() -> None:
    text = "On Monday the Dutch and French teams met in March. The Dutch Water Board and Dutch minister Eva Vos came."
    assert kinds(text) == {"Dutch Water Board": "organisation", "Eva Vos": "person"}


def test_kinds_are_told_by_heads_by_neighbours_and_by_the_base_layer() -> None:
    text = (
        "We read the Oria Gazette in Lisbon. We saw the film Dry Wells by J. M. Sand on Lake Oria, before Easter. "
        "We signed the Oria Treaty with a Lumo 7 for UNESCO at the Oria Film Festival."
    )
    assert kinds(text, places=("Lisbon",)) == {
        "Oria Gazette": "work",
        "Lisbon": "place",
        "Dry Wells": "work",
        "J. M. Sand": "person",
        "Lake Oria": "place",
        "Easter": "event",
        "Oria Treaty": "law",
        "Lumo 7": "product",
        "UNESCO": "organisation",
        "Oria Film Festival": "event",
    }


def test_what_more_articles_use_goes_first() -> None:
    made = found("He saw Oria. We saw Oria. I love Oria.", "They saw Valmora.", "She saw Valmora.")
    assert [(one.source, len(one.counts), one.mentions) for one in made] == [("Valmora", 2, 2), ("Oria", 1, 3)]


def test_marks_and_code_are_no_part_of_a_name() -> None:
    [one] = found("We met at the <strong>Water</strong> Forum <code>Not This</code> again.")
    assert (one.source, one.sentence) == ("Water Forum", "We met at the Water Forum again.")


def test_german_nouns_are_no_names_by_their_capitals() -> None:
    text = "Der Minister sah das Wasser im Garten. Frau Dr. Eva Vos vom Institut für Wasser und die UNESCO halfen."
    assert list(names(text, language="de")) == ["Minister", "Eva Vos", "Institut für Wasser", "UNESCO"]


def test_scripts_without_capitals_have_repeated_rows_of_words() -> None:
    texts = [
        "افتتح المنتدى الدولي للمياه أمس",
        "قال مدير المنتدى الدولي للمياه إنه راض",
        "عاد وفد المنتدى الدولي للمياه اليوم",
    ]
    assert list(names(*texts, language="ar")) == ["المنتدى الدولي للمياه"]
    texts = ["昨天国际水论坛开幕。", "他在国际水论坛发言。", "我们支持国际水论坛！"]
    assert list(names(*texts, language="zh-Hans")) == ["国际水论坛"]


def test_a_rendering_is_what_stands_where_the_name_stands() -> None:
    pairs = [
        ("The Harbour Board met on Monday.", "La Junta del Puerto se reunió el lunes."),
        ("Nobody asked the Harbour Board.", "Nadie preguntó a la Junta del Puerto."),
        ("The Harbour Board will vote.", "Votará la Junta del Puerto."),
        ("It rained on Monday.", "Llovió el lunes."),
    ]
    assert render(pairs, Term("Harbour Board", kind="organisation")) == {
        "Harbour Board": Found("Junta del Puerto", 3, 3)
    }


def test_what_two_names_may_both_mean_is_left_open() -> None:
    pairs = [
        ("The Board met the Guild.", "La Junta vio al Gremio."),
        ("The Guild thanked the Board.", "El Gremio dio gracias a la Junta."),
    ]
    assert render(pairs, Term("Board", kind="organisation"), Term("Guild", kind="organisation")) == {}
    house = Glossary((Term("Guild", renderings={"es": Rendering("Gremio")}),))
    assert render(pairs, Term("Board", kind="organisation"), house=house) == {"Board": Found("Junta", 2, 2)}


def test_one_sentence_is_enough_for_a_name_that_is_spelled_alike() -> None:
    assert render([("Ana Ruiz slept.", "Ana Ruiz durmió.")], Term("Ana Ruiz", kind="person")) == {
        "Ana Ruiz": Found("Ana Ruiz", 1, 1)
    }
    assert render([("Daniel Okafor slept.", "Дэниел Окафор спал.")], Term("Daniel Okafor", kind="person"), to="ru") == {
        "Daniel Okafor": Found("Дэниел Окафор", 1, 1)
    }
    assert render([("The Board slept.", "La Junta durmió.")], Term("Board")) == {}


def test_a_sentence_that_stands_twice_proves_no_more_than_once() -> None:
    assert render([("The Board met.", "La Junta se reunió.")] * 3, Term("Board")) == {}


def test_inflected_renderings_are_one_and_their_base_form_is_shown() -> None:
    pairs = [
        ("The Harbour Trust met.", "Портовый фонд собрался."),
        ("He works at the Harbour Trust.", "Он работает в Портовом фонде."),
        ("The director of the Harbour Trust left.", "Директор Портового фонда ушёл."),
        ("It rained.", "Шёл дождь."),
    ]
    assert render(pairs, Term("Harbour Trust", kind="organisation"), to="ru") == {
        "Harbour Trust": Found("Портовый фонд", 3, 3)
    }


def test_persons_are_told_from_titles_in_chinese_by_the_characters_that_spell_names() -> None:
    pairs = [
        ("Mayor Samir Haddad spoke.", "市长萨米尔·哈达德讲话。"),
        ("Mayor Samir Haddad left.", "市长萨米尔·哈达德离开。"),
    ]
    assert render(pairs, Term("Samir Haddad", kind="person"), to="zh-Hans") == {
        "Samir Haddad": Found("萨米尔·哈达德", 2, 2)
    }


def render(
    pairs: list[tuple[str, str]], *terms: Term, to: str = "es", house: Glossary | None = None
) -> dict[str, Found]:
    return find_renderings(pairs, terms, house or Glossary(), "en", to)
