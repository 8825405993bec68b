"""Laws of segmentation: what holds for every text, language and set of keys."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import POINT, Content, Key, Mark, Span, borders, cut, label, plain, to_text
from dragoman.segmentation import sentences
from dragoman.segmentation.segmenters import by_sentence, keeping, whole
from dragoman.segmentation.sentences import explain_sentences, split_sentences

LANGUAGES = [
    "en",
    "de-AT",
    "FR",
    "es",
    "ru",
    "pl",
    "tr",
    "el",
    "hy",
    "ka",
    "ar",
    "fa",
    "he",
    "hi",
    "ja",
    "ko",
    "zh-Hans",
    "th",
    "am",
    "und",
    "",
]
PIECES = [
    *" \n\t.!?…\"'()[]«»“”„‘’—-,;:0159aBéßЯяΩ中。！？」「あأ؟۔।።\u00a0\u2028\u200f\u0301😊",
    "...", ". . .", "Mr", ". The ", "! It", "town", "Yahoo!", "?” ", '." ', "1) ", "• ",
    "ქალი", "U.S.", "z. B.", "т. е.", "No", "said", "The", "a.m.", "[3]", "3.5", "''", ",,", POINT,
    "www.a.org", "፡፡",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)
languages = st.sampled_from(LANGUAGES)


@given(texts, languages)
@settings(deadline=None)
def test_sentences_and_the_blanks_between_them_are_the_text(text: str, language: str) -> None:
    position = 0
    for start, end in split_sentences(text, language):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(texts, languages)
@settings(deadline=None)
def test_the_borders_are_exactly_the_decisions_that_say_so(text: str, language: str) -> None:
    decisions = explain_sentences(text, language)
    spans = split_sentences(text, language)
    assert [decision.next for decision in decisions if decision.is_border] == [start for start, _ in spans[1:]]
    stops = [decision.stop for decision in decisions]
    assert stops == sorted(stops)
    assert all(start < end <= decision.next for decision in decisions for start, end in [decision.stop])


@given(texts, languages)
@settings(deadline=None)
def test_what_is_decided_at_a_glance_is_decided_alike_at_length(text: str, language: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        quick = split_sentences(text, language)
        patch.setattr(sentences, "decide_plainly", lambda *_: None)
        assert split_sentences(text, language) == quick


@given(texts, languages)
@settings(deadline=None)
def test_the_same_text_is_always_cut_alike(text: str, language: str) -> None:
    assert split_sentences(text, language) == split_sentences(text, language.swapcase())


SENTENCES = [
    "The council met on Feb. 21 in St. Ives.", "Dr. Okoye agreed.", "Was it late?", "“No,” she said.",
    "Prices rose 3.5% (see p. 4).",
    "“Is it over?” Ms. Diaz asked.", "He lives in the U.S.",
    "It began at 5 p.m.", "What a day!", "Nobody knew...", "“Not yet.”",
]  # fmt: skip


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8))
@settings(deadline=None)
def test_taking_the_last_sentence_away_moves_no_border_before_it(sentences: list[str]) -> None:
    longer, shorter = " ".join(sentences), " ".join(sentences[:-1])
    cut_long, cut_short = split_sentences(longer, "en"), split_sentences(shorter, "en")
    assert cut_long[: len(cut_short) - 1] == cut_short[:-1]


@given(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=8))
@settings(deadline=None)
def test_taking_the_first_sentence_away_moves_no_border_behind_it(sentences: list[str]) -> None:
    longer, shorter = " ".join(sentences), " ".join(sentences[1:])
    moved_by = len(longer) - len(shorter)
    moved = [(start + moved_by, end + moved_by) for start, end in split_sentences(shorter, "en")]
    assert split_sentences(longer, "en")[-len(moved) :][1:] == moved[1:]


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """Text with nested marks and points."""
    parts: list[str | Mark] = []
    opened: list[str] = []
    for move in draw(st.lists(st.sampled_from(["text", "open", "close", "point"]), max_size=12)):
        if move == "text":
            parts.append(draw(st.sampled_from(["One. ", "Two three! ", "Four", " ", ". ", "Five? Six", "<b>", "&lt;"])))
        elif move == "open":
            opened.append(draw(st.sampled_from(["a", "em"])))
            parts.append(Mark("open", opened[-1]))
        elif move == "close" and opened:
            parts.append(Mark("close", opened.pop()))
        elif move == "point":
            parts.append(Mark("point", "img"))
    parts.extend(Mark("close", name) for name in reversed(opened))
    return label(parts)


def spell(content: Content, spans: list[Span], context: str = "") -> list[Key]:
    return [Key(to_text(label(piece)), context) for piece in cut(content, spans)]


@given(contents())
@settings(deadline=None)
def test_no_segmenter_cuts_inside_an_open_mark(content: Content) -> None:
    for segmenter in (by_sentence("en"), whole, keeping([], by_sentence("en"))):
        spans = segmenter(content, "")
        assert borders(content, spans) == spans


@given(contents())
@settings(deadline=None)
def test_known_sentences_keep_the_usual_cut(content: Content) -> None:
    spans = by_sentence("en")(content, "")
    assert keeping(spell(content, spans), by_sentence("en"))(content, "") == spans


@given(contents())
@settings(deadline=None)
def test_a_block_known_as_a_whole_stays_whole(content: Content) -> None:
    sentences, block = by_sentence("en")(content, ""), whole(content, "")
    if not set(spell(content, sentences)) <= set(spell(content, block)):
        assert keeping(spell(content, block), by_sentence("en"))(content, "") == block


WORDS = st.lists(st.sampled_from(["Ann", "ran. ", "Bo ", "sat. Up ", "ran.", "x "]), min_size=1, max_size=10)


@given(WORDS, st.data())
@settings(deadline=None)
def test_a_block_spelled_by_keys_is_cut_into_keys(words: list[str], data: st.DataObject) -> None:
    content = label(["".join(words)])
    text = plain(content)
    edges = sorted(data.draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=4)))
    rows = [(a, b) for a, b in zip([0, *edges], [*edges, len(text)], strict=True) if text[a:b].strip()]
    spans = [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in rows]
    keys = spell(content, spans)
    found = keeping(keys, whole)(content, "")
    assert set(spell(content, found)) <= set(keys)
    assert "".join("".join(text[a:b] for a, b in found).split()) == "".join(text.split())
