"""What an engine may know about the article around a text: its headline, and the people it is about.

Only ever from the article itself: what is secret about one never stands in a question about another.
"""

from __future__ import annotations

from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model import Person, Surroundings
from dragoman.workflow.pairing import Paired
from dragoman.workflow.reading import Reading

_HEADLINES = ("headline", "meta:title")


def surroundings(reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str) -> Surroundings:
    """The article's path, its headline, and its cast: persons of the glossary in the order of their first mention."""
    segments = paired.document.segments
    headline = next((each.text for role in _HEADLINES for each in segments if each.role == role), "")
    cast: dict[str, Person] = {}
    for segment in segments:
        before: Match | None = None
        for match in find_terms(segment.text, glossary, source):
            if match.term.kind == "person":
                is_titled = before is not None and segment.text[before.end : match.start] == " "
                title = before.term if before is not None and before.term.kind == "title" and is_titled else None
                known = cast.get(match.term.source)
                if known is None or (title is not None and not known.office):
                    cast[match.term.source] = _person(match.term, title, language)
            before = match
    return Surroundings(reading.article.path, headline, tuple(cast.values()))


def _person(name: Term, title: Term | None, language: str) -> Person:
    own = name.rendering(language) or Rendering()
    office = (title.rendering(language) if title is not None else None) or Rendering()
    gender = own.gender if own.gender in ("feminine", "masculine") else ""
    return Person(name.source, title.source if title is not None else "", gender, own.approved, office.approved)
