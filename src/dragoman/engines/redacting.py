"""Strings that an engine must never see: each hidden behind a mark of its own, and put back into the answer.

`Fenced` stands last before the engine and lets nothing through that still holds one, wherever it stands.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from dragoman.model.article import Key
from dragoman.model.drafting import Batch, Draft, Engine, Person, Request, Surroundings, TermChoice
from dragoman.model.errors import EngineError

BLANKED = "[…]"
"""What stands for a hidden string where nothing is to be put back: in the context of a text."""

WITHHELD = "a redacted string stands in it across a mark, so it is not sent"
_LEFT = "a redacted string would still be seen, so it is not sent"
_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_MARK = re.compile(r"<([a-z]+[0-9]*)/>")
_ESCAPES = {"&lt;": "<", "&amp;": "&"}

_Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A text with a point mark in place of each hidden string, and what each mark stands for, as the text has it."""

    text: str
    hidden: Mapping[str, str]

    def restored(self, answer: str) -> str:
        """The answer, in which each mark stands once, with the strings back in their places."""
        return _MARK.sub(lambda mark: self.hidden.get(mark[1], mark[0]), answer)


def withhold(text: str, strings: Sequence[str]) -> Withheld | None:
    """`text` (marks as tags) without `strings`; None when one of them stands there across a mark.

    Capitals, blanks, line ends, invisible characters and the way accents are encoded make no difference. Law: the text
    of the result holds none of them, and `restored` of it is `text`.
    """
    spans = _places(text, strings)
    if any(_TAG.search(text[start:end]) for start, end in spans):
        return None
    base = "redacted"
    while f"<{base}" in text or f"</{base}" in text:
        base += "x"
    hidden: dict[str, str] = {}
    out: list[str] = []
    position = 0
    for start, end in spans:
        name = f"{base}{len(hidden) + 1}" if hidden else base
        hidden[name] = text[start:end]
        out += [text[position:start], f"<{name}/>"]
        position = end
    return Withheld("".join([*out, text[position:]]), hidden)


def holds(text: str, strings: Sequence[str]) -> bool:
    """True when one of `strings` stands in `text`, also across its marks."""
    return bool(_places(text, strings))


def blanked(text: str, strings: Sequence[str]) -> str:
    """`text` with BLANKED in place of every one of `strings`."""
    out: list[str] = []
    done = 0
    for start, end in _places(text, strings):
        out += [text[done:start], BLANKED]
        done = end
    return "".join([*out, text[done:]])


class Fenced:
    """An engine that never gets to see `strings`: what stands around a text is blanked, a text that holds one goes
    back without a draft."""

    def __init__(self, engine: Engine, strings: Sequence[str], wire: Callable[[Batch], str] | None = None) -> None:
        """`wire` gives the body of the engine's request for a batch, where it can tell that."""
        self.name = engine.name
        self.caps = engine.caps
        self._engine = engine
        self._strings = tuple(strings)
        self._wire = wire

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)  # what an engine may have besides

    def missing(self, source: str, target: str) -> str:
        return self._engine.missing(source, target)

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        through = [request for request in batch.requests if not self._is_seen(request)]
        answers: list[Draft] = []
        if through:
            clean = tuple(self._clean(request) for request in through)
            part = replace(batch, requests=clean, around=self._around(batch.around))
            self._must_be_clean(part)
            answers = list(await self._engine.translate(part))
        if len(answers) != len(through):
            return answers  # against the law of the protocol, which the guard around us enforces
        rest = iter(answers)
        return [Draft(None, reason=_LEFT) if self._is_seen(request) else next(rest) for request in batch.requests]

    def close(self) -> None:
        self._engine.close()

    def _must_be_clean(self, batch: Batch) -> None:
        """EngineError when the engine itself would add one of the strings, as instructions of its settings may."""
        one = replace(batch, requests=batch.requests[:1])  # what is added is the same for all
        if self._wire is not None and holds(self._wire(one), self._strings):
            raise EngineError(
                f"a redacted string would be seen in what the settings of {self.name} add to a request",
                hint="take it out of its instructions",
                sent=False,
            )

    def _is_seen(self, request: Request) -> bool:
        """True when a string stands where nothing can be left out."""
        texts = [request.text]
        if request.previous is not None:
            texts += [request.previous.source, request.previous.target]
        return any(holds(text, self._strings) for text in texts)

    def _blank(self, text: str) -> str:
        return blanked(text, self._strings)

    def _clean(self, request: Request) -> Request:
        return replace(
            request,
            key=Key(request.text, self._blank(request.key.context)),
            before=self._blank(request.before),
            after=self._blank(request.after),
            terms=tuple(choice for each in request.terms if (choice := self._choice(each)) is not None),
            missed=tuple(form for form in request.missed if not holds(form, self._strings)),
        )

    def _choice(self, choice: TermChoice) -> TermChoice | None:
        texts = (choice.source, choice.approved, *choice.forms, *choice.forbidden)
        if any(holds(text, self._strings) for text in texts):
            return None
        return replace(choice, note=self._blank(choice.note))

    def _around(self, around: Surroundings) -> Surroundings:
        return replace(
            around,
            article=self._blank(around.article),
            headline=self._blank(around.headline),
            cast=tuple(self._person(person) for person in around.cast),
            style=tuple(self._blank(rule) for rule in around.style),
        )

    def _person(self, person: Person) -> Person:
        return replace(
            person,
            name=self._blank(person.name),
            office=self._blank(person.office),
            rendering=self._blank(person.rendering),
            office_rendering=self._blank(person.office_rendering),
        )


def _places(text: str, strings: Sequence[str]) -> list[_Span]:
    """Where the strings stand, in order; of several that overlap, the longest."""
    folded, places = _folded(text)
    taken: list[_Span] = []  # in order; none overlaps another
    for string in sorted({_folded(each)[0].strip() for each in strings}, key=lambda each: (-len(each), each)):
        begin = folded.find(string) if string else -1
        while begin >= 0:
            span = (places[begin][0], places[begin + len(string) - 1][1])
            at = bisect(taken, span)
            if (not at or taken[at - 1][1] <= span[0]) and (at == len(taken) or span[1] <= taken[at][0]):
                taken.insert(at, span)
            begin = folded.find(string, begin + 1)
    return taken


def _folded(text: str) -> tuple[str, list[_Span]]:
    """`text` as it is compared, and for each character of that where it comes from.

    Tags and invisible characters are left out, a row of blanks is one blank, accents stand apart (NFKD).
    """
    out: list[str] = []
    places: list[_Span] = []
    at = 0
    while at < len(text):
        tag = _TAG.match(text, at) if text[at] == "<" else None
        escape = next((each for each in _ESCAPES if text.startswith(each, at)), "") if text[at] == "&" else ""
        end = tag.end() if tag else at + (len(escape) or 1)
        said = "" if tag else _ESCAPES.get(escape, text[at])
        if said.isspace():
            if out and out[-1] == " ":
                places[-1] = (places[-1][0], end)
            else:
                out.append(" ")
                places.append((at, end))
        elif unicodedata.category(said or "a") != "Cf":
            for letter in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", said).casefold()):
                out.append(letter)
                places.append((at, end))
        at = end
    return "".join(out), places
