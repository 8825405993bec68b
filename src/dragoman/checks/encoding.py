"""Finds text that went through a wrong character encoding: Ã© for é, � and ? for letters, entities left over."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.language.mojibake import find_garbled, sign_of_garbled
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "encoding"
SPAN = "pair"
SEVERITY = Severity.ERROR

_HINT = "take the text from where it was still right, or type it anew; save files as UTF-8"
_REPLACED = re.compile("\ufffd+|(?:\u951f\u65a4\u62f7)+|(?:\u70eb)(?:\u70eb){2,}|(?:\u5c6f){3,}")
_LOST = frozenset("\ufffd\u951f\u70eb\u5c6f")
_ENTITY = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});")
_PLAIN = ("&lt;", "&amp;", "&gt;")  # how `<`, `&` and `>` are written where they would read as markup
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|=[0-9A-F]{2}=[0-9A-F]{2}")
# A question mark between letters, of scripts that put blanks between words; and rows of them.
_LETTERS = "A-Za-z\u00c0-\u024f\u0370-\u058f\u0590-\u074f\u0900-\u0dff\u1e00-\u1fff"
_ASKED = re.compile(
    rf"(?<=[{_LETTERS}])\?{{1,3}}(?=[a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f\u0620-\u064a\u05d0-\u05ea\u0900-\u0dff])"
)
_ODDLY_ASKED = re.compile(r"\?(?=[^\W\d_]|[?<\u0900-\u0dff])")  # both of these, tags between them aside
_SIGNS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯", "&", "\\", "=")
_ROWS = re.compile(r"\?{2,}(?:\s\?{2,})+|\?{4,}")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each such place that the source does not have."""
    article = sides(pairs, rules)
    joined = article.targets
    suspects = joined.holding(_SIGNS) | joined.matching(sign_of_garbled())
    if "?" in joined.text:
        suspects |= joined.matching(_ODDLY_ASKED)
    for pair, source, target in article.at(suspects):
        for start, end, message, weight in _found(source, target):
            if target.text[start:end] in source.text:
                continue
            severity = rules.weight(NAME, SEVERITY, pair)
            if weight is not SEVERITY:
                severity = rules.at_most(NAME, weight)
            yield rules.finding(NAME, severity, message, pair, _HINT, (start, end))


def _found(source: Side, target: Side) -> Iterator[tuple[int, int, str, Severity]]:
    text = target.text
    if not text.isascii():
        for match in _REPLACED.finditer(text) if not _LOST.isdisjoint(text) else ():
            message = f"“{match.group()[:6]}” stands for characters that were lost"
            yield *match.span(), message, SEVERITY
        for place in find_garbled(text) if sign_of_garbled().search(text) else ():
            found = visible(text[place.start : place.end], 40)
            message = f"“{found}” is “{visible(place.meant, 40)}” read in a wrong encoding"
            yield place.start, place.end, message, SEVERITY
    if "&" in text:
        for match in _ENTITY.finditer(text):
            entity = match.group()
            if entity not in _PLAIN and (meant := html.unescape(entity)) != entity:
                message = f"“{entity}” is the code of “{visible(meant)}”, not the character"
                yield *match.span(), message, Severity.WARNING
    if "\\" in text or "=" in text:
        for match in _ESCAPE.finditer(text):
            yield *match.span(), f"“{match.group()}” is the code of a character, not the character", Severity.WARNING
    if _ODDLY_ASKED.search(text) and "??" not in source.running:
        for match in (*_ASKED.finditer(target.running), *_ROWS.finditer(target.running)):
            message = f"“{match.group()[:12]}” stands where letters should"
            yield *target.span(*match.span()), message, Severity.WARNING
