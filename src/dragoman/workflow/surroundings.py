"""What an engine may know about the article around a text: its path, its headline, and the people it is about.

Only ever from the article itself: what is secret about one never stands in a question about another.
"""

from __future__ import annotations

from dragoman.glossary.terms import Glossary
from dragoman.model import Surroundings
from dragoman.workflow.cast import cast_of
from dragoman.workflow.pairing import Paired, meant
from dragoman.workflow.reading import Reading

_HEADLINES = ("headline", "meta:title")


def surroundings(
    reading: Reading,
    paired: Paired,
    language: str,
    glossary: Glossary,
    source: str,
    formality: str = "",
    style: tuple[str, ...] = (),
) -> Surroundings:
    """Of an article as `language` translates it; `style` is how the house writes that language, in words."""
    segments = meant(paired.document.segments, language)
    headline = next((each.text for role in _HEADLINES for each in segments if each.role == role), "")
    cast = cast_of([each.text for each in segments], paired.pairs, glossary, source, language)
    return Surroundings(reading.article.path, headline, cast, formality, style)
