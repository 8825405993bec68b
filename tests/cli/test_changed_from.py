"""`check --changed-from`: what a branch touches, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    body = "\n\n".join(f"Boat {number} left the harbour of Valmora." for number in range(1000))
    newsroom.article.write_text(f"# Boats\n\n{body}\n", encoding="utf-8")
    newsroom.run("extract")
    git(newsroom.folder, "init", "-q", "-b", "main")
    commit(newsroom)
    git(newsroom.folder, "checkout", "-q", "-b", "work")
    return newsroom


def commit(room: Newsroom) -> None:
    git(room.folder, "add", "-A")
    git(room.folder, "commit", "-q", "-m", "work")


def found(room: Newsroom, *more: str) -> list[tuple[str, str]]:
    out = room.run("check", "--changed-from", "main", "--format", "jsonl", "--only", "missing", *more, code=None)
    rows = [json.loads(line) for line in out.splitlines()]
    return [(row["language"], row["source"]) for row in rows]


def test_nothing_changed_is_nothing_found(room: Newsroom) -> None:
    assert found(room) == []


def test_one_edited_entry_among_a_thousand_is_all_that_is_reported(room: Newsroom) -> None:
    catalog = Catalog.read(room.catalog("es"))
    key = catalog.keys[500]
    catalog.put(key, Translation("El barco 7 salió.", State.APPROVED))
    room.catalog("es").write_bytes(catalog.data)
    out = room.run("check", "--changed-from", "main", "--format", "jsonl", code=1)
    assert {json.loads(line)["source"] for line in out.splitlines()} == {key.text}


def test_an_edited_sentence_is_looked_at_in_every_language(room: Newsroom) -> None:
    room.edit("Boat 7 left", "Boat 7 never left")
    commit(room)
    assert {source for _, source in found(room)} == {"Boat 7 never left the harbour of Valmora."}


def test_a_renamed_article_is_not_a_new_one(room: Newsroom) -> None:
    room.article.rename(room.folder / "articles" / "ships.md")
    room.run("extract")
    assert found(room) == []


def test_a_changed_term_touches_the_segments_that_hold_it(room: Newsroom) -> None:
    room.edit("Boat 7 left the harbour of Valmora.", "Boat 7 left the harbour of Sorrel.")
    room.run("extract")
    commit(room)
    git(room.folder, "branch", "-f", "main", "HEAD")
    (room.folder / "glossary").mkdir(exist_ok=True)
    term = '[[term]]\nsource = "Sorrel"\n\n[term.es]\napproved = "Acedera"\n'
    (room.folder / "glossary" / "new.toml").write_text(term, encoding="utf-8")
    assert found(room) == [("es", "Boat 7 left the harbour of Sorrel.")]


def test_settings_touch_everything(room: Newsroom) -> None:
    settings = room.folder / "dragoman.toml"
    settings.write_text(settings.read_text() + "\n# changed\n")
    assert len(found(room, "-l", "es")) == 1001


def test_house_style_touches_its_language(room: Newsroom) -> None:
    (room.folder / "locales" / "es" / "style.toml").write_text("")
    assert {language for language, _ in found(room)} == {"es"}


def test_an_unknown_commit_is_told(room: Newsroom) -> None:
    room.run("check", "--changed-from", "nowhere", code=2)
    assert "'nowhere' is no commit" in room.errors
    room.run("check", "--changed-from=--upload-pack=x", code=2)


def test_a_shallow_clone_is_told_the_way_out(room: Newsroom, tmp_path: Path) -> None:
    room.edit("Boat 7 left", "Boat 7 never left")
    commit(room)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{room.folder}", "shallow")
    room.folder = tmp_path / "shallow"
    room.run("check", "--changed-from", "main", code=2)
    assert "fetch-depth: 0" in room.errors


@pytest.fixture
def rooms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    """Three languages, three short articles, and a branch."""
    room = Newsroom(tmp_path, capsys, "a.md")
    room.run("init", "--to", "es", "--to", "ar", "--to", "zh-Hans")
    for name in ("a", "b", "c"):
        text = f"# Paper {name}\n\nThe Harbour Board met in {name} on Monday.\n\nNobody spoke in {name}.\n"
        (room.folder / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    room.run("extract")
    room.commit()
    room.git("checkout", "-q", "-b", "work")
    return room


def told(room: Newsroom, *more: str, code: int | None = None) -> list[tuple[str, str, str]]:
    out = room.run("check", "--changed-from", "main", "--format", "jsonl", *more, code=code)
    return [(row["check"], row["language"], row["source"]) for row in map(json.loads, out.splitlines())]


def write(room: Newsroom, name: str, text: str) -> None:
    path = room.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def on_main(room: Newsroom) -> None:
    """What stands now is what the branch started from."""
    room.commit()
    room.git("branch", "-f", "main", "HEAD")


def term(words: dict[str, str]) -> str:
    rows = "".join(f'\n[term.{tag}]\napproved = "{word}"\n' for tag, word in words.items())
    return f'[[term]]\nsource = "Harbour Board"\n{rows}'


def test_a_changed_term_touches_its_segments_in_every_language_it_changed_in(rooms: Newsroom) -> None:
    board = [f"The Harbour Board met in {name} on Monday." for name in ("a", "b", "c")]
    words = {"es": "Junta del Puerto", "ar": "مجلس الميناء", "zh-Hans": "港务局"}
    write(rooms, "glossary/board.toml", term(words))
    on_main(rooms)
    assert told(rooms) == []
    write(rooms, "glossary/board.toml", term({tag: f"{word} 2" for tag, word in words.items()}))
    found = told(rooms, "--only", "missing")
    assert sorted(found) == sorted(("missing", tag, text) for tag in words for text in board)
    write(rooms, "glossary/board.toml", term(words | {"zh-Hans": "港口局"}))
    assert [(tag, text) for _, tag, text in told(rooms, "--only", "missing")] == [("zh-Hans", text) for text in board]


def test_a_removed_term_touches_the_segments_that_held_it(rooms: Newsroom) -> None:
    write(rooms, "glossary/board.toml", term({"es": "Junta"}))
    on_main(rooms)
    (rooms.folder / "glossary" / "board.toml").unlink()
    assert {text for _, _, text in told(rooms, "--only", "missing")} == {
        f"The Harbour Board met in {name} on Monday." for name in ("a", "b", "c")
    }


@pytest.mark.parametrize("name", ["locales/es/style.toml", "locales/es/waivers.toml", "locales/es/abbreviations.txt"])
def test_a_file_beside_the_catalogs_that_is_taken_away_touches_its_language(rooms: Newsroom, name: str) -> None:
    texts = {"style": 'digits = "latn"\n', "waivers": "", "abbreviations": "Sra.\n"}
    write(rooms, name, texts[Path(name).stem])
    on_main(rooms)
    assert told(rooms) == []
    (rooms.folder / name).unlink()
    assert {tag for _, tag, _ in told(rooms)} == {"es"}


def test_a_removed_rule_of_style_in_the_glossary_keeps_what_the_glossary_finds(rooms: Newsroom) -> None:
    rules = '[[style]]\nlanguage = "es"\nforbidden = ["reunión"]\n\n[[style]]\nlanguage = "es"\nforbidden = ["junta"]\n'
    write(rooms, "glossary/style.toml", rules)
    catalog = Catalog.read(rooms.catalog("es"))
    for key in catalog.keys:
        catalog.put(key, Translation("La junta del lunes", State.APPROVED))
    rooms.catalog("es").write_bytes(catalog.data)
    on_main(rooms)
    assert told(rooms) == []
    write(rooms, "glossary/style.toml", rules.partition("\n\n")[2])
    assert {check for check, _, _ in told(rooms)} == {"forbidden"}


def test_rules_of_cutting_and_the_baseline_touch_everything(rooms: Newsroom) -> None:
    write(rooms, "locales/en/abbreviations.txt", "Cllr.\n")
    assert len(told(rooms, "--only", "missing")) == 27
    (rooms.folder / "locales/en/abbreviations.txt").unlink()
    write(rooms, "rules/house.srx", SRX)
    settings = (rooms.folder / "dragoman.toml").read_text(encoding="utf-8")
    write(rooms, "dragoman.toml", settings + '\n[segmentation]\nsrx = ["rules/house.srx"]\n')
    rooms.run("extract")
    on_main(rooms)
    assert told(rooms) == []
    write(rooms, "rules/house.srx", SRX.replace("Cllr", "Dep"))
    assert len(told(rooms, "--only", "missing")) == 27
    rooms.git("checkout", "-q", "rules")
    rooms.run("check", "--write-baseline")
    on_main(rooms)
    (rooms.folder / "locales/baseline.json").unlink()
    assert len(told(rooms, "--only", "missing")) == 27


SRX = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body>
<languagerules><languagerule languagerulename="house">
<rule break="no"><beforebreak>Cllr\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="house"/></maprules>
</body></srx>
"""


