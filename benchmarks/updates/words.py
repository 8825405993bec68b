"""A translation that can be told from its source word by word; the words of Markdown and of every tool's entries."""

from __future__ import annotations

import re

MARK = "ŧ"  # ends every translated word, and no word of an article

# marks between the letters of a word: Hebrew, Arabic, Indic, Thai and their kin
_JOINERS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
)
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{_JOINERS}])*"
_MARKUP = r"""
    <[^<>]*>                                  # tags, automatic links
  | !?\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)   # where a link leads
  | \]\[[^\]]*\] | ^\s*\[[^\]]+\]:\s.*$       # links by name
  | `+[^`]*`+                                 # code
  | \{[^{}]*\}                                # placeholders, attributes
  | [A-Za-z][A-Za-z0-9+.-]*://[^\s<>)\]]+ | &\#?\w+;
"""
_PIECE = re.compile(rf"(?P<markup>{_MARKUP})|(?P<word>{_WORD})", re.VERBOSE | re.MULTILINE)
_DROPPED = re.compile(_MARKUP, re.VERBOSE | re.MULTILINE)


def translated(text: str) -> str:
    """`text` with MARK behind every word outside of markup: Markdown, tags and placeholders stay what they are."""
    return _PIECE.sub(lambda found: found[0] if found["markup"] else found[0] + MARK, text)


def words(text: str) -> list[str]:
    """The words of `text` in order, small, without markup and numbers."""
    return [found.lower() for found in re.findall(_WORD, _DROPPED.sub(" ", text))]


def row(text: str) -> str:
    """The words of `text` as one string, in which another row of words can be searched."""
    return f" {' '.join(words(text))} "
