"""What the page gets for its questions; each is sent as JSON, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.catalog.signing import Signature
from dragoman.review.findings import FindingShown
from dragoman.review.rows import Row


@dataclass(frozen=True, slots=True)
class LanguageShown:
    tag: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article in one language as the page shows it. `stamp` changes with the files behind it; `project` tells
    this newsroom from others in what a browser keeps."""

    article: str
    title: str
    source: LanguageShown
    language: LanguageShown
    languages: tuple[LanguageShown, ...]
    rows: tuple[Row, ...]
    stamp: str
    who: str
    deadline: str = ""
    signatures: tuple[Signature, ...] = ()
    project: str = ""


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The sign-offs of an article after one more, and its stamp."""

    signatures: tuple[Signature, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a save: the rows that changed, and the article's stamp after it. `refused` are the findings that
    stopped it; `theirs` is the row as somebody else saved it meanwhile: then nothing was written."""

    rows: tuple[Row, ...] = ()
    findings: tuple[FindingShown, ...] = ()
    refused: tuple[FindingShown, ...] = ()
    theirs: Row | None = None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """What was taken back: rows of an article in a language, as they stand again."""

    article: str
    language: str
    rows: tuple[Row, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why a text stands where it does in the queue, in words; `weight` says how much that counted."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Queued:
    """One row's place in the queue: the riskiest first."""

    at: int
    score: float
    reasons: tuple[ReasonShown, ...]
