"""Two cuts of one block compared by position, and what a translation of one is in the other.

Nothing here is a guess by likeness: both cuts are spans over the same text, so where they agree is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.model import Content, Mark, MarkError, Segmenter, Span, cut, from_text, label, plain, to_text

_TAG = re.compile(r"<(/?)([a-z]+[0-9]*)(/?)>")
_NUMBER = re.compile(r"\d+")
_SHORT = 25  # characters; the length of so short a text tells nothing
_LIKELY = 3.0  # times longer or shorter, in proportion to the whole, than a part of a translation may be
_ASCII_BLANK = " \t\r\n\f"


class Group(NamedTuple):
    """Spans old[start:stop] that cover the same text as new[new_start:new_stop], and no fewer of them do."""

    start: int
    stop: int
    new_start: int
    new_stop: int


def groups(old: Sequence[Span], new: Sequence[Span]) -> list[Group]:
    """Both cuts in step: the groups are in order and cover both. A border counts when both have the same gap there."""
    gaps = {(end, start): at for at, (end, start) in enumerate(_gaps(new), 1)}
    found: list[Group] = []
    start = new_start = 0
    for at, gap in enumerate(_gaps(old), 1):
        if gap in gaps:
            found.append(Group(start, at, new_start, gaps[gap]))
            start, new_start = at, gaps[gap]
    return [*found, Group(start, len(old), new_start, len(new))] if old or new else []


def _gaps(spans: Sequence[Span]) -> list[Span]:
    return [(before[1], after[0]) for before, after in pairwise(spans)]


def text_of(content: Content, span: Span) -> str:
    """What people see of a stretch of a block."""
    return to_text(label(cut(content, [span])[0]))


def joined(content: Content, parts: Sequence[tuple[Span, str]], gap: str) -> str:
    """The translations of neighbouring stretches as one of the whole stretch, their marks numbered as in it.

    `gap` stands between two where the source has blank space or nothing; another gap of the source (a no-break blank)
    stays. A pair of marks around nothing, which belongs to neither of two stretches, comes between them.
    """
    whole = (parts[0][0][0], parts[-1][0][1])
    names = _names(content, whole)
    out = ""
    done: set[int] = set()
    for at, (span, text) in enumerate(parts):
        own = _names(content, span)
        if at:
            lost = [place for place in names if place not in done and place < min(own, default=place + 1)]
            tags = "".join(f"<{names[place]}></{names[place]}>" for place in lost if _is_empty_pair(content, place))
            out += tags + _gap(content, parts[at - 1][0], span, gap)
        done |= own.keys()
        out += _renamed(text, {name: names[place] for place, name in own.items()})
    return out


def _gap(content: Content, before: Span, after: Span, gap: str) -> str:
    """What is written between the translations of two neighbouring stretches."""
    between = plain(content)[before[1] : after[0]]
    if between.strip(_ASCII_BLANK):
        return between
    if not between and (_is_break(content, before, -1) or _is_break(content, after, 0)):
        return ""
    return gap


def _is_break(content: Content, span: Span, at: int) -> bool:
    """Whether a hard line break is the first (0) or last (-1) thing of a stretch."""
    piece = cut(content, [span])[0]
    edge = piece[at] if piece else ""
    return isinstance(edge, Mark) and edge.name.rstrip("0123456789") == "br"


def _is_empty_pair(content: Content, place: int) -> bool:
    following = content[place + 1] if place + 1 < len(content) else ""
    return isinstance(following, Mark) and following.kind == "close"


def parted(content: Content, spans: Sequence[Span], text: str, target: Segmenter, gap: str) -> list[str] | None:
    """`text`, the translation of the whole stretch that `spans` cut, as one translation for each of them; None when
    that is not certain.

    It is when `target`, the segmenter of its language, finds as many sentences, each has the marks of its stretch
    and a likely length, no number stands in another part than in the source, and the gaps are those written between
    two translations.
    """
    whole = (spans[0][0], spans[-1][1])
    try:
        said = from_text(text, label(cut(content, [whole])[0]))
    except MarkError:
        return None
    found = target(said, "")
    bare = plain(said)
    if len(found) != len(spans) or not found or (found[0][0], found[-1][1]) != (0, len(bare)):
        return None
    source = plain(content)
    for at in range(1, len(spans)):
        if bare[found[at - 1][1] : found[at][0]] != _gap(content, spans[at - 1], spans[at], gap):
            return None
    names = _names(content, whole)
    texts = []
    for span, piece in zip(spans, cut(said, found), strict=True):
        own = _names(content, span)
        new_names = {names[place]: name for place, name in own.items() if place in names}
        part = to_text(piece)
        if {name for _, name, _ in _TAG.findall(part)} != set(new_names):
            return None
        texts.append(_renamed(part, new_names))
        try:
            from_text(texts[-1], label(cut(content, [span])[0]))
        except MarkError:
            return None
    stretches = [source[start:end] for start, end in spans]
    return texts if _are_likely(stretches, [bare[start:end] for start, end in found]) else None


def _are_likely(sources: Sequence[str], targets: Sequence[str]) -> bool:
    ratio = sum(map(len, targets)) / sum(map(len, sources))
    for source, target in zip(sources, targets, strict=True):
        times = len(target) / len(source) / ratio
        if max(len(source), len(target)) > _SHORT and not 1 / _LIKELY <= times <= _LIKELY:
            return False
    numbers = [_numbers(target) for target in targets]
    for at, source in enumerate(sources):
        for number in _numbers(source) - numbers[at]:
            if any(number in found for place, found in enumerate(numbers) if place != at):
                return False
    return True


def _numbers(text: str) -> set[str]:
    return {"".join(str(unicodedata.digit(figure, 0)) for figure in number) for number in _NUMBER.findall(text)}


def _names(content: Content, span: Span) -> dict[int, str]:
    """For each opening and each point mark of a stretch, by its place in the block, its name within the stretch."""
    tracked = tuple(
        Mark(part.kind, part.name, (str(place),)) if isinstance(part, Mark) else part
        for place, part in enumerate(content)
    )
    marks = (part for part in label(cut(tracked, [span])[0]) if isinstance(part, Mark) and part.kind != "close")
    return {int(str(mark.source[0])): mark.name for mark in marks}


def _renamed(text: str, names: dict[str, str]) -> str:
    return _TAG.sub(lambda tag: f"<{tag[1]}{names.get(tag[2], tag[2])}{tag[3]}>", text)
