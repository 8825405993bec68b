"""The words that open a clause (because, although, who, said …), and those of another language that may stand for
them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.language.facts import table
from dragoman.language.tags import primary

_SIGNS = ("zh", "ja")  # no blanks: words are found anywhere
_CLITICS = {"ar": ("و", "ف"), "he": ("ו", "ש")}
_VOWELS = "\u0900-\u0903\u093a-\u094f"  # signs that go on with a word and that \w does not know
_TOKEN = re.compile(rf"[\w{_VOWELS}\u200c'’-]+|[,;،]")
_AFTER = 2  # words between a comma and what must stand behind it: a preposition
_KEPT = 1024


@dataclass(frozen=True, slots=True)
class _Words:
    """Words, their beginnings and ends, phrases between blanks, and words behind a comma; `signs` stand anywhere."""

    words: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    phrases: tuple[str, ...]
    behind: frozenset[str]
    starts_behind: tuple[str, ...]
    signs: tuple[str, ...]

    def stand_in(self, text: _Text) -> bool:
        if self.signs:
            return any(sign in text.small for sign in self.signs)
        if not self.words.isdisjoint(text.forms) or any(phrase in text.spaced for phrase in self.phrases):
            return True
        if self.starts and any(form.startswith(self.starts) for form in text.forms):
            return True
        if self.ends and any(form.endswith(self.ends) for form in text.forms):
            return True
        if not self.behind and not self.starts_behind:
            return False
        return any(form in self.behind or form.startswith(self.starts_behind) for form in text.behind)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in small letters: its words with and without clitics, with blanks around each, and those that stand just
    behind a comma."""

    small: str
    forms: frozenset[str]
    spaced: str
    behind: frozenset[str]


def unmatched(text: str, language: str, other: str, other_language: str) -> tuple[str, ...]:
    """What clauses of `text` surely say (cause, concession, time …) that nothing in `other` can say. Empty where a
    language is not known."""
    surely, possibly = _sure(primary(language)), _possible(primary(other_language))
    if not surely or not possibly:
        return ()
    mine, theirs = _read(text, primary(language)), _read(other, primary(other_language))
    return tuple(
        kind
        for kind, words in surely.items()
        if kind in possibly and words.stand_in(mine) and not possibly[kind].stand_in(theirs)
    )


@lru_cache(maxsize=_KEPT)
def joints(text: str, language: str) -> tuple[int, ...]:
    """Where words of a sentence, but for its first, may join clauses; nowhere if the language is not known."""
    words = _joining(primary(language))
    return tuple(match.start() for match in words.finditer(text) if match.start()) if words else ()


@lru_cache(maxsize=_KEPT)
def _read(text: str, code: str) -> _Text:
    small = text.lower()
    if code in _SIGNS:
        return _Text(small, frozenset(), "", frozenset())
    row = _TOKEN.findall(small)
    commas = [at for at, word in enumerate(row) if word in ",;،"]
    behind = frozenset(word for at in commas for word in row[at + 1 : at + 1 + _AFTER])
    clitics = _CLITICS.get(code, ())
    forms = {*row, *(word[1:] for word in row if clitics and word.startswith(clitics))}
    return _Text(small, frozenset(forms), f" {' '.join(row)} ", behind)


@cache
def _sure(code: str) -> dict[str, _Words]:
    return {kind: _words(facts["sure"][code], code) for kind, facts in _kinds().items() if code in facts["sure"]}


@cache
def _possible(code: str) -> dict[str, _Words]:
    return {
        kind: _words(", ".join(filter(None, (facts["sure"].get(code), facts["other"][code]))), code)
        for kind, facts in _kinds().items()
        if code in facts["other"]
    }


@cache
def _joining(code: str) -> re.Pattern[str] | None:
    facts = table("connectives")
    if code not in facts["plain"]:
        return None
    rows = [facts["plain"][code], *(kind["sure"][code] for kind in _kinds().values() if code in kind["sure"])]
    words = [word for row in rows for word in row.split(", ")]
    if code in _SIGNS:
        return re.compile("|".join(map(re.escape, words)))
    # What stands before each word is looked for once, not once for each: that is many times faster.
    clitic = f"[{''.join(_CLITICS[code])}]?" if code in _CLITICS else ""
    free = "|".join(f"{clitic}{_pattern(word)}" for word in words if not word.startswith(">"))
    bound = "|".join(rf"(?:\w{{1,6}}\s)?{_pattern(word[1:])}" for word in words if word.startswith(">"))
    patterns = [rf"(?<!\w)(?:{free})"] if free else []
    patterns += [rf"[,;،]\s(?:{bound})"] if bound else []
    return re.compile("|".join(patterns), re.IGNORECASE)


def _kinds() -> dict[str, Any]:
    return {kind: facts for kind, facts in table("connectives").items() if kind != "plain"}


def _words(row: str, code: str) -> _Words:
    words = row.split(", ")
    if code in _SIGNS:
        return _Words(frozenset(), (), (), (), frozenset(), (), tuple(words))
    free = [word for word in words if not word.startswith(">")]
    bound = [word[1:] for word in words if word.startswith(">")]
    return _Words(
        frozenset(word for word in free if "*" not in word and " " not in word),
        tuple(word[:-1] for word in free if word.endswith("*") and " " not in word),
        tuple(word[1:] for word in free if word.startswith("*")),
        tuple(f" {word[:-1]}" if word.endswith("*") else f" {word} " for word in free if " " in word),
        frozenset(word for word in bound if "*" not in word),
        tuple(word[:-1] for word in bound if word.endswith("*")),
        (),
    )


def _pattern(word: str) -> str:
    # What * stands for is bounded: a match must not begin again at each letter of an endless word.
    plain = re.escape(word).replace(r"\*", r"\w{0,20}").replace(r"\ ", " ")
    return rf"{plain}(?![\w{_VOWELS}])"
