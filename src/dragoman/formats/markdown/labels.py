"""The labels of shortcut references: their text is their target, and a translation must keep the target."""

from __future__ import annotations

import html

from dragoman.formats.markdown.titles import BREAK, ENTITY, PUNCTUATION
from dragoman.model import Content, Mark, Segment

SHORTCUTS = ("]", "][]")


def has_shortcut(content: Content) -> bool:
    return any(isinstance(part, Mark) and part.kind == "close" and part.raw in SHORTCUTS for part in content)


def labels(segment: Segment) -> dict[str, str]:
    """For each shortcut or collapsed link (by its mark's name) the label as the article spells it, on one line.

    Found by walking the segment's text along its spelling; empty when the two cannot be brought together.
    """
    raw = segment.raw
    position = 0
    found: dict[str, str] = {}
    opened: dict[str, int] = {}
    in_code = False
    for part in segment.content:
        if isinstance(part, Mark):
            if not raw.startswith(part.raw, position):
                return {}
            if part.kind == "close" and part.name in opened and part.raw in SHORTCUTS:
                found[part.name] = one_line(raw[opened[part.name] : position])
            position += len(part.raw)
            if part.kind == "open":
                opened[part.name] = position
            in_code = part.kind == "open" and part.raw.startswith("`")
            continue
        end = _end_of_text(raw, position, part, in_code)
        if end < 0:
            return {}
        position = end
    return found


def one_line(label: str) -> str:
    return BREAK.sub(" ", label)


def same_label(one: str, other: str) -> bool:
    """True when both name the same reference: labels are matched without case, any blank space as one space."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _end_of_text(raw: str, position: int, text: str, in_code: bool) -> int:
    """Where in `raw` the spelling of `text` ends; -1 when it does not stand there."""
    at = 0
    while at < len(text):
        if position >= len(raw):
            return -1
        if text[at] == " " and (line := BREAK.match(raw, position)):
            position = line.end()
            at += 1
        elif (
            raw[position] == "\\"
            and raw[position + 1 : position + 2] in PUNCTUATION
            and (not in_code or raw.startswith("\\|", position))
            and text[at] == raw[position + 1]
        ):
            position += 2
            at += 1
        elif raw[position] == "&" and not in_code and (entity := ENTITY.match(raw, position)):
            said = html.unescape(entity.group())
            if not text.startswith(said, at):
                return -1
            position = entity.end()
            at += len(said)
        elif raw[position] == text[at]:
            position += 1
            at += 1
        else:
            return -1
    return position
