"""A newsroom's glossary: its terms, read once and indexed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.index import Node, plant
from dragoman.glossary.reading import read_folder

__all__ = ["Glossary", "Rendering", "Term"]


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of their files. Law: no source form stands for two different terms."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def read(cls, folder: Path, shown: str = "") -> Glossary:
        """The terms of every `*.toml` in `folder`, by file name; an empty glossary when there is no such folder.

        `shown` names the folder in messages (its path in the project). ConfigError, with file and line, for an unknown
        key, a wrong type, an empty or contradictory entry, and a source form that two terms claim.
        """
        return cls(read_folder(folder, shown or str(folder)))

    @cached_property
    def index(self) -> Node:
        """The source forms, ready for `matching.find`."""
        return plant(self.terms)

    @cached_property
    def names(self) -> frozenset[str]:
        """Source forms of people, places, organisations and titles, and those without a kind that have a capital."""
        forms = ((term, form) for term in self.terms for form in term.forms)
        return frozenset(form for term, form in forms if term.kind or any(map(str.isupper, form)))
