"""Finds letters of Arabic script stretched by a kashida (tatweel) inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "kashida"
SPAN = "pair"
SEVERITY = Severity.WARNING

KASHIDA = "\u0640"
# Between two letters, vowel signs aside. At the end of a word it shows the joined form: هـ for the Hijri year.
_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7"
_SIGN = "\u064b-\u065f\u0670"
_PIECE = re.compile(rf"[{_LETTER}{_SIGN}\u0640]+")
_SIGNS = re.compile(f"[{_SIGN}]+")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each stretched word, unless the source has the same one."""
    severity = rules.severity(NAME, SEVERITY)
    article = sides(pairs, rules)
    for pair, source, target in article.at(article.targets.holding(KASHIDA)):
        for start, text in _words(target.running):
            if text in source.running:
                continue
            plain = text.replace(KASHIDA, "")
            message = f"“{visible(text, 60)}” is stretched by a kashida"
            hint = f"write “{visible(plain, 60)}”; leave stretching to the layout"
            span = target.span(start, start + len(text))
            yield rules.finding(NAME, severity, message, pair, hint, span, fix=target.fix(span, plain))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """The stretched words and where they begin."""
    for piece in _PIECE.finditer(text):
        if KASHIDA in _SIGNS.sub("", piece.group()).strip(KASHIDA):
            yield piece.start(), piece.group()
