"""Finds characters without a width where the language does not write with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.invisible import invisible, names, needed_by
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "zero-width"
SPAN = "pair"
SEVERITY = Severity.WARNING

_NON_JOINER, _JOINER, _SOFT_HYPHEN = "\u200c", "\u200d", "\u00ad"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each run of them that the language does not need and the source does not have. A note for a soft
    hyphen inside a word, which only says where a line may break."""
    needed = needed_by(rules.language)
    pattern = invisible()
    article = sides(pairs, rules)
    joined = article.targets
    doubtful = joined.holding(names().keys() - needed)
    if needed and joined.holding(needed):
        doubtful |= joined.matching(_astray(needed))
    for pair, source, target in article.at(doubtful):
        for match in pattern.finditer(target.text):
            run, start, end = match.group(), *match.span()
            if run in source.text:
                continue
            before, after = target.text[:start][-1:], target.text[end : end + 1]
            if len(run) == 1 and _is_right(run, before, after, needed):
                continue
            severity = rules.severity(NAME, SEVERITY)
            hint = "take it out"
            fix: str | None = ""
            if run == _SOFT_HYPHEN and before.isalpha() and after.isalpha():
                severity = rules.at_most(NAME, Severity.NOTE)
                hint, fix = "take it out unless the layout asks for it", None
            said = names()[run[0]]
            code = f"U+{ord(run[0]):04X}"
            if run in needed:
                message = f"a {said} ({code}) stands at the edge of a word, where it does nothing"
            elif run[0] in needed and len(set(run)) == 1:
                message = f"a {said} ({code}) stands {len(run)} times in a row"
                hint, fix = "write one", run[0]
            elif len(run) > 1 and (kept := [character for character in run if character in needed]):
                message = f"{len(run)} characters without a width stand in a row, a {said} ({code}) first"
                hint, fix = f"write only U+{ord(kept[0]):04X}", kept[0]
            else:
                message = f"a {said} ({code}) stands in the text, and nobody can see it"
            yield rules.finding(NAME, severity, message, pair, hint, (start, end), fix=fix)


@lru_cache(maxsize=64)
def _astray(needed: frozenset[str]) -> re.Pattern[str]:
    """Finds what a language needs beside a blank or another such character. All others of these are right."""
    beside = rf"\s{''.join(map(re.escape, names()))}"
    return re.compile(f"[{''.join(needed)}](?:(?![^{beside}])|(?<![^{beside}].))")


def _is_right(character: str, before: str, after: str, needed: frozenset[str]) -> bool:
    """True where the language needs it at this place, and inside a character made of several pictures."""
    if character == _JOINER and (_is_picture(before) or _is_picture(after)):
        return True
    if character not in needed:
        return False
    if character == _NON_JOINER:  # nothing is joined to a blank; a quotation mark or bracket may end a word
        return bool(before and after) and not before.isspace() and not after.isspace()
    return bool(before or after)


def _is_picture(character: str) -> bool:
    return character >= "\U0001f000" or "\u2190" <= character <= "\u2bff" or character == "\ufe0f"
