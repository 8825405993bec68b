"""The last part of a page's address, made from its title."""

from __future__ import annotations

import re
import unicodedata

from dragoman.language.facts import table
from dragoman.language.tags import primary

_LENGTH = 80  # characters; longer ones are cut behind a word
_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
_APOSTROPHES = re.compile("['’ʼʹ`´]")
_ASCII = re.compile(r"[a-z0-9]+")
_NO_WORD = re.compile(r"[^\w\s-]")
_DASHES = re.compile(r"[-\s]+")
_OF_WORDS = frozenset("LMN")  # letters, the marks on them, digits: general categories of Unicode


def slug(title: str, language: str, *, native: bool = False) -> str:
    """`title` (BCP 47 `language`) as words of small letters with hyphens, "" when it has none.

    In Latin letters, as the language's readers expect where we know it (see data/slugs.toml), by AnyAscii elsewhere;
    "" for a language whose transliteration nobody could read. With `native` the letters stay as they are (RFC 3987).
    """
    facts = table("slugs")
    code = primary(language)
    if not native and code in facts["unreadable"]:
        return ""
    text = unicodedata.normalize("NFC", title)
    for capital, small in facts["capitals"].get(code, {}).items():
        text = text.replace(capital, small)
    text = _APOSTROPHES.sub(" " if code in facts["elides"] else "", text.lower())
    return _cut(_native(text) if native else _ASCII.findall(_transliterated(text, facts["letters"].get(code, {}))))


def title_slug(title: str) -> str:
    """The address that Pelican makes of a title when an article gives none: the same as its `slugify`, but that
    AnyAscii spells the letters outside ASCII."""
    from anyascii import anyascii

    return _DASHES.sub("-", _NO_WORD.sub("", anyascii(unicodedata.normalize("NFKD", title))).strip()).lower()


def _native(text: str) -> list[str]:
    return "".join(each if unicodedata.category(each)[0] in _OF_WORDS else " " for each in text).split()


def _transliterated(text: str, letters: dict[str, str]) -> str:
    from anyascii import anyascii

    spelled = "".join(letters.get(letter, letter) for letter in text)
    return _APOSTROPHES.sub("", anyascii(_HAN.sub(r" \1 ", spelled))).lower()


def _cut(words: list[str]) -> str:
    out = ""
    for word in words:
        longer = f"{out}-{word}" if out else word[:_LENGTH]
        if len(longer) > _LENGTH:
            break
        out = longer
    return out
