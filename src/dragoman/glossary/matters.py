"""What the glossary has to say about one approved text: as it is now, or because of what changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.glossary.breaches import Breach, breaches
from dragoman.glossary.changes import Former
from dragoman.glossary.entries import StyleRule, Term
from dragoman.glossary.folding import fold
from dragoman.glossary.glosses import count_of, misplaced
from dragoman.glossary.matching import Match
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import Judgement, verify

_HARD = (Verdict.MISSING, Verdict.FORBIDDEN)
_RIGHT = (Verdict.EXACT, Verdict.FORM)


class Cause(StrEnum):
    """Why a text is affected."""

    RENDERING = "rendering"  # it does not carry what the glossary wants, or only what it admits or doubts
    REMOVED = "removed"  # what it carries stood for a term, an alias or a rendering that the glossary has no more
    GLOSS = "gloss"  # the gloss of a first mention is another
    STYLE = "style"  # it has a word that the house style forbids
    AGREEMENT = "agreement"  # the rendering has another gender or number: the words beside it may be wrong


@dataclass(frozen=True, slots=True)
class Matter:
    """What is the matter with a term, or by a rule of style, in a text. `found` is what stands there for it, if any;
    `wanted` what should."""

    entry: Term | StyleRule
    cause: Cause
    wanted: str
    found: str = ""
    verdict: Verdict = Verdict.MISSING

    def is_about(self, word: str) -> bool:
        """True when a waiver about `word` is one about this."""
        return self.entry.is_called(word) or (self.cause is Cause.STYLE and fold(word).text == fold(self.found).text)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its source, each with its language."""

    source: str
    target: str
    source_language: str
    language: str
    quoted: bool = False  # a quotation of the sentences before goes on

    def judged(self, glossary: Glossary) -> list[Judgement]:
        return verify(self.source, self.target, self.language, glossary, source_language=self.source_language)

    def breaches(self, glossary: Glossary) -> list[Breach]:
        tags = self.language, self.source_language
        return breaches(self.source, self.target, tags[0], glossary, source_language=tags[1], quoted=self.quoted)


def matters_now(text: Text, glossary: Glossary) -> Iterator[Matter]:
    """What the glossary finds fault with."""
    yield from (_rendering(one) for one in text.judged(glossary) if _is_fault(one))
    yield from (_style(one) for one in text.breaches(glossary))


def matters_since(
    text: Text,
    glossary: Glossary,
    former: Former,
    changed: Mapping[str, tuple[str, ...]],
    matches: Sequence[Match],
    mentioned: frozenset[str],
) -> Iterator[Matter]:
    """What a text has to do with what changed: faults of `changed` terms, whatever was better before, glosses,
    agreement, and what rested on something that is gone.

    `matches` are the terms of its source, `mentioned` those that stand before it in the article. The same term may come
    more than once; the first is the weightiest.
    """
    now, then = text.judged(glossary), text.judged(former.glossary)
    faults = {one.match.form for one in then if one.verdict in _HARD}
    doubts = {one.match.form for one in then if _is_doubtful(one)}
    for one in now:
        form, is_changed = one.match.form, text.language in changed.get(one.match.term.source, ())
        if (_is_fault(one) and (is_changed or form not in faults)) or (
            _is_doubtful(one) and form not in doubts | faults
        ):
            yield _rendering(one)
    yield from (_style(one) for one in text.breaches(glossary) if not former.forbids_by(one.rule))
    yield from _glosses(text, former, matches, mentioned)
    for one in now:
        if one.verdict in _RIGHT and former.agrees_otherwise(one.match.term, text.language):
            yield Matter(one.match.term, Cause.AGREEMENT, one.rendering.approved, one.found, one.verdict)
    wanted = [match for match in matches if not match.term.status and match.term.rendering(text.language)]
    for one in then:
        is_gone = not any(match.start < one.match.end and one.match.start < match.end for match in wanted)
        if is_gone and one.found and one.verdict not in _HARD:
            yield Matter(one.match.term, Cause.REMOVED, "", one.found, one.verdict)


def _glosses(text: Text, former: Former, matches: Sequence[Match], mentioned: frozenset[str]) -> Iterator[Matter]:
    """Glosses that changed: first mentions that lack the new one, and whatever still has the former one."""
    wrong = {one.match.term.source: one for one in misplaced(matches, text.target, text.language, mentioned)}
    for match in matches:
        rendering = None if match.term.status else match.term.rendering(text.language)
        other = former.other_gloss(match.term, text.language)
        if rendering is None or other is None:
            continue
        has_new = bool(rendering.gloss) and count_of(rendering.gloss, text.target) > 0
        has_other = bool(other) and not has_new and count_of(other, text.target) > 0
        if has_other or match.term.source in wrong:
            is_first = match.term.source not in mentioned
            wanted = rendering.gloss if is_first and rendering.gloss else rendering.approved
            found = other if has_other else rendering.gloss if has_new else ""
            yield Matter(match.term, Cause.GLOSS, wanted, found, Verdict.FORM)


def _is_fault(judgement: Judgement) -> bool:
    """True for what a check would call an error: not for a pronoun instead of a second mention."""
    return judgement.verdict in _HARD and not (judgement.is_repeat and judgement.verdict is Verdict.MISSING)


def _is_doubtful(judgement: Judgement) -> bool:
    """True for what a check would only note."""
    is_left_out = judgement.is_repeat and judgement.verdict is Verdict.MISSING
    return judgement.is_admitted or judgement.verdict is Verdict.PLAUSIBLE or is_left_out


def _rendering(one: Judgement) -> Matter:
    wanted = one.rendering.approved or " / ".join(one.rendering.admitted)
    return Matter(one.match.term, Cause.RENDERING, wanted, one.found, one.verdict)


def _style(one: Breach) -> Matter:
    return Matter(one.rule, Cause.STYLE, one.rule.instead, one.found, Verdict.FORBIDDEN)
