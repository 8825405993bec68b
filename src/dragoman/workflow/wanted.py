"""What is wanted of the engines: the texts of an article that a language lacks, and what stands around each."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.engines.slots import first_mentions
from dragoman.glossary.terms import Glossary
from dragoman.language.locales import is_meant
from dragoman.model import Key, Request
from dragoman.workflow.pairing import Paired, meant
from dragoman.workflow.reading import Reading
from dragoman.workflow.remembering import neighbours_of
from dragoman.workflow.tracking import rulings_on


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be drafted, and the key of the entry it goes to."""

    entry: Key
    request: Request
    first: frozenset[str] = frozenset()  # terms with a gloss that the article mentions here for the first time
    is_corrected: bool = False  # by a correction of fact: only a person's look approves it


def wanted(reading: Reading, paired: Paired, language: str, glossary: Glossary, source: str) -> list[Wanted]:
    """Each text that is meant for the language and missing, with what stands on either side in its block.

    Sentences that a person wants translated together are asked for as one.
    """
    document, pairs = paired
    missing = {
        pair.segment.key: pair.entry
        for pair in pairs
        if pair.translation is None and not pair.fault and pair.segment.text
    }
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
            found[segment.key] = Wanted(
                missing[segment.key], request, frozenset(first), missing[segment.key] in corrected
            )
    return list(found.values())
