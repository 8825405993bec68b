"""Drafts that keep the glossary's terms, from any engine: each mention is rendered, or is said not to be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.engines.designs import Design, StandIn, whole_word
from dragoman.engines.guard import COPIED, Tokens, guarded
from dragoman.engines.placing import place, replaced
from dragoman.engines.probing import UNKNOWN, Survey
from dragoman.engines.slots import Slot, Slotted, slotted
from dragoman.glossary.joining import gender_of
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify
from dragoman.model.drafting import Batch, Draft, Engine, Request, TermChoice
from dragoman.model.errors import EngineError
from dragoman.model.marks import Span

TERMS_ONLY = "terms"
"""The detail of a draft that no engine was needed for: the text is nothing but terms."""

_DESIGNS_TRIED = 4
_REPAIRS = 2  # how often an engine that heeds terms is asked again
_KEPT = (Verdict.EXACT, Verdict.FORM)


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft, and how its terms fared: rendered in the place of a token (`restored`, of which `chosen` in a form that
    the words beside it want), put in place of the engine's own word (`substituted`), rendered by the engine itself
    (`heeded`), and not rendered (`lost`, with their judgements)."""

    draft: Draft
    restored: int = 0
    chosen: int = 0
    substituted: int = 0
    heeded: int = 0
    lost: tuple[Judgement, ...] = ()

    @property
    def total(self) -> int:
        """How many mentions of terms the segment has."""
        return self.restored + self.substituted + self.heeded + len(self.lost)


@dataclass
class _Work:
    """One segment on its way; `best` is the attempt that renders most terms so far."""

    request: Request
    asked: Slotted
    best: Kept | None = None

    @property
    def is_done(self) -> bool:
        return self.best is not None and self.best.draft.text is not None and not self.best.lost

    def offer(self, kept: Kept) -> None:
        if self.best is None or _rank(kept) < _rank(self.best):
            self.best = kept


def _rank(kept: Kept) -> tuple[bool, int]:
    return kept.draft.text is None, len(kept.lost)


async def faithful(
    engine: Engine,
    batch: Batch,
    deadline_s: float,
    glossary: Glossary,
    survey: Survey = UNKNOWN,
    first: Sequence[frozenset[str]] = (),
) -> list[Kept]:
    """One answer for each request, in order. `first` are, for each request, the terms with a gloss that the article
    mentions there for the first time.

    Terms are hidden behind tokens; a segment whose tokens come back damaged, or whose terms are not there when all is
    put together, is asked for again with the next design. At last it is translated with its terms in sight, and the
    engine's own rendering of a term is replaced where it stands just once. Law: every mention of a term with an
    approved rendering is in `restored`, `substituted`, `heeded` or `lost`. EngineError as of `guarded`.
    """
    if engine.caps.stored:
        return [Kept(draft) for draft in await guarded(engine, batch, deadline_s)]
    rows = first or [frozenset[str]()] * len(batch.requests)
    works = [
        _Work(request, slotted(request.text, glossary, batch.source, batch.target, new))
        for request, new in zip(batch.requests, rows, strict=True)
    ]
    room = _Room(engine, batch, deadline_s, glossary, survey)
    plain = [work for work in works if not work.asked.slots]
    if plain:
        await room.plainly(plain)
    masked = [work for work in works if work.asked.slots]
    try:
        if engine.caps.terms:
            await room.told(masked)
        await room.masked(masked)
        await room.in_sight([work for work in masked if not work.is_done])
        await room.in_sight([work for work in plain if not work.is_done and work.best and work.best.lost], ask=False)
    except EngineError:
        if not any(work.best for work in works):
            raise
    return [work.best or Kept(Draft(None, reason=room.failure)) for work in works]


