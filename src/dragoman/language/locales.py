"""Locale filters: which languages a piece of text is meant for."""

from __future__ import annotations


def is_meant(locales: str, language: str) -> bool:
    """True when text with this filter is meant for `language` (BCP 47).

    `locales` is a list of language ranges by commas; a `!` before it means all others. "" is every language.
    """
    if not locales:
        return True
    ranges = [part.strip() for part in locales.lstrip("!").split(",")]
    found = any(_matches(part, language) for part in ranges if part)
    return found != locales.startswith("!")


def _matches(wanted: str, language: str) -> bool:
    """Extended filtering (RFC 4647, 3.3.2): `*-CH` is any language in Switzerland, `de-CH` also `de-Latn-CH`."""
    ranges = wanted.lower().split("-")
    tags = language.lower().split("-")
    if ranges[0] not in ("*", tags[0]):
        return False
    at = 1
    for part in ranges[1:]:
        if part == "*":
            continue
        while at < len(tags) and tags[at] != part:
            if len(tags[at]) == 1:  # a singleton begins an extension
                return False
            at += 1
        if at >= len(tags):
            return False
        at += 1
    return True
