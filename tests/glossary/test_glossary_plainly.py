"""The fast search finds what a slow and plain one finds, in any text, with any glossary."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.glossary import Glossary, Term, find_terms, shelf
from tests.glossary.plain_matching import find_plainly

WORDS = (
    "Water", "water", "Forum", "forum", "WHO", "US", "U.S.", "City", "city", "country", "Country", "boss", "nation",
    "nations", "of", "the", "university", "universe", "universal", "Al-Noor", "O'Hara", "Hara", "C++", ".org", "org",
    "€", "#Now", "(new)", "café", "cafe\u0301", "Côte", "d’Ivoire", "straße", "STRASSE", "İzmir", "izmir", "IĞDIR",
    "ﬁn", "fin", "½", "ﷺ", "مجلس", "الأمن", "الهدنة", "تونس", "مَجْلِس", "آتش‌بس", "آتش", "ירושלים", "הכנסת",
    "Сирия", "ёлка", "水", "水资源", "资源", "论坛", "G20", "G20峰会", "峰会", "한국", "कि", "दिल्ली", "กรุงเทพ",
    "カタカナ", "ｶﾀ", "Ｇ７", "Silva", "Silva\u0301",
)  # fmt: skip
JOINTS = (
    " ", " ", " ", " ", "  ", "\n", "-\n", "\u00ad\n  ", "-", "–", "'", "’", "'s ", "’s ", "s ", "es ", "ies ", "s",
    "\u200c", "\u200b ", " \u200b ", "\u00ad", "\u0301", "\u00a0", "\u3000", "\u2028", ". ", ", ", ".", "。", "، ",
    "(", ") ", "“", "” ", "و", "ل", "ב", "l’", "<a>", "</a>", "<br/>", " <br/> ", "<code>", "</code>", "@", "www.",
    "https://", "",
)  # fmt: skip
FORMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).flatmap(
    lambda words: st.sampled_from([" ", " ", "-", "", ". ", "’"]).map(lambda joint: joint.join(words))
)
TERMS = st.builds(
    Term,
    FORMS,
    st.lists(FORMS, max_size=1).map(tuple),
    st.sampled_from(["", "", "person", "place", "title"]),
    case=st.sampled_from(["smart", "smart", "smart", "exact", "any"]),
    ambiguous=st.sampled_from([False] * 5 + [True]),
    only=st.sampled_from([(), (), (), (), ("Water",)]),
    unless=st.sampled_from([(), (), (), (), ("Forum", "水")]),
)
CASES = st.sampled_from([str, str, str, str, str.upper, str.lower, str.title])
LANGUAGES = st.sampled_from(["en", "en", "ar", "fa", "he", "tr", "zh"])


@st.composite
def texts(draw: st.DrawFn, glossary: Glossary) -> str:
    """Forms of the glossary among other words, joined by what makes finding hard."""
    forms = [form for term in glossary.terms for form in term.forms]
    words = st.one_of(st.sampled_from(forms), st.sampled_from(forms), st.sampled_from(WORDS), st.text(max_size=2))
    pieces = draw(st.lists(st.tuples(words, st.sampled_from(JOINTS)), max_size=12))
    text = "".join(word + joint for word, joint in pieces)
    return draw(CASES)(text)


GLOSSARIES = st.lists(TERMS, min_size=1, max_size=12).map(lambda terms: Glossary(tuple(terms)))


@given(GLOSSARIES.flatmap(lambda glossary: st.tuples(st.just(glossary), texts(glossary))), LANGUAGES)
@settings(deadline=None, max_examples=300)
def test_finding_is_as_right_as_it_is_fast(case: tuple[Glossary, str], language: str) -> None:
    glossary, text = case
    plainly = find_plainly(text, glossary, language)
    assert [(start, end, form) for start, end, _, form in find_terms(text, glossary, language)] == plainly
    glossary = Glossary(glossary.terms)
    with patch.object(shelf, "_BEGINNING", 2), patch.object(shelf, "_CROWD", 1):
        assert [(start, end, form) for start, end, _, form in find_terms(text, glossary, language)] == plainly


def test_one_term_hidden_by_another_that_does_not_count_is_found() -> None:
    glossary = Glossary(tuple(map(Term, ("Water City", "City of Forums", "of"))))
    found = find_terms("Water City of Forums", glossary, "en")
    assert [match.form for match in found] == ["Water City", "of"]
