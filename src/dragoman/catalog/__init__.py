"""One language's translations of one article, kept in one PO file."""

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.changes import Changes
from dragoman.catalog.likeness import likeness

__all__ = ["Catalog", "Changes", "likeness"]
