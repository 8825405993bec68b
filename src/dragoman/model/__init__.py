"""The words everything else is said in; standard library only."""

from dragoman.model.article import BODY, Block, Content, Document, Key, Mark, Segment, Segmenter, Span, spell
from dragoman.model.drafting import Batch, Capabilities, Draft, Engine, EngineSettings, Recall, Remembered, Request
from dragoman.model.errors import (
    CatalogError,
    ConfigError,
    DragomanError,
    EngineError,
    FileError,
    FormatError,
    MarkError,
    Where,
)
from dragoman.model.finding import Finding, Severity
from dragoman.model.format import Format, Kept, Target, Written
from dragoman.model.marks import POINT, borders, cut, from_text, join, label, pair_owners, plain, to_text
from dragoman.model.translation import Origin, Pair, State, Translation, digest

__all__ = [
    "BODY",
    "POINT",
    "Batch",
    "Block",
    "Capabilities",
    "CatalogError",
    "ConfigError",
    "Content",
    "Document",
    "Draft",
    "DragomanError",
    "Engine",
    "EngineError",
    "EngineSettings",
    "FileError",
    "Finding",
    "Format",
    "FormatError",
    "Kept",
    "Key",
    "Mark",
    "MarkError",
    "Origin",
    "Pair",
    "Recall",
    "Remembered",
    "Request",
    "Segment",
    "Segmenter",
    "Severity",
    "Span",
    "State",
    "Target",
    "Translation",
    "Where",
    "Written",
    "borders",
    "cut",
    "digest",
    "from_text",
    "join",
    "label",
    "pair_owners",
    "plain",
    "spell",
    "to_text",
]
