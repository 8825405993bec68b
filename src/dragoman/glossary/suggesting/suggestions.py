"""The names and titles that articles use, with the shorter forms of each, ranked by how many articles use them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from dragoman.glossary.entries import Kind
from dragoman.glossary.suggesting.facts import facts_of
from dragoman.glossary.suggesting.gathering import Entry, gather
from dragoman.glossary.suggesting.parts import Key
from dragoman.glossary.suggesting.phrases import has_capitals, phrases
from dragoman.glossary.suggesting.runs import Runs
from dragoman.glossary.suggesting.shortening import join_shorter
from dragoman.glossary.words import WALL


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment of an article: its text with marks as tags, the article's name, and the line."""

    text: str
    article: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or title that articles use. `aliases` are its shorter forms. `kind` may be "", `reason` says what speaks
    for it; `counts` are the mentions in each article, `first` the first passage and `sentence` what stands there
    without marks. `is_base`: the base layer has it."""

    source: str
    aliases: tuple[str, ...]
    kind: Kind
    reason: str
    counts: Mapping[str, int]
    first: Passage
    sentence: str
    is_base: bool = False

    @property
    def mentions(self) -> int:
        return sum(self.counts.values())


def suggest(passages: Sequence[Passage], language: str, places: Collection[str] = ()) -> list[Suggestion]:
    """The names and titles in articles written in `language` (BCP 47), those that most articles use first, then those
    used most. `places` are names of the base layer. Time is linear in the text.

    Where the script has no capitals, it is the rows of words that are repeated.
    """
    base = frozenset(places)
    if has_capitals(passage.text for passage in passages):
        facts = facts_of(language)
        book = Runs(facts, language)
        for number, passage in enumerate(passages):
            book.add(passage.text, number)
        entries = gather(book, base)
        join_shorter(entries, [passage.article for passage in passages], facts, base)
        found = [_made(entry, entries, passages, base) for entry in entries.values() if not entry.is_alias]
    else:
        found = _repeated(passages, language, base)
    return sorted(found, key=lambda one: (-len(one.counts), -one.mentions))


def _made(entry: Entry, entries: Mapping[Key, Entry], passages: Sequence[Passage], base: Set[str]) -> Suggestion:
    source, kind = entry.text, entry.kind
    uses = list(entry.uses)
    aliases: dict[str, None] = {}
    for key in entry.aliases:
        uses += entries[key].uses
        aliases[_spelled(key, entries[key], source)] = None
    uses.sort(key=lambda use: use[0])
    number, sentence = uses[0]
    return Suggestion(
        source,
        tuple(aliases),
        kind,
        entry.reasons[kind][1] if kind else "",
        Counter(passages[place].article for place, _ in uses),
        passages[number],
        " ".join(sentence.replace(WALL, "").split()),
        source in base,
    )


def _spelled(key: Key, entry: Entry, source: str) -> str:
    """A shorter form as its full name spells it: “van der Linden” also where it begins every sentence."""
    low = " ".join(key)
    at = source.lower().find(low) if low.islower() else -1
    return source[at : at + len(low)] if at >= 0 else entry.text


def _repeated(passages: Sequence[Passage], language: str, base: Set[str]) -> list[Suggestion]:
    found = []
    for phrase in phrases([passage.text for passage in passages], language):
        first = passages[phrase.places[0]]
        is_base = phrase.text in base
        reason = "is a place in CLDR" if is_base else f"stands {len(phrase.places)} times"
        counts = Counter(passages[place].article for place in phrase.places)
        kind: Kind = "place" if is_base else ""
        found.append(Suggestion(phrase.text, (), kind, reason, counts, first, " ".join(first.text.split()), is_base))
    return found
