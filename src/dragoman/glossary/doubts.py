"""What a machine's draft does with its terms that a person should look at: lines for the PO file's comments.

They follow from source, draft and glossary alone, so an editor that drops them loses nothing: `extract` says them anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.glossary.breaches import Breach, breaches
from dragoman.glossary.joining import Joining, joining_of
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify
from dragoman.glossary.words import prose
from dragoman.model.visible import visible

NOT_RENDERED = "Term not rendered: "
TO_CHECK = "Term to check: "
FORBIDDEN = "Forbidden word: "

_ISOLATE = "\u2068{}\u2069"
_BEFORE = re.compile(r"(\w+)(['’]?)\s*\Z")
_POSSESSIVE = re.compile(r"['’ʼ]s(?!\w)|(?<=s)['’ʼ](?!\w)")


def doubts(source: str, target: str, language: str, glossary: Glossary, *, source_language: str = "en") -> list[str]:
    """`Term not rendered: ceasefire → ⁨alto el fuego⁩` for each term whose rendering is not surely there, with what
    was found instead; `Term to check: …` for one that stands in its base form where the word before it, or a
    possessive of the source, asks for another; `Forbidden word: ilegales → ⁨personas migrantes⁩` for one that the house
    style forbids. Each line is safe to print; the same is said once."""
    judged = verify(source, target, language, glossary, source_language=source_language)
    broken = breaches(source, target, language, glossary, source_language=source_language)
    return [*said(judged, source, target, language), *dict.fromkeys(map(_forbidden, broken))]


def said(judged: Sequence[Judgement], source: str, target: str, language: str) -> list[str]:
    """The same for judgements that are there already."""
    joining = joining_of(language)
    running = prose(target).text
    lines: dict[str, None] = {}
    for each in judged:
        if each.verdict in (Verdict.EXACT, Verdict.FORM):
            if reason := _reason(each, source, running, joining):
                lines[f"{_line(TO_CHECK, each)} ({reason})"] = None
            continue
        instead = f" (found: {_isolated(each.found)})" if each.found else ""
        lines[_line(NOT_RENDERED, each) + instead] = None
    return list(lines)


def _line(head: str, judgement: Judgement) -> str:
    return f"{head}{visible(judgement.match.form)} → {_isolated(judgement.rendering.approved or '–')}"


def _forbidden(breach: Breach) -> str:
    instead = f" → {_isolated(breach.rule.instead)}" if breach.rule.instead else ""
    note = f" ({visible(breach.rule.note)})" if breach.rule.note else ""
    return f"{FORBIDDEN}{_isolated(breach.found)}{instead}{note}"


def _isolated(text: str) -> str:
    return _ISOLATE.format(visible(text))


def _reason(judgement: Judgement, source: str, target: str, joining: Joining) -> str:
    """Why its form may be wrong, or ""."""
    if judgement.verdict is not Verdict.EXACT or judgement.rendering.exact:
        return ""
    befores = []
    for match in re.finditer(rf"(?<!\w){re.escape(judgement.found)}(?!\w)", target):
        found = _BEFORE.search(target[: match.start()])
        befores.append((found[1].lower() + found[2].replace("’", "'")) if found else "")
    for word in befores:
        if (wanted := joining.cases.get(word)) and not _may_be(judgement, wanted):
            return f"after {_isolated(word)}: {wanted[0]}"
    is_possessive = joining.possession and _POSSESSIVE.match(source, judgement.match.end)
    return "possessive" if is_possessive and not joining.possession & set(befores) else ""


def _may_be(judgement: Judgement, cases: Sequence[str]) -> bool:
    """True when the glossary says that the approved rendering is the form of one of `cases` too, or has no cases."""
    rendering = judgement.rendering
    if rendering.keep or not re.search(r"[^\W\d_]", rendering.approved):
        return True
    same = [form for form in rendering.forms if form.text == rendering.approved]
    return any(case in form.features for form in same for case in cases)
