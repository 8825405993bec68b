"""Words for readers inside template code and JSX tags: the quoted values of named arguments."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping

from dragoman.formats.inline import Flow, Piece
from dragoman.model import Span

Shortcodes = Mapping[str, Collection[str]]
"""For each shortcode's name (`figure`, `include figure.html`) the names of its arguments that people read."""

_NAME = re.compile(r"\{[{%][<%]?[-~]?[ \t\r\n]*(?P<name>[\w./-]+)(?:[ \t\r\n]+(?P<second>[\w./-]+))?")
_ARGUMENT = re.compile(
    r"(?P<name>[\w:.-]+)[ \t\r\n]*[=:][ \t\r\n]*(?P<value>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`)"
    r"|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`",
    re.S,
)
_PLAIN_ARGUMENT = re.compile(
    r"(?P<name>[\w:.-]+)[ \t\r\n]*[=:][ \t\r\n]*(?P<value>\"[^\"]*\"|'[^']*')|\"[^\"]*\"|'[^']*'"
)
_GO_ESCAPE = re.compile(r"\\(.)", re.S)
_GO = {"n": "\n", "t": "\t", "r": "\r"}


def arguments(text: str, island: Span, shortcodes: Shortcodes) -> Iterator[Flow]:
    """The readable arguments of the template code at `island`; each flow has its quotes with it."""
    start, end = island
    name = _NAME.match(text, start, end)
    if name is None:
        return
    wanted = shortcodes.get(f"{name['name']} {name['second']}") or shortcodes.get(name["name"])
    if not wanted:
        return
    is_hugo = text.startswith(("{{<", "{{%"), start)
    pattern = _ARGUMENT if is_hugo else _PLAIN_ARGUMENT
    yield from _flows(text, pattern, name.end("name"), end, wanted, "go" if is_hugo else "liquid")


def attributes(text: str, tag: Span, wanted: Collection[str]) -> Iterator[Flow]:
    """The readable attributes of the JSX tag at `tag`, as `arguments`."""
    yield from _flows(text, _PLAIN_ARGUMENT, *tag, wanted, "jsx")


def spell_argument(kind: str, raw: str, text: str) -> str:
    """`text` in the quotes of `raw`, or in others that can hold it."""
    text = " ".join(text.split("\n")) if kind != "argument go" else text
    quote = raw[0]
    if kind == "argument jsx":
        text = re.sub(r"&(?=#|[A-Za-z])", "&amp;", text)
        return quote + text.replace(quote, "&quot;" if quote == '"' else "&#39;") + quote
    if kind == "argument go":
        if quote == "`" and "`" not in text:
            return f"`{text}`"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        return f'"{escaped}"'
    if quote in text:  # Liquid has no escapes: without a quote to spare, proof finds out
        quote = "'" if quote == '"' else '"'
    return quote + text + quote


def _flows(
    text: str, pattern: re.Pattern[str], start: int, end: int, wanted: Collection[str], kind: str
) -> Iterator[Flow]:
    for match in pattern.finditer(text, start, end):
        if match["name"] in wanted and match["name"]:
            raw = match["value"]
            items = (Piece(_said(raw, kind), raw),)
            yield Flow(*match.span("value"), match["name"], items, kind=f"argument {kind}")


def _said(raw: str, kind: str) -> str:
    inner = raw[1:-1]
    if kind == "jsx":
        return html.unescape(inner)
    if kind == "go" and raw[0] != "`" and "\\" in inner:
        return _GO_ESCAPE.sub(lambda m: _GO.get(m[1], m[1]), inner)
    return inner
