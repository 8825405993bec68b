"""A Segmenter that keeps sentences in one segment which one text translates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from dragoman.model import Content, Key, Segmenter, Span, cut, label, to_text

Runs: TypeAlias = Callable[[tuple[Key, ...]], Sequence[tuple[int, int]]]
"""Of a block's keys, the neighbours that belong together: from where up to where. They cover the block, in order."""


def uniting(otherwise: Segmenter, runs: Runs) -> Segmenter:
    """Cuts a block `otherwise`, but not between sentences that `runs` has together: what lies there is theirs."""

    def cut_united(content: Content, context: str) -> list[Span]:
        spans = otherwise(content, context)
        keys = tuple(Key(to_text(label(piece)), context) for piece in cut(content, spans))
        return [(spans[start][0], spans[stop - 1][1]) for start, stop in runs(keys)] if keys else spans

    return cut_united