@dataclass
class _Room:
    """What every attempt at a batch needs."""

    engine: Engine
    batch: Batch
    deadline_s: float
    glossary: Glossary
    survey: Survey
    failure: str = ""
    own_words: dict[str, list[str]] = field(default_factory=dict)

    async def ask(self, requests: Sequence[Request], tokens: Tokens) -> list[Draft]:
        try:
            return await guarded(self.engine, replace(self.batch, requests=tuple(requests)), self.deadline_s, tokens)
        except EngineError as error:
            self.failure = error.message
            raise

    async def plainly(self, works: Sequence[_Work]) -> None:
        """Texts without a term to hide; terms in a plural nobody listed are the engine's to render."""
        drafts = await self.ask([work.request for work in works], Tokens(self.design, ended=True))
        for work, draft in zip(works, drafts, strict=True):
            work.offer(self.judged(work, draft))

    @property
    def design(self) -> Design:
        return self.survey.designs[0]

    async def told(self, works: Sequence[_Work]) -> None:
        """For an engine that heeds terms: the table goes along, and what it missed is said to it."""
        due = list(works)
        for _ in range(1 + _REPAIRS):
            if not due:
                return
            requests = [replace(work.request, terms=_choices(work.asked), missed=_missed(work.best)) for work in due]
            drafts = await self.ask(requests, Tokens(self.design, ended=True))
            for work, draft in zip(due, drafts, strict=True):
                work.offer(self.judged(work, draft))
            due = [work for work in due if not work.is_done and work.best and work.best.draft.text is not None]

    async def masked(self, works: Sequence[_Work]) -> None:
        """Down the list of designs: names first where the engine takes them, its own tags where it keeps them."""
        designs: list[Design | None] = [None] if self.engine.caps.markup else []
        designs += self.survey.designs[:_DESIGNS_TRIED]
        due = [work for work in works if not work.is_done]
        if self.survey.stand_ins and not self.engine.caps.markup:
            await self._attempt(due, self.design, named=True)
        for design in designs:
            due = [work for work in works if not work.is_done]
            if not due:
                return
            fit = [work for work in due if design is None or not design.left_over(work.request.text)]
            await self._attempt(fit or due, design, named=False)

    async def _attempt(self, works: Sequence[_Work], design: Design | None, *, named: bool) -> None:
        if not works:
            return
        names: dict[int, Mapping[str, StandIn]] = {}
        requests: list[Request] = []
        for index, work in enumerate(works):
            carried = design is not None and self.survey.carries(design)
            if named:
                names[index] = stand_ins(work.asked, self.survey, self.batch.target)
                carried = self.survey.names_carry and len(names[index]) == len(work.asked.slots)
            requests.append(replace(work.request, text=work.asked.text if carried else work.asked.turned))
        tokens = Tokens(design or self.design, names, even_tags=design is not None, ended=True)
        for work, draft in zip(works, await self.ask(requests, tokens), strict=True):
            work.offer(self.restored(work, draft))

    async def in_sight(self, works: Sequence[_Work], *, ask: bool = True) -> None:
        """The last resort: the terms as they are, and the engine's own words for them replaced."""
        if not works:
            return
        drafts = [work.best.draft if work.best else Draft(None) for work in works]
        if ask:
            requests = [work.request for work in works]
            drafts = await self.ask(requests, Tokens(self.design, ended=True))
        for work, draft in zip(works, drafts, strict=True):
            kept = self.judged(work, draft)
            work.offer(kept)
            if kept.lost and draft.text is not None:
                work.offer(await self.substituted(work, kept))

    async def substituted(self, work: _Work, kept: Kept) -> Kept:
        """`kept` with the engine's own words for each lost term replaced by the approved rendering."""
        text = kept.draft.text or ""
        await self._learn({each.match.form for each in kept.lost})
        for judgement in kept.lost:
            if judgement.verdict is Verdict.FORBIDDEN:
                own = [judgement.found]
            else:
                own = [*self.own_words.get(judgement.match.form, ()), judgement.match.form]
            others = {
                word.casefold()
                for form, words in self.own_words.items()
                for word in words
                if form != judgement.match.form
            }
            own = [word for word in own if word.casefold() not in others]
            if span := _only_place(text, own, [each.rendering.approved for each in kept.lost]):
                text = replaced(text, span, judgement.rendering, self.batch.target)
        if text == kept.draft.text:
            return kept
        after = self.judged(work, replace(kept.draft, text=text))
        won = max(len(kept.lost) - len(after.lost), 0)
        return replace(after, substituted=won, heeded=max(after.heeded - won, 0))

    async def _learn(self, forms: set[str]) -> None:
        """How the engine renders each form by itself, and in a sentence: ended, so that it cannot leak."""
        new = [form for form in sorted(forms) if form not in self.own_words]
        if not new:
            return
        key = self.batch.requests[0].key
        drafts = await self.ask([Request(key, form) for form in new], Tokens(self.design, ended=True))
        for form, draft in zip(new, drafts, strict=True):
            found = (draft.text or "").strip(" .。।؟?!")
            self.own_words[form] = [found] if found else []

    def restored(self, work: _Work, draft: Draft) -> Kept:
        """A masked answer with the renderings in place of the tokens, judged."""
        if draft.text is None:
            return self._none(work, draft)
        placed = place(draft.text, work.asked, self.batch.target)
        detail = TERMS_ONLY if draft.detail == COPIED else draft.detail
        kept = self.judged(work, replace(draft, text=placed.text, detail=detail))
        masked = sum(len(slot.matches) for slot in work.asked.slots.values())
        restored = min(masked, kept.heeded)
        return replace(kept, restored=restored, chosen=placed.chosen, heeded=kept.heeded - restored)

    def judged(self, work: _Work, draft: Draft) -> Kept:
        if draft.text is None:
            return self._none(work, draft)
        found = verify(
            work.request.text, draft.text, self.batch.target, self.glossary, source_language=self.batch.source
        )
        lost = tuple(each for each in found if each.verdict not in _KEPT)
        return Kept(draft, heeded=len(found) - len(lost), lost=lost)

    def _none(self, work: _Work, draft: Draft) -> Kept:
        found = verify(work.request.text, "", self.batch.target, self.glossary, source_language=self.batch.source)
        return Kept(draft, lost=tuple(found))


