"""Lines of other dialects that open, close or name a container: what they are hidden behind, and the titles in them.

MkDocs' admonitions and tabs, `:::` of Docusaurus, VitePress, Pandoc and MyST, MyST's fenced directives, pymdownx's
`///` blocks, callouts, targets, tables of contents. Markdown would take them for text, and what is indented below them
for code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Span

_SIGNS = (":::", "!!!", "???", "===", "///", "[!", ")=", "[[", "[TOC", "[toc", "<<<", "8<-", "import", "```{", "~~~{")
_LINE = re.compile(
    r"^(?P<margin>[ \t>]*)(?P<line>(?P<colons>:{3,})(?P<named>[^\r\n]*)"
    r"|(?:!!!|\?\?\?\+?)[ \t]*(?:[\w-][\w \t-]*)?(?P<note>\"[^\r\n]*\")?"
    r"|===[!+]?[ \t]+(?P<tab>\"[^\r\n]*\")"
    r"|///+(?:[ \t]*[\w-]+[ \t]*(?:\|(?P<block>[^\r\n]*))?)?"
    r"|\[![A-Za-z][\w-]*\][-+]?(?P<callout>(?:[ \t][^\r\n]*)?)"
    r"|\([^()\s]+\)=|\[\[_?(?:toc|TOC)_?\]\]|\[(?:toc|TOC)\]|<<<[ \t]+[^\r\n]*|-+8<-+(?:[ \t][^\r\n]*)?"
    r"|import[ \t][^\r\n]*[ \t]from[ \t]+['\"][^\r\n]*['\"];?|import[ \t]+['\"][^\r\n'\"]*['\"];?"
    r")[ \t]*\r?$",
    re.M,
)
_ALERT = re.compile(r"\[!(?:note|tip|important|warning|caution)\]\Z", re.I)  # GFM's own, which the parser knows
_BRACKETED = re.compile(r"[ \t]*(?:\{[^{}\n]*\}|[\w-]*)[ \t]*\[(?P<title>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]")
_NAMED = re.compile(r"[ \t]*(?:\{(?P<braced>[\w:-]+)\}|(?P<name>[\w-]+))[ \t]+(?P<title>[^{}\s][^\r\n]*)")
_FENCE = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>[^\r\n]*?)[ \t]*\r?$", re.M)
_DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}(?:[ \t]+(?P<title>[^\r\n]*))?")
_OPTION = re.compile(r"\n[ \t>]*(:[\w-]+:[^\r\n]*?)[ \t]*(?=\r?(?:\n|\Z))")
_YAML_OPTIONS = re.compile(r"\n[ \t>]*---[ \t]*\r?\n(?:(?![ \t>]*---)[^\n]*\n)*?[ \t>]*---[ \t]*(?=\r?(?:\n|\Z))")
_ROW = re.compile(r"^[ \t>]*([^\s>][^\r\n]*?)[ \t]*\r?$", re.M)
# Containers whose name may be followed by words for readers; any other name may be followed by a path or a version.
_WORDS = """
note tip info warning danger caution important details success question failure bug example quote abstract todo hint
attention error seealso admonition dropdown tab-item card grid-item-card topic sidebar secondary theorem exercise
solution
"""
_TITLED = frozenset(_WORDS.split())
# MyST's directives whose body is Markdown; that of any other is code, data or a diagram.
_MORE = """
figure tab-set grid grid-item margin aside epigraph pull-quote highlights versionadded versionchanged deprecated
centered container div compound
"""
_BODIES = _TITLED.union(_MORE.split())


@dataclass(frozen=True, slots=True)
class Header:
    """A line start..end hidden behind `mask`. `title` is where its words for readers stand, None for none.

    `bracketed`: the title stands in brackets, which it may not close.
    """

    start: int
    end: int
    mask: str
    title: Span | None = None
    bracketed: bool = False


def headers(text: str) -> list[Header]:
    """Every such line, in order. Linear in the length of `text`."""
    if not any(sign in text for sign in _SIGNS):
        return []
    found = {header.start: header for header in _lines(text)}
    if "```{" in text or "~~~{" in text or ":::{" in text:
        found.update((header.start, header) for header in _directives(text))
    return sorted(found.values(), key=lambda header: header.start)


def rule(start: int, end: int) -> Header | None:
    """A line that becomes a thematic break, if it is long enough."""
    return Header(start, end, "*" * (end - start)) if end - start >= 3 else None


def _lines(text: str) -> Iterator[Header]:
    for match in _LINE.finditer(text):
        start, end = match.span("line")
        said = match["line"]
        if said[0] == "[" and said[1] == "!" and (">" not in match["margin"] or _ALERT.match(said)):
            continue
        if match["colons"]:
            yield _colons(match.start("named"), match["named"], start, end)
        elif said[0] in "!?=":
            name = "note" if match["note"] else "tab"
            title = (match.start(name) + 1, match.end(name) - 1) if match[name] else None
            yield Header(start, end, _item(end - start), title)
        else:
            name = "block" if match["block"] else "callout"
            yield Header(start, end, "*" * (end - start), _trimmed(text, *match.span(name)))


def _item(size: int) -> str:
    """A list item that holds no text, so that what is indented by four is its content and no code."""
    if size < 5:
        return "*" * size
    return "+   " + ("#" if size < 7 else "*") * (size - 4)


def _colons(at: int, named: str, start: int, end: int) -> Header:
    mask = "*" * (end - start)
    if match := _BRACKETED.match(named):
        return Header(start, end, mask, (at + match.start("title"), at + match.end("title")), bracketed=True)
    match = _NAMED.match(named)
    if match and (match["braced"] or match["name"]).lower() in _TITLED:
        title = match["title"].rstrip(" \t:")
        return Header(start, end, mask, (at + match.start("title"), at + match.start("title") + len(title)))
    return Header(start, end, mask)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    said = text[start:end] if start >= 0 else ""
    low = start + len(said) - len(said.lstrip(" \t"))
    high = start + len(said.rstrip(" \t"))
    return (low, high) if low < high else None


def _directives(text: str) -> Iterator[Header]:
    """The fences of MyST's directives whose body is Markdown, and their options."""
    opened: list[tuple[str, int]] = []
    code: tuple[str, int] | None = None
    for match in _FENCE.finditer(text):
        sign, size = match["fence"][0], len(match["fence"])
        info, (start, end) = match["info"], (match.start("fence"), match.end("info"))
        if code:
            if sign == code[0] and size >= code[1] and not info:
                code = None
            continue
        if not info:
            if opened and opened[-1][0] == sign and size >= opened[-1][1]:
                opened.pop()
                yield Header(start, start + size, "*" * size)
            elif sign != ":":
                code = sign, size
            continue
        directive = _DIRECTIVE.match(info)
        if directive is None or directive["name"].lower() not in _BODIES:
            if sign == "~" or (sign == "`" and "`" not in info):
                code = sign, size
            continue
        if sign != ":":
            opened.append((sign, size))
            title = match.start("info") + directive.start("title"), match.start("info") + directive.end("title")
            has_title = directive["title"] and directive["name"].lower() in _TITLED
            yield Header(start, end, "*" * (end - start), _trimmed(text, *title) if has_title else None)
        yield from _options(text, match.end())


def _options(text: str, at: int) -> Iterator[Header]:
    """What stands between a directive's opening and its body: `:class: x` lines, or YAML."""
    if block := _YAML_OPTIONS.match(text, at):
        for row in _ROW.finditer(text, block.start() + 1, block.end()):
            if header := rule(*row.span(1)):
                yield header
        return
    while option := _OPTION.match(text, at):
        yield Header(*option.span(1), "*" * len(option[1]))
        at = option.end() + text.startswith("\r", option.end())
