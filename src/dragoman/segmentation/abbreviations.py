"""abbreviations.txt: what a newsroom adds to the abbreviations of a language, or takes away from them.

One abbreviation a line, with or without its last dot: `Ald.`; behind it, if need be, its class (see data/README.md):
`No. number`. Without a class it is `general`: a sentence ends behind it only when a word follows that begins sentences.
`-etc.` takes one away that we ship, `-No. number` one class of it. `#` begins a comment.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.model import ConfigError, Where
from dragoman.segmentation.rules import CLASSES, Rules

NAME = "abbreviations.txt"
_DEFAULT = "general"
_LONGEST = 26  # characters; the engine looks no further back from a dot
_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"(?:^|\s)#.*")
_LIKE_A_CLASS = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of a file. `word` is spelled as in `Rules`: without its last dot and without blanks.

    `is_gone`: it is taken away, in the class that is named, or in every one when `kind` is "".
    """

    word: str
    kind: str
    is_gone: bool
    where: Where

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that rules know it by: of more than two parts with blanks between, the last two as well."""
        parts = self.word.split(".")
        return (self.word, ".".join(parts[-2:])) if len(parts) > 2 and not self.is_gone else (self.word,)

    def is_before(self, word: str) -> bool:
        """Whether `word`, which touches a dot, may be the end of this abbreviation."""
        known = self.word.lower() if self.word == self.word.lower() else self.word
        given = word.lower() if self.word == self.word.lower() else word
        return given == known or known.endswith(f".{given}")


def read_abbreviations(data: bytes, path: str = NAME) -> tuple[Abbreviation, ...]:
    """The lines of a file, in order. Raises ConfigError with the line and the way out."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        where = Where(path, data.count(b"\n", 0, error.start) + 1)
        raise ConfigError(f"not UTF-8: byte 0x{data[error.start]:02x}", where, "save it as UTF-8") from None
    lines = (_COMMENT.sub("", given).strip() for given in _LINE_END.split(text))
    return tuple(_read(line, Where(path, number)) for number, line in enumerate(lines, 1) if line)


def with_abbreviations(rules: Rules, lines: Sequence[Abbreviation]) -> Rules:
    """`rules` with what the lines say, in their order: the last word on an abbreviation counts."""
    if not lines:
        return rules
    found = dict(rules.abbreviations)
    for line in lines:
        for word in line.forms:
            if line.is_gone:
                _take_away(found, word, line.kind)
            else:
                found[word] = found.get(word, frozenset()) | {line.kind}
    return replace(rules, abbreviations=found)


def _take_away(found: dict[str, frozenset[str]], word: str, kind: str) -> None:
    for spelling in {word, word.lower()}:  # an entry in small letters fits the capitalised word too
        left = found.get(spelling, frozenset()) - {kind} if kind else frozenset()
        if left:
            found[spelling] = left
        else:
            found.pop(spelling, None)


def _read(line: str, where: Where) -> Abbreviation:
    is_gone = line.startswith("-")
    parts = line.removeprefix("-").split()
    kind = "" if is_gone else _DEFAULT
    if len(parts) > 1 and parts[-1] in CLASSES:
        kind = parts.pop()
    elif len(parts) > 1 and _LIKE_A_CLASS.fullmatch(parts[-1]):
        raise _unknown_class(parts[-1], where)
    word = _spelled(parts)
    if not word or not any(character.isalpha() for character in word):
        raise ConfigError(f"{line!r} holds no letter", where, "write one abbreviation a line, such as Ald.")
    if len(word) > _LONGEST:
        hint = "write one abbreviation a line; explain it behind a #"
        raise ConfigError(f"{word!r} is longer than {_LONGEST} characters", where, hint)
    return Abbreviation(word, kind, is_gone, where)


def _spelled(parts: Sequence[str]) -> str:
    """`z. B.` and `z.B.` as `z.B`; `et al.` as its last part, which alone touches the dot."""
    while len(parts) > 1 and not parts[-2].endswith("."):
        parts = parts[-1:]
    return "".join(parts).removesuffix(".")


def _unknown_class(name: str, where: Where) -> ConfigError:
    near = difflib.get_close_matches(name.lower(), CLASSES, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(CLASSES)}"
    return ConfigError(f"unknown class {name!r}", where, hint)
