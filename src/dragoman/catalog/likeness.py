"""How much of an article a catalog holds: a renamed article is known again by it."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.catalog.catalog import Catalog
from dragoman.model import Segment


def likeness(catalog: Catalog, segments: Sequence[Segment]) -> float:
    """The share of the segments' keys that stand in `catalog`, live or obsolete: 0 … 1 (0 without segments)."""
    keys = {segment.key for segment in segments}
    return len(keys & set(catalog.known_keys)) / len(keys) if keys else 0.0
