"""One entry of the glossary: a term, and how each language renders it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal["", "person", "place", "organisation", "title"]

KINDS: tuple[str, ...] = tuple(kind for kind in get_args(Kind) if kind)


@dataclass(frozen=True, slots=True)
class Rendering:
    """How one language writes a term.

    `approved` is the house's choice, `forms` its other correct shapes (cases, plural, a short form), `admitted` what
    may stand but is not preferred, `forbidden` what must not.
    """

    approved: str
    admitted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One concept. `aliases` are its other source forms; `renderings` are filed under normalised BCP 47 tags."""

    source: str
    aliases: tuple[str, ...] = ()
    kind: Kind = ""
    note: str = ""
    renderings: Mapping[str, Rendering] = field(default_factory=dict, hash=False)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every source form, the main one first."""
        return (self.source, *self.aliases)

    def rendering(self, language: str) -> Rendering | None:
        """How `language` (a normalised tag) writes it; `es-MX` falls back to `es` (RFC 4647 lookup). None: no entry."""
        tag = language
        while tag:
            if tag in self.renderings:
                return self.renderings[tag]
            tag = tag.rpartition("-")[0]
        return None
