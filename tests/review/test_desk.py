"""What a person's word on a text does, and what it never does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.catalog.catalog import Catalog
from dragoman.model import CatalogError, ConfigError, Key, Origin, State, Translation, digest
from dragoman.project import Project
from dragoman.review.desk import Desk
from dragoman.review.evidence import NAME, Log
from dragoman.review.rows import Row
from tests.review.conftest import ARTICLE, FERRY, SPANISH, WHO, newsroom_in

PO = "locales/es/ferry.md.po"
FRIDAY = "The ferries sail again on <strong>Friday</strong>."


def row(desk: Desk, source: str, language: str = "es") -> Row:
    [found] = [one for one in desk.sheet(ARTICLE, language).rows if one.source == source]
    return found


def approve(desk: Desk, source: str, text: str, language: str = "es") -> Row:
    there = row(desk, source, language)
    answer = desk.save(ARTICLE, language, there.id, text, State.APPROVED, there.seen)
    assert answer.refused == () and answer.theirs is None
    return answer.rows[0]


def catalog(project: Project, language: str = "es") -> Catalog:
    return Catalog.read(project.file(f"locales/{language}/ferry.md.po"))


def test_a_text_that_is_approved_stands_in_the_catalog_with_who_and_when(desk: Desk, project: Project) -> None:
    done = approve(desk, FRIDAY, "Los transbordadores vuelven a navegar el <strong>viernes</strong>.")
    now = catalog(project)
    text = "Los transbordadores vuelven a navegar el <strong>viernes</strong>."
    assert now.translation(Key(FRIDAY)) == Translation(text, State.APPROVED)
    assert (done.state, done.target, now.field("Last-Translator")) == ("approved", text, WHO)
    assert "PO-Revision-Date: 20" in now.header


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_gettext_reads_what_the_desk_writes(desk: Desk, project: Project) -> None:
    approve(desk, FRIDAY, "Los transbordadores vuelven a navegar el <strong>viernes</strong>.")
    checked = ["msgfmt", "-c", "-o", "/dev/null", project.file(PO)]
    assert subprocess.run(checked, capture_output=True, text=True, check=False).stderr == ""


def test_an_error_of_the_checks_stops_an_approval_and_nothing_is_written(desk: Desk, project: Project) -> None:
    before = project.file(PO).read_bytes()
    there = row(desk, "Tickets cost 14 euros.")
    answer = desk.save(ARTICLE, "es", there.id, "Los billetes cuestan 15 euros.", State.APPROVED, there.seen)
    assert "numbers" in {one.check for one in answer.refused}
    assert project.file(PO).read_bytes() == before


def test_a_warning_stops_nothing(desk: Desk) -> None:
    there = row(desk, "No passenger was hurt.")
    answer = desk.save(ARTICLE, "es", there.id, "Los  pasajeros no sufrieron daños.", State.APPROVED, there.seen)
    assert (answer.refused, [one.state for one in answer.rows]) == ((), ["approved"])
    assert {one.check for one in answer.findings} >= {"double-space"}


def test_what_another_editor_saved_meanwhile_is_shown_and_never_overwritten(desk: Desk, project: Project) -> None:
    there = row(desk, "No passenger was hurt.")
    theirs = catalog(project)
    theirs.put(Key("No passenger was hurt."), Translation("Ningún pasajero resultó herido.", State.APPROVED))
    theirs.write(project.file(PO))
    before = project.file(PO).read_bytes()
    answer = desk.save(ARTICLE, "es", there.id, "Nadie resultó herido.", State.APPROVED, there.seen)
    assert answer.theirs is not None and answer.theirs.target == "Ningún pasajero resultó herido."
    assert project.file(PO).read_bytes() == before
    kept = [one.text for one in Log(project.file(f"{project.state}/{NAME}")).lines() if one.act == "conflict"]
    assert kept == ["Nadie resultó herido."]  # the other text is not lost either
    answer = desk.save(ARTICLE, "es", there.id, "Nadie resultó herido.", State.APPROVED, answer.theirs.seen)
    assert [one.target for one in answer.rows] == ["Nadie resultó herido."]


def test_a_draft_that_a_person_saved_is_no_machines_any_more(desk: Desk, project: Project) -> None:
    drafted = catalog(project)
    text = "Ningún pasajero era herido."
    origin = Origin("apertium", "eng-spa", "2026-11-20", digest(text))
    drafted.put(Key("No passenger was hurt."), Translation(text, State.DRAFT, origin))
    drafted.write(project.file(PO))
    there = row(desk, "No passenger was hurt.")
    assert (there.origin, there.made, there.is_machine) == ("apertium eng-spa", "2026-11-20", True)
    desk.save(ARTICLE, "es", there.id, "Ningún pasajero fue herido.", State.DRAFT, there.seen)
    now = catalog(project).translation(Key("No passenger was hurt."))
    assert now is not None and (now.text, now.state, now.is_machine) == (
        "Ningún pasajero fue herido.",
        State.DRAFT,
        False,
    )


def test_a_stale_text_shows_its_former_source_and_stays_stale_until_it_is_approved(
    desk: Desk, project: Project
) -> None:
    approve(desk, "Tickets cost 14 euros.", "Los billetes cuestan 14 euros.")
    project.file(ARTICLE).write_text(FERRY.replace("14 euros", "15 euros"), encoding="utf-8")
    there = row(desk, "Tickets cost 15 euros.")
    assert (there.state, there.previous, there.target) == (
        "stale",
        "Tickets cost 14 euros.",
        "Los billetes cuestan 14 euros.",
    )
    saved = desk.save(ARTICLE, "es", there.id, "Los billetes costarán 15 euros.", State.DRAFT, there.seen).rows[0]
    assert (saved.state, saved.agreed) == ("stale", "Los billetes cuestan 14 euros.")
    again = desk.save(ARTICLE, "es", saved.id, "Los billetes cuestan 15 euros.", State.APPROVED, saved.seen).rows[0]
    assert (again.state, again.previous) == ("approved", "")


def test_a_text_without_an_entry_gets_one_when_it_is_saved(desk: Desk, project: Project) -> None:
    approve(desk, "No passenger was hurt.", "Ningún pasajero resultó herido.")
    project.file(ARTICLE).write_text(FERRY + "\nThe next talks are in May.\n", encoding="utf-8")
    done = approve(desk, "The next talks are in May.", "Las próximas conversaciones serán en mayo.")
    assert done.state == "approved"
    assert catalog(project).translation(Key("The next talks are in May.")) is not None


def test_a_repeated_text_is_approved_wherever_it_stands(tmp_path: Path) -> None:
    desk = Desk(newsroom_in(tmp_path, FERRY + "\nNo passenger was hurt.\n"), WHO)
    first, second = (one for one in desk.sheet(ARTICLE, "es").rows if one.source == "No passenger was hurt.")
    answer = desk.save(ARTICLE, "es", first.id, "Nadie resultó herido.", State.APPROVED, first.seen)
    assert [(one.at, one.state) for one in answer.rows] == [(first.at, "approved"), (second.at, "approved")]


def test_undo_takes_the_last_saves_back_one_by_one(desk: Desk, project: Project) -> None:
    approve(desk, "No passenger was hurt.", "Nadie resultó herido.")
    approve(desk, "Tickets cost 14 euros.", "Los billetes cuestan 14 euros.")
    assert [one.state for one in desk.undo().rows] == ["missing"]
    assert row(desk, "No passenger was hurt.").state == "approved"
    assert [one.source for one in desk.undo().rows] == ["No passenger was hurt."]
    with pytest.raises(ConfigError, match="nothing to take back"):
        desk.undo()
    assert catalog(project).translation(Key("No passenger was hurt.")) is None


def test_undo_never_touches_what_somebody_changed_since(desk: Desk, project: Project) -> None:
    approve(desk, "No passenger was hurt.", "Nadie resultó herido.")
    theirs = catalog(project)
    now = theirs.translation(Key("No passenger was hurt."))
    theirs.put(Key("No passenger was hurt."), Translation("Nadie salió herido.", State.APPROVED), over=now)
    theirs.write(project.file(PO))
    with pytest.raises(CatalogError, match="changed since"):
        desk.undo()
    assert row(desk, "No passenger was hurt.").target == "Nadie salió herido."


def test_a_waiver_lets_an_error_pass_and_stands_in_the_catalog(desk: Desk, project: Project) -> None:
    there = row(desk, "Tickets cost 14 euros.")
    saved = desk.save(ARTICLE, "es", there.id, "Los billetes cuestan 15 euros.", State.DRAFT, there.seen).rows[0]
    checks = [(one.check, one.about) for one in desk.judge(ARTICLE, "es", saved.id, saved.target) if one.stops]
    waived = desk.waive(ARTICLE, "es", saved.id, checks, "the board asked for it", saved.seen)
    assert all(one.waived == "the board asked for it" for one in waived.findings if (one.check, one.about) in checks)
    answer = desk.save(ARTICLE, "es", saved.id, saved.target, State.APPROVED, waived.rows[0].seen)
    assert answer.refused == ()
    assert "the board asked for it" in project.file(PO).read_text(encoding="utf-8")


def test_a_waiver_needs_a_reason(desk: Desk) -> None:
    there = row(desk, "Tickets cost 14 euros.")
    with pytest.raises(ConfigError, match="without a reason"):
        desk.waive(ARTICLE, "es", there.id, [("numbers", "")], "  ", there.seen)


def test_an_empty_translation_cannot_be_approved(desk: Desk) -> None:
    there = row(desk, "Tickets cost 14 euros.")
    with pytest.raises(ConfigError, match="empty"):
        desk.save(ARTICLE, "es", there.id, " \n", State.APPROVED, there.seen)


def test_the_board_tells_states_findings_deadline_people_and_terms(desk: Desk) -> None:
    there = row(desk, "The Harbour Board met Nadia Rahimi twice.")
    text = "El Consejo del Puerto se reunió dos veces con Nadia Rahimi."
    desk.save(ARTICLE, "es", there.id, text, State.DRAFT, there.seen)
    [spanish, arabic] = desk.boards()
    assert spanish.states == {"approved": 0, "draft": 1, "stale": 0, "missing": 6}
    assert (spanish.deadline, spanish.people, spanish.terms) == ("2026-12-01", ("Lea Martin",), ("Harbour Board",))
    assert (spanish.errors, arabic.language) == (None, "ar")
    judged = desk.board(ARTICLE, "es")
    assert judged.errors is not None and judged.warnings is not None and judged.errors + judged.warnings > 0


def test_an_article_that_cannot_be_read_stands_on_the_board_with_the_reason(desk: Desk, project: Project) -> None:
    project.file(PO).write_text('msgid "broken\n', encoding="utf-8")
    [spanish, arabic] = desk.boards()
    assert (PO in spanish.trouble, arabic.trouble) == (True, "")


def test_terms_marks_and_limits_stand_beside_a_text(desk: Desk) -> None:
    board = row(desk, "The Harbour Board met Nadia Rahimi twice.")
    assert [(one.name, one.approved, one.forbidden) for one in board.terms] == [
        ("Harbour Board", "Junta del Puerto", ("Consejo del Puerto",))
    ]
    assert row(desk, FRIDAY).marks == ("<strong>", "</strong>")
    assert row(desk, "Ferry crews return to work").limit == 60


def test_an_article_is_signed_off_whole_as_it_was_seen(desk: Desk, project: Project) -> None:
    seen = [one.seen for one in desk.sheet(ARTICLE, "es").rows]
    with pytest.raises(CatalogError, match="not approved"):
        desk.sign(ARTICLE, "es", "Ana Ruiz", seen)
    for source, text in SPANISH.items():
        approve(desk, source, text)
    with pytest.raises(ConfigError, match="has changed since"):
        desk.sign(ARTICLE, "es", "Ana Ruiz", seen)
    seen = [one.seen for one in desk.sheet(ARTICLE, "es").rows]
    assert [(one.name, one.is_valid) for one in desk.sign(ARTICLE, "es", "Ana Ruiz", seen).signatures] == [
        ("Ana Ruiz", True)
    ]
    approve(desk, "No passenger was hurt.", "Nadie salió herido.")
    assert [one.is_valid for one in desk.sheet(ARTICLE, "es").signatures] == [False]


def test_evidence_of_reading_tells_who_did_what_and_for_how_long(desk: Desk, project: Project) -> None:
    there = row(desk, "No passenger was hurt.")
    text = "Nadie resultó herido."
    desk.save(ARTICLE, "es", there.id, text, State.APPROVED, there.seen, shown_s=4.25, settled=["numbers"])
    [one] = Log(project.file(f"{project.state}/{NAME}")).lines()
    assert (one.who, one.act, one.article, one.language, one.source) == (WHO, "approved", ARTICLE, "es", there.source)
    assert (one.text, one.shown_s, one.is_edited, one.settled) == (text, 4.2, True, ("numbers",))


TEXTS = (
    "Nadie resultó herido.",
    "Los billetes cuestan 14 euros.",
    "El viernes <strong>navegan</strong>.",
    "",
    "新しい\nText",
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from(TEXTS)), max_size=12))
def test_taking_all_saves_back_gives_the_file_back(
    tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[int, str]]
) -> None:
    desk = Desk(newsroom_in(tmp_path_factory.mktemp("law") / "courier"))
    file = desk.project.file(PO)
    before = file.read_bytes()
    for at, text in saves:
        there = desk.sheet(ARTICLE, "es").rows[at]
        desk.save(ARTICLE, "es", there.id, text, State.DRAFT, there.seen)
    for _ in saves:
        desk.undo()
    assert file.read_bytes() == before
