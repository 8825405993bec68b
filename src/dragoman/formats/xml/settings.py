"""What dragoman.toml can say about XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from dragoman.formats.its import rule_files
from dragoman.project.table import Table


@dataclass(frozen=True, slots=True)
class Settings:
    """`its`: files of rules by their paths, in their order. `encoding`: of articles that do not name their own."""

    its: Mapping[str, bytes] = field(default_factory=dict)
    encoding: str = ""

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """The settings in a table of dragoman.toml, in which each file of `its` is a pair of its path and bytes."""
        own = Table(table, "formats.xml")
        own.known(*cls.__slots__)
        return cls(rule_files("xml", table), own.text("encoding", ""))
