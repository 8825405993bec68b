"""HTML tags inside a block: paired marks where they open and close within it, points where they do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from dragoman.formats.inline import Item, Piece
from dragoman.model import Mark

_TAG = re.compile(r"<(/?)((?:[^\W\d]|\$)[\w$-]*)")  # a component of MDX may begin with _ or $
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_NAMED_POINTS = frozenset(["br", "img", "wbr", "hr"])


def pair_html(items: Sequence[Item]) -> list[Item]:
    """`items` with the tags among their `html` points paired. A pair with nothing inside is one point."""
    out = list(items)
    frames: list[list[tuple[str, int]]] = [[]]  # open tags since each open Markdown mark
    counts: list[Counter[str]] = [Counter()]
    for place, item in enumerate(items):
        if isinstance(item, Piece):
            continue
        if item.kind == "open":
            frames.append([])
            counts.append(Counter())
        elif item.kind == "close":
            frames.pop()
            counts.pop()
        elif isinstance(item, Mark) and item.name == "html" and (tag := _TAG.match(item.raw)):
            closing, name = tag.group(1), tag.group(2).lower()
            if name in _VOID:
                out[place] = Mark("point", name if name in _NAMED_POINTS else "html", item.source)
            elif not closing and not item.raw.endswith("/>"):
                frames[-1].append((name, place))
                counts[-1][name] += 1
            elif closing and counts[-1][name]:
                while (opened := frames[-1].pop())[0] != name:
                    counts[-1][opened[0]] -= 1
                counts[-1][name] -= 1
                out[opened[1]] = _paired(out[opened[1]], "open", name)
                out[place] = _paired(item, "close", name)
    return _without_empty_pairs(out)


def _paired(item: Item, kind: Literal["open", "close"], name: str) -> Mark:
    assert isinstance(item, Mark)  # noqa: S101 - tells mypy what the stack holds
    return Mark(kind, re.sub("[^a-z]", "", name) or "html", item.source)


def _without_empty_pairs(items: Sequence[Item]) -> list[Item]:
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if (
            isinstance(item, Mark)
            and item.kind == "close"
            and isinstance(last, Mark)
            and last.kind == "open"
            and last.raw.startswith("<")
        ):
            out[-1] = Mark("point", "html", (last.raw + item.raw,))
        else:
            out.append(item)
    return out
