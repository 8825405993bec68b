"""The edit battery: what an editor does to an article, and what becomes of its reviewed translations."""

from __future__ import annotations

import pytest

from dragoman.alignment import ChangeClass
from dragoman.catalog import Catalog, likeness
from dragoman.model import Key, State, Translation
from tests.catalog.sentences import (
    approved,
    catalog_of,
    drafted,
    person_draft,
    segments,
    standing,
    texts_held,
    update,
)

HEADLINE = Key("Harbour reopens after storm", "headline")
LEAD = "The harbour of Port Ellis reopened on Monday after 12 days."
SHIPS = "Two ships waited outside the breakwater, and a third turned back to <a>Lindholm</a>."
MAYOR = "Mayor Ana Ruiz said the repairs were <em>nearly</em> finished."
SAFE = "The eastern pier is safe for visitors."
MORE = "Read more at https://example.org/harbour."
SOURCE = [HEADLINE, LEAD, SHIPS, MAYOR, SAFE, MORE]
SPANISH = {
    HEADLINE.text: "El puerto reabre tras la tormenta",
    LEAD: "El puerto de Port Ellis reabrió el lunes tras 12 días.",
    SHIPS: "Dos barcos esperaron fuera del rompeolas, y un tercero volvió a <a>Lindholm</a>.",
    MAYOR: "La alcaldesa Ana Ruiz dijo que las obras estaban <em>casi</em> terminadas.",
    SAFE: "El muelle este es seguro para los visitantes.",
    MORE: "Lea más en https://example.org/harbour.",
}


@pytest.fixture
def catalog() -> Catalog:
    """Every sentence reviewed."""
    pairs = [(key, approved(SPANISH[key.text if isinstance(key, Key) else key])) for key in SOURCE]
    return catalog_of(pairs)


def replaced(old: str | Key, *new: str | Key) -> list[str | Key]:
    return [text for key in SOURCE for text in (new if key == old else (key,))]


def others_are_approved(catalog: Catalog, *touched: str) -> None:
    known = {key if isinstance(key, Key) else Key(key) for key in SOURCE} & set(catalog.keys)
    assert sorted(row for row in standing(catalog) if row[0] not in touched) == sorted(
        (key.text, "approved", SPANISH[key.text]) for key in known
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (LEAD, "The harbour of Port Ellis reopened on Monday after 12 long days.", ChangeClass.WORDING),
        (LEAD, "The harbor of Port Ellis reopened on Monday after 12 days.", ChangeClass.WORDING),
        (LEAD, "The harbour of Port Ellis reopened on Monday after 13 days.", ChangeClass.NUMBER),
        (LEAD, "The harbour of Port Ellis reopened on Tuesday after 12 days.", ChangeClass.NUMBER),
        (LEAD, "The harbour of Port Ellis reopened on Monday, after 12 days.", ChangeClass.PUNCTUATION),
        (SAFE, "The eastern pier is not safe for visitors.", ChangeClass.NEGATION),
        (SAFE, "The eastern pier isn’t safe for visitors.", ChangeClass.NEGATION),
        (MAYOR, "Mayor Ana Ruiz said the repairs were nearly <em>finished</em>.", ChangeClass.MARKUP),
        (SAFE, "The eastern pier is <em>safe</em> for visitors.", ChangeClass.MARKUP),
    ],
)
def test_a_changed_sentence_goes_stale_and_only_it(catalog: Catalog, old: str, new: str, change: ChangeClass) -> None:
    changes = update(catalog, *replaced(old, new))
    assert catalog.translation(Key(new)) == Translation(SPANISH[old], State.STALE, None, Key(old))
    assert catalog.last_approved(Key(new)) == (Key(old), approved(SPANISH[old]))
    assert (changes.stale, changes.classes, changes.retired) == ((Key(new),), ((Key(new), change),), (Key(old),))
    others_are_approved(catalog, new)


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        (LEAD, "The harbour of Port Ellis  reopened on Monday\nafter 12\u00a0days.", SPANISH[LEAD]),
        (
            MAYOR,
            "Mayor Ana Ruiz said the repairs were nearly finished.",
            SPANISH[MAYOR].replace("<em>casi</em>", "casi"),
        ),
        (
            MAYOR,
            "Mayor Ana Ruiz said the repairs were <strong>nearly</strong> finished.",
            SPANISH[MAYOR].replace("em>", "strong>"),
        ),
        (SHIPS, SHIPS.replace("<a>", "").replace("</a>", ""), SPANISH[SHIPS].replace("<a>", "").replace("</a>", "")),
        (MORE, "Read more at https://example.org/port?id=2.", "Lea más en https://example.org/port?id=2."),
    ],
)
def test_reflow_lost_bold_and_a_new_address_keep_the_approval(
    catalog: Catalog, old: str, new: str, target: str
) -> None:
    changes = update(catalog, *replaced(old, new))
    assert catalog.translation(Key(new)) == approved(target)
    assert changes.mechanical == (Key(new),)
    assert SPANISH[old] in texts_held(catalog)
    others_are_approved(catalog, new)


