"""dragoman: translation and multilingual publishing, with nothing lost.

The public API: read_article, split_sentences, Catalog, DragomanError. Names are loaded when first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.catalog.catalog import Catalog
    from dragoman.formats.reading import read_article
    from dragoman.model.errors import DragomanError
    from dragoman.segmentation.sentences import split_sentences

__version__ = "0.1.0"
__all__ = ["Catalog", "DragomanError", "__version__", "read_article", "split_sentences"]

_HOMES = {
    "Catalog": "dragoman.catalog.catalog",
    "DragomanError": "dragoman.model.errors",
    "read_article": "dragoman.formats.reading",
    "split_sentences": "dragoman.segmentation.sentences",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
