"""An article beside its translation, text by text, as the page shows it. Nothing is written here."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.catalog.catalog import Catalog
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model import Key, Pair, State, Translation
from dragoman.publishing.site.marking import pieces
from dragoman.publishing.site.works import Term as Place

MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of a source text: plain words, a mark, or a term, which is then the number of one of the row's."""

    text: str
    is_mark: bool = False
    term: int = -1


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term of a source text: its name, how it is to be rendered, what else is right, and what the glossary says."""

    name: str
    approved: str
    forms: tuple[str, ...] = ()
    note: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the article. `at` is its place (from 0); rows with the same `id` share an entry and its translation.

    `seen` stands for the translation as it is shown: who saves tells it, so that nobody writes over what he did not
    see. `state` is approved, draft, stale or missing. `origin` names the engine of a text that began as a draft,
    `made` is its ISO date, `is_machine` says that nobody has touched it since. `previous` is the source that a stale
    text was approved for, `agreed` the text that was approved last, where it is not the one shown; "" for none.
    `suggestions` are approved texts of sources like this one: text, per cent, article. `rivals` are what others made
    of it on another branch. `key` is that of the entry, text and context. `limit` is the number of characters that its
    role may have, 0 for any.
    """

    at: int
    id: str
    block: int
    role: str
    line: int
    source: str
    target: str
    state: str
    seen: str
    shown: tuple[Shown, ...]
    terms: tuple[TermShown, ...] = ()
    marks: tuple[str, ...] = ()
    origin: str = ""
    made: str = ""
    is_machine: bool = False
    previous: str = ""
    agreed: str = ""
    limit: int = 0
    together: int = 1
    note: str = ""
    fault: str = ""
    hint: str = ""
    waivers: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    suggestions: tuple[tuple[str, int, str], ...] = ()
    key: tuple[str, str] = ("", "")


def row_id(key: Key) -> str:
    """What a page calls the entry of `key`."""
    return hashlib.sha256(f"{key.context}\x00{key.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def version(translation: Translation | None) -> str:
    """Stands for a translation as somebody saw it: the same for the same text, standing and former source."""
    if translation is None:
        return MISSING
    previous = translation.previous.text if translation.previous else ""
    said = "\x00".join((translation.text, str(translation.state), previous))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def rows_of(
    pairs: Sequence[Pair],
    catalog: Catalog | None,
    glossary: Glossary,
    source: str,
    language: str,
    limits: Mapping[str, int],
) -> tuple[Row, ...]:
    """The rows of an article in a language, in reading order."""
    return tuple(row_of(at, pair, catalog, glossary, source, language, limits) for at, pair in enumerate(pairs))


def row_of(
    at: int,
    pair: Pair,
    catalog: Catalog | None,
    glossary: Glossary,
    source: str,
    language: str,
    limits: Mapping[str, int],
) -> Row:
    """The row of one text."""
    segment, now = pair.segment, pair.translation
    found = find_terms(segment.text, glossary, source)
    numbers: dict[str, int] = {}
    terms: list[TermShown] = []
    places: list[Place] = []
    for match in found:
        if match.term.name not in numbers:
            numbers[match.term.name] = len(terms)
            rendering = match.term.rendering(language)
            said = rendering.approved if rendering else ""
            forms = dict.fromkeys((*rendering.admitted, *rendering.form_texts)) if rendering else {}
            forms.pop(said, None)
            forbidden = rendering.forbidden if rendering else ()
            terms.append(TermShown(match.term.name, said, tuple(forms), match.term.note, tuple(forbidden)))
        places.append(Place(match.start, match.end, match.term.name, ""))
    shown = tuple(
        Shown(piece.text, piece.is_mark, numbers[piece.term.name] if piece.term else -1)
        for piece in pieces(segment.text, places)
    )
    is_there = now is not None and bool(now.text.strip())
    row = Row(
        at,
        row_id(pair.entry),
        segment.block.index,
        segment.role,
        segment.line,
        segment.text,
        now.text if now else "",
        str(now.state) if now and is_there else MISSING,
        version(now),
        shown,
        tuple(terms),
        tuple(piece.text for piece in shown if piece.is_mark),
        limit=limits.get(segment.role, 0),
        together=max(len(pair.together), 1),
        note=segment.note,
        fault=pair.fault,
        hint=pair.hint,
        waivers=tuple(f"{one.check}: {one.reason}" for one in pair.waivers),
        rivals=pair.rivals,
        key=(pair.entry.text, pair.entry.context),
    )
    if now is not None and now.origin is not None:
        row = replace(
            row,
            origin=" ".join((now.origin.engine, now.origin.detail)).strip(),
            made=now.origin.date,
            is_machine=now.is_machine,
        )
    if catalog is None or (now is not None and now.state is State.APPROVED):
        return row
    before = catalog.last_approved(pair.entry)
    stale = now is not None and now.state is State.STALE and now.previous is not None
    return replace(
        row,
        previous=now.previous.text if stale and now and now.previous else "",
        agreed=before[1].text if before and (now is None or before[1].text != now.text) else "",
        suggestions=tuple((one.text, one.likeness, one.article) for one in catalog.suggestions(pair.entry)),
    )
