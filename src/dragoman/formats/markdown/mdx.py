"""MDX: modules, expressions and JSX tags, which are no text; what stands between tags is Markdown.

A module (`import`, `export`) reaches to the blank line after its brackets are closed. An expression is what balanced
braces hold, strings, templates and comments of JavaScript understood. What does not balance is text. Fenced and inline
code is left to Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.formats.markdown.containers import Header
from dragoman.model import Span

_SPOT = re.compile(
    r"(?P<escape>\\[^\n])|(?P<fence>^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+)*(?P<sign>`{3,}|~{3,})(?P<info>[^\n]*)$)"
    r"|(?P<ticks>`+)|(?P<comment><!--)|(?P<module>^(?:import|export)(?=[ \t{*'\"]))|(?P<brace>\{)"
    r"|(?P<tag></?(?:(?:[^\W\d]|\$)[\w$.:-]*(?=[ \t\r\n/>])|(?=>)))",
    re.M,
)
# One token of JavaScript that could hide a bracket.
_TOKEN = re.compile(
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|(?P<comment>/\*(?:[^*]|\*(?!/))*(?:\*/|\Z)|//[^\n]*)|(?P<sign>[{}()\[\]`])"
    r"|(?P<blank>\n[ \t]*\r?\n)",
    re.S,
)
_TEMPLATE = re.compile(r"\\.|`|\$\{", re.S)
_IN_TAG = re.compile(r"\"[^\"]*\"|'[^']*'|[{<>]|/(?=>)|\n[ \t]*\r?\n")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\r?\n|\Z)|\Z")
_LINE = re.compile(r"^[^\r\n]*[^\s]", re.M)
_CLOSING = {"}": "{", ")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Found:
    """`islands` in order; `tags`, the starts of those that are JSX tags; `lines` hidden as a whole."""

    islands: tuple[Span, ...]
    tags: frozenset[int]
    lines: tuple[Header, ...]


def islands(text: str) -> Found:
    """Every module, expression and tag of `text`."""
    found: list[Span] = []
    tags: set[int] = set()
    lines: list[Header] = []
    position = 0
    budget = 8 * len(text)  # for what does not balance: each brace of a long row could be looked for to the end
    while match := _SPOT.search(text, position):
        kind, start = match.lastgroup or "", match.start()
        position = match.end()
        if match["fence"]:
            position = _end_of_fence(text, match)
        elif match["ticks"]:
            position = _end_of_code(text, position, match["ticks"])
        elif kind == "comment":
            end = text.find("-->", position)
            position = end + 3 if end >= 0 else position
        elif kind == "module" and _begins_block(text, start):
            position, is_closed = _end_of_module(text, position, templates=budget > 0)
            budget -= 0 if is_closed else len(text) - start
            lines.extend(_rows(text, start, position))
        elif kind in ("brace", "tag") and budget > 0:
            end = _end_of_expression(text, start) if kind == "brace" else _end_of_tag(text, position)
            if end > 0:
                found.append((start, end))
                tags.update([start] if kind == "tag" else [])
                position = end
            else:
                budget += end + start
    lines.extend(_openings(text, found, tags))
    return Found(tuple(found), frozenset(tags), tuple(lines))


def _end_of_fence(text: str, match: re.Match[str]) -> int:
    """Where a fenced block ends; right after its sign when it opens none."""
    sign = match["sign"]
    if sign[0] == "`" and "`" in match["info"]:
        return match.end("sign")
    closing = re.compile(rf"^[ \t>]*{sign[0]}{{{len(sign)},}}[ \t]*\r?$", re.M).search(text, match.end())
    return closing.end() if closing else len(text)


def _end_of_code(text: str, position: int, ticks: str) -> int:
    """Where a code span ends; `position` when it opens none before the next blank line."""
    closing = re.compile(rf"(?<!`){ticks}(?!`)|\n[ \t>]*\r?\n").search(text, position)
    return closing.end() if closing and closing.group() == ticks else position


def _begins_block(text: str, start: int) -> bool:
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    return not start or not text[above:start].strip(" \t\r\n") or text.startswith(("import", "export"), above)


def _end_of_module(text: str, position: int, *, templates: bool) -> tuple[int, bool]:
    """Where a module's lines end, at a blank line after `position`; False when a template in it has no end.

    Without `templates` a backtick is a character as any other.
    """
    opened = 0
    is_closed = True
    while match := _TOKEN.search(text, position):
        if match["sign"] == "`" and templates:
            after = _end_of_template(text, match.end())
            if after < 0:
                position, is_closed = match.end(), False
                break
            position = after
            continue
        if match["blank"] and opened <= 0:
            return match.start(), is_closed
        opened += {"{": 1, "(": 1, "[": 1}.get(match.group(), -1 if match.group() in _CLOSING else 0)
        position = match.end() - (1 if match["blank"] else 0)
    found = _BLANK_LINE.search(text, position)
    return found.start() if found else len(text), is_closed


def _end_of_expression(text: str, start: int) -> int:
    """The place after the brace that closes the one at `start`; if none does, how far was looked, negative."""
    opened: list[str] = []
    position = start
    while match := _TOKEN.search(text, position):
        said = match.group()
        position = match.end() - (1 if match["blank"] else 0)
        if match["sign"] is None:
            continue
        if said == "`":
            position = _end_of_template(text, position)
            if position < 0:
                return position
        elif said in "{([":
            opened.append(said)
        elif opened.pop() != _CLOSING[said]:
            return -position
        if not opened:
            return position
    return -len(text)


def _end_of_template(text: str, position: int) -> int:
    """The place after a template literal, negative as above. Expressions inside may hold templates of their own."""
    opened = ["`"]  # the templates and braces that are open
    while opened:
        if opened[-1] == "`":
            match = _TEMPLATE.search(text, position)
            if match is None:
                return -len(text)
            position = match.end()
            if match.group() == "`":
                opened.pop()
            elif match.group() == "${":
                opened.append("{")
            continue
        match = _TOKEN.search(text, position)
        if match is None:
            return -len(text)
        position = match.end()
        if match.group() in "{`":
            opened.append(match.group())
        elif match.group() == "}":
            opened.pop()
    return position


def _end_of_tag(text: str, position: int) -> int:
    """The place after the tag whose name ends at `position`, negative as above."""
    while match := _IN_TAG.search(text, position):
        said = match.group()
        if said == ">":
            return match.end()
        if said == "<" or said[0] == "\n":
            return -match.end()
        position = match.end()
        if said == "{":
            position = _end_of_expression(text, match.start())
            if position < 0:
                return position
    return -len(text)


def _rows(text: str, start: int, end: int) -> Iterator[Header]:
    """The lines of a module, each hidden as a whole: nothing in it is Markdown."""
    for line in _LINE.finditer(text, start, end):
        size = line.end() - line.start()
        yield Header(line.start(), line.end(), "*" * size if size >= 3 else "#" * size)


def _openings(text: str, found: list[Span], tags: set[int]) -> Iterator[Header]:
    """Tags alone on their line whose content is indented below: they become list items, for MDX knows no indented code.

    A list item's content may begin two to five columns after its sign.
    """
    for start, end in found:
        low = text.rfind("\n", 0, start) + 1
        if start not in tags or text.startswith("</", start) or text.startswith("/>", end - 2):
            continue
        if text[low:start].strip(" ") or "\n" in text[start:end]:
            continue
        below = re.compile(r"[ \t]*\r?\n(?:[ \t]*\r?\n)*( *)(?=[^ \r\n])").match(text, end)
        step = len(below[1]) - (start - low) if below else 0
        if 2 <= step <= 5 and end - start > step:
            rest = end - start - step
            yield Header(start, end, "+" + " " * (step - 1) + ("*" if rest >= 3 else "#") * rest)
