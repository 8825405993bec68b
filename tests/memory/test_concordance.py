"""Where a phrase stood before, in what people approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.alignment.words import words
from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState

PAIRS = (
    ("The Water Forum opens on Friday.", "El Foro del Agua se abre el viernes."),
    ("The <strong>Water</strong> Forum, says the mayor, opens late.", "El Foro del <strong>Agua</strong> abre tarde."),
    ("A forum on water was held in May.", "En mayo se celebró un foro sobre el agua."),
    ("Underwater forums are rare.", "Los foros submarinos son raros."),
)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = filled(tmp_path / "memory.sqlite", PAIRS, "en")
    yield made
    made.close()


def filled(path: Path, pairs: tuple[tuple[str, str], ...], language: str) -> Memory:
    memory = Memory(path)
    with memory.filling() as filling:
        units = (Unit(source, target, language, "es") for source, target in pairs)
        filling.put("made.tmx", FileState("made"), units)
    return memory


def found(memory: Memory, phrase: str, language: str = "en") -> list[str]:
    return [match.source for match in memory.concordance(phrase, language, "es", limit=10)]


def test_a_phrase_is_found_across_marks_and_capitals_before_its_scattered_words(memory: Memory) -> None:
    assert found(memory, "water forum") == [PAIRS[1][0], PAIRS[0][0], PAIRS[2][0]]


def test_a_word_is_found_whole_and_not_inside_another(memory: Memory) -> None:
    assert found(memory, "forums") == [PAIRS[3][0]]
    assert found(memory, "under") == []


@pytest.mark.parametrize("phrase", ["", "  ", "…", "<a>", "nothing like it", "water absent"])
def test_what_never_stood_there_is_not_found(memory: Memory, phrase: str) -> None:
    assert found(memory, phrase) == []


def test_a_language_that_nothing_was_approved_in_has_no_lines(memory: Memory) -> None:
    assert memory.concordance("water", "en", "fr", limit=10) == []


@pytest.mark.parametrize(
    ("language", "source", "phrase"),
    [
        ("zh-Hans", "水论坛将于周五开幕。", "论坛"),
        ("ja", "水フォーラムは金曜日に開幕する。", "フォーラム"),
        ("ar", "يفتتح منتدى المياه أعماله يوم الجمعة.", "منتدى المياه"),
        ("he", "פורום המים נפתח ביום שישי.", "פורום המים"),
        ("hi", "जल मंच शुक्रवार को खुलेगा।", "जल मंच"),
        ("th", "เวทีน้ำเปิดวันศุกร์", "น้ำ"),
    ],
)
def test_phrases_are_found_in_every_script(tmp_path: Path, language: str, source: str, phrase: str) -> None:
    memory = filled(tmp_path / "memory.sqlite", ((source, "…"),), language)
    assert found(memory, phrase, language) == [source]
    memory.close()


_WORD = st.sampled_from(["port", "Port", "harbour", "the", "of", "ferry", "14", "Ávila"])


@settings(max_examples=60)
@given(st.lists(st.lists(_WORD, min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_whatever_stands_side_by_side_is_found_first(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], data: st.DataObject
) -> None:
    sources = list(dict.fromkeys(" ".join(row) for row in texts))
    memory = filled(tmp_path_factory.mktemp("law") / "m.sqlite", tuple((one, f"«{one}»") for one in sources), "en")
    text = data.draw(st.sampled_from(sources)).split()
    start = data.draw(st.integers(0, len(text) - 1))
    phrase = text[start : data.draw(st.integers(start + 1, len(text)))]
    spoken = [word.casefold() for word in phrase]
    holding = [
        one
        for one in sources
        if any(
            [word.casefold() for word in words(one)][at : at + len(spoken)] == spoken for at in range(len(words(one)))
        )
    ]
    got = memory.concordance(" ".join(phrase), "en", "es", limit=len(sources) + 1)
    assert {match.source for match in got if match.similarity == 1.0} == set(holding)
    memory.close()
