"""Running text as tokens that know their capitals, possessives and blanks."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from dragoman.glossary.suggesting.facts import Facts

Shape: TypeAlias = Literal["capital", "small", "number", "sign"]

_APOSTROPHES = "'’ʼ"
# Initials (J.M., U.S.), words with inner hyphens and apostrophes, numbers, and any other character.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){1,6}(?![^\W\d_])"
    r"|[^\W\d_]\w*(?:['’ʼ‐‑-]\w+)*"
    r"|\d[\d.,:/]*\d\w*|\d\w*"
    r"|\S"
)
_POSSESSIVE = re.compile(r"(?:(?<=\w)['’ʼ][sS])$")
_HYPHENS = re.compile(r"[-‐‑]")


class Token(NamedTuple):
    """A piece of text. `text` is without a possessive, `low` in small letters; `blank`: one stands before it."""

    text: str
    low: str
    shape: Shape
    start: int
    end: int
    blank: bool
    is_possessive: bool = False

    @property
    def is_acronym(self) -> bool:
        """True for two capitals or more, and nothing small."""
        return self.text.isupper() and "." not in self.text[:-1] and sum(map(str.isalpha, self.text)) > 1

    @property
    def is_initial(self) -> bool:
        return self.shape == "capital" and self.text.endswith(".") and (len(self.text) == 2 or self.text[1] == ".")


def tokens(text: str, facts: Facts) -> list[Token]:
    """The tokens of running text in order; a hyphen or apostrophe that joins a name to other words cuts it off them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if found and start < found[-1].end:
            continue  # the dot of an abbreviation
        blank = start > 0 and text[start - 1].isspace()
        word = match.group()
        if not word[0].isalnum():
            found.append(Token(word, word, "sign", start, end, blank))
        elif not word[0].isalpha():
            found.append(Token(word, word.lower(), "number", start, end, blank))
        elif word.isalpha():
            dotted = text[end : end + 1] == "." and word.lower() in facts.abbreviations and word[0].isupper()
            if dotted and text[end + 1 : end + 2].isspace():
                found.append(Token(f"{word}.", word.lower(), "capital", start, end + 1, blank))
            else:
                capital = word[0].isupper() or not (word.islower() or word[1:].islower())
                plural = word[-1] in "sS" and text[end : end + 1] in _APOSTROPHES and text[end : end + 1] != ""
                low = word.lower()
                found.append(Token(word, low, "capital" if capital else "small", start, end, blank, plural))
        elif word[-1] == ".":
            found.append(Token(word, word.lower(), "capital" if word[0].isupper() else "small", start, end, blank))
        else:
            found += _joined(word, start, blank, facts)
    return found


def _joined(word: str, start: int, blank: bool, facts: Facts) -> list[Token]:
    """A word with hyphens, apostrophes or figures: whole when it is a name; else the name in it by itself."""
    possessive = _POSSESSIVE.search(word)
    bare = word[: possessive.start()] if possessive else word
    parts = [(part.start(), part.end()) for part in re.finditer(r"[^'’ʼ‐‑-]+", bare)]
    capital = [bare[begin].isupper() or (not bare[begin:end][1:].islower() and _is_mixed(bare[begin:end]))
               for begin, end in parts]  # fmt: skip
    ends = start + len(bare)
    is_name = capital[-1] or bare[parts[-1][0]].isdigit()
    if not any(capital):
        return [Token(bare, bare.lower(), "small", start, ends, blank, possessive is not None)]
    if capital[0] and (is_name or len(parts) == 1 or not _HYPHENS.search(bare)):
        return [Token(bare, bare.lower(), "capital", start, ends, blank, possessive is not None)]
    if capital[0]:  # Lisbon-based, Rector-elect
        last = max(index for index, one in enumerate(capital) if one)
        cut = parts[last][1]
        rest = bare[cut:]
        return [
            Token(bare[:cut], bare[:cut].lower(), "capital", start, start + cut, blank),
            Token(rest, rest.lower(), "sign", start + cut, ends, False),
        ]
    first = capital.index(True)
    fronts = [bare[begin:end].lower() for begin, end in parts[:first]]
    if all(front in facts.prefixes and front not in facts.function for front in fronts):  # al-Rashid, d'Aubigny
        return [Token(bare, bare.lower(), "capital", start, ends, blank, possessive is not None)]
    cut = parts[first][0]
    name = bare[cut:]
    low = bare[:cut].lower().rstrip(_APOSTROPHES)  # l’Eau: an article; anti-: no word by itself
    return [
        Token(bare[:cut], low, "small" if low == fronts[-1] else "sign", start, start + cut, blank),
        Token(name, name.lower(), "capital", start + cut, ends, False, possessive is not None),
    ]


def _is_mixed(part: str) -> bool:
    return any(map(str.isupper, part))
