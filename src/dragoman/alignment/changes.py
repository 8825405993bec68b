"""What changed between two versions of a text: from its blanks to its meaning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from enum import StrEnum

from dragoman.alignment.words import NUMBER, words
from dragoman.language.negation import negations


class ChangeClass(StrEnum):
    """Classes of a source edit. The first three are mechanical: they leave the meaning alone."""

    WHITESPACE = "whitespace"
    MARKUP = "markup"
    URL = "url"
    PUNCTUATION = "punctuation"
    NUMBER = "number"
    NAME = "name"
    NEGATION = "negation"
    WORDING = "wording"
    ROLE = "role"  # the same text in another place: a headline became a caption

    @property
    def is_mechanical(self) -> bool:
        return self in (ChangeClass.WHITESPACE, ChangeClass.MARKUP, ChangeClass.URL)


_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOLE = "\N{OBJECT REPLACEMENT CHARACTER}"
_IGNORED = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")  # soft hyphen, and blanks without width


def web_addresses(text: str) -> list[str]:
    """The URLs and e-mail addresses that stand in `text` itself, in order."""
    return [_bare(found.group()) for found in _URL.finditer(text)]


def classify(old: str, new: str, names: Collection[str] = (), language: str = "") -> ChangeClass:
    """The gravest class that fits the change from `old` to `new` (texts with marks as tags).

    A negation outweighs a number, a number a name, a name other words. `names` are known names of people, places and
    organisations. `language` (BCP 47) narrows the negating words; without it those of all languages count.
    """
    old_plain, new_plain = _squeezed(_TAG.sub("", old)), _squeezed(_TAG.sub("", new))
    if old_plain == new_plain:
        return ChangeClass.WHITESPACE if _squeezed(old) == _squeezed(new) else ChangeClass.MARKUP
    if _without_addresses(old_plain) == _without_addresses(new_plain):
        return ChangeClass.URL
    before, after = words(old_plain), words(new_plain)
    if negations(old_plain, before, language) != negations(new_plain, after, language):
        return ChangeClass.NEGATION
    if Counter(filter(_is_number, before)) != Counter(filter(_is_number, after)):
        return ChangeClass.NUMBER
    if before == after:
        return ChangeClass.PUNCTUATION
    return ChangeClass.NAME if _touches_name(before, after, names) else ChangeClass.WORDING


def bare(text: str) -> str:
    """What the mechanical classes leave alone: texts that are equal so differ in blanks, marks or addresses only."""
    return _without_addresses(_squeezed(_TAG.sub("", text)))


def as_one(parts: Sequence[str], whole: str) -> str:
    """The parts of a split or join as one text. A word that is a capital's only because its part begins there is
    written as in `whole`: it is no name."""
    known = set(words(whole))
    out = list(parts[:1])
    for part in parts[1:]:
        first = next(iter(words(_TAG.sub("", part))), "")
        lower = first[:1].lower() + first[1:]
        out.append(part.replace(first, lower, 1) if first not in known and lower in known else part)
    return " ".join(out)


def _squeezed(text: str) -> str:
    return " ".join(text.translate(_IGNORED).split())


def _bare(address: str) -> str:
    return address.rstrip(".,;:!?)]}'’")


def _without_addresses(text: str) -> str:
    return _URL.sub(lambda found: _HOLE + found.group()[len(_bare(found.group())) :], text)


def _is_number(word: str) -> bool:
    return NUMBER.match(word) is not None


def _touches_name(before: list[str], after: list[str], names: Collection[str]) -> bool:
    """True when a changed word belongs to a known name, or is written like one inside the sentence."""
    old, new = Counter(before), Counter(after)
    known = {word for name in names for word in words(name)}
    changed = (old - new) + (new - old)
    inside = {*before[1:], *after[1:]}
    return any(word in known or (word in inside and word[:1].isupper()) for word in changed)
