"""What alignment keeps to, whatever was edited: each sentence is followed once, and nothing that stayed is touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.alignment import ChangeClass, align, classify
from dragoman.catalog.cutting import cut_text, join_texts
from dragoman.model import Key
from tests.laws.strategies import texts

WORDS = ["port", "pier", "ship", "storm", "mayor", "safe", "not", "12", "<em>now</em>", "码头", "安全", "رصيف"]
keys = st.builds(
    Key, st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), st.sampled_from(["", "", "headline"])
)
rows = st.lists(keys, max_size=12)


@given(rows, rows)
def test_each_sentence_is_linked_once_and_only_if_it_changed(old: list[Key], new: list[Key]) -> None:
    links = align(old, new)
    gone = [at for link in links if not link.copied for at in link.old]
    come = [at for link in links for at in link.new]
    assert len(gone) == len(set(gone)) and len(come) == len(set(come))
    assert not {old[at] for at in gone} & set(new)
    assert not {new[at] for at in come} & set(old)
    for link in links:
        assert len(link.old) == 1 or len(link.new) == 1
        contexts = {old[at].context for at in link.old} | {new[at].context for at in link.new}
        assert len(contexts) == 1 or link.change is ChangeClass.ROLE
    assert align(old, new) == links


@given(rows)
def test_an_order_alone_makes_no_links(row: list[Key]) -> None:
    assert align(row, row[::-1]) == []


@given(texts)
def test_a_text_is_its_own_reflow(text: str) -> None:
    assert classify(text, text) is ChangeClass.WHITESPACE
    assert classify(text, f"  {text.replace(' ', '  ')}\n") is ChangeClass.WHITESPACE


@given(texts, texts)
def test_a_change_has_the_same_name_forwards_and_backwards(old: str, new: str) -> None:
    assert classify(old, new) is classify(new, old)


@given(texts, st.lists(st.integers(1, 50), min_size=1, max_size=4))
def test_a_cut_text_has_all_its_letters(text: str, lengths: list[int]) -> None:
    parts = cut_text(text, lengths)
    assert len(parts) == len(lengths)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert "".join(join_texts(parts).split()) == "".join(text.split())
