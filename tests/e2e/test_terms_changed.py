"""A name changes: check and impact tell every text until it carries the new one, or a waiver says why not."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

TEXTS = {
    "The Harbour Board met.": "La Junta del Puerto se reunió.",
    "The Harbour Board voted.": "La Junta del Puerto votó.",
    "“The Harbour Board is dead,” she said.": "«La Junta del Puerto ha muerto», dijo.",
    "It rained.": "Llovió.",
}
MET, VOTED, DEAD, _ = TEXTS
OLD = '[[term]]\nsource = "Harbour Board"\nes = { approved = "Junta del Puerto" }\n'
NEW = '[[term]]\nsource = "Harbour Board"\nes = { approved = "Autoridad Portuaria" }\n'


def told(newsroom: Newsroom, command: str, *arguments: str, code: int) -> list[object]:
    """The sources of the texts that a command tells, notes left out."""
    found = newsroom.json(*command.split(), *arguments, "-l", "es", code=code)
    rows = found["findings" if command == "check" else "affected"]
    return [row["source"] for row in rows if row.get("severity") != "note"]


def edit(newsroom: Newsroom, source: str, was: str, now: str) -> None:
    """A person changes a text in an editor."""
    path = newsroom.catalog()
    text = path.read_text(encoding="utf-8")
    at = text.index(f'msgid "{source}"')
    path.write_text(text[:at] + text[at:].replace(was, now, 1), encoding="utf-8")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}


def test_a_changed_name_is_told_until_every_text_carries_it_or_says_why_not(newsroom: Newsroom) -> None:
    newsroom.article.write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")
    glossary = newsroom.folder / "glossary" / "terms.toml"
    glossary.parent.mkdir(exist_ok=True)
    glossary.write_text(OLD, encoding="utf-8")
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(TEXTS[key.text], State.APPROVED), over=catalog.translation(key))
    catalog.write(newsroom.catalog())
    newsroom.commit()
    there = files(newsroom.folder)
    assert told(newsroom, "check", code=0) == []

    glossary.write_text(NEW, encoding="utf-8")
    for arguments in ((), ("--since", "HEAD"), ("Harbour Board",)):
        assert told(newsroom, "glossary impact", *arguments, code=1) == [MET, VOTED, DEAD]
    assert told(newsroom, "check", code=1) == [MET, VOTED, DEAD]
    newsroom.run("extract")  # a new remark, the same approvals
    assert told(newsroom, "check", code=1) == [MET, VOTED, DEAD]

    edit(newsroom, MET, "Junta del Puerto", "Autoridad Portuaria")
    newsroom.comment(DEAD, '# waive: glossary "Harbour Board", what she said')
    newsroom.commit("half of it")  # no commit makes a text right
    for arguments in ((), ("--since", "HEAD~1")):
        assert told(newsroom, "glossary impact", *arguments, code=1) == [VOTED]
    assert told(newsroom, "check", code=1) == [VOTED]

    edit(newsroom, VOTED, "Junta del Puerto", "Autoridad Portuaria")
    found = newsroom.json("glossary", "impact", "--since", "HEAD~1", "-l", "es", code=0)
    assert (found["affected"], found["waived"]) == ([], 1)
    [note] = newsroom.json("check", "-l", "es", code=0)["findings"]
    assert (note["severity"], note["source"]) == ("note", DEAD)
    assert str(note["message"]).endswith("waived: what she said")
    assert files(newsroom.folder) == there  # no other record is kept

    edit(newsroom, DEAD, "«La Junta del Puerto ha muerto»", "«La Autoridad Portuaria ha muerto»")
    [note] = newsroom.json("check", "-l", "es", code=0)["findings"]
    assert (note["check"], note["severity"]) == ("unused-waiver", "note")  # the waiver lets nothing pass any more


def test_a_waiver_about_a_term_that_is_gone_is_kept_and_does_no_harm(newsroom: Newsroom) -> None:
    newsroom.article.write_text("It rained on the Harbour Board.\n", encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve()
    line = '# waive: glossary "Harbour Board" until 2099-01-31, the old name was meant'
    newsroom.comment("It rained on the Harbour Board.", line)
    newsroom.run("check", "-l", "es")
    newsroom.run("extract")
    head, _, reason = line.rpartition(",")
    kept = newsroom.catalog().read_text(encoding="utf-8")
    assert re.search(rf"{re.escape(head)} [0-9a-f]{{6}},{re.escape(reason)}\n", kept)
