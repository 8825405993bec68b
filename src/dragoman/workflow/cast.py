"""Who an article is about: its persons with their offices and gender, and how they are rendered so far.

Derived anew each time from the glossary, the article and its approved pairs; nothing is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import verify
from dragoman.model import Pair, Person, State

_GENDERS = ("feminine", "masculine")
# What stands between a name and an office that goes with it: `Professor Ana Ruiz`, `Ana Ruiz, the new Rector`.
_BEFORE = re.compile(r"\s+\Z")
_APPOSED = re.compile(r",\s+(?:(?:the|a|an)\s+)?(?:[a-z][a-z-]+\s+){0,2}\Z")


@dataclass
class _Role:
    """What the article says of one person."""

    term: Term
    office: Term | None = None


def cast_of(
    texts: Sequence[str], pairs: Iterable[Pair], glossary: Glossary, source: str, language: str
) -> tuple[Person, ...]:
    """The glossary's persons in `texts`, the article's segments in `source`, in order of their first mention.

    An office is a title right before the name or, in English, in apposition behind it; the fullest one that the article
    has, in the person's gender. A rendering is the one that the glossary wants, or the admitted one that `pairs`, the
    article's approved ones in `language`, have throughout.
    """
    roles: dict[str, _Role] = {}
    for text in texts:
        matches = find_terms(text, glossary, source)
        for at, match in enumerate(matches):
            if match.term.kind != "person":
                continue
            role = roles.setdefault(match.term.source, _Role(match.term))
            title = _office(text, matches, at)
            if title is not None and (role.office is None or len(title.source) > len(role.office.source)):
                role.office = title
    admitted = _admitted(pairs, roles, glossary, source, language)
    return tuple(_person(role, admitted, language) for role in roles.values())


def _office(text: str, matches: Sequence[Match], at: int) -> Term | None:
    match = matches[at]
    before = matches[at - 1] if at else None
    if before is not None and before.term.kind == "title" and _BEFORE.fullmatch(text, before.end, match.start):
        return before.term
    behind = matches[at + 1] if at + 1 < len(matches) else None
    if behind is not None and behind.term.kind == "title" and _APPOSED.fullmatch(text, match.end, behind.start):
        return behind.term
    return None


def _admitted(
    pairs: Iterable[Pair], persons: Container[str], glossary: Glossary, source: str, language: str
) -> dict[str, str]:
    """The admitted renderings of persons whose approved one no approved text has."""
    found: dict[str, str] = {}
    for pair in pairs:
        if pair.translation is None or pair.translation.state is not State.APPROVED:
            continue
        for one in verify(pair.segment.text, pair.translation.text, language, glossary, source_language=source):
            name = one.match.term.source
            if name in persons and one.is_admitted:
                found.setdefault(name, one.found)
            elif name in persons and one.verdict in (Verdict.EXACT, Verdict.FORM):
                found[name] = ""
    return found


def _person(role: _Role, admitted: dict[str, str], language: str) -> Person:
    rendering = role.term.rendering(language)
    gender = _gender(role.term, rendering)
    wanted = rendering.approved if rendering is not None else ""
    office = role.office
    title = office.rendering(language) if office is not None else None
    return Person(
        role.term.source,
        office.source if office is not None else "",
        gender,
        admitted.get(role.term.source) or wanted,
        _in_gender(title, gender) if title is not None else "",
    )


def _in_gender(title: Rendering, gender: str) -> str:
    return next((form.text for form in title.forms if form.features == {gender}), title.approved)


def _gender(person: Term, rendering: Rendering | None) -> str:
    """As the glossary tells for the language, else for any other: a person's gender is the same in all."""
    told = [rendering, *person.renderings.values()]
    return next((one.gender for one in told if one is not None and one.gender in _GENDERS), "")
