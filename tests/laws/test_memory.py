"""What the memory promises whatever it is fed."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState
from dragoman.memory.near import near_repeats
from dragoman.memory.similarity import facts, folded, nearest, penalty
from dragoman.memory.tmx_reading import Fault, read_tmx
from dragoman.memory.tmx_writing import write_tmx
from dragoman.memory.units import fingerprint
from dragoman.model import Key
from tests.laws.strategies import sentences

law = settings(max_examples=60, deadline=None)
words = st.sampled_from(
    ["harbour", "ferry", "council", "storm", "<a>port</a>", "14", "Valmora", "港务局", "قال", "ท่าเรือ"]
)
phrases = st.lists(words, min_size=1, max_size=9).map(" ".join)
filled = sentences.filter(lambda text: text.strip() and "\0" not in text)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    around = draw(st.booleans())
    return Unit(
        draw(phrases),
        draw(phrases),
        draw(st.sampled_from(["en", "en-GB"])),
        draw(st.sampled_from(["es", "zh-Hans", "pt-BR"])),
        draw(st.sampled_from(["", "headline"])),
        fingerprint(draw(phrases)) if around else "",
        fingerprint(draw(phrases)) if around else "",
        draw(st.sampled_from(["a.md", "b c.md"])),
        draw(st.sampled_from(["", "2026-11-22"])),
    )


fed = st.dictionaries(st.sampled_from(["a.po", "b.po", "c.tmx"]), st.lists(units(), max_size=8), max_size=3)


@law
@given(st.lists(fed, min_size=1, max_size=4), st.lists(phrases, min_size=1, max_size=3))
def test_step_by_step_is_all_at_once(steps: Sequence[Mapping[str, Sequence[Unit]]], queries: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Memory(Path(folder) / "one.sqlite"), Memory(Path(folder) / "other.sqlite")
        for step in steps:
            with one.filling() as filling:
                for path in sorted(one.files().keys() - step.keys()):
                    filling.drop(path)
                for path, given_units in step.items():
                    filling.put(path, FileState("0"), given_units)
        with other.filling(anew=True) as filling:
            for path, given_units in reversed(steps[-1].items()):
                filling.put(path, FileState("0"), reversed(given_units))
        assert [*one.units()] == [*other.units()]
        for query in queries:
            for tag in ("es", "zh-CN"):
                found = [memory.similar(query, "en", tag, threshold=0.5, limit=4) for memory in (one, other)]
                assert found[0] == found[1]
                exact = [memory.exact(Key(query), "en", tag, ("", query)) for memory in (one, other)]
                assert exact[0] == exact[1]
        one.close()
        other.close()


@law
@given(st.lists(units(), max_size=12), st.randoms(use_true_random=False))
def test_what_is_given_twice_or_in_another_order_is_the_same(given_units: list[Unit], chance: random.Random) -> None:
    shuffled = [*given_units, *given_units]
    chance.shuffle(shuffled)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, row in enumerate((given_units, shuffled)):
            memory = Memory(Path(folder) / f"{number}.sqlite")
            with memory.filling() as filling:
                filling.put("a.po", FileState("0"), row)
            found.append([*memory.units()])
            memory.close()
    assert found[0] == found[1] == sorted(set(given_units), key=found[0].index)


@law
@given(
    st.lists(st.tuples(filled, filled), max_size=6),
    st.sampled_from(["es", "zh-Hans", "pt-BR", "sr-Latn"]),
    st.sampled_from(["en", "de-AT"]),
    filled,
)
def test_tmx_comes_back_whatever_the_texts_hold(
    texts: list[tuple[str, str]], target: str, source: str, other: str
) -> None:
    rows = [
        Unit(one, two, source, target, "headline", fingerprint(other), fingerprint(""), "articles/a & <b>.md", date)
        for one, two in texts
        for date in ("", "2026-11-22")
    ]
    faults: list[Fault] = []
    data = b"".join(write_tmx(rows, "en", "1"))
    assert [*read_tmx([data[:90], data[90:]], "all.tmx", "en", faults.append)] == rows
    assert faults == []


@law
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_tmx_comes_back_with_characters_that_xml_does_not_know(texts: list[str]) -> None:
    rows = [Unit(f"a{text}", f"b{text}", "en", "es", article="a.md") for text in texts]
    assert [*read_tmx([b"".join(write_tmx(rows, "en", "1"))], "all.tmx", "en", [].append)] == rows


@law
@given(phrases, phrases)
def test_similarity_is_the_same_both_ways_and_whole_only_for_the_same(one: str, other: str) -> None:
    both = [
        nearest(folded(a), {0: folded(b)}, 0.0, 1)[0][1] - penalty(facts(a), b) for a, b in ((one, other), (other, one))
    ]
    assert abs(both[0] - both[1]) < 1e-9
    assert (both[0] == 1) == (folded(one) == folded(other))


@law
@given(st.lists(phrases, max_size=30))
def test_a_near_repeat_is_of_an_earlier_text_that_is_another(texts: list[str]) -> None:
    for at, (there, share) in near_repeats(texts).items():
        assert there < at
        assert texts[there] != texts[at]
        assert 0.6 <= share <= 1
