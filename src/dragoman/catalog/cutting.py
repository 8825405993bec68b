"""Cutting a translation where its source was cut, and joining two where theirs were joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

# From the best place to the least good one; each match ends where the next part begins.
_PLACES = (
    re.compile(r"[.!?…۔؟।]+[\"'”’»)\]]*\s+|[。！？…]+[”’」』）]*\s*"),
    re.compile(r"[,;:،؛–—]+[\"'”’»)]*\s+|\s[–—]\s+|[，；：、]+\s*"),
    re.compile(r"\s+"),
)
_REACH = 0.25  # how far from the proportional place a better border may lie, as a share of the whole
_DENSE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_TAG = re.compile(r"<(/?)[a-z]+[0-9]*(/?)>")


def cut_text(text: str, lengths: Sequence[int]) -> list[str]:
    """`text` in as many parts as there are `lengths`, cut near the places these would have in proportion.

    Sentence ends are preferred, then clauses, then blanks; never inside a mark if that can be helped. A part may be
    empty when there is nothing to cut at. Law: the parts joined, blanks aside, are the text, blanks aside.
    """
    whole = sum(lengths) or 1
    parts: list[str] = []
    start = 0
    done = 0
    for length in lengths[:-1]:
        done += length
        place = _best_place(text, start, len(text) * done / whole)
        parts.append(text[start:place].strip())
        start = place
    return [*parts, text[start:].strip()]


def _best_place(text: str, start: int, wanted: float) -> int:
    reach = max(len(text) * _REACH, 1.0)
    for pattern in _PLACES:
        found = [m.end() for m in pattern.finditer(text, start) if m.start() > start and m.end() < len(text)]
        near = [place for place in found if abs(place - wanted) <= reach]
        outside = [place for place in near if not _open_marks(text[:place])]
        if outside or near:
            return min(outside or near, key=lambda place: (abs(place - wanted), place))
    if _DENSE.search(text):
        return max(start, min(len(text), round(wanted)))
    return len(text)


def _open_marks(text: str) -> int:
    return sum(0 if point else -1 if closing else 1 for closing, point in _TAG.findall(text))


def join_texts(texts: Sequence[str]) -> str:
    """`texts` one after another, with a blank between those of scripts that use blanks."""
    out = ""
    for text in texts:
        out += blank_between(out, text) + text
    return out


def blank_between(before: str, after: str) -> str:
    """What stands between two texts of one script."""
    return " " if before and after and not (_DENSE.match(before[-1]) or _DENSE.match(after[0])) else ""
