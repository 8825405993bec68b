"""Formats, engines and checks by name: entry points, ours found the same way as a stranger's."""

from __future__ import annotations

import difflib
import re
from contextlib import suppress
from functools import cache
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, requires, version
from importlib.util import find_spec
from pathlib import Path

from dragoman.model.errors import ConfigError

FORMATS = "dragoman.formats"
ENGINES = "dragoman.engines"
CHECKS = "dragoman.checks"
SOURCE_CHECKS = "dragoman.source_checks"
_NAME = re.compile(r"[A-Za-z0-9._-]+")  # of a package, with which a requirement begins


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


def versions(own: str) -> list[str]:
    """Every package that has a part in what formats and checks give, with its version: the package `own`, what it
    requires, and the packages that add to it, with the time of their modules: one may stay at a version for long."""
    found = {}
    for name in {own, *(_NAME.match(one)[0] for one in requires(own) or ())}:  # type: ignore[index]
        with suppress(PackageNotFoundError):  # an extra that is not installed
            found[name] = version(name)
    for group in (FORMATS, CHECKS):
        for point in _found(group).values():
            if point.dist is not None and point.dist.name != own:
                found[f"{group}:{point.name}"] = f"{point.value} {point.dist.version} {_time_of(point.module)}"
    return [f"{name} {found[name]}" for name in sorted(found)]


def _time_of(module: str) -> int:
    """When the file of a module was changed, in nanoseconds; 0 where it has none."""
    try:
        spec = find_spec(module)  # loads the packages that it stands in, not the module
    except ImportError:
        return 0
    file = Path(spec.origin) if spec is not None and spec.has_location and spec.origin else None
    return file.stat().st_mtime_ns if file is not None and file.exists() else 0


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
