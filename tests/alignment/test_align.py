"""Which old sentence became which new one, in articles as editors change them."""

from __future__ import annotations

from dragoman.alignment import ChangeClass, Link, align
from dragoman.model import Key

OLD = [
    "The harbour of Port Ellis reopened on Monday.",
    "Two ships waited outside, and a third turned back.",
    "Mayor Ana Ruiz thanked the crews.",
    "The pier is safe.",
    "Repairs will go on until spring.",
]


def links(old: list[str], new: list[str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.old, link.new) for link in align([Key(text) for text in old], [Key(text) for text in new])]


def test_sentences_that_stay_need_no_link() -> None:
    assert links(OLD, OLD[::-1]) == []


def test_an_edit_and_a_move_at_once_is_followed() -> None:
    assert links(OLD, ["Repairs will go on until next spring.", *OLD[:4]]) == [((4,), (0,))]


def test_a_split_and_a_join_beside_one_another_are_told_apart() -> None:
    new = [
        OLD[0],
        "Two ships waited outside.",
        "A third turned back.",
        "Mayor Ana Ruiz thanked the crews, and the pier is safe.",
        OLD[4],
    ]
    assert links(OLD, new) == [((1,), (1, 2)), ((2, 3), (3,))]


def test_something_new_has_no_past() -> None:
    assert links(OLD, ["Ferries sail again from noon.", *OLD]) == []


def test_something_new_in_the_place_of_something_else_has_no_past() -> None:
    assert links(OLD, [*OLD[:3], "Ferry tickets cost 12 euros.", OLD[4]]) == []


def test_a_sentence_rewritten_in_its_place_is_followed_by_its_neighbours() -> None:
    assert links(OLD, [*OLD[:3], "Visitors find the pier is now safe again, officials said.", OLD[4]]) == [((3,), (3,))]


def test_settled_keys_are_left_alone() -> None:
    new = [*OLD[:4], "Repairs will go on until next spring."]
    assert align([Key(text) for text in OLD], [Key(text) for text in new], settled={Key(new[4])}) == []


def test_contexts_are_not_mixed_except_for_the_same_text() -> None:
    old = [Key("Harbour reopens", "headline"), Key("Storm damage", "subhead")]
    new = [Key("Harbour reopens early"), Key("Storm damage", "caption")]
    assert align(old, new) == [Link((1,), (1,), ChangeClass.ROLE)]


def test_a_typo_in_a_single_word_is_followed() -> None:
    assert links(["Harbor"], ["Harbour"]) == [((0,), (0,))]


def test_scripts_without_blanks_are_followed() -> None:
    assert links(["港口星期一重新开放。", "没有人受伤。"], ["港口星期二重新开放。", "没有人受伤。"]) == [((0,), (0,))]
    assert links(["ท่าเรือเปิดอีกครั้งในวันจันทร์"], ["ท่าเรือเปิดอีกครั้งในวันอังคาร"]) == [((0,), (0,))]


def test_a_long_article_with_many_edits_is_aligned_one_to_one() -> None:
    old = [
        Key(f"Ship {number} of line {number % 7} left pier {number % 11} with cargo {number * 13}.")
        for number in range(3000)
    ]
    new = [Key(key.text.replace("left", "reached")) if at % 20 == 0 else key for at, key in enumerate(old)]
    found = align(old, new)
    assert [(link.old, link.new) for link in found] == [((at,), (at,)) for at in range(0, 3000, 20)]
