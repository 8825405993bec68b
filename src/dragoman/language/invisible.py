"""Characters without a width: what they are called, and which languages write with them."""

from __future__ import annotations

import re
from functools import cache

from dragoman.language.facts import table
from dragoman.language.scripts import writing_of
from dragoman.language.tags import primary


@cache
def names() -> dict[str, str]:
    """Each such character and its name."""
    return {chr(int(code[1:], 16)): fact["name"] for code, fact in table("invisible").items()}


@cache
def invisible() -> re.Pattern[str]:
    """Finds runs of them."""
    return re.compile(f"[{''.join(map(re.escape, names()))}]+")


@cache
def needed_by(language: str) -> frozenset[str]:
    """Those that belong to the writing of a language."""
    writing = writing_of(language)
    scripts = set(writing.scripts) if writing else set()
    code = primary(language)
    return frozenset(
        chr(int(name[1:], 16))
        for name, fact in table("invisible").items()
        if scripts.intersection(fact["scripts"]) and code not in fact["not_in"]
    )
