"""Where a text comes from, in translator comments: the engine that made it, and what it made it from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dragoman.catalog.comments import one_line
from dragoman.catalog.entry import kind_of
from dragoman.model import Origin

_ORIGIN = re.compile(r"#[ \t]*origin:[ \t]*(?P<engine>\S+)(?P<rest>.*)", re.IGNORECASE)
_MADE_FROM = re.compile(r"#[ \t]*made-from:[ \t]*(?P<inputs>.*)", re.IGNORECASE)
_INPUT = re.compile(r"(?P<name>[a-z][a-z-]*) (?P<digest>[0-9a-f]{6,64})")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{6,64}")


def find_origin(comments: Iterable[str]) -> Origin | None:
    """The origin a translator comment tells, read from both ends: engine first; date and digest last, if there."""
    for line in comments:
        if kind_of(line) == "#" and (found := _ORIGIN.fullmatch(line.rstrip())):
            words = found["rest"].split()
            digest = words.pop() if words and _DIGEST.fullmatch(words[-1]) else ""
            date = words.pop() if words and _DATE.fullmatch(words[-1]) else ""
            return Origin(found["engine"], " ".join(words), date, digest)
    return None


def origin_line(origin: Origin) -> str:
    words = [one_line(part) for part in (origin.engine, origin.detail, origin.date, origin.digest)]
    return f"# origin: {' '.join(word for word in words if word)}"


def with_origin(
    comments: Sequence[str], origin: Origin | None, made_from: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """`comments` with their origin replaced in its place; None takes it away.

    What a text was made from goes with its origin: without `made_from` it stays only where the origin is the same.
    """
    if origin is not None and made_from is None and find_origin(comments) == origin:
        return tuple(comments)
    lines = [] if origin is None else [origin_line(origin)]
    if origin is not None and made_from:
        inputs = ", ".join(f"{name} {digest}" for name, digest in sorted(made_from.items()))
        lines.append(f"# made-from: {inputs}")
    out: list[str] = []
    for line in comments:
        if _is_of(_ORIGIN, line):
            out += lines
            lines = []
        elif not _is_of(_MADE_FROM, line):
            out.append(line)
    return (*lines, *out)


def find_made_from(comments: Iterable[str]) -> dict[str, str]:
    """The digest of each input that a machine's text was made from, by its name; empty when nothing tells."""
    for line in comments:
        if kind_of(line) == "#" and (found := _MADE_FROM.fullmatch(line.rstrip())):
            return {each["name"]: each["digest"] for each in _INPUT.finditer(found["inputs"])}
    return {}


def is_origin(line: str) -> bool:
    """True for a line that tells a text's origin or what it was made from."""
    return _is_of(_ORIGIN, line) or _is_of(_MADE_FROM, line)


def _is_of(pattern: re.Pattern[str], line: str) -> bool:
    return kind_of(line) == "#" and pattern.fullmatch(line.rstrip()) is not None
