"""What is wanted of the engines: the texts that a language lacks, drafts to be made anew, proposals for stale texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.engines.slots import first_mentions
from dragoman.glossary.terms import Glossary
from dragoman.language.locales import is_meant
from dragoman.model import Key, Pair, Previous, Request, State, Translation
from dragoman.workflow.pairing import Paired, meant
from dragoman.workflow.reading import Reading
from dragoman.workflow.remembering import neighbours_of
from dragoman.workflow.tracking import rulings_on


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be drafted, and the key of the entry it goes to. `over` is what stands there: nothing, a machine's
    draft that is to be made anew, or a stale text that a proposal is wanted for: then the request has `previous`."""

    entry: Key
    request: Request
    first: frozenset[str] = frozenset()  # terms with a gloss that the article mentions here for the first time
    is_corrected: bool = False  # by a correction of fact: only a person's look approves it
    over: Translation | None = None

    @property
    def is_proposal(self) -> bool:
        return self.request.previous is not None


def wanted(reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str) -> list[Wanted]:
    """Each text that is meant for the language and missing, with what stands on either side in its block.

    Sentences that a person wants translated together are asked for as one.
    """
    return _texts(reading, paired, language, glossary, source, lambda pair: pair.translation is None)


def drafted(reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str) -> list[Wanted]:
    """Each text whose translation is a machine's draft that nobody has touched."""

    def is_draft(pair: Pair) -> bool:
        return pair.translation is not None and pair.translation.is_machine

    return _texts(reading, paired, language, glossary, source, is_draft)


def stale(reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str) -> list[Wanted]:
    """Each text whose translation a person approved for another source that is known; its request has both."""

    def is_stale(pair: Pair) -> bool:
        now = pair.translation
        return now is not None and now.state is State.STALE and now.previous is not None and not pair.together

    found = _texts(reading, paired, language, glossary, source, is_stale)
    return [replace(each, request=replace(each.request, previous=_previous(each))) for each in found]


def _previous(wanted: Wanted) -> Previous:
    now = wanted.over
    assert now is not None and now.previous is not None  # noqa: S101  stale texts only
    return Previous(now.previous.text, now.text)


def _texts(
    reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str, is_wanted: Callable[[Pair], bool]
) -> list[Wanted]:
    document, pairs = paired
    missing = {pair.segment.key: pair for pair in pairs if is_wanted(pair) and not pair.fault and pair.segment.text}
    if not missing:
        return []
    found: dict[Key, Wanted] = {}
    corrected = rulings_on(reading.corrections).corrected
    segments = [segment for row in document.blocks if is_meant(row[0].block.locales, language) for segment in row]
    around = neighbours_of(meant(document.segments, language))
    mentions = iter(first_mentions([segment.text for segment in segments], glossary, source, language))
    for row in document.blocks:
        if not is_meant(row[0].block.locales, language):
            continue
        for at, segment in enumerate(row):
            first = next(mentions)
            if segment.key in found or segment.key not in missing:
                continue
            before = row[at - 1].text if at else ""
            after = row[at + 1].text if at + 1 < len(row) else ""
            request = Request(segment.key, segment.text, before, after, neighbours=around.get(segment.key))
            pair = missing[segment.key]
            found[segment.key] = Wanted(
                pair.entry, request, frozenset(first), pair.entry in corrected, pair.translation
            )
    return list(found.values())
