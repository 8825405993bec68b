"""Whether a pattern can take long: its ambiguity, found by its automaton and not by a clock.

A backtracking matcher tries every way through the pattern. Two ways round one loop over the same characters double with
every turn (exponential ambiguity); loops behind one another over the same characters multiply (polynomial ambiguity).
After A. Weber, H. Seidl: On the degree of ambiguity of finite automata, 1991. The second is judged on the safe side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.segmentation.srx.nodes import Atomic, Choice, Look, Node, One, PatternError, Repeat, Row

MOST_LOOPS = 4  # behind one another over the same characters: in a window of a hundred characters still quick
_UNROLLED = 3  # a repetition with no greater limit is no loop
_LARGEST = 400  # characters in one loop that can be judged


def cost(node: Node) -> int:
    """The greatest power of the length that the time of a match can grow with, on the safe side.

    Raises PatternError when some text would make a match take long.
    """
    trees = (node, *_looks(node))
    return max((_degree_of(_Automaton.of(tree)) for tree in trees if any(map(_is_loop, _walk(tree)))), default=0)


def _is_loop(node: Node) -> bool:
    return isinstance(node, Repeat) and (node.most is None or node.most > _UNROLLED)


def _walk(node: Node) -> Iterator[Node]:
    """The node and what stands in it; not what a look holds, which is matched for itself."""
    yield node
    match node:
        case Row(parts) | Choice(parts):
            for part in parts:
                yield from _walk(part)
        case Repeat(part) | Atomic(part):
            yield from _walk(part)
        case _:
            pass


def _looks(node: Node) -> Iterator[Node]:
    for part in _walk(node):
        if isinstance(part, Look):
            yield part.part
            yield from _looks(part.part)


@dataclass
class _Automaton:
    """Glushkov's: a state for each character of the pattern. `follow` counts the ways from one to the next."""

    labels: list[One] = field(default_factory=list)
    follow: list[Counter[int]] = field(default_factory=list)

    @classmethod
    def of(cls, node: Node) -> _Automaton:
        made = cls()
        made._build(node)
        return made

    def _build(self, node: Node) -> tuple[bool, list[int], list[int]]:
        """Whether it may be empty, its first states and its last ones."""
        match node:
            case One():
                self.labels.append(node)
                self.follow.append(Counter())
                at = len(self.labels) - 1
                return False, [at], [at]
            case Row(parts):
                return self._chain([self._build(part) for part in parts])
            case Choice(parts):
                built = [self._build(part) for part in parts]
                firsts = [at for _, first, _ in built for at in first]
                return any(empty for empty, _, _ in built), firsts, [at for _, _, last in built for at in last]
            case Repeat(part, least, most):
                return self._repeat(part, least, most)
            case Atomic(part):
                return self._build(part)
            case _:
                return True, [], []

    def _repeat(self, part: Node, least: int, most: int | None) -> tuple[bool, list[int], list[int]]:
        if most is not None and most <= _UNROLLED:
            built = [self._build(part) for _ in range(most)]
            for (_, _, before), (_, following, _) in pairwise(built):
                self._link(before, following)  # x{1,3} is x(x(x)?)?: one way for each number of times
            ends = [at for _, _, lasts in built[max(least - 1, 0) :] for at in lasts]
            return least == 0 or built[0][0], built[0][1] if built else [], ends
        empty, firsts, lasts = self._build(part)
        self._link(lasts, firsts)
        return empty or least == 0, firsts, lasts

    def _chain(self, built: list[tuple[bool, list[int], list[int]]]) -> tuple[bool, list[int], list[int]]:
        empty, firsts, lasts = True, list[int](), list[int]()
        for part_empty, part_firsts, part_lasts in built:
            self._link(lasts, part_firsts)
            if empty:
                firsts = firsts + part_firsts
            lasts = lasts + part_lasts if part_empty else part_lasts
            empty = empty and part_empty
        return empty, firsts, lasts

    def _link(self, lasts: list[int], firsts: list[int]) -> None:
        for last in lasts:
            for first in firsts:
                self.follow[last][first] += 1


