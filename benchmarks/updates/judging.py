"""What an edit did to approved work, counted in the tool's catalog and in the article that it publishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polib
from benchmarks.updates.edits import Edited
from benchmarks.updates.words import MARK, row, translated, words

_HEADING = 3  # words


@dataclass(slots=True)
class Count:
    """Sums over articles. Words and entries by state; `affected` is the text that the edit touches, the rest is not.

    kept: approved, with the translation of this very text. fuzzy: a translation is there, to be looked at. lost: no
    translation. wrong: approved, but the translation of another text. `foreign` counts words of the source language
    that stand in the published article since the edit; `held` the articles published as before, `gone` those that are
    no longer published, `failed` those that the tool could not read or write.
    """

    affected: Counter[str] = field(default_factory=Counter)
    unaffected: Counter[str] = field(default_factory=Counter)
    affected_entries: Counter[str] = field(default_factory=Counter)
    unaffected_entries: Counter[str] = field(default_factory=Counter)
    articles: int = 0
    foreign: int = 0
    foreign_articles: int = 0
    held: int = 0
    gone: int = 0
    failed: int = 0

    def add(self, other: Count) -> None:
        for name in ("affected", "unaffected", "affected_entries", "unaffected_entries"):
            getattr(self, name).update(getattr(other, name))
        for name in ("articles", "foreign", "foreign_articles", "held", "gone", "failed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def fill(catalog: Path) -> None:
    """Every live entry translated and approved."""
    file = polib.pofile(str(catalog), wrapwidth=0)
    for entry in _live(file):
        entry.msgstr = translated(entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        entry.previous_msgid = None
    file.save()


def judge(edited: Edited, catalog: Path, before: bytes | None, published: Path) -> Count:
    """The catalog after the update; `before` is the article as it was published before the edit."""
    count = Count(articles=1)
    if not catalog.exists():  # nothing of the article is translated
        count.affected["lost"] = len(words(edited.text))
        return count
    touched = [row(paragraph) for paragraph in edited.affected]
    added = row(edited.added)
    for entry in _live(polib.pofile(str(catalog))):
        text = row(entry.msgid)
        size = len(words(entry.msgid))
        is_affected = edited.is_whole or any(_belong(text, paragraph) for paragraph in touched)
        if added.strip() and text in added:
            continue
        if added.strip() and added in text:
            size -= len(words(edited.added))
        if size:
            state = _state(entry)
            (count.affected if is_affected else count.unaffected)[state] += size
            (count.affected_entries if is_affected else count.unaffected_entries)[state] += 1
    after = published.read_bytes() if published.exists() else None
    if before is None:
        return count
    count.gone, count.held = after is None, after == before
    if after is not None:
        count.foreign = (_foreign(after) - _foreign(before)).total()
        count.foreign_articles = count.foreign > 0
    return count


def _belong(entry: str, paragraph: str) -> bool:
    """Whether an entry is of the paragraph; a heading of three words may stand in any."""
    return entry == paragraph or paragraph in entry or (entry in paragraph and entry.count(" ") > _HEADING + 1)


def _state(entry: polib.POEntry) -> str:
    if not entry.msgstr:
        return "lost"
    if entry.fuzzy:
        return "fuzzy"
    return "kept" if words(entry.msgstr) == words(translated(entry.msgid)) else "wrong"


def _live(file: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    return [entry for entry in file if not entry.obsolete and entry.msgid]


def _foreign(published: bytes) -> Counter[str]:
    """Words of the source language in an article."""
    return Counter(word for word in words(published.decode("utf-8", "replace")) if not word.endswith(MARK))
