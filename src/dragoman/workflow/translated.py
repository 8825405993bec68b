"""What a run of translate did, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from dragoman.workflow.reading import Trouble


@dataclass
class Translated:
    """One language of one article: how many segments each engine drafted, and how many are left without a text.

    `terms` counts the mentions of terms in what was drafted: `restored` where a token held their place, `heeded` by
    the engine itself, `substituted` for the engine's own word, `lost`; and `chosen`, those of `restored` in a form that
    the words beside them ask for. `proposed` counts proposals beside stale texts; drafts that
    were made anew count as drafted.
    """

    article: str
    language: str
    drafted: dict[str, int] = field(default_factory=dict)
    left: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    proposed: dict[str, int] = field(default_factory=dict)

    def because(self, engine: str, reason: str, count: int = 1) -> None:
        """Counts why an engine left texts without a draft."""
        if reason and count:
            said = f"{engine}: {reason}"
            self.reasons[said] = self.reasons.get(said, 0) + count


@dataclass
class TranslateReport:
    """`fixes` are the lines that would make engines available for what is left, per language; `spent` is what the run
    cost, by currency; `signal` the one that stopped it, 0 when none did."""

    rows: list[Translated] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    fixes: dict[str, list[str]] = field(default_factory=dict)
    spent: dict[str, Decimal] = field(default_factory=dict)
    signal: int = 0

    @property
    def left(self) -> int:
        return sum(row.left for row in self.rows)

    @property
    def drafted(self) -> int:
        return sum(count for row in self.rows for count in row.drafted.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a run is: segments drafted and given up of all that are wanted, and what it has cost, by currency."""

    done: int
    total: int
    spent: tuple[tuple[str, Decimal], ...] = ()
