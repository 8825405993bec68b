"""Suffixes that heap up behind a stem, as in Turkish: recognised by a pattern, not listed one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """`cut` is the citation ending taken off; `stems` how the stem may change (a pattern, what it becomes), each with
    the pattern of suffixes that may follow. `never` are sequences of letters that the language does not have between
    the stem's last vowel and the end (vowel harmony, voicing); there a hyphen stands between stem and suffixes. Behind
    the stems that `loans` finds, suffixes may also follow as if the stem's vowel were the one that `fronted` gives.
    `compound`: only for the last word of a rendering of several.
    """

    sure: bool
    compound: bool
    least: int
    cut: re.Pattern[str]
    stems: tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...]
    never: re.Pattern[str]
    vowel: re.Pattern[str]
    loans: re.Pattern[str]
    fronted: dict[int, int]

    def makes(self, word: str, shape: str) -> bool:
        """True when `shape` is `word` with a row of suffixes."""
        return any(shape.startswith(stem) and self._is_row(stem, shape, tail) for stem, tail in _stems(self, word))

    def _is_row(self, stem: str, shape: str, tail: re.Pattern[str]) -> bool:
        if not tail.fullmatch(shape, len(stem)):
            return False
        vowels = list(self.vowel.finditer(stem))
        end, row = stem[vowels[-1].start() if vowels else 0 :], shape[len(stem) :]
        if not self.never.search(f"{end}-{row}"):
            return True
        return bool(self.loans.search(stem)) and not self.never.search(f"{end.translate(self.fronted)}-{row}")


@lru_cache(maxsize=8192)
def _stems(chain: Chain, word: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = chain.cut.search(word)
    if found is None or found.start() < chain.least:
        return ()
    stem = word[: found.start()]
    return tuple(
        (stem[: match.start()] + match.expand(to), tail)
        for pattern, to, tail in chain.stems
        if (match := pattern.search(stem))
    )


def read_chains(rows: Iterable[Mapping[str, Any]]) -> tuple[Chain, ...]:
    """The chains of a language's table. Patterns name their parts in braces, and parts other parts before them."""
    return tuple(_read(row) for row in rows)


def _read(row: Mapping[str, Any]) -> Chain:
    parts: dict[str, str] = {}

    def spelled(text: str) -> str:
        return _PART.sub(lambda match: parts[match[1]], text)

    for name, text in row.get("parts", {}).items():
        parts[name.lower()] = f"(?:{spelled(text)})"
    return Chain(
        row.get("sure", False),
        row.get("compound", False),
        row.get("least", 2),
        re.compile(rf"(?:{spelled(row.get('lemma', ''))})$"),
        tuple(_stem(rule, spelled) for rule in row["stems"]),
        re.compile("|".join(spelled(each) for each in row["never"]) or r"(?!)"),
        re.compile(spelled(row["vowel"])),
        re.compile(spelled(row["loans"]) if "loans" in row else r"(?!)"),
        str.maketrans(*row.get("fronted", ("", ""))),
    )


def _stem(rule: list[str], spelled: Callable[[str], str]) -> tuple[re.Pattern[str], str, re.Pattern[str]]:
    pattern, to, tail = rule
    return re.compile(spelled(pattern)), to, re.compile(spelled(tail))
