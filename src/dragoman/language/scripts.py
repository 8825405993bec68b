"""Which script a language is written in, and which letters of a text are of another one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.tags import primary, script


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language is written: `scripts` (ISO 15924), their `letters` as ranges, a pattern for runs of them and one
    for runs of any other letters, and whether the language is surely written so (False where it has several scripts and
    the tag says none).

    `wrong` finds the characters that only the other kind of Chinese has; None for every other language.
    """

    scripts: tuple[str, ...]
    letters: str
    own: re.Pattern[str]
    foreign: re.Pattern[str]
    is_sure: bool
    wrong: re.Pattern[str] | None = None


# Numbers that `\w` takes for letters: ² ½ ₄ ⅔ Ⅳ ① ㈠. They are of every script.
_NUMBERS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089\u2150-\u2182\u2185-\u2189\u2460-\u249b\u24ea-\u24ff"
    "\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
)


@cache
def writing_of(tag: str) -> Writing | None:
    """How the language of a BCP 47 tag is written; None for one we know no script of."""
    facts = table("scripts")
    code = _named(tag) or _likely(tag)
    scripts = tuple(facts["together"].get(code, [code]))
    if any(each not in facts["letters"] for each in scripts):
        return None
    letters = "".join(facts["letters"][each] for each in scripts)
    several = primary(tag) in facts["several"]["languages"]
    return Writing(
        scripts,
        letters,
        re.compile(f"[{letters}]+"),
        re.compile(rf"[^\W\d_{_NUMBERS}{letters}]+"),
        bool(_named(tag)) or not several,
        _wrong(tag, code),
    )


@cache
def is_latin(tag: str) -> bool:
    """True for a language that is written in Latin letters only."""
    writing = writing_of(tag)
    return writing is not None and writing.scripts == ("Latn",)


def count_letters(text: str, writing: Writing) -> int:
    """How many letters of `text` are of the language's own scripts."""
    return sum(map(len, writing.own.findall(text)))


def _named(tag: str) -> str:
    """The script subtag of a tag, or ""."""
    for part in tag.replace("_", "-").split("-")[1:]:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            return part.title()
    return ""


def _likely(tag: str) -> str:
    """The script CLDR's likely subtags give, or ours where they know none."""
    from babel.core import get_global

    parts = tag.replace("_", "-").split("-")
    likely = get_global("likely_subtags")
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    for name in (f"{primary(tag)}_{region}", primary(tag)):
        if found := likely.get(name):
            return str(found).split("_")[1]
    return script(tag)


def _wrong(tag: str, code: str) -> re.Pattern[str] | None:
    if primary(tag) != "zh":
        return None
    chinese = table("scripts")["chinese"]
    kind = {"Hans": "traditional", "Hant": "simplified"}.get(code)
    return re.compile(f"[{chinese[kind]}]") if kind else None