def test_a_waiver_taken_out_of_a_comment_brings_its_finding_back(rooms: Newsroom) -> None:
    catalog = Catalog.read(rooms.catalog("es"))
    for key in catalog.keys:
        catalog.put(key, Translation("La Junta se reunió  el lunes.", State.APPROVED))
    rooms.catalog("es").write_bytes(catalog.data)
    before = rooms.catalog("es").read_bytes()
    rooms.comment("The Harbour Board met in a on Monday.", "# waive: double-space, as it was printed")
    on_main(rooms)
    assert told(rooms) == []
    rooms.catalog("es").write_bytes(before)
    assert ("double-space", "es", "The Harbour Board met in a on Monday.") in told(rooms)
    assert {source for _, _, source in told(rooms)} == {"The Harbour Board met in a on Monday."}


def test_a_branch_that_deletes_an_article_finds_nothing_about_it(rooms: Newsroom) -> None:
    rooms.article.unlink()
    rooms.run("extract")
    assert told(rooms, code=0) == []
    rooms.commit()
    assert told(rooms, code=0) == []


def test_what_came_in_by_a_merge_from_the_other_side_is_not_the_branchs(rooms: Newsroom) -> None:
    rooms.edit("Nobody spoke in a.", "Nobody sang in a.")
    rooms.commit()
    rooms.git("checkout", "-q", "main")
    other = rooms.folder / "articles" / "b.md"
    other.write_text(other.read_text().replace("Nobody spoke in b.", "Nobody danced in b."))
    rooms.commit()
    rooms.git("checkout", "-q", "work")
    rooms.git("merge", "-q", "--no-edit", "main")
    assert {source for _, _, source in told(rooms, "--only", "missing")} == {"Nobody sang in a."}


