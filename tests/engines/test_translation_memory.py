"""What people approved is found again, the best of it first."""

from __future__ import annotations

from dragoman.memory import Memory
from dragoman.model import Key, Remembered


def test_the_same_context_comes_before_a_more_frequent_text() -> None:
    memory = Memory()
    memory.add("es", Key("Right", ""), "Derecha", "a.md")
    memory.add("es", Key("Right", ""), "Derecha", "b.md")
    memory.add("es", Key("Right", "headline"), "Correcto", "c.md")
    assert memory.recall(Key("Right", "headline"), "es") == Remembered("Correcto", True, "c.md")
    assert memory.recall(Key("Right", "caption"), "es") == Remembered("Derecha", False, "a.md")


def test_among_several_in_one_context_the_most_frequent_wins() -> None:
    memory = Memory()
    memory.add("es", Key("Bank"), "Orilla", "a.md")
    memory.add("es", Key("Bank"), "Banco", "b.md")
    memory.add("es", Key("Bank"), "Banco", "c.md")
    assert memory.recall(Key("Bank"), "es") == Remembered("Banco", True, "b.md")


def test_adding_a_pair_again_changes_nothing() -> None:
    memory = Memory()
    for _ in range(3):
        memory.add("es", Key("Bank"), "Orilla", "a.md")
    memory.add("es", Key("Bank"), "Banco", "b.md")
    assert memory.recall(Key("Bank"), "es") == Remembered("Banco", True, "b.md")
    assert len(memory) == 2


def test_languages_are_kept_apart_and_compared_without_case() -> None:
    memory = Memory()
    memory.add("zh-Hans", Key("Bank"), "银行", "a.md")
    assert memory.recall(Key("Bank"), "zh_hans") == Remembered("银行", True, "a.md")
    assert memory.recall(Key("Bank"), "zh-Hant") is None


def test_an_empty_text_is_no_translation() -> None:
    memory = Memory()
    memory.add("es", Key("Bank"), "", "a.md")
    assert memory.recall(Key("Bank"), "es") is None
    assert list(memory) == []


def test_every_pair_can_be_listed() -> None:
    memory = Memory()
    memory.add("es", Key("Bank", "headline"), "Banco", "a.md")
    assert list(memory) == [("es", Key("Bank", "headline"), "Banco")]
