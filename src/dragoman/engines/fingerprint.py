"""What an answer depends on, as one short key: under it a paid answer is found again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from json.encoder import encode_basestring_ascii

from dragoman.model.drafting import Batch, Engine, Request

_FORM = 1  # of what is digested; a new one finds no old answer
_BYTES = 20


def fingerprints(engine: Engine, batch: Batch, terms: str) -> Callable[[Request], bytes]:
    """The key of each request of `batch`: over the text as sent, the pair, the engine with its parameters and version,
    the glossary's version, and of the surroundings what the engine makes use of – nothing else, or else a new neighbour
    would make an engine that never sees it be paid again."""
    caps = engine.caps
    shared: list[object] = [
        _FORM, engine.name, batch.source, batch.target, parameters(engine), version(engine, batch.source, batch.target),
        terms,
    ]  # fmt: skip
    if caps.context:
        around = batch.around
        shared += [around.article, around.headline, [astuple(person) for person in around.cast], around.style]
    if caps.formality:
        shared.append(batch.around.formality)
    start = hashlib.blake2b(_line(shared), digest_size=_BYTES)

    def key(request: Request) -> bytes:
        own: list[object] = [request.text]
        if caps.context:
            own += [request.key.context, request.before, request.after]
        if caps.terms:
            own += [[astuple(term) for term in request.terms], request.missed]
        if request.previous is not None:
            own.append(astuple(request.previous))
        if caps.stored:
            own.append(tuple(request.key))
        digest = start.copy()
        digest.update(_line(own) if len(own) > 1 else f"[{encode_basestring_ascii(request.text)}]".encode())
        return digest.digest()

    return key


def parameters(engine: Engine) -> str:
    """Whatever of its settings changes the engine's answers, or ""."""
    tell = getattr(engine, "parameters", None)
    return str(tell()) if callable(tell) else ""


def version(engine: Engine, source: str, target: str) -> str:
    """What changes whenever the engine's answers may, or ""."""
    tell = getattr(engine, "version", None)
    return str(tell(source, target)) if callable(tell) else ""


def destination(engine: Engine) -> str:
    """The address or command line that the engine's settings name, or ""."""
    tell = getattr(engine, "reaches", None)
    return str(tell()) if callable(tell) else ""


def _line(values: list[object]) -> bytes:
    return json.dumps(values, ensure_ascii=True).encode()
