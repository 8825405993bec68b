"""What changed between two versions of a text: from its blanks to its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache

from rapidfuzz.distance import Indel

from dragoman.alignment.words import WORD, is_dense, words
from dragoman.language.negation import are_opposites, negating_parts, negations
from dragoman.language.quantities import quantities, value


class ChangeClass(StrEnum):
    """Classes of a source edit, in the order in which they are told."""

    NUMBER = "number"  # also dates, units and money
    NAME = "name"
    NEGATION = "negation"
    WORDING = "wording"
    ROLE = "role"  # the same text in another place: a headline became a caption
    PUNCTUATION = "punctuation"  # also capitals, hyphens and accents written in another way
    URL = "url"
    MARKUP = "markup"
    WHITESPACE = "whitespace"

    @property
    def is_mechanical(self) -> bool:
        """It leaves the meaning alone."""
        return self in (ChangeClass.WHITESPACE, ChangeClass.MARKUP, ChangeClass.URL)

    @property
    def is_grave(self) -> bool:
        """It changes a fact: never carried to a translation, and told first."""
        return self in (ChangeClass.NUMBER, ChangeClass.NAME, ChangeClass.NEGATION)

    @property
    def rank(self) -> int:
        """Its place in a list: facts first."""
        return list(ChangeClass).index(self)


Block = tuple[slice, slice]
"""A run of the old side and the run of the new side that stands in its place; one of them may be empty."""

_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_BREAK = re.compile(r"<br[0-9]*/>")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
_IGNORED = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")  # soft hyphen, and blanks without width
# Spellings of one letter or sign: apostrophes, hyphens and the joiner of Persian, the Arabic letters of two keyboards.
_ALIKE = str.maketrans("’‘ʼ`‐‑\u200cيىك", "''''---ییک")
_POINTS = re.compile("[\u0640\u064b-\u0652\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")
_BEGINS = re.compile(r"[.!?…:;。！？۔؟।\n\"“”„«»‹›「『(\[¿¡–—]")
_CLITIC = 3  # letters that may be glued before an Arabic or Hebrew name
_HEBREW_ARABIC = re.compile("[\u0590-\u08ff]")
_ACRONYM = 5  # letters, at most


def web_addresses(text: str) -> list[str]:
    """The URLs and e-mail addresses that stand in `text` itself, in order."""
    return [_bare(found.group()) for found in _URL.finditer(text)]


def classify(old: str, new: str, names: Collection[str] = (), language: str = "") -> ChangeClass:
    """The gravest class that fits the change from `old` to `new` (texts with marks as tags).

    A negation outweighs a number, a number a name, a name other words. `names` are known names of people, places and
    organisations (best a frozenset: it is prepared once). `language` (BCP 47) narrows the negating and counting words,
    and tells decimal marks, units and dates; without it those of all languages count, and no dates and units.
    In doubt the graver class: a capital inside a sentence makes a name, also in German.
    """
    before, after = _plain(old), _plain(new)
    if before == after:
        return ChangeClass.WHITESPACE if _squeezed(old) == _squeezed(new) else ChangeClass.MARKUP
    if _without_addresses(before) == _without_addresses(after):
        return ChangeClass.URL
    was, now = _Words(before, language), _Words(after, language)
    blocks = differences(was.folded, now.folded)
    is_respelled = _is_respelled(was.folded, now.folded)
    if not is_respelled and _is_negated(was, now, blocks, language):
        return ChangeClass.NEGATION
    if quantities(before, was.words, language) != quantities(after, now.words, language):
        return ChangeClass.NUMBER
    if _is_shouted(was, now) or (not is_respelled and _touches_name(was, now, frozenset(names))):
        return ChangeClass.NAME
    return ChangeClass.PUNCTUATION if is_respelled else ChangeClass.WORDING


def differences(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Where two rows differ, in order; equal stretches stand between the blocks."""
    blocks: list[Block] = []
    for kind, old_start, old_end, new_start, new_end in Indel.opcodes(old, new).as_list():
        if kind == "equal":
            continue
        if blocks and blocks[-1][0].stop == old_start and blocks[-1][1].stop == new_start:
            old_start, new_start = blocks[-1][0].start, blocks.pop()[1].start
        blocks.append((slice(old_start, old_end), slice(new_start, new_end)))
    return blocks


def names_in(texts: Collection[str]) -> set[str]:
    """Words written like names: with a capital inside a sentence, and never without one. Empty for scripts without
    capitals."""
    inside: set[str] = set()
    small: set[str] = set()
    for text in texts:
        row = _Words(_plain(text))
        inside.update(word for word, initial in zip(row.words, row.initial, strict=True) if not initial and _cap(word))
        small.update(word for word in row.words if word[:1].islower())
    return {word for word in inside if word.casefold() not in small and len(word) > 1}


