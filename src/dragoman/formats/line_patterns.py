"""Patterns that a newsroom writes for lines of text: regular expressions that no line can make slow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dragoman.model import ConfigError
from dragoman.segmentation.srx.cost import cost
from dragoman.segmentation.srx.nodes import Choice, Edge, Node, PatternError, Row
from dragoman.segmentation.srx.syntax import parse_pattern

_STEPS = 5e6  # of a matcher, in well under a second


@dataclass(frozen=True, slots=True)
class LinePattern:
    """A pattern, and the length of the longest line that it is asked about; 0 for any."""

    pattern: re.Pattern[str]
    longest: int = 0

    def finds(self, line: str) -> bool:
        """True when the pattern is somewhere in the line. A line too long for it is running text: it is in none."""
        return not (self.longest and len(line) > self.longest) and self.pattern.search(line) is not None


def read_line_pattern(value: str) -> LinePattern:
    """The pattern as Python reads it. ConfigError for one that is none, or that some line would make slow; one that
    goes back over a line again and again is not asked about very long ones."""
    try:
        pattern = re.compile(value)
        node = parse_pattern(value)
        power = cost(node) + (not _begins_line(node))  # a search begins at every character
    except re.error as error:
        raise ConfigError(f"bad pattern {value!r}: {error}", hint="patterns are Python regular expressions") from None
    except PatternError as error:
        raise ConfigError(f"bad pattern {value!r}: {error.message}", hint=error.hint) from None
    longest = int((_STEPS * math.factorial(power)) ** (1 / power)) if power > 1 else 0
    return LinePattern(pattern, longest)


def _begins_line(node: Node) -> bool:
    """True for a pattern that can only match where a line begins."""
    match node:
        case Row(parts):
            return bool(parts) and _begins_line(parts[0])
        case Choice(parts):
            return all(map(_begins_line, parts))
        case Edge(kind):
            return kind == "begin"
        case _:
            return False
