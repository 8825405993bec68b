"""What people approved is found again, the best of it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState
from dragoman.memory.finding import Match
from dragoman.memory.units import fingerprint
from dragoman.model import FileError, Key, Remembered


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    made = Memory(tmp_path / "memory.sqlite")
    yield made
    made.close()


def unit(source: str, target: str, article: str = "a.md", context: str = "", **more: str) -> Unit:
    return replace(Unit(source, target, "en", "es", context, article=article), **more)


def fill(memory: Memory, *units: Unit, path: str = "a.po") -> None:
    with memory.filling() as filling:
        filling.put(path, FileState("0"), units)


def sources(matches: Sequence[Match]) -> list[str]:
    return [match.source for match in matches]


def test_the_same_role_comes_before_a_more_frequent_text(memory: Memory) -> None:
    fill(
        memory,
        unit("Right", "Derecha"),
        unit("Right", "Derecha", "b.md"),
        unit("Right", "Correcto", "c.md", "headline"),
    )
    assert memory.exact(Key("Right", "headline"), "en", "es") == Remembered("Correcto", True, "c.md")
    assert memory.exact(Key("Right", "caption"), "en", "es") == Remembered("Derecha", False, "a.md")


def test_among_several_in_one_role_the_most_frequent_wins(memory: Memory) -> None:
    fill(memory, unit("Bank", "Orilla"), unit("Bank", "Banco", "b.md"), unit("Bank", "Banco", "c.md"))
    assert memory.exact(Key("Bank"), "en", "es") == Remembered("Banco", True, "b.md")


def between(before: str, after: str) -> dict[str, str]:
    return {"before": fingerprint(before), "after": fingerprint(after)}


def test_the_same_neighbours_come_before_a_more_frequent_text(memory: Memory) -> None:
    fill(
        memory,
        unit("Next steps", "Próximos pasos", "a.md", "subhead", **between("One.", "Two.")),
        unit("Next steps", "Qué sigue", "b.md", "subhead", **between("Three.", "Four.")),
        unit("Next steps", "Qué sigue", "c.md", "subhead", **between("Three.", "Four.")),
    )
    key = Key("Next steps", "subhead")
    found = memory.exact(key, "en", "es", ("One.", "Two."))
    assert found == Remembered("Próximos pasos", True, "a.md", same_neighbours=True)
    assert memory.exact(key, "en", "es", ("One.", "Four.")) == Remembered("Qué sigue", True, "b.md")
    assert memory.exact(Key("Next steps"), "en", "es", ("One.", "Two.")) == Remembered("Qué sigue", False, "b.md")


def test_where_people_approved_different_texts_in_one_place_neither_counts_as_approved_there(memory: Memory) -> None:
    there = between("One.", "Two.")
    fill(
        memory,
        unit("Next steps", "Próximos pasos", "a.md", **there),
        unit("Next steps", "Qué sigue", "b.md", **there),
        unit("Next steps", "Qué sigue", "c.md", **there),
    )
    assert memory.exact(Key("Next steps"), "en", "es", ("One.", "Two.")) == Remembered("Qué sigue", True, "b.md")


def test_languages_are_kept_apart_and_a_region_that_nobody_asked_for_is_no_other_language(memory: Memory) -> None:
    fill(memory, Unit("Bank", "银行", "en-US", "zh-CN", article="a.md"), unit("Bank", "Banco", language="es-MX"))
    assert memory.exact(Key("Bank"), "en", "zh-Hans") == Remembered("银行", True, "a.md")
    assert memory.exact(Key("Bank"), "en", "es") == Remembered("Banco", True, "a.md")
    assert [memory.exact(Key("Bank"), "en", tag) for tag in ("zh-Hant", "es-ES", "pt")] == [None] * 3
    assert memory.exact(Key("Bank"), "de", "es") is None


def test_similar_texts_come_best_first_and_the_same_text_before_all(memory: Memory) -> None:
    texts = [
        "The ferry to the island leaves at nine in the morning.",
        "The ferry to the island leaves at ten in the morning.",
        "The ferry from the island leaves at noon.",
        "A storm closed the port.",
    ]
    fill(memory, *(unit(text, text.upper()) for text in texts))
    found = memory.similar(texts[0], "en", "es", threshold=0.6, limit=5)
    assert sources(found) == texts[:3]
    assert [match.similarity == 1 for match in found] == [True, False, False]
    assert found[0] == Match(texts[0], texts[0].upper(), 1.0, "es", article="a.md")


def test_a_differing_number_or_name_counts_more_than_its_letters(memory: Memory) -> None:
    wording = "The council spent 40 million euro on the new bridge in Valmora."
    number = "The council spent 41 million euros on the new bridge in Valmora."
    name = "The council spent 40 million euros on the new bridge in Valmira."
    fill(memory, unit(wording, "w"), unit(number, "n"), unit(name, "m"))
    query = "The council spent 40 million euros on the new bridge in Valmora."
    found = memory.similar(query, "en", "es", threshold=0.75, limit=3)
    assert sources(found)[0] == wording
    assert {match.similarity < found[0].similarity for match in found[1:]} == {True}


def test_a_mark_more_counts_as_little_as_a_comma(memory: Memory) -> None:
    fill(memory, unit("Read <a>the report</a> of the harbour board today.", "Lea <a>el informe</a>."))
    [match] = memory.similar("Read the report of the harbour board today.", "en", "es", threshold=0.75, limit=3)
    assert match.similarity > 0.94


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("zh", "港务局星期一表示，渡轮将留在港内，直到风暴过去。", "港务局星期二表示，渡轮将留在港内，直到风暴过去。"),
        ("th", "เรือข้ามฟากจะออกจากท่าเรือทุกวันจันทร์", "เรือข้ามฟากจะออกจากท่าเรือทุกวันพุธ"),
        ("km", "សាឡាងនឹងចេញពីកំពង់ផែរៀងរាល់ថ្ងៃច័ន្ទ", "សាឡាងនឹងចេញពីកំពង់ផែរៀងរាល់ថ្ងៃពុធ"),
        ("lo", "ເຮືອຈະອອກຈາກທ່າເຮືອທຸກວັນຈັນ", "ເຮືອຈະອອກຈາກທ່າເຮືອທຸກວັນພຸດ"),
        ("my", "သင်္ဘောသည်ဆိပ်ကမ်းမှတနင်္လာနေ့တိုင်းထွက်ခွာသည်", "သင်္ဘောသည်ဆိပ်ကမ်းမှဗုဒ္ဓဟူးနေ့တိုင်းထွက်ခွာသည်"),
        ("ar", "ستبقى العبّارات في الميناء حتى تمرّ العاصفة.", "ستبقى السفن في الميناء حتى تمرّ العاصفة."),
        ("hi", "नौका हर सोमवार को बंदरगाह से रवाना होगी।", "नौका हर बुधवार को बंदरगाह से रवाना होगी।"),
        ("ja", "渡し船は毎週月曜日に港を出ます。", "渡し船は毎週水曜日に港を出ます。"),
    ],
)
def test_similar_texts_are_found_in_every_script(memory: Memory, language: str, text: str, query: str) -> None:
    others = [f"{number} {text[::-1]} {number}" for number in range(40)]
    fill(memory, *(Unit(one, "…", language, "en", article="a.md") for one in [*others, text]))
    assert sources(memory.similar(query, language, "en", threshold=0.7, limit=1)) == [text]


def test_short_texts_of_common_words_are_found(memory: Memory) -> None:
    many = [f"The {word}{number} opened and the port closed" for number in range(4_000) for word in ("quay", "pier")]
    fill(memory, unit("The port opened.", "Abrió el puerto."), *(unit(text, "…") for text in many))
    assert sources(memory.similar("The fort opened.", "en", "es", threshold=0.75, limit=1)) == ["The port opened."]


def test_what_only_other_languages_have_does_not_hide_what_is_wanted(memory: Memory) -> None:
    near = [f"The ferry to island {number} leaves at nine in the morning." for number in range(900)]
    fill(memory, *(unit(text, "…", language="fr") for text in near))
    wanted = "The ferry to the islands leaves at about nine in the morning."
    fill(memory, unit(wanted, "El ferri"), path="b.po")
    query = "The ferry to island 950 leaves at nine in the morning."
    assert sources(memory.similar(query, "en", "es", threshold=0.7, limit=3)) == [wanted]


def test_a_damaged_memory_is_told_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5_000)
    with pytest.raises(FileError) as error:
        Memory(path)
    assert error.value.hint == "delete the file; it is filled again"
