"""Finds words in a script that the language is not written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.capital_words import is_office
from dragoman.language.capitals import calendar_words
from dragoman.language.evidence import is_word_of
from dragoman.language.facts import table
from dragoman.language.scripts import Writing, writing_of
from dragoman.language.tags import autonym
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "wrong-script"
SPAN = "pair"
SEVERITY = Severity.WARNING

_ROMAN = re.compile("[IVXLCDM]+|[ivx]+|[\u2160-\u217f]+")
_JOINT = re.compile(r"[\s·\-–'’.,:/&+\d]{0,3}")
_MOST = 100  # findings of a text: more tell nothing new
_SENTENCE = 4  # small words of the source left together
_OPENS, _CLOSES = "([{（［【〔", ")]}）］】〕"
_STANDING = re.compile(r"(?<![\w.@/-])[^\W\d_]+(?![\w@/]|[.-]\w)")
_BRAILLE = frozenset(map(chr, range(0x2801, 0x2900)))  # symbols by Unicode, which no language's own text has
_BRAILLES = re.compile("[\u2801-\u28ff]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of such words that the source does not have. Names, acronyms, units and signs are right in
    Latin letters everywhere, and so is what the glossary writes so and what stands in brackets behind its translation.
    A word of the source is found when it is an ordinary one in small letters; a name is none of our business."""
    writing = writing_of(rules.language)
    if writing is None or not writing.is_sure:
        return
    severity = rules.severity(NAME, SEVERITY)
    allowed = _allowed(rules)
    for pair, source, target in sides(pairs, rules):
        if target.running.isascii() and "Latn" in writing.scripts:
            continue
        has_braille = not _BRAILLE.isdisjoint(target.characters)
        for match in islice(_BRAILLES.finditer(target.running), _MOST) if has_braille else ():
            if target.letters and match.group() not in source.running:
                message = f"“{match.group()[:20]}” is Braille, which the source does not have"
                yield rules.finding(NAME, severity, message, pair, "take it away", target.span(*match.span()))
        if not target.is_strange or target.text == source.text:
            continue  # the same text: see untranslated
        for start, end, copied in islice(_runs(source, target, writing, allowed), _MOST):
            words = visible(target.running[start:end], 80)
            what = "was left as in the source" if copied else f"is not in the script of {autonym(rules.language)}"
            hint = "translate it, or write it in the letters of the language; a name can go into the glossary"
            yield rules.finding(NAME, severity, f"“{words}” {what}", pair, hint, target.span(start, end))


def _runs(source: Side, target: Side, writing: Writing, allowed: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """The wrong words, neighbours joined, and whether the source has them all."""
    text = target.running
    run: list[tuple[int, int, bool | None]] = []
    for start, end in _outside(_words(text, writing), _brackets(text)):
        if run and not _JOINT.fullmatch(text, run[-1][1], start):
            yield from _wrong(run, source, text)
            run = []
        run.append((start, end, _judge(text[start:end], text, start, source, allowed)))
    yield from _wrong(run, source, text)


def _words(text: str, writing: Writing) -> Iterator[tuple[int, int]]:
    """The words in other scripts, with the signs that stand on their letters."""
    for match in writing.foreign.finditer(text):
        start, end = match.span()
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        yield start, end


def _wrong(run: list[tuple[int, int, bool | None]], source: Side, text: str) -> Iterator[tuple[int, int, bool]]:
    """What is wrong of words that stand together. A name keeps its small words: Bank of America, Médecins sans
    frontières; a sentence left over has more of them."""
    wrong = [(start, end, copied) for start, end, copied in run if copied is not None]
    if not wrong:
        return
    first, last = run[0][0], run[-1][1]
    is_name = text[first].isupper() and text[first:last] in source.running and len(run) > 1
    is_name = is_name and not all(is_office(text[start:end].lower()) for start, end, _ in run)
    if is_name and all(copied for _, _, copied in wrong) and len(wrong) < _SENTENCE:
        return
    yield wrong[0][0], wrong[-1][1], all(copied for _, _, copied in wrong)


def _judge(word: str, text: str, start: int, source: Side, allowed: frozenset[str]) -> bool | None:
    """None for a word that is right; else whether the source has it."""
    small = word.lower()
    if (len(word) == 1 and word < "\u0530") or small in allowed or _ROMAN.fullmatch(word):
        return None
    if text[start - 1 : start].isdigit() and len(word) < 4:
        return None  # a unit
    if not _LATIN.fullmatch(word):
        return None if word in source.running else False
    if word in _everywhere() or _is_acronym(word):
        return None
    if small in source.vocabulary or word in source.running:
        return True if _is_ordinary(small, word, source) else None
    return False


def _is_acronym(word: str) -> bool:
    """COVID, DNA, CO, PhD, iPhone: more than a first capital."""
    return any(letter.isupper() for letter in word[1:]) and len(word) <= 8


def _is_ordinary(small: str, word: str, source: Side) -> bool:
    """True when the source has it in small letters, as running text: no name, no part of an address. A function word or
    a day of the week with a capital is no name either, nor is an office, nor what has its capital only here."""
    standing = _standing(source.running)
    if not word.islower() and not (is_word_of(small, source.language, but_not="") or small in calendar_words()):
        return is_office(small) or (small in standing and word not in standing and word.title() == word)
    # What begins the source has a capital there and is small where it was left.
    return not {word, word.title()}.isdisjoint(standing)


@lru_cache(maxsize=64)
def _standing(text: str) -> frozenset[str]:
    """The words of a text that are no part of an address or of something in one piece."""
    return frozenset(match.group() for match in _STANDING.finditer(text))


def _outside(words: Iterator[tuple[int, int]], brackets: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The words that stand in no brackets; both are in order."""
    at = 0
    for start, end in words:
        while at < len(brackets) and brackets[at][1] <= start:
            at += 1
        if at == len(brackets) or start < brackets[at][0]:
            yield start, end


def _brackets(text: str) -> list[tuple[int, int]]:
    """The places in brackets, in order; none lies inside another."""
    found = []
    opened = -1
    for match in re.finditer(r"[(\[{（［【〔)\]}）］】〕]", text):
        if match.group() in _OPENS:
            opened = match.start()
        elif opened >= 0 and match.group() in _CLOSES:
            found.append((opened, match.end()))
            opened = -1
    return found


@cache
def _everywhere() -> frozenset[str]:
    facts = table("foreign")["latin"]
    return frozenset(f"{facts['units']} {facts['signs']}".replace("-", " ").split())


def _allowed(rules: Rules) -> frozenset[str]:
    """The words of the glossary's renderings, and of the texts that are kept."""
    kept = (word for text in rules.keep for word in re.findall(r"[^\W\d_]+", text.lower()))
    return rules.glossary.written(rules.language).small.union(kept)
