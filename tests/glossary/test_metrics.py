"""Each measure on an example that was worked out by hand; the working stands beside it."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary.metrics import Use, consistency, exact_match, exclusive_match, term_error_rate, window_overlap


def tokens(text: str) -> list[str]:
    return text.split()


def use(*choices: str, span: tuple[int, int] = (0, 0)) -> Use:
    return Use(tuple(tuple(choice.split()) for choice in choices), span)


def test_exact_match_wants_a_start_of_its_own_for_each_occurrence() -> None:
    # Three wanted. "foro" begins at 1 and at 5; the third occurrence finds no other start. "acuerdo" is not there.
    uses = [use("foro"), use("foro"), use("foro"), use("acuerdo")]
    assert exact_match(uses, tokens("el foro dijo que el foro termina")) == 2


def test_exact_match_takes_any_choice_and_then_lemmas() -> None:
    uses = [use("cese", "alto el fuego"), use("acordar")]
    output = tokens("acordaron un alto el fuego")
    assert exact_match(uses, output) == 1
    assert exact_match(uses, output, tokens("acordar uno alto el fuego")) == 2


def test_a_missing_term_is_missing_without_lemmas_too() -> None:
    assert exact_match([use("paz")], tokens("guerra")) == 0


def test_special_characters_of_a_term_are_literal() -> None:
    assert exact_match([use("C++ ( 17 )")], tokens("en C++ ( 17 ) hoy")) == 1
    assert exact_match([use("a.b")], tokens("a axb")) == 0


def test_exclusive_match_is_a_maximum_and_no_greedy_choice() -> None:
    # "a b" fits at 0 only, "a" at 0 and at 3: served first, "a" must leave 0 to the longer term.
    assert exclusive_match([use("a"), use("a b")], tokens("a b c a")) == 2
    # "ab bc" share b: only one of the two can have it.
    assert exclusive_match([use("a b"), use("b c")], tokens("a b c")) == 1


def test_exclusive_match_wants_as_many_renderings_as_occurrences() -> None:
    assert exclusive_match([use("x", "y")] * 3, tokens("x y")) == 2


def test_exclusive_match_counts_a_place_among_lemmas_once() -> None:
    # "goes" at 1 is also "go" among the lemmas: one place, so two occurrences cannot have it.
    assert exclusive_match([use("goes", "go")] * 2, tokens("he goes"), tokens("he go")) == 1


REFERENCE = tokens("ayer el foro del agua aprobó , por fin , un plan")


def test_window_overlap_counts_the_words_beside_the_term() -> None:
    # Reference, window 2 around "foro del agua" (2..5): ayer el | aprobó por (the comma is no word).
    # Output around it: hoy el | aprobó un. Of the four words el and aprobó stand there: 2/4.
    output = tokens("hoy el foro del agua aprobó un plan")
    assert window_overlap([use("foro del agua", span=(2, 5))], REFERENCE, output, 2) == 2 / 4
    # Window 3: ayer el | aprobó por fin – five words, the left side has no more. Output: hoy el | aprobó un plan: 2/5.
    assert window_overlap([use("foro del agua", span=(2, 5))], REFERENCE, output, 3) == 2 / 5


def test_window_overlap_pairs_the_best_first_and_leaves_out_what_is_missing() -> None:
    # Reference: "a T b c T d". First T: a | b; second T: c | d. Output: "c T d". One place; the second use has 2/2.
    reference = tokens("a T b c T d")
    uses = [use("T", span=(1, 2)), use("T", span=(4, 5)), use("U", span=(0, 1))]
    assert window_overlap(uses, reference, tokens("c T d"), 1) == 1.0
    assert window_overlap(uses, reference, tokens("nothing here"), 1) is None


def test_term_error_rate_weighs_errors_on_terms() -> None:
    reference = tokens("el foro del agua terminó")
    terms = [use("foro del agua", span=(1, 4))]
    # One word of the term replaced (2) and one other word replaced (1): 3/5.
    assert term_error_rate(tokens("el foro de agua acabó"), reference, terms) == 3 / 5
    # Without weights both cost 1: 2/5, plain TER.
    assert term_error_rate(tokens("el foro de agua acabó"), reference, []) == 2 / 5
    # A word of the term left out: 2/5. A word too many: 1/5.
    assert term_error_rate(tokens("el foro agua terminó"), reference, terms) == 2 / 5
    assert term_error_rate(tokens("el foro del agua terminó hoy"), reference, terms) == 1 / 5


def test_term_error_rate_knows_shifts() -> None:
    # "hoy" moved from the end to the front is one shift: 1/4. By edits alone it would be two.
    assert term_error_rate(tokens("llegó el foro hoy"), tokens("hoy llegó el foro"), []) == 1 / 4
    # The term of two words moved is one shift as well, though its words weigh 2 each.
    terms = [use("foro agua", span=(0, 2))]
    assert term_error_rate(tokens("ya llegó foro agua"), tokens("foro agua ya llegó"), terms) == 1 / 4


def test_term_error_rate_of_empty_texts() -> None:
    assert term_error_rate([], tokens("un foro"), [use("foro", span=(1, 2))]) == 3 / 2
    assert term_error_rate([], [], []) == 0


def test_consistency_against_the_first_the_most_frequent_and_what_is_prescribed() -> None:
    found = {"ceasefire": ["tregua", "alto el fuego", "alto el fuego"], "forum": ["foro"], "never": []}
    # first: tregua 1 of 3, foro 1 of 1; most frequent: 2 of 3, 1 of 1; prescribed: 2 of 3, 0 of 1.
    assert consistency(found, "first") == 2 / 4
    assert consistency(found) == 3 / 4
    assert consistency(found, {"ceasefire": "alto el fuego", "forum": "Foro", "never": ""}) == 2 / 4
    assert consistency({}) is None


TOKENS = st.lists(st.sampled_from("abcd"), max_size=8)


@given(TOKENS)
def test_a_text_has_no_errors_beside_itself(text: list[str]) -> None:
    assert term_error_rate(text, text, [use("a", span=(0, min(2, len(text))))]) == 0


@given(TOKENS, st.lists(st.sampled_from(["a", "b", "a b", "b c"]), max_size=5))
def test_exclusive_match_never_exceeds_what_is_wanted_or_what_is_there(text: list[str], terms: list[str]) -> None:
    matched = exclusive_match([use(term) for term in terms], text)
    assert 0 <= matched <= min(len(terms), len(text))
