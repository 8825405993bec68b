"""What the glossary tells a translator about one segment: lines for the PO file's extracted comments."""

from __future__ import annotations

from collections.abc import Container

from dragoman.glossary.cldr_layer import DOMAIN
from dragoman.glossary.entries import Form, Rendering
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model.visible import visible

_ISOLATE = "\u2068{}\u2069"  # first-strong isolate: an Arabic rendering must not turn the English line round it


_FORMS = 6  # shown of the listed forms; more make the line longer than a PO editor shows


def remarks(
    text: str, language: str, glossary: Glossary, *, source_language: str = "en", mentioned: Container[str] = ()
) -> dict[str, str]:
    """One line for each term of `text` that `language` has a rendering for, by source and in order of appearance:

    `Term: ceasefire → ⁨alto el fuego⁩ (approved, masculine); forms: ⁨altos el fuego⁩ (plural); also: ⁨tregua⁩; not:
    ⁨cese⁩; note: …`. The first mention's gloss is left out for the terms that the article has `mentioned` before. Each
    line is safe to print.
    """
    lines: dict[str, str] = {}
    for match in find_terms(text, glossary.with_base, source_language):
        rendering = match.term.rendering(language)
        if rendering and match.term.source not in lines:
            lines[match.term.source] = _line(match, rendering, match.term.source not in mentioned)
    return lines


def _line(match: Match, rendering: Rendering, is_first: bool) -> str:
    unreviewed = match.term.status == "unreviewed"
    parts = []
    if rendering.approved:
        facts = ["unreviewed" if unreviewed else "approved", rendering.gender, rendering.number]
        facts += ["not translated"] if rendering.keep else []
        facts += ["never inflected"] if rendering.exact and not rendering.forms else []
        parts.append(f"{_isolated(rendering.approved)} ({', '.join(filter(None, facts))})")
    if rendering.gloss and is_first:
        parts.append(f"here, at its first mention: {_isolated(rendering.gloss)}")
    if rendering.forms:
        more = ", …" if len(rendering.forms) > _FORMS else ""
        parts.append(f"forms: {', '.join(map(_form, rendering.forms[:_FORMS]))}{more}")
    if rendering.admitted:
        admitted = ", ".join(map(_isolated, rendering.admitted))
        alone = f"{admitted} ({'unreviewed' if unreviewed else 'admitted'})"
        parts.append(f"also: {admitted}" if rendering.approved else alone)
    if rendering.forbidden:
        parts.append(f"not: {', '.join(map(_isolated, rendering.forbidden))}")
    if match.term.note:
        parts.append(f"note: {visible(match.term.note)}")
    head = "Term (CLDR)" if match.term.domain == DOMAIN else "Term"
    return f"{head}: {visible(match.form)} → {'; '.join(parts)}"


def _form(form: Form) -> str:
    features = ", ".join(visible(feature) for feature in sorted(form.features))
    return _isolated(form.text) + (f" ({features})" if features else "")


def _isolated(text: str) -> str:
    return _ISOLATE.format(visible(text))
