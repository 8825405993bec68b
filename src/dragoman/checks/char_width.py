"""Finds full-width Latin letters and digits, half-width katakana, and words of both widths."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "char-width"
SPAN = "pair"
SEVERITY = Severity.WARNING

_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_HALF = "\uff66-\uff9f\uffa1-\uffdc"
_ANY = re.compile(f"[{_WIDE}{_HALF}]")
_DIGITS = re.compile("[\uff10-\uff19.,\uff0e\uff0c]+")
# A word or number with all that belongs to it: 1,200.5, A-b.
_PIECE = re.compile(f"[{_WIDE}0-9A-Za-z][{_WIDE}0-9A-Za-z.,\uff0e\uff0c]*|[{_HALF}]+")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each such run that the source does not have. A single full-width letter or digit is house style in
    Japanese newspapers and none."""
    is_japanese = primary(rules.language) == "ja"
    has_wide_digits = "fullwide" in rules.style.digits  # the house's own style
    severity = rules.severity(NAME, SEVERITY)
    article = sides(pairs, rules)
    for pair, source, target in article.at(article.targets.odd):
        if not _ANY.search(target.text):
            continue
        for match in _PIECE.finditer(target.running):
            found = match.group().rstrip(".,\uff0e\uff0c")
            if (
                not _ANY.search(found)
                or found in source.text
                or (has_wide_digits and _DIGITS.fullmatch(found))
                or (is_japanese and len(found) == 1 and found > "9" and "\uff10" <= found <= "\uff5a")
            ):
                continue
            plain = unicodedata.normalize("NFKC", found)
            kind = "half-width letters" if "\uff61" <= found[0] <= "\uffdc" else "full-width letters or digits"
            message = f"“{visible(found, 40)}” is written with {kind}"
            place = target.span(match.start(), match.start() + len(found))
            yield rules.finding(
                NAME, severity, message, pair, f"write “{visible(plain, 40)}”", place, fix=target.fix(place, plain)
            )
