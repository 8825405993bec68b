"""Who read what, for how long: kept on this machine, exported only when somebody asks for it, never deleted by us."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman import files
from dragoman.model import FileError, Where

NAME = "reading.jsonl"  # in the state folder


@dataclass(frozen=True, slots=True)
class Evidence:
    """One act of a reviewer. `time` is ISO 8601 with its offset; `shown_s` is how long the text was looked at.

    `act` is approved, saved, waived, undone, refused or conflict; `text` is the translation as it was then; `settled`
    names the checks whose findings were there and are gone.
    """

    time: str
    who: str
    act: str
    article: str
    language: str
    source: str
    text: str
    shown_s: float = 0.0
    is_edited: bool = False
    settled: tuple[str, ...] = ()


class Log:
    """The file of evidence, one JSON object a line, only ever added to. A torn last line is passed over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, one: Evidence) -> None:
        """Adds a line. Raises FileError when it cannot be written."""
        line = json.dumps(asdict(one), ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        files.append(self.path, line, root=self.path.parent)

    def lines(self) -> Iterator[Evidence]:
        """What was written, in order. Raises FileError for a line that is not ours, other than a torn last one."""
        if not self.path.is_file():
            return
        rows = self.path.read_bytes().split(b"\n")
        for number, row in enumerate(rows, 1):
            if row:
                try:
                    values = json.loads(row)
                    yield Evidence(**{**values, "settled": tuple(values.get("settled", ()))})
                except (ValueError, TypeError):
                    if number < len(rows):
                        raise FileError("is no evidence of reading", Where(str(self.path), number)) from None
