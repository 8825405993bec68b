"""What a check found: data, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.errors import Where


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `check` is the check's name, `source`/`target` the texts it is about, `hint` the way out.

    `change` is the class of a source's change, when the finding is about one; `is_first` puts it before the others of
    its article: the change is one of a fact.
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
    is_first: bool = False
