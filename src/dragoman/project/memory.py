"""What the project says of its translation memory: further files that feed it, and what becomes of similar texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from dragoman.model import ConfigError
from dragoman.project.table import Table

Fuzzy = Literal["suggest", "draft", "off"]
FUZZY: tuple[Fuzzy, ...] = ("suggest", "draft", "off")
IMPORTED = "memory"
"""Where imported files are put."""


@dataclass(frozen=True, slots=True)
class MemoryRules:
    """`files` are patterns of TMX files that feed the memory, from the project's folder. `threshold` is how alike, in
    per cent, a text must be to count; `fuzzy` whether approved translations of such texts stand beside an entry
    ("suggest"), become drafts ("draft"), or neither ("off"); `suggestions` how many may stand beside one."""

    files: tuple[str, ...] = (f"{IMPORTED}/*.tmx",)
    threshold: int = 75
    fuzzy: Fuzzy = "suggest"
    suggestions: int = 3


def read_memory(table: Table) -> MemoryRules:
    """[memory] of dragoman.toml."""
    table.known("files", "threshold", "fuzzy", "suggestions")
    usual = MemoryRules()
    threshold = table.count("threshold", usual.threshold)
    if not 50 <= threshold <= 99:
        raise ConfigError(f"'threshold' in [memory] is {threshold}", hint="a number of per cent from 50 to 99")
    return MemoryRules(
        tuple(Table({"files": path}, "memory").folder("files", path) for path in table.texts("files", usual.files)),
        threshold,
        cast(Fuzzy, table.text("fuzzy", usual.fuzzy, FUZZY)),
        table.count("suggestions", usual.suggestions),
    )
