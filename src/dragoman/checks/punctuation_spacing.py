"""Finds blanks that are missing, wrong or too many beside punctuation, by the habits of the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, sides
from dragoman.glossary.words import WALL
from dragoman.language.punctuation import NO_BREAK, Punctuation, masked, punctuation_of
from dragoman.language.scripts import Writing, writing_of
from dragoman.language.tags import primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.segmentation.rules import rules_of

NAME = "punctuation-spacing"
SPAN = "pair"
SEVERITY = Severity.WARNING

_BLANK = " \t\u00a0\u202f\u2009"
_SIGNS = ".,;:!?…،؛؟۔।。、，！？：；\u037e·"
# Each begins with the sign or blank that is looked for: a pattern that begins with a look behind is tried everywhere.
_BEFORE = re.compile(f"[{_BLANK}]{{1,8}}(?=[{_SIGNS}])")
_OPEN_BRACKET = re.compile(f"[(\\[（]([{_BLANK}]{{1,8}})(?=[^\\s\\])])")
_CLOSED_BRACKET = re.compile(f"[{_BLANK}]{{1,8}}(?=[)\\]）])")
_IN_QUOTES = re.compile(f"[“„‘‚¿¡]([{_BLANK}]{{1,8}})(?=\\w)")
_TOUCHED = ",;:!?.،؛؟۔।"
_TOUCHING = re.compile(rf"[{_TOUCHED}](?=[^\W\d_])")
_WIDE = re.compile(f"[，。、；：！？」』）》]([{_BLANK}]{{1,8}})(?=\\S)")
_POINT = re.compile(r"(?:</?[a-z]{1,12}[0-9]{0,4}>)?<[a-z]{1,12}[0-9]{0,4}/>")
_GENDERED = frozenset(["de", "sv", "fi"])  # Leser:innen, EU:n


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    hint: str
    is_note: bool = False
    fix: str = ""


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each blank that the language wants or does not want beside a sign; a note for one at which a line
    may break although it should not. Numbers, times, ratios, addresses, code and smileys are let be."""
    severity = rules.severity(NAME, SEVERITY)
    facts, writing = punctuation_of(rules.language, rules.punctuation), writing_of(rules.language)
    names = rules_of(rules.source).exclaiming
    language = primary(rules.language)
    article = sides(pairs, rules)
    running = article.running
    for pair, source, target in article.at(running.matching(_suspect(facts)) | running.holding("<&")):
        text = masked(target.running)
        for fault in _faults(text, source.running, facts, writing, language, names):
            if not _stands(target, fault):
                continue  # a mark without text, such as a footnote's number, stands there
            weight = rules.at_most(NAME, Severity.NOTE) if fault.is_note else severity
            span = target.span(fault.start, fault.end)
            fix = target.fix(span, fault.fix)
            yield rules.finding(NAME, weight, fault.message, pair, fault.hint, span, fix=fix)


def _faults(
    text: str, source: str, facts: Punctuation, writing: Writing | None, language: str, names: tuple[str, ...]
) -> Iterator[_Fault]:
    if not facts.is_loose:
        spaced: set[str] | None = None  # signs with a blank before them in the source
        for match in _BEFORE.finditer(text):
            if spaced is None:
                spaced = {source[found.end()] for found in _BEFORE.finditer(source)}
            if not text[match.start() - 1 : match.start()].strip():
                continue
            yield from _blank_before(text, spaced, *match.span(), facts)
        touching: set[str] | None = None  # signs between letters in the source, with these
        if not facts.is_tight:
            for match in _TOUCHING.finditer(text):
                if touching is None:
                    touching = {source[found.start() - 1 : found.end() + 1] for found in _TOUCHING.finditer(source)}
                if text[match.start() - 1 : match.end() + 1] not in touching:
                    yield from _touching(text, match.start(), facts, writing, language)
    if any(facts.before.values()) and not facts.is_optional:
        for match in _wanting(facts).finditer(text):
            yield from _no_blank(text, match.start(), facts, names)
    if 0 <= text.find("(") < text.find(")") or "[" in text or "（" in text:  # not where they are turned round
        is_airy = _OPEN_BRACKET.search(source) or _CLOSED_BRACKET.search(source)
        for start, end in _in_brackets(text) if not is_airy else ():
            yield _Fault(start, end, "a blank stands inside a bracket", "take it away")
    for match in _IN_QUOTES.finditer(text):
        sign = text[match.start()]
        opens = not text[max(0, match.start() - 1) : match.start()].strip()
        if sign not in "“‘" or (opens and any(pair[0] == sign for pair in facts.quotes)):
            yield _Fault(*match.span(1), f"a blank stands behind “{sign}”", "take it away")
    if "«" in text or "‹" in text or "»" in text:
        yield from _guillemets(text, facts)
    if facts.is_tight:
        for match in _WIDE.finditer(text):
            sign = text[match.start()]
            yield _Fault(*match.span(1), f"a blank stands behind the full-width “{sign}”", "take it away")


