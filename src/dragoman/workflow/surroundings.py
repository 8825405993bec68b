"""What an engine may know about the article around a text: its path, its headline, and the people it is about.

Only ever from the article itself: what is secret about one never stands in a question about another.
"""

from __future__ import annotations

from dragoman.glossary.entries import StyleRule
from dragoman.glossary.terms import Glossary
from dragoman.model import Surroundings
from dragoman.workflow.cast import cast_of
from dragoman.workflow.pairing import Paired, meant
from dragoman.workflow.reading import Reading

_HEADLINES = ("headline", "meta:title")


def surroundings(
    reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str, formality: str = ""
) -> Surroundings:
    """Of an article as `language` translates it, with how the house writes that language."""
    segments = meant(paired.document.segments, language)
    headline = next((each.text for role in _HEADLINES for each in segments if each.role == role), "")
    cast = cast_of([each.text for each in segments], paired.pairs, glossary, source, language)
    return Surroundings(reading.article.path, headline, cast, formality, _style(glossary, language))


def _style(glossary: Glossary, language: str) -> tuple[str, ...]:
    """The rules of style of a language in words."""
    return tuple(_said(rule) for rule in glossary.style if rule.counts_in(language))


def _said(rule: StyleRule) -> str:
    words = ", ".join(f"“{word}”" for word in rule.forbidden)
    return f"never {words}, but “{rule.instead}”" if rule.instead else f"never {words}"
