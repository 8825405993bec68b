"""Old segments ↔ new segments, and what changed between them."""

from dragoman.alignment.align import Link, align
from dragoman.alignment.changes import ChangeClass, classify, names_in, web_addresses
from dragoman.alignment.describing import Change, Edit, describe, describe_all

__all__ = [
    "Change",
    "ChangeClass",
    "Edit",
    "Link",
    "align",
    "classify",
    "describe",
    "describe_all",
    "names_in",
    "web_addresses",
]
