"""An article and a catalog as pairs, one for each text: sentences that are translated together are one segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.together import Run
from dragoman.language.locales import is_meant
from dragoman.model import Document, Key, Pair, Segment, Segmenter, State
from dragoman.segmentation.uniting import uniting


class Paired(NamedTuple):
    """The article cut as one language translates it, and its pairs in order, of the segments meant for the language.

    The document is the article, byte for byte, like the one it was made from.
    """

    document: Document
    pairs: tuple[Pair, ...]


def pair_up(
    document: Document,
    cut: Segmenter,
    catalog: Catalog,
    language: str,
    reread: Callable[[Segmenter], Document],
) -> Paired:
    """`document` with what `catalog` holds. `reread` reads the article again with another Segmenter, for which `cut`
    is the one it was cut with: only where sentences are translated together."""
    segments = meant(document.segments, language)
    together = catalog.together(segments)
    if not together.runs:
        return Paired(document, tuple(catalog.pairs(segments)))
    united = reread(uniting(cut, lambda row: [(run.start, run.stop) for run in together.of(row)]))
    waiting: dict[int, list[tuple[tuple[Key, ...], Run]]] = {}
    for row in document.blocks:
        keys = tuple(segment.key for segment in row)
        waiting[row[0].block.index] = [(keys, run) for run in together.of(keys)][::-1]
    pairs = [_pair(catalog, segment, *waiting[segment.block.index].pop()) for segment in united.segments]
    return Paired(united, tuple(pair for pair in pairs if is_meant(pair.segment.block.locales, language)))


def meant(segments: Iterable[Segment], language: str) -> list[Segment]:
    """The segments that are meant for a language."""
    return [segment for segment in segments if is_meant(segment.block.locales, language)]


def states_of(pairs: Sequence[Pair]) -> Counter[State | None]:
    """How many entries are in each state, None for missing; a repeated sentence counts once, as its worst place."""
    found: dict[Key, State | None] = {}
    for pair in pairs:
        state = pair.translation.state if pair.translation else None
        for key in pair.keys:
            found[key] = min(found.get(key, State.APPROVED), state, key=_WORST.index)
    return Counter(found.values())


_WORST = (None, State.STALE, State.DRAFT, State.APPROVED)


def _pair(catalog: Catalog, segment: Segment, row: tuple[Key, ...], run: Run) -> Pair:
    keys, host = row[run.start : run.stop], row[run.host]
    if len(keys) == 1:
        [pair] = catalog.pairs([segment])
        return replace(pair, translation=None, fault=run.fault, hint=run.hint) if run.fault else pair
    translation, line = catalog.joint(keys, host)
    waivers = tuple(waiver for key in dict.fromkeys(keys) for waiver in catalog.waivers(key))
    return Pair(segment, translation, line, keys, host, waivers=waivers, rivals=catalog.rivals(host))
