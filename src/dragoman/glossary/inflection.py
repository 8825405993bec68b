"""The shapes a word of a rendering may take in running text, from small tables of clitics and endings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.glossary.folding import fold


@dataclass(frozen=True, slots=True)
class _Table:
    """One language's row of data/inflection.toml, folded; see there for the meaning of each field."""

    prefixes: tuple[str, ...] = ()
    swaps: tuple[tuple[str, ...], ...] = ()
    contractions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    inner: tuple[str, ...] = ()
    endings: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    stem: int = 2


@lru_cache(maxsize=16384)
def forms(word: str, language: str, *, first: bool, near: bool = False) -> frozenset[str]:
    """The shapes of a folded word in a language (BCP 47), itself included: those that are surely the same word, and
    with `near` also those that probably are. `first` tells whether it heads its rendering: proclitics cling there.
    """
    table = _table(language.partition("-")[0].lower())
    shapes = {word, *_with_endings(word, table.endings, table.stem)}
    if near:
        shapes.update(_with_endings(word, table.near, table.stem))
    if not first:
        return frozenset(shapes.union(*({prefix + shape for shape in shapes} for prefix in table.inner)))
    fronted = {prefix + shape for shape in shapes for prefix in table.prefixes}
    for old, new in table.swaps:
        fronted.update(new + shape.removeprefix(old) for shape in shapes if shape.startswith(old))
    for plain, melted in table.contractions:
        if plain == word:
            fronted.update(melted)
    return frozenset(shapes | fronted)


def _with_endings(word: str, rows: tuple[tuple[str, ...], ...], stem: int) -> set[str]:
    return {
        word.removesuffix(ending) + other
        for row in rows
        for ending in row
        if word.endswith(ending) and len(word) - len(ending) >= stem
        for other in row
    }


@cache
def _table(language: str) -> _Table:
    table = _tables().get(language, {})
    return _Table(
        prefixes=_folded(table.get("prefixes", ())),
        swaps=tuple(_folded(pair) for pair in table.get("swaps", ())),
        contractions=tuple((fold(word).text, _folded(to)) for word, to in table.get("contractions", {}).items()),
        inner=_folded(table.get("inner", ())),
        endings=tuple(_folded(row) for row in table.get("endings", ())),
        near=tuple(_folded(row) for row in table.get("near", ())),
        stem=table.get("stem", 2),
    )


def _folded(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(text).text for text in texts)


@cache
def _tables() -> dict[str, dict[str, Any]]:
    source = files("dragoman.glossary") / "data" / "inflection.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
