"""How a language names currencies; read from data/money.toml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.han import is_han_written
from dragoman.language.number_words import plain

_ENDING = 4  # letters behind a stem
_BEGINNING = 2  # letters: no stem is shorter
_NO_CODES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The names of currencies, in the spelling of `plain`, each with the codes (ISO 4217) that it may stand for.
    `exact` finds what names one currency, `exact_codes` are those of its groups; `some` finds any name in a text
    without blanks."""

    whole: Mapping[str, frozenset[str]]
    stems: tuple[tuple[str, frozenset[str]], ...]
    beginnings: frozenset[str]
    exact: re.Pattern[str] | None
    exact_codes: tuple[frozenset[str], ...]
    some: re.Pattern[str]
    close: frozenset[str]  # names that count only right behind an amount

    def read(self, word: str) -> frozenset[str]:
        """The codes that a word may stand for; none for any other word."""
        found = self.whole.get(word)
        if found is None and word[:_BEGINNING] in self.beginnings:
            for stem, codes in self.stems:
                if word.startswith(stem) and len(word) - len(stem) <= _ENDING:
                    return codes
        return found or _NO_CODES


@cache
def money_words(code: str) -> MoneyWords | None:
    """The names of a primary subtag; None for languages that data/money.toml has nothing of."""
    row = table("money").get(code)
    if row is None:
        return None
    clitics = str(table("numbers").get(code, {}).get("clitics", "")).split()
    whole: dict[str, frozenset[str]] = {}
    stems: dict[str, frozenset[str]] = {}
    for family, forms in row.items():
        if family == "exact":
            continue
        for form in forms.split():
            if form.endswith("*"):
                key = plain(form[:-1])
                stems[key] = stems.get(key, frozenset()) | codes_of(family)
            else:
                for clitic in ("", *clitics):
                    key = plain(clitic + form)
                    whole[key] = whole.get(key, frozenset()) | codes_of(family)
    exact = row.get("exact", {})
    joined = "|".join(f"({re.escape(name).replace(chr(92) + '*', chr(92) + 'w*')})" for name in exact)
    border = "" if is_han_written(code) else "(?<!\\w)"
    return MoneyWords(
        whole,
        tuple(sorted(stems.items(), key=lambda each: -len(each[0]))),
        frozenset(stem[:_BEGINNING] for stem in stems),
        re.compile(f"{border}(?:{joined})", re.IGNORECASE) if exact else None,
        tuple(codes_of(codes) for codes in exact.values()),
        re.compile("|".join(re.escape(name.partition("*")[0]) for name in (*whole, *exact)) or "(?!)", re.IGNORECASE),
        frozenset(str(table("money")["close"].get(code, "")).split()),
    )


def codes_of(names: str) -> frozenset[str]:
    """The codes of families and codes, by blanks."""
    families = table("money")["families"]
    return frozenset(code for name in names.split() for code in families.get(name, name).split())
