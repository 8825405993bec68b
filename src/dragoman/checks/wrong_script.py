"""Finds words in a script that the language is not written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.facts import table
from dragoman.language.scripts import Writing, writing_of
from dragoman.language.tags import autonym
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "wrong-script"
SPAN = "pair"
SEVERITY = Severity.WARNING

_ROMAN = re.compile(r"[IVXLCDM]+|[ivx]+")
_JOINT = re.compile(r"[\s·\-–'’.,:/&+\d]{1,3}")
_LATIN_BEFORE = re.compile(r"([A-Za-z\u00c0-\u024f]{1,30})[ ’'-]$")
_LATIN_BEHIND = re.compile(r"[ ’'-]([A-Za-z\u00c0-\u024f]{1,30})")
_OPENS, _CLOSES = "([{（［【〔", ")]}）］】〕"
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
        if target.text == source.text:
            continue  # see untranslated
        for start, end, copied in _runs(source, target, writing, allowed):
            words = visible(target.running[start:end], 80)
            what = "was left as in the source" if copied else f"is not in the script of {autonym(rules.language)}"
            hint = "translate it, or write it in the letters of the language; a name can go into the glossary"
            yield rules.finding(NAME, severity, f"“{words}” {what}", pair, hint, target.span(start, end))


def _runs(source: Side, target: Side, writing: Writing, allowed: frozenset[str]) -> Iterator[tuple[int, int, bool]]:
    """The wrong words, neighbours joined, and whether the source has them all."""
    text = target.running
    open_ = _brackets(text)
    run: tuple[int, int, bool] | None = None
    for match in writing.foreign.finditer(text):
        start, end = match.span()
        while end < len(text) and unicodedata.category(text[end])[0] == "M":
            end += 1
        judged = _judge(match.group(), text, start, source, writing, allowed)
        if judged is None or any(low < start < high for low, high in open_):
            continue
        if run and _JOINT.fullmatch(text, run[1], start):
            run = (run[0], end, run[2] and judged)
            continue
        if run:
            yield run
        run = (start, end, judged)
    if run:
        yield run


def _judge(word: str, text: str, start: int, source: Side, writing: Writing, allowed: frozenset[str]) -> bool | None:
    """None for a word that is right; else whether the source has it."""
    small = word.lower()
    is_latin = _LATIN.fullmatch(word) is not None
    if (
        (len(word) == 1 and word < "\u0530")
        or small in allowed
        or (text[start - 1 : start].isdigit() and len(word) < 4)
    ):
        return None
    if not is_latin:
        return None if word in source.running else False
    if _ROMAN.fullmatch(word) or word in _everywhere() or _is_acronym(word):
        return None
    if small in source.vocabulary or word in source.running:
        return True if _is_ordinary(small, word, source) and not _is_in_name(text, start, start + len(word)) else None
    return False


def _is_acronym(word: str) -> bool:
    """COVID, DNA, CO, PhD, iPhone: more than a first capital."""
    return any(letter.isupper() for letter in word[1:]) and len(word) <= 8


def _is_ordinary(small: str, word: str, source: Side) -> bool:
    """True when the source has it in small letters only, as running text: no name, no part of an address."""
    if not word.islower():
        return False
    return re.search(rf"(?<![\w.@/-]){re.escape(small)}(?![\w@/]|[.-]\w)", source.running) is not None


def _is_in_name(text: str, start: int, end: int) -> bool:
    """True when a word with a capital stands beside it: Médecins sans frontières, Bank of America."""
    before, after = _LATIN_BEFORE.search(text[max(0, start - 32) : start]), _LATIN_BEHIND.match(text, end)
    return (before is not None and before[1][0].isupper()) or (after is not None and after[1][0].isupper())


def _brackets(text: str) -> list[tuple[int, int]]:
    """The places in brackets, and in quotation marks of Latin words only."""
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
    found: set[str] = set()
    for text in rules.keep:
        found.update(re.findall(r"[^\W\d_]+", text.lower()))
    for term in rules.glossary.terms:
        if rendering := term.rendering(rules.language):
            for text in (rendering.approved, *rendering.form_texts, *rendering.admitted):
                found.update(re.findall(r"[^\W\d_]+", text.lower()))
    return frozenset(found)
