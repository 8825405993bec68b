"""Sets of characters as ranges: the classes of regular expressions, with Unicode's own names."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from itertools import groupby

LAST = 0x10FFFF
# Beyond these planes stand only private use, noncharacters and what is not assigned; unicodedata is asked no further.
_ASKED = (range(0x33480), range(0xE0000, 0xE0200))
_PRIVATE = ((0xF0000, 0xFFFFD), (0x100000, 0x10FFFD))

Range = tuple[int, int]


class CharSet:
    """A set of characters. `ranges` are code points, first and last, in order and with a gap between any two."""

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        out: list[Range] = []
        for low, high in sorted(ranges):
            if out and low <= out[-1][1] + 1:
                out[-1] = (out[-1][0], max(out[-1][1], high))
            else:
                out.append((low, high))
        self.ranges = tuple(out)

    @staticmethod
    @lru_cache(maxsize=4096)
    def of(characters: str) -> CharSet:
        return CharSet((ord(character), ord(character)) for character in characters)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CharSet) and self.ranges == other.ranges

    def __hash__(self) -> int:
        return hash(self.ranges)

    def __contains__(self, character: str) -> bool:
        at = bisect_right(self._starts, ord(character)) - 1
        return at >= 0 and ord(character) <= self.ranges[at][1]

    @cached_property
    def _starts(self) -> list[int]:
        return [low for low, _ in self.ranges]

    def __or__(self, other: CharSet) -> CharSet:
        return CharSet((*self.ranges, *other.ranges))

    def __and__(self, other: CharSet) -> CharSet:
        return ~(~self | ~other)

    def __sub__(self, other: CharSet) -> CharSet:
        return ~(~self | other)

    def __invert__(self) -> CharSet:
        out: list[Range] = []
        start = 0
        for low, high in self.ranges:
            if start < low:
                out.append((start, low - 1))
            start = high + 1
        if start <= LAST:
            out.append((start, LAST))
        return CharSet(out)

    @lru_cache(maxsize=4096)  # noqa: B019  sets are few, and small
    def in_any_case(self) -> CharSet:
        """With every character that differs from one of them in case only."""
        groups = _cases()
        if sum(high - low for low, high in self.ranges) < len(groups):
            points = (point for low, high in self.ranges for point in range(low, high + 1))
        else:
            points = (point for point in groups if chr(point) in self)
        found = [pair for point in points for pair in groups.get(point, ())]
        return CharSet((*self.ranges, *found)) if found else self

    @cached_property
    def spelled(self) -> str:
        """The set as a piece of a pattern of `re`."""
        if not self.ranges:
            return "(?!)"
        if len(self.ranges) == 1 and self.ranges[0][0] == self.ranges[0][1]:
            return re.escape(chr(self.ranges[0][0]))
        if self.ranges[0][0] == 0 and self.ranges[-1][1] == LAST and len(self.ranges) > 1:
            return f"[^{_inside((~self).ranges)}]"
        return f"[{_inside(self.ranges)}]"


def _inside(ranges: Iterable[Range]) -> str:
    return "".join(_escaped(low) if low == high else f"{_escaped(low)}-{_escaped(high)}" for low, high in ranges)


def _escaped(point: int) -> str:
    return chr(point) if point < 128 and chr(point).isalnum() else f"\\U{point:08x}"


ANY = CharSet([(0, LAST)])
LINE_ENDS = CharSet([(0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029)])
SPACES = CharSet([(9, 13), (32, 32), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
                  (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)])  # fmt: skip  # White_Space


@cache
def category(name: str) -> CharSet:
    """A general category of Unicode by its short name, of one letter or two: `L`, `Lu`."""
    return CharSet(pair for full, pairs in _categories().items() if full.startswith(name) for pair in pairs)


@cache
def blanks() -> CharSet:
    r"""`\h`: horizontal white space."""
    return category("Zs") | CharSet.of("\t")


@cache
def words() -> CharSet:
    r"""`\w` as UTS 18 and ICU have it: alphabetic, marks, decimal digits, connectors and joiners."""
    circled = [(0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)]  # symbols, yet alphabetic
    found = category("L") | category("M") | category("Nd") | category("Nl") | category("Pc")
    return found | CharSet([*circled, (0x200C, 0x200D)])


@cache
def named(name: str) -> CharSet | None:
    r"""The set that `\p{name}` stands for; None when it is not known exactly."""
    kind, _, value = name.replace(":", "=").partition("=")
    if value and _folded(kind) not in ("gc", "generalcategory"):
        return None
    folded = _folded(value or kind)
    for short in (folded, folded.removeprefix("is")):
        if short in _NAMES:
            return category(_NAMES[short])
        if short == "lc" or short == "casedletter":
            return category("Lu") | category("Ll") | category("Lt")
        if short.title() in _categories() or (len(short) == 1 and short.upper() in "LMNPSZC"):
            return category(short.title())
        if short in _properties():
            return _properties()[short]
    return None


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).lower()


_NAMES = {
    "letter": "L", "uppercaseletter": "Lu", "lowercaseletter": "Ll", "titlecaseletter": "Lt", "modifierletter": "Lm",
    "otherletter": "Lo", "mark": "M", "nonspacingmark": "Mn", "spacingmark": "Mc", "enclosingmark": "Me",
    "combiningmark": "M", "number": "N", "decimalnumber": "Nd", "digit": "Nd", "letternumber": "Nl",
    "othernumber": "No", "punctuation": "P", "punct": "P", "connectorpunctuation": "Pc", "dashpunctuation": "Pd",
    "openpunctuation": "Ps", "closepunctuation": "Pe", "initialpunctuation": "Pi", "finalpunctuation": "Pf",
    "otherpunctuation": "Po", "symbol": "S", "mathsymbol": "Sm", "currencysymbol": "Sc", "modifiersymbol": "Sk",
    "othersymbol": "So", "separator": "Z", "spaceseparator": "Zs", "lineseparator": "Zl", "paragraphseparator": "Zp",
    "other": "C", "control": "Cc", "cntrl": "Cc", "format": "Cf", "privateuse": "Co", "unassigned": "Cn",
    "surrogate": "Cs",
}  # fmt: skip


@cache
def _properties() -> dict[str, CharSet]:
    upper = CharSet((p, p) for part in _ASKED for p in part if chr(p).isupper())  # Python's own word for Uppercase
    lower = CharSet((p, p) for part in _ASKED for p in part if chr(p).islower())
    return {
        "any": ANY, "ascii": CharSet([(0, 127)]), "assigned": ~category("Cn"), "whitespace": SPACES, "space": SPACES,
        "blank": blanks(), "uppercase": upper, "upper": upper, "lowercase": lower, "lower": lower,
        "javauppercase": upper, "javalowercase": lower,
    }  # fmt: skip


@cache
def _categories() -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {"Co": list(_PRIVATE)}
    known = [point for part in _ASKED for point in part]
    at = 0
    for name, run in groupby(known, lambda point: unicodedata.category(chr(point))):
        size = sum(1 for _ in run)
        for low, high in _runs(known, at, at + size - 1):
            found.setdefault(name, []).append((low, high))
        at += size
    named_so_far = CharSet(pair for name, pairs in found.items() if name != "Cn" for pair in pairs)
    found["Cn"] = list((~named_so_far).ranges)
    return found


def _runs(known: list[int], first: int, last: int) -> list[Range]:
    """The stretch known[first:last + 1] as ranges: it may leap from one asked part to the next."""
    edge = len(_ASKED[0])
    if first < edge <= last:
        return [(known[first], known[edge - 1]), (known[edge], known[last])]
    return [(known[first], known[last])]


@cache
def _cases() -> dict[int, tuple[Range, ...]]:
    """For each character with a twin that differs in case only, all of these together."""
    found: dict[str, set[str]] = {}
    for point in range(0x1E944):
        character = chr(point)
        for other in (character.lower(), character.upper()):
            if other != character and len(other) == 1:
                fold = character.casefold()
                key = fold if len(fold) == 1 else character.lower()
                found.setdefault(key, set()).update((character, other))
    groups = (tuple((ord(one), ord(one)) for one in sorted(group)) for group in found.values())
    return {low: group for group in groups for low, _ in group}
