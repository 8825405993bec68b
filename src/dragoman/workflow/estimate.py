"""translate --dry-run: what a run would send and cost, by engine and language. Nothing is contacted or written."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from dragoman.engines.accounts import Accounts
from dragoman.engines.fingerprint import fingerprints
from dragoman.engines.watching import UNSENT, Seen, Unsent
from dragoman.memory.looking import Looking
from dragoman.model import Batch, Engine, Key, Request
from dragoman.project import Article, Project
from dragoman.workflow.asking import Asking
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.lots import Job, Lot, lots
from dragoman.workflow.purse import is_kept, terms_version
from dragoman.workflow.reading import Trouble, each_language
from dragoman.workflow.remembering import Remembering
from dragoman.workflow.routes import Ready, Routes
from dragoman.workflow.translated import Translated, TranslateReport


@dataclass
class Estimated:
    """What one engine would get for one language: segments, and the characters of the texts as they would be sent.

    The same text twice is sent once, and what the ledger has is free. `is_tried` is False where the engine would first
    be asked for a few sentences of ours, to see which tokens it keeps; they do not count here. `amount` is None where
    the engine has no price.
    """

    engine: str
    language: str
    segments: int = 0
    characters: int = 0
    amount: Decimal | None = None
    currency: str = ""
    is_tried: bool = True


@dataclass
class Estimate:
    """`left` are the segments that no engine would be asked for, with the reasons; `fixes` as of a real run."""

    rows: list[Estimated] = field(default_factory=list)
    left: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    fixes: dict[str, list[str]] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What all of it would cost, by currency."""
        found: dict[str, Decimal] = {}
        for row in self.rows:
            if row.amount is not None:
                found[row.currency] = found.get(row.currency, Decimal()) + row.amount
        return found


def estimate(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    engine: str = "",
    refresh: bool = False,
    say: Callable[[str], None] = lambda _: None,
    show: Callable[[Seen], None] = lambda _: None,
) -> Estimate:
    """What `translate` would do now if every engine answered everything. `show` is told of every batch that would go.

    Articles count as `extract` would leave them, but for one that was renamed: it counts as new.
    """
    report = TranslateReport()
    glossary = read_glossary(project, report.troubles, base=True)
    memory = Remembering(project, apart=True)
    routes = Routes(project, memory.recall, engine)
    ledger = Looking(project.ledger_file)
    counting = _Counting(Asking(project, glossary, tries=False), ledger, terms_version(glossary), show)
    routes.wrap = counting.wrapped

    def jobs() -> Iterator[Job]:
        for reading, language in each_language(project, chosen, languages, report.troubles, say):
            row = Translated(reading.article.path, language)
            report.rows.append(row)
            yield Job(reading.article, language, row)

    try:
        now = datetime.datetime.now(datetime.UTC)
        asyncio.run(counting.count(lots(project, jobs(), glossary, routes, now, report, refresh=refresh)))
    finally:
        routes.close()
        ledger.close()
        memory.close()
    found = Estimate([row for row in counting.rows.values() if row.segments], report.left, troubles=report.troubles)
    for row in report.rows:
        for reason, count in row.reasons.items():
            found.reasons[reason] = found.reasons.get(reason, 0) + count
    found.fixes = {tag: fixes for tag, fixes in report.fixes.items() if fixes}
    return found


class _Counting:
    """Counts what engines that are never asked would get."""

    def __init__(self, asking: Asking, ledger: Looking, terms: str, show: Callable[[Seen], None]) -> None:
        self.rows: dict[tuple[str, str], Estimated] = {}
        self._asking = asking
        self._show = show
        self._ledger = ledger
        self._terms = terms
        self._sent: set[bytes] = set()
        self._first: set[Key] = set()  # of the lot's texts, those that the engine has been asked for
        self._characters = 0
        self._units = 0

    def wrapped(self, ready: Ready) -> Ready:
        if _answers_here(ready):
            return ready
        return replace(ready, engine=Unsent(ready.engine, self._show, partial(self._fresh, ready.engine)))

    async def count(self, lots: Iterator[Lot]) -> None:
        for lot in lots:
            left = lot.texts
            for ready in lot.route.engines:
                if not left:
                    break
                self._first, self._characters, self._units = set(), 0, 0
                answers = await self._asking.ask(ready, lot, left)
                taken = [bool(kept.draft.text) or kept.draft.reason == UNSENT for kept in answers]
                self._add(ready, lot, sum(taken))
                for kept, is_taken in zip(answers, taken, strict=True):
                    if not is_taken and not _answers_here(ready):
                        lot.job.row.because(ready.setup.name, kept.draft.reason)
                left = tuple(each for each, is_taken in zip(left, taken, strict=True) if not is_taken)
            lot.job.row.left -= sum(each.over is None for each in lot.texts) - sum(each.over is None for each in left)

    def _add(self, ready: Ready, lot: Lot, segments: int) -> None:
        name, language, price = ready.setup.name, lot.job.language, ready.engine.caps.price
        row = self.rows.setdefault((name, language), Estimated(name, language))
        row.segments += segments
        row.characters += self._characters
        if price is not None:
            row.amount = (row.amount or Decimal()) + price.amount * self._units / 1_000_000
            row.currency = price.currency
        row.is_tried = (name, language) not in self._asking.untried

    def _fresh(self, engine: Engine, batch: Batch) -> Batch:
        """What a lot's texts are asked as first and the ledger cannot answer, once for the same question; later
        attempts are repairs."""
        key_of = fingerprints(engine, batch, self._terms if engine.caps.terms else "")
        keys = {request.key: key_of(request) for request in batch.requests if request.key not in self._first}
        known = self._ledger.known(keys.values()) | self._sent if is_kept(engine) else self._sent
        fresh: list[Request] = []
        for request in batch.requests:
            if request.key in keys and (key := keys[request.key]) not in known and key not in self._sent:
                self._sent.add(key)
                fresh.append(request)
        self._first.update(keys)
        self._characters += sum(len(request.text) for request in fresh)
        self._units += Accounts(engine, None, None, "").units(fresh)
        return replace(batch, requests=tuple(fresh))


def _answers_here(ready: Ready) -> bool:
    """True for what is looked up in this process: that costs nothing and contacts nobody."""
    return ready.engine.caps.stored and not ready.engine.caps.network
