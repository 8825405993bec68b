"""Finds a translation that affirms what its source denies, or the reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.polarity import Polarity, polarity
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair, State

NAME = "negation"
SPAN = "pair"
SEVERITY = Severity.WARNING

_LONG = 160  # characters of a source with room for more than one statement, of which one may deny


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding where both sides are clear and differ. A word that only casts doubt on either side makes it silent."""
    severity = rules.severity(NAME, SEVERITY)
    for pair, source, target in sides(pairs, rules):
        is_stale = pair.translation is not None and pair.translation.state is State.STALE
        if is_stale or len(source.running) > _LONG:  # see stale
            continue
        said = _polarity(source)
        if said is Polarity.OPEN:
            continue
        made = _polarity(target)
        if made is Polarity.OPEN or made is said:
            continue
        if said is Polarity.DENIES:
            message, hint = "the source denies, the translation does not", "say that it is not so"
        else:
            message, hint = "the translation denies, the source does not", "take the negation away"
        yield rules.finding(NAME, severity, message, pair, hint)


def _polarity(side: Side) -> Polarity:
    return polarity(side.plain, side.said, side.language)
