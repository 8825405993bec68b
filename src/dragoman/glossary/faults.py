"""What is wrong with a glossary file: data, so that one bad entry does not keep the others from being used."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.errors import ConfigError, Where


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry, rendering or file that could not be used: why, where, and the way out. The rest is loaded."""

    message: str
    where: Where
    hint: str = ""

    def __str__(self) -> str:
        return str(self.error())

    def error(self) -> ConfigError:
        """The fault as an error, for a report that collects them."""
        return ConfigError(self.message, self.where, self.hint)
