"""What dragoman.toml can say about XML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from dragoman.formats.its import rule_files
from dragoman.formats.reading import check_settings
from dragoman.model import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """`its`: files of rules by their paths, in their order. `encoding`: of articles that do not name their own."""

    its: Mapping[str, bytes] = field(default_factory=dict)
    encoding: str = ""

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """The settings in a table of dragoman.toml, in which each file of `its` is a pair of its path and bytes."""
        check_settings("xml", table, ("its", "encoding"))
        encoding = table.get("encoding", "")
        if not isinstance(encoding, str):
            raise ConfigError("encoding of the format xml must be a text", hint='encoding = "windows-1252"')
        return cls(rule_files("xml", table), encoding)
