"""Sign-off: a person's word for a whole article, void when one text changes, kept by every tool."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import Catalog
from dragoman.catalog.header import field
from dragoman.catalog.merging import merge_files
from dragoman.catalog.reader import read_po
from dragoman.catalog.signing import Signature, sign, signatures, signed, withdraw
from dragoman.model import CatalogError, Key, Pair, State, Translation
from tests.catalog.sentences import approved, catalog_of, person_draft, segments, update

DAY = date(2026, 11, 28)
ROWS = [
    (Key("Harbour reopens", "headline"), "أُعيد فتح الميناء"),
    (Key("The <a>harbour</a> reopened on Monday."), "הנמל <a>נפתח</a> ביום שני."),
    (Key("Two ships waited."), "दो जहाज़ इंतज़ार में थे।"),
    (Key("Nobody was hurt."), "没有人受伤。"),
    (Key("The pier is safe."), "ท่าเรือปลอดภัย"),
]
needs_gettext = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not installed")


def work() -> Catalog:
    return catalog_of([(key, approved(text)) for key, text in ROWS])


def pairs(catalog: Catalog) -> list[Pair]:
    return list(catalog.pairs(segments(*catalog.keys)))


def by(*names: str, catalog: Catalog | None = None) -> Catalog:
    """The catalog signed by some people."""
    catalog = catalog or work()
    for name in names:
        sign(catalog, pairs(catalog), name, DAY)
    return catalog


def now(catalog: Catalog) -> Signature | None:
    return signed(catalog, pairs(catalog))


VALID = Signature("Ana Ruiz", "2026-11-28", True)
VOID = Signature("Ana Ruiz", "2026-11-28", False)


@given(st.text(max_size=40))
def test_signing_changes_one_field_and_no_name_begins_another(name: str) -> None:
    catalog = work()
    before = read_po(catalog.data).entries
    try:
        sign(catalog, pairs(catalog), name, DAY)
    except CatalogError:
        assert not any(map(str.isalnum, name))
        return
    after = read_po(catalog.data).entries
    assert [entry.raw for entry in after[1:]] == [entry.raw for entry in before[1:]]
    lines = after[0].target.split("\n")
    assert len(lines) == len(before[0].target.split("\n")) + 1
    assert [line for line in lines if not line.startswith("X-Signed-Off: ")] == before[0].target.split("\n")
    [one] = signatures(Catalog.parse(catalog.data), pairs(catalog))
    assert one.is_valid and one == now(catalog)
    assert withdraw(catalog, name)
    assert catalog.data == work().data


@given(
    st.integers(0, len(ROWS) - 1), st.sampled_from(["target", "source", "state", "order", "gone", "missing", "more"])
)
def test_a_sign_off_is_void_when_anything_changes(which: int, what: str) -> None:
    catalog = by("Ana Ruiz")
    rows = pairs(catalog)
    key, text = ROWS[which]
    there = catalog.translation(key)
    keys = [each for each, _ in ROWS]
    if what in ("target", "state", "missing"):
        texts = {"target": approved(f"{text}。"), "state": person_draft(text), "missing": Translation("", State.DRAFT)}
        catalog.put(key, texts[what], over=there)
        rows = pairs(catalog)
    elif what == "order":
        rows = [*rows[which:], *rows[:which]] if which else rows[::-1]
    elif what == "gone":
        del rows[which]
    elif what == "source":
        keys[which] = key._replace(text=f"{key.text[:-1]}, it was said.")
        update(catalog, *keys)
        rows = pairs(catalog)
    else:
        rows.insert(which, rows[0])
    assert signed(catalog, rows) == VOID
    assert signed(by("Ana Ruiz"), pairs(by("Ana Ruiz"))) == VALID


def test_what_stands_side_by_side_is_not_taken_for_one_another() -> None:
    one = catalog_of([("a", approved("b")), ("c", approved("d"))])
    other = catalog_of([("a", approved("b")), ("c", approved("d"))])
    sign(one, pairs(one), "Ana Ruiz", DAY)
    other.set_field("X-Signed-Off", field(one.header, "X-Signed-Off") or "")
    assert now(other) == VALID
    apart = catalog_of([("a", approved("bc")), ("d", approved("d"))])
    apart.set_field("X-Signed-Off", field(one.header, "X-Signed-Off") or "")
    assert now(apart) == VOID


def test_several_people_sign_each_once_and_a_void_word_stands_beside_a_valid_one() -> None:
    catalog = by("Ana Ruiz", "יעל", "ana ruiz")
    assert [one.name for one in signatures(catalog, pairs(catalog))] == ["יעל", "ana ruiz"]
    key, text = ROWS[0]
    catalog.put(key, approved(f"{text} اليوم"), over=catalog.translation(key))
    sign(catalog, pairs(catalog), "李雷", DAY)
    assert signatures(catalog, pairs(catalog)) == (
        Signature("יעל", "2026-11-28", False),
        Signature("ana ruiz", "2026-11-28", False),
        Signature("李雷", "2026-11-28", True),
    )
    sign(catalog, pairs(catalog), "יעל", date(2026, 11, 29))
    assert now(catalog) == Signature("יעל", "2026-11-29", True)
    assert withdraw(catalog, "LEILA") is False


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ana\nX-Evil: yes", "Ana X-Evil: yes"),
        ("Ana\u2028Language: xx\x85", "Ana Language: xx"),
        ("A; 2026-01-01 000000 Eve", "A, 2026-01-01 000000 Eve"),
        ('"\\n"\\', '"\\n"\\ .'),
        ("\u202eآنا", "آنا"),
    ],
)
def test_a_name_injects_nothing(name: str, shown: str) -> None:
    catalog = by(name)
    assert [one.name for one in signatures(catalog, pairs(catalog))] == [shown]
    assert field(catalog.header, "X-Evil") is None and field(catalog.header, "Language") == "es"


@pytest.mark.parametrize(("name", "said"), [("  \n", "without a name"), ("Ana", "2 texts are not approved")])
def test_only_a_name_signs_and_only_what_is_approved(name: str, said: str) -> None:
    catalog = work()
    if name.strip():
        for key, text in ROWS[:2]:
            catalog.put(key, person_draft(text), over=catalog.translation(key))
    before = catalog.data
    with pytest.raises(CatalogError, match=said):
        sign(catalog, pairs(catalog), name, DAY)
    assert catalog.data == before


def test_a_sign_off_that_nobody_can_read_counts_for_nothing_and_is_kept() -> None:
    catalog = work()
    catalog.set_field("X-Signed-Off", "Ana said yes;; 2026-13 x")
    assert now(catalog) is None
    assert "X-Signed-Off: Ana said yes; 2026-13 x; 2026-11-28 " in by("Ana Ruiz", catalog=catalog).header


def test_following_the_article_keeps_the_sign_off() -> None:
    catalog = by("Ana Ruiz")
    before = catalog.data
    update(catalog, *(key for key, _ in ROWS))
    assert catalog.data == before
    update(catalog, *(key for key, _ in ROWS), "Traffic was light.")
    assert now(catalog) == VOID
    update(catalog, *(key for key, _ in ROWS))
    assert now(catalog) == VALID


@needs_gettext
@pytest.mark.parametrize(
    "command",
    [
        ["msgcat", "--width=40", "-"],
        ["msgcat", "--no-wrap", "--sort-output", "-"],
        ["msgconv", "-t", "UTF-8", "-"],
        ["msgattrib", "--no-obsolete", "-"],
        ["msgmerge", "--quiet", "-", "PLAIN"],
        ["msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", "-", "PLAIN"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_gettexts_tools_keep_it(command: list[str], tmp_path: Path) -> None:
    plain = tmp_path / "plain.pot"
    plain.write_bytes(catalog_of([(key, None) for key, _ in ROWS]).data)
    catalog = by("Ana Ruiz", "毛里西奥·德拉维加-蒙特内格罗, the editor of the weekend edition of the paper")
    asked = [str(plain) if part == "PLAIN" else part for part in command]
    done = subprocess.run(asked, input=catalog.data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    back = Catalog.parse(done.stdout)
    rows = list(back.pairs(segments(*(key for key, _ in ROWS))))
    assert signatures(back, rows) == signatures(catalog, pairs(catalog))
    update(back, *(key for key, _ in ROWS))
    assert all(one.is_valid for one in signatures(back, pairs(back)))
    check = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    done = subprocess.run(check, input=back.data, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def names(catalog: bytes) -> list[tuple[str, bool]]:
    found = Catalog.parse(catalog)
    return [(one.name, one.is_valid) for one in signatures(found, pairs(found))]


def test_a_merge_keeps_what_was_signed_and_stands_so() -> None:
    base = work().data
    ana, ben = (by(name, catalog=Catalog.parse(base)).data for name in ("Ana Ruiz", "Ben"))
    changed = Catalog.parse(base)
    changed.put(ROWS[2][0], approved("दो जहाज़ रुके।"), over=changed.translation(ROWS[2][0]))
    again = by("Ana Ruiz", catalog=Catalog.parse(changed.data))
    for one, other in ((ana, ben), (ben, ana)):
        assert sorted(names(merge_files(base, one, other).data)) == [("Ana Ruiz", True), ("Ben", True)]
    for one, other in ((ana, changed.data), (changed.data, ana)):
        assert names(merge_files(base, one, other).data) == []
    for one, other in ((ben, again.data), (again.data, ben)):
        assert names(merge_files(base, one, other).data) == [("Ana Ruiz", True)]
    resigned = Catalog.parse(ana)
    sign(resigned, pairs(resigned), "ana ruiz", date(2026, 12, 1))
    for one, other in ((ana, resigned.data), (resigned.data, ana)):
        assert names(merge_files(base, one, other).data) == [("ana ruiz", True)]
    left = Catalog.parse(ana)
    withdraw(left, "Ana Ruiz")
    both = by("Ben", catalog=Catalog.parse(ana)).data
    for one, other in ((left.data, both), (both, left.data)):
        assert names(merge_files(ana, one, other).data) == [("Ben", True)]
