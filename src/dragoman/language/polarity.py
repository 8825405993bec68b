"""Whether a sentence surely denies, surely affirms, or leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from dragoman.language.facts import table
from dragoman.language.negation import has_parts, negating_parts, negating_word, negations
from dragoman.language.remembered import Remembered
from dragoman.language.tags import primary


class Polarity(Enum):
    DENIES = "denies"
    AFFIRMS = "affirms"
    OPEN = "open"


# What a word says by itself: nothing, that it is open, or that its neighbours have to be read. Members of an Enum would
# be slow in a set.
_CLEAR, _OPEN, _NEAR = "", "open", "near"
_BY_ITSELF, _ASKED = frozenset([_CLEAR, _OPEN]), frozenset("?？؟")


@dataclass(frozen=True, slots=True)
class _Facts:
    unsure: frozenset[str]
    open: re.Pattern[str]
    ignore: re.Pattern[str] | None
    phrases: tuple[str, ...]
    doubles: bool  # one denial may take two words
    kinds: Remembered[str] | None  # None for a script that leaves no blanks between words

    def neutral(self, text: str) -> bool:
        return any(phrase in text for phrase in self.phrases)


def polarity(text: str, words: Sequence[str], language: str) -> Polarity:
    """What `text`, whose words are `words`, does. OPEN where one word casts doubt: precision counts, not recall.

    Law: what the words say by themselves is what the whole reading says.
    """
    facts = _facts(primary(language))
    if facts is None:
        return Polarity.OPEN
    if facts.kinds is not None:
        kinds = set(map(facts.kinds.__getitem__, words))
        if kinds <= _BY_ITSELF:
            is_open = _OPEN in kinds or any(map(text.__contains__, _ASKED))
            return Polarity.OPEN if is_open else Polarity.AFFIRMS
    return _read(text, words, language, facts)


def _read(text: str, words: Iterable[str], language: str, facts: _Facts) -> Polarity:
    small = text.lower()
    if facts.ignore is not None:
        small = facts.ignore.sub(" ", small)
    found = negations(words, language) + negating_parts(small, language)
    if any(form not in facts.unsure for form in found):
        is_clear = (facts.doubles or found.total() == 1) and not facts.neutral(small)
        return Polarity.DENIES if is_clear else Polarity.OPEN
    return Polarity.OPEN if found or facts.open.search(small) else Polarity.AFFIRMS


@cache
def _facts(code: str) -> _Facts | None:
    """None where we know too little of a language."""
    row = table("polarity").get(code)
    if row is None:
        return None
    stems = r"\b(?:" + "|".join(map(re.escape, row["stems"])) + ")" if "stems" in row else "[?]"
    parts = [re.escape(part) for part in row.get("parts", ())]
    ignore = sorted(row.get("ignore", ()), key=len, reverse=True)
    opens = re.compile("|".join(["[?？؟]", stems, *parts]))
    ignored = re.compile("|".join(map(re.escape, ignore))) if ignore else None
    several = [
        *(_longest(item, begins=True) for item in row.get("stems", ()) if not _is_one_word(item)),
        *(_longest(item) for item in (*row.get("parts", ()), *ignore) if not _is_one_word(item)),
    ]
    near = re.compile("|".join(several)) if several else None

    def kind(word: str) -> str:
        if negating_word(word, code) or (near is not None and near.search(word)):
            return _NEAR
        return _OPEN if opens.search(ignored.sub(" ", word) if ignored else word) else _CLEAR

    return _Facts(
        frozenset(row.get("unsure", ())),
        opens,
        ignored,
        tuple(row.get("neutral", ())),
        bool(row.get("doubles", False)),
        None if has_parts(code) else Remembered(kind),
    )


def _is_one_word(item: str) -> bool:
    """True for an expression that stands inside one word wherever it is found."""
    return re.fullmatch(r"\w+", item) is not None


def _longest(item: str, *, begins: bool = False) -> str:
    """Finds the word, or the part of one, without which an expression of several is in no text."""
    piece = max(re.finditer(r"\w+", item), key=lambda match: len(match.group()))
    before = r"(?<!\w)" if begins or piece.start() else ""
    return before + re.escape(piece.group()) + (r"(?!\w)" if piece.end() < len(item) else "")
