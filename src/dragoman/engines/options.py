"""An engine's own table in dragoman.toml: read with its types, unknown names refused."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping

from dragoman.model.errors import ConfigError


def refuse_unknown(engine: str, options: Mapping[str, object], known: Collection[str]) -> None:
    """Raises ConfigError for an option that `engine` does not have."""
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            ask = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(
                f"engine {engine} has no option {name!r}{ask}", hint=f"its options: {', '.join(known) or 'none'}"
            )


def read_text(engine: str, options: Mapping[str, object], name: str, default: str = "") -> str:
    """The option as text."""
    value = options.get(name, default)
    if not isinstance(value, str):
        raise ConfigError(f"option {name!r} of engine {engine} must be text, not {type(value).__name__}")
    return value


def read_number(engine: str, options: Mapping[str, object], name: str, default: float) -> float:
    """The option as a number above zero."""
    value = options.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ConfigError(f"option {name!r} of engine {engine} must be a number above 0, not {value!r}")
    return float(value)
