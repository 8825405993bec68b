"""chrF++ (Popović 2017): F2 over character n-grams up to 6, blanks aside, and word n-grams up to 2, of a corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_CHARACTERS, _WORDS, _BETA = 6, 2, 2


def chrf(outputs: Sequence[str], references: Sequence[str]) -> float:
    """0 … 100; precision and recall are averaged over the orders that have n-grams on both sides."""
    found = [0] * (_CHARACTERS + _WORDS)
    said = list(found)
    wanted = list(found)
    for output, reference in zip(outputs, references, strict=True):
        for order, (one, other) in enumerate(zip(_grams(output), _grams(reference), strict=True)):
            found[order] += sum((one & other).values())
            said[order] += sum(one.values())
            wanted[order] += sum(other.values())
    orders = [order for order in range(len(found)) if said[order] and wanted[order]]
    if not orders:
        return 0.0
    precision = sum(found[order] / said[order] for order in orders) / len(orders)
    recall = sum(found[order] / wanted[order] for order in orders) / len(orders)
    if not precision + recall:
        return 0.0
    return 100 * (1 + _BETA**2) * precision * recall / (_BETA**2 * precision + recall)


def _grams(text: str) -> list[Counter[str]]:
    characters = "".join(text.split())
    words = re.findall(r"\w+|[^\w\s]", text)
    rows = [
        _count([characters[at : at + size] for at in range(len(characters) - size + 1)]) for size in _upto(_CHARACTERS)
    ]
    rows += [_count([" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]) for size in _upto(_WORDS)]
    return rows


def _upto(count: int) -> range:
    return range(1, count + 1)


def _count(grams: Sequence[str]) -> Counter[str]:
    return Counter(grams)
