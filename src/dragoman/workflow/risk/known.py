"""What a project knows about the risk of an article's texts: its own edits, other engines' answers, its memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.alignment.words import words
from dragoman.catalog.catalog import Catalog
from dragoman.glossary.terms import Glossary
from dragoman.language.tags import serves
from dragoman.model import Finding, Key, Pair, State
from dragoman.project import Project
from dragoman.workflow.reading import Reading
from dragoman.workflow.remembering import Remembering
from dragoman.workflow.risk.house import House, seconds_of
from dragoman.workflow.risk.keeping import answers_to
from dragoman.workflow.risk.order import Risk, assess
from dragoman.workflow.risk.signs import Beside

_LIKE = 0.5  # below, a text of the memory has little in common with the one it is found for


def assess_article(
    project: Project,
    reading: Reading,
    language: str,
    pairs: Sequence[Pair],
    findings: Iterable[Finding],
    glossary: Glossary,
    house: House,
    memory: Remembering | None = None,
    seconds: Mapping[Key, str] | None = None,
) -> list[Risk]:
    """The risk of each text of an article, in its order (see `in_order`). `house` is what `house_of` gives; without a
    `memory` only what the catalog suggests tells how near approved texts are. `seconds` are drafts of a second engine,
    beside those that the ledger has."""
    beside = beside_of(project, reading, language, pairs, memory)
    return assess(
        pairs,
        findings,
        source=project.source,
        language=language,
        glossary=glossary,
        beside=replace(beside, seconds={**beside.seconds, **(seconds or {})}),
        weights=house.weights,
    )


def beside_of(
    project: Project, reading: Reading, language: str, pairs: Sequence[Pair], memory: Remembering | None = None
) -> Beside:
    """What is known beside the pairs of an article: other engines' answers, words that were approved there, and how
    near approved texts are to those that are not. Suggestions that the catalog has save a look into the memory."""
    asked = memory if memory is not None and _has_texts_of(memory, language) else None
    catalog = reading.catalogs.get(language)
    likeness: dict[Key, float] = {}
    for pair in pairs:
        if not is_approved(pair):
            near = _nearest(project, catalog, pair.segment.key, language, asked)
            if near is not None:
                likeness[pair.segment.key] = near
    texts = (pair.translation.text for pair in pairs if pair.translation is not None and is_approved(pair))
    known_words = frozenset(word.lower() for text in texts for word in words(text))
    return Beside(likeness, seconds=seconds_of(pairs, answers_to(project, language, pairs)), known_words=known_words)


def is_approved(pair: Pair) -> bool:
    """Whether a person has approved its text."""
    return pair.translation is not None and pair.translation.state is State.APPROVED


def _has_texts_of(memory: Remembering, language: str) -> bool:
    """Whether a look can find something: that nothing is like any text tells nobody anything."""
    return any(serves(count.target, language) for count in memory.memory.counts())


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
