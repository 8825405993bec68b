"""One language's translations of one article, kept in one PO file."""

from dragoman.catalog.catalog import Catalog, likeness
from dragoman.catalog.changes import Changes

__all__ = ["Catalog", "Changes", "likeness"]
