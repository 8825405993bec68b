"""A terminal shows no raw escape from any file: every command that prints texts, over one hostile newsroom."""

from __future__ import annotations

import json
import shlex

import pytest

from dragoman import Catalog
from dragoman.cli.check import Kind
from dragoman.model import State, Translation
from dragoman.model.visible import visible
from tests.newsroom import Newsroom

ATTACK = (
    "\x1b[31mred\x1b]8;;http://example.org\x07link\x1b\\ \x9b2J\x85 "
    "\u202eevil\u2066 \u061c\u200f\u2028end\u2029\ufeff\x7f"
)
NAME = "a\x1b[31m\u202eb\u2028.md"


def quoted(text: str = ATTACK) -> str:
    """A TOML string that means the text; a raw control is no TOML."""
    return json.dumps(text)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.name = NAME
    written = f"# Bridge {ATTACK}\n\nThe bridge {ATTACK} reopened. Mr. {ATTACK} Duarte walked.\n\nIt {ATTACK} closed"
    newsroom.article.write_text(written, encoding="utf-8")
    glossary, house = newsroom.folder / "glossary", newsroom.folder / "locales" / "es"
    glossary.mkdir(exist_ok=True)
    house.mkdir(parents=True, exist_ok=True)
    (glossary / "a\x1b[31m.toml").write_text(
        f'[[term]]\nsource = "bridge"\nnote = {quoted()}\naliases = [{quoted("bridge " + ATTACK)}]\n'
        f"\n[term.es]\napproved = {quoted('puente ' + ATTACK)}\nforbidden = [{quoted('mal ' + ATTACK)}]\n"
        f'\n[[term]]\nsource = {quoted()}\n\n[term.es]\napproved = "x"\n'
        f'\n[[style]]\nlanguage = "es"\nforbidden = ["rojo"]\ninstead = {quoted()}\nnote = {quoted()}\n',
        encoding="utf-8",
    )
    turned = "\u202eevil\u2066\u200f"  # what a glossary takes
    (glossary / "turned.toml").write_text(
        f'[[term]]\nsource = "ferry"\nnote = {quoted(turned)}\n\n[term.es]\napproved = {quoted("barco " + turned)}\n'
        f'\n[[style]]\nlanguage = "es"\nforbidden = ["rojo"]\ninstead = {quoted(turned)}\nnote = {quoted(turned)}\n',
        encoding="utf-8",
    )
    (house / "style.toml").write_text(f'advice = [{quoted()}]\n\n[spelling]\n"azul" = {quoted()}\n', encoding="utf-8")
    with (newsroom.folder / "dragoman.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[site]\ntitle = {quoted()}\n")
    newsroom.run("extract", code=None)
    catalog = Catalog.read(newsroom.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(f"El puente rojo azul  {ATTACK} mal {ATTACK} 15 ({key.text}", State.APPROVED))
    catalog.write(newsroom.catalog())
    head, blank, entries = newsroom.catalog().read_text(encoding="utf-8").partition("\n\n")
    waived = f"{head}{blank}# waive: numbers, \x1b[31m\u202ewhy\n{entries}"
    newsroom.catalog().write_text(waived, encoding="utf-8")
    newsroom.commit()
    return newsroom


def is_harmless(text: str) -> bool:
    plain = text.replace("\n", "").replace("\t", "")
    return visible(plain) == plain


CHECKS = [f"check --format {kind}" for kind in Kind]
COMMANDS = [
    *CHECKS,
    "check --source",
    "check --source --format json",
    "check --fix --diff --approved",
    "check --changed-from HEAD",
    "status",
    "status --format json",
    "segments FILE",
    "segments FILE --explain",
    "segments FILE --format json",
    "extract --check",
    "extract",
    "translate --dry-run --show-requests -e pseudo -l ar",
    "translate --show-requests -e pseudo -l ar --format json",
    "translate -e pseudo -l ar --show-requests",
    "merge",
    "merge --policy source --format json",
    "roundtrip articles",
    "resegment --check",
    "sign FILE -l es --name ATTACK",
    "sign FILE -l es --name ATTACK --format json",
    "status --no-checks",
    "glossary find ferry",
    "glossary find rojo",
    "glossary find ferry --format json",
    "glossary check",
    "glossary suggest --min-mentions 1 --min-articles 1",
    "glossary impact --since HEAD",
    "memory build",
    "memory search SOURCE --to es --threshold 1",
    "memory search SOURCE --to es --threshold 1 --format json",
    "memory stats",
    "correct FILE --reason ATTACK --since HEAD",
    "correct --status",
    "style",
    "style --format json",
    "site",
    "provenance",
    "provenance --format json",
    "provenance --format csv",
    "provenance --format html",
    "spend",
    "doctor",
    "explain ATTACK",
    "check ATTACK",
    "check --only ATTACK",
    "check -l ATTACK",
    "check --report ATTACK",
    "check --format ATTACK",
    "check --fail-on ATTACK",
    "check -C ATTACK",
    "check --ATTACK",
    "explain a ATTACK",
    "glossary ATTACK",
    "ATTACK",
]


def arguments(command: str) -> list[str]:
    known = {
        "FILE": f"articles/{NAME}",
        "ATTACK": ATTACK,
        "--ATTACK": f"--{ATTACK}",
        "SOURCE": f"The bridge {ATTACK} reopened.",
    }
    return [known.get(word, word) for word in shlex.split(command)]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_raw_control_of_a_file_reaches_the_terminal(room: Newsroom, command: str) -> None:
    printed = room.run(*arguments(command), code=None) + room.errors
    assert is_harmless(printed)


def test_a_damaged_file_is_told_without_its_controls(room: Newsroom) -> None:
    damaged = {
        f"locales/es/{NAME}.po": f'msgid "{ATTACK}\nmsgstr "x"\n',
        "glossary/bad.toml": f"[[term]]\nsource = {quoted()}\n{quoted()} = 1\n",
        "locales/es/style.toml": f"{quoted()} = 1\n",
        "locales/es/waivers.toml": f"[[waive]]\ncheck = {quoted()}\n",
        "locales/baseline.json": f'{{"{ATTACK}": 1}}',
        "dragoman.toml": f'source = "en"\n{quoted()} = 1\n',
    }
    for name, text in damaged.items():
        before = (room.folder / name).read_bytes() if (room.folder / name).exists() else None
        (room.folder / name).write_text(text, encoding="utf-8")
        for kind in Kind:
            printed = room.run("check", "--format", kind, code=None) + room.errors
            assert is_harmless(printed), (name, kind)
        for command in ("extract", "status", "style", "merge"):
            assert is_harmless(room.run(command, code=None) + room.errors), (name, command)
        (room.folder / name).write_bytes(before) if before is not None else (room.folder / name).unlink()


def test_a_conflict_of_two_branches_is_told_without_its_controls(room: Newsroom) -> None:
    path = room.catalog().relative_to(room.folder)
    before = room.catalog().read_bytes().decode("utf-8")
    assert before.count("puente rojo") > 1
    ours, theirs = before.replace("puente rojo", "puente mío"), before.replace("puente rojo", "puente suyo")
    places = [room.folder / f"{name}.po" for name in ("base", "ours", "theirs")]
    for place, text in zip(places, (before, ours, theirs), strict=True):
        place.write_bytes(text.encode("utf-8"))
    printed = room.run("git-merge-po", *(str(place) for place in places), str(path), code=None) + room.errors
    assert "two people translated" in printed
    assert is_harmless(printed)
