"""Finds sentences of the article that end in the air, as where a link or a line was lost on the way here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dragoman.checks.rules import Rules
from dragoman.checks.source.copy import Part, parts
from dragoman.glossary.words import WALL
from dragoman.language.facts import table
from dragoman.language.punctuation import punctuation_of
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "cut-sentence"
SEVERITY = Severity.ERROR
_CLOSERS = "\"'”’»›“‘)]}）」』*"
_COMMAS = ",،、，"
_LONG = 20  # words of a text that is a sentence, not a heading or a list of names
_SOME = 6
_HEADING = 7  # words of what has been taken for a heading, as it has no stop
_LAST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_STOPPED = re.compile(r"[^\W\d_]+(?=[.!?]$)")
# An address, a picture or a line's end that formats make a mark stands at the end.
_ADDRESS = re.compile(r"<[a-z]{1,12}[0-9]{0,4}/>\s{0,8}$")
_HINT = "complete the sentence, or take it out"


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each paragraph that ends with a word that another must follow, with a comma, or, where it is surely
    made of sentences, with no mark at all. What comes before a list may end so."""
    words = _words(primary(rules.source))
    facts = punctuation_of(rules.source)
    if "stop" in facts.lacks:
        return
    found = parts(pairs)
    for at, part in enumerate(found):
        follows = found[at + 1 : at + 2]
        leads = bool(follows) and follows[0].is_entry and not part.is_entry
        if part.is_aside or part.role == "headline":
            continue
        if end := _end(part, words, leads=leads, is_last=not follows):
            message = f"the text ends in the air: “… {visible(end, 60)}”"
            yield rules.finding(NAME, rules.severity(NAME, SEVERITY), message, part.pairs[-1], _HINT)


def _end(part: Part, words: tuple[frozenset[str], frozenset[str]], *, leads: bool, is_last: bool) -> str:
    """The last words of a text that goes on; "" when it ends."""
    opens, never = words
    whole = part.text
    bare = whole.rstrip(_CLOSERS)
    if not bare or bare.endswith(WALL) or _ADDRESS.search(part.pairs[-1].segment.text[-300:]):
        return ""
    end = " ".join(whole.split()[-4:])
    if stopped := _STOPPED.search(bare[-40:]):
        return end if stopped.group() in never else ""
    last = _LAST.search(bare[-40:])
    if last is None and bare[-1] not in _COMMAS:
        return end if bare[-1].isdecimal() and len(part.texts) > 1 and not (part.is_entry or is_last) else ""
    word = last.group().lower() if last else ""
    if not part.is_body:
        is_sentence = word in never or (word in opens and part.role == "subhead" and len(part.words) >= _HEADING)
        return end if is_sentence and bare == whole else ""
    if leads:
        return ""
    if bare[-1] in _COMMAS:
        return end if len(part.words) >= _SOME and not part.is_entry and bare == whole else ""
    if word in opens and bare == whole and len(part.words) >= _SOME:
        return "" if part.is_entry and word in table("source_copy")["joining"] else end
    is_prose = len(part.texts) > 1 or len(part.words) >= _LONG
    return end if is_prose and not part.is_entry and not is_last else ""


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that end no text, and those that end none even before a full stop."""
    facts = table("source_copy")
    found = (frozenset(str(facts[name].get(language, "")).split()) for name in ("open", "never"))
    opens, never = found
    return opens | never, never
