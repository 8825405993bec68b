"""How much memory the checks need for very many pairs: generated article by article, never all at once."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.checks.rules import Rules
from dragoman.checks.running import Across, run
from dragoman.model import Block, Pair, Segment, State, Translation

_SIZE = 1_000  # pairs of an article
_ODD = 5_000  # one pair of so many is translated in two ways
_NOUNS = ("bridge", "school", "ferry", "market", "garden", "library", "museum", "harbour", "tunnel", "orchard")
_NAMEN = ("Brücke", "Schule", "Fähre", "Markthalle", "Anlage", "Bücherei", "Halle", "Werft", "Röhre", "Wiese")


class Many(NamedTuple):
    """What was looked at, what it took, and what was found."""

    pairs: int
    seconds: float
    peak: float  # MiB, of the process so far
    findings: int


def look_at_many(count: int, names: Sequence[str]) -> Many:
    """Runs the checks of an article in `names`, and those across articles, over `count` pairs."""
    begun, found = time.process_time(), 0
    across = Across(["inconsistent", "reused"])
    for number, numbers in enumerate(_articles(count)):
        pairs = [_pair(at, line) for line, at in enumerate(numbers, 1)]
        rules = Rules("en", "de", f"{number}.md", f"{number}.md.po")
        found += len(run(pairs, rules, names))
        across.look(pairs, rules)
    found += len(across.findings())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Many(count, time.process_time() - begun, peak, found)


def _articles(count: int) -> Iterator[range]:
    return (range(start, min(start + _SIZE, count)) for start in range(0, count, _SIZE))


def _pair(at: int, line: int) -> Pair:
    """A pair of its own for each number, but for the odd ones: their source is that of the pair before."""
    same = at - 1 if at % _ODD == _ODD - 1 else at
    noun, name = _NOUNS[same % 10], _NAMEN[same % 10]
    source = (
        f"The council of district {same} repaired its {noun} in the north after a long winter"
        " and opened it again on Monday."
    )
    target = (
        f"Der Rat des Bezirks {same} hat nach einem langen Winter im Norden seine {name} ausgebessert"
        " und am Montag wieder geöffnet."
    )
    if same != at:
        target = (
            f"Im Norden hat der Rat des Bezirks {same} nach langem Winter seine {name} wieder instand gesetzt"
            " und am Montag neu eröffnet."
        )
    return Pair(Segment((source,), (source,), Block(line, "body")), Translation(target, State.APPROVED), line)
