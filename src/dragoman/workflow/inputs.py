"""What a draft is made from, as short digests that stand beside it, and which of these have changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model import Batch, Engine, Request, digest


def made_from(
    engine: Engine, batch: Batch, request: Request, glossary: Glossary, first: Collection[str] = ()
) -> dict[str, str]:
    """The digest of each input of a draft, by name; an input that there is none of, or that the engine makes no use
    of, is left out.

    `engine` (with its model and version), `terms` (those of the text, as the glossary wants them rendered; `first`
    are those that the article mentions here for the first time), `persons` (of the text: office, gender, rendering),
    `neighbours` (the sentences around it), `style` (formality and rules of the house).
    """
    found = {"engine": digest(engine.name, _said(engine), _version(engine, batch))}
    matches = find_terms(request.text, glossary, batch.source)
    terms = {}
    for match in matches:
        if (rendering := match.term.rendering(batch.target)) is not None:
            gloss = rendering.gloss if match.term.source in first else ""
            forms = sorted((form.text, sorted(form.features)) for form in rendering.forms)
            terms[match.form] = repr((replace(rendering, forms=(), gloss=gloss), forms))
    if terms:
        found["terms"] = digest(*(text for pair in sorted(terms.items()) for text in pair))
    if engine.caps.context:
        here = {match.term.source for match in matches}
        persons = [repr(person) for person in batch.around.cast if person.name in here]
        if persons:
            found["persons"] = digest(*persons)
        if request.before or request.after:
            found["neighbours"] = digest(request.before, request.after)
    around = batch.around
    if (engine.caps.context and around.style) or (engine.caps.formality and around.formality):
        found["style"] = digest(around.formality, *around.style)
    return found


def changed(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the inputs that differ, in alphabetical order. What nothing is known of has not changed."""
    return tuple(sorted(name for name in {*then, *now} if then.get(name) != now.get(name))) if then else ()


def _said(engine: Engine) -> str:
    told = getattr(engine, "parameters", None)
    return str(told()) if told is not None else ""


def _version(engine: Engine, batch: Batch) -> str:
    told = getattr(engine, "version", None)
    return str(told(batch.source, batch.target)) if told is not None else ""
