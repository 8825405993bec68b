"""Rows of capitalised words in a text, with what stands beside them; and how often each word is written small."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.glossary.suggesting.facts import Facts
from dragoman.glossary.suggesting.tokens import Token, tokens
from dragoman.glossary.words import prose
from dragoman.segmentation.sentences import split_sentences

_OPENERS = frozenset("\"“‘«‹„([{¿¡'’•–—:")
_QUOTES = frozenset("\"“”„«»‘’'")
_APOSTROPHES = frozenset("'’ʼ")
_STOPS = frozenset(".!?…。؟")
_LONGEST_NUMBER = 3  # figures behind a name that may be part of it
_JOINERS = 3  # small words between two capitalised ones
_TITLED = 4  # words of a headline in title case, at least
_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words with nothing but blanks, particles and joining words between them.

    `before` and `after` are what stands beside it, in small letters; `begins`: a sentence, quotation or item begins
    with it, so that its first capital tells nothing. `quoted`: it fills quotation marks. `bracket` is an acronym in
    brackets behind it.
    """

    words: tuple[Token, ...]
    text: str  # of the sentence
    place: int
    before: str = ""
    after: str = ""
    begins: bool = False
    quoted: bool = False
    bracket: str = ""


@dataclass
class Runs:
    """What the sentences of many articles hold. `small` and `capital` count words by how they are written where that
    tells something; `headlines` are texts in title case, with their places, which tell nothing by themselves."""

    facts: Facts
    language: str
    runs: list[Run] = field(default_factory=list)
    small: Counter[str] = field(default_factory=Counter)
    capital: Counter[str] = field(default_factory=Counter)
    headlines: list[tuple[str, int]] = field(default_factory=list)

    def add(self, segment: str, place: int) -> None:
        """Takes in one segment, whose marks stand in it as tags."""
        text = unicodedata.normalize("NFC", prose(segment).text)
        for start, end in split_sentences(text, self.language):
            sentence = text[start:end]
            row = tokens(sentence, self.facts)
            if _is_titled(row, self.facts):
                self.headlines.append((sentence, place))
            else:
                self._take(row, sentence, place)

    def is_ordinary(self, word: str) -> bool:
        """True for a word (in small letters) that is written small more often than not."""
        count = self.small[word]
        return count > 0 and count >= self.capital[word]

    def _take(self, row: Sequence[Token], sentence: str, place: int) -> None:
        at = 0
        begins = True
        while at < len(row):
            token = row[at]
            if token.shape == "capital" or (token.shape == "small" and _is_led(row, at, self.facts)):
                end = _end(row, at, self.facts)
                self._keep(row, at, end, sentence, place, begins)
                at, begins = end, False
                continue
            if token.shape == "small":
                self.small[token.low] += 1
            if token.shape != "sign":
                begins = False
            elif token.text in _OPENERS:
                opens = token.blank or at == 0 or row[at - 1].text in _OPENERS
                begins = begins or token.text == ":" or opens
            elif token.text in _STOPS:
                begins = True
            at += 1

    def _keep(self, row: Sequence[Token], start: int, end: int, sentence: str, place: int, begins: bool) -> None:
        for index in range(start, end):
            token = row[index]
            if token.shape == "capital" and not (begins and index == start):
                self.capital[token.low] += 1
        before = row[start - 1] if start else None
        after = row[end] if end < len(row) else None
        self.runs.append(
            Run(
                tuple(row[start:end]),
                sentence,
                place,
                before.low if before and before.shape == "small" else before.text if before else "",
                after.low if after and after.shape == "small" else after.text if after else "",
                begins,
                bool(before and after and before.text in _QUOTES and after.text in _QUOTES and not after.blank),
                _bracket(row, end),
            )
        )


def _is_titled(row: Sequence[Token], facts: Facts) -> bool:
    """True for a headline in title case or in capitals: no full stop, and nearly every word has a capital."""
    if facts.nouns or not row or row[-1].text in _STOPS:
        return False
    said = [token for token in row if token.shape in ("capital", "small") and token.low not in facts.function]
    capitals = sum(token.shape == "capital" for token in said)
    return len(said) >= _TITLED and capitals >= _SHARE * len(said)


def _is_led(row: Sequence[Token], at: int, facts: Facts) -> bool:
    """True at a small particle that a capital follows: von Treuburg, de la Cruz. Only words that are nothing else."""
    index = at
    while index < len(row) and facts.is_particle(row[index].low):
        index += 1
        if index < len(row) and row[index].shape == "capital" and row[index].blank:
            return row[at].low not in facts.joins
        if index - at >= _JOINERS:
            break
    return False


def _end(row: Sequence[Token], start: int, facts: Facts) -> int:
    """Behind the last word of the run that begins at `start`."""
    end = index = start + 1
    while row[end - 1].shape != "capital":
        end = index = index + 1
    while index < len(row):
        token = row[index]
        if not token.blank and row[index - 1].text[-1] not in _APOSTROPHES:
            break
        if token.shape == "capital":
            end = index = index + 1
        elif _joins(token, facts) and index - end < _JOINERS:
            index += 1
        elif token.shape == "number" and index == end and _names(token):
            return index + 1
        else:
            break
    return end


def _joins(token: Token, facts: Facts) -> bool:
    if token.text == "&":
        return True
    if token.shape != "small":
        return False
    return (
        facts.is_particle(token.low)
        or token.low in facts.joins
        or token.low in facts.ands
        or token.low in facts.articles
    )


def _names(token: Token) -> bool:
    return len(token.text) <= _LONGEST_NUMBER or any(map(str.isalpha, token.text))


def _bracket(row: Sequence[Token], end: int) -> str:
    if end + 2 < len(row) and row[end].text == "(" and row[end + 2].text == ")" and row[end + 1].is_acronym:
        return row[end + 1].text
    return ""
