"""Pairs of a source and one target, as tools for translators keep them, gathered into terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from dragoman.glossary.checking import Row
from dragoman.glossary.entries import KINDS
from dragoman.model.errors import Where


@dataclass
class Pairs:
    """The pairs of one file. Those with the same source and context are one term: its first target is approved, unless
    it is said to be admitted or forbidden; others are admitted."""

    language: str
    _tables: dict[tuple[str, str], tuple[dict[str, object], Where]] = field(default_factory=dict)

    def add(
        self,
        source: str,
        target: str,
        where: Where,
        *,
        context: str = "",
        note: str = "",
        forbidden: bool = False,
        admitted: bool = False,
        keep: bool = False,
        unreviewed: bool = False,
    ) -> None:
        """Adds one pair. `context` is a term's kind, or stays in its note."""
        table, _ = self._tables.setdefault((source, context), ({"source": source}, where))
        if context in KINDS:
            table["kind"] = context
        elif context:
            note = f"{context}: {note}" if note else context
        if note and "note" not in table:
            table["note"] = note
        if unreviewed:
            table["status"] = "unreviewed"
        rendering = cast("dict[str, Any]", table.setdefault(self.language, {}))
        if keep:
            rendering["keep"] = True
            target = "" if target == source else target
        if not target:
            return
        if forbidden:
            rendering.setdefault("forbidden", []).append(target)
        elif "approved" not in rendering and not keep and not admitted:
            rendering["approved"] = target
        elif target != rendering.get("approved"):
            rendering.setdefault("admitted", []).append(target)

    def rows(self) -> Iterator[Row]:
        """A table for each term, with its place."""
        for table, where in self._tables.values():
            if not table[self.language]:
                del table[self.language]
            yield table, lambda _, where=where: where  # type: ignore[misc]
