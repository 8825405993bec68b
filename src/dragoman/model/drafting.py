"""What an engine is asked and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias, runtime_checkable

from dragoman.model.article import Key


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do. `max_characters` and `max_items` bound one batch; 0 means no limit.

    `markup`: it keeps our tags itself; otherwise they are masked before and restored after.
    `context`: it makes use of the block's other sentences. `stored`: it makes nothing up and repeats only what people
    approved, so it is asked for every text (numbers too) and its answer is taken letter for letter. `terms`: it heeds
    the batch's terms itself, by a glossary of the service's own or by a prompt.
    """

    network: bool = False
    markup: bool = False
    context: bool = False
    max_items: int = 0
    max_characters: int = 0
    stored: bool = False
    terms: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to draft: its key, the text to translate (marks as tags), and the sentences around it.

    `terms` are those that stand in it, for an engine that heeds terms; `missed` is what its last answer did not render,
    by source form, when the same text is asked for again.
    """

    key: Key
    text: str
    before: str = ""
    after: str = ""
    terms: tuple[TermChoice, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChoice:
    """How a term is to be rendered: the form the text has, the approved rendering, its other forms, what must not
    stand, and a note for whoever translates."""

    source: str
    approved: str
    forms: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests of one article for one pair of languages (BCP 47 tags)."""

    source: str
    target: str
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer to one request. `text` is None when it has none (then `reason` says why).

    `detail` names what made it (a language pair, a model). `approved` is only ever set by a memory that reuses a
    person's approval of the same text in the same context.
    """

    text: str | None
    detail: str = ""
    reason: str = ""
    approved: bool = False


@runtime_checkable
class Engine(Protocol):
    """Makes drafts. Law: one Draft for each request, in the same order; a failure of the whole batch is an EngineError.

    An engine may have `version(source, target)`, a text that changes whenever its answers may; what was found out about
    it by trying is then kept as long as that stays.

    `missing(source, target)` is the way out when the pair cannot be had here (a line the user can run), or "" when
    it can. `close()` ends whatever the engine started.
    """

    name: str
    caps: Capabilities

    def missing(self, source: str, target: str) -> str: ...

    async def translate(self, batch: Batch) -> Sequence[Draft]: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Remembered:
    """An approved translation of the same text. `same_context` tells whether its context was the same too."""

    text: str
    same_context: bool
    article: str = ""


Recall: TypeAlias = Callable[[Key, str], Remembered | None]
"""Looks up an approved translation of a key in a language (BCP 47)."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine is made from: its own table in dragoman.toml, and a memory for those that use one.

    `accept` is the policy's word on reusing approvals: "exact-context" or "" (never).
    """

    options: Mapping[str, object] = field(default_factory=dict)
    recall: Recall | None = None
    accept: str = ""
