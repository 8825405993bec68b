"""Finds texts that begin with a small letter where the source has a capital, and words with two capitals in front."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.glossary.words import WALL
from dragoman.language.capitals import (
    always_capital,
    before_capital,
    double_capitals,
    has_capital_nouns,
    has_case,
    small_beginnings,
)
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible
from dragoman.segmentation.rules import rules_of

NAME = "capitalisation"
SPAN = "pair"
SEVERITY = Severity.WARNING

_WORD = re.compile(r"[^\W\d_]+(?:[’'‐‑-][^\W_]+)*")
_ENDS = tuple(".!?…։;。")  # a text that ends so is a sentence
_STOP = re.compile(r"\.[ \u00a0]{1,2}(?=[^\W\d_])")
_FAR, _LONG = 32, 4  # characters before a stop that are looked at; letters of what is hardly an abbreviation
_CODE = ("<", "{", "%", "\\", "#", "@")
_SKIPPED = re.compile(rf"[^\w{WALL}]*")
_GOES_ON = ("…", "...", ",", ";", ":", "–", "—")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding where the first letters differ in case, in languages that both have capitals, and for each word that
    begins with two of them, as a hand on the shift key writes it."""
    if not has_case(rules.language):
        return
    severity = rules.severity(NAME, SEVERITY)
    same_case = has_case(rules.source)
    for pair, source, target in sides(pairs, rules):
        if same_case and (found := _first(source, target, rules)):
            start, end, message, hint = found
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))
        if same_case and (found := _small_sentence(source, target, rules)):
            start, end, message, hint = found
            yield rules.finding(NAME, severity, message, pair, hint, target.span(start, end))
        if not target.running.islower():
            yield from _double(pair, source, target, rules)


def _first(source: Side, target: Side, rules: Rules) -> tuple[int, int, str, str] | None:
    of_source, of_target = _begins(source.running, rules.source), _begins(target.running, rules.language)
    if of_source is None or of_target is None:
        return None
    first, word = of_source.group(), of_target.group()
    if first[0].isupper() == word[0].isupper() or first[0].islower() == word[0].islower():
        return None
    if not first[1:].islower() and len(first) > 1 and not first.isupper() and first[0].islower():
        return None  # iPhone, eBay: says nothing about the sentence
    start, end = of_target.span()
    if word[0].islower():
        if _may_be_small(first, word, source, target, start):
            return None
        right = _capital(word, rules.language)
        return (
            start,
            end,
            f"the text begins with a small letter: “{visible(word, 40)}”",
            f"write “{visible(right, 40)}”",
        )
    if _may_be_capital(word, source, rules):
        return None
    message = f"the text begins with a capital, the source with a small letter: “{visible(word, 40)}”"
    return start, end, message, f"write “{visible(_small(word, rules.language), 40)}”, unless it is a name"


def _small_sentence(source: Side, target: Side, rules: Rules) -> tuple[int, int, str, str] | None:
    """The first sentence inside the text that begins small, where the source begins as many with a capital as the text
    then has."""
    text = target.running
    if ". " not in text or not any(text[match.end()].islower() for match in _STOP.finditer(text)):
        return None
    wanted = sum(word[0].isupper() for _, word, _ in _after_stops(source.running))
    begun = list(_after_stops(text)) if wanted else []
    small = [each for each in begun if each[1].islower() and _is_whole(each[0], rules.language)]
    if not small or len(begun) > wanted:
        return None
    word, start = small[0][1:]
    if word.startswith(small_beginnings()) or word in source.vocabulary:
        return None
    message = f"a sentence begins with a small letter: “{visible(word, 40)}”"
    right = _capital(word, rules.language)
    return start, start + len(word), message, f"write “{visible(right, 40)}”, or another sign before it"


def _after_stops(text: str) -> Iterator[tuple[str, str, int]]:
    """The words right behind full stops: the word before the stop, the word, its place."""
    for match in _STOP.finditer(text):
        word = _WORD.match(text, match.end())
        if word and len(word.group()) > 1:
            yield text[max(0, match.start() - _FAR) : match.start()].rpartition(" ")[2], word.group(), word.start()


def _is_whole(word: str, language: str) -> bool:
    """True for a word that is no abbreviation: long, without a point inside, in no list."""
    return len(word) >= _LONG and word.isalpha() and not rules_of(language).classes(word)


def _begins(text: str, language: str) -> re.Match[str] | None:
    """The first word of a text; None where something else than a word comes first."""
    at = _SKIPPED.match(text)
    start = at.end() if at else 0
    if start and any(sign in text[:start] for sign in _CODE):
        return None
    for prefix in before_capital(language):
        place = max(0, start - 1)
        if text.startswith(prefix, place):
            start = place + len(prefix)
            break
    return _WORD.match(text, start)


def _may_be_small(first: str, word: str, source: Side, target: Side, start: int) -> bool:
    lead = target.running[:start].strip()
    if lead.startswith(_GOES_ON) or source.running.lstrip().startswith(_GOES_ON):
        return True
    if any(letter.isupper() for letter in word[1:]) or word.startswith(small_beginnings()):
        return True  # iPhone, mRNA, al-Assad
    if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source.running):
        return True  # a name the source writes so
    ends = source.running.rstrip().rstrip("\"'”’»)]").endswith(_ENDS)
    # Without a full stop it may be a cell or a caption, whose first word is only in English a word with a capital.
    return not ends and first.lower() in always_capital()


def _may_be_capital(word: str, source: Side, rules: Rules) -> bool:
    if has_capital_nouns(rules.language) or (word.isupper() and len(word) > 1):
        return True
    if any(letter.isupper() for letter in source.running):
        return True  # another order of words may put a name first
    return word in rules.glossary.written(rules.language).words


_ENDINGS = ("s", "z")  # TVs, GHz
# The small letters of most scripts are left out of the first two, so that hardly any word is looked at.
_TWO = re.compile(r"(?<![^\W_])[^\W\d_a-zß-öø-ÿа-я]{2}[^\W\d_A-Z]{1,40}(?![^\W_])")


def _double(pair: Pair, source: Side, target: Side, rules: Rules) -> Iterator[Finding]:
    severity = rules.severity(NAME, SEVERITY)
    for match in _TWO.finditer(target.running):
        word = match.group()
        if not (word[:2].isupper() and word[2:].islower()) or word in source.running:
            continue
        if word.startswith(double_capitals(rules.language)) or word[2:] in _ENDINGS:
            continue
        right = word[0] + word[1:].lower()
        message = f"“{visible(word, 40)}” begins with two capitals"
        yield rules.finding(NAME, severity, message, pair, f"write “{visible(right, 40)}”", target.span(*match.span()))


def _capital(word: str, language: str) -> str:
    if word[0] == "i" and primary(language) in ("tr", "az"):
        return "İ" + word[1:]
    return word[0].upper() + word[1:]


def _small(word: str, language: str) -> str:
    if word[0] == "I" and primary(language) in ("tr", "az"):
        return "ı" + word[1:]
    return ("i" if word[0] == "İ" else word[0].lower()) + word[1:]
