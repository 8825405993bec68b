"""How a translation renders a term, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.marks import Span


class Verdict(StrEnum):
    """How a target text renders a term. Only the first two pass without a second look."""

    EXACT = "exact"  # the approved rendering as it is
    FORM = "form"  # a listed form, one surely generated, or an admitted rendering: the glossary answers for it
    PLAUSIBLE = "plausible"  # probably a form of it: a rarer ending, other capitals, part of a person's name
    MISSING = "missing"
    FORBIDDEN = "forbidden"  # what the glossary forbids, and not as part of what it allows


RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}
"""Best first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in a target text, in words, where a rendering stands; `is_admitted`: it is not the preferred one."""

    span: Span
    verdict: Verdict
    is_admitted: bool = False

    @property
    def cost(self) -> int:
        """What prefers the better of two standings."""
        return 2 * RANK[self.verdict] + self.is_admitted
