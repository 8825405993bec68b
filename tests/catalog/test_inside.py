"""A sentence translated inside its neighbour: how entries say it, and what becomes of it when the article changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from dragoman.catalog import Catalog, Changes
from dragoman.catalog.inside import is_marker
from dragoman.catalog.together import Run
from dragoman.model import CatalogError, Key, Segment, State, Translation
from tests.catalog.sentences import ARTICLE, approved, drafted, person_draft, remarks, segment, standing, texts_held

FERRY, FREE, COAT, MORE = "The ferry sails.", "It is free.", "Bring a coat.", "Read more."
BOTH = "Le bac part, et il est gratuit."
PREVIOUS, NEXT = "[inside: previous]", "[inside: next]"

Paragraphs = Sequence[Sequence[str | Key]]


def article(*paragraphs: Sequence[str | Key]) -> list[Segment]:
    rows = [[key if isinstance(key, Key) else Key(key) for key in row] for row in paragraphs]
    return [segment(key.text, key.context, at) for at, row in enumerate(rows) for key in row]


def follow(catalog: Catalog, *paragraphs: Sequence[str | Key]) -> Changes:
    changes = catalog.update(article(*paragraphs), article=ARTICLE, remarks=remarks, language="fr", source="en")
    assert not catalog.update(
        article(*paragraphs), article=ARTICLE, remarks=remarks, language="fr", source="en"
    ).is_changed, catalog.data.decode()
    assert Catalog.parse(catalog.data).data == catalog.data
    return changes


def written(catalog: Catalog, source: str, target: str, comment: str = "") -> Catalog:
    """The catalog as saved by a translator who wrote `target`, and above the entry `comment`."""
    text = catalog.data.decode()
    head, entry, rest = text.partition(f'msgid "{source}"\n')
    assert entry, text
    _, _, after = rest.partition("\n")
    blocks = head.rpartition("\n\n")
    note = f"{comment}\n" if comment else ""
    return Catalog.parse(f'{blocks[0]}{blocks[1]}{note}{blocks[2]}{entry}msgstr "{target}"\n{after}'.encode())


def made(*paragraphs: Sequence[str | Key], **targets: str) -> Catalog:
    catalog = Catalog.new("fr", "en", ARTICLE)
    follow(catalog, *paragraphs)
    return catalog


def together(how: str = "text", *paragraphs: Sequence[str | Key]) -> Catalog:
    """FERRY and FREE translated by one text, all else by itself; the catalog is as the translator left it."""
    catalog = made(*(paragraphs or ([FERRY, FREE, COAT],)))
    catalog = written(catalog, FERRY, BOTH)
    catalog = written(catalog, FREE, PREVIOUS) if how == "text" else written(catalog, FREE, "", "# inside: previous")
    for key in catalog.keys:
        if catalog.translation(key) is None and catalog.inside(key) is None:
            catalog.put(key, approved(key.text.upper()))
    return catalog


def runs(catalog: Catalog, *row: str) -> list[Run]:
    return list(catalog.together(article(row)).of(tuple(Key(text) for text in row)))


# How it is said


@pytest.mark.parametrize(
    "text",
    [
        "[inside: previous]",
        "[inside: next]",
        "[Inside:previous]",
        " [ INSIDE : Next ]. ",
        "[inside previous]",
        "[inside – prev]".replace("–", "-"),
        "［inside：previous］",
        "\u200f[inside: previous]\u200e",
        "]inside: previous[",
        "“[inside: next]”",
        "【inside：next】",
        "# inside: previous",
    ],
)
def test_a_marker_is_understood_however_it_is_typed(text: str) -> None:
    catalog = written(made([COAT, FERRY, FREE]), FERRY, text.replace('"', '\\"'))
    said = catalog.inside(Key(FERRY))
    assert said is not None and said.side is not None and said.is_text
    assert catalog.translation(Key(FERRY)) is None


@pytest.mark.parametrize(
    "text",
    [
        "[inside: previuos]",
        "[inside:]",
        "[inside: précédent]",
        "[dentro: anterior]",
        "[داخل: السابق]",
        "[внутри: предыдущее]",
        "[内部：上一句]",
        "Le bac part. [inside: next]",
        "# inside: avant",
    ],
)
def test_a_marker_gone_wrong_is_no_text_and_is_told_of(text: str) -> None:
    catalog = written(made([FERRY, FREE]), FREE, text)
    said = catalog.inside(Key(FREE))
    assert said is not None and said.side is None
    assert catalog.translation(Key(FREE)) is None
    [_, run] = runs(catalog, FERRY, FREE)
    assert "does not say in which neighbour" in run.fault


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The crowd sang [inside the hall].", "La foule chantait [à l’intérieur de la salle]."),
        ("Inside: next week’s weather.", "Inside: next"),
        ("[Music: soft]", "[Musique : douce]"),
        ("[inside: next]", "[inside: next]"),
        ("Write [inside: previous] there.", "Écrivez [inside: previous] ici."),
        ("He won (again).", "Il a gagné [encore]."),
        ("They met #inside the house.", "Ils se sont rencontrés #inside la maison."),
    ],
)
def test_prose_is_no_marker(source: str, target: str) -> None:
    assert not is_marker(target, source)


@pytest.mark.parametrize("how", ["text", "comment"])
def test_both_ways_of_saying_it_are_the_same_to_readers(how: str) -> None:
    catalog = together(how)
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 2, 0), Run(2, 3, 2)]
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    follow(catalog, [FERRY, FREE, COAT])
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 2, 0), Run(2, 3, 2)]
    assert "#. With the next sentence: The ferry sails. It is free.\n" in catalog.data.decode()


def test_a_stripped_comment_leaves_the_sentence_missing_and_a_stripped_record_changes_nothing() -> None:
    for how, left in (("comment", [Run(0, 1, 0), Run(1, 2, 1)]), ("text", [Run(0, 2, 0)])):
        catalog = together(how, [FERRY, FREE])
        follow(catalog, [FERRY, FREE])
        lines = catalog.data.decode().split("\n")
        bare = Catalog.parse("\n".join(line for line in lines if not line.startswith("#")).encode())
        assert runs(bare, FERRY, FREE) == left


def test_neighbours_may_be_a_chain_and_stand_on_both_sides() -> None:
    catalog = made([FERRY, FREE, COAT, MORE])
    catalog = written(catalog, FREE, "Tout ensemble.")
    for source, target in ((FERRY, NEXT), (COAT, PREVIOUS), (MORE, PREVIOUS)):
        catalog = written(catalog, source, target)
    assert runs(catalog, FERRY, FREE, COAT, MORE) == [Run(0, 4, 1)]
    follow(catalog, [FERRY, FREE, COAT, MORE])
    assert "#. With the previous sentence and the 2 next sentences: The ferry sails. It is" in catalog.data.decode()


def test_what_points_outside_its_paragraph_or_in_a_circle_is_missing_and_told_of() -> None:
    catalog = written(made([FERRY, FREE]), FERRY, PREVIOUS)
    assert [run.fault for run in runs(catalog, FERRY, FREE)] == [
        "there is no sentence before it in its paragraph to be translated in",
        "",
    ]
    catalog = written(written(made([FERRY, FREE]), FERRY, NEXT), FREE, PREVIOUS)
    assert {run.fault for run in runs(catalog, FERRY, FREE)} == {
        "it and its neighbour each say that they are translated in the other"
    }


def test_a_text_that_covers_two_sentences_is_none_where_one_of_them_stands_alone() -> None:
    catalog = together("text", [FERRY, FREE], [FERRY])
    blocks = article([FERRY, FREE], [FERRY])
    found = catalog.together(blocks)
    assert found.of((Key(FERRY), Key(FREE))) == (Run(0, 2, 0),)
    [alone] = found.of((Key(FERRY),))
    assert alone.fault == "its translation holds a neighbour too, which does not stand here"
    assert "context" in alone.hint


def test_a_repeated_sentence_is_inside_only_beside_the_neighbour_it_was_recorded_with() -> None:
    rows = [FERRY, FREE], [COAT, FREE]
    fresh = together("text", *rows)
    assert not fresh.together(article(*rows)).groups, "nobody can tell which of the two is meant"
    known = together("text", [FERRY, FREE], [COAT])
    follow(known, [FERRY, FREE], [COAT])
    follow(known, *rows)
    found = known.together(article(*rows))
    assert found.of((Key(FERRY), Key(FREE))) == (Run(0, 2, 0),)
    assert [run.fault for run in found.of((Key(COAT), Key(FREE)))] == [
        "",
        "the sentence stands elsewhere too, and not beside the same neighbour",
    ]


# Approval


def test_sentences_together_are_approved_when_their_host_is_and_no_marker_is_fuzzy() -> None:
    catalog = together("text", [FERRY, FREE])
    keys = (Key(FERRY), Key(FREE))
    fuzzy = Catalog.parse(catalog.data.replace(b'msgid "It is', b'#, fuzzy\nmsgid "It is'))
    assert fuzzy.joint(keys, keys[0]) == (person_draft(BOTH), 22)
    stale = Catalog.parse(catalog.data.replace(b'msgid "It is', b'#, fuzzy\n#| msgid "It was free."\nmsgid "It is'))
    assert stale.joint(keys, keys[0])[0] == Translation(BOTH, State.STALE, None, Key("It was free."))


def test_a_person_may_translate_the_sentence_by_itself_and_an_engine_may_not() -> None:
    catalog = together("text", [FERRY, FREE])
    follow(catalog, [FERRY, FREE])
    with pytest.raises(CatalogError, match="inside its neighbour"):
        catalog.put(Key(FREE), drafted("Es gratis."))
    catalog.put(Key(FREE), approved("Il est gratuit."))
    assert standing(catalog)[1] == (FREE, "approved", "Il est gratuit.")
    assert "together" not in catalog.data.decode().partition("#~")[0]


def test_an_engine_cannot_say_that_a_sentence_is_inside() -> None:
    catalog = made([FERRY, FREE])
    with pytest.raises(CatalogError, match="inside its neighbour"):
        catalog.put(Key(FREE), drafted(PREVIOUS))


def test_putting_sentences_together_keeps_the_approval() -> None:
    catalog = made([FERRY, FREE, COAT])
    keys = [Key(FERRY), Key(FREE), Key(COAT)]
    catalog.put_together(keys, approved("Tout."))
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 3, 0)]
    assert catalog.joint(keys, keys[0])[0] == approved("Tout.")
    assert catalog.data.decode().count(PREVIOUS) == 2
    data = catalog.data
    with pytest.raises(CatalogError, match="has changed"):
        catalog.put_together(keys, approved("Autre."))
    assert catalog.data == data
    catalog.put_together(keys, approved("Autre."), over={keys[0]: approved("Tout.")})
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint(keys, keys[0])[0] == approved("Autre.")


# When the article changes


@pytest.mark.parametrize("how", ["text", "comment"])
@pytest.mark.parametrize("is_recorded", [True, False])
def test_editing_the_sentence_inside_makes_the_host_stale_and_a_revert_restores_it(how: str, is_recorded: bool) -> None:
    catalog = together(how)
    if is_recorded:
        follow(catalog, [FERRY, FREE, COAT])
    changes = follow(catalog, [FERRY, "It is not free.", COAT])
    joint = Key(f"{FERRY} {FREE}")
    assert catalog.translation(Key(FERRY)) == Translation(BOTH, State.STALE, None, joint)
    assert catalog.last_approved(Key(FERRY)) == (joint, approved(BOTH))
    assert Key(FERRY) in changes.stale
    assert runs(catalog, FERRY, "It is not free.") == [Run(0, 2, 0)], "still the same translator's wish"
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 2, 0), Run(2, 3, 2)]
    assert not list(catalog.obsolete())


def test_editing_the_host_makes_it_stale_for_what_both_said() -> None:
    catalog = together()
    follow(catalog, ["The ferry sails late.", FREE, COAT])
    assert catalog.translation(Key("The ferry sails late.")) == Translation(
        BOTH, State.STALE, None, Key(f"{FERRY} {FREE}")
    )
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)


@pytest.mark.parametrize("how", ["text", "comment"])
@pytest.mark.parametrize("is_recorded", [True, False])
@pytest.mark.parametrize(
    "parted",
    [
        [[FERRY, "Yes.", FREE, COAT]],
        [[FREE, FERRY, COAT]],
        [[FERRY, COAT]],
        [[FERRY, COAT], [MORE, FREE]],
    ],
)
def test_sentences_that_part_are_stale_and_missing_and_a_revert_restores_them(
    how: str, is_recorded: bool, parted: Paragraphs
) -> None:
    catalog = together(how)
    if is_recorded:
        follow(catalog, [FERRY, FREE, COAT])
    follow(catalog, *parted)
    now = catalog.translation(Key(FERRY))
    assert now is not None and (now.text, now.state) == (BOTH, State.STALE)
    assert catalog.translation(Key(FREE)) is None and catalog.inside(Key(FREE)) is None
    assert not catalog.together(article(*parted)).groups
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 2, 0), Run(2, 3, 2)]


def test_a_paragraph_break_between_them_parts_them() -> None:
    catalog = together()
    follow(catalog, [FERRY, FREE, COAT])
    follow(catalog, [FERRY], [FREE, COAT])
    now = catalog.translation(Key(FERRY))
    assert now is not None and now.state is State.STALE
    assert catalog.inside(Key(FREE)) is None
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)


@pytest.mark.parametrize("how", ["text", "comment"])
def test_a_host_that_leaves_is_kept_as_what_it_was_approved_for(how: str) -> None:
    catalog = together(how)
    follow(catalog, [FREE, COAT])
    assert (Key(f"{FERRY} {FREE}"), approved(BOTH)) in list(catalog.obsolete())
    assert Key(FERRY) not in dict(catalog.obsolete())
    assert catalog.translation(Key(FREE)) is None
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    follow(catalog, [COAT])
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    follow(catalog, [COAT])
    follow(catalog, [FERRY, COAT])
    assert catalog.translation(Key(FERRY)) is None, "what it says alone was never translated"


def test_text_that_a_person_wrote_since_is_kept_beside_the_restored_one() -> None:
    catalog = together()
    follow(catalog, [FERRY, "It is cheap.", COAT])
    stale = catalog.translation(Key(FERRY))
    catalog.put(Key(FERRY), person_draft("Le bac part, et il est bon marché."), over=stale)
    follow(catalog, [FERRY, FREE, COAT])
    assert catalog.joint((Key(FERRY), Key(FREE)), Key(FERRY))[0] == approved(BOTH)
    assert "Le bac part, et il est bon marché." in texts_held(catalog)


def test_a_translator_who_parts_them_is_believed() -> None:
    catalog = together()
    follow(catalog, [FERRY, FREE, COAT])
    catalog = written(written(catalog, FERRY, "Le bac part."), FREE, "Il est gratuit.")
    follow(catalog, [FERRY, FREE, COAT])
    assert standing(catalog)[:2] == [(FERRY, "approved", "Le bac part."), (FREE, "approved", "Il est gratuit.")]
    follow(catalog, [FERRY, "It is dear.", COAT])
    assert standing(catalog)[:2] == [(FERRY, "approved", "Le bac part."), ("It is dear.", "stale", "Il est gratuit.")]


def test_a_third_sentence_may_be_taken_in_later() -> None:
    catalog = together()
    follow(catalog, [FERRY, FREE, COAT])
    catalog = written(written(catalog, FERRY, "Tout."), COAT, PREVIOUS)
    follow(catalog, [FERRY, FREE, COAT])
    assert runs(catalog, FERRY, FREE, COAT) == [Run(0, 3, 0)]
    assert catalog.translation(Key(FERRY)) == approved("Tout.")
    follow(catalog, [FERRY, FREE, "Bring two coats."])
    assert catalog.translation(Key(FERRY)) == Translation("Tout.", State.STALE, None, Key(f"{FERRY} {FREE} {COAT}"))


def test_a_mechanical_change_of_either_keeps_the_approval_and_carries_marks() -> None:
    linked, plain = "It is <a>free</a>.", "It is free."
    catalog = made(["See <a>the ferry</a>.", linked])
    catalog = written(catalog, "See <a>the ferry</a>.", "Voyez <a>le bac</a>, <a2>gratuit</a2>.")
    catalog = written(catalog, linked, PREVIOUS)
    follow(catalog, ["See <a>the ferry</a>.", linked])
    follow(catalog, ["See <a>the ferry</a>.", plain])
    assert catalog.translation(Key("See <a>the ferry</a>.")) == approved("Voyez <a>le bac</a>, gratuit.")
    follow(catalog, ["See the ferry.", plain])
    assert catalog.translation(Key("See the ferry.")) == approved("Voyez le bac, gratuit.")
    assert runs(catalog, "See the ferry.", plain) == [Run(0, 2, 0)]


def test_sentences_that_become_one_keep_the_approval() -> None:
    catalog = together()
    follow(catalog, [f"{FERRY} {FREE}", COAT])
    assert catalog.translation(Key(f"{FERRY} {FREE}")) == approved(BOTH)


def test_a_joined_sentence_with_other_words_is_stale_for_both() -> None:
    catalog = together()
    follow(catalog, ["The ferry sails and it is free.", COAT])
    assert catalog.translation(Key("The ferry sails and it is free.")) == Translation(
        BOTH, State.STALE, None, Key(f"{FERRY} {FREE}")
    )


def test_a_machine_s_draft_for_both_is_made_anew_when_either_changes() -> None:
    catalog = made([FERRY, FREE])
    catalog = written(catalog, FREE, PREVIOUS)
    catalog.put(Key(FERRY), drafted("El barco sale y es gratis."))
    follow(catalog, [FERRY, FREE])
    changes = follow(catalog, [FERRY, "It is not free."])
    assert catalog.translation(Key(FERRY)) is None and changes.emptied == (Key(FERRY),)


def test_a_host_that_stands_earlier_in_the_article_too_is_found_again() -> None:
    rows = [COAT, MORE], [FERRY, MORE, FREE]
    catalog = written(written(made(*rows), MORE, "Lisez, c’est gratuit."), FREE, PREVIOUS)
    follow(catalog, *rows)
    assert catalog.translation(Key(MORE)) == approved("Lisez, c’est gratuit.")
    assert catalog.translation(Key(FERRY)) is None


def test_marking_a_sentence_wrongly_costs_nobody_an_approval() -> None:
    catalog = made([FERRY], [FREE, COAT])
    catalog = written(written(catalog, FERRY, "Le bac part."), FREE, PREVIOUS)
    follow(catalog, [FERRY], [FREE, COAT])
    assert catalog.translation(Key(FERRY)) == approved("Le bac part.")
    assert catalog.inside(Key(FREE)) is not None


def test_roles_and_scripts_are_no_hindrance() -> None:
    one, two = Key("渡轮出发了。", "caption"), Key("免费。", "caption")
    catalog = made([one, two])
    catalog.put_together([one, two], approved("عبّارة مجانية."))
    follow(catalog, [one, two])
    assert "#. With the next sentence: 渡轮出发了。免费。\n" in catalog.data.decode()
    follow(catalog, [one, Key("不免费。", "caption")])
    assert catalog.translation(one) == Translation(
        "عبّارة مجانية.", State.STALE, None, Key("渡轮出发了。免费。", "caption")
    )
    follow(catalog, [one, two])
    assert catalog.joint((one, two), one)[0] == approved("عبّارة مجانية.")
