"""What holds for every text: folding settles, matches stand apart, nothing raises."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.glossary import Glossary, Rendering, Term, find, remarks, verify
from dragoman.glossary.folding import fold
from dragoman.glossary.words import prose, words

FORMS = ("Water Forum", "water", "WHO", "مجلس الأمن", "آتش‌بس", "水资源", "दिल्ली", "O'Hara", "İzmir", "straße", "U.S.")
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


@given(TEXTS)
@settings(deadline=None)
def test_matches_are_in_order_apart_and_spell_their_form(text: str) -> None:
    end = 0
    for match in find(text, TERMS):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        spelled = " ".join(fold(prose(text[match.start : match.end]).text).text.split())
        assert spelled.startswith(" ".join(fold(match.form).text.split()))


@given(TEXTS, TEXTS, st.sampled_from(["ru", "ar", "zh-Hans", "fr", "en"]))
@settings(deadline=None)
def test_no_text_makes_verifying_raise_or_answer_twice_differently(source: str, target: str, language: str) -> None:
    assert verify(source, target, language, TERMS) == verify(source, target, language, TERMS)
    judged = {each.match.term.source for each in verify(source, target, language, TERMS)}
    assert len(remarks(source, language, TERMS)) == len(judged)
