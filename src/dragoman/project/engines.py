"""[engines.NAME] of dragoman.toml: which plug-in serves under a name, what it costs and how it is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal, cast

from dragoman.model import ConfigError, Price
from dragoman.project.table import Table

COMMON = (
    "kind", "price", "currency", "price_unit", "in_flight", "per_minute", "characters_per_minute", "retries",
    "deadline", "redact",
)  # fmt: skip
"""The settings that every engine has; all others are its plug-in's own."""
UNITS: tuple[Literal["characters", "tokens"], ...] = ("characters", "tokens")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class EngineSetup:
    """An engine of the project: the plug-in behind its name, that one's own options, and what holds for every engine.

    `price` is None where the engine's own counts. `in_flight`, `per_minute`, `characters_per_minute`: 0 where the
    engine decides; `retries` and `deadline_s` (of one request) None for the usual. `redact` are strings it never sees.
    """

    name: str
    kind: str
    options: Mapping[str, object] = field(default_factory=dict)
    price: Price | None = None
    in_flight: int = 0
    per_minute: int = 0
    characters_per_minute: int = 0
    retries: int | None = None
    deadline_s: float | None = None
    redact: tuple[str, ...] = ()


def read_engines(table: Table) -> dict[str, EngineSetup]:
    """Every engine that has a table, by name. Raises ConfigError."""
    return {name: _engine(name, table.table(name)) for name in table.values}


def price_of(text: str, currency: str, unit: Literal["characters", "tokens"] = "characters") -> Price:
    """A price from its parts as people write them. Raises ConfigError."""
    if not _CURRENCY.fullmatch(currency):
        raise ConfigError(f"{currency!r} is no currency", hint="use the three letters of ISO 4217, such as EUR")
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise ConfigError(f"{text!r} is no amount of money", hint="write it like 20 or 0.5")
    return Price(amount, currency, unit)


def _engine(name: str, table: Table) -> EngineSetup:
    if not _NAME.fullmatch(name):
        raise ConfigError(f"[engines.{name}] is no name for an engine", hint="use letters, digits, '-', '_' and '.'")
    redact = table.texts("redact", ())
    if any(not text.strip() for text in redact):
        raise ConfigError(f"'redact' in [{table.name}] has a text of nothing", hint="name what must not be seen")
    return EngineSetup(
        name,
        table.text("kind", name),
        {key: value for key, value in table.values.items() if key not in COMMON},
        _price(table),
        table.count("in_flight", 0),
        table.count("per_minute", 0),
        table.count("characters_per_minute", 0),
        table.count("retries", 0) if "retries" in table.values else None,
        table.seconds("deadline") if "deadline" in table.values else None,
        redact,
    )


def _price(table: Table) -> Price | None:
    given = [key for key in ("price", "currency", "price_unit") if key in table.values]
    if "price" not in given:
        if given:
            raise ConfigError(f"{given[0]!r} in [{table.name}] without 'price'", hint='price = 20, currency = "EUR"')
        return None
    value = table.values["price"]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ConfigError(f"'price' in [{table.name}] must be a number, not {value!r}", hint="for a million characters")
    if "currency" not in given:
        raise ConfigError(f"'price' in [{table.name}] without 'currency'", hint='say currency = "EUR", or another one')
    unit = cast(Literal["characters", "tokens"], table.text("price_unit", "characters", UNITS))
    return price_of(str(value), table.text("currency", ""), unit)
