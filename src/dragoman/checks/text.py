"""What the checks say of one source and its translation, without a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman import plugins
from dragoman.checks.elements import marked
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.terms import Glossary
from dragoman.language.tags import normalise
from dragoman.model.article import Block, Segment
from dragoman.model.finding import Finding
from dragoman.model.marks import read_tags
from dragoman.model.translation import Pair, State, Translation

# These look at how far the work is, not at a text. `run` passes over checks across articles.
_OF_WORK = ("bulk-approval", "correction", "inside", "stale", "unreviewed")

_OF_ELEMENTS = ("emails", "unsafe-markup", "urls")  # these look into attributes


def check_text(
    source: str,
    target: str,
    *,
    language: str,
    source_language: str = "en",
    glossary: Glossary | Mapping[str, str] | None = None,
    forbidden: Sequence[str] = (),
    checks: Iterable[str] | None = None,
) -> list[Finding]:
    """The findings about `target`, a translation of `source` into `language` (BCP 47), in the order of their places.

    Marks stand in both as tags (`<a>`); elements with attributes (`<a href="…">`), and those that stand several times,
    are read as marks. `glossary` may be plain: source terms and their approved renderings.
    `forbidden` are words that must not stand in the target. `checks` are the names of those to ask; None asks all that
    look at a text. Raises ConfigError for a language or a check that does not exist.
    """
    tag = normalise(language)
    rules = Rules(normalise(source_language), tag, "", "", _terms(glossary, forbidden, tag))
    names = [name for name in plugins.names(plugins.CHECKS) if name not in _OF_WORK] if checks is None else list(checks)
    texts = marked(source, target)
    if texts is None:
        found = run([_pair(source, target)], rules, names)
    else:
        found = run([_pair(source, target)], rules, [name for name in names if name in _OF_ELEMENTS])
        others = run([_pair(texts.source, texts.target)], rules, [name for name in names if name not in _OF_ELEMENTS])
        found += [texts.told(finding, source, target) for finding in others]
    return sorted(found, key=lambda finding: (finding.start is None, finding.start or 0))


def _pair(source: str, target: str) -> Pair:
    segment = Segment(read_tags(source), (source,), Block(0, "body"))
    return Pair(segment, Translation(target, State.APPROVED))


def _terms(glossary: Glossary | Mapping[str, str] | None, forbidden: Sequence[str], language: str) -> Glossary:
    style = (StyleRule(language, tuple(forbidden)),) if forbidden else ()
    if isinstance(glossary, Glossary):
        return replace(glossary, style=(*glossary.style, *style))
    terms = (Term(name, renderings={language: Rendering(text)}) for name, text in (glossary or {}).items())
    return Glossary(tuple(terms), style=style)
