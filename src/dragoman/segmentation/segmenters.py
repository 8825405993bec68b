"""Ways to cut a block into segments: by sentence, not at all, or as its known keys cut it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.language.tags import sentence_gap
from dragoman.model import POINT, Content, Key, Segmenter, Span, borders, cut, label, plain, to_text
from dragoman.segmentation.sentences import split_sentences

if TYPE_CHECKING:
    from dragoman.segmentation.house import HouseRules

_PREFIX = 16  # characters of a key by which it is looked up
_TAG = re.compile(r"</?[a-z]+[0-9]*(/?)>")
_ESCAPE = re.compile(r"&(lt|amp);")
_BLANK = re.compile(r"\s*")


def by_sentence(language: str, house: HouseRules | None = None) -> Segmenter:
    """Cuts into the sentences of a language (BCP 47). A sentence border inside an open mark is no border.

    `house` are a newsroom's rules for that language, laid over ours.
    """

    def cut_sentences(content: Content, context: str) -> list[Span]:
        text = plain(content)
        return borders(content, house.sentences(text) if house else split_sentences(text, language))

    return cut_sentences


def whole(content: Content, context: str) -> list[Span]:
    """A Segmenter that keeps a block whole, without the blank space around it. A blank block has no segment."""
    text = plain(content)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return borders(content, [(start, end)] if start < end else [])


def keeping(keys: Iterable[Key], otherwise: Segmenter, kept: Callable[[Content], object] = lambda _: None) -> Segmenter:
    """Keeps the cut of a block that known keys of its context spell completely; cuts other blocks `otherwise`.

    `kept` is told of each block whose cut is another than `otherwise`.

    When several rows of keys spell a block, the one whose borders differ least from `otherwise` is taken, of these
    the one with fewest segments, and then the one with the longest first segment.
    """
    found: dict[str, set[str]] = {}
    for key in keys:
        found.setdefault(key.context, set()).add(key.text)
    known = {context: _known(texts) for context, texts in found.items()}

    def cut_as_known(content: Content, context: str) -> list[Span]:
        spans = otherwise(content, context)
        texts = known.get(context)
        if texts is None or _are_known(content, spans, texts):
            return spans
        old = _spelled(content, spans, texts)
        if not old or not _are_known(content, old, texts):
            return spans
        kept(content)
        return old

    return cut_as_known


def gap(language: str) -> str:
    """What stands between two sentences of a language where the source had a blank or nothing."""
    return sentence_gap(language)


@dataclass(frozen=True, slots=True)
class _Known:
    """The known texts of one context; `forms` are their plain forms, `lengths` those of forms with the same prefix."""

    texts: frozenset[str]
    forms: frozenset[str]
    lengths: dict[str, tuple[int, ...]]

    def ends(self, text: str, start: int) -> Iterable[int]:
        """Where the plain forms end that stand in `text` at `start`."""
        for size in range(1, _PREFIX + 1):
            for length in self.lengths.get(text[start : start + size], ()):
                if min(length, _PREFIX) == size and text[start : start + length] in self.forms:
                    yield start + length


def _known(texts: set[str]) -> _Known:
    forms = frozenset(filter(None, map(_plain_form, texts)))
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[:_PREFIX], set()).add(len(form))
    return _Known(frozenset(texts), forms, {prefix: tuple(sorted(found)) for prefix, found in lengths.items()})


def _plain_form(text: str) -> str:
    """What `marks.plain` gives for the content that `text` was written from."""
    bare = _TAG.sub(lambda tag: POINT if tag.group(1) else "", text)
    return _ESCAPE.sub(lambda escape: "<" if escape.group(1) == "lt" else "&", bare)


def _are_known(content: Content, spans: Sequence[Span], known: _Known) -> bool:
    return all(to_text(label(piece)) in known.texts for piece in cut(content, spans))


def _spelled(content: Content, usual: Sequence[Span], known: _Known) -> list[Span]:
    """The best row of known texts that is the whole block; empty when there is none."""
    text = plain(content)
    firsts = _beginnings(text, 0, _openings(content))
    edges = _edges(content, text, firsts, known)
    usual_borders = {start for start, _ in usual}
    # From each place the best way to the end: (borders that differ, segments, -length), end of the next segment.
    best: dict[int, tuple[tuple[int, int, int], int, int]] = {}
    ways: dict[int, tuple[int, int]] = {len(text): (0, 0)}
    for start in sorted(edges, reverse=True):
        choices = []
        for end, following in edges[start]:
            if following not in ways:
                continue
            differing, segments = ways[following]
            differing += following < len(text) and following not in usual_borders
            choices.append(((differing, segments + 1, start - end), end, following))
        if choices:
            best[start] = min(choices)
            ways[start] = best[start][0][:2]
    position = min((first for first in firsts if first in best), key=lambda first: best[first], default=-1)
    spans: list[Span] = []
    while position in best:
        _, end, following = best[position]
        spans.append((position, end))
        position = following
    return spans


def _edges(content: Content, text: str, firsts: Sequence[int], known: _Known) -> dict[int, list[tuple[int, int]]]:
    """From each place reached from `firsts` by known texts: where such a text ends, and where the next may begin."""
    openings = _openings(content)
    edges: dict[int, list[tuple[int, int]]] = {}
    waiting = list(firsts)
    while waiting:
        start = waiting.pop()
        if start in edges or start >= len(text):
            continue
        found = edges[start] = []
        for end in known.ends(text, start):
            span = (start, end)
            if borders(content, [span]) == [span] and _are_known(content, [span], known):
                nexts = _beginnings(text, end, openings)
                found.extend((end, following) for following in nexts)
                waiting.extend(nexts)
    return edges


def _beginnings(text: str, position: int, openings: Sequence[int]) -> list[int]:
    """Where a segment may begin from `position` on: behind the blanks there, or where a mark opens among them."""
    blank = _BLANK.match(text, position)
    end = blank.end() if blank else position
    among = openings[bisect_left(openings, position) : bisect_left(openings, end)]
    return [end, *among]


def _openings(content: Content) -> list[int]:
    """The places in the plain text where marks open, in rising order."""
    found: list[int] = []
    position = 0
    for part in content:
        if isinstance(part, str):
            position += len(part)
        elif part.kind == "point":
            position += 1
        elif part.kind == "open":
            found.append(position)
    return found
