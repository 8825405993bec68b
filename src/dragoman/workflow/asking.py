"""One engine asked for the texts of a lot: what it must not see hidden, terms kept, everything put back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.probing import UNKNOWN, Survey
from dragoman.engines.redacting import WITHHELD, Withheld, withhold
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model import Batch, Draft, Key, Request, Surroundings, to_text
from dragoman.project import Project
from dragoman.workflow.lots import Lot
from dragoman.workflow.refreshing import inputs_of
from dragoman.workflow.routes import Ready
from dragoman.workflow.surveying import known_survey, survey_of
from dragoman.workflow.wanted import Wanted

_PATIENCE_S = 24 * 3600.0  # for a lot: each request has a deadline of its own, waiting for its turn has none


@dataclass
class Asking:
    """How a run asks. With `tries` false no engine is tried for the tokens it keeps; `untried` are those that would."""

    project: Project
    glossary: Glossary
    tries: bool = True
    untried: set[tuple[str, str]] = field(default_factory=set)  # engine and language
    _surveys: dict[tuple[str, str], Survey] = field(default_factory=dict)
    _locks: dict[tuple[str, str], asyncio.Lock] = field(default_factory=dict)

    async def ask(self, ready: Ready, lot: Lot, texts: Sequence[Wanted]) -> list[Kept]:
        """One answer for each of `texts`, in order. EngineError as of `faithful`."""
        language, engine = lot.job.language, ready.engine
        strings = redacted(self.project, ready)
        hidden = [self._withhold(each, strings, language) for each in texts]
        shown = [(each, one) for each, one in zip(texts, hidden, strict=True) if one is not None]
        answers: list[Kept] = []
        if shown:
            requests = tuple(_request(each.request, one, uses_context=engine.caps.context) for each, one in shown)
            around = lot.around
            if not engine.caps.context:
                around = Surroundings(around.article, formality=around.formality if engine.caps.formality else "")
            batch = Batch(self.project.source, language, requests, around)
            survey = await self._survey(ready, batch)
            first = [each.first for each, _ in shown]
            answers = await faithful(engine, batch, _PATIENCE_S, self.glossary, survey, first)
        rest = iter(answers)
        return [Kept(Draft(None, reason=WITHHELD)) if one is None else _restored(next(rest), one) for one in hidden]

    def inputs(self, ready: Ready, lot: Lot, wanted: Wanted) -> dict[str, str]:
        """What a draft of one of the lot's texts is made from, as digests."""
        return inputs_of(ready, wanted, lot.around, self.glossary, self.project.source, lot.job.language)

    def _withhold(self, wanted: Wanted, strings: Sequence[str], language: str) -> Withheld | None:
        """The text as the engine may see it. A hidden string that is a term comes back as the glossary renders it."""
        text = wanted.request.text
        previous = wanted.request.previous
        if previous is not None and any(part in previous.source or part in previous.target for part in strings):
            return None
        found = withhold(text, strings) if strings else Withheld(text, {})
        if found is None or not found.hidden:
            return found
        return replace(found, hidden={name: self._said(said, language) for name, said in found.hidden.items()})

    def _said(self, said: str, language: str) -> str:
        for match in find_terms(said, self.glossary, self.project.source):
            rendering = match.term.rendering(language)
            if (match.start, match.end) == (0, len(said)) and rendering is not None and rendering.approved:
                return to_text((rendering.approved,))
        return said

    async def _survey(self, ready: Ready, batch: Batch) -> Survey:
        """How the engine treats tokens; it is tried once, and only when a text of a batch holds a term."""
        if not any(find_terms(request.text, self.glossary, batch.source) for request in batch.requests):
            return UNKNOWN
        key = (ready.setup.name, batch.target)
        async with self._locks.setdefault(key, asyncio.Lock()):
            if key not in self._surveys:
                if self.tries:
                    self._surveys[key] = await survey_of(self.project, ready.trial or ready.engine, batch.target)
                else:
                    known = known_survey(self.project, ready.engine, batch.target)
                    self.untried |= {key} if known is None else set()
                    self._surveys[key] = known or UNKNOWN
            return self._surveys[key]


def redacted(project: Project, ready: Ready) -> tuple[str, ...]:
    """The strings that an engine must not see: its own, and the project's where texts leave this machine."""
    return tuple(dict.fromkeys((*ready.setup.redact, *(() if ready.is_local else project.secrecy.redact))))


def _request(request: Request, shown: Withheld, *, uses_context: bool) -> Request:
    key = Key(shown.text, request.key.context) if shown.hidden else request.key
    if not uses_context:
        return replace(request, key=key, text=shown.text, before="", after="")
    return replace(request, key=key, text=shown.text)


def _restored(kept: Kept, shown: Withheld) -> Kept:
    if kept.draft.text is None or not shown.hidden:
        return kept
    return replace(kept, draft=replace(kept.draft, text=shown.restored(kept.draft.text)))
