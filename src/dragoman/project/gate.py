"""The gate before the work: whether articles are looked at first, and which findings a person lets pass."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass

from dragoman.model import ConfigError
from dragoman.project.table import Table

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class SourceWaiver:
    """A person's word that a finding of `check` is fine in articles of `paths`: any, or where the sentence holds
    `text`. `until` is the last ISO date on which it counts, "" for ever."""

    check: str
    paths: tuple[str, ...]
    reason: str
    text: str = ""
    until: str = ""

    def is_about(self, check: str, path: str, sentence: str, today: str) -> bool:
        fits = check == self.check and any(fnmatch.fnmatchcase(path, pattern) for pattern in self.paths)
        return fits and self.text in sentence and (not self.until or today <= self.until)


@dataclass(frozen=True, slots=True)
class Gate:
    """`wait`: extract and translate leave an article alone while the checks of sources find an error in it."""

    wait: bool = False
    waivers: tuple[SourceWaiver, ...] = ()


def read_gate(table: Table) -> Gate:
    table.known("wait", "waive")
    return Gate(table.truth("wait", False), tuple(_waiver(each) for each in table.tables("waive")))


def _waiver(table: Table) -> SourceWaiver:
    table.known("check", "paths", "reason", "text", "until")
    for key in ("check", "paths", "reason"):
        if not table.values.get(key):
            raise ConfigError(f"a [[gate.waive]] without {key!r}", hint="say which check, for which paths, and why")
    until = table.text("until", "")
    if until and not _DATE.fullmatch(until):
        raise ConfigError(f"'until' of a [[gate.waive]] is {until!r}", hint='write a date: until = "2027-03-31"')
    return SourceWaiver(
        table.text("check", ""), table.texts("paths", ()), table.text("reason", ""), table.text("text", ""), until
    )
