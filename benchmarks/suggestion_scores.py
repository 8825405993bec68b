"""The marked articles of tests/glossary/suggest, and how well found terms agree with them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.glossary.suggesting.suggestions import Passage, Suggestion, suggest
from dragoman.language.cldr import KINDS, names, variants

MARKED = Path("tests/glossary/suggest")


@dataclass(frozen=True)
class Marked:
    """One article with its terms: source → (kind, aliases)."""

    name: str
    is_held: bool
    passages: tuple[Passage, ...]
    terms: dict[str, tuple[str, tuple[str, ...]]]


@dataclass
class Score:
    """Counts of terms: found and right, found and wrong, missed; of the right ones, those with the right kind."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)  # right kind, by kind
    totals: Counter[str] = field(default_factory=Counter)  # terms by kind
    found: Counter[str] = field(default_factory=Counter)  # terms found, by kind
    confused: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return len(self.right) / (len(self.right) + len(self.wrong) or 1)

    @property
    def recall(self) -> float:
        return len(self.right) / (len(self.right) + len(self.missed) or 1)


def read_marked(folder: Path = MARKED) -> list[Marked]:
    found = []
    for path in sorted(folder.glob("*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        blocks = [" ".join(block.split()) for block in row["text"].strip().split("\n\n")]
        passages = tuple(Passage(block, path.stem, at) for at, block in enumerate(blocks, 1))
        terms = {each["source"]: (each["kind"], tuple(each.get("aliases", ()))) for each in row["term"]}
        found.append(Marked(path.stem, row["held"], passages, terms))
    return found


def gold(articles: Iterable[Marked]) -> dict[str, tuple[str, frozenset[str]]]:
    """The terms of several articles together."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for article in articles:
        for source, (kind, aliases) in article.terms.items():
            before = found.get(source, (kind, frozenset()))
            found[source] = (kind, before[1] | set(aliases))
    return found


def english_places() -> frozenset[str]:
    """The territories and cities of the base layer."""
    named = {code: name for kind in KINDS[:2] for code, name in names(kind, "en").items()}
    return frozenset((*named.values(), *(name for code in named for name in variants(code, "en"))))


def score(found: Sequence[tuple[str, str]], terms: dict[str, tuple[str, frozenset[str]]]) -> Score:
    """`found` are (source, kind). An alias of a term that is found as a term of its own is wrong."""
    result = Score()
    for source, kind in found:
        if source not in terms:
            result.wrong.append(source)
            continue
        result.right.append(source)
        wanted = terms[source][0]
        result.found[wanted] += 1
        result.kinds[wanted] += kind == wanted
        if kind != wanted:
            result.confused.append(f"{source}: {kind or 'none'} instead of {wanted or 'none'}")
    result.missed = [source for source in terms if source not in {one for one, _ in found}]
    result.totals = Counter(kind for kind, _ in terms.values())
    return result


def suggestions_for(articles: Iterable[Marked]) -> list[Suggestion]:
    return suggest([passage for article in articles for passage in article.passages], "en", english_places())
