"""What a format of another package is made of: the names that stay. docs/plugins.md has an example."""

from dragoman.formats.assembly import Assembly
from dragoman.formats.inline import Flow, Holder, Item, Piece, joined
from dragoman.formats.proving import Level, Speller, write_proved
from dragoman.formats.reading import FormatSettings, check_settings, decode
from dragoman.formats.view import View
from dragoman.model import (
    BODY,
    ConfigError,
    Content,
    Document,
    Format,
    FormatError,
    Kept,
    Key,
    Mark,
    Segment,
    Segmenter,
    Target,
    Where,
    Written,
)
from dragoman.segmentation.segmenters import whole

__all__ = [
    "BODY",
    "Assembly",
    "ConfigError",
    "Content",
    "Document",
    "Flow",
    "Format",
    "FormatError",
    "FormatSettings",
    "Holder",
    "Item",
    "Kept",
    "Key",
    "Level",
    "Mark",
    "Piece",
    "Segment",
    "Segmenter",
    "Speller",
    "Target",
    "View",
    "Where",
    "Written",
    "check_settings",
    "decode",
    "joined",
    "whole",
    "write_proved",
]
