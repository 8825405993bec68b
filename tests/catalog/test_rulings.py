"""What editors say of edits: minor ones keep their approval, corrections of fact lose it; remarks come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import Catalog, Changes
from dragoman.catalog.minor import consists_of
from dragoman.catalog.rulings import Rulings
from dragoman.model import Key, State, Translation
from tests.catalog.sentences import ARTICLE, approved, catalog_of, drafted, person_draft, segments, texts_held

OLD = "Buses may cross the bridge from April."
SPANISH = "Los autobuses podrán cruzar el puente desde abril."
NONE = Rulings()
OTHER = "Read more tomorrow."


def catalog_with(translation: Translation) -> Catalog:
    return catalog_of([(OLD, translation), (OTHER, approved("Más mañana."))])


def update(
    catalog: Catalog,
    *texts: str | Key,
    rulings: Rulings = NONE,
    minor: Sequence[tuple[str, str]] = (),
    keep_passing: bool = False,
) -> Changes:
    row = [replace(segment, minor=tuple(minor)) for segment in segments(*texts)]
    return catalog.update(row, article=ARTICLE, language="es", source="en", rulings=rulings, keep_passing=keep_passing)


def comments_of(catalog: Catalog) -> list[str]:
    return [line for line in catalog.data.decode().split("\n") if line.startswith("#. ")]


def test_a_stale_entry_says_what_changed_until_it_is_approved() -> None:
    catalog = catalog_with(approved(SPANISH))
    new = OLD.replace("may", "may not")
    update(catalog, new, OTHER)
    assert comments_of(catalog) == ["#. Changed: negation: \u2068may\u2069 → \u2068may not\u2069"]
    once = catalog.data
    update(catalog, new, OTHER)
    assert catalog.data == once
    catalog.put(Key(new), approved("Todavía no."), over=catalog.translation(Key(new)))
    left = catalog.data
    update(catalog, new, OTHER, keep_passing=True)
    assert catalog.data == left, "an approval alone leaves nothing for extract to do"
    update(catalog, new, OTHER)
    assert comments_of(catalog) == []


def test_what_changed_is_told_again_when_an_editor_has_stripped_every_comment() -> None:
    catalog = catalog_with(approved(SPANISH))
    new = OLD.replace("April", "May")
    update(catalog, new, OTHER)
    before = catalog.data
    stripped = b"\n".join(line for line in before.split(b"\n") if not line.startswith((b"#.", b"#:", b"#|")))
    again = Catalog.parse(stripped)
    update(again, new, OTHER)
    assert again.data == before


def test_hostile_words_in_a_source_cannot_turn_the_remark_round() -> None:
    catalog = catalog_with(approved(SPANISH))
    update(catalog, OLD.replace("bridge", "\u202ebridge\u2066\x1b[31m"), OTHER)
    [line] = comments_of(catalog)
    assert line.isprintable() or {c for c in line if not c.isprintable()} == {"\u2068", "\u2069"}


MINOR_EDITS = [
    ("Buses can cross the bridge from April.", True),
    ("Buses may cross the bridge, from April!", True),
    ("buses may cross the bridge from April.", True),
    ("Buses may cross the bridge from May.", False),
    ("Buses may not cross the bridge from April.", False),
    ("Buses may cross the Valmora bridge from April.", False),
    ("Two buses may cross the bridge from April.", False),
]


@pytest.mark.parametrize(("new", "is_minor"), MINOR_EDITS)
@pytest.mark.parametrize("extracted_before", [False, True])
def test_a_minor_edit_keeps_its_approval_unless_a_fact_has_changed(
    new: str, is_minor: bool, extracted_before: bool
) -> None:
    catalog = catalog_with(approved(SPANISH))
    if extracted_before:
        update(catalog, new, OTHER)
        assert catalog.translation(Key(new)) == Translation(SPANISH, State.STALE, None, Key(OLD))
    changes = update(catalog, new, OTHER, rulings=Rulings(minor={Key(new)}))
    if is_minor:
        assert (changes.minor, catalog.translation(Key(new))) == ((Key(new),), approved(SPANISH))
        assert comments_of(catalog) == []
    else:
        assert catalog.translation(Key(new)) == Translation(SPANISH, State.STALE, None, Key(OLD))
        assert changes.minor == ()
    once = catalog.data
    update(catalog, new, OTHER)
    assert catalog.data == once
    update(catalog, OLD, OTHER)
    assert catalog.translation(Key(OLD)) == approved(SPANISH), "a revert restores the approved pair"


def test_the_same_text_in_another_role_may_be_minor() -> None:
    catalog = catalog_with(approved(SPANISH))
    caption = Key(OLD, "caption")
    update(catalog, caption, OTHER, rulings=Rulings(minor={caption}))
    assert catalog.translation(caption) == approved(SPANISH)


def test_only_a_text_that_was_approved_is_approved_again() -> None:
    new = OLD.replace("may", "can")
    for translation in (drafted(SPANISH), person_draft(SPANISH)):
        catalog = catalog_with(translation)
        update(catalog, new, OTHER, rulings=Rulings(minor={Key(new)}))
        now = catalog.translation(Key(new))
        assert now is None or now.state is not State.APPROVED
    catalog = catalog_with(approved(SPANISH))
    update(catalog, new, OTHER)
    touched = Translation("Los buses …", State.STALE, None, Key(OLD))
    catalog.put(Key(new), touched, over=catalog.translation(Key(new)))
    update(catalog, new, OTHER, rulings=Rulings(minor={Key(new)}))
    assert catalog.translation(Key(new)) == touched


def test_a_minor_edit_that_takes_a_mark_the_translation_has_stays_stale() -> None:
    old, new = "See <a>the map</a> now.", "See our map today."
    catalog = catalog_of([(old, approved("Vea <a>el mapa</a>."))])
    update(catalog, new, rulings=Rulings(minor={Key(new)}))
    assert catalog.translation(Key(new)) == Translation("Vea <a>el mapa</a>.", State.STALE, None, Key(old))


def test_a_directive_covers_the_words_it_names_and_no_later_edit() -> None:
    catalog = catalog_with(approved(SPANISH))
    first, second = OLD.replace("may", "can"), OLD.replace("may", "can").replace("cross", "use")
    update(catalog, first, OTHER, minor=[("may", "can")])
    assert catalog.translation(Key(first)) == approved(SPANISH)
    update(catalog, second, OTHER, minor=[("may", "can")])
    assert catalog.translation(Key(second)) == Translation(SPANISH, State.STALE, None, Key(first))


def test_a_directive_never_covers_a_fact() -> None:
    catalog = catalog_with(approved(SPANISH))
    new = OLD.replace("April", "May")
    update(catalog, new, OTHER, minor=[("April", "May")])
    assert catalog.translation(Key(new)) == Translation(SPANISH, State.STALE, None, Key(OLD))


CONSISTS = [
    ("a colour, colours", "a color, colours", [("colour", "color")], True),
    ("a colour, colour", "a color, color", [("colour", "color")], True),
    ("colours", "colors", [("colour", "color")], False),
    ("in the boat", "on the ship", [("in", "on"), ("boat", "ship")], True),
    ("in the boat", "on the ships", [("in", "on"), ("boat", "ship")], False),
    ("the  boat", "the ship", [(" boat ", "ship")], True),
    ("лодка тут", "судно тут", [("лодка", "судно")], True),
    ("лодка", "судка", [("лод", "суд")], False),
    ("大船来了", "大舟来了", [("船", "舟")], True),
    ("पुरानी नाव", "नई नाव", [("पुरानी", "नई")], True),
    ("a b", "b a", [("a b", "b a")], True),
    ("a b", "a b", [("a", "b")], False),
]


@pytest.mark.parametrize(("old", "new", "replacements", "consists"), CONSISTS)
def test_an_edit_consists_of_replacements_of_whole_words(
    old: str, new: str, replacements: list[tuple[str, str]], consists: bool
) -> None:
    assert consists_of(old, new, replacements) is consists


@given(st.lists(st.sampled_from(["a", "b", "cd", "船", "é", ","]), max_size=8), st.data())
def test_replacing_chosen_words_is_an_edit_that_consists_of_them(words: list[str], data: st.DataObject) -> None:
    changed = [data.draw(st.sampled_from([word, {"a": "x y"}.get(word, word)])) for word in words]
    old, new = " ".join(words), " ".join(changed)
    assert consists_of(old, new, [("a", "x y")]) is (old != new)


def test_nothing_is_carried_to_a_corrected_segment_not_even_an_address() -> None:
    old, new = "See https://example.org/a.", "See https://example.org/b."
    catalog = catalog_of([(old, approved("Vea https://example.org/a."))])
    update(catalog, new, rulings=Rulings(corrected={Key(new): "Correction 2026-11-27: wrong page"}, minor={Key(new)}))
    assert catalog.translation(Key(new)) == Translation("Vea https://example.org/a.", State.STALE, None, Key(old))
    address = "\u2068https://example.org/a\u2069 → \u2068https://example.org/b\u2069"
    assert comments_of(catalog) == ["#. Correction 2026-11-27: wrong page", f"#. Changed: url: {address}"]


@pytest.mark.parametrize("before", [OLD, ""])
def test_a_reopened_segment_loses_its_approval_and_keeps_its_text(before: str) -> None:
    new = OLD.replace("April", "May")
    catalog = catalog_of([(new, approved(SPANISH)), (OTHER, approved("Más mañana."))])
    ruled = Rulings(corrected={Key(new): "Correction 2026-11-27"}, reopened={Key(new): before})
    changes = update(catalog, new, OTHER, rulings=ruled)
    state, previous = (State.STALE, Key(before)) if before else (State.DRAFT, None)
    assert (changes.reopened, changes.kept) == ((Key(new),), (Key(OTHER),))
    assert catalog.translation(Key(new)) == Translation(SPANISH, state, None, previous)
    assert "#. Correction 2026-11-27" in comments_of(catalog)
    catalog.put(Key(new), approved(SPANISH), over=catalog.translation(Key(new)))
    update(catalog, new, OTHER, rulings=Rulings(corrected=ruled.corrected))
    assert catalog.translation(Key(new)) == approved(SPANISH), "approved once more, it stays so"
    assert comments_of(catalog) == []


def test_a_text_that_comes_back_with_a_correction_must_be_looked_at_again() -> None:
    new = OLD.replace("April", "May")
    catalog = catalog_of([(new, approved("mayo"))])
    update(catalog, OLD)
    update(catalog, new, rulings=Rulings(corrected={Key(new): "Correction"}, reopened={Key(new): OLD}))
    assert catalog.translation(Key(new)) == Translation("mayo", State.STALE, None, Key(OLD))


def test_what_was_approved_since_a_correction_is_carried_on_as_ever() -> None:
    new, later = "See https://example.org/b.", "See https://example.org/c."
    catalog = catalog_of([(new, approved("Vea https://example.org/b."))])
    ruled = Rulings(corrected={Key(later): "Correction 2026-11-27"}, trusted={Key(new)})
    update(catalog, later, rulings=ruled)
    assert catalog.translation(Key(later)) == approved("Vea https://example.org/c.")
    update(catalog, "See it at https://example.org/c.", rulings=Rulings({Key("See it at https://example.org/c.")}))
    update(catalog, new, rulings=replace(ruled, corrected={Key(new): "Correction 2026-11-27"}))
    assert catalog.translation(Key(new)) == approved("Vea https://example.org/b."), "a revert restores it"


words = st.lists(st.sampled_from(["boats", "14", "15", "Valmora", "not", "old", "left", "."]), min_size=1, max_size=5)
texts = words.map(" ".join)


@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=2, max_size=5), st.data())
def test_no_approved_text_is_lost_whatever_editors_rule(versions: list[list[str]], data: st.DataObject) -> None:
    catalog = Catalog.new("es", "en", ARTICLE)
    approvals: set[str] = set()
    for number, version in enumerate(versions):
        keys = [Key(text) for text in dict.fromkeys(version)]
        some = st.lists(st.sampled_from(keys), unique=True)
        corrected = data.draw(some)
        ruled = Rulings(
            minor=set(data.draw(some)),
            corrected=dict.fromkeys(corrected, "Correction 2026-11-27"),
            reopened=dict.fromkeys(filter(lambda _: data.draw(st.booleans()), corrected), ""),
        )
        update(catalog, *keys, rulings=ruled)
        once = catalog.data
        update(catalog, *keys, rulings=replace(ruled, reopened={}))
        assert catalog.data == once
        assert approvals <= texts_held(catalog)
        for key in ruled.reopened:
            now = catalog.translation(key)
            assert now is None or now.state is not State.APPROVED
        for key in data.draw(some):
            text = f"{key.text} ({number})"
            catalog.put(key, approved(text), over=catalog.translation(key))
            approvals = {text for text in approvals if text in texts_held(catalog)} | {text}
