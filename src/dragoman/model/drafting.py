"""What an engine is asked and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from dragoman.model.article import Key


@dataclass(frozen=True, slots=True)
class Price:
    """What an engine costs: `amount` of `currency` (ISO 4217) for a million of `unit`."""

    amount: Decimal
    currency: str
    unit: Literal["characters", "tokens"] = "characters"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do.

    `max_items`, `max_characters` and `max_bytes` (of UTF-8) bound the texts of one request on the wire, `concurrency`
    is how many requests may be on their way at once; 0 means no limit. Whoever asks keeps to them: an engine gets no
    batch that is too large.
    `network`: texts leave the machine, or go to a server whose address the settings name.
    `markup`: it keeps our tags itself; otherwise they are masked before and restored after.
    `context`: it makes use of the block's other sentences and of what the batch says about its article.
    `formality`: it heeds the batch's. `stored`: it makes nothing up and repeats only what people approved, so it is
    asked for every text (numbers too) and its answer is taken letter for letter. `terms`: it heeds the batch's terms
    itself, by a glossary of the service's own or by a prompt. `redrafts`: it can change an approved text as little as
    a changed source needs (see Request). `price`: None where nothing is billed. `idempotent`: a request with the same
    `token` is not billed again. `judged`: its answers are meant as translations and are refused where they surely are
    none; only a stand-in that makes none says False.
    """

    network: bool = False
    markup: bool = False
    context: bool = False
    max_items: int = 0
    max_characters: int = 0
    stored: bool = False
    terms: bool = False
    max_bytes: int = 0
    concurrency: int = 1
    formality: bool = False
    redrafts: bool = False
    price: Price | None = None
    idempotent: bool = False
    judged: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One segment to draft: its key, the text to translate (marks as tags), and the sentences around it.

    `terms` are those that stand in it, for an engine that heeds terms; `missed` is what its last answer did not render,
    by source form, when the same text is asked for again. `previous` is there when an approved translation is to be
    brought up to a changed source with the smallest change; only an engine that `redrafts` is asked so.
    `neighbours` are the texts before and after it in its article, of any block ("" at the ends); None where that is not
    the same wherever it stands. Only what people approved elsewhere is looked up by them.
    """

    key: Key
    text: str
    before: str = ""
    after: str = ""
    terms: tuple[TermChoice, ...] = ()
    missed: tuple[str, ...] = ()
    previous: Previous | None = None
    neighbours: tuple[str, str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Previous:
    """What a person approved, and the source it was approved for."""

    source: str
    target: str


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
class Person:
    """Someone an article is about: the name, the office held, and how both are rendered so far in the target.

    `gender` is "feminine", "masculine", or "" when nobody has said.
    """

    name: str
    office: str = ""
    gender: str = ""
    rendering: str = ""
    office_rendering: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an engine that uses context may know about the article of a batch.

    `formality` is "more", "less" or "" (as the engine likes); `style` are rules of the house in words.
    """

    article: str = ""
    headline: str = ""
    cast: tuple[Person, ...] = ()
    formality: str = ""
    style: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Requests of one article for one pair of languages (BCP 47 tags).

    `token` names this very request, for engines that are idempotent: the same again is the same work.
    """

    source: str
    target: str
    requests: tuple[Request, ...]
    around: Surroundings = Surroundings()
    token: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An engine's answer to one request. `text` is None when it has none (then `reason` says why).

    `detail` names what made it (a language pair, a model). `approved` is only ever set by a memory that reuses a
    person's approval of the same text in the same context. `billed` is what the service says it billed for this text,
    in the unit of the engine's price; None when it does not say, and then the text's characters count.
    """

    text: str | None
    detail: str = ""
    reason: str = ""
    approved: bool = False
    billed: int | None = None


@runtime_checkable
class Engine(Protocol):
    """Makes drafts. Law: one Draft for each request, in the same order; a failure of the whole batch is an EngineError,
    which says whether to ask again. An engine never asks again by itself, and keeps no answer.

    Making an engine contacts nothing and starts nothing. It may have:
    `pairs()`, the pairs it is known to have, as (source, target); a service knows them once it has been asked;
    `reach()`, which asks the service (nothing that is billed) and gives "" when it answers, else what is wrong;
    `reaches()`, the address or the command line that its settings name, letter for letter, or "" when it goes only
    where its own code says: what a project's settings name is not contacted before the user has trusted it. Where they
    say which key goes along, that is part of it, as the address's fragment (`#key_env=NAME`);
    `wire(batch)`, the body of a request for these texts, as text and without keys, for people to look at;
    `parameters()`, whatever of its settings changes its answers (a model, a prompt), as a text without secrets: answers
    are remembered under it;
    `version(source, target)`, a text that changes whenever its answers may; what was found out about it by trying is
    then kept as long as that stays.

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
    """An approved translation of the same text, or (`similarity` below 1) of one much like it.

    `same_context` tells whether its role was the same too, `same_neighbours` whether the texts before and after it were
    as well. `article` is where it was approved.
    """

    text: str
    same_context: bool
    article: str = ""
    same_neighbours: bool = False
    similarity: float = 1.0


Recall: TypeAlias = Callable[[Request, str], Remembered | None]
"""Looks up an approved translation for a request in a language (BCP 47)."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine is made from: its own table in dragoman.toml, and a memory for those that use one.

    `accept` is the policy's word on reusing approvals: "exact-context" or "" (never).
    """

    options: Mapping[str, object] = field(default_factory=dict)
    recall: Recall | None = None
    accept: str = ""
