"""Cutting what is to be asked into requests that an engine takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from dragoman.model.drafting import Capabilities

T = TypeVar("T")


def chunks(items: Sequence[T], text_of: Callable[[T], str], caps: Capabilities) -> Iterator[list[T]]:
    """`items` in order, in rows within the engine's limits; one that is too large by itself (see `too_large`) has a row
    of its own."""
    row: list[T] = []
    characters = octets = 0
    for item in items:
        text = text_of(item)
        length = len(text)
        size = len(text.encode("utf-8", "surrogatepass")) if caps.max_bytes else 0
        is_full = (
            (caps.max_items and len(row) >= caps.max_items)
            or (caps.max_characters and characters + length > caps.max_characters)
            or (caps.max_bytes and octets + size > caps.max_bytes)
        )
        if row and is_full:
            yield row
            row, characters, octets = [], 0, 0
        row.append(item)
        characters += length
        octets += size
    if row:
        yield row


def too_large(text: str, caps: Capabilities) -> str:
    """Why an engine can never take `text`, or ""."""
    if caps.max_characters and len(text) > caps.max_characters:
        return f"longer than the {caps.max_characters} characters that the engine takes"
    if caps.max_bytes and len(text.encode("utf-8", "surrogatepass")) > caps.max_bytes:
        return f"larger than the {caps.max_bytes} bytes that the engine takes"
    return ""
