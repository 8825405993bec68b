"""Whether sentences that belong together have a part without a partner: a clause more on either side.

The length alone tells where it is far off. Where it is rather far off something else must speak, too: signs between
clauses, quotation marks, amounts, and words that open a clause and that nothing on the other side can stand for.
The weights are those of a logistic regression over our own pairs (docs/decisions/0073-gaps.md), rounded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from dragoman.checks.measuring import Measure, Part, size_of
from dragoman.checks.met import counted, lacking
from dragoman.language.amounts import amounts
from dragoman.language.connectives import unmatched

_CLAUSE, _SOURCE = 40, 5  # characters of a sentence in which a part may be missing, and of a source, as in English
_BRIEF, _UNSURE = 30, 2.0  # the same of a source that is often said in more words, and how much more is asked of it
_LEAST, _LIMIT = 0.8, 2.8  # spreads of length without which nothing is told; what length and evidence must reach
_GIVE = 1.2  # spreads that one sentence may take what another gives
_BREAKS, _QUOTED, _OPENED, _COUNTED = 0.4, 0.9, 0.5, 1.5  # the weights
_MOST = 2  # signs, words, amounts: more say no more

_QUOTE = re.compile('["“”„«»「」『』‹›]')

Side = Literal["", "lacking", "added"]


def strayed(given: float, made: float, measure: Measure, whole: float = 0.0) -> float:
    """By how many spreads a translation is longer than its source lets expect, or, below 0, shorter; 0.0 for so few
    that nothing is told, or for a text too short to tell. `whole` is how far the length of all the sentences beside it
    lies (0.0 for none): where a part is missing, the whole is shorter, too."""
    if (given < _CLAUSE and made < _CLAUSE) or given < _SOURCE:
        return 0.0
    z = measure.far(given, made)
    if -_LEAST < z < _LEAST:
        return 0.0
    if z > 0:
        told = min(z, _GIVE + whole) if whole else z
        return told if told >= _LEAST else 0.0
    told = min(-z, _GIVE - whole) if whole else -z
    return -told if told >= _LEAST else 0.0


def part_of(
    source: str, target: str, ours: Sequence[Part], theirs: Sequence[Part], languages: tuple[str, str], far: float
) -> Side:
    """Which side has more: the source ("lacking" in the translation) or the translation ("added"); "" for none.
    `languages` are those of source and target, `far` is how far the length of the sentences has strayed."""
    told = abs(far)
    one, other = source[ours[0].start : ours[-1].end], target[theirs[0].start : theirs[-1].end]
    breaks = sum([part.breaks for part in theirs]) - sum([part.breaks for part in ours])
    if far < 0:
        more, less, side = (one, languages[0]), (other, languages[1]), "lacking"
        breaks = -breaks
    else:
        more, less, side = (other, languages[1]), (one, languages[0]), "added"
    told += _BREAKS * max(-_MOST, min(breaks, _MOST))
    if len(_QUOTE.findall(more[0])) >= 2 and len(_QUOTE.findall(less[0])) < 2:
        told += _QUOTED
    if size_of(ours) < _BRIEF:
        told -= _UNSURE
    if _LIMIT - _OPENED * _MOST <= told < _LIMIT:
        told += _OPENED * min(len(unmatched(*more, *less)), _MOST)
    if _LIMIT - _COUNTED <= told < _LIMIT:
        told += _COUNTED * min(_more_amounts(more, less), _MOST)
    return side if told >= _LIMIT else ""  # type: ignore[return-value]


def _more_amounts(more: tuple[str, str], less: tuple[str, str]) -> int:
    """How many amounts one side has that the other, a text and its language, lacks; those that stand in another's stead
    are no addition."""
    if not amounts(*more).items:
        return 0
    these = counted(*more)
    if not these.owned:
        return 0
    others = counted(*less)
    return max(len(lacking(these, others)) - len(lacking(others, these)), 0)
