"""dragoman: translation and multilingual publishing, with nothing lost.

The public API: read_article, split_sentences, Catalog, Glossary, find_terms, verify_term, Verdict, check_text, Finding,
DragomanError. Names are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.catalog.catalog import Catalog
    from dragoman.checks.text import check_text
    from dragoman.formats.reading import read_article
    from dragoman.glossary.matching import find_terms
    from dragoman.glossary.terms import Glossary
    from dragoman.glossary.verdicts import Verdict
    from dragoman.glossary.verifying import verify_term
    from dragoman.model.errors import DragomanError
    from dragoman.model.finding import Finding
    from dragoman.segmentation.sentences import split_sentences

__version__ = "0.1.0"
__all__ = [
    "Catalog",
    "DragomanError",
    "Finding",
    "Glossary",
    "Verdict",
    "__version__",
    "check_text",
    "find_terms",
    "read_article",
    "split_sentences",
    "verify_term",
]

_HOMES = {
    "Catalog": "dragoman.catalog.catalog",
    "DragomanError": "dragoman.model.errors",
    "Finding": "dragoman.model.finding",
    "Glossary": "dragoman.glossary.terms",
    "Verdict": "dragoman.glossary.verdicts",
    "check_text": "dragoman.checks.text",
    "find_terms": "dragoman.glossary.matching",
    "read_article": "dragoman.formats.reading",
    "split_sentences": "dragoman.segmentation.sentences",
    "verify_term": "dragoman.glossary.verifying",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
