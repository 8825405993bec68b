"""The words that open a clause (because, although, who, said …), and those of another language that may stand for
them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from dragoman.language.facts import table
from dragoman.language.tags import primary

_SIGNS = ("zh", "ja")  # no blanks: words are found anywhere
_VOWELS = "\u0900-\u0903\u093a-\u094f"  # signs that go on with a word and that \w does not know
_CLITICS = {"ar": "[وف]?", "he": "[וש]?"}


def unmatched(text: str, language: str, other: str, other_language: str) -> tuple[str, ...]:
    """What clauses of `text` surely say (cause, concession, time …) that nothing in `other` can say. Empty where a
    language is not known."""
    surely, possibly = _sure(primary(language)), _possible(primary(other_language))
    return tuple(
        kind
        for kind, words in surely.items()
        if kind in possibly and words.search(text) and not possibly[kind].search(other)
    )


@lru_cache(maxsize=1024)
def joints(text: str, language: str) -> tuple[int, ...]:
    """Where words of a sentence, but for its first, may join clauses; nowhere if the language is not known."""
    words = _joining(primary(language))
    return tuple(match.start() for match in words.finditer(text) if match.start()) if words else ()


@cache
def _joining(code: str) -> re.Pattern[str] | None:
    facts = table("connectives")
    if code not in facts["plain"]:
        return None
    sure = [kind["sure"][code] for name, kind in facts.items() if name != "plain" and code in kind["sure"]]
    return _any(", ".join([facts["plain"][code], *sure]), code)


@cache
def _sure(code: str) -> dict[str, re.Pattern[str]]:
    return {kind: _any(facts["sure"][code], code) for kind, facts in _kinds().items() if code in facts["sure"]}


@cache
def _possible(code: str) -> dict[str, re.Pattern[str]]:
    return {
        kind: _any(", ".join(filter(None, (facts["sure"].get(code), facts["other"][code]))), code)
        for kind, facts in _kinds().items()
        if code in facts["other"]
    }


def _kinds() -> dict[str, Any]:
    return {kind: facts for kind, facts in table("connectives").items() if kind != "plain"}


def _any(words: str, code: str) -> re.Pattern[str]:
    return re.compile("|".join(_pattern(word, code) for word in words.split(", ")), re.IGNORECASE)


def _pattern(word: str, code: str) -> str:
    if code in _SIGNS:
        return re.escape(word)
    # What * stands for is bounded: a match must not begin again at each letter of an endless word.
    plain = re.escape(word.removeprefix(">")).replace(r"\*", r"\w{0,20}").replace(r"\ ", " ")
    before = r"[,;،]\s(?:\w{1,6}\s)?" if word.startswith(">") else rf"(?<!\w){_CLITICS.get(code, '')}"
    return rf"{before}{plain}(?![\w{_VOWELS}])"
