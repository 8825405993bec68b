"""Web and mail addresses in a text, and when two of them are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from dragoman.glossary.words import UNSPACED
from dragoman.language.tags import primary

_CUT = "\u3000-\u303f\uff00-\uffef\u060c\u061b\u061f\u06d4\u0964\u2026\u00ab\u00bb\u2018-\u201f\u2039\u203a"
_URL = re.compile(
    rf"(?:(?<![a-z0-9])(?:https?|ftps?|wss?|git|ssh|sftp)://|(?<![^\W{UNSPACED}])(?<![./@-])www\.)[^\s<>\"`{{}}|\\^{_CUT}\x00]+",
    re.IGNORECASE,
)
# A script without blanks glues its words to an address, and Hebrew or Arabic a preposition.
_SIGN = rf"(?:[^\W{UNSPACED}]|-)"
_MAIL = re.compile(
    rf"(?<![^\W{UNSPACED}])(?<![.+-])(?:[^\W{UNSPACED}]|[.+-]){{1,64}}@{_SIGN}{{1,63}}(?:\.{_SIGN}{{1,63}}){{1,8}}"
)
_GLUED = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f]{1,4}[-־‑]?(?=[A-Za-z0-9])")
_LINK = re.compile(
    r"\]\(\s{0,3}<?([^()\s<>\"']{1,500}(?:\s?\}\})?|\{\{[^{}]{0,100}\}\}[^()\s]{0,300})>?(?:\s{1,3}(\"[^\"]{0,300}\"|'[^']{0,300}'|\([^()]{0,300}\)))?\s{0,3}\)"
    r"|<((?:https?://|mailto:|[\w.+-]{1,64}@)[^\s<>]{1,300})>"
)
SIGNS = ("://", "ww.", "WW.")
"""A text with none of these has no web address."""
_TRAILING = ".,;:!?'*_~"
_PARTNER = {")": "(", "]": "["}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
_PLACES = re.compile(r"[/?&=.]")


@dataclass(frozen=True, slots=True)
class Address:
    """`text` as it stands, its place, and `key`: what two spellings of one address have in common."""

    text: str
    start: int
    end: int
    key: str


def urls(text: str) -> Iterator[Address]:
    """The web addresses, without the punctuation of the sentence behind them."""
    if not any(sign in text for sign in SIGNS):
        return
    for match in _URL.finditer(text):
        found = _trimmed(match.group())
        if len(found) > len("www."):
            yield Address(found, match.start(), match.start() + len(found), _key(found))


def mails(text: str) -> Iterator[Address]:
    """The mail addresses. The host is the same in capitals; names before the @ are compared so too, as all hosts do."""
    if "@" not in text:
        return
    for match in _MAIL.finditer(text):
        glued = _GLUED.match(match.group())
        start = match.start() + (glued.end() if glued else 0)
        found = match.group()[start - match.start() :].rstrip(".-_")
        yield Address(found, start, start + len(found), found.lower())


def links(text: str) -> Iterator[Address]:
    """The links that Markdown writes in a text, [so](target "title") and <so>; a title counts as being there."""
    if "](" not in text and "<" not in text:
        return
    for match in _LINK.finditer(text):
        target, title, automatic = match.groups()
        key = f"({_key(target)}{' +' if title else ''})" if target is not None else f"<{_key(automatic)}>"
        yield Address(match.group().lstrip("]"), match.start() + (match.group()[0] == "]"), match.end(), key)


def is_edition(one: str, other: str, source: str, target: str) -> bool:
    """True when the second of two keys is the first in the target's language: they differ in codes of languages only,
    /en/ and /es/, en.example.org and es.example.org, or the second has one more."""
    first, second = _PLACES.split(one), _PLACES.split(other)
    if len(first) == len(second):
        differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
        return bool(differing) and all(
            (_is_code(a, source) or a == "www") and _is_code(b, target) for a, b in differing
        )
    extra = [part for part in second if part not in first]
    return len(second) == len(first) + 1 and len(extra) == 1 and _is_code(extra[0], target)


def _is_code(part: str, language: str) -> bool:
    return _LANGUAGE.fullmatch(part) is not None and primary(part) == primary(language)


def _trimmed(text: str) -> str:
    """Without what belongs to the sentence: stops, and brackets that were not opened inside."""
    end = len(text)
    counts = {sign: text.count(sign) for sign in "()[]"}
    while end:
        last = text[end - 1]
        if last in _PARTNER:
            if counts[last] <= counts[_PARTNER[last]]:
                break
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return text[:end]


def _key(text: str) -> str:
    """Escapes resolved, the host in small letters, no slash at the end."""
    plain = unquote(text) if "%" in text else text
    scheme, sign, rest = plain.partition("://") if "://" in plain[:8] else ("", "", plain)
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}{sign}{host.lower()}{slash}{path}".rstrip("/")