def test_an_address_that_the_translation_does_not_show_is_for_a_person(catalog: Catalog) -> None:
    catalog.put(Key(MORE), approved("Lea más en nuestra página."), over=catalog.translation(Key(MORE)))
    update(catalog, *replaced(MORE, "Read more at https://example.org/port."))
    assert catalog.translation(Key("Read more at https://example.org/port.")) == Translation(
        "Lea más en nuestra página.", State.STALE, None, Key(MORE)
    )


def test_moving_a_paragraph_keeps_its_translation(catalog: Catalog) -> None:
    changes = update(catalog, HEADLINE, MORE, SAFE, LEAD, MAYOR, SHIPS)
    assert len(changes.kept) == 6
    others_are_approved(catalog)


def test_a_new_lead_is_missing_and_guesses_nothing(catalog: Catalog) -> None:
    lead = "Ferries to the islands sail again."
    changes = update(catalog, HEADLINE, lead, *SOURCE[1:])
    assert changes.new == (Key(lead),)
    assert catalog.translation(Key(lead)) is None
    others_are_approved(catalog, lead)


def test_a_repeated_paragraph_shares_one_entry(catalog: Catalog) -> None:
    update(catalog, *SOURCE, SAFE)
    assert [pair.translation for pair in catalog.pairs(segments(*SOURCE, SAFE))][-1] == approved(SPANISH[SAFE])
    others_are_approved(catalog)


def test_an_appended_sentence_leaves_the_rest_alone(catalog: Catalog) -> None:
    update(catalog, *SOURCE, "Nobody was hurt.")
    others_are_approved(catalog, "Nobody was hurt.")


def test_both_halves_of_a_split_are_filled_and_stale(catalog: Catalog) -> None:
    first, second = "Two ships waited outside the breakwater.", "A third turned back to <a>Lindholm</a>."
    changes = update(catalog, *replaced(SHIPS, first, second))
    assert changes.split == (Key(first), Key(second))
    assert catalog.translation(Key(first)) == Translation(
        "Dos barcos esperaron fuera del rompeolas,", State.STALE, None, Key(SHIPS)
    )
    assert catalog.translation(Key(second)) == Translation(
        "y un tercero volvió a <a>Lindholm</a>.", State.STALE, None, Key(SHIPS)
    )
    assert dict(catalog.obsolete())[Key(SHIPS)] == approved(SPANISH[SHIPS])
    others_are_approved(catalog, first, second)


def test_a_join_offers_both_old_texts(catalog: Catalog) -> None:
    joined = "Mayor Ana Ruiz said the repairs were <em>nearly</em> finished and the eastern pier is safe for visitors."
    source = [joined if text == MAYOR else text for text in SOURCE if text != SAFE]
    changes = update(catalog, *source)
    assert changes.joined == (Key(joined),)
    assert catalog.translation(Key(joined)) == Translation(
        f"{SPANISH[MAYOR]} {SPANISH[SAFE]}", State.STALE, None, Key(f"{MAYOR} {SAFE}")
    )
    held = dict(catalog.obsolete())
    assert (held[Key(MAYOR)], held[Key(SAFE)]) == (approved(SPANISH[MAYOR]), approved(SPANISH[SAFE]))
    others_are_approved(catalog, joined)


def test_what_leaves_comes_back_with_its_approval(catalog: Catalog) -> None:
    update(catalog, *(text for text in SOURCE if text != SAFE))
    assert dict(catalog.obsolete()) == {Key(SAFE): approved(SPANISH[SAFE])}
    changes = update(catalog, *SOURCE)
    assert changes.revived == (Key(SAFE),)
    assert dict(catalog.obsolete()) == {}
    others_are_approved(catalog)


