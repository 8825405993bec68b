"""[secrecy] of dragoman.toml: what must not leave this machine yet, or never."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass

from dragoman.model import ConfigError
from dragoman.project.table import Table

EMBARGO = ("embargo", "embargoed")  # NewsML-G2 and ninjs have the second
_HINT = 'such as paths = ["articles/embargo/*"]'


@dataclass(frozen=True, slots=True)
class Secrecy:
    """`paths` are patterns of articles that only engines on this machine see. `embargo` are the names under which an
    article says until when that holds for it. `redact` are strings that no engine elsewhere ever sees.
    """

    paths: tuple[str, ...] = ()
    embargo: tuple[str, ...] = EMBARGO
    redact: tuple[str, ...] = ()

    def pattern_for(self, path: str) -> str:
        """The first pattern that an article's path (from the project's folder) matches, else ""."""
        return next((pattern for pattern in self.paths if fnmatch.fnmatchcase(path, pattern)), "")


def read_secrecy(table: Table) -> Secrecy:
    """The settings in a table. Raises ConfigError."""
    table.known("paths", "embargo", "redact")
    found = Secrecy(table.texts("paths", ()), table.texts("embargo", EMBARGO), table.texts("redact", ()))
    for name, texts in (("paths", found.paths), ("embargo", found.embargo), ("redact", found.redact)):
        if any(not text.strip() for text in texts):
            raise ConfigError(f"{name!r} in [secrecy] has a text of nothing", hint=_HINT)
    return found
