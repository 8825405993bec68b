"""Finds translations that end with another sign than their source, or begin with one that belongs at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.checks.beginnings import beginnings
from dragoman.checks.rules import Rules
from dragoman.checks.sides import Side, Sides, sides
from dragoman.glossary.words import WALL, prose
from dragoman.language.endings import Ending, ending, last_word
from dragoman.language.punctuation import Punctuation, masked, punctuation_of
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.segmentation.rules import rules_of

NAME = "end-punctuation"
SPAN = "pair"
SEVERITY = Severity.WARNING

_HEADS = ("headline", "subhead", "standfirst", "caption", "byline")  # which many houses write without a stop
_ALIKE = frozenset(["comma", "colon", "dash"])  # before speech
_STRONG = frozenset(["question", "exclamation"])
_STOPS = ".。۔।"
_FINAL = ("stop", "question", "exclamation", "ellipsis")
_CLOSED = "」』）》"
_NAMES = {
    "stop": "a full stop",
    "question": "a question mark",
    "exclamation": "an exclamation mark",
    "ellipsis": "an ellipsis",
    "colon": "a colon",
    "semicolon": "a semicolon",
    "comma": "a comma",
    "": "no sign",
    "dash": "a dash",
}


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each translation whose last sign is of another kind than its source's, where the language would
    not have it so."""
    severity = rules.severity(NAME, SEVERITY)
    here, there = punctuation_of(rules.source), punctuation_of(rules.language, rules.punctuation)
    usual = there.signs["stop"][0]
    for sides_of in sides(pairs, rules):
        pair, source, target = sides_of
        begins = () if _begin_alike(source.running, target.running) else tuple(beginnings(source, target, here, there))
        for odd in begins:
            weight = rules.at_most(NAME, Severity.NOTE) if odd.is_style else severity
            yield rules.finding(NAME, weight, odd.message, pair, odd.hint, target.span(odd.start, odd.end))
        if any(odd.is_ending for odd in begins):
            continue
        if _end_alike(source.running, target.running, usual):
            continue
        begun, made = _ending(source, here), _ending(target, there)
        if _is_doubled(target.running) and not _is_doubled(source.running):
            end = len(target.running.rstrip())
            message = f"the translation ends with two stops, “{target.running[end - 2 : end]}”"
            yield rules.finding(NAME, severity, message, pair, "leave one", target.span(end - 2, end))
            continue
        if not _differ(sides_of, begun, made, there, rules):
            if _is_calmed(begun, made, there):
                weight = rules.at_most(NAME, Severity.NOTE)
                message = f"the source ends with {_told(source, begun)}, the translation with {_told(target, made)}"
                hint = "ask or call out as the source does"
                yield rules.finding(NAME, weight, message, pair, hint, target.span(made.start, made.end))
            elif _is_spelled_out(begun, made, there):
                weight = rules.at_most(NAME, Severity.NOTE)
                hint = f"write “{begun.sign}” as the source does"
                message = f"three points end the translation, “{begun.sign}” the source"
                yield rules.finding(NAME, weight, message, pair, hint, target.span(made.start, made.end))
            continue
        message = f"the source ends with {_NAMES[begun.kind]}{_shown(begun)}, the translation with {_NAMES[made.kind]}"
        yield rules.finding(
            NAME, severity, message + _shown(made), pair, _hint(begun, made, there), target.span(made.start, made.end)
        )


def _begin_alike(source: str, target: str) -> bool:
    """A quick look at what nearly all texts begin with: a letter."""
    return source[:1].isalnum() and target[:1].isalnum()


def _end_alike(source: str, target: str, usual: str) -> bool:
    """A quick look at what nearly all texts are: a letter and a full stop on both sides."""
    return source[-1:] == "." and target[-1:] == usual and source[-2:-1].isalnum() and target[-2:-1].isalnum()


def _is_doubled(text: str) -> bool:
    """Two stops, which are no ellipsis."""
    tail = text.rstrip()[-3:]
    return len(tail) == 3 and tail[-1] in _STOPS and tail[-2] == tail[-1] and tail[0] not in _STOPS


def _ending(side: Side, facts: Punctuation) -> Ending:
    """How a side ends. A mark without text, such as a name that is filled in, is a word."""
    text = masked(side.running)
    if "/>" in side.text:
        behind = prose(side.text[side.text.rindex("/>") + 2 :]).text
        if behind.strip() and not any(map(str.isalnum, behind)):
            cut = len(text.rstrip()) - len(behind.strip())
            return ending(f"{text[: max(0, cut)].rstrip()}{WALL}{behind.strip()}", facts)
        found = ending(text, facts)
        is_known = behind.strip() or found.kind in _FINAL or side.text.rstrip().endswith("<br/>")
        return found if is_known else ending("", facts)
    return ending(text, facts)


