"""A tree of a pattern spelled for Python's `re`: forwards, or backwards to be matched from its end to its beginning."""

from __future__ import annotations

from functools import cache

from dragoman.segmentation.srx.charset import ANY, LINE_ENDS, CharSet, category, words
from dragoman.segmentation.srx.nodes import (
    EMPTY,
    Atomic,
    Choice,
    Edge,
    EdgeKind,
    Look,
    Node,
    One,
    PatternError,
    Repeat,
    Row,
    is_nullable,
)

_MOST_WAYS = 400  # of a variable width seen backwards, each spelled out


def spell(node: Node, *, backwards: bool = False, plain: bool = False, cut_off: bool = False) -> str:
    r"""The pattern of `re`, without flags. Existence of a match is what is kept, not its length.

    `plain`: the text has none of `odd_characters`, so that Python's own `\w` and `\b` mean the same, and cost less.
    `cut_off`: the far end of the text is not its end, so that no edge of the text can be there.
    """
    return _Speller(backwards, plain, cut_off).spelled(node)


@cache
def odd_characters() -> CharSet:
    r"""The characters that Python's `\w` or `\s` and Unicode's judge differently."""
    python = CharSet((point, point) for point in range(0x33480) if chr(point).isalnum() or chr(point) == "_")
    ours = words()
    return (python - ours) | (ours - python) | CharSet([(0x1C, 0x1F)])


def turned(node: Node) -> Node:
    """The tree that matches the same text written from its end to its beginning."""
    match node:
        case Row(parts):
            return Row(tuple(turned(part) for part in reversed(parts)))
        case Choice(parts):
            return Choice(tuple(map(turned, parts)))
        case Repeat(part, least, most):
            return Repeat(turned(part), least, most)
        case Look(part, ahead, negative):
            return Look(turned(part), not ahead, negative)
        case Edge(kind):
            return Edge(_TURNED.get(kind, kind))
        case Atomic(part):
            return turned(_given_back(part))
        case _:
            return node


_TURNED: dict[EdgeKind, EdgeKind] = {"begin": "end", "end": "begin", "line-begin": "line-end", "line-end": "line-begin"}


def _given_back(part: Node) -> Node:
    """A possessive quantifier of single characters without the possession: what it takes, it takes to the last one."""
    if isinstance(part, One):
        return part
    if not isinstance(part, Repeat) or not isinstance(part.part, One):
        raise PatternError(
            "an atomic group, or a possessive quantifier of a group, has no exact meaning in beforebreak",
            hint="write it without '>' or '+', or put it into afterbreak",
        )
    no_more = Look(part.part, ahead=True, negative=True)
    if part.most is None:
        return Row((part, no_more))
    fewer = Row((Repeat(part.part, part.least, part.most - 1), no_more)) if part.most > part.least else None
    full = Repeat(part.part, part.most, part.most)
    return full if fewer is None else Choice((fewer, full))


class _Speller:
    def __init__(self, backwards: bool, plain: bool, cut_off: bool) -> None:
        self.backwards, self.plain, self.cut_off = backwards, plain, cut_off

    def spelled(self, node: Node) -> str:
        match node:
            case One(chars):
                return self._one(chars)
            case Row(parts):
                return "".join(map(self.spelled, parts))
            case Choice(parts):
                return f"(?:{'|'.join(map(self.spelled, parts))})"
            case Repeat(part, least, most, lazy):
                inner = self.spelled(part) if isinstance(part, One) else f"(?:{self.spelled(part)})"
                return inner + _times(least, most) + "?" * lazy
            case Atomic(part):
                return f"(?>{self.spelled(part)})"
            case Look(part, ahead, negative):
                return self._look(part, ahead, negative)
            case Edge(kind):
                return self._edge(kind)

    def _one(self, chars: CharSet) -> str:
        if self.plain:
            for known, spelling in _plain_sets():
                if chars == known:
                    return spelling
        return chars.spelled

    def _look(self, part: Node, ahead: bool, negative: bool) -> str:
        if ahead:
            return f"(?{'!' if negative else '='}{self.spelled(part)})"
        by_width: dict[int, list[Node]] = {}
        for way in _ways(turned(shortened(turned(part)))):
            by_width.setdefault(_width(way), []).append(way)
        looks = [f"(?<{'!' if negative else '='}{'|'.join(map(self.spelled, ways))})" for ways in by_width.values()]
        return "".join(looks) if negative else f"(?:{'|'.join(looks)})"

    def _edge(self, kind: str) -> str:
        word = r"\w" if self.plain else words().spelled
        ends = LINE_ENDS.spelled
        if kind == "word":
            return r"\b" if self.plain else f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
        if kind == "inside":
            return r"\B" if self.plain else f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"
        far = "(?!)" if self.cut_off else r"\Z"
        if kind == "begin":
            return r"\A"
        if kind == "end":
            return far
        if kind == "line-begin":
            return f"(?:(?<={ends})|\\A)"
        if kind == "line-end":
            return f"(?:(?={ends})|{far})"
        # the end of the text, or before the line end that it ends with
        if self.backwards:
            return f"(?:\\A|(?<=\\A{ends})|(?<=\\A\\n\\r))"
        return f"(?=(?:\\r\\n|{ends})?{far})"


