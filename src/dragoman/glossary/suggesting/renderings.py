"""How approved translations render a term that no glossary has yet: words that stand where it stands, and only there.

A word or row of words counts by Dice's coefficient between the sentences that have the term and those whose translation
has the words (L. Dice, 1945; for renderings of names: F. Smadja et al., Translating Collocations, 1996).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.glossary.words import UNSPACED, WALL, prose

_LIKE = 0.8  # the least coefficient that is told
_MOST = 8  # words of a rendering, or characters in scripts without blanks
_LONGEST = 14
_LOOKED_AT = 12  # sentences whose words are tried
_TOGETHER = 0.6  # of all their sentences: such terms cannot be told apart
_NEAR = 0.1  # of the coefficient: as good
_COMMON = 0.3  # a word in so many sentences begins and ends no name
_STEM, _LONG = 4, 8  # letters that stand for a word; one more for long ones
_UNSPACED = re.compile(rf"[{UNSPACED}]")
_RUN = re.compile(rf"[{UNSPACED}·・]+")
_WORD = re.compile(r"[^\W_]+(?:[’'‐‑-][^\W_]+)*")
_PROCLITIC = re.compile("(?:[وف])?(?:[بكل]?ال|لل|[بلك])?(?=[\u0620-\u064a]{3})")


@dataclass(frozen=True, slots=True)
class Found:
    """A rendering, and in how many of the term's `among` approved sentences it stands."""

    text: str
    support: int
    among: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term to be found: the numbers of the targets whose source has it, whether it names a person, and its shorter
    forms."""

    where: Collection[int]
    is_person: bool = False
    aliases: tuple[str, ...] = ()


class Targets:
    """The approved targets of one language, by number, ready to be asked about many terms."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [prose(text).text for text in texts]
        self._rows = [list(_keys(text)) for text in self._texts]
        self._whole = list(self._texts)
        self._firsts: dict[str, int] = {}
        for number, text in enumerate(self._whole):
            self._firsts.setdefault(text, number)

    @cached_property
    def _having(self) -> dict[str, set[int]]:
        """The targets that have a word, by its key."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, row in enumerate(self._rows):
            for key, _ in row:
                found[key].add(number)
        return found

    def renderings(self, terms: Mapping[str, Wanted]) -> dict[str, Found]:
        """For each term its rendering, where one is sure: the term's own letters, or words that stand in most of the
        sentences that have the term and in few others. Words that render one term render no other; of terms that
        always stand together, such as a title and its holder, nothing can be told by counting."""
        found: dict[str, Found] = {}
        for name, wanted in terms.items():
            forms = (name, *wanted.aliases)
            same = {form: {at for at in wanted.where if _has(self._texts[at], form)} for form in forms}
            together = set[int]().union(*same.values())
            if same[name] and len(together) >= _LIKE * len(wanted.where):
                found[name] = Found(name, len(together), len(wanted.where))
                for form, there in same.items():
                    self._take(there, form)
        self._forget()
        sets = {name: self._once(wanted.where) for name, wanted in terms.items() if name not in found}
        for name, where in sorted(sets.items(), key=lambda row: (-len(row[1]), row[0])):
            rivals = [
                other for other, there in sets.items() if other != name and other not in found and _alike(where, there)
            ]
            if len(where) > 1 and not rivals and (best := self._best(where, terms[name].is_person)):
                found[name] = best
                self._take(where, best.text)
                self._forget()
        return found

    def _best(self, where: Collection[int], is_person: bool) -> Found | None:
        """The words that stand with the term most often, the longest row of them; None when others do as often."""
        good: list[tuple[float, int, tuple[str, ...], Counter[str], int]] = []
        for keys, surfaces in self._tried(sorted(where)[:_LOOKED_AT], is_person).items():
            there = self._once(self._with(keys))
            inside = len(there & set(where))
            like = 2 * inside / (len(where) + len(there))
            if inside > 1 and like >= _LIKE:
                good.append((round(like, 2), sum(map(len, keys)), keys, surfaces, inside))
        if not good:
            return None
        like, _, chosen, surfaces, inside = max(good, key=lambda row: row[:3])
        if any(row[0] >= like - _NEAR and set(chosen).isdisjoint(row[2]) for row in good):
            return None
        surface = min(surfaces, key=lambda text: (-surfaces[text], len(text), text))
        return Found(surface, inside, len(where))

    def _once(self, numbers: Collection[int]) -> set[int]:
        """The same without repeated texts: a caption that stands twice says no more than one."""
        return {self._firsts[self._whole[number]] for number in numbers}

    def _take(self, numbers: Collection[int], text: str) -> None:
        """Takes words out of some targets: they are spoken for."""
        for number in numbers:
            self._texts[number] = self._texts[number].replace(text, WALL * len(text), 1)
            self._rows[number] = list(_keys(self._texts[number]))

    def _forget(self) -> None:
        self.__dict__.pop("_having", None)

    def _tried(self, numbers: Sequence[int], is_person: bool) -> dict[tuple[str, ...], Counter[str]]:
        """The rows of words that stand in at least two of some targets, by their keys, with how they are spelled."""
        seen: dict[tuple[str, ...], set[int]] = defaultdict(set)
        spelled: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for number in numbers:
            for keys, surface in self._rows_of_words(number, is_person):
                seen[keys].add(number)
                spelled[keys][surface] += 1
        return {keys: spelled[keys] for keys, there in seen.items() if len(there) > 1}

    def _rows_of_words(self, number: int, is_person: bool) -> Iterator[tuple[tuple[str, ...], str]]:
        text, row = self._texts[number], self._rows[number]
        for at, (first, (start, _)) in enumerate(row):
            if not self._may_bound(first, text[start], is_person):
                continue
            longest = _LONGEST if _UNSPACED.match(first) else _MOST
            for end in range(at + 1, min(len(row), at + longest) + 1):
                if end - at > 1 and _parted(text[row[end - 2][1][1] : row[end - 1][1][0]]):
                    break
                last, (begin, stop) = row[end - 1]
                if end - at == 1 and len(first) < 2 and _UNSPACED.match(first):
                    continue
                if self._may_bound(last, text[begin], is_person):
                    yield tuple(key for key, _ in row[at:end]), text[start:stop]

    def _may_bound(self, key: str, letter: str, is_person: bool) -> bool:
        if len(self._having[key]) > max(3, _COMMON * len(self._texts)):
            return False
        return not (is_person and letter.islower())

    def _with(self, keys: tuple[str, ...]) -> set[int]:
        there = set.intersection(*(self._having[key] for key in keys))
        if len(keys) == 1:
            return there
        return {number for number in there if _stands(keys, [key for key, _ in self._rows[number]])}


def _has(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def _alike(one: Collection[int], other: Collection[int]) -> bool:
    """True for two terms that stand in nearly the same sentences."""
    both = len(set(one) & set(other))
    return both > _TOGETHER * (len(one) + len(other) - both)


def _parted(gap: str) -> bool:
    """True when more than a blank, a dash or the dot of a name stands between two words."""
    return gap.strip(" \u00a0\u202f\u200c·・‐-–\n") != ""


def _stands(keys: tuple[str, ...], row: Sequence[str]) -> bool:
    width = len(keys)
    return any(tuple(row[at : at + width]) == keys for at in range(len(row) - width + 1) if row[at] == keys[0])


def _keys(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each word with a key that is the same for most of its forms: its beginning, without what clings to it in Arabic;
    each character in scripts without blanks."""
    for match in _WORD.finditer(text):
        word = match.group()
        if _UNSPACED.search(word):
            for at, character in enumerate(word, match.start()):
                yield character, (at, at + 1)
            continue
        start = match.start()
        folded = word.casefold()
        if "\u0620" <= folded[0] <= "\u064a":
            folded = _PROCLITIC.sub("", folded, count=1)
        yield folded[: _STEM if len(folded) < _LONG else _STEM + 1], (start, match.end())
