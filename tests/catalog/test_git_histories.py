"""Random histories on two branches, merged by git's line merge: what merges cleanly never holds an approval that nobody
gave. The named cases below are the smallest inputs at which it once did."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.model import CatalogError, Key, State
from tests.catalog.sentences import approved, catalog_of, drafted, person_draft, update
from tests.catalog.test_git import _merge_file, wrap

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or shutil.which("msgcat") is None, reason="git or gettext is not installed"
)

WORDS = [
    "harbour",
    "pier",
    "ships",
    "storm",
    "mayor",
    "council",
    "ferry",
    "island",
    "repairs",
    "monday",
    "crane",
    "anchor",
]


def sentence(chance: random.Random) -> Key:
    words = [chance.choice(WORDS) for _ in range(chance.choice([4, 8, 20]))]
    return Key(" ".join(words).capitalize() + ".", chance.choice(["", "", "headline"]))


def edit(keys: list[Key], chance: random.Random) -> list[Key]:
    """One edit: a word, a move, an insertion, a removal, a split or a join."""
    keys = list(keys) or [sentence(chance)]
    at = chance.randrange(len(keys))
    key = keys[at]
    words = key.text[:-1].split()
    kind = chance.choice(["word", "word", "move", "insert", "remove", "split", "join"])
    if kind == "word":
        words[chance.randrange(len(words))] = chance.choice([*WORDS, "not", "12"])
        keys[at] = key._replace(text=" ".join(words).capitalize() + ".")
    elif kind == "move":
        keys.insert(chance.randrange(len(keys)), keys.pop(at))
    elif kind == "insert":
        keys.insert(at, sentence(chance))
    elif kind == "remove":
        del keys[at]
    elif kind == "split":
        halves = words[: len(words) // 2], words[len(words) // 2 :]
        keys[at : at + 1] = [key._replace(text=" ".join(half).capitalize() + ".") for half in halves]
    elif at + 1 < len(keys) and keys[at + 1].context == key.context:
        keys[at : at + 2] = [key._replace(text=f"{key.text[:-1]} and {keys[at + 1].text.lower()}")]
    return list(dict.fromkeys(keys))


def approvals(*catalogs: Catalog) -> set[tuple[Key, str]]:
    return {
        (key, now.text)
        for catalog in catalogs
        for key in catalog.keys
        if (now := catalog.translation(key)) and now.state is State.APPROVED
    }


def review(catalog: Catalog, chance: random.Random) -> None:
    for key in catalog.keys:
        now = catalog.translation(key)
        if chance.random() < 0.5:
            text = now.text if now and chance.random() < 0.6 else f"persona {key.text}"
            catalog.put(key, approved(text), over=now)


@pytest.mark.parametrize("seed", range(40))
def test_a_clean_merge_holds_only_approvals_that_were_given(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = list(dict.fromkeys(sentence(chance) for _ in range(chance.choice([2, 4, 7]))))
    kinds = [lambda _: None, approved, drafted, person_draft]
    catalog = catalog_of([(key, chance.choice(kinds)(f"es {key.text}")) for key in keys])
    given = approvals(catalog)
    if chance.random() < 0.5:
        update(catalog, *(keys := edit(keys, chance)))
    base = wrap(catalog.data) if chance.random() < 0.5 else catalog.data

    ours, theirs = Catalog.parse(base), Catalog.parse(base)
    for _ in range(chance.choice([1, 1, 2])):
        update(ours, *(keys := edit(keys, chance)))
        for key in ours.keys:
            if ours.translation(key) is None and chance.random() < 0.7:
                ours.put(key, drafted(f"máquina {key.text}"))
    review(theirs, chance)
    saved = wrap(theirs.data) if chance.random() < 0.5 else theirs.data

    result = _merge_file(tmp_path, base, ours.data, saved)
    if result is not None:
        try:
            merged = Catalog.parse(result)
        except CatalogError:
            return  # the same entry came on both branches: refused, and both texts named
        assert approvals(merged) <= given | approvals(ours, theirs, Catalog.parse(base))


LONG = "The harbour of Port Ellis reopened on Monday after 12 days, and two ships were towed in before noon."
LATER = LONG.replace("12", "13")
SPANISH = "El puerto de Port Ellis reabrió el lunes tras 12 días, y dos barcos fueron remolcados antes del mediodía."


def test_an_empty_entry_filled_below_its_first_line_conflicts(tmp_path: Path) -> None:
    base = wrap(catalog_of([(LONG, None)]).data)
    theirs = Catalog.parse(base)
    theirs.put(Key(LONG), approved(SPANISH))
    for versions in ([LATER], [LATER, LATER + " Again."], ["Something else was said.", LATER]):
        ours = Catalog.parse(base)
        for text in versions:
            update(ours, text)
        assert _merge_file(tmp_path, base, ours.data, wrap(theirs.data)) is None


def test_an_approved_headline_is_not_its_neighbour_s(tmp_path: Path) -> None:
    first, second = Key("Harbour reopens", "headline"), Key("Ferry sails again", "headline")
    catalog = catalog_of([(first, None), (second, drafted("El transbordador zarpa de nuevo"))])
    ours, theirs = Catalog.parse(catalog.data), Catalog.parse(catalog.data)
    ours.put(first, drafted("El puerto reabre"))
    update(ours, first, Key("Ferry sails", "headline"), Key("Pier closed", "headline"))
    theirs.put(second, approved("El transbordador zarpa de nuevo"), over=theirs.translation(second))
    assert _merge_file(tmp_path, catalog.data, ours.data, theirs.data) is None


def test_halves_that_change_places_conflict_with_an_approval_by_hand(tmp_path: Path) -> None:
    catalog = catalog_of(
        [("Two ships waited, and a third turned back.", approved("Dos esperaron, y un tercero volvió."))]
    )
    update(catalog, "Two ships waited.", "A third turned back.")
    base = catalog.data
    update(catalog, "A third turned back.", "Two ships waited.")
    theirs = base.replace(b"#, fuzzy", b"#,", 1)
    assert _merge_file(tmp_path, base, catalog.data, theirs) is None


def test_a_wrapped_draft_that_moves_leaves_its_approval_to_nobody_else(tmp_path: Path) -> None:
    other = LONG.replace("Port Ellis", "Lindholm")
    catalog = catalog_of([(LONG, person_draft(SPANISH)), (other, person_draft(SPANISH + " Sí.")), ("End.", None)])
    base = wrap(catalog.data)
    ours, theirs = Catalog.parse(base), Catalog.parse(base)
    update(ours, other, "End.", LONG)
    theirs.put(Key(LONG), approved(SPANISH), over=theirs.translation(Key(LONG)))
    result = _merge_file(tmp_path, base, ours.data, theirs.data)
    assert result is None or approvals(Catalog.parse(result)) <= {(Key(LONG), SPANISH)}
