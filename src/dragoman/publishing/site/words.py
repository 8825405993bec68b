"""What a site's pages say besides the articles, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from dragoman.language.tags import primary, script


def words(tag: str) -> Mapping[str, str]:
    """The words for readers of a language (BCP 47); English for each that the language does not have."""
    table = _table()
    own = table.get(f"{primary(tag)}-{script(tag)}") or table.get(primary(tag), {})
    return {**table["en"], **own}


@cache
def _table() -> dict[str, dict[str, str]]:
    path = files("dragoman.publishing.site") / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
