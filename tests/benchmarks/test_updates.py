"""The battery of edits changes what it says, and counts what became of approved text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polib
import pytest
from benchmarks.updates.edits import EDITS, Article, Edited, edit
from benchmarks.updates.judging import fill, judge
from benchmarks.updates.words import row, translated, words

ARTICLE = """# The bridge

The old bridge was closed in 1998 after a survey found cracks. The council says that it will reopen next spring.

Residents have waited for this decision since the **second** survey. See [the report](https://example.org/report).

- one
- two

```sh
echo The council was here again and again.
```

A ferry can carry people until the bridge is open again, but it is slow. Tickets cost less than before in winter.

Nobody could say on Monday how long the works take or who pays for them.
"""


@pytest.mark.parametrize("kind", EDITS)
def test_every_edit_finds_its_place_and_is_the_same_each_time(kind: str) -> None:
    made = edit(kind, ARTICLE, "bridge")
    assert made is not None
    assert made == edit(kind, ARTICLE, "bridge")
    assert kind == "file renamed" or made.text != ARTICLE
    assert all(row(paragraph) in row(made.text) for paragraph in made.affected)


def test_only_paragraphs_of_prose_are_edited() -> None:
    article = Article(ARTICLE)
    assert article.text() == ARTICLE
    assert [article.blocks[number].split()[0] for number in article.prose] == ["The", "Residents", "A", "Nobody"]


@pytest.mark.parametrize("kind", ["lines wrapped anew", "address changed", "bold removed"])
def test_a_mechanical_edit_changes_no_word(kind: str) -> None:
    made = edit(kind, ARTICLE, "bridge")
    assert made is not None
    assert words(made.text) == words(ARTICLE)


def test_a_translation_marks_words_and_leaves_markup_alone() -> None:
    source = "See <a>the map</a>, [the list](https://example.org/list) and `code` {1}: हिन्दी."
    target = "Seeŧ <a>theŧ mapŧ</a>, [theŧ listŧ](https://example.org/list) andŧ `code` {1}: हिन्दीŧ."
    assert translated(source) == target
    assert words(source) == ["see", "the", "map", "the", "list", "and", "हिन्दी"]


def test_entries_are_counted_by_state_and_by_whether_the_edit_touches_them(tmp_path: Path) -> None:
    catalog, published = tmp_path / "a.po", tmp_path / "a.md"
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for text in ("The bridge is open again.", "The ferry has stopped.", "Nobody was hurt in the storm."):
        file.append(polib.POEntry(msgid=text))
    file.save(str(catalog))
    fill(catalog)
    file = polib.pofile(str(catalog))
    file[0].flags.append("fuzzy")
    file[2].msgstr = ""
    file.save()
    published.write_text("The bridge isŧ openŧ againŧ.", encoding="utf-8")
    edited = Edited("", ("The bridge is open again.",))
    count = judge(edited, catalog, "Theŧ bridgeŧ isŧ openŧ againŧ.".encode(), published)
    assert count.affected == Counter(fuzzy=5)
    assert count.unaffected == Counter(kept=4, lost=6)
    assert (count.foreign, count.foreign_articles, count.held) == (2, 1, False)