def _degree_of(automaton: _Automaton) -> int:
    masks = _masks(automaton.labels)
    loops = _loops(automaton.follow)
    for loop in loops:
        if len(loop) > _LARGEST:
            raise PatternError("a repeated group that is too large to be judged", hint="repeat a smaller one")
        if _is_exponential(automaton.follow, masks, loop):
            raise PatternError(
                "can take for ever: a repetition inside a repetition can match the same characters in many ways",
                hint="let each turn of the outer one begin with something that the inner one cannot match",
            )
    degree = _degree(automaton.follow, masks, loops)
    if degree > MOST_LOOPS:
        raise PatternError(
            f"can take very long: {degree} repetitions behind one another can match the same characters",
            hint="part them by something that they cannot match, or limit them, as in {0,3}",
        )
    return degree


def _masks(labels: list[One]) -> list[int]:
    """Each label as bits: one for each stretch of characters between which no label makes a difference."""
    edges = sorted({edge for label in labels for low, high in label.chars.ranges for edge in (low, high + 1)})
    place = {edge: at for at, edge in enumerate(edges)}
    return [sum((1 << place[high + 1]) - (1 << place[low]) for low, high in label.chars.ranges) for label in labels]


def _loops(follow: list[Counter[int]]) -> list[list[int]]:
    """The strongly connected components with a way round (Tarjan, without recursion)."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[list[int]] = []
    for root in range(len(follow)):
        if root in number:
            continue
        work = [(root, iter(follow[root]))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            state, nexts = work[-1]
            for following in nexts:
                if following not in number:
                    number[following] = low[following] = len(number)
                    stack.append(following)
                    on_stack.add(following)
                    work.append((following, iter(follow[following])))
                    break
                if following in on_stack:
                    low[state] = min(low[state], number[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == number[state]:
                    group: list[int] = []
                    while not group or group[-1] != state:
                        group.append(stack.pop())
                        on_stack.discard(group[-1])
                    if len(group) > 1 or state in follow[state]:
                        found.append(group)
    return found


def _is_exponential(follow: list[Counter[int]], masks: list[int], loop: list[int]) -> bool:
    """Whether two different ways lead round the loop over the same characters."""
    inside = set(loop)
    if any(count > 1 for state in loop for following, count in follow[state].items() if following in inside):
        return True
    back: dict[tuple[int, int], list[tuple[int, int]]] = {}
    reached = {(state, state) for state in loop}
    waiting = list(reached)
    while waiting:
        one, other = waiting.pop()
        for first in follow[one]:
            for second in follow[other]:
                if first in inside and second in inside and masks[first] & masks[second]:
                    pair = (first, second)
                    back.setdefault(pair, []).append((one, other))
                    if pair not in reached:
                        reached.add(pair)
                        waiting.append(pair)
    returning = {(state, state) for state in loop}
    waiting = list(returning)
    while waiting:
        for before in back.get(waiting.pop(), ()):
            if before not in returning:
                if before[0] != before[1]:
                    return True
                returning.add(before)
                waiting.append(before)
    return False


def _degree(follow: list[Counter[int]], masks: list[int], loops: list[list[int]]) -> int:
    """How many loops at most stand behind one another so that each can be left for the next over its own characters."""
    home = {state: at for at, loop in enumerate(loops) for state in loop}
    nexts: list[set[int]] = []
    for at, loop in enumerate(loops):
        own = 0
        for state in loop:
            own |= masks[state]
        seen = set(loop)
        waiting = list(loop)
        reached: set[int] = set()
        while waiting:
            for state in follow[waiting.pop()]:
                if state not in seen and masks[state] & own:
                    seen.add(state)
                    waiting.append(state)
                    if state in home and home[state] != at:
                        reached.add(home[state])
        nexts.append(reached)
    longest = [0] * len(loops)
    for at in range(len(loops)):  # Tarjan gives the last ones first
        longest[at] = 1 + max((longest[following] for following in nexts[at]), default=0)
    return max(longest, default=0)
