"""What a check found: data, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from dragoman.model.errors import Where


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, limit: Severity | None) -> bool:
        """True for one at least as grave as `limit`; None is a limit that nothing reaches."""
        order = list(Severity)
        return limit is not None and order.index(self) <= order.index(limit)


class Rank(IntEnum):
    """What is told first: corrections of fact, then changes of a fact."""

    CORRECTION = 0
    FACT = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `check` is the check's name, `source`/`target` the texts it is about, `hint` the way out.

    `change` is the class of a source's change, when the finding is about one; `rank` its place among the others of
    its article. `start` and `end` are the place in `target`, in characters; both None for what has no place there.
    `fix` is the text that belongs there instead, where a machine can tell, None elsewhere. `about` are the names by
    which a waiver may narrow itself to this finding. `waived` is the reason that a person gave for letting it pass.
    """

    check: str
    severity: Severity
    message: str
    language: str
    article: str
    where: Where | None = None
    source: str = ""
    target: str = ""
    hint: str = ""
    change: str = ""
    rank: Rank = Rank.OTHER
    start: int | None = None
    end: int | None = None
    fix: str | None = None
    about: tuple[str, ...] = ()
    waived: str = ""
