"""Finds translations that are still their source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.checks.filled_in import PLACEHOLDER
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import sides
from dragoman.glossary.matching import find_terms
from dragoman.glossary.words import WALL, prose
from dragoman.language.facts import table
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "untranslated"
SPAN = "pair"
SEVERITY = Severity.WARNING

_HEADS = ("headline", "standfirst", "subhead")  # where capitals do not make a name
_LONGEST_NAME = 4  # words
_ROW = 3  # pieces of a row
_FIRST = 3  # pieces in which texts differ that are not the same
_TAGGED = re.compile(r"(?<!\w)[#@]\w+|&[a-z]{2,8};|<[^<>\s]{1,100}>")  # a hashtag, an account, an entity, a stand-in
_URL = re.compile(r"\w{2,8}://\S+")
_BORDER = re.compile(r"[.,;:/()\[\]|]+(?=\S)")
_LIST = re.compile(r"[ivx]{1,6}|[a-z]", re.IGNORECASE)
_POINTING = frozenset(
    ["see", "visit", "read", "write", "source", "photo", "video", "more", "contact", "phone", "email", "follow"]
)


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each translation that equals its source, blanks aside, although there is something to translate."""
    if same_language(rules.source, rules.language):
        return
    severity = rules.severity(NAME, SEVERITY)
    kept = {_folded(text) for text in rules.keep}
    for pair, given, made in sides(pairs, rules):
        if given.text.split(None, _FIRST)[:_FIRST] != made.text.split(None, _FIRST)[:_FIRST]:
            continue  # as nearly all do
        source = _folded(given.text)
        if source != _folded(made.text) or source in kept:
            continue
        text = _without_terms(pair.segment.text, rules)
        words = _words(text)
        is_name = _is_name(words, pair.segment.role) and not _points(words, text)
        if words and not (is_name or _is_acronym(words) or _is_alike(words, rules)):
            hint = "translate it, or list the text under `keep` if it is right as it is"
            yield rules.finding(NAME, severity, "the translation is the same as the source", pair, hint)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _without_terms(text: str, rules: Rules) -> str:
    """`text` without the terms that the language writes as the source does."""
    kept: list[str] = []
    position = 0
    for match in find_terms(text, rules.glossary, rules.source):
        rendering = match.term.rendering(rules.language)
        allowed = (rendering.approved, *rendering.form_texts, *rendering.admitted) if rendering else ()
        if text[match.start : match.end] in allowed:
            kept.append(text[position : match.start])
            position = match.end
    return " ".join((*kept, text[position:]))


def _words(text: str) -> list[str]:
    """What is left to translate: no marks, code, addresses, numbers and signs, nor single letters."""
    bare = _TAGGED.sub(" ", PLACEHOLDER.sub(" ", prose(_URL.sub(" ", text)).text.replace(WALL, " ")))
    pieces = [piece for whole in bare.split() for piece in (_BORDER.sub(" ", whole).split() or ())]
    plain = [piece for piece in pieces if not any(map(str.isdigit, piece))]
    if sum(map(_is_letter, "".join(pieces))) and len(pieces) >= _ROW and len(pieces) > 3 * len(plain):
        return []  # a row of models or parts: A320, B737, amd64
    words = ("".join(filter(_is_letter, piece)) for piece in plain)
    found = [word for word in words if len(word) > 1 or (word and not word.isascii())]
    if all(_LIST.fullmatch(word) or word.lower() in _everywhere() for word in found):
        return []  # i., ii., iii.; n/a mm
    return found


@cache
def _alike(language: str) -> frozenset[str]:
    """Words that a language writes as English does, in small letters."""
    return frozenset(str(table("alike")["words"].get(primary(language), "")).split())


@cache
def _everywhere() -> frozenset[str]:
    """Units and signs that every language writes so."""
    return frozenset(str(table("foreign")["latin"]["units"]).lower().split()) | {"na"}


def _points(words: list[str], text: str) -> bool:
    """True for: See https://example.org. A verb with a capital is no name."""
    return len(words) == 1 and words[0].lower() in _POINTING and (WALL in prose(text).text or "/>" in text)


def _is_letter(character: str) -> bool:
    return character.isalpha()


def _is_acronym(words: list[str]) -> bool:
    return len(words) == 1 and len(words[0]) <= 6 and words[0].isupper()


def _is_alike(words: list[str], rules: Rules) -> bool:
    """True for one word that the language has as English does: radio in Polish, total in Spanish."""
    return len(words) == 1 and primary(rules.source) == "en" and words[0].lower() in _alike(rules.language)


def _is_name(words: list[str], role: str) -> bool:
    """True for one word with a capital, and for a few such words where capitals make a name."""
    longest = 1 if role in _HEADS else _LONGEST_NAME
    return len(words) <= longest and all(word[0].isupper() for word in words)
