"""A table of settings that knows its name and refuses what it does not expect, with a way out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import cast

from dragoman.model import ConfigError


class Table:
    """A TOML table that knows its name and refuses what it does not expect."""

    def __init__(self, values: Mapping[str, object], name: str) -> None:
        self.values = dict(values)
        self.name = name

    def known(self, *names: str) -> None:
        for key in self.values:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
                raise ConfigError(f"unknown setting {key!r}{self._place}", hint=hint)

    @property
    def _place(self) -> str:
        return f" in [{self.name}]" if self.name else ""

    def text(self, key: str, default: str, choices: Sequence[str] = ()) -> str:
        value = self.values.get(key, default)
        if not isinstance(value, str):
            raise ConfigError(f"{key!r}{self._place} must be a text in quotes, not {value!r}")
        if choices and value not in choices:
            near = difflib.get_close_matches(value, choices, 1)
            hint = f"did you mean {near[0]!r}?" if near else "use " + ", ".join(repr(choice) for choice in choices)
            raise ConfigError(f"{key!r}{self._place} is {value!r}", hint=hint)
        return value

    def texts(self, key: str, default: Sequence[str]) -> tuple[str, ...]:
        value = self.values.get(key, list(default))
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise ConfigError(f"{key!r}{self._place} must be a list of texts, not {value!r}")
        return tuple(cast("Sequence[str]", value))

    def truth(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise ConfigError(f"{key!r}{self._place} must be true or false, not {value!r}")
        return value

    def count(self, key: str, default: int) -> int:
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ConfigError(f"{key!r}{self._place} must be a whole number, not {value!r}")
        return value

    def share(self, key: str, default: float) -> float:
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"{key!r}{self._place} must be a number from 0 to 1, not {value!r}")
        return float(value)

    def seconds(self, key: str) -> float:
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 86_400:
            raise ConfigError(f"{key!r}{self._place} must be a number of seconds, not {value!r}")
        return float(value)

    def folder(self, key: str, default: str) -> str:
        value = PurePosixPath(self.text(key, default)).as_posix()
        if value.startswith("/") or ".." in PurePosixPath(value).parts:
            raise ConfigError(f"{key!r} is {value!r}, outside the project", hint="give a path below dragoman.toml")
        return value

    def table(self, key: str) -> Table:
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise ConfigError(f"[{key}] must be a table, not {value!r}")
        return Table(value, f"{self.name}.{key}" if self.name else key)

    def tables(self, key: str) -> list[Table]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise ConfigError(f"[[{key}]] must be an array of tables")
        return [Table(item, key) for item in value]
