"""How blocks are cut: by sentence, whole, and as known keys cut them."""

from __future__ import annotations

from dragoman.model import Content, Key, Mark, Span, cut, label, to_text
from dragoman.segmentation.segmenters import by_sentence, gap, keeping, whole

A, END_A = Mark("open", "a"), Mark("close", "a")
IMAGE = Mark("point", "img")


def texts(content: Content, spans: list[Span]) -> list[str]:
    return [to_text(label(piece)) for piece in cut(content, spans)]


def keys(*found: str, context: str = "") -> list[Key]:
    return [Key(text, context) for text in found]


def test_a_border_inside_a_link_is_no_border() -> None:
    content = ("See ", A, "One. Two.", END_A, " Three.")
    assert texts(content, by_sentence("en")(content, "")) == ["See <a>One. Two.</a>", "Three."]


def test_a_footnote_belongs_to_the_sentence_before_it() -> None:
    content = ("It rained.", IMAGE, " It stopped.")
    assert texts(content, by_sentence("en")(content, "")) == ["It rained.<img/>", "It stopped."]


def test_a_whole_block_is_cut_from_its_blanks() -> None:
    assert whole((" A. B. ",), "") == [(1, 6)]
    assert whole((" \n",), "") == []


def test_an_old_cut_is_kept_when_keys_spell_the_whole_block() -> None:
    content = ("Mr. Li came. He sat.",)
    old = keeping(keys("Mr.", "Li came. He sat."), by_sentence("en"))
    assert texts(content, old(content, "")) == ["Mr.", "Li came. He sat."]


def test_a_block_that_keys_spell_in_part_is_cut_by_the_rules() -> None:
    content = ("Mr. Li came. He sat.",)
    assert texts(content, keeping(keys("Mr.", "He sat."), by_sentence("en"))(content, "")) == [
        "Mr. Li came.",
        "He sat.",
    ]


def test_keys_of_another_context_keep_nothing() -> None:
    content = ("One. Two.",)
    segmenter = keeping(keys("One. Two.", context="caption"), by_sentence("en"))
    assert segmenter(content, "") == [(0, 4), (5, 9)]
    assert segmenter(content, "caption") == [(0, 9)]


def test_keys_with_marks_and_escapes_are_found() -> None:
    content = ("Press ", A, "<b> & go", END_A, ". ", IMAGE, " Then stop. Now.")
    old = keys("Press <a>&lt;b> & go</a>. <img/> Then stop.", "Now.")
    assert texts(content, keeping(old, by_sentence("en"))(content, "")) == [key.text for key in old]


def test_a_mark_that_the_keys_lack_makes_another_text() -> None:
    content = (A, "One.", END_A, " Two.")
    assert keeping(keys("One. Two."), by_sentence("en"))(content, "") == [(0, 4), (5, 9)]


def test_the_cut_nearest_to_the_rules_wins_among_known_ones() -> None:
    content = ("One. Two. Three.",)
    known = keys("One. Two. Three.", "One.", "Two. Three.")
    assert texts(content, keeping(known, by_sentence("en"))(content, "")) == ["One. Two. Three."]
    known = keys("One. T", "wo. Three.", "One.", "Two. Three.")
    assert texts(content, keeping(known, by_sentence("en"))(content, "")) == ["One.", "Two. Three."]


def test_a_way_that_leads_nowhere_is_left() -> None:
    content = ("a b c d.",)
    known = keys("a b c", "a b", "a", "b c d.")
    assert texts(content, keeping(known, by_sentence("en"))(content, "")) == ["a", "b c d."]


def test_sentences_written_without_a_blank_are_known_too() -> None:
    content = ("他来了。她走了。天黑了。",)
    known = keys("他来了。她走了。", "天黑了。")
    assert texts(content, keeping(known, by_sentence("zh-Hans"))(content, "")) == ["他来了。她走了。", "天黑了。"]


def test_only_chinese_and_japanese_have_no_gap() -> None:
    tags = ("zh-Hans", "zh-TW", "ja", "yue", "ko", "th", "en", "ar", "zh-Latn")
    assert [gap(tag) for tag in tags] == ["", "", "", "", " ", " ", " ", " ", " "]
