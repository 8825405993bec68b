"""Terms that the glossary lacks: found in the articles, with the renderings that approved translations have already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman import files
from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.folding import fold
from dragoman.glossary.matching import find_terms
from dragoman.glossary.suggesting.gathering import Suggestion, Text, suggest
from dragoman.glossary.suggesting.renderings import Found, Targets, Wanted
from dragoman.glossary.terms import Glossary
from dragoman.glossary.toml_writing import with_terms
from dragoman.language.calendar import days_and_months
from dragoman.language.cldr import names
from dragoman.language.tags import autonym, english_name
from dragoman.model import ConfigError, State
from dragoman.project import Article, Project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Trouble, each, each_language

_HEADLINES = ("headline", "subhead", "standfirst", "title", "meta:title")
_MTAVRULI = "ka"  # Georgian has capitals in Unicode, and writes names without
_NOUNS = ("de", "lb", "nds")  # every noun has a capital


@dataclass
class Suggested:
    """One proposal: the term, how each language renders it already, and whether CLDR has a name for it."""

    suggestion: Suggestion
    renderings: dict[str, Found] = field(default_factory=dict)
    is_in_cldr: bool = False

    @property
    def term(self) -> Term:
        """The proposal as an unreviewed term of the glossary."""
        one = self.suggestion
        made = {tag: Rendering(found.text) for tag, found in self.renderings.items()}
        return Term(one.source, one.aliases, one.kind, renderings=made, status="unreviewed")


@dataclass
class SuggestReport:
    """`rows` are the proposals, most used first; `fewer` how many were left out because they are used too little."""

    rows: list[Suggested] = field(default_factory=list)
    fewer: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def suggest_terms(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    least_articles: int = 1,
    least_mentions: int = 2,
    say: Callable[[str], None] = lambda _: None,
) -> SuggestReport:
    """The names and titles of the chosen articles that the glossary does not have.

    Renderings are looked for in the approved translations of the chosen articles. ConfigError for articles in a
    language whose capitals tell no names.
    """
    _refuse(project.source)
    report = SuggestReport()
    glossary = read_glossary(project, report.troubles, base=True)
    texts = [
        Text(reading.article.path, segment.text, segment.role in _HEADLINES, segment.line)
        for reading in each(project, chosen, report.troubles)
        for segment in reading.document.segments
    ]
    known = {fold(form).text for term in glossary.terms for form in term.forms}
    in_cldr = {fold(form).text for term in glossary.base for form in term.forms}
    places = frozenset([*names("territories", project.source).values(), *names("cities", project.source).values()])
    for one in suggest(texts, project.source, places=places, not_names=days_and_months(project.source)):
        if any(fold(form).text in known for form in one.forms) or _is_made_of(one.source, glossary, project.source):
            continue
        if len(one.articles) < least_articles or one.mentions < least_mentions:
            report.fewer += 1
            continue
        report.rows.append(Suggested(one, is_in_cldr=fold(one.source).text in in_cldr))
    _with_renderings(project, chosen, languages, glossary, report, say)
    return report


def write_suggestions(project: Project, rows: Sequence[Suggested], path: str) -> None:
    """Adds the proposals to a file of the glossary, unreviewed: shown to translators, enforced only once somebody has
    taken the line `status` away."""
    terms = [row.term for row in rows]
    files.update(project.file(path), lambda now: with_terms(now or b"", terms), root=project.folder)


def _with_renderings(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    glossary: Glossary,
    report: SuggestReport,
    say: Callable[[str], None],
) -> None:
    """Puts in each row the renderings that approved pairs have for it."""
    rows = {row.suggestion.source: row for row in report.rows}
    proposed = Glossary(tuple(Term(row.suggestion.source, row.suggestion.aliases) for row in report.rows))
    sources: dict[str, list[str]] = {tag: [] for tag in languages}
    targets: dict[str, list[str]] = {tag: [] for tag in languages}
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        for pair in reading.pairs(language):
            if pair.translation is not None and pair.translation.state is State.APPROVED:
                sources[language].append(pair.segment.text)
                targets[language].append(pair.translation.text)
    for language in languages:
        where: dict[str, set[int]] = {}
        for number, text in enumerate(sources[language]):
            for match in find_terms(text, proposed, project.source):
                where.setdefault(match.term.source, set()).add(number)
        wanted = {
            name: Wanted(there, rows[name].suggestion.kind == "person", rows[name].suggestion.aliases)
            for name, there in where.items()
        }
        for name, found in _sure(Targets(targets[language]).renderings(wanted)).items():
            rows[name].renderings[language] = found


def _is_made_of(name: str, glossary: Glossary, language: str) -> bool:
    """True when every word with a capital in `name` belongs to a term that is there: City Council of Port Almera."""
    rest = name
    for match in reversed(find_terms(name, glossary, language)):
        rest = rest[: match.start] + rest[match.end :]
    return not any(map(str.isupper, rest))


def _sure(found: Mapping[str, Found]) -> Mapping[str, Found]:
    return {name: one for name, one in found.items() if one.support > 1 or one.text == name}


def _refuse(source: str) -> None:
    """ConfigError for a language in which capitals tell no names."""
    if source.partition("-")[0] in _NOUNS:
        reason = "every noun has a capital"
    elif source.partition("-")[0] == _MTAVRULI or not any(map(_has_capital, autonym(source))):
        reason = "its script has no capitals"
    else:
        return
    raise ConfigError(
        f"terms cannot be suggested for articles in {english_name(source)}: {reason}",
        hint="write them into the glossary yourself: dragoman glossary add",
    )


def _has_capital(letter: str) -> bool:
    return letter.lower() != letter.upper()
