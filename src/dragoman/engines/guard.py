"""The law of the Engine protocol, enforced for every engine: what comes through here can be put into a catalog."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.engines.asking import Asked, Manners
from dragoman.engines.designs import BRACKETS, Design, StandIn
from dragoman.engines.judging import astray, fault
from dragoman.engines.masking import Masked, mask, read_marks, restore, verify
from dragoman.engines.refusals import is_refusal
from dragoman.language.chatter import chatter
from dragoman.model.drafting import Batch, Capabilities, Draft, Engine, Request
from dragoman.model.errors import MarkError

COPIED = "copied"
"""The detail of a draft that is the source itself, because there is nothing in it to translate."""

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|mailto:)\S+|(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]+", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
_BROKEN_LINE = re.compile(r"[ \t]*\n\s*")
_NO_TRANSLATION = "the answer is no translation"
_HIDDEN = frozenset("\ufffc\u202d\u202e")  # POINT stands for marks; overrides turn text around for the reader only


# What ends a sentence, and what may stand behind it.
_ENDED = re.compile(r"[.!?:;…。！？｡؟۔।॥։።။។]+[\"'”’»)\]}]*\s*\Z")
_STOP = re.compile(r"\s*[.。．｡۔।։።။។]\s*\Z")


@dataclass(frozen=True, slots=True)
class Tokens:
    """How marks are hidden from an engine: spelled by a design, and some sent as names (per request, by its place in
    the batch and the mark's name).

    `even_tags`: also from an engine that keeps our tags. `ended`: texts without an end of their own are sent with a
    full stop, so that no engine that joins lines reads on into the next one; it is taken off again.
    """

    design: Design = BRACKETS
    names: Mapping[int, Mapping[str, StandIn]] = field(default_factory=dict)
    even_tags: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request as the engine gets it, and what is needed to read its answer."""

    index: int
    request: Request
    core: str  # the source text without its outer blanks
    lead: str
    trail: str
    masked: Masked | None
    ended: bool = False  # a full stop was added


async def guarded(
    engine: Engine, batch: Batch, deadline_s: float, tokens: Tokens = Tokens(), *, judged: bool = True
) -> list[Draft]:
    """One Draft for each request, in order, every text in it fit for a catalog.

    `judged`: what surely is no translation is refused, too; a probe only wants to know what comes back.
    A refused answer is a Draft without text that says why. What the engine answered is kept when it fails half-way, and
    the rest say why they are missing; when it answered nothing, EngineError. An engine that is not Asked already is
    asked within its limits, once, each request with a deadline of `deadline_s`.
    """
    drafts: dict[int, Draft] = {}
    asked: list[_Asked] = []
    judged = judged and engine.caps.judged and not engine.caps.stored
    for index, request in enumerate(batch.requests):
        ready = _prepare(index, request, engine.caps, tokens)
        if isinstance(ready, Draft):
            drafts[index] = ready
        else:
            asked.append(ready)
    if asked:
        asker = (
            engine if isinstance(engine, Asked) else Asked(engine, manners=Manners(retries=0, deadline_s=deadline_s))
        )
        answers = await asker.translate(replace(batch, requests=tuple(ask.request for ask in asked)))
        made = {
            ask.index: _judge(ask, answer, engine.caps, batch if judged else None)
            for ask, answer in zip(asked, answers, strict=True)
        }
        drafts |= _together(asked, answers, made, batch) if judged else made
    return [drafts[index] for index in range(len(batch.requests))]


def needs_translation(text: str) -> bool:
    """False for a text of nothing but marks, punctuation, digits, symbols and addresses."""
    return any(character.isalpha() for character in _ADDRESS.sub("", _bare(text)))


def _prepare(index: int, request: Request, caps: Capabilities, tokens: Tokens) -> _Asked | Draft:
    text = request.text
    if any(character == "\0" or unicodedata.category(character) == "Cs" for character in text):
        return Draft(None, reason="the text holds NUL or half a character, which no catalog can hold")
    if caps.stored:
        return _Asked(index, request, text, "", "", None)
    try:
        if not needs_translation(text):
            return Draft(text, detail=COPIED)
        core = text.strip()
        hidden = tokens.even_tags or not caps.markup
        masked = mask(core, tokens.design, tokens.names.get(index)) if hidden else None
    except MarkError as error:
        return Draft(None, reason=f"the marks of the source do not nest: {error.message}")
    begin = text.index(core)
    sent = core if masked is None else masked.text
    if caps.max_characters and len(sent) > caps.max_characters:
        return Draft(None, reason=f"longer than the {caps.max_characters} characters that the engine takes")
    ended = tokens.ended and masked is not None and _ENDED.search(_bare(core)) is None
    if ended:
        sent += "."
    return _Asked(index, replace(request, text=sent), core, text[:begin], text[begin + len(core) :], masked, ended)


def _bare(text: str) -> str:
    """`text` without its marks."""
    return "".join(part for part in read_marks(text) if isinstance(part, str))


def _judge(ask: _Asked, answer: Draft, caps: Capabilities, batch: Batch | None) -> Draft:
    """The answer as it may go into a catalog, or a Draft without text that says what is wrong with it. Without
    `batch`, whether it is a translation is not asked."""
    detail = _line(answer.detail)
    text = answer.text
    if text is None:
        return Draft(None, detail, _line(answer.reason) or "the engine has no translation of this text")
    if reason := _unfit(text, ask.core):
        return Draft(None, detail, reason)
    # What is said around a translation stands on lines of its own, which are joined below.
    if batch is not None and "\n" in text and "\n" not in ask.core:
        said = chatter(ask.core, text.strip(), batch.source, batch.target)
        if said:
            return Draft(None, detail, f"{_NO_TRANSLATION}: {said}")
    try:
        if caps.stored:
            verify(text, ask.core)
            return Draft(text, detail, approved=answer.approved)
        text = _settle(text, ask.core)
        if ask.ended:
            text = _STOP.sub("", text) or text
        if ask.masked is not None:
            text = restore(text, ask.masked)
        else:
            verify(text, ask.core)
    except MarkError as error:
        return Draft(None, detail, f"the engine broke a mark: {error.message}")
    if batch is not None and (remark := fault(ask.core, text, batch.source, batch.target)):
        return Draft(None, detail, f"{_NO_TRANSLATION}: {_line(remark.reason)}")
    # Only a memory repeats an approval; an engine cannot give one.
    return Draft(ask.lead + text + ask.trail, detail)


def _together(
    asked: Sequence[_Asked], answers: Sequence[Draft], made: Mapping[int, Draft], batch: Batch
) -> dict[int, Draft]:
    """`made` without the texts that are in another language, where that shows only in all answers together: also in
    those that are refused already."""
    pairs = [(ask.core, answer.text or "") for ask, answer in zip(asked, answers, strict=True)]
    strays = [asked[at].index for at in astray(pairs, batch.source, batch.target)]
    reason = f"{_NO_TRANSLATION}: all of them together are in another language"
    return dict(made) | {at: Draft(None, made[at].detail, reason) for at in strays if made[at].text is not None}


def _unfit(text: object, source: str) -> str:
    """Why an answer cannot be a translation of `source`, or "". Plug-ins are not typed, so neither is `text`."""
    if not isinstance(text, str):
        return "the answer is no text"
    if not text.strip():
        return "the answer is empty"
    if is_refusal(text, source):
        return f"the answer is an error message: {_line(text)}"
    if strange := sorted({character for character in text if _is_strange(character)} - set(source)):
        return f"the answer holds a character that no text may hold: U+{ord(strange[0]):04X}"
    if len(text) > 10 * len(source) + 200:
        return f"the answer is absurdly long: {len(text)} characters for {len(source)}"
    return ""


def _is_strange(character: str) -> bool:
    """Controls (but tab and line ends), lone surrogates, noncharacters, and what would hide or pose as something."""
    if character in "\t\n\r\u0085":
        return False
    code = ord(character)
    return (
        unicodedata.category(character) in ("Cc", "Cs")
        or character in _HIDDEN
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def _settle(text: str, source: str) -> str:
    """`text` without outer blanks, and without line ends where the source has none."""
    text = _LINE_END.sub("\n", text).strip()
    return text if "\n" in source or "\r" in source else _BROKEN_LINE.sub(" ", text)


def _line(text: str) -> str:
    """At most 160 characters on one line, nothing in them that acts on a terminal or a comment."""
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") else c for c in text)
    words = " ".join(clean.split())
    return words if len(words) <= 160 else words[:159] + "…"
