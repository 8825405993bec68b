"""What about a pair speaks of risk: signs, each with its strength and in words for people."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.alignment.effort import edit_rate
from dragoman.alignment.words import tokens
from dragoman.catalog.staleness import stale_changes
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.glossary.words import WALL, prose
from dragoman.language.leftovers import leftovers
from dragoman.language.lengths import growth
from dragoman.language.load import load
from dragoman.language.quotations import goes_on
from dragoman.language.stakes import Stakes, stakes
from dragoman.model import Block, Finding, Key, Pair, Severity, State
from dragoman.model.sureness import sureness_of
from dragoman.model.visible import visible
from dragoman.model.wording import counted

_STANDINGS = ("missing", "unreviewed", "stale")  # checks that only say how far a text is
_LONG = 40  # words of a long sentence
_RATIO = math.log(2)  # twice or half as long as is usual
_SHORT = 20  # characters: below, lengths say nothing
_LEFT = 4  # words left as they are: a full sign
_MARKS = 4
_SAID = 3  # words or names that a reason lists
_LIKE = 0.5  # below, two texts have little in common


class Sign(NamedTuple):
    """`value` is its strength, 0 … 1; `words` say it to people, as a short phrase."""

    name: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the pairs, each by key and only where it is known.

    `likeness`: how like the nearest approved source in the memory is (0 … 1; 0 for none; see memory.similarity).
    `sureness`: the engine's own probability of its draft (0 … 1), in place of what its origin tells.
    `seconds`: what a second engine made of the text.
    `known_words`: words of the target language, in small letters, beside those of the glossary.
    """

    likeness: Mapping[Key, float] = field(default_factory=dict)
    sureness: Mapping[Key, float] = field(default_factory=dict)
    seconds: Mapping[Key, str] = field(default_factory=dict)
    known_words: Collection[str] = frozenset()


