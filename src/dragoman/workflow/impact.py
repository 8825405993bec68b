"""Which approved texts do not say what the glossary wants now, and which of them because it changed since a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dragoman.checks.rules import is_missing, same_language
from dragoman.git import History, NoHistory
from dragoman.glossary.entries import Term
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify
from dragoman.model import ConfigError, Pair, State, Where
from dragoman.project import Article, Project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Trouble, each_language

_HARD = (Verdict.MISSING, Verdict.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Affected:
    """An approved text that does not render `term` as wanted. `found` is what stands there for it, if any."""

    term: str
    wanted: str
    found: str
    verdict: Verdict
    language: str
    article: str
    where: Where
    source: str
    target: str


@dataclass
class Impact:
    """`changed` are the terms that a commit had otherwise, by source, with the languages in which they differ ("" for
    all); empty unless one was named. `affected` is in the order of terms, then of articles. `waived` counts texts that
    a waiver excuses."""

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

    `terms` (source forms, in any case) narrows it to these; `since` to terms that the commit of that name had
    otherwise, and adds texts that its glossary found right and today's merely admits or doubts. Nothing is recorded:
    a text is affected until it carries the rendering, or a waiver says why not.
    """
    report = Impact()
    glossary = read_glossary(project, report.troubles)
    before = _glossary_at(project, since) if since else None
    if before is not None:
        report.changed = changed_terms(before, glossary, languages)
    wanted = _named(glossary, terms)
    if before is not None:
        report.changed = {name: tags for name, tags in report.changed.items() if not terms or name in wanted}
    today = date.today().isoformat()
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        if same_language(project.source, language):
            continue
        catalog = project.catalog_path(reading.article, language)
        for pair in reading.pairs(language):
            if pair.translation is None or is_missing(pair) or pair.translation.state is not State.APPROVED:
                continue
            told: set[str] = set()
            for judgement in _failing(pair, language, project.source, glossary, before):
                term = judgement.match.term
                if term.source in told or term.source not in wanted:
                    continue
                if before is not None and language not in report.changed.get(term.source, ()):
                    continue
                told.add(term.source)
                if any(one.holds(today) for one in pair.waivers_of("glossary", term.is_called)):
                    report.waived += 1
                    continue
                report.affected.append(
                    Affected(
                        term.source,
                        judgement.rendering.approved or " / ".join(judgement.rendering.admitted),
                        judgement.found,
                        judgement.verdict,
                        language,
                        reading.article.path,
                        Where(catalog, pair.line or None),
                        pair.segment.text,
                        pair.translation.text,
                    )
                )
    order = {term.source: at for at, term in enumerate(glossary.terms)}
    report.affected.sort(key=lambda one: order[one.term])
    return report


def changed_terms(before: Glossary, now: Glossary, languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The terms of either glossary that find or want something else in some of `languages`, with these languages.

    A term that became another's alias, or was taken out, counts as changed in every language that rendered it.
    """
    old, new = ({term.source: term for term in each.terms} for each in (before, now))
    found: dict[str, tuple[str, ...]] = {}
    for source in (*new, *(source for source in old if source not in new)):
        one, other = old.get(source), new.get(source)
        tags = tuple(tag for tag in languages if _wants(one, tag) != _wants(other, tag))
        if tags:
            found[source] = tags
    return found


def _wants(term: Term | None, language: str) -> object:
    """What of a term decides which texts are right in a language; notes and decisions do not."""
    rendering = term.rendering(language) if term and not term.status else None
    if term is None or rendering is None:
        return None
    finds = (frozenset(term.forms), term.case, term.only, term.unless, term.ambiguous, term.kind)
    texts = (rendering.approved, *map(frozenset, (rendering.admitted, rendering.forbidden, rendering.form_texts)))
    return finds, texts, rendering.exact, rendering.gloss


def _failing(
    pair: Pair, language: str, source: str, glossary: Glossary, before: Glossary | None
) -> Iterable[Judgement]:
    target = pair.translation.text if pair.translation else ""
    judgements = verify(pair.segment.text, target, language, glossary, source_language=source)
    doubtful = [one for one in judgements if one.is_admitted or one.verdict is Verdict.PLAUSIBLE]
    fine = set[str]()
    if before is not None and doubtful:
        then = verify(pair.segment.text, target, language, before, source_language=source)
        fine = {one.match.form for one in then if not one.is_admitted and one.verdict in (Verdict.EXACT, Verdict.FORM)}
    for one in judgements:
        if one.verdict in _HARD:
            if not (one.is_repeat and one.verdict is Verdict.MISSING):
                yield one
        elif one in doubtful and one.match.form in fine:
            yield one


def _named(glossary: Glossary, terms: Sequence[str]) -> Set[str]:
    """The sources of the terms that people named by any form; ConfigError for one that is not there."""
    if not terms:
        return {term.source for term in glossary.terms}
    found: set[str] = set()
    for name in terms:
        there = {term.source for term in glossary.terms if term.is_called(name.strip())}
        if not there:
            raise ConfigError(f"{name!r} is no term of the glossary", hint="look it up: dragoman glossary find")
        found |= there
    return found


def _glossary_at(project: Project, name: str) -> Glossary:
    """The project's glossary as a commit holds it; faults in it are of no interest now."""
    history = History.open(project.folder)
    if isinstance(history, NoHistory):
        raise ConfigError(f"--since needs a history, but {history.reason}", hint=history.hint)
    commit = history.resolve(name)
    if commit is None:
        hint = "part of the history was not cloned" if history.is_shallow else "name a commit, a branch or a tag"
        raise ConfigError(f"{name!r} is no commit", hint=hint)
    paths = history.names(commit, Path(project.glossary))
    versions = zip(paths, history.read_many([(commit, path) for path in paths]), strict=True)
    files = [(path.as_posix(), data) for path, data in versions if data is not None]
    return Glossary.of(files, source=project.source)