def _choices(asked: Slotted) -> tuple[TermChoice, ...]:
    pairs = [pair for slot in asked.slots.values() for pair in zip(slot.matches, slot.renderings, strict=True)]
    return tuple(
        TermChoice(match.form, rendering.approved, rendering.form_texts, rendering.forbidden, match.term.note)
        for match, rendering in pairs
    )


def _missed(kept: Kept | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.match.form for each in kept.lost)) if kept else ()


def stand_ins(asked: Slotted, survey: Survey, language: str) -> dict[str, StandIn]:
    """A name for each slot that one fits: of a person for persons, else of a place; of the gender and number that the
    glossary tells. None that the text or a rendering holds."""
    said = " ".join([asked.source, *(each.approved for slot in asked.slots.values() for each in slot.renderings)])
    heard = said.casefold()
    free = [
        each for each in survey.stand_ins if each.source.casefold() not in heard and each.target.casefold() not in heard
    ]
    found: dict[str, StandIn] = {}
    for name, slot in asked.slots.items():
        chosen = next((each for each in free if _fits(each, slot, language)), None)
        if chosen is not None:
            found[name] = chosen
            free.remove(chosen)
    return found


def _fits(name: StandIn, slot: Slot, language: str) -> bool:
    rendering = slot.last
    number = "plural" if slot.is_plural else rendering.number or "singular"
    kind = "person" if slot.kind in ("person", "title") else "place"
    gender = gender_of(rendering, language) or "masculine"
    return name.kind == kind and name.number == number and name.gender in ("", gender)


def _only_place(text: str, words: Sequence[str], renderings: Sequence[str]) -> Span | None:
    """Where one of `words` stands, if just once as a word of its own and not within an approved rendering."""
    for word in words:
        if not word or not re.search(r"\w", word):
            continue
        found = [match.span() for match in whole_word(word).finditer(text)]
        taken = [
            match.span()
            for each in renderings
            if word.casefold() in each.casefold()
            for match in whole_word(each).finditer(text)
        ]
        free = [span for span in found if not any(one <= span[0] and span[1] <= other for one, other in taken)]
        if len(free) == 1 and re.search(r"\w", text[: free[0][0]] + text[free[0][1] :]):
            return free[0]  # the whole text is no word for one term in it
    return None
