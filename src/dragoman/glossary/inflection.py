"""The shapes a word of a rendering may take in running text: paradigms, clitics and spelling variants.

Two words are forms of one lemma when a class of the language's table makes the second from the first. A word takes the
forms of every class that its ending fits: what no word has hurts nobody, what another word has must not be made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from dragoman.glossary.chains import Chain
from dragoman.glossary.tables import Change, Table, table_of


@dataclass(frozen=True, slots=True)
class Shapes:
    """The folded shapes of one word: `sure` are the same word beyond doubt (itself included), `near` probably.

    What the chains of a language with long suffixes make is not listed but recognised: `is_sure`, `is_near`.
    """

    sure: frozenset[str]
    near: frozenset[str] = frozenset()
    word: str = ""
    chains: tuple[Chain | Likeness, ...] = ()

    def is_sure(self, shape: str) -> bool:
        return shape in self.sure or any(chain.sure and chain.makes(self.word, shape) for chain in self.chains)

    def is_near(self, shape: str) -> bool:
        """True for sure shapes too."""
        return shape in self.sure or shape in self.near or any(chain.makes(self.word, shape) for chain in self.chains)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What stands in for a table in languages that have none: words that begin alike are probably forms."""

    sure: bool = False

    def makes(self, word: str, shape: str) -> bool:
        """True when the two share seven tenths of `word` and differ by at most three letters in length."""
        head = -(-len(word) * 7 // 10)
        return head >= 4 and abs(len(shape) - len(word)) <= 3 and shape.startswith(word[:head])


_LIKENESS = (Likeness(),)


@lru_cache(maxsize=32768)
def shapes(word: str, language: str, *, first: bool = True, last: bool = True, capital: bool = False) -> Shapes:
    """The shapes of a folded word in a language (BCP 47).

    `first` and `last` tell where it stands in its rendering: proclitics cling to the first, dependent adjectives stand
    before the last. `capital`: it is written with one, which tells nouns from verbs in German.
    """
    table = table_of(language)
    sure, near = _shaped(word, table, first, last, capital)
    for other in table.apart.get(word, ()):
        others = _shaped(other, table, first, last, capital)[0]
        near -= others - sure
        clinging = {other, *_fronted({other}, table, first)}
        sure -= clinging - {word}
        near -= clinging
    chains = tuple(each for each in table.chains if not each.compound or (last and not first))
    return Shapes(frozenset(sure), frozenset(near - sure), word, chains if table.is_known else _LIKENESS)


def _shaped(word: str, table: Table, first: bool, last: bool, capital: bool) -> tuple[set[str], set[str]]:
    """The sure shapes and the near ones, with spelling variants and clitics."""
    sure, near = _inflected(word, table, first, last, capital)
    for pattern, to in table.variants:
        sure.update([pattern.sub(to, shape) for shape in sure])
        near.update([pattern.sub(to, shape) for shape in near])
    if capital and table.bare_capitals:
        sure.update([shape[0].translate(table.bare_capitals) + shape[1:] for shape in sure])
        near.update([shape[0].translate(table.bare_capitals) + shape[1:] for shape in near if shape])
    sure |= _fronted(sure, table, first)
    near |= _fronted(near, table, first)
    if first:
        sure.update(table.contractions.get(word, ()))
    return sure, near


def _inflected(word: str, table: Table, first: bool, last: bool, capital: bool) -> tuple[set[str], set[str]]:
    sure = {word}
    near = set(table.irregular.get(word, ()))
    for paradigm in table.paradigms:
        match = paradigm.fits.search(word)
        if match is None or (paradigm.before and last) or (paradigm.after and first):
            continue
        if paradigm.capital not in (None, capital) or (paradigm.common and word in table.countries):
            continue
        stem = word[: match.start(1)]
        for endings, found in ((paradigm.sure, sure), (paradigm.near, near)):
            for ending in endings:
                if ending.changes:
                    found.update(each + ending.letters for each in _changed(stem, ending.changes, table))
                else:
                    found.add(stem + ending.letters)
    return sure, near


def _changed(stem: str, names: str, table: Table) -> list[str]:
    """The stem after the named changes, one after the other; nothing when one does not apply to it."""
    stems = [stem]
    for name in names:
        stems = list(chain.from_iterable(_change(each, table.changes[name]) for each in stems))
    return stems


def _change(stem: str, rules: Change) -> Iterator[str]:
    for pattern, results in rules:
        if match := pattern.search(stem):
            for result in results:
                yield stem[: match.start()] + match.expand(result) + stem[match.end() :]
            return


def _fronted(words: set[str], table: Table, first: bool) -> set[str]:
    """The words with what clings to their front, which may change how they begin."""
    return {
        front + word[match.end() :]
        for pattern, fronts in (table.fronts if first else table.inner)
        for word in words
        if (match := pattern.match(word))
        for front in fronts
    }
