"""Finds what belongs to a web page and not to the article: forms for comments, buttons, notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import parts
from dragoman.language.facts import table
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "page-chrome"
SEVERITY = Severity.ERROR
_MOST = 14  # words of a line that is chrome as a whole
_SENTENCES = 2
_COUNT = re.compile(r"\s*[(\[]?\s*\d{1,7}\s*[)\]]?\s*$|^\s*\d{1,7}\s+")
_EDGES = " \t\u00a0.!:…»›→>|•·+↓▼-–—"
_HINT = "take the line out; 'exclude' and 'end' of the format leave out what every page carries"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each line that is a known piece of a page, whole or, for longer notices, by its beginning."""
    whole, beginnings = _known(primary(rules.source))
    for part in parts(pairs):
        if part.is_aside or len(part.words) > _MOST:
            continue
        said = _plain(part.text)
        if said in whole or (len(part.texts) <= _SENTENCES and said.startswith(beginnings)):
            message = f"no part of the article: “{visible(part.text.strip(), 60)}”"
            yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, part.pairs[0], _HINT)


def _plain(text: str) -> str:
    """A line without what varies: case, counts, arrows."""
    said = " ".join(text.lower().split()).replace("’", "'")
    return _COUNT.sub("", said.strip(_EDGES)).strip(_EDGES)


@cache
def _known(language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    facts = table("source_copy")["chrome"]
    lines = [line for tag in {language, "en"} for line in facts.get(tag, ())]
    whole = frozenset(line for line in lines if not line.endswith("*"))
    return whole, tuple(line[:-1] for line in lines if line.endswith("*"))
