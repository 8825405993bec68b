"""What a check found: data, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from dragoman.model.errors import Where


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


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
