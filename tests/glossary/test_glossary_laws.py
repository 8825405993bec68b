"""What holds for every text: folding settles, matches stand apart, nothing raises."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.glossary import Glossary, Rendering, Term, find_terms, finding, remarks, verify
from dragoman.glossary.canonical import canonical
from dragoman.glossary.folding import fold
from dragoman.glossary.words import prose, words

FORMS = ("Water Forum", "water", "WHO", "مجلس الأمن", "آتش‌بس", "水资源", "दिल्ली", "O'Hara", "İzmir", "straße", "U.S.")
SOURCES = ("en", "ar", "tr", "zh", "he", "ru")
LANGUAGES = ("ru", "ar", "zh", "fr")
TERMS = Glossary(
    tuple(
        Term(form, kind="person", renderings={language: Rendering(form, (), ("Forum",)) for language in LANGUAGES})
        for form in FORMS
    )
)
TRAPS = ("<a>", "</a>", "<br/>", "<code>", "</code>", "’s", "'", "-", "\u200c", "\u00ad", "\u0301", "@", "www.")
PIECES = st.one_of(st.sampled_from([*FORMS, *TRAPS]), st.text(max_size=6))
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
@settings(deadline=None)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(TEXTS)
@settings(deadline=None)
def test_every_word_has_its_place_in_the_text_in_order(text: str) -> None:
    row = words(text)
    spans = [row.span(index, index + 1) for index in range(len(row.items))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(TEXTS)
@settings(deadline=None)
def test_running_text_maps_back_to_the_same_characters(text: str) -> None:
    running = prose(text)
    for offset, character in enumerate(running.text):
        start, end = running.span(offset, offset + 1)
        if character.isalnum():
            assert text[start:end] == character


@given(TEXTS, st.sampled_from(SOURCES))
@settings(deadline=None)
def test_matches_are_in_order_apart_and_spell_their_form(text: str, language: str) -> None:
    end = 0
    for match in find_terms(text, TERMS, language):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        assert match.form in match.term.forms
        spelled = _comparable(text[match.start : match.end], language)
        form = _comparable(match.form, language)
        assert spelled.startswith((form, form.replace("-", "")))


@given(TEXTS, st.sampled_from(SOURCES))
@settings(deadline=None)
def test_what_a_canonical_text_says_of_its_places_is_so(text: str, language: str) -> None:
    place = canonical(text, turkic=language == "tr")
    assert len(place.skeleton) == len(place.text)
    last = 0
    for offset, character in enumerate(place.text):
        start, end = place.span(offset, offset + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= last or character in place.text[max(0, offset - 3) : offset]
        last = max(last, start)
        if character.isalnum():
            assert character in canonical(text[start:end], turkic=language == "tr").text


@given(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), st.integers(1, 40))
@settings(deadline=None)
def test_a_long_text_holds_the_terms_of_its_parts(text: str, times: int) -> None:
    """Texts are searched window by window; where a window ends makes no difference."""
    wall = " zz . zz "
    piece = wall + text.replace("<", "").replace("\n", " ") + wall
    row = [(match.start, match.end, match.form) for match in find_terms(piece, TERMS, "en")]
    many = find_terms(piece * times, TERMS, "en")
    with patch.object(finding, "_WINDOW", 50):
        assert find_terms(piece * times, TERMS, "en") == many
    assert [(match.start, match.end, match.form) for match in many] == [
        (start + turn * len(piece), end + turn * len(piece), form) for turn in range(times) for start, end, form in row
    ]


def test_time_grows_as_the_text_does() -> None:
    """Looking at every head again and again for what nearly matches must not take quadratic time: it would not end."""
    words = " ".join(["a"] * 100)
    glossary = Glossary((Term(f"{words} b"), Term("水" * 50 + "火")))
    assert find_terms("a " * 200_000 + "水" * 200_000, glossary, "en") == []


def _comparable(text: str, language: str) -> str:
    made = canonical(prose(text).text.strip(), turkic=language == "tr").text
    return " ".join(made.split()).replace("- ", "-").replace("\u00ad", "")


@given(TEXTS, TEXTS, st.sampled_from(["ru", "ar", "zh-Hans", "fr", "en"]))
@settings(deadline=None)
def test_no_text_makes_verifying_raise_or_answer_twice_differently(source: str, target: str, language: str) -> None:
    assert verify(source, target, language, TERMS) == verify(source, target, language, TERMS)
    judged = {each.match.term.source for each in verify(source, target, language, TERMS)}
    assert len(remarks(source, language, TERMS)) == len(judged)
