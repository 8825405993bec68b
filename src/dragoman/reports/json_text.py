r"""JSON that no terminal obeys: what could steer it is written as `\uXXXX`."""

from __future__ import annotations

import json
import re

from dragoman.model.visible import visible

_NOT_PLAIN = re.compile(r"[^\n\x20-\x7e]")


def spell(value: object, indent: int | None = None) -> str:
    return harmless(json.dumps(value, ensure_ascii=False, indent=indent))


def harmless(document: str) -> str:
    """A JSON document that says the same."""
    return _NOT_PLAIN.sub(_spelled, document)


def _spelled(match: re.Match[str]) -> str:
    character = match.group()
    return character if visible(character) == character else json.dumps(character)[1:-1]
