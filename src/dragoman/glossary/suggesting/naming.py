"""A row of words with a capital, cut into names and titles, each with the kind that it seems to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.glossary.entries import Kind
from dragoman.glossary.suggesting.capitals import Word, chains
from dragoman.glossary.suggesting.facts import Facts


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a title as a text has it. `reason` says what its kind was guessed from."""

    text: str
    kind: Kind
    reason: str
    start: int
    end: int


@dataclass
class Evidence:
    """How all the articles write words: in small letters, with a capital inside a sentence, and in which rows.

    At the beginning of a sentence any word has a capital; there this decides. `places` are names known from elsewhere,
    `not_names` words with a capital that are no names, such as days.
    """

    places: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()

    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    opening: Counter[str] = field(default_factory=Counter)  # rows that begin a sentence
    last: Counter[str] = field(default_factory=Counter)  # the last of several words with a capital

    def see(self, row: list[Word], facts: Facts) -> None:
        for word in row:
            if word.text[0].islower():
                self.small[word.small] += 1
            elif not word.opens:
                self.capital[word.text] += 1
        for chain in chains(row, facts):
            (self.opening if chain[0].opens else self.rows)[_spelled(chain)] += 1
            shown = [*(word.has_capital for word in chain), False]
            for at, word in enumerate(chain):
                if at and shown[at - 1] and shown[at] and not shown[at + 1]:
                    self.last[word.text] += 1

    def knows(self, word: Word, facts: Facts) -> bool:
        """True when a word is a name by itself elsewhere, or somebody's last name."""
        if self.rows[word.text]:
            return True
        heads = facts.organisations | facts.places | facts.laws | facts.events | facts.titles | facts.modifiers
        is_last = self.last[word.text] > self.small[word.small]
        return word.text in self.places or (is_last and word.small not in heads)


def named(row: list[Word], facts: Facts, evidence: Evidence) -> Iterator[Named]:
    """The names and titles in a sentence, in order."""
    places = {word.start: at for at, word in enumerate(row)}
    for chain in chains(row, facts):
        first = places[chain[0].start]
        before = row[first - 1] if first else None
        after = row[first + len(chain)] if first + len(chain) < len(row) else None
        words = _without_opening(chain, facts, evidence) if chain[0].opens else chain
        yield from _Cutting(facts, evidence, before, after).cut(words)


def _without_opening(chain: list[Word], facts: Facts, evidence: Evidence) -> list[Word]:
    """A chain at the beginning of a sentence without the ordinary word that it may begin with."""
    while chain and _is_ordinary(chain, facts, evidence):
        rest = 1
        while rest < len(chain) and not chain[rest].has_capital:
            rest += 1
        chain = chain[rest:]
        if chain and not chain[0].opens:
            break
    return chain


def _is_ordinary(chain: list[Word], facts: Facts, evidence: Evidence) -> bool:
    first = chain[0]
    if evidence.rows[_spelled(chain)] and len(chain) > 1:
        return False
    if first.is_acronym and len(first.text) > 2:
        return False
    if first.small in facts.modifiers and len(chain) > 1 and chain[1].small in facts.titles:
        return False
    if first.small in facts.small:
        return True
    if first.small in facts.honorifics:
        return False
    if len(chain) == 1:
        return not evidence.knows(first, facts)
    if not chain[1].has_capital:
        known = facts.organisations | facts.titles | facts.places
        return first.small not in known and not evidence.knows(first, facts) and chain[1].small not in facts.particles
    if first.small in facts.titles | facts.modifiers | facts.organisations | facts.places:
        return False
    if evidence.small[first.small] > evidence.capital[first.text]:
        return True
    rest = _spelled(chain[1:])
    return bool(evidence.rows[rest] + evidence.opening[rest]) and not evidence.capital[first.text]


