"""The review ledger: which engine made each text, whether it was edited, who approved it and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Evidence = Literal["history", "header", "unknown"]


@dataclass(frozen=True, slots=True)
class Review:
    """A person's approval. `evidence` is what tells of it: the `commit` since which the history has it, else the
    catalog's header (its last translator, not sure to be the one), else nothing. `time` is ISO 8601, "" for unknown."""

    evidence: Evidence
    reviewer: str = ""
    time: str = ""
    commit: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One segment of an article. `line` is that of the article; `state` also is `missing`. `engine`, `model` and
    `drafted` (a day) tell who drafted it, all "" for a person's text; `edited` is None for that. `review` is None for
    what nobody has approved."""

    line: int
    role: str
    words: int
    source: str
    target: str
    state: str
    engine: str = ""
    model: str = ""
    drafted: str = ""
    edited: bool | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What an engine drafted of an article: segments, words of their source, and how many of the segments a person has
    edited since."""

    engine: str
    model: str
    segments: int
    words: int
    edited: int


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What a person approved of an article. `last` is when it was done last; `evidence` is the weakest of them."""

    name: str
    segments: int
    words: int
    last: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SignOff:
    """A responsible editor, as the catalog's header names him, and the day on which he signed the article off.
    `is_valid` as long as no text of it has changed since."""

    editor: str
    day: str
    is_valid: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One article in one language. `signed_off` are all who have, also those whose word is void by now."""

    article: str
    language: str
    source_language: str
    lines: tuple[Line, ...]
    signed_off: tuple[SignOff, ...] = ()

    @property
    def words(self) -> int:
        return sum(line.words for line in self.lines)

    @property
    def reviewed_words(self) -> int:
        """Words of the source whose translation a person has approved."""
        return sum(line.words for line in self.lines if line.review)

    @property
    def machine_words(self) -> int:
        """Words of the source whose translation is an engine's, as made, and approved by nobody."""
        return sum(line.words for line in self.lines if line.engine and not line.edited and not line.review)

    @property
    def reviewed(self) -> float:
        """The share of words that a person has reviewed, 0 to 1."""
        return self.reviewed_words / self.words if self.words else 1.0

    @property
    def engines(self) -> tuple[Share, ...]:
        """Every engine with what it drafted, the one of most words first."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            if line.engine:
                groups.setdefault((line.engine, line.model), []).append(line)
        found = [
            Share(engine, model, len(own), _words(own), sum(line.edited is True for line in own))
            for (engine, model), own in groups.items()
        ]
        return tuple(sorted(found, key=lambda share: (-share.words, share.engine, share.model)))

    @property
    def reviewers(self) -> tuple[Reviewer, ...]:
        """Everybody who approved a text, with how much; "" for unknown. The one of most words first."""
        groups: dict[str, list[tuple[Line, Review]]] = {}
        for line in self.lines:
            if line.review:
                groups.setdefault(line.review.reviewer, []).append((line, line.review))
        found = [
            Reviewer(
                name,
                len(own),
                _words(line for line, _ in own),
                max(review.time for _, review in own),
                max((review.evidence for _, review in own), key=_WEAKEST.index),
            )
            for name, own in groups.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.words, one.name)))


_WEAKEST: Sequence[Evidence] = ("history", "header", "unknown")


def _words(lines: Iterable[Line]) -> int:
    return sum(line.words for line in lines)
