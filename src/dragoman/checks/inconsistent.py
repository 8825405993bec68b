"""Finds one source that was approved with different translations, in one article or across articles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.checks.gathering import Gathering, Member, Row
from dragoman.checks.rules import Rules, is_missing
from dragoman.glossary.words import WALL, prose
from dragoman.model.article import Key
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State
from dragoman.model.visible import visible

NAME = "inconsistent"
SPAN = "project"
SEVERITY = Severity.WARNING

_EDGES = " .。．｡।॥۔։։…,;:，、；：\"'“”„‟«»‘’‚‹›「」『』()[]"
_WORDS = 3  # a shorter sentence of running text may well be said in several ways
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_LETTERS = 6  # of a script that writes a word in one or two


class Inconsistent:
    """Looks at approved pairs. A family is a source in a context, a member one of its translations."""

    def __init__(self) -> None:
        self._pairs = Gathering(NAME)

    def look(self, pairs: Iterable[Pair], rules: Rules, *, tell: bool) -> None:
        """Two texts are the same when they differ in the case of the first letter, blanks, marks, and stops or
        quotation marks at their edges."""
        severity = rules.severity(NAME, SEVERITY)
        self._pairs.put(_rows(pairs, severity), rules, tell=tell)

    def findings(self) -> Iterator[Finding]:
        """One finding for each rendering but the usual one (the most frequent; of equals, the first by article), and
        one for each pair that has another and is waived."""
        for members in self._pairs.divided():
            usual = min(members, key=lambda one: (-one.times, one.first.article, one.first.line))
            yield from (_finding(row, usual) for one in members if one is not usual for row in one.told)
        self._pairs.close()


def _rows(pairs: Iterable[Pair], severity: Severity) -> Iterator[tuple[str, str, Pair, Severity]]:
    seen: set[tuple[Key, str]] = set()
    for pair in pairs:
        if pair.translation is None or is_missing(pair) or pair.translation.state is not State.APPROVED:
            continue
        row = (pair.segment.key, pair.translation.text)
        if row in seen:
            continue  # a segment that stands twice has one entry
        seen.add(row)
        source, context = alike(pair.segment.text), pair.segment.key.context
        if context or _is_long(source):
            yield f"{context}\0{source}", alike(pair.translation.text), pair, severity


@lru_cache(maxsize=1024)
def alike(text: str) -> str:
    """What two texts have in common that are the same to a reader's ear. A question is not a statement."""
    plain = prose(text).text
    if WALL in plain:
        plain = text  # an address or code may be all that tells two texts apart
    running = " ".join(unicodedata.normalize("NFC", plain).split()).strip(_EDGES)
    return running[:1].lower() + running[1:]


def _is_long(text: str) -> bool:
    if _DENSE.search(text):
        return len(text) >= _LETTERS
    return len(text.split()) >= _WORDS


def _finding(row: Row, usual: Member) -> Finding:
    times = f", {usual.times} times" if usual.times > 1 else ""
    message = f"{usual.first.place} translates the same text otherwise{times}: “{visible(usual.first.target, 80)}”"
    hint = "choose one and use it in both; where two are meant, give the texts different contexts"
    return row.finding(NAME, message, hint, (usual.first.article, usual.first.catalog, usual.first.target))
