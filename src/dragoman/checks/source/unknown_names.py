"""Lists the names of the article that the glossary does not know. They are listed, and never counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import DECK, parts
from dragoman.language.facts import table
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "unknown-names"
SEVERITY = Severity.NOTE
# Two capitalised words and more in a row, initials and small particles among them.
_NAME = re.compile(
    r"\b[^\W\d_a-z][^\W\d_]*[.]?(?:[ \u00a0](?:(?:de|da|del|di|van|von|bin|al|el|la)[ \u00a0]){0,2}"
    r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*){1,5}"
)
_HINT = "add the name to the glossary, so that every language writes it one way"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A note for each name of two words and more at its first place."""
    known = [name.lower() for name in rules.names]
    words = {word for name in known for word in name.split()}
    seen: set[str] = set()
    openers = frozenset(str(table("function_words")["words"].get(primary(rules.source), "")).split())
    for part in parts(pairs):
        if part.is_aside or part.role in DECK or part.role == "subhead":
            continue  # headlines may have capitals everywhere
        for pair, text in zip(part.pairs, part.texts, strict=True):
            for match in _NAME.finditer(text):
                begins = match.start() == len(text) - len(text.lstrip(" \"“'‘«"))
                name = _plain(match.group(), openers, begins=begins)
                small = name.lower()
                if " " not in name or small in seen or set(small.split()) <= words or not name[0].isupper():
                    continue
                seen.add(small)
                message = f"the glossary does not know “{visible(name, 60)}”"
                yield rules.finding(NAME, SEVERITY, message, pair, _HINT)


def _plain(name: str, openers: frozenset[str], *, begins: bool) -> str:
    """The name without a possessive, and without a word that has its capital from the sentence's beginning."""
    name = re.sub(r"['’]s?$", "", name)
    first, _, rest = name.partition(" ")
    return rest if begins and first.lower() in openers else name