def _differ(pair: Sides, source: Ending, target: Ending, facts: Punctuation, rules: Rules) -> bool:
    if source.kind == target.kind or source.is_empty or target.is_empty:
        return False
    if source.kinds & target.kinds & _STRONG:
        return False  # ?! for ? or !
    begun, made = pair.source.running, pair.target.running
    if _is_settled_by_language(source, target, made, facts) or WALL in (begun[-1:], made[-1:]):
        return False
    kinds = {source.kind, target.kind}
    if kinds <= _ALIKE or ("dash" in kinds and kinds <= {"dash", "", "ellipsis", "colon"}):
        return False
    if kinds == {"", "stop"} and _is_of_word(pair, source, target, rules):
        return False
    if source.kind == "stop" and not target.kind and pair.pair.segment.role in _HEADS:
        return False
    if (source.is_quoted or target.is_quoted) and _stands_elsewhere(pair, source, target, facts, rules):
        return False
    return not _is_name(begun, source, made)


def _is_calmed(source: Ending, target: Ending, facts: Punctuation) -> bool:
    """A question that calls out as well on one side only: ?! and ?."""
    ours, theirs = source.kinds & _STRONG, target.kinds & _STRONG
    return bool(ours and theirs) and ours != theirs and _STRONG.isdisjoint(facts.lacks)


def _is_spelled_out(source: Ending, target: Ending, facts: Punctuation) -> bool:
    """Three points for the one sign of the source, in a language that writes it."""
    return source.sign == "…" and target.sign == "..." and "…" in facts.signs["ellipsis"]


def _told(side: Side, ending: Ending) -> str:
    return f"“{side.running[ending.start : ending.end].strip()[:4]}”"


def _is_settled_by_language(source: Ending, target: Ending, made: str, facts: Punctuation) -> bool:
    """The language does without the sign, says it with a word, or closes a quotation without a stop."""
    if source.kind in facts.lacks and (target.kind == "stop" or (not target.kind and source.kind != "colon")):
        return True
    if "stop" in facts.lacks and not target.kind:
        return True
    return facts.is_tight and not target.kind and source.kind == "stop" and made[-1:] in _CLOSED


def _is_of_word(pair: Sides, source: Ending, target: Ending, rules: Rules) -> bool:
    """The only stop belongs to an abbreviation, an initial or an ordinal number."""
    ends, text, language = (
        (source, pair.source.running, rules.source) if source.kind else (target, pair.target.running, rules.language)
    )
    if ends.sign != ".":
        return False
    word = last_word(text, ends)
    known = rules_of(language)
    return (
        "." in word
        or (len(word) == 1 and word.isalpha())
        or (known.ordinals and word.isdigit())
        or bool(known.classes(word))
    )


def _stands_elsewhere(pair: Sides, source: Ending, target: Ending, facts: Punctuation, rules: Rules) -> bool:
    """Speech stands at the end of one side and earlier in the other: its sign went with it."""
    begun = {punctuation_of(rules.source).kind_of.get(sign) for sign in pair.source.characters}
    made = {facts.kind_of.get(sign) for sign in pair.target.characters}
    if target.is_quoted and target.kind == "exclamation" and source.kind == "stop":
        return True  # an order within speech
    source_found = source.kind in ("", "stop") or source.kind in made or source.kind in facts.lacks
    target_found = not target.kind or target.kind in begun or target.kind == "stop"
    return source_found and target_found and bool(target.kind)


def _is_name(begun: str, source: Ending, made: str) -> bool:
    """The sign is part of a name that stands in the translation too: Yahoo!"""
    word = last_word(begun, source)
    return len(word) > 1 and word[0].isupper() and source.kind == "exclamation" and f"{word}{source.sign}" in made


def _shown(ending: Ending) -> str:
    return f" “{ending.sign}”" if ending.sign else ""


def _hint(source: Ending, target: Ending, facts: Punctuation) -> str:
    if not source.kind:
        return "leave the sign out"
    sign = facts.signs.get(source.kind, source.sign)[:1]
    return f"end it with “{sign}”" if not target.kind else f"write “{sign}” instead"
