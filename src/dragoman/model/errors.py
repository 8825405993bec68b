"""What can go wrong that the user can mend: errors with a place and a way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. Lines and columns count from 1 (columns in characters); None means the whole file."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class DragomanError(Exception):
    """Something the user can mend, shown without a traceback: what happened, where, and the way out."""

    def __init__(self, message: str, where: Where | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class ConfigError(DragomanError):
    """A setting that cannot be used."""


class FormatError(DragomanError):
    """An article that cannot be read, or cannot be written without breaking it."""


class MarkError(DragomanError):
    """A translation that loses, invents or crosses a mark of its source."""


class CatalogError(DragomanError):
    """A PO file that is damaged or cannot hold what it is given."""


class FileError(DragomanError):
    """A file that cannot be read, locked or written."""


class EngineError(DragomanError):
    """A translation engine that is missing, refuses, or answers nonsense.

    `again` says what may help: "no" (asking again gives the same), "later" (busy, down, cut off; after `after_s`
    seconds when it says so), "smaller" (the answer did not fit the question: fewer texts at a time), or "exhausted"
    (the quota is used up: nothing more from it today). `sent` is False only when the request cannot have been billed.
    """

    def __init__(
        self,
        message: str,
        where: Where | None = None,
        hint: str = "",
        *,
        again: Literal["no", "later", "smaller", "exhausted"] = "no",
        after_s: float | None = None,
        sent: bool = True,
    ) -> None:
        super().__init__(message, where, hint)
        self.again = again
        self.after_s = after_s
        self.sent = sent