@dataclass
class _Cutting:
    """One chain being cut. `before` and `after` are its neighbours in the sentence."""

    facts: Facts
    evidence: Evidence
    before: Word | None
    after: Word | None

    def cut(self, words: list[Word]) -> Iterator[Named]:
        facts = self.facts
        while words and not words[0].has_capital:
            words = words[1:]
        if not words:
            return
        if words[0].small in facts.demonyms and (
            len(words) == 1 or not words[1].has_capital or words[1].small in facts.titles
        ):
            yield from self.cut(words[1:])
            return
        if words[0].small in facts.honorifics and words[0].small not in facts.saints:
            yield from self._person(words[1:], "behind a form of address")
            return
        title = self._title(words)
        if title is not None:
            begin, end = title
            if begin:
                yield from self.cut(words[:begin])
            yield self._named(words[begin:end], "title", "a word for an office")
            rest = words[end:]
            if rest and rest[0].has_capital and not words[end - 1].is_owner:
                yield from self._person(rest, "behind a title")
            else:
                yield from self.cut(rest)
            return
        end = self._end(words)
        yield from self._plain(words[:end], end == len(words))
        yield from self.cut(words[end:])

    def _title(self, words: list[Word]) -> tuple[int, int] | None:
        """Where a title stands at the head of `words`: behind two words at most."""
        facts = self.facts
        for at, word in enumerate(words[:3]):
            if not word.has_capital:
                return None
            if word.small not in facts.titles or (word.text.isupper() and len(word.text) > 1):
                continue
            begin = at
            while (
                begin
                and (words[begin - 1].small in facts.modifiers or word.small in facts.portfolios)
                and not words[begin - 1].is_owner
            ):
                if self.evidence.rows[words[begin - 1].text]:
                    break
                begin -= 1
            if (
                begin
                and begin == at
                and any(each.small in facts.organisations | facts.places for each in words[at + 1 : at + 2])
            ):
                return None  # Northern Captain Museum
            end = at + 1
            while end < len(words) and words[end].small in facts.titles and not words[end - 1].is_owner:
                end += 1
            if word.small in facts.portfolios and self._joins(words, end) == 1:
                end += 1
                while end < len(words) and (words[end].has_capital or words[end].small in facts.ands):
                    end += 1
            if not begin and at == 0 and self._is_noun(words[end:]):
                return None  # King Street, Prince Rupert Hospital
            return begin, end
        return None

    def _is_noun(self, words: Sequence[Word]) -> bool:
        """True when the next words with a capital end in a noun of places or organisations."""
        last = ""
        for word in words:
            if not word.has_capital:
                break
            last = word.small
        return last in self.facts.organisations | self.facts.places | self.facts.laws

    def _joins(self, words: Sequence[Word], at: int) -> int:
        """How many small words stand at `at` before the next capital, if `of` or its like is the first; else 0."""
        if at >= len(words) or words[at].small not in self.facts.joins:
            return 0
        count = 1
        while at + count < len(words) and not words[at + count].has_capital:
            count += 1
        return count

    def _end(self, words: list[Word]) -> int:
        """Where the name that `words` begin with ends."""
        facts = self.facts
        heads = facts.organisations | facts.places | facts.laws | facts.events
        at = 1
        while at < len(words):
            if words[at].has_capital:
                if (
                    words[at].small in facts.titles
                    and words[at].small not in heads
                    and words[at - 1].has_capital
                    and at > 2
                ):
                    return at
                at += 1
                continue
            stop = at
            while stop < len(words) and not words[stop].has_capital:
                stop += 1
            between = [word.small for word in words[at:stop]]
            has_head = any(word.small in heads for word in words[:at] if word.has_capital)
            inside = all(word in facts.particles for word in between)
            is_noun = at == 1 and self.before is not None and self.before.small in facts.articles
            joined = between[0] in facts.joins and (has_head or is_noun or self._is_repeated(words))
            listed = between[0] in facts.ands and len(between) == 1 and self._goes_on(words, at)
            if not (inside or joined or listed):
                return at
            at = stop
        return at

    def _goes_on(self, words: list[Word], at: int) -> bool:
        """True when `and` stands inside a name: Ministry of Health and Population."""
        if words[at].text == "&":
            return True
        facts = self.facts
        begins = words[0].small in facts.organisations
        inside = any(word.small in facts.joins for word in words[:at])
        next_word = words[at + 1]
        if self.evidence.rows[next_word.text] or next_word.small in facts.titles:
            return False
        behind = [word.small for word in words[at + 1 :] if word.has_capital]
        ends = at == 1 and len(behind) > 1 and behind[-1] in facts.organisations
        return (begins and inside) or (ends and not self.evidence.rows[words[0].text])

    def _is_repeated(self, words: list[Word]) -> bool:
        spelled = _spelled(words)
        inside = self.evidence.rows[spelled]
        return inside > 0 and inside + self.evidence.opening[spelled] > 1

    def _person(self, words: list[Word], reason: str) -> Iterator[Named]:
        end = 0
        while end < len(words):
            inside = words[end].small in self.facts.particles and end + 1 < len(words)
            if not (words[end].has_capital or inside):
                break
            end += 1
        while end and not words[end - 1].has_capital:
            end -= 1
        if end:
            yield self._named(words[:end], "person", reason)
        yield from self.cut(words[end:])

    def _plain(self, words: list[Word], is_last: bool) -> Iterator[Named]:
        facts = self.facts
        small = [word.small for word in words if word.has_capital]
        if len(words) == 1 and self._is_no_name(words[0]):
            return
        while len(words) > 1 and (words[-1].text in self.evidence.not_names or not words[-1].has_capital):
            words = words[:-1]
        if _spelled(words) in self.evidence.places:
            yield self._named(words, "place", "a name that CLDR has")
            return
        for heads, kind in (
            (facts.laws, "law"),
            (facts.organisations, "organisation"),
            (facts.events, "event"),
            (facts.places, "place"),
        ):
            head = self._head(words)
            if len(small) > 1 and head in heads:
                yield self._named(words, kind, f"“{head}”")  # type: ignore[arg-type]
                return
        for heads, kind in ((facts.organisations, "organisation"), (facts.places, "place")):
            if len(small) > 1 and (small[0] in heads or small[-1] in heads):
                yield self._named(words, kind, f"“{small[0] if small[0] in heads else small[-1]}”")  # type: ignore[arg-type]
                return
        if is_last and self.after is not None and self.after.small in facts.speaks and not words[0].is_acronym:
            yield self._named(words, "person", "somebody who speaks")
        elif self.before is not None and self.before.small in facts.at and not words[0].is_acronym:
            yield self._named(words, "place", f"behind “{self.before.small}”")
        else:
            is_behind = self.before is not None and self.before.small in facts.articles
            yield self._named(words, "", "an article before it" if is_behind else "")

    def _is_no_name(self, word: Word) -> bool:
        facts = self.facts
        ordinary = word.small in facts.small | facts.honorifics | facts.demonyms and not word.is_acronym
        return ordinary or word.text in self.evidence.not_names or len(word.text) == 1

    def _head(self, words: list[Word]) -> str:
        """The noun that says what a name is: the last before `of`, else the last of all."""
        found = ""
        for word in words:
            if not word.has_capital and word.small in self.facts.joins:
                break
            if word.has_capital:
                found = word.small
        return found

    def _named(self, words: list[Word], kind: Kind, reason: str) -> Named:
        return Named(_spelled(words), kind, reason, words[0].start, words[-1].end)


def _spelled(words: Sequence[Word]) -> str:
    """The words as they stand, every gap one blank; what clings to the last one is left out."""
    return " ".join([*(word.text + word.tail for word in words[:-1]), words[-1].text])