@cache
def _plain_sets() -> tuple[tuple[CharSet, str], ...]:
    from dragoman.segmentation.srx.charset import SPACES

    digits = category("Nd")
    return (
        (words(), r"\w"), (~words(), r"\W"), (SPACES, r"\s"), (~SPACES, r"\S"), (digits, r"\d"), (~digits, r"\D"),
        (ANY, r"[\s\S]"),
    )  # fmt: skip


def _times(least: int, most: int | None) -> str:
    if (least, most) == (0, 1):
        return "?"
    if most is None:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def _width(node: Node) -> int:
    """How many characters a tree of fixed width matches; -1 for another one."""
    match node:
        case One():
            return 1
        case Row(parts):
            widths = [_width(part) for part in parts]
            return -1 if -1 in widths else sum(widths)
        case Choice(parts):
            found = {_width(part) for part in parts}
            return found.pop() if len(found) == 1 else -1
        case Repeat(part, least, most):
            inner = _width(part)
            return inner * least if least == most and inner >= 0 else -1
        case Atomic(part):
            return _width(part)
        case _:
            return 0


def _ways(node: Node) -> list[Node]:
    """Trees of fixed width that match together what `node` matches: `re` can look back over such only."""
    if _width(node) >= 0:
        return [node]
    found: list[Node]
    match node:
        case Choice(parts):
            found = [way for part in parts for way in _ways(part)]
        case Row(parts):
            found = [EMPTY]
            for part in parts:
                found = [Row((before, way)) for before in found for way in _ways(part)]
                _bounded(found)
        case Repeat(part, least, most) if most is not None:
            found = []
            for count in range(least, most + 1):
                found += _ways(Row((part,) * count))
                _bounded(found)
        case Atomic(part):
            found = _ways(part)
        case _:
            raise PatternError(
                "a look behind without a limit to its width",
                hint="write {0,9} in place of *, or {1,9} in place of +; in beforebreak, a look ahead is one as well",
            )
    _bounded(found)
    return found


def _bounded(ways: list[Node]) -> None:
    if len(ways) > _MOST_WAYS:
        raise PatternError("a look behind with too many widths", hint="let it hold fewer choices and repetitions")


def outermost(before: Node, after: Node) -> tuple[Node, Node]:
    """The two sides of a rule with looks across the border on the side where they can be of any width."""
    head, tail = _parts(before), _parts(after)
    while head and isinstance(look := head[-1], Look) and look.ahead:
        tail.insert(0, head.pop())
    moved: list[Node] = []
    while tail and isinstance(look := tail[0], Look) and not look.ahead:
        moved.append(tail.pop(0))
    return Row((*head, *moved)), Row(tuple(tail))


def _parts(node: Node) -> list[Node]:
    return list(node.parts) if isinstance(node, Row) else [node]


def shortened(node: Node) -> Node:
    """A tree that matches at a place exactly where `node` does: repetitions at its end as few times as they may."""
    match node:
        case Row(parts):
            kept = list(parts)
            while kept:
                last = shortened(kept.pop())
                if last != EMPTY:
                    return Row((*kept, last)) if kept else last
            return EMPTY
        case Choice(parts):
            return Choice(tuple(map(shortened, parts)))
        case Repeat(part, least, most) if most != least:
            return Repeat(part, least, least) if least > 1 else shortened(part) if least else EMPTY
        case Atomic(part):
            return shortened(part)
        case _:
            return node


def edge_set(node: Node) -> CharSet | None:
    """The characters that a match of `node` can begin with; None when it can be empty, and so says nothing."""
    return None if is_nullable(node) else _firsts(node)


def _firsts(node: Node) -> CharSet:
    match node:
        case One(chars):
            return chars
        case Row(parts):
            found = CharSet()
            for part in parts:
                found |= _firsts(part)
                if not is_nullable(part):
                    break
            return found
        case Choice(parts):
            found = CharSet()
            for part in parts:
                found |= _firsts(part)
            return found
        case Repeat(part) | Atomic(part):
            return _firsts(part)
        case _:
            return CharSet()