@lru_cache(maxsize=64)
def _suspect(facts: Punctuation) -> re.Pattern[str]:
    """Finds something in each text that `_faults` would find a fault in, and in few others: it is asked of all texts at
    once. What a text has that is masked, it does not see."""
    behind, before = f"(?=[{_BLANK}])", f"(?<=[{_BLANK}].)"
    kinds = {"([（": behind, ")]）": before, "“„‘‚¿¡": behind}
    if not facts.is_loose:
        kinds[_SIGNS] = before
        if not facts.is_tight:
            kinds[_TOUCHED] = r"(?=[^\W\d_])"
    if any(facts.before.values()) and not facts.is_optional:
        kinds["".join(filter(facts.before.get, facts.before))] = r"(?<=\S.)"
    if "«»" in facts.quotes and "»«" not in facts.quotes:
        kinds["«"] = _unlike(facts.inside, "(?!{}\\S)")
        kinds["»"] = _unlike(facts.inside, "(?<!\\S{}.)")
    if facts.is_tight:
        kinds["，。、；：！？」』）》"] = behind
    signs = re.escape("".join(dict.fromkeys("".join(kinds))))
    cases = "|".join(f"(?<=[{re.escape(of)}]){case}" for of, case in kinds.items())
    return re.compile(f"[{signs}](?:{cases})")  # begins with one class: the only form that is fast


def _unlike(blanks: Iterable[str], form: str) -> str:
    return "".join(form.format(blank) for blank in blanks)


def _in_brackets(text: str) -> Iterator[tuple[int, int]]:
    for match in _OPEN_BRACKET.finditer(text):
        yield match.span(1)
    for match in _CLOSED_BRACKET.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.strip() and before not in "([（":
            yield match.span()


def _blank_before(text: str, spaced: set[str], start: int, at: int, facts: Punctuation) -> Iterator[_Fault]:
    sign, behind, blank = text[at], text[at + 1 : at + 2], text[start:at]
    before = text[start - 1]
    if sign == "…" or text.startswith("..", at) or (behind and behind.isalnum() and sign in ".:!?"):
        return  # an ellipsis for words left out; .NET, :name
    if before.isdigit() and text[at + 1 : at + 3].strip()[:1].isdigit():
        return  # a ratio
    if sign in ":;" and behind in ("-", ")", "(", "'", "D", "P", "/", "|"):
        return  # a smiley
    allowed = facts.before.get(sign, "")
    if allowed:
        # Several no-break ones are a character reference that is masked.
        if blank.strip(NO_BREAK) if len(blank) > 1 else blank not in allowed and (blank == " " or facts.is_strict):
            breaks = " " in blank or len(blank) > 1
            told = f"a line may break before “{sign}”" if breaks else f"another blank stands before “{sign}”"
            yield _Fault(start, at, told, f"write a {_named(allowed[0])}", True, allowed[0])
        return
    if sign not in spaced:
        yield _Fault(start, at, f"a blank stands before “{sign}”", "take it away")


