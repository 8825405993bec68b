"""What leaves this machine, shown letter for letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.engines.watching import Seen
    from dragoman.model import Request, Surroundings, TermChoice


def lines(seen: Seen) -> Iterator[str]:
    """A batch for people: where it goes, each text with what goes along, and the request's body where it is known.

    Marks stand as they are sent; the caller prints each line with what could steer a terminal spelled out.
    """
    batch = seen.batch
    yield f"to {seen.engine}, {seen.destination}: {batch.source} → {batch.target}"
    for number, request in enumerate(batch.requests, 1):
        yield f"  {number}. {request.text}"
        yield from (f"     {line}" for line in _along(request))
    yield from (f"  {line}" for line in _around(batch.around))
    if seen.wire:
        yield f"  body: {seen.wire}"


def row(seen: Seen) -> dict[str, object]:
    """The same for programs."""
    batch = seen.batch
    return {
        "engine": seen.engine,
        "destination": seen.destination,
        "source": batch.source,
        "target": batch.target,
        "texts": [
            {"text": request.text, **{name: said for name, said in _named(request).items() if said}}
            for request in batch.requests
        ],
        "around": list(_around(batch.around)),
        "body": seen.wire,
    }


def _named(request: Request) -> dict[str, object]:
    return {
        "before": request.before,
        "after": request.after,
        "terms": [_term(each) for each in request.terms],
        "missed": list(request.missed),
        "previous": [request.previous.source, request.previous.target] if request.previous else [],
    }


def _along(request: Request) -> Iterator[str]:
    for name, said in _named(request).items():
        if isinstance(said, list):
            yield from (f"{name}: {each}" for each in said)
        elif said:
            yield f"{name}: {said}"


def _term(choice: TermChoice) -> str:
    parts = [f"{choice.source} → {choice.approved}"]
    parts += [f"forms: {', '.join(choice.forms)}"] if choice.forms else []
    parts += [f"not: {', '.join(choice.forbidden)}"] if choice.forbidden else []
    parts += [f"note: {choice.note}"] if choice.note else []
    return "; ".join(parts)


def _around(around: Surroundings) -> Iterator[str]:
    if around.headline:
        yield f"headline: {around.headline}"
    for person in around.cast:
        office = f", {person.office} ({person.office_rendering})" if person.office else ""
        yield f"person: {person.name} → {person.rendering}{office}{f', {person.gender}' if person.gender else ''}"
    if around.formality:
        yield f"formality: {around.formality}"
    yield from (f"style: {rule}" for rule in around.style)