def test_edits_of_the_work_tree_count_committed_staged_or_not(rooms: Newsroom) -> None:
    rooms.edit("Nobody spoke in a.", "Nobody sang in a.")
    unstaged = told(rooms, "--only", "missing")
    rooms.git("add", "-A")
    staged = told(rooms, "--only", "missing")
    rooms.commit()
    assert unstaged == staged == told(rooms, "--only", "missing")
    assert unstaged == [("missing", tag, "Nobody sang in a.") for tag in ("es", "ar", "zh-Hans")]


def test_a_settings_file_behind_a_link_is_read_there(rooms: Newsroom) -> None:
    settings = rooms.folder / "dragoman.toml"
    settings.rename(rooms.folder / "shared.toml")
    settings.symlink_to("shared.toml")
    on_main(rooms)
    assert told(rooms) == []
    with (rooms.folder / "shared.toml").open("a") as file:
        file.write("# changed\n")
    assert len(told(rooms, "--only", "missing")) == 27


def test_no_filter_of_the_repository_is_run(rooms: Newsroom) -> None:
    write(rooms, ".gitattributes", "* filter=evil diff=evil\n")
    for name in ("filter.evil.clean", "filter.evil.smudge", "diff.evil.textconv", "core.fsmonitor"):
        rooms.git("config", name, "touch RAN; cat")
    rooms.edit("Nobody spoke in a.", "Nobody sang in a.")
    assert len(told(rooms, "--only", "missing")) == 3
    assert not (rooms.folder / "RAN").exists()