class _Words:
    """The words of a plain text: as they stand, in one spelling, and whether each begins a sentence or a quotation."""

    def __init__(self, text: str, language: str = "") -> None:
        self.text = text
        self.words: list[str] = []
        self.initial: list[bool] = []
        position = 0
        for found in WORD.finditer(text):
            self.words.append(found.group())
            self.initial.append(not self.initial or _BEGINS.search(text, position, found.start()) is not None)
            position = found.end()
        self._language = language

    @cached_property
    def folded(self) -> list[str]:
        return [_folded(word, self._language) for word in self.words]


def _plain(text: str) -> str:
    return _squeezed(_TAG.sub("", _BREAK.sub(" ", text)))


def bare(text: str) -> str:
    """What the mechanical classes leave alone: texts that are equal so differ in blanks, marks or addresses only."""
    return _without_addresses(_plain(text))


def as_one(parts: Sequence[str], whole: str) -> str:
    """The parts of a split or join as one text. A word that is a capital's only because its part begins there is
    written as in `whole`: it is no name."""
    known = set(words(whole))
    out = list(parts[:1])
    for part in parts[1:]:
        first = next(iter(words(_TAG.sub("", part))), "")
        lower = first[:1].lower() + first[1:]
        out.append(part.replace(first, lower, 1) if first not in known and lower in known else part)
    return " ".join(out)


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.translate(_IGNORED)).split())


def _bare(address: str) -> str:
    return address.rstrip(".,;:!?)]}'’")


def _without_addresses(text: str) -> str:
    return _URL.sub(lambda found: _HOLE + found.group()[len(_bare(found.group())) :], text)


def _folded(word: str, language: str) -> str:
    """A word without what is mere spelling: capitals, kinds of apostrophe, vowel points, native digits, full width."""
    if any(map(str.isdigit, word)):
        word = value(word, language)
    if not word.isascii():
        word = _POINTS.sub("", "".join(map(_narrow, word)).translate(_ALIKE))
    return word.casefold()


def _narrow(character: str) -> str:
    return unicodedata.normalize("NFKC", character) if "\uff01" <= character <= "\uffee" else character


def _is_respelled(old: Sequence[str], new: Sequence[str]) -> bool:
    """The same words, hyphens aside: decision-making, decision making."""
    if old == new:
        return True
    before, after = " ".join(old), " ".join(new)
    return any(before.replace("-", other) == after.replace("-", other) for other in (" ", ""))


def _is_negated(was: _Words, now: _Words, blocks: Sequence[Block], language: str) -> bool:
    """A negating word comes, goes or moves, or a word becomes its opposite."""
    if negating_parts(was.text, language) != negating_parts(now.text, language):
        return True
    for before, after in blocks:
        one, other = was.words[before], now.words[after]
        if negations(one, language) != negations(other, language):
            return True
        if any(are_opposites(x, y, language) for x in one for y in other):
            return True
    return False


def _is_shouted(was: _Words, now: _Words) -> bool:
    """A small word has become an abbreviation in capitals, or the other way: us, US."""
    if len(was.words) != len(now.words) or was.text.isupper() or now.text.isupper():
        return False
    return any(
        x != y and x.casefold() == y.casefold() and len(x) <= _ACRONYM and (_is_acronym(x) != _is_acronym(y))
        for x, y in zip(was.words, now.words, strict=True)
    )


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _touches_name(was: _Words, now: _Words, names: frozenset[str]) -> bool:
    """True when names come, go or change places: known ones, and words written like one inside a sentence."""
    known, dense = _known(names)
    if any(was.text.count(name) != now.text.count(name) for name in dense):
        return True
    capitals = {
        folded.removesuffix("'s")
        for row in (was, now)
        for word, folded, initial in zip(row.words, row.folded, row.initial, strict=True)
        if (not initial and _cap(word)) or _is_acronym(word)
    }

    def found(row: _Words) -> list[str]:
        row_of = ((word, folded.removesuffix("'s")) for word, folded in zip(row.words, row.folded, strict=True))
        return [x for word, x in row_of if x in known or (_cap(word) and x in capitals) or _holds(x, known)]

    return found(was) != found(now)


def _cap(word: str) -> bool:
    return any(map(str.isupper, word))


def _holds(word: str, known: Collection[str]) -> bool:
    """An Arabic or Hebrew name behind a glued preposition or article."""
    return bool(_HEBREW_ARABIC.match(word)) and any(
        len(word) - at > 2 and word[at:] in known for at in range(1, _CLITIC + 1)
    )


@lru_cache(maxsize=8)
def _known(names: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of names that tell a name, in one spelling, and the names of scripts without blanks as they are."""
    dense = tuple(sorted(name for name in names if is_dense(name)))
    found: set[str] = set()
    for name in names:
        row = words(name) if not is_dense(name) else []
        capital = [word for word in row if _cap(word)]
        found.update(_folded(word, "") for word in capital or row if len(word) > 1)
    return frozenset(found), dense
