"""What an engine puts beside a text: what a draft was made from, and a proposal for a stale text."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import Catalog
from dragoman.catalog.proposals import Proposal
from dragoman.model import CatalogError, Key, State
from tests.catalog.sentences import approved, catalog_of, drafted, update

OLD, NEW = Key("The ferry costs 18 euros."), Key("The ferry costs 21 euros.")
PROPOSAL = Proposal("El barco cuesta 21 euros.", "openai", "tower-7b", "2026-11-27")


def stale() -> Catalog:
    catalog = catalog_of([(OLD, approved("El barco cuesta 18 euros."))])
    update(catalog, NEW)
    return catalog


def test_a_proposal_stands_beside_the_approved_text_and_changes_none_of_it() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    assert (catalog.translation(NEW), catalog.proposal(NEW)) == (now, PROPOSAL)
    again = Catalog.parse(catalog.data)
    assert (again.translation(NEW), again.proposal(NEW)) == (now, PROPOSAL)


def test_a_newer_proposal_takes_the_place_of_the_former() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, replace(PROPOSAL, unneeded=("⁨barco⁩ → ⁨ferri⁩", "⁨cuesta⁩ → ⁨vale⁩")), over=now)
    catalog.propose(NEW, PROPOSAL, over=now)
    assert catalog.data.count(b"# proposal") == 1


def test_what_a_proposal_changes_without_need_is_told_with_it() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    told = replace(PROPOSAL, text="El ferri vale 21 euros.", unneeded=("⁨barco⁩ → ⁨ferri⁩", "⁨cuesta⁩ → ⁨vale⁩"))
    catalog.propose(NEW, told, over=now)
    assert Catalog.parse(catalog.data).proposal(NEW) == told


@pytest.mark.parametrize("text", ["El barco cuesta 18 euros.", "El barco cuesta 21 euros."])
def test_a_proposal_goes_with_the_approval(text: str) -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    catalog.put(NEW, approved(text), over=now)
    assert b"proposal" not in catalog.data


def test_an_approval_in_an_editor_takes_the_proposal_away_with_the_next_update() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    edited = Catalog.parse(catalog.data.replace(b'#, fuzzy\n#| msgid "The ferry costs 18 euros."\n', b""))
    assert edited.translation(NEW) == replace(approved("El barco cuesta 18 euros."), state=State.APPROVED)
    update(edited, NEW)
    assert b"proposal" not in edited.data


def test_another_change_of_the_source_takes_the_proposal_away_and_taking_it_back_brings_it_again() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    update(catalog, Key("The ferry costs 25 euros."))
    assert b"proposal" not in catalog.data.partition(b"#~")[0]
    update(catalog, NEW)
    assert (catalog.translation(NEW), catalog.proposal(NEW)) == (now, PROPOSAL)


def test_a_proposal_that_somebody_has_changed_is_a_note_and_stays() -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    noted = Catalog.parse(catalog.data.replace(b'"El barco cuesta 21 euros."', b'"El barco vale 21 euros?"'))
    update(noted, Key("The ferry costs 25 euros."))
    assert noted.proposal(Key("The ferry costs 25 euros.")) is None
    assert b"vale 21 euros?" in noted.data.partition(b"#~")[0]


def test_nothing_is_proposed_for_a_text_that_is_not_stale_or_not_the_one_that_was_seen() -> None:
    catalog = catalog_of([(OLD, approved("El barco cuesta 18 euros."))])
    now = catalog.translation(OLD)
    assert now is not None
    with pytest.raises(CatalogError, match="no such stale text"):
        catalog.propose(OLD, PROPOSAL, over=now)
    update(catalog, NEW)
    with pytest.raises(CatalogError, match="no such stale text"):
        catalog.propose(NEW, PROPOSAL, over=replace(now, text="Otro."))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1), st.text(min_size=1))
def test_any_text_that_a_catalog_holds_can_be_proposed(text: str, detail: str) -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, replace(PROPOSAL, text=text, detail=detail), over=now)
    found = Catalog.parse(catalog.data).proposal(NEW)
    assert found is not None and found.text == text
    assert Catalog.parse(catalog.data).translation(NEW) == now


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="needs gettext's msgcat")
def test_gettext_keeps_proposals_and_origins_however_it_wraps(tmp_path: Path) -> None:
    catalog = stale()
    now = catalog.translation(NEW)
    assert now is not None
    catalog.propose(NEW, PROPOSAL, over=now)
    file = tmp_path / "es.po"
    file.write_bytes(catalog.data)
    for width in ("20", "79", "200"):
        subprocess.run(["msgcat", "--width", width, "-o", str(file), str(file)], check=True)
        assert Catalog.read(file).proposal(NEW) == PROPOSAL


def test_a_draft_says_what_it_was_made_from_as_long_as_it_stands() -> None:
    catalog = catalog_of([(OLD, None)])
    catalog.put(OLD, drafted("El barco."), made_from={"terms": "9f3c2a", "engine": "41bc02"})
    assert Catalog.parse(catalog.data).made_from(OLD) == {"engine": "41bc02", "terms": "9f3c2a"}
    catalog.put(OLD, drafted("El ferri."), made_from={"engine": "41bc02"})
    assert catalog.made_from(OLD) == {"engine": "41bc02"}
    catalog.put(OLD, drafted("Un ferri."))
    assert catalog.made_from(OLD) == {}
    update(catalog, NEW)
    assert (catalog.made_from(NEW), b"made-from" in catalog.data) == ({}, False)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="needs gettext's msgcat")
def test_wrapping_in_an_editor_never_turns_a_draft_into_a_persons_text(tmp_path: Path) -> None:
    long = Key("The ferry to the island sails from the old harbour on Friday. " * 4)
    catalog = catalog_of([(long, None)])
    catalog.put(
        long, drafted("El barco a la isla zarpa del puerto viejo el viernes. " * 4), made_from={"terms": "9f3c2a"}
    )
    file = tmp_path / "es.po"
    file.write_bytes(catalog.data)
    for width in ("20", "79"):
        subprocess.run(["msgcat", "--width", width, "-o", str(file), str(file)], check=True)
        now = Catalog.read(file)
        translation = now.translation(long)
        assert translation is not None and translation.is_machine
        assert now.made_from(long) == {"terms": "9f3c2a"}
