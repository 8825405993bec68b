"""A word that the house style forbids: said at a draft, told of an approved text, excused by a reason."""

from __future__ import annotations

import pytest

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

SOURCE = "The migrants left."
STYLE = """\
[[style]]
language = "es"
forbidden = ["ilegales"]
instead = "personas migrantes"
note = "No person is illegal"
"""


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text(f"{SOURCE}\n\nIt rained.\n", encoding="utf-8")
    (newsroom.folder / "glossary").mkdir(exist_ok=True)
    return newsroom


def put(room: Newsroom, text: str, state: State) -> None:
    catalog = Catalog.read(room.catalog())
    [key] = [key for key in catalog.keys if key.text == SOURCE]
    catalog.put(key, Translation(text, state), over=catalog.translation(key))
    catalog.write(room.catalog())


def settle(room: Newsroom, text: str = STYLE) -> None:
    (room.folder / "glossary" / "style.toml").write_text(text, encoding="utf-8")


def told(room: Newsroom, code: int | None = None) -> list[tuple[object, object]]:
    found = room.json("check", "-l", "es", code=code)["findings"]
    return [(row["severity"], row["message"]) for row in found if row["check"] == "forbidden"]


def test_a_new_rule_reaches_the_approved_texts_until_they_obey_or_say_why_not(room: Newsroom) -> None:
    room.run("extract")
    put(room, "Los ilegales se fueron.", State.APPROVED)
    room.commit()
    assert told(room) == []

    settle(room)
    message = "“ilegales” is forbidden by the house style: No person is illegal"
    assert told(room, code=1) == [("error", message)]
    for arguments in ((), ("--since", "HEAD"), ("ilegales",)):
        found = room.json("glossary", "impact", *arguments, "-l", "es", code=1)
        [row] = found["affected"]
        assert [row[key] for key in ("term", "cause", "found", "wanted", "verdict")] == [
            "ilegales",
            "style",
            "ilegales",
            "personas migrantes",
            "forbidden",
        ]
    assert found["changed"] == {}
    assert room.json("glossary", "impact", "--since", "HEAD", "-l", "es", code=1)["changed"] == {"ilegales": ["es"]}

    room.comment(SOURCE, '# waive: forbidden "ilegales", the court\'s own word')
    assert told(room) == [("note", f"{message}; waived: the court's own word")]
    assert room.json("glossary", "impact", "-l", "es", code=0)["waived"] == 1

    put(room, "Las personas migrantes se fueron.", State.APPROVED)
    assert told(room) == []


def test_in_the_middle_of_a_long_quotation_a_word_is_somebodys_own(room: Newsroom) -> None:
    texts = {
        "“They are here.": "«Están aquí.",
        "The illegals came.": "Llegaron los ilegales.",
        "Now they stay,” he said.": "Ahora se quedan», dijo.",
        "The illegals stayed.": "Los ilegales se quedaron.",
    }
    room.article.write_text(" ".join(texts) + "\n", encoding="utf-8")
    settle(room, f'{STYLE}quotes = "allow"\n')
    room.run("extract")
    catalog = Catalog.read(room.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(texts[key.text], State.APPROVED), over=catalog.translation(key))
    catalog.write(room.catalog())
    for command, rows in (("check", "findings"), ("glossary impact", "affected")):
        found = room.json(*command.split(), "-l", "es", code=1)[rows]
        assert [row["source"] for row in found] == ["The illegals stayed."]


def test_a_rule_that_only_moved_or_explains_itself_reaches_nothing(room: Newsroom) -> None:
    settle(room)
    room.run("extract")
    put(room, "Los ilegales se fueron.", State.APPROVED)
    room.commit()
    (room.folder / "glossary" / "style.toml").unlink()
    (room.folder / "glossary" / "words.toml").write_text(STYLE.replace("No person", "Nobody"), encoding="utf-8")
    found = room.json("glossary", "impact", "--since", "HEAD", "-l", "es", code=0)
    assert (found["changed"], found["affected"]) == ({}, [])


def test_an_engines_word_is_said_at_its_draft_and_nowhere_else(room: Newsroom) -> None:
    room.run("translate", "-l", "es", "--engine", "pseudo", code=None)
    draft = Catalog.read(room.catalog()).translation(Catalog.read(room.catalog()).keys[0])
    assert draft is not None
    word = draft.text.split()[1]
    settle(room, STYLE.replace('"ilegales"', f'"{word}"'))
    room.run("extract", "-l", "es")
    line = f"#. Forbidden word: \u2068{word}\u2069 → \u2068personas migrantes\u2069 (No person is illegal)"
    text = room.catalog().read_text(encoding="utf-8")
    assert text.count("Forbidden word") == text.count(line) == 1
    settle(room, STYLE)
    room.run("extract", "-l", "es")
    assert "Forbidden word" not in room.catalog().read_text(encoding="utf-8")


def test_rules_go_out_and_come_in(room: Newsroom) -> None:
    settle(room)
    for name in ("a.tbx", "b.csv"):
        room.run("glossary", "export", name)
        settle(room, "")
        assert "0 new terms; 0 with more languages, 0 as before, 1 rule of style" in room.run(
            "glossary", "import", name, "--into", "style"
        )
        assert (room.folder / "glossary" / "style.toml").read_text(encoding="utf-8") == STYLE
        assert "rule" not in room.run("glossary", "import", name, "--into", "style")
    assert room.run("glossary", "find", "ILEGAL").splitlines() == [
        "glossary/style.toml:1: style (es): not ilegales → personas migrantes",
        "  note: No person is illegal",
    ]