NOTHING = Beside()


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one pair, and whether something is at stake in it. `is_missing`: there is no text that could be
    right."""

    of: tuple[Sign, ...]
    has_stakes: bool
    is_missing: bool = False

    @property
    def values(self) -> dict[str, float]:
        return {sign.name: sign.value for sign in self.of}


def signs(
    pairs: Sequence[Pair],
    findings: Iterable[Finding],
    *,
    source: str,
    language: str,
    glossary: Glossary,
    beside: Beside = NOTHING,
) -> list[Signs]:
    """The signs of each pair of one article, in order. `source` and `language` are BCP 47 tags."""
    known_words = glossary.written(language).small.union(beside.known_words)
    told: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.check not in _STANDINGS and not finding.waived:
            told.setdefault(finding.source, []).append(finding)
    changes = stale_changes(pairs, glossary.names, source)
    found: list[Signs] = []
    block: tuple[Block, str] | None = None
    is_opened = False
    for pair in pairs:
        segment = pair.segment
        running = prose(segment.text).text
        here = (segment.block, segment.context)
        is_opened = is_opened and here == block
        block = here
        plain = running.replace(WALL, " ")
        facts = stakes(plain, source, is_opened)
        is_opened = goes_on(plain, is_opened)
        matches = find_terms(segment.text, glossary, source)
        has_name = facts.name or any(match.form in glossary.names for match in matches)
        row = [
            *_standing(pair, changes[segment.key].kind if segment.key in changes else ""),
            *_findings([one for one in told.get(segment.text, ()) if _is_about(one, pair)]),
            *_stakes(facts, has_name),
            *_terms(matches),
            *_draft(pair, plain, source, language, beside, known_words),
            *_settled(pair, matches, language),
            *_load(segment.text, plain, source),
        ]
        found.append(Signs(tuple(row), facts.is_any or has_name, _is_missing(pair)))
    return found


def _is_missing(pair: Pair) -> bool:
    return pair.translation is None or not pair.translation.text.strip()


def _standing(pair: Pair, change: str) -> Iterator[Sign]:
    now = pair.translation
    if pair.rivals:
        yield Sign("rivals", 1.0, f"{counted(len(pair.rivals), 'other text')} of another branch")
    if now is None or _is_missing(pair):
        return
    if now.state is State.STALE:
        yield Sign("stale", 1.0, f"the source has changed: {change}" if change else "the source has changed")
    elif now.state is State.APPROVED:
        yield Sign("approved", 1.0, "approved")
    elif not now.is_machine:
        yield Sign("touched", 1.0, "a person has worked on it")


def _is_about(finding: Finding, pair: Pair) -> bool:
    """The same text may stand in the catalog twice, in two contexts: on two lines."""
    line = finding.where.line if finding.where else None
    return not line or not pair.line or line == pair.line


def _findings(findings: Sequence[Finding]) -> Iterator[Sign]:
    for severity, name in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings")):
        checks = [one.check for one in findings if one.severity is severity]
        if checks:
            named = ", ".join(dict.fromkeys(checks))
            yield Sign(name, 1 - 0.5 ** len(checks), f"{counted(len(checks), severity.value)}: {visible(named, 80)}")


def _stakes(facts: Stakes, has_name: bool) -> Iterator[Sign]:
    if facts.number:
        yield Sign("number", 1.0, "a number")
    if has_name:
        yield Sign("name", 1.0, "a person's name" if facts.person else "a name")
    if facts.quotation:
        yield Sign("quotation", 1.0, "a quotation")
    if facts.negation:
        yield Sign("negation", 1.0, "a negation")


def _terms(matches: Sequence[Match]) -> Iterator[Sign]:
    if matches:
        forms = dict.fromkeys(match.form for match in matches)
        yield Sign("term", 1 - 0.5 ** len(forms), f"{'term' if len(forms) == 1 else 'terms'}: {_listed(forms)}")


def _draft(
    pair: Pair, plain: str, source: str, language: str, beside: Beside, known_words: Collection[str]
) -> Iterator[Sign]:
    key, now = pair.segment.key, pair.translation
    if (likeness := beside.likeness.get(key)) is not None:
        per_cent = int(likeness * 100 + 1e-9)
        said = f"{per_cent} % match in the memory" if likeness >= _LIKE else "nothing like it was approved"
        yield Sign("distance", _within(1 - likeness), said)
    if now is None or _is_missing(pair):
        return
    target = prose(now.text).text.replace(WALL, " ")
    if left := leftovers(plain, target, source, language, known_words):
        yield Sign("unknown", _within(len(left) / _LEFT), f"left as in the source: {_listed(left)}")
    if len(plain) >= _SHORT and target.strip():
        off = math.log(len(target) / (growth(source, language) * len(plain)))
        yield Sign("ratio", _within(abs(off) / _RATIO), "long for its source" if off > 0 else "short for its source")
    told = now.origin.detail if now.is_machine and now.origin else ""
    if (sure := beside.sureness.get(key, sureness_of(told))) is not None:
        yield Sign("unsure", _within(1 - sure), f"engine unsure ({sure:.2f})")
    if second := beside.seconds.get(key):
        differs = edit_rate(now.text, second)
        if differs:
            yield Sign("second", differs, f"second engine differs in {math.ceil(differs * 100)} % of the words")


def _settled(pair: Pair, matches: Sequence[Match], language: str) -> Iterator[Sign]:
    """The share of the source's words that are surely right: terms that stand there as the glossary renders them, and
    numbers and names that stand there as they are."""
    now, text = pair.translation, pair.segment.text
    if now is None or _is_missing(pair):
        return
    settled = position = 0
    rest: list[str] = []
    for match in matches:
        rendering = match.term.rendering(language)
        forms = (rendering.approved, *rendering.form_texts, *rendering.admitted) if rendering else ()
        if any(form and form in now.text for form in forms):
            settled += len(tokens(text[match.start : match.end]))
        rest += tokens(text[position : match.start])
        position = match.end
    rest += tokens(text[position:])
    there = set(tokens(now.text))
    settled += sum(word in there and (word[0].isdigit() or (len(word) > 1 and word[0].isupper())) for word in rest)
    if settled:
        yield Sign("settled", _within(settled / len(tokens(text))), "terms, numbers or names already as they should be")


def _load(text: str, plain: str, source: str) -> Iterator[Sign]:
    found = load(plain, source)
    marks = text.count("<") - text.count("</")
    for name, value, words in (
        ("length", found.words / _LONG, counted(found.words, "word")),
        ("clauses", found.clauses, "many clauses"),
        ("choices", found.choices, "words with many meanings"),
        ("long", found.long, "long words"),
        ("cut", float(found.is_cut), "no whole sentence"),
        ("question", float(found.asks), "a question"),
        ("marks", marks / _MARKS, counted(marks, "mark")),
    ):
        if value > 0:
            yield Sign(name, _within(value), words)


def _within(value: float) -> float:
    return min(1.0, max(0.0, value))


def _listed(words: Iterable[str]) -> str:
    found = [visible(word, 40) for word in words]
    return ", ".join(found[:_SAID]) + (" …" if len(found) > _SAID else "")