def test_an_undone_edit_is_as_if_it_had_not_been(catalog: Catalog) -> None:
    before = catalog.data
    update(catalog, *replaced(SAFE, "The eastern pier is not safe for visitors."))
    update(catalog, *replaced(SAFE, "The eastern pier is not safe for visitors or staff."))
    update(catalog, *SOURCE)
    assert catalog.data == before


def test_a_stale_text_keeps_the_source_it_was_approved_for(catalog: Catalog) -> None:
    update(catalog, *replaced(LEAD, LEAD.replace("12", "13")))
    update(catalog, *replaced(LEAD, LEAD.replace("12", "14")))
    assert catalog.translation(Key(LEAD.replace("12", "14"))) == Translation(
        SPANISH[LEAD], State.STALE, None, Key(LEAD)
    )
    assert dict(catalog.obsolete()) == {Key(LEAD): approved(SPANISH[LEAD])}


def test_a_caption_that_was_a_headline_is_for_a_person(catalog: Catalog) -> None:
    caption = Key(HEADLINE.text, "caption")
    changes = update(catalog, caption, *SOURCE[1:])
    assert catalog.translation(caption) == Translation(
        SPANISH[HEADLINE.text], State.STALE, None, Key(HEADLINE.text, "caption")
    )
    assert changes.classes == ((caption, ChangeClass.ROLE),)


def test_a_headline_is_never_taken_for_body_text(catalog: Catalog) -> None:
    update(catalog, "Harbour reopens after long storm", *SOURCE[1:])
    assert catalog.translation(Key("Harbour reopens after long storm")) is None


def test_an_untouched_draft_is_emptied_when_its_source_changes() -> None:
    catalog = catalog_of([(SAFE, drafted("El muelle es seguro.")), (LEAD, approved(SPANISH[LEAD]))])
    changes = update(catalog, SAFE.replace("eastern", "western"), LEAD)
    assert changes.emptied == (Key(SAFE.replace("eastern", "western")),)
    assert catalog.translation(changes.emptied[0]) is None
    assert b"origin" not in catalog.data and "El muelle" not in catalog.data.decode()


def test_a_person_s_draft_is_kept_under_both_sources() -> None:
    catalog = catalog_of([(SAFE, person_draft("El muelle es seguro.")), (LEAD, None)])
    new = SAFE.replace("eastern", "western")
    update(catalog, new, LEAD)
    assert catalog.translation(Key(new)) == Translation("El muelle es seguro.", State.STALE, None, Key(SAFE))
    assert dict(catalog.obsolete()) == {Key(SAFE): person_draft("El muelle es seguro.")}


def test_an_older_file_put_back_is_a_translation_of_the_older_article(catalog: Catalog) -> None:
    returned = catalog.data  # mailed out, translated meanwhile, and put over the newer file
    update(catalog, *replaced(SAFE, "The eastern pier is not safe for visitors."))
    older = Catalog.parse(returned)
    update(older, *replaced(SAFE, "The eastern pier is not safe for visitors."))
    assert older.data == catalog.data


def test_a_renamed_and_edited_article_is_known_by_its_sentences(catalog: Catalog) -> None:
    assert likeness(catalog, segments(*replaced(SAFE, "The pier is closed."))) == pytest.approx(5 / 6)
    assert likeness(catalog, segments("Something else.")) == 0.0


def test_scripts_without_blanks_are_aligned_cut_and_joined() -> None:
    whole, target = (
        "港口星期一重新开放，两艘船在防波堤外等候。",
        "Порт открылся в понедельник, два судна ждали у волнореза.",
    )
    catalog = catalog_of([(whole, approved(target)), ("没有人受伤。", approved("Никто не пострадал."))])
    first, second = "港口星期一重新开放。", "两艘船在防波堤外等候。"
    update(catalog, first, second, "没有人受伤。")
    assert standing(catalog)[:2] == [
        (first, "stale", "Порт открылся в понедельник,"),
        (second, "stale", "два судна ждали у волнореза."),
    ]


def test_arabic_and_persian_halves_are_cut_at_their_own_marks() -> None:
    whole = "The council met on Sunday, and the vote was postponed."
    catalog = catalog_of([(whole, approved("اجتمع المجلس يوم الأحد، وتأجل التصويت."))])
    update(catalog, "The council met on Sunday.", "The vote was postponed.")
    assert [row[2] for row in standing(catalog)] == ["اجتمع المجلس يوم الأحد،", "وتأجل التصويت."]
