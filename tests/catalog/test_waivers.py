"""Waivers as people write them in translator comments."""

import re
import shutil
import subprocess
from datetime import date

import pytest

from dragoman.catalog import Catalog
from dragoman.catalog.reader import read_po
from dragoman.catalog.waivers import find_waivers
from dragoman.model import CatalogError, Key, Waiver
from tests.catalog.sentences import approved, catalog_of


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("# waive: glossary, a quotation", Waiver("glossary", "a quotation")),
        ("# waive: glossary until 2027-01-31, agreed", Waiver("glossary", "agreed", until="2027-01-31")),
        (
            '# waive: glossary "مجلس المدينة" until 2027-01-31, لقب',
            Waiver("glossary", "لقب", "مجلس المدينة", "2027-01-31"),
        ),
        ("#  Waive: Glossary “Water Forum”, a name, as spoken", Waiver("glossary", "a name, as spoken", "Water Forum")),
        ("# waive: glossary", Waiver("glossary", "")),
        ("# waive: glossary until spring, soon", Waiver("glossary", "soon", until="0000-00-00")),
        ("# waive: tags, drawn by hand\r", Waiver("tags", "drawn by hand")),
    ],
)
def test_a_waiver_tells_its_check_subject_date_and_reason(line: str, expected: Waiver) -> None:
    assert list(find_waivers([line])) == [expected]


@pytest.mark.parametrize(
    "line", ["# waiver: glossary, no", "#. waive: glossary, no", "# please waive: glossary, no", "#"]
)
def test_other_comments_are_no_waivers(line: str) -> None:
    assert not list(find_waivers([line]))


def test_a_waiver_holds_to_the_end_of_its_day_and_never_without_a_reason() -> None:
    waiver = Waiver("glossary", "agreed", until="2027-01-31")
    assert waiver.holds("2027-01-31")
    assert not waiver.holds("2027-02-01")
    assert Waiver("glossary", "agreed").holds("9999-12-31")
    assert not Waiver("glossary", "").holds("2027-01-01")
    assert not Waiver("glossary", "soon", until="0000-00-00").holds("0001-01-01")


def harbour() -> Catalog:
    return catalog_of([("Two ships waited.", approved("Esperaron tres barcos.")), ("Nobody was hurt.", None)])


def test_a_waiver_is_written_as_people_write_it_and_replaces_one_of_the_same() -> None:
    catalog, key = harbour(), Key("Two ships waited.")
    before = catalog.data.decode()
    catalog.waive(key, "numbers", "the agency's own count", date(2027, 1, 31), over=catalog.translation(key))
    line = "# waive: numbers until 2027-01-31, the agency's own count\n"
    assert catalog.data.decode() == before.replace("#. Body\n", f"{line}#. Body\n", 1)
    assert catalog.waivers(key) == (Waiver("numbers", "the agency's own count", until="2027-01-31"),)
    catalog.waive(key, "Numbers", "  as they\r\nsaid ", about="tres", over=catalog.translation(key))
    catalog.waive(key, "numbers", "for good", over=catalog.translation(key))
    assert catalog.waivers(key) == (Waiver("numbers", "as they said", about="tres"), Waiver("numbers", "for good"))


@pytest.mark.parametrize(
    ("check", "reason", "about", "said"),
    [
        ("numbers", " \n\t", "", "'numbers' without a reason"),
        ("two words", "why", "", "'two words' makes no waiver"),
        ("numbers, all\n#, fuzzy", "why", "", "makes no waiver"),
        ("numbers", "why", 'a "name"', "makes no waiver"),
        ("", "why", "", "makes no waiver"),
    ],
)
def test_words_that_make_no_waiver_are_refused_and_nothing_is_written(
    check: str, reason: str, about: str, said: str
) -> None:
    catalog, key = harbour(), Key("Two ships waited.")
    before = catalog.data
    with pytest.raises(CatalogError, match=re.escape(said)):
        catalog.waive(key, check, reason, about=about, over=catalog.translation(key))
    assert catalog.data == before


@pytest.mark.parametrize(
    "reason",
    [
        'so\n#, fuzzy\nmsgid "x"\nmsgstr "y"',
        "هكذا قال الوزير",
        "\u202eהועדה אמרה\u2028#~ msgid",
        "大臣はそう言った \\",
        "ผู้ว่าฯ กล่าว\x1b[2J",
        "मंत्री ने कहा\r# origin: apertium eng-spa 2026-11-22 9f3c2a",
    ],
)
def test_a_reason_stays_on_its_line(reason: str) -> None:
    catalog, key = harbour(), Key("Two ships waited.")
    before = read_po(catalog.data)
    now = catalog.translation(key)
    catalog.waive(key, "numbers", reason, over=now)
    after = read_po(catalog.data)
    assert [entry.ident for entry in after.entries] == [entry.ident for entry in before.entries]
    assert catalog.translation(key) == now
    assert Catalog.parse(catalog.data).waivers(key) == catalog.waivers(key)
    if shutil.which("msgfmt"):
        command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
        done = subprocess.run(command, input=catalog.data, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_waiver_is_only_for_the_text_that_was_looked_at() -> None:
    catalog, key = harbour(), Key("Two ships waited.")
    looked_at = catalog.translation(key)
    catalog.put(key, approved("Esperaron dos barcos."), over=looked_at)
    before = catalog.data
    with pytest.raises(CatalogError, match="the entry has changed"):
        catalog.waive(key, "numbers", "the agency's own count", over=looked_at)
    with pytest.raises(CatalogError, match="has no entry"):
        catalog.waive(Key("Three ships waited."), "numbers", "the agency's own count")
    assert catalog.data == before