@lru_cache(maxsize=64)
def _wanting(facts: Punctuation) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, filter(facts.before.get, facts.before)))}]")


def _named(blank: str) -> str:
    shown = {"\u00a0": "no-break space", "\u202f": "narrow no-break space", "\u2009": "thin space"}
    return f"{shown.get(blank, 'space')} (U+{ord(blank):04X})"


def _no_blank(text: str, at: int, facts: Punctuation, names: tuple[str, ...]) -> Iterator[_Fault]:
    sign, before, behind = text[at], text[at - 1], text[at + 1 : at + 2]
    if not at or before.isspace() or before in facts.before:
        return
    if sign == ":" and behind and (behind.isalnum() or behind in ":/\\-)(" + WALL):
        return  # a time, a ratio, an address, a smiley, a name in code
    if sign == ";" and behind in ("-", ")"):
        return
    if before in NO_BREAK or not (before.isalnum() or before in "»”)’%€$"):
        return
    if sign == "!" and any(text.endswith(name if name[-1:] == "!" else f"{name}!", 0, at + 1) for name in names):
        return
    wanted = facts.before[sign][0]
    yield _Fault(
        at, at + 1, f"no blank stands before “{sign}”", f"write a {_named(wanted)} before it", fix=wanted + sign
    )


def _touching(text: str, at: int, facts: Punctuation, writing: Writing | None, language: str) -> Iterator[_Fault]:
    """A sign between two words with no blank behind it."""
    before, sign, behind = text[at - 1], text[at], text[at + 1]
    if at < 2 or text[at - 2].isspace():
        return
    is_closed = before in "»”)" and sign in ",;،؛"
    if not (before.isalnum() or unicodedata.category(before)[0] == "M" or is_closed):
        return
    if writing is None or not writing.own.match(behind):
        return
    is_cased = behind.lower() != behind.upper()
    if sign in ".:!?" and is_cased:
        rest = text[at + 2 : at + 3]
        if not (behind.isupper() and rest.islower() and text[at - 3 : at].islower() and at > 2):
            return
        if sign == ":" and language in _GENDERED:
            return
    elif sign in ".:":
        words = text[max(0, at - 3) : at], text[at + 1 : at + 4]
        if not all(len(word) == 3 and word.isalpha() for word in words) or (language == "he" and sign == ":"):
            return
    if sign == "." and language in ("am", "ti", "hy"):
        return
    yield _Fault(at, at + 1, f"no blank stands behind “{sign}”", "write a blank behind it", fix=f"{sign} ")


def _guillemets(text: str, facts: Punctuation) -> Iterator[_Fault]:
    """« » with the blanks inside that the language has; marks that point inwards are let be."""
    if "«»" not in facts.quotes or "»«" in facts.quotes:
        return
    allowed = facts.inside
    for match in _GUILLEMET.finditer(text):
        sign, blank = (match["opener"], match["behind"]) if match["opener"] else (match["closer"], match["before"])
        if blank in allowed or sign is None:
            continue
        if not any(allowed):
            if blank:
                yield _Fault(*match.span(), f"a blank stands inside “{sign}”", "take it away", fix=sign)
            continue
        wanted = next(each for each in allowed if each)
        fix = f"{sign}{wanted}" if match["opener"] else f"{wanted}{sign}"
        message = f"a line may break inside “{sign}”" if blank else f"no blank stands inside “{sign}”"
        yield _Fault(*match.span(), message, f"write a {_named(wanted)}", bool(blank), fix)


_GUILLEMET = re.compile(
    f"(?P<opener>«)(?P<behind>[{_BLANK}]{{0,8}})(?=\\S)|(?<=[^{_BLANK}])(?P<before>[{_BLANK}]{{0,8}})(?P<closer>»)"
)


def _stands(target: Side, fault: _Fault) -> bool:
    """Whether the place is what the segment has there, not a blank that stands for a mark."""
    start, end = target.span(fault.start, fault.end)
    if _POINT.match(target.text, end):
        return False
    return target.text[start : start + 1] == target.running[fault.start : fault.start + 1]
