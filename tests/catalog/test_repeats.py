"""One text in several places: one entry, until an editor tells the places apart or edits one of them."""

from __future__ import annotations

from dragoman.alignment import ChangeClass
from dragoman.model import Key, State, Translation
from tests.catalog.sentences import approved, catalog_of, drafted, standing, update

MORE = "Read more."
SPORTS, WEATHER = Key(MORE, "sports"), Key(MORE, "weather")
MATCH, STORM = "The match ended without a goal.", "A storm reached the coast at noon."
PAIRS = [
    (MATCH, approved("El partido acabó sin goles.")),
    (MORE, approved("Leer más.")),
    (STORM, approved("Tormenta.")),
]
SHARED = Translation("Leer más.", State.STALE, None, SPORTS)


def test_contexts_start_from_the_shared_text_unapproved() -> None:
    catalog = catalog_of(PAIRS)
    changes = update(catalog, MATCH, SPORTS, STORM, WEATHER)
    assert catalog.translation(SPORTS) == SHARED
    assert catalog.translation(WEATHER) == Translation("Leer más.", State.STALE, None, WEATHER)
    assert dict(catalog.obsolete()) == {Key(MORE): approved("Leer más.")}
    assert changes.classes == ((SPORTS, ChangeClass.ROLE), (WEATHER, ChangeClass.ROLE))
    assert catalog.last_approved(WEATHER) == (Key(MORE), approved("Leer más."))


def test_a_context_for_one_place_leaves_the_other_approved() -> None:
    catalog = catalog_of(PAIRS)
    update(catalog, MATCH, SPORTS, STORM, MORE)
    assert catalog.translation(SPORTS) == SHARED
    assert catalog.translation(Key(MORE)) == approved("Leer más.")
    assert not dict(catalog.obsolete())
    assert catalog.last_approved(SPORTS) == (Key(MORE), approved("Leer más."))


def test_a_context_taken_back_brings_the_approval_back() -> None:
    catalog = catalog_of(PAIRS)
    before = catalog.data
    update(catalog, MATCH, SPORTS, STORM, WEATHER)
    update(catalog, MATCH, MORE, STORM)
    assert catalog.data == before


def test_renamed_contexts_are_told_apart_by_their_neighbours() -> None:
    pairs = [PAIRS[0], (SPORTS, approved("Más deporte.")), PAIRS[2], (WEATHER, approved("Más tiempo."))]
    games, sky = Key(MORE, "games"), Key(MORE, "sky")
    catalog = catalog_of(pairs)
    update(catalog, STORM, sky, MATCH, games)
    assert [row[1:] for row in standing(catalog) if row[0] == MORE] == [
        ("stale", "Más tiempo."),
        ("stale", "Más deporte."),
    ]


def test_swapped_contexts_keep_what_each_was_approved_for() -> None:
    pairs = [PAIRS[0], (SPORTS, approved("Más deporte.")), PAIRS[2], (WEATHER, approved("Más tiempo."))]
    catalog = catalog_of(pairs)
    update(catalog, MATCH, WEATHER, STORM, SPORTS)
    assert catalog.translation(SPORTS) == approved("Más deporte.")
    assert catalog.translation(WEATHER) == approved("Más tiempo.")


def test_one_edited_of_two_starts_from_the_shared_text() -> None:
    long = "This method is internal to the class, and should not be called by users."
    catalog = catalog_of([(MATCH, None), (long, approved("Este método es interno, y no debe llamarse."))])
    typo = long.replace("internal", "intrnal")
    update(catalog, MATCH, long, typo)
    assert catalog.translation(Key(typo)) == Translation(
        "Este método es interno, y no debe llamarse.", State.STALE, None, Key(long)
    )
    assert catalog.translation(Key(long)) == approved("Este método es interno, y no debe llamarse.")


def test_one_split_of_two_gives_both_halves_a_beginning() -> None:
    long = "This method is internal to the class, and it is meant for those who write one."
    catalog = catalog_of([(long, approved("Este método es interno, y es para quien la escribe."))])
    update(catalog, "This method is internal to the class.", "It is meant for those who write one.", long)
    assert [row[1:] for row in standing(catalog)] == [
        ("stale", "Este método es interno,"),
        ("stale", "y es para quien la escribe."),
        ("approved", "Este método es interno, y es para quien la escribe."),
    ]


def test_one_made_bold_of_two_stays_approved() -> None:
    catalog = catalog_of([("Open at <em>noon</em>.", approved("Abierto a <em>mediodía</em>."))])
    update(catalog, "Open at <em>noon</em>.", "Open at <strong>noon</strong>.")
    assert standing(catalog)[1] == (
        "Open at <strong>noon</strong>.",
        "approved",
        "Abierto a <strong>mediodía</strong>.",
    )


def test_another_fact_is_no_copy() -> None:
    catalog = catalog_of([("The ferry leaves at 9 from the eastern pier.", approved("El ferri sale a las 9."))])
    update(catalog, "The ferry leaves at 9 from the eastern pier.", "The ferry leaves at 7 from the eastern pier.")
    assert standing(catalog)[1][1] == "missing"


def test_a_machine_s_draft_is_not_shared_out() -> None:
    catalog = catalog_of([(MORE, drafted("Leer."))])
    update(catalog, SPORTS, WEATHER)
    assert [row[1] for row in standing(catalog)] == ["missing", "missing"]


def test_what_left_earlier_comes_back_edited() -> None:
    catalog = catalog_of(PAIRS)
    update(catalog, MATCH, MORE)
    update(catalog, MATCH, MORE, STORM.replace("reached", "reaches"))
    assert standing(catalog)[2][1:] == ("stale", "Tormenta.")
