"""Formats, engines and checks by name: entry points, ours found the same way as a stranger's."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from dragoman.model.errors import ConfigError

FORMATS = "dragoman.formats"
ENGINES = "dragoman.engines"
CHECKS = "dragoman.checks"
SOURCE_CHECKS = "dragoman.source_checks"


def names(group: str) -> list[str]:
    """The names that `group` knows, in alphabetical order. Loads none of them."""
    return sorted(_found(group))


def load(group: str, name: str) -> object:
    """What stands behind `name` in `group`.

    Raises ConfigError when there is no such name, or when the package that promises it cannot give it.
    """
    demand(name, group)
    point = _found(group)[name]
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        owner = point.dist.name if point.dist else "its package"
        raise ConfigError(
            f"{_kind(group)} {name!r} cannot be loaded from {point.value}: {error}", hint=f"reinstall or remove {owner}"
        ) from error


def demand(name: str, *groups: str) -> None:
    """Raises ConfigError, with the nearest name, when none of `groups` knows `name`. Loads nothing."""
    known = {one for group in groups for one in _found(group)}
    if name in known:
        return
    near = difflib.get_close_matches(name, known, n=1)
    ask = f"; did you mean {near[0]!r}?" if near else ""
    raise ConfigError(
        f"no {_kind(groups[0])} {name!r}{ask}",
        hint=f"known: {', '.join(sorted(known)) or 'none'}. A package adds one by an entry point in {groups[0]!r}",
    )


def _kind(group: str) -> str:
    return group.removeprefix("dragoman.").removesuffix("s").replace("_", " ")


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    """The entry points of `group`. When two packages give the same name, ours wins, then the first by package name:
    no stranger takes the place of an engine that a configuration already names."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=group), key=_rank):
        found.setdefault(point.name, point)
    return found


def _rank(point: EntryPoint) -> tuple[bool, str, str]:
    owner = point.dist.name if point.dist else ""
    return (owner != "dragoman", owner, point.value)
