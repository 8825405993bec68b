"""Reads Hunspell dictionaries: which words an entry of the .dic file stands for, by the rules of the .aff file.

Written from the format's manual (hunspell(5)); enough of it for what spelling dictionaries use in inflection: SFX and
PFX with conditions, cross products, continuation flags, NEEDAFFIX, FORBIDDENWORD, ONLYINCOMPOUND, CIRCUMFIX, flag
aliases. Compounds are not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of an affix: take `strip` off, put `add` on, where the word fits `condition`."""

    strip: str
    add: str
    condition: re.Pattern[str]
    flags: frozenset[str]
    crosses: bool


@dataclass
class Affixes:
    """What an .aff file says."""

    encoding: str = "latin-1"
    read_flags: Callable[[str], list[str]] = list
    aliases: list[frozenset[str]] = field(default_factory=list)
    suffixes: dict[str, list[Rule]] = field(default_factory=dict)
    prefixes: dict[str, list[Rule]] = field(default_factory=dict)
    needs_affix: str = ""
    forbidden: str = ""
    only_in_compound: str = ""
    circumfix: str = ""
    long_strip: bool = False

    def flags(self, text: str) -> frozenset[str]:
        if self.aliases and text.isdigit():
            return self.aliases[int(text) - 1]
        return frozenset(self.read_flags(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a .dic file."""

    word: str
    flags: frozenset[str]
    remarks: tuple[str, ...] = ()


_FLAGS: dict[str, Callable[[str], list[str]]] = {
    "long": lambda text: [text[at : at + 2] for at in range(0, len(text), 2)],
    "num": lambda text: [number for number in text.split(",") if number],
    "UTF-8": list,
}


def read_affixes(path: Path) -> Affixes:
    """The .aff file at `path`."""
    data = path.read_bytes()
    named = re.search(rb"^SET\s+(\S+)", data, re.MULTILINE)
    affixes = Affixes(encoding=named[1].decode().replace("microsoft-cp", "cp") if named else "latin-1")
    known: dict[str, tuple[str, bool]] = {}
    for line in data.decode(affixes.encoding, errors="replace").lstrip("\ufeff").splitlines():
        match line.split("#")[0].split() if not line.startswith(("SFX", "PFX")) else line.split():
            case ["FLAG", kind, *_]:
                affixes.read_flags = _FLAGS[kind]
            case ["AF", value, *_]:
                if not affixes.aliases and value.isdigit() and "" not in known:
                    known[""] = "", False
                else:
                    affixes.aliases.append(frozenset(affixes.read_flags(value)))
            case ["NEEDAFFIX" | "PSEUDOROOT", flag, *_]:
                affixes.needs_affix = affixes.read_flags(flag)[0]
            case ["FORBIDDENWORD", flag, *_]:
                affixes.forbidden = affixes.read_flags(flag)[0]
            case ["ONLYINCOMPOUND", flag, *_]:
                affixes.only_in_compound = affixes.read_flags(flag)[0]
            case ["CIRCUMFIX", flag, *_]:
                affixes.circumfix = affixes.read_flags(flag)[0]
            case ["FULLSTRIP", *_]:
                affixes.long_strip = True
            case ["SFX" | "PFX" as side, flag, *rest]:
                if (side + flag) not in known:
                    known[side + flag] = side, rest[0] == "Y"
                else:
                    rules = affixes.suffixes if side == "SFX" else affixes.prefixes
                    rules.setdefault(flag, []).append(_rule(affixes, side, rest, known[side + flag][1]))
    return affixes


def _rule(affixes: Affixes, side: str, fields: list[str], crosses: bool) -> Rule:
    strip, add, *more = fields
    condition = more[0] if more and ":" not in more[0] else "."
    add, _, flags = add.partition("/")
    pattern = _condition(condition)
    return Rule(
        "" if strip == "0" else strip,
        "" if add == "0" else add,
        re.compile(f"(?:{pattern})$" if side == "SFX" else f"(?:{pattern})"),
        affixes.flags(flags) if flags else frozenset(),
        crosses,
    )


@cache
def _condition(text: str) -> str:
    """A condition knows characters, dots and bracketed sets; everything else stands for itself."""
    return "".join(
        piece if piece[0] == "[" and len(piece) > 1 else "." if piece == "." else re.escape(piece)
        for piece in re.findall(r"\[\^?[^\]]+\]|.", text)
    )


def read_entries(path: Path, affixes: Affixes) -> Iterator[Entry]:
    """The entries of the .dic file at `path`, in order."""
    text = path.read_bytes().decode(affixes.encoding, errors="replace").lstrip("\ufeff")
    for line in text.splitlines()[1:]:
        if line.startswith(("\t", "#")) or not line.strip():
            continue
        first, *remarks = re.split(r"\s+(?=[a-z]{2}:)|\t", line.strip())
        word, _, flags = first.replace(r"\/", "\0").partition("/")
        yield Entry(
            word.replace("\0", "/").strip(), affixes.flags(flags.strip()) if flags else frozenset(), tuple(remarks)
        )


def expand(entry: Entry, affixes: Affixes, *, prefixes: bool = True, without: frozenset[str] = frozenset()) -> set[str]:
    """Every word that `entry` stands for, itself included when it may stand alone; affixes `without` the named ones."""
    if affixes.forbidden and affixes.forbidden in entry.flags:
        return set()
    found: set[str] = set()
    for word, flags, crosses, around in _suffixed(entry.word, entry.flags - without, affixes):
        if not around and _stands(flags, affixes):
            found.add(word)
        if prefixes and crosses:
            found.update(_prefixed(word, (entry.flags | flags) - without, around, word == entry.word, affixes))
    return found


def _prefixed(word: str, flags: frozenset[str], around: bool, is_plain: bool, affixes: Affixes) -> Iterator[str]:
    for flag in flags & affixes.prefixes.keys():
        for rule in affixes.prefixes[flag]:
            closes = affixes.circumfix != "" and affixes.circumfix in rule.flags
            fits = word.startswith(rule.strip) and rule.condition.match(word)
            if around == closes and (is_plain or rule.crosses) and fits and _stands(rule.flags, affixes):
                yield rule.add + word.removeprefix(rule.strip)


def _stands(flags: frozenset[str], affixes: Affixes) -> bool:
    return not flags & ({affixes.needs_affix, affixes.forbidden, affixes.only_in_compound} - {""})


def _suffixed(
    word: str, flags: frozenset[str], affixes: Affixes, depth: int = 2
) -> Iterator[tuple[str, frozenset[str], bool, bool]]:
    """The word with each of its suffixes: word, own flags, whether prefixes may be added, whether one must."""
    yield word, flags, True, False
    for flag in flags & affixes.suffixes.keys():
        for rule in affixes.suffixes[flag]:
            if not word.endswith(rule.strip) or not rule.condition.search(word):
                continue
            stem = word[: len(word) - len(rule.strip)]
            if not stem and not affixes.long_strip:
                continue
            made = stem + rule.add
            around = affixes.circumfix != "" and affixes.circumfix in rule.flags
            yield made, rule.flags, rule.crosses, around
            if depth > 1 and rule.flags & affixes.suffixes.keys():
                for deeper in _suffixed(made, rule.flags, affixes, depth - 1):
                    if deeper[0] != made:
                        yield deeper
