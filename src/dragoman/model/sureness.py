"""How sure an engine was of a draft: a word of the draft's detail, which the origin in the catalog keeps.

`# origin: command mymodel 7.1 p=0.41 2026-11-22 9f3c2a`: a probability from 0 to 1, to the hundredth.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"(?:\A| )p=([01]\.[0-9]{2})(?= |\Z)")


def with_sureness(detail: str, probability: float) -> str:
    """`detail` with the word; as it is where `probability` is none (below 0, above 1, not a number)."""
    if not 0 <= probability <= 1:
        return detail
    return f"{detail} p={probability:.2f}".strip()


def sureness_of(detail: str) -> float | None:
    """The probability that `detail` tells; None where it tells none."""
    found = _WORD.search(detail)
    return min(1.0, float(found[1])) if found else None
