"""Old segments ↔ new segments, and what changed between them."""

from dragoman.alignment.align import Link, align
from dragoman.alignment.changes import ChangeClass, classify, web_addresses

__all__ = ["ChangeClass", "Link", "align", "classify", "web_addresses"]
