"""Other people's tools open our catalogs between two runs: nothing is lost, and gettext accepts what we write."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.model import Key, State, Translation
from tests.catalog.sentences import approved, catalog_of, drafted, person_draft, standing, texts_held, update

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")

HEADLINE = Key("Harbour reopens after storm", "headline")
LONG = (
    "The harbour of Port Ellis reopened on Monday after 12 days, and the first of the two ships that had waited "
    "outside the breakwater since the storm was towed in before noon."
)
SOURCE = [HEADLINE, LONG, "The pier is safe.", "Two ships waited.", "Nobody was hurt."]


def work() -> Catalog:
    """One entry of each standing: approved, stale, drafted by a person, drafted by a machine, missing."""
    catalog = catalog_of(
        [
            (HEADLINE, approved("El puerto reabre tras la tormenta")),
            (LONG, approved("El puerto reabrió el lunes " + "tras doce días de espera y de mal tiempo " * 4)),
            ("The pier was safe.", approved("El muelle es seguro.")),
            ("Two ships waited.", drafted("Dos barcos esperaron.")),
            ("Nobody was hurt.", person_draft("Nadie resultó herido.")),
        ]
    )
    update(catalog, *SOURCE)
    return catalog


def run(tool: str, data: bytes, *options: str) -> bytes:
    done = subprocess.run([tool, *options, "-"], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def accepted_by_gettext(data: bytes) -> None:
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@needs_gettext
def test_gettext_accepts_every_version_we_write() -> None:
    catalog = work()
    accepted_by_gettext(catalog.data)
    update(catalog, "Two ships waited, and nobody was hurt.", HEADLINE, "The pier isn’t safe.")
    accepted_by_gettext(catalog.data)
    update(catalog)
    accepted_by_gettext(catalog.data)
    accepted_by_gettext(Catalog.new("zh-Hans", "en", "articles/a b.md").data)


@needs_gettext
@pytest.mark.parametrize(
    "options",
    [
        ["--no-wrap"],
        ["--width=40"],
        ["--sort-output"],
        ["--sort-by-file"],
        ["--no-location"],
        ["--escape"],
        ["--indent"],
    ],
)
def test_what_msgcat_rewrites_keeps_its_standing(options: list[str]) -> None:
    catalog = work()
    rewritten = Catalog.parse(run("msgcat", catalog.data, *options))
    update(rewritten, *SOURCE)
    assert standing(rewritten) == standing(catalog)
    assert dict(rewritten.obsolete()) == dict(catalog.obsolete())
    assert rewritten.translation(Key("Two ships waited.")) == catalog.translation(Key("Two ships waited."))
    again = rewritten.data
    update(rewritten, *SOURCE)
    assert rewritten.data == again


@needs_gettext
def test_an_edit_after_msgcat_wrapped_the_file_rewrites_one_entry() -> None:
    catalog = Catalog.parse(run("msgcat", work().data, "--width=60"))
    before = catalog.data.decode().split("\n\n")
    update(catalog, *SOURCE[:-1], "Nobody was badly hurt.")
    after = catalog.data.decode().rstrip("\n").split("\n\n")
    gone = [block for block in before if block.rstrip("\n") not in [b.rstrip("\n") for b in after]]
    assert [re.findall(r'^msgid "(.*)"', block, re.MULTILINE) for block in gone] == [["Nobody was hurt."]]


@needs_gettext
def test_msgattrib_without_obsolete_entries_loses_no_live_text() -> None:
    catalog = work()
    stripped = Catalog.parse(run("msgattrib", catalog.data, "--no-obsolete"))
    update(stripped, *SOURCE)
    assert standing(stripped) == standing(catalog)


@needs_gettext
@pytest.mark.parametrize("options", [["--previous"], []])
def test_msgmerge_against_a_newer_template_loses_nothing(tmp_path: Path, options: list[str]) -> None:
    catalog = work()
    held = texts_held(catalog)
    newer = [HEADLINE, LONG.replace("12", "13"), "The pier is safe.", "Two ships waited.", "All were well."]
    template = Catalog.new("es", "en", "articles/harbour.md")
    update(template, *newer)
    (tmp_path / "es.po").write_bytes(catalog.data)
    (tmp_path / "new.pot").write_bytes(template.data)
    done = subprocess.run(
        ["msgmerge", "--quiet", *options, str(tmp_path / "es.po"), str(tmp_path / "new.pot")],
        capture_output=True,
        check=True,
    )
    merged = Catalog.parse(done.stdout)
    update(merged, *newer)
    assert held <= texts_held(merged)
    now = merged.translation(Key(newer[1]))
    assert now is not None and now.state is not State.APPROVED and not now.is_machine
    accepted_by_gettext(merged.data)


def poedit(data: bytes) -> bytes:
    """As Poedit saves: flags other than fuzzy dropped, X-Generator its own, entries as msgcat wraps them."""
    text = data.decode().replace("X-Generator: dragoman", "X-Generator: Poedit 3.2.2")
    return re.sub(r"^#, .*\n", lambda line: "#, fuzzy\n" if "fuzzy" in line.group() else "", text, flags=re.M).encode()


def test_a_file_saved_by_poedit_is_left_as_it_is() -> None:
    saved = poedit(work().data)
    catalog = Catalog.parse(saved)
    changes = update(catalog, *SOURCE)
    assert catalog.data == saved and not changes.is_changed


def test_removing_fuzzy_is_an_approval_and_the_origin_stays() -> None:
    data = work().data.decode()
    catalog = Catalog.parse(re.sub(r'#, fuzzy\n(?=msgid "Two)', "", data).encode())
    update(catalog, *SOURCE)
    now = catalog.translation(Key("Two ships waited."))
    assert now is not None and now.state is State.APPROVED
    assert now.origin is not None and now.origin.engine == "apertium"


def stripped(data: bytes) -> bytes:
    """Every comment gone but the fuzzy flag and the obsolete entries."""
    kept = [line for line in data.decode().split("\n") if not line.startswith("#") or line[1:2] in (",", "~")]
    return "\n".join(line for line in kept if not line.startswith("#~|")).encode()


def test_a_file_stripped_of_every_comment_is_rebuilt_on_the_safe_side() -> None:
    catalog = work()
    bare = Catalog.parse(stripped(catalog.data))
    update(bare, *SOURCE)
    rows = {text: (state, target) for text, state, target in standing(catalog)}
    assert {text: (state, target) for text, state, target in standing(bare)} == rows
    assert bare.translation(Key("The pier is safe.")) == Translation(
        "El muelle es seguro.", State.STALE, None, Key("The pier was safe.")
    )
    machine = bare.translation(Key("Two ships waited."))
    assert machine is not None and not machine.is_machine  # its maker is unknown now: machines leave it alone
    assert b'#| msgid "The pier was safe."' in bare.data


def test_a_header_thrown_away_is_put_back() -> None:
    catalog = work()
    bare = Catalog.parse(catalog.data[catalog.data.index(b"\n\n") + 2 :])
    update(bare, *SOURCE)
    assert bare.data == catalog.data


def test_unknown_headers_and_their_order_are_kept() -> None:
    data = work().data.replace(
        b'"Language: es\\n"\n', b'"X-Poedit-Basepath: ..\\n"\n"Language: fr\\n"\n"X-Own: 1\\n"\n'
    )
    catalog = Catalog.parse(data)
    update(catalog, *SOURCE)
    assert catalog.data == data.replace(b"Language: fr", b"Language: es")


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(eol: str, bom: str) -> None:
    data = (bom + work().data.decode().replace("\n", eol)).encode()
    catalog = Catalog.parse(data)
    update(catalog, *SOURCE[:-1], "Nobody was badly hurt.")
    text = catalog.data.decode()
    assert text.startswith("\ufeff") == bool(bom)
    assert text.count("\n") == text.count(eol)


def test_text_that_the_charset_cannot_hold_is_refused_with_the_way_out() -> None:
    from dragoman.model import CatalogError

    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "Café"\nmsgstr ""\n'
    catalog = Catalog.parse(header.encode("latin-1"))
    catalog.put(Key("Café"), approved("Größe"))
    assert catalog.data.endswith('msgstr "Größe"\n'.encode("latin-1"))
    with pytest.raises(CatalogError, match="msgconv -t UTF-8"):
        catalog.put(Key("Café"), approved("咖啡"), over=approved("Größe"))
