"""What the glossary tells a translator about one segment: lines for the PO file's extracted comments."""

from __future__ import annotations

from dragoman.glossary.base import DOMAIN
from dragoman.glossary.entries import Rendering
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model.visible import visible

_ISOLATE = "\u2068{}\u2069"  # first-strong isolate: an Arabic rendering must not turn the English line round it


def remarks(text: str, language: str, glossary: Glossary, *, source_language: str = "en") -> list[str]:
    """One line for each term of `text` that `language` has a rendering for, in order of appearance:

    `Term: ceasefire → ⁨alto el fuego⁩ (approved); also: ⁨tregua⁩; not: ⁨cese⁩; note: …`. Each line is safe to print.
    """
    lines: dict[str, str] = {}
    for match in find_terms(text, glossary.with_base, source_language):
        rendering = match.term.rendering(language)
        if rendering and match.term.source not in lines:
            lines[match.term.source] = _line(match, rendering)
    return list(lines.values())


def _line(match: Match, rendering: Rendering) -> str:
    reviewed = "" if match.term.status != "unreviewed" else " (unreviewed)"
    parts = []
    if rendering.approved:
        parts.append(f"{_isolated(rendering.approved)}{reviewed or ' (approved)'}")
    if rendering.admitted:
        admitted = ", ".join(map(_isolated, rendering.admitted))
        parts.append(f"also: {admitted}" if rendering.approved else f"{admitted}{reviewed or ' (admitted)'}")
    if rendering.forbidden:
        parts.append(f"not: {', '.join(map(_isolated, rendering.forbidden))}")
    if match.term.note:
        parts.append(f"note: {visible(match.term.note)}")
    head = "Term (CLDR)" if match.term.domain == DOMAIN else "Term"
    return f"{head}: {visible(match.form)} → {'; '.join(parts)}"


def _isolated(text: str) -> str:
    return _ISOLATE.format(visible(text))
