"""Segments and translations for the catalog's tests."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.catalog import Catalog, Changes
from dragoman.model import Block, Content, Key, Mark, Origin, Segment, State, Translation, digest

ARTICLE = "articles/harbour.md"
TODAY = "2026-11-22"


def segment(text: str, context: str = "", index: int = 0) -> Segment:
    """A segment of one block; tags in `text` become marks."""
    return Segment(_content(text), (text,), Block(index, context or "body"), context)


def segments(*texts: str | Key) -> list[Segment]:
    keys = [text if isinstance(text, Key) else Key(text) for text in texts]
    return [segment(key.text, key.context, at) for at, key in enumerate(keys)]


def _content(text: str) -> Content:
    import re

    parts: list[str | Mark] = []
    for piece in re.split(r"(</?[a-z]+[0-9]*/?>)", text):
        if not piece.startswith("<"):
            parts.append(piece)
        else:
            kind = "close" if piece[1] == "/" else "point" if piece[-2] == "/" else "open"
            parts.append(Mark(kind, piece.strip("</>"), (piece,)))
    return tuple(part for part in parts if part != "")


def remarks(part: Segment) -> list[str]:
    return [part.context.capitalize() or "Body"]


def update(catalog: Catalog, *texts: str | Key) -> Changes:
    return catalog.update(segments(*texts), article=ARTICLE, remarks=remarks, language="es", source="en")


def approved(text: str) -> Translation:
    return Translation(text, State.APPROVED)


def drafted(text: str) -> Translation:
    """A machine's draft, untouched."""
    return Translation(text, State.DRAFT, Origin("apertium", "eng-spa", TODAY, digest(text)))


def person_draft(text: str) -> Translation:
    return Translation(text, State.DRAFT)


def catalog_of(pairs: Iterable[tuple[str | Key, Translation | None]]) -> Catalog:
    """A Spanish catalog holding `pairs` in order."""
    rows = [(text if isinstance(text, Key) else Key(text), translation) for text, translation in pairs]
    catalog = Catalog.new("es", "en", ARTICLE)
    update(catalog, *(key for key, _ in rows))
    for key, translation in rows:
        if translation is not None:
            catalog.put(key, translation)
    return catalog


def standing(catalog: Catalog) -> list[tuple[str, str, str]]:
    """Each live key's text, state (`missing` without a translation) and target."""
    rows = []
    for key in catalog.keys:
        now = catalog.translation(key)
        rows.append((key.text, str(now.state) if now else "missing", now.text if now else ""))
    return rows


def texts_held(catalog: Catalog) -> set[str]:
    """Every target text in the file, live and obsolete."""
    live = {now.text for key in catalog.keys if (now := catalog.translation(key))}
    return live | {translation.text for _, translation in catalog.obsolete()}
