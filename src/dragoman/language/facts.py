"""The tables of language facts shipped in data/."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The facts of data/`name`.toml. Shared: never change it."""
    return tomllib.loads((files("dragoman.language") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
