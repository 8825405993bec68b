"""Where a segment stands: between which segments that are known on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence


class Places:
    """The gaps of both sequences between anchors, pairs of places that belong together.

    A gap is named by the old places of the anchors around it (-1 at an end), so that gaps of the two sides can be
    compared.
    """

    def __init__(self, old: int, new: int, anchors: Mapping[int, int]) -> None:
        """`old` and `new` are how many places there are, `anchors` give the old place of new ones."""
        held = set(anchors.values())
        self.old = _gaps([at if at in held else None for at in range(old)])
        self.new = _gaps([anchors.get(at) for at in range(new)])

    def near(self, there: Sequence[int], at: Sequence[int]) -> int:
        """How many of the anchors before and after old places `there` stand before and after new places `at`."""
        before = self.old[there[0]][0] == self.new[at[0]][0]
        return before + (self.old[there[-1]][1] == self.new[at[-1]][1])

    def alone(self, free_old: Collection[int], free_new: Collection[int]) -> dict[int, int]:
        """The old place of each free new one where both stand alone in the same gap."""
        rows: dict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for there in free_old:
            rows[self.old[there]][0].append(there)
        for at in free_new:
            rows[self.new[at]][1].append(at)
        return {new[0]: old[0] for old, new in rows.values() if len(old) == len(new) == 1}


def _gaps(anchors: Sequence[int | None]) -> list[tuple[int, int]]:
    """For each place the nearest anchors before and after it."""
    return list(zip(_nearest(anchors), _nearest(anchors[::-1])[::-1], strict=True))


def _nearest(anchors: Sequence[int | None]) -> list[int]:
    out: list[int] = []
    last = -1
    for anchor in anchors:
        out.append(last if anchor is None else anchor)
        last = out[-1]
    return out
