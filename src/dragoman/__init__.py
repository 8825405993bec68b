"""dragoman: translation and multilingual publishing, with nothing lost.

The public API: read_article, split_sentences, Catalog, Glossary, find_terms, verify_term, Verdict, DragomanError. Names
are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.catalog.catalog import Catalog
    from dragoman.formats.reading import read_article
    from dragoman.glossary.matching import find_terms
    from dragoman.glossary.terms import Glossary
    from dragoman.glossary.verdicts import Verdict
    from dragoman.glossary.verifying import verify_term
    from dragoman.model.errors import DragomanError
    from dragoman.segmentation.sentences import split_sentences

__version__ = "0.1.0"
__all__ = [
    "Catalog",
    "DragomanError",
    "Glossary",
    "Verdict",
    "__version__",
    "find_terms",
    "read_article",
    "split_sentences",
    "verify_term",
]

_HOMES = {
    "Catalog": "dragoman.catalog.catalog",
    "DragomanError": "dragoman.model.errors",
    "Glossary": "dragoman.glossary.terms",
    "Verdict": "dragoman.glossary.verdicts",
    "find_terms": "dragoman.glossary.matching",
    "read_article": "dragoman.formats.reading",
    "split_sentences": "dragoman.segmentation.sentences",
    "verify_term": "dragoman.glossary.verifying",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
