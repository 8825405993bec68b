"""What a batch says about its article, as plain text for services that take a passage as context."""

from __future__ import annotations

import contextlib
import re

from dragoman.engines.masking import read_marks
from dragoman.model.drafting import Batch, Person
from dragoman.model.errors import MarkError

_TOKEN = re.compile(r"⟦\d+⟧")


def passage(batch: Batch, most: int) -> str:
    """At most `most` characters: the people of the article, its headline, and the sentences around those of the batch
    in their order, without marks. What is translated itself is left out: the service has it before its eyes."""
    asked = {_bare(request.text) for request in batch.requests}
    lines = [_person(person) for person in batch.around.cast]
    lines.append(batch.around.headline)
    for request in batch.requests:
        lines += [_bare(request.before), _bare(request.after)]
    kept: list[str] = []
    room = most
    for line in dict.fromkeys(line.strip() for line in lines):
        if not line or line in asked:
            continue
        if len(line) > room:
            break
        kept.append(line)
        room -= len(line) + 1
    return "\n".join(kept)


def _person(person: Person) -> str:
    """`Ana Ruiz, mayor (feminine): la alcaldesa Ana Ruiz`, as far as it is known."""
    said = person.name + (f", {person.office}" if person.office else "")
    said += f" ({person.gender})" if person.gender else ""
    renderings = ", ".join(found for found in (person.rendering, person.office_rendering) if found)
    return f"{said}: {renderings}" if renderings else said


def _bare(text: str) -> str:
    with contextlib.suppress(MarkError):
        text = "".join(part for part in read_marks(text) if isinstance(part, str))
    return _TOKEN.sub("", text).strip()
