"""What a written article says in its new language besides its translations: its language, a notice, its omissions.

All of it comes after the proof, from which it is exempt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from dragoman.formats.its import RULES, Annotations, Rule, selected
from dragoman.formats.xml.attributes import attributes
from dragoman.formats.xml.text import BLANK
from dragoman.language.locales import is_meant
from dragoman.language.tags import direction
from dragoman.model import Target
from dragoman.xml import Token

_WIDEST = 200  # of an indentation
_NAME_END = re.compile(r"<[^ \t\r\n/>]+")
Edit = tuple[int, int, str]  # start, end and what stands there instead


def finish(
    text: str,
    tokens: Sequence[Token],
    annotations: Annotations,
    rules: Sequence[Rule],
    target: Target,
    language: str,
) -> str:
    """The article `text` (written from `language`), as one of the target's language."""
    places = _places(tokens)
    numbers = {element: number for number, element in enumerate(annotations.elements)}
    dropped = list(_dropped(text, annotations, places, target.language))
    edits: dict[tuple[int, int], str] = dict.fromkeys(dropped, "")
    for start, end, new in _languages(text, annotations, places, rules, target, language):
        edits[start, end] = edits.get((start, end), "") + new
    for start, end, new in _notice(text, annotations, numbers, places, rules, target):
        edits[start, end] = edits.get((start, end), "") + new
    out: list[str] = []
    done = 0
    for (start, end), new in sorted(edits.items()):
        if start >= done:  # not in what is left out
            out += (text[done:start], new)
            done = end
    return "".join([*out, text[done:]])


def language_places(annotations: Annotations, rules: Sequence[Rule]) -> dict[int, set[str]]:
    """The elements that say the article's language, by number, each with the attributes that do ("" for its text)."""
    found: dict[int, set[str]] = {}
    for number, rule in _language_nodes(annotations, rules):
        if "element" not in rule.said:
            found.setdefault(number, set()).add(rule.said.get("attribute", ""))
    return found


def _language_nodes(annotations: Annotations, rules: Sequence[Rule]) -> Iterable[tuple[int, Rule]]:
    numbers = {element: number for number, element in enumerate(annotations.elements)}
    for rule in rules:
        if rule.kind == f"{{{RULES}}}languageRule":
            for number, _ in selected(rule, annotations.elements[0], numbers):
                yield number, rule


def _with_line(text: str, start: int, end: int) -> tuple[int, int]:
    """start..end, with its line where nothing else stands on it."""
    line = text.rfind("\n", max(start - _WIDEST, 0), start)
    if line >= 0 and not text[line:start].strip(BLANK) and text[end : end + 1] in ("\n", "\r"):
        return line - (text[line - 1 : line] == "\r"), end
    return start, end


_Places = Sequence[tuple[Token, int, int]]
"""For each element its start tag, where its content ends, and where it ends itself."""


def _places(tokens: Iterable[Token]) -> _Places:
    found: list[tuple[Token, int, int]] = []
    opened: list[int] = []
    for token in tokens:
        if token.kind in ("start", "empty"):
            if token.kind == "start":
                opened.append(len(found))
            found.append((token, token.end, token.end))
        elif token.kind == "end":
            number = opened.pop()
            found[number] = (found[number][0], token.start, token.end)
    return found


def _dropped(text: str, annotations: Annotations, places: _Places, language: str) -> Iterable[tuple[int, int]]:
    """Elements that are not meant for a language."""
    if not any(said.locales for said in annotations.said):
        return
    done = 0
    for number, said in enumerate(annotations.said[1:], 1):
        token, _, end = places[number]
        if token.start >= done and not is_meant(said.locales, language):
            yield _with_line(text, token.start, end)
            done = end


def _languages(
    text: str,
    annotations: Annotations,
    places: _Places,
    rules: Sequence[Rule],
    target: Target,
    language: str,
) -> Iterable[Edit]:
    base = annotations.said[0].language or language
    found = list(_language_nodes(annotations, rules))
    for number, rule in found:
        token, content_end, _ = places[number]
        if name := rule.said.get("attribute"):
            yield from _attribute(text, token, name, direction(target.language) if name == "dir" else target.language)
        elif name := rule.said.get("element"):
            yield token.end, token.end, f"<{name}>{escape(target.language)}</{name}>"
        elif token.kind == "start":
            yield token.end, content_end, escape(target.language)
    if not found:
        yield from _attribute(text, places[0][0], "xml:lang", target.language)
    told = {number for number, rule in found if rule.said.get("attribute") == "xml:lang"}
    for number, said in enumerate(annotations.said[1:], 1):  # what said to be in the source's language
        if number in told:
            continue
        token = places[number][0]
        own = (token.attributes or {}).get("xml:lang", "").partition("-")[0].lower()
        if own and said.translate and own == base.partition("-")[0].lower():
            yield from _attribute(text, token, "xml:lang", target.language)


def _attribute(text: str, token: Token, name: str, value: str) -> Iterable[Edit]:
    """An attribute's new value; a new attribute stands first. The usual direction is not said where none was."""
    for found in attributes(text, token.start, token.end):
        if found.name == name:
            yield found.start, found.end, escape(value, {'"': "&quot;"})
            return
    name_end = _NAME_END.match(text, token.start)
    if name_end and value != "ltr":
        yield name_end.end(), name_end.end(), f" {name}={quoteattr(value)}"


def _notice(
    text: str,
    annotations: Annotations,
    numbers: Mapping[etree._Element, int],
    places: _Places,
    rules: Sequence[Rule],
    target: Target,
) -> Iterable[Edit]:
    """The notice in the markup of the vocabulary, at the start of what holds the article's text; none elsewhere."""
    if not target.notice:
        return
    for rule in rules:
        if rule.kind != f"{{{RULES}}}noticeRule":
            continue
        for number, _ in selected(rule, annotations.elements[0], numbers):
            token = places[number][0]
            if token.kind == "start":
                prefix = f"{annotations.elements[number].prefix}:" if annotations.elements[number].prefix else ""
                notice = rule.content.replace("{p}", prefix).replace("{notice}", escape(target.notice))
                yield token.end, token.end, notice
                return
