"""Finds blanks and line ends at the edges of a translation and beside its marks that are not its source's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.glossary.words import UNSPACED
from dragoman.language.facts import table
from dragoman.language.punctuation import punctuation_of
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "edge-space"
SPAN = "pair"
SEVERITY = Severity.WARNING

_EMPTY = re.compile(r"\n[ \t\r]{0,8}\n\s*")
_TAG = re.compile(r"</?[a-z]+[0-9]*>")
_MARKS = re.compile(r"(\w)((?:</?[a-z]{1,20}[0-9]{0,6}>){1,6})(?=(\w))")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_LAST, _FIRST = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_FAR = 32  # letters of a word that is looked at
_CLITIC, _ENDING = 3, 2  # letters of what is put before a word, and of an ending behind a mark
_GLUING = ("ar", "arc", "arz", "ary", "fa", "he", "ur", "yi")


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each edge, marks aside, whose blanks are not the source's."""
    severity = rules.severity(NAME, SEVERITY)
    tight = punctuation_of(rules.language, rules.punctuation).is_tight
    for pair, source, target in sides(pairs, rules):
        if broken := _lines(source.text, target.text):
            message, hint, is_grave = broken
            weight = severity if is_grave else rules.at_most(NAME, Severity.NOTE)
            yield rules.finding(NAME, weight, message, pair, hint)
        if "<" in target.text:
            for start, end, message, hint in _at_marks(source.text, target.text, rules.language):
                yield rules.finding(NAME, severity, message, pair, hint, (start, end))
        if not _has_edge(source.text) and not _has_edge(target.text):
            continue
        ours, theirs = _edges(source.text), _edges(target.text)
        for edge, (wanted, _), (found, (start, end)) in zip(("begins", "ends"), ours, theirs, strict=True):
            if found == wanted or (tight and not found and not wanted.strip(" ")):
                continue
            message = f"the translation {edge} with {_told(found)}, the source with {_told(wanted)}"
            hint = "take it away" if not wanted else f"let it {edge[:-1]} as the source does"
            yield rules.finding(NAME, severity, message, pair, hint, (start, end), fix=wanted)


def _lines(source: str, target: str) -> tuple[str, str, bool] | None:
    """What is wrong with the line ends inside a text, how to mend it, and whether a paragraph is lost or won. Formats
    take the line ends that mean nothing away: those that are left mean something."""
    if "\n" not in source and "\n" not in target:
        return None
    source, target = source.strip(), target.strip()
    wanted, found = len(_EMPTY.findall(source)), len(_EMPTY.findall(target))
    if wanted != found:
        message = f"the translation has {found} empty lines inside, the source {wanted}"
        return message, "break the text where the source does", True
    wanted, found = source.count("\n") + 1, target.count("\n") + 1
    if wanted != found:
        message = f"the translation has {found} line{'s' * (found != 1)}, the source {wanted}"
        return message, "end lines where the source does", False
    return None


def _at_marks(source: str, target: str, language: str) -> Iterator[tuple[int, int, str, str]]:
    """Places where a mark stands between two letters in the target only: the blank beside it is lost. Prepositions are
    glued in Arabic and Hebrew, endings in many languages, and scripts without blanks have none."""
    glued = {tag for match in _glued(source) for tag in _TAG.findall(match.group(2))}
    known = set(_TAG.findall(source))
    for match in _glued(target):
        tags = _TAG.findall(match.group(2))
        if not known.issuperset(tags) or not glued.isdisjoint(tags):
            continue
        before, after = _LAST.search(target[: match.start(2)][-_FAR:]), _FIRST.match(target, match.end(2))
        if before is None or after is None or _is_joined(before.group(), after.group(), tags, language):
            continue
        yield match.start(2), match.end(2), f"no blank stands beside {''.join(tags)}", "write the blank of the source"


def _glued(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _MARKS.finditer(text) if match.group(1).isalpha() and match.group(3).isalpha())


def _is_joined(before: str, after: str, tags: list[str], language: str) -> bool:
    if _UNSPACED.search(before + after):
        return True
    if tags[0].startswith("</"):
        return len(after) <= _ENDING or primary(language) in table("writing")["suffixing"]["languages"]
    return (len(before) == 1 and before > "\u0590") or (len(before) <= _CLITIC and primary(language) in _GLUING)


def _has_edge(text: str) -> bool:
    return len(text.strip()) != len(text) or text[:1] == "<" or text[-1:] == ">"


def _edges(text: str) -> tuple[tuple[str, tuple[int, int]], tuple[str, tuple[int, int]]]:
    """The blanks at both edges, and where they stand: outside or just inside the marks there."""
    first, start = "", 0
    while True:
        begin = len(text) - len(text[start:].lstrip())
        if begin > start:
            first, place = text[start:begin], (start, begin)
            break
        tag = _TAG.match(text, start)
        if tag is None:
            place = (start, start)
            break
        start = tag.end()
    last, stop = "", len(text)
    while True:
        end = len(text[:stop].rstrip())
        if end < stop:
            last, rear = text[end:stop], (end, stop)
            break
        opened = text.rfind("<", max(0, stop - 24), stop)
        if opened < 0 or not _TAG.fullmatch(text, opened, stop):
            rear = (stop, stop)
            break
        stop = opened
    return (first, place), (last, rear)


def _told(blanks: str) -> str:
    if not blanks:
        return "none"
    if blanks.strip(" "):
        return " ".join(_NAMES.get(blank, f"U+{ord(blank):04X}") for blank in blanks[:4])
    return "a blank" if len(blanks) == 1 else f"{len(blanks)} blanks"


_NAMES = {" ": "a blank", "\n": "a line end", "\r": "a carriage return", "\t": "a tab"}
