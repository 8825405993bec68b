"""Which approved texts do not say what the glossary wants now, and which of them because it changed since a commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.checks.rules import is_missing, same_language
from dragoman.git import History, NoHistory
from dragoman.glossary.breaches import Running
from dragoman.glossary.changes import Former, changed_terms
from dragoman.glossary.entries import StyleRule, Term
from dragoman.glossary.matching import find_terms
from dragoman.glossary.matters import Cause, Text, matters_now, matters_since
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.model import ConfigError, State, Where
from dragoman.project import Article, Project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Trouble, each_language

_LOOK_IT_UP = "look it up: dragoman glossary find; when it was taken out, add --since with a commit that had it"


@dataclass(frozen=True, slots=True)
class Affected:
    """An approved text that a term, or a rule of style, affects; `term` is its name. `found` is what stands there for
    it, if any; `wanted` what should."""

    term: str
    cause: Cause
    wanted: str
    found: str
    verdict: Verdict
    language: str
    article: str
    where: Where
    source: str
    target: str

    @property
    def said(self) -> str:
        """What is the matter, in a few words."""
        if self.cause is Cause.REMOVED:
            return f"“{self.found}” stood for what the glossary has no more"
        if self.cause is Cause.AGREEMENT:
            return f"“{self.found}” has another gender or number now"
        if not self.wanted:
            return f"“{self.found}” is forbidden"
        return f"“{self.found}” → “{self.wanted}”" if self.found else f"“{self.wanted}” is not there"


@dataclass
class Impact:
    """`changed` are the terms that a commit had otherwise, by source, with the languages in which they differ; empty
    unless one was named. `affected` is in the order of terms, then of articles. `waived` counts texts that a waiver
    excuses."""

    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    affected: list[Affected] = field(default_factory=list)
    waived: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def find_impact(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    terms: Sequence[str] = (),
    since: str = "",
    *,
    say: Callable[[str], None] = lambda _: None,
) -> Impact:
    """The approved texts of the chosen articles that the glossary of now finds fault with.

    `terms` (source forms, in any case) narrows it to these; `since` to what changed since the commit of that name, and
    adds texts that its glossary found right and today's merely admits or doubts, those that rested on what is gone,
    and those whose gloss or agreement changed. Nothing is recorded: a text is affected until it carries the rendering,
    or a waiver says why not.
    """
    report = Impact()
    glossary = read_glossary(project, report.troubles)
    before = _glossary_at(project, since) if since else None
    wanted = _named((glossary, before) if before else (glossary,), terms)
    if before is not None:
        former = Former(before)
        found = changed_terms(former, glossary, languages)
        report.changed = {name: tags for name, tags in found.items() if name in wanted}
        if not found:
            return report
    today = date.today().isoformat()
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        if same_language(project.source, language):
            continue
        catalog = project.catalog_path(reading.article, language)
        mentioned: set[str] = set()
        running = Running()
        for pair in reading.pairs(language):
            matches = find_terms(pair.segment.text, glossary, project.source) if before else []
            here, earlier = {match.term.source for match in matches}, frozenset(mentioned)
            mentioned |= here
            quoted = running.begins_quoted(pair.segment.block, pair.translation.text if pair.translation else "")
            if pair.translation is None or is_missing(pair) or pair.translation.state is not State.APPROVED:
                continue
            text = Text(pair.segment.text, pair.translation.text, project.source, language, quoted)
            matters = (
                matters_now(text, glossary)
                if before is None
                else matters_since(text, glossary, former, found, matches, earlier)
            )
            told: set[str] = set()
            for matter in matters:
                name = matter.entry.name
                if name in told or name not in wanted:
                    continue
                told.add(name)
                check = "forbidden" if matter.cause is Cause.STYLE else "glossary"
                if any(one.holds(today, pair.digest) for one in pair.waivers_of(check, matter.is_about)):
                    report.waived += 1
                    continue
                report.affected.append(
                    Affected(
                        name,
                        matter.cause,
                        matter.wanted,
                        matter.found,
                        matter.verdict,
                        language,
                        reading.article.path,
                        Where(catalog, pair.line or None),
                        pair.segment.text,
                        pair.translation.text,
                    )
                )
    order = {source: at for at, source in enumerate(wanted)}
    report.affected.sort(key=lambda one: order[one.term])
    return report


def _named(glossaries: Sequence[Glossary], terms: Sequence[str]) -> dict[str, None]:
    """The names of the terms and rules of style that people named by any form, of all when none is named, in the order
    of the glossaries; ConfigError for one that is in none of them."""
    known: list[Term | StyleRule] = []
    for glossary in glossaries:
        known += (*glossary.terms, *glossary.style)
    for name in terms:
        if not any(term.is_called(name.strip()) for term in known):
            raise ConfigError(f"{name!r} is no term of the glossary", hint=_LOOK_IT_UP)
    named = [term.name for term in known if not terms or any(term.is_called(name.strip()) for name in terms)]
    return dict.fromkeys(named)


def _glossary_at(project: Project, name: str) -> Glossary:
    """The project's glossary as a commit holds it; faults in it are of no interest now."""
    history = History.open(project.folder)
    if isinstance(history, NoHistory):
        raise ConfigError(f"--since needs a history, but {history.reason}", hint=history.hint)
    commit = history.resolve(name)
    if commit is None:
        hint = "part of the history was not cloned" if history.is_shallow else "name a commit, a branch or a tag"
        raise ConfigError(f"{name!r} is no commit", hint=hint)
    return glossary_at(project, history, commit)


def glossary_at(project: Project, history: History, commit: str) -> Glossary:
    """The project's glossary as a commit holds it, named by its whole id; faults in it are of no interest."""
    paths = history.names(commit, Path(project.glossary))
    versions = zip(paths, history.read_many([(commit, path) for path in paths]), strict=True)
    files = [(path.as_posix(), data) for path, data in versions if data is not None]
    return Glossary.of(files, source=project.source)
