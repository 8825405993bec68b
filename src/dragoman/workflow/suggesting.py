"""New terms for the glossary, from the articles, with what approved translations already call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.checks.rules import same_language
from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.matching import find_terms
from dragoman.glossary.suggesting.renderings import Found, find_renderings
from dragoman.glossary.suggesting.suggestions import Passage, Suggestion, suggest
from dragoman.glossary.terms import Glossary
from dragoman.model import State
from dragoman.project import Article, Project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, articles, each
from dragoman.workflow.terms import write_terms


@dataclass
class Suggestions:
    """`found` are new terms, those that most articles use first, with the renderings in each language by source.
    `rare` counts those that too few places use."""

    found: list[Suggestion] = field(default_factory=list)
    renderings: dict[str, dict[str, Found]] = field(default_factory=dict)
    rare: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    def renderings_of(self, source: str) -> Mapping[str, Found]:
        """What each language calls a term, where that is certain."""
        return {tag: found[source] for tag, found in self.renderings.items() if source in found}


def find_suggestions(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    least_articles: int = 1,
    least_mentions: int = 2,
    most: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Suggestions:
    """The names and titles of the chosen articles that the glossary lacks.

    They are found, counted and followed into approved translations in all of the project's articles. Left out is what
    fewer articles or places use, and what comes behind the first `most` (0: nothing).
    """
    report = Suggestions()
    glossary = read_glossary(project, report.troubles, base=True)
    places = [form for term in (*glossary.base, *glossary.terms) if term.kind == "place" for form in term.forms]
    passages: list[Passage] = []
    pairs: dict[str, list[tuple[str, str]]] = {tag: [] for tag in languages}
    for reading in each(project, articles(project), report.troubles):
        say(reading.article.path)
        path = reading.article.path
        passages += [Passage(segment.text, path, segment.line) for segment in reading.document.segments]
        for tag in languages:
            pairs[tag] += _approved(project, reading, tag, report.troubles)
    wanted = {article.path for article in chosen}
    known = Glossary(glossary.terms)
    lacking = [
        replace(one, aliases=tuple(alias for alias in one.aliases if not _is_known(alias, known, project.source)))
        for one in suggest(passages, project.source, places)
        if not _is_known(one.source, known, project.source)
    ]
    for one in lacking:
        if wanted.isdisjoint(one.counts):
            continue
        if len(one.counts) < least_articles or one.mentions < least_mentions:
            report.rare += 1
        else:
            report.found.append(one)
    report.found = report.found[:most] if most else report.found
    # those that are not told take part, too: what renders one name renders no other
    terms = [Term(one.source, one.aliases, one.kind) for one in lacking]
    for tag, row in pairs.items():
        say(tag)
        if not same_language(project.source, tag):
            report.renderings[tag] = find_renderings(row, terms, known, project.source, tag)
    return report


def write_suggestions(project: Project, report: Suggestions, name: str) -> str:
    """Writes what was found into `name`.toml of the glossary, unreviewed, with the renderings found approved: whoever
    takes `status` out confirms them. The file's path in the project."""
    terms = [
        Term(
            one.source,
            one.aliases,
            one.kind,
            note=_note(one),
            renderings={tag: Rendering(found.text) for tag, found in report.renderings_of(one.source).items()},
            status="unreviewed",
        )
        for one in report.found
    ]
    return write_terms(project, terms, name)


def _approved(project: Project, reading: Reading, tag: str, troubles: list[Trouble]) -> list[tuple[str, str]]:
    if tag in reading.damaged:
        troubles.append(Trouble(project.catalog_path(reading.article, tag), reading.damaged[tag]))
    if reading.catalogs.get(tag) is None:
        return []
    return [
        (pair.segment.text, pair.translation.text)
        for pair in reading.pairs(tag)
        if pair.translation is not None and pair.translation.state is State.APPROVED and pair.translation.text
    ]


def _is_known(text: str, known: Glossary, language: str) -> bool:
    """True for what the glossary finds from its first letter to its last."""
    folded = text.strip()
    if any(term.is_called(folded) for term in known.terms):
        return True
    found = find_terms(folded, known, language)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(folded))


def _note(one: Suggestion) -> str:
    reason = f"{one.reason}; " if one.reason else ""
    mentions = f"{one.mentions} mention{'' if one.mentions == 1 else 's'}"
    return f"{reason}{mentions} in {len(one.counts)} article{'' if len(one.counts) == 1 else 's'}"
