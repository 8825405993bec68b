"""What the glossary tells a translator about one segment: lines for the PO file's extracted comments."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from dragoman.glossary.cldr_layer import DOMAIN
from dragoman.glossary.entries import Form, Rendering
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.target import Target
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.model.visible import visible

_ISOLATE = "\u2068{}\u2069"  # first-strong isolate: an Arabic rendering must not turn the English line round it
_SHOWN = 3  # of each list; a PO editor shows about two lines of this length
_NOTE = 120  # characters


def remarks(
    text: str, language: str, glossary: Glossary, *, source_language: str = "en", mentioned: Container[str] = ()
) -> dict[str, str]:
    """One line for each term of `text` that `language` has a rendering for, by source and in order of appearance:

    `Term: ceasefire → ⁨alto el fuego⁩ (approved, masculine); forms: ⁨altos el fuego⁩ (plural); also: ⁨tregua⁩; not:
    ⁨cese⁩; note: …`. Of a long list the first three are shown and how many there are: of forms those that nobody can
    guess from the rendering, such as a short name. The first mention's gloss is left out for the terms that the article
    has `mentioned` before. Each line is safe to print.
    """
    lines: dict[str, str] = {}
    for match in find_terms(text, glossary.with_base, source_language):
        rendering = match.term.rendering(language)
        if rendering and match.term.source not in lines:
            lines[match.term.source] = _line(match, rendering, language, match.term.source not in mentioned)
    return lines


def _line(match: Match, rendering: Rendering, language: str, is_first: bool) -> str:
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
        forms = rendering.forms
        if len(forms) > _SHOWN:
            forms = _by_use(rendering.approved, forms, language)
        parts.append(f"forms: {_list(list(map(_form, forms)))}")
    if rendering.admitted:
        admitted = _list(list(map(_isolated, rendering.admitted)))
        alone = f"{admitted} ({'unreviewed' if unreviewed else 'admitted'})"
        parts.append(f"also: {admitted}" if rendering.approved else alone)
    if rendering.forbidden:
        parts.append(f"not: {_list(list(map(_isolated, rendering.forbidden)))}")
    if match.term.note:
        parts.append(f"note: {visible(match.term.note, _NOTE)}")
    head = "Term (CLDR)" if match.term.domain == DOMAIN else "Term"
    return f"{head}: {visible(match.form)} → {'; '.join(parts)}"


def _list(texts: Sequence[str]) -> str:
    """The first texts of a list, and how many it has when they are not all."""
    more = f", … ({len(texts)})" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more


@lru_cache(maxsize=4096)
def _by_use(approved: str, forms: tuple[Form, ...], language: str) -> tuple[Form, ...]:
    """Forms that are not surely of the same words first: a translator cannot guess them. Else in their order."""
    return tuple(
        sorted(forms, key=lambda form: any(_is_sure(v) for _, v in Target(form.text, language).find(approved)))
    )


def _is_sure(verdict: Verdict) -> bool:
    return verdict in (Verdict.EXACT, Verdict.FORM)


def _form(form: Form) -> str:
    features = ", ".join(visible(feature) for feature in sorted(form.features))
    return _isolated(form.text) + (f" ({features})" if features else "")


def _isolated(text: str) -> str:
    return _ISOLATE.format(visible(text))
