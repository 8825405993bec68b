"""queue: what waits for a person, the riskiest first, each with its reasons. No text is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from dragoman.alignment.words import words
from dragoman.catalog.catalog import Catalog
from dragoman.checks.running import run
from dragoman.glossary.terms import Glossary
from dragoman.language.tags import serves
from dragoman.model import DragomanError, Finding, Key, Pair, Severity, State
from dragoman.project import Article, Project
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, each_language
from dragoman.workflow.remembering import Remembering
from dragoman.workflow.risk import Beside, Risk, assess, in_order
from dragoman.workflow.risk.house import Answers, House, seconds_of
from dragoman.workflow.risk.keeping import answers_to, house_of

_LIKE = 0.5  # below, a text of the memory has little in common with the one it is found for


@dataclass(frozen=True, slots=True)
class Row:
    """One text: its article, where it stands in the catalog (`line` 0: it has no entry), its pair and its risk, whose
    `place` is that in the articles' order."""

    article: str
    catalog: str
    line: int
    pair: Pair
    risk: Risk

    @property
    def state(self) -> str:
        """draft, stale, approved or missing."""
        now = self.pair.translation
        return str(now.state) if now is not None and now.text.strip() else "missing"


@dataclass(frozen=True, slots=True)
class Queue:
    """One language's: the texts in the order to look at them, and what the order goes by. `settled` counts the texts
    that are not in it, since a person approved them and no check doubts them."""

    language: str
    house: House
    rows: tuple[Row, ...]
    settled: int = 0


@dataclass
class QueueReport:
    queues: list[Queue] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """An article in a language, with what the checks found."""

    reading: Reading
    pairs: Sequence[Pair]
    findings: Sequence[Finding]


def queue(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    with_checks: bool = True,
    with_memory: bool = True,
    with_settled: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> QueueReport:
    """What waits for a person in the articles, by language; with those that wait for nobody if asked for.

    Raises FileError when the memory or the ledger cannot be read.
    """
    report = QueueReport()
    glossary = read_glossary(project, report.troubles)
    read: dict[str, list[_Read]] = {language: [] for language in languages}
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        try:
            pairs = reading.pairs(language)
            rules = rules_of(project, reading, language, glossary, pairs)
            read[language].append(_Read(reading, pairs, run(pairs, rules) if with_checks else ()))
        except DragomanError as error:
            report.troubles.append(Trouble(reading.article.path, error))
    with closing(Remembering(project)) as memory:
        asked = memory if with_memory else None
        for language, found in read.items():
            if found:
                filled = asked if asked is not None and _has_texts_of(asked, language) else None
                report.queues.append(_queue(project, language, found, glossary, filled, with_settled))
    return report


def _has_texts_of(memory: Remembering, language: str) -> bool:
    """Whether a look can find something: that nothing is like any text tells nobody anything."""
    return any(serves(count.target, language) for count in memory.memory.counts())


def beside_of(
    project: Project,
    reading: Reading,
    language: str,
    pairs: Iterable[Pair],
    answers: Answers,
    memory: Remembering | None,
) -> Beside:
    """What is known beside the pairs of an article: other engines' answers, and how near the memory's texts are to
    those that are not approved. Suggestions that the catalog has save a look; without a `memory` there are only they.
    """
    pairs = list(pairs)
    catalog = reading.catalogs.get(language)
    likeness: dict[Key, float] = {}
    for pair in pairs:
        if not _is_approved(pair):
            near = _nearest(project, catalog, pair.segment.key, language, memory)
            if near is not None:
                likeness[pair.segment.key] = near
    return Beside(likeness, seconds=seconds_of(pairs, answers), known_words=_approved_words(pairs))


def _approved_words(pairs: Iterable[Pair]) -> frozenset[str]:
    texts = (pair.translation.text for pair in pairs if pair.translation is not None and _is_approved(pair))
    return frozenset(word.lower() for text in texts for word in words(text))


def _nearest(
    project: Project, catalog: Catalog | None, key: Key, language: str, memory: Remembering | None
) -> float | None:
    """How near the nearest approved text is, 0 for none; None where nobody is asked."""
    suggested = catalog.suggestions(key) if catalog is not None else ()
    if suggested:
        return max(each.likeness for each in suggested) / 100
    if memory is None or not any(map(str.isalpha, key.text)):
        return None
    found = memory.memory.similar(key.text, project.source, language, threshold=_LIKE, limit=1, context=key.context)
    return found[0].similarity if found else 0.0


def _queue(
    project: Project,
    language: str,
    found: Sequence[_Read],
    glossary: Glossary,
    memory: Remembering | None,
    with_settled: bool,
) -> Queue:
    house = house_of(project, language, glossary)
    answers = answers_to(project, language, (pair for each in found for pair in each.pairs))
    rows: list[Row] = []
    settled = 0
    for each in found:
        article = each.reading.article
        risks = assess(
            each.pairs,
            each.findings,
            source=project.source,
            language=language,
            glossary=glossary,
            beside=beside_of(project, each.reading, language, each.pairs, answers, memory),
            weights=house.weights,
        )
        doubted = {one.source for one in each.findings if one.severity is not Severity.NOTE and not one.waived}
        for pair, risk in zip(each.pairs, risks, strict=True):
            if not with_settled and _is_approved(pair) and pair.segment.text not in doubted and not pair.rivals:
                settled += 1
                continue
            catalog = project.catalog_path(article, language)
            rows.append(Row(article.path, catalog, pair.line, pair, replace(risk, place=len(rows))))
    order = in_order([row.risk for row in rows])
    return Queue(language, house, tuple(rows[risk.place] for risk in order), settled)


def _is_approved(pair: Pair) -> bool:
    return pair.translation is not None and pair.translation.state is State.APPROVED
