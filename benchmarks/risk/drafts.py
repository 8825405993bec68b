"""Drafts with what a person made of them: benchmarks/risk/drafts, read as the pairs of a project."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.alignment.effort import edited_words
from dragoman.alignment.words import tokens
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.glossary.terms import Glossary
from dragoman.model import Block, Finding, Key, Origin, Pair, Segment, State, Translation, digest
from dragoman.model.marks import read_tags

DRAFTS = Path("benchmarks/risk/drafts")
GLOSSARY = Path("glossary")
SOURCE, LANGUAGE = "en", "es"


@dataclass(frozen=True)
class Drafted:
    """One article. `pairs` have the engine's drafts, `seconds` are another engine's, `finals` what a person made of
    the drafts. `is_held`: no weight was ever chosen by looking at it."""

    name: str
    is_held: bool
    pairs: tuple[Pair, ...]
    finals: Mapping[Key, str]
    seconds: Mapping[Key, str]

    @cached_property
    def words(self) -> list[int]:
        """The words that are read of each pair: those of the draft."""
        return [len(tokens(_target(pair))) for pair in self.pairs]

    @cached_property
    def efforts(self) -> list[int]:
        """The words that were edited in each pair."""
        return [edited_words(_target(pair), self.finals[pair.segment.key]) for pair in self.pairs]

    def findings(self, glossary: Glossary) -> list[Finding]:
        """What all checks of an article say of the drafts."""
        return run(self.pairs, Rules(SOURCE, LANGUAGE, self.name, f"{self.name}.po", glossary))


def read_drafts(folder: Path = DRAFTS) -> list[Drafted]:
    """Every article of the folder, by name."""
    return [_read(path) for path in sorted(folder.glob("*.toml"))]


def _read(path: Path) -> Drafted:
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    pairs, finals, seconds = [], {}, {}
    for line, each in enumerate(row["segment"], 1):
        role = each.get("role", "body")
        context = "" if role == "body" else role
        segment = Segment(read_tags(each["source"]), (each["source"],), Block(each["block"], role), context)
        draft = each["draft"]
        origin = Origin("apertium", "eng-spa", "2026-11-28", digest(draft))
        pairs.append(Pair(segment, Translation(draft, State.DRAFT, origin), line))
        finals[segment.key] = each["final"]
        seconds[segment.key] = each["second"]
    return Drafted(path.stem, row["held"], tuple(pairs), finals, seconds)


def _target(pair: Pair) -> str:
    return pair.translation.text if pair.translation else ""
