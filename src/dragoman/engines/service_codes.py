"""What services call languages: their codes for BCP 47 tags."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files


def code_of(service: str, tag: str, known: Collection[str]) -> str | None:
    """The code of `service` for a BCP 47 tag, out of those it is `known` to have; None when it has none.

    The longest part of the tag that fits decides; at last the one variant that the service has of the language.
    """
    own = _tables().get(service, {})
    having = {code.lower(): code for code in known}
    for name in _parts(tag):
        if name in own:
            return next((having[code.lower()] for code in own[name].split() if code.lower() in having), None)
        if name in having:
            return having[name]
    same_language = [code for name, code in having.items() if name.split("-")[0] == _parts(tag)[-1]]
    return same_language[0] if len(same_language) == 1 else None


def likely_code(service: str, tag: str) -> str | None:
    """The code of a `service` whose languages are not asked for: as its table says, else the language alone."""
    own = _tables().get(service, {})
    for name in _parts(tag):
        if name in own:
            return own[name].split()[0] if own[name] else None
    return _parts(tag)[-1]


def tag_of(service: str, code: str) -> str:
    """The BCP 47 tag for one of a service's codes: `zh-Hant` for LibreTranslate's older `zt`."""
    table = _written().get(service, {})
    return next((tag for tag, codes in table.items() if code not in table and code in codes.split()), code)


def _parts(tag: str) -> list[str]:
    """`zh-hant-hk`, `zh-hant`, `zh`."""
    parts = tag.replace("_", "-").lower().split("-")
    return ["-".join(parts[:size]) for size in range(len(parts), 0, -1)]


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """Of each service, its codes by tag in small letters."""
    return {name: {tag.lower(): codes for tag, codes in table.items()} for name, table in _written().items()}


@cache
def _written() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("dragoman.engines").joinpath("service_codes.toml").read_text(encoding="utf-8"))
