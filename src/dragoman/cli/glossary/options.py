"""Options that the glossary's commands share."""

from __future__ import annotations

import enum
from typing import Annotated

import typer


class Kind(enum.StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TITLE = "title"
    EVENT = "event"
    WORK = "work"
    LAW = "law"
    PRODUCT = "product"
    LANGUAGE = "language"
    CURRENCY = "currency"
    STYLE = "style"


class Case(enum.StrEnum):
    SMART = "smart"
    EXACT = "exact"
    ANY = "any"


Into = Annotated[str, typer.Option("--into", metavar="NAME", help="The file of the glossary, without .toml.")]
