"""Whether a translation renders the terms of its source as the glossary wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.glossary.assigning import assign, weakest
from dragoman.glossary.entries import Form, Rendering
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.target import Target
from dragoman.glossary.terms import Glossary
from dragoman.glossary.verdicts import Standing, Verdict
from dragoman.glossary.words import spelling
from dragoman.language.facts import table
from dragoman.language.tags import primary
from dragoman.model.marks import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """One mention of a term in the source, how the target renders it, and the words found there, if any.

    `is_admitted`: they are an admitted rendering, not the approved one. `is_repeat`: the segment mentions the term
    before; a pronoun, or nothing, may render it then.
    """

    match: Match
    verdict: Verdict
    rendering: Rendering
    found: str = ""
    is_admitted: bool = False
    is_repeat: bool = False


def verify_term(
    approved: str,
    target: str,
    language: str,
    *,
    admitted: Iterable[str] = (),
    forms: Iterable[str] = (),
    forbidden: Iterable[str] = (),
    count: int = 1,
) -> Verdict:
    """How `target`, a text in `language` (BCP 47), renders a term whose rendering is `approved`.

    `exact` is the rendering as it stands; `form` a listed form, one that is surely of the same word, or an admitted
    rendering. `plausible` probably is a form: people should look. With `count`, as many renderings must stand there
    without overlapping, and the weakest of them decides. `forbidden`: something forbidden, or a form of it, stands
    there and is not part of what is allowed; this goes before everything else.
    """
    rendering = Rendering(
        approved, tuple(admitted), tuple(forbidden), tuple(Form(text) for text in forms if spelling(text))
    )
    text = Target(target, language)
    standings = text.standings(rendering)
    if _forbidden(rendering, text, standings) is not None:
        return Verdict.FORBIDDEN
    if "·" in approved or "・" in approved:  # only names of persons have a dot between their parts
        standings.extend(text.parts(approved))
    return weakest(standings, max(count, 1))


def verify(
    source: str, target: str, language: str, glossary: Glossary, *, source_language: str = "en"
) -> list[Judgement]:
    """A judgement for each mention in `source` of a term that `language` (BCP 47) has a rendering for, in order.

    As many renderings are wanted as there are mentions, and none counts twice, also not for two terms. Where terms
    overlap in the source, only the longest counts. A rendering without an approved one is judged only when what it
    forbids stands in the target. Terms that nobody has reviewed are not judged.
    """
    mentions: dict[str, list[Match]] = {}
    renderings: dict[str, Rendering] = {}
    for match in find_terms(source, glossary, source_language):
        rendering = None if match.term.status else match.term.rendering(language)
        if rendering is not None:
            mentions.setdefault(match.term.source, []).append(match)
            renderings[match.term.source] = rendering
    if not mentions:
        return []
    text = Target(target, language)
    names = list(mentions)
    standings = [text.standings(renderings[name]) for name in names]
    allowed = [each for found in standings for each in found]
    for name, found in zip(names, standings, strict=True):
        if mentions[name][0].term.kind == "person" and len(found) < len(mentions[name]):
            rendering = renderings[name]
            known = {each.span for each in found}
            for choice in (rendering.approved, *rendering.form_texts, *rendering.admitted):
                found.extend(each for each in text.parts(choice) if each.span not in known)
    taken_by = assign([len(mentions[name]) for name in names], standings)
    _share(names, mentions, renderings, standings, taken_by, source)
    judgements: list[Judgement] = []
    for name, taken in zip(names, taken_by, strict=True):
        judgements.extend(_judged(mentions[name], renderings[name], text, taken, allowed))
    return sorted(judgements, key=lambda judgement: judgement.match.start)


def _judged(
    mentions: Sequence[Match],
    rendering: Rendering,
    text: Target,
    taken: Sequence[Standing],
    allowed: Sequence[Standing],
) -> Iterable[Judgement]:
    wrong = _forbidden(rendering, text, allowed)
    if wrong is not None:
        yield Judgement(mentions[0], Verdict.FORBIDDEN, rendering, text.slice(wrong))
    if not rendering.approved:  # the house only admits or forbids
        return
    for index, match in enumerate(mentions):
        if index == 0 and wrong is not None:
            continue
        if index < len(taken):
            each = taken[index]
            found = text.slice(each.span)
            verdict = each.verdict
            if verdict is Verdict.FORM and _is_fixed(match, text.language) and not _is_listed(text, each, rendering):
                verdict = Verdict.PLAUSIBLE
            yield Judgement(match, verdict, rendering, found, each.is_admitted, index > 0)
        else:
            yield Judgement(match, Verdict.MISSING, rendering, is_repeat=index > 0)


def _forbidden(rendering: Rendering, text: Target, allowed: Sequence[Standing]) -> Span | None:
    """Where something forbidden stands that is not part of what is allowed. What is forbidden to the letter also is
    where it looks like a form, made up by us, of what is allowed."""
    for choice in rendering.forbidden:
        for span, verdict in text.find(choice):
            if verdict is Verdict.PLAUSIBLE:
                continue
            for each in allowed:
                if each.verdict is Verdict.PLAUSIBLE or not _contains(each.span, span):
                    continue
                if each.span != span or verdict is not Verdict.EXACT or _is_listed(text, each, rendering):
                    break
            else:
                return span
    return None


def _is_fixed(match: Match, language: str) -> bool:
    """True for a person's name in a language that has no forms of names: Ineses is not Inés."""
    return match.term.kind == "person" and primary(language) in table("names")["uninflected"]


def _is_listed(text: Target, standing: Standing, rendering: Rendering) -> bool:
    if standing.verdict is Verdict.EXACT:
        return True
    found = spelling(text.slice(standing.span))
    return any(spelling(choice) == found for choice in (*rendering.form_texts, *rendering.admitted))


def _contains(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _share(
    names: Sequence[str],
    mentions: dict[str, list[Match]],
    renderings: dict[str, Rendering],
    standings: Sequence[Sequence[Standing]],
    taken_by: Sequence[list[Standing]],
    source: str,
) -> None:
    """Lets a title that the rendering of the name beside it already says count as rendered: `Prince` and `Charles`,
    where the glossary wants `prince Charles` for the second."""
    for index, name in enumerate(names):
        if len(taken_by[index]) >= len(mentions[name]):
            continue
        for other, beside in enumerate(names):
            if other == index or not _stand_together(mentions[name], mentions[beside], source):
                continue
            if not _says(renderings[beside].approved, renderings[name].approved):
                continue
            for each in standings[index]:
                inside = any(_contains(outer.span, each.span) for outer in taken_by[other])
                if inside and len(taken_by[index]) < len(mentions[name]) and each not in taken_by[index]:
                    taken_by[index].append(each)


def _stand_together(mentions: Sequence[Match], others: Sequence[Match], source: str) -> bool:
    """True when one of `mentions` and one of `others` have only a blank between them."""
    return any(
        not source[min(one.end, two.end) : max(one.start, two.start)].strip() for one in mentions for two in others
    )


def _says(longer: str, shorter: str) -> bool:
    """True when the words of `longer` begin or end with those of `shorter`."""
    outer, inner = spelling(longer), spelling(shorter)
    outer_plain, inner_plain = [each.strip() for each in outer], [each.strip() for each in inner]
    size = len(inner_plain)
    return 0 < size < len(outer_plain) and inner_plain in (outer_plain[:size], outer_plain[-size:])
