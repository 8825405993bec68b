"""What Apertium calls languages and pairs, for the pairs of this machine and for those of a server."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def modes_for(source: str, target: str) -> Iterator[str]:
    """Names a mode for this pair of BCP 47 tags may have (`eng-spa`), the preferred first."""
    return (f"{a}-{b}" for a in codes(source) for b in codes(target))


def codes(tag: str) -> Iterator[str]:
    """Apertium's codes for a BCP 47 tag: with its region or variant first (por_BR), then without."""
    parts = tag.replace("_", "-").split("-")
    known = table("codes")
    folded = {name.lower(): found for name, found in known.items()}
    for size in range(len(parts), 0, -1):
        if found := folded.get("-".join(parts[:size]).lower()):
            break
    else:
        found = [parts[0].lower()] if re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) and parts[0].lower() != "sr" else []
    for subtag in parts[1:]:
        yield from (f"{code}_{subtag.upper() if len(subtag) == 2 else subtag.lower()}" for code in found)
    yield from found


def tag_of(code: str) -> str:
    """The BCP 47 tag for one of Apertium's codes: `es` for `spa`, `pt-BR` for `por_BR`; an unknown code as it is."""
    for tag, found in table("codes").items():
        if code in found:
            return tag
    base, _, subtag = code.partition("_")
    return f"{tag_of(base)}-{subtag}" if subtag else base


@cache
def table(name: str) -> Mapping[str, list[str]]:
    """A table of apertium.toml."""
    tables = tomllib.loads(files("dragoman.engines").joinpath("apertium.toml").read_text(encoding="utf-8"))
    found: Mapping[str, list[str]] = tables[name]
    return found
