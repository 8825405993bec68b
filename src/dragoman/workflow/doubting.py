"""What a person should look at in a machine's draft: how its terms fared, and what is odd about it as a translation."""

from __future__ import annotations

from dragoman.engines import judging
from dragoman.glossary import doubts as terms
from dragoman.glossary.terms import Glossary


def doubts(source: str, draft: str, language: str, glossary: Glossary, *, source_language: str) -> list[str]:
    """Lines for the PO entry. They follow from source, draft and glossary alone, so `extract` says the same."""
    return [
        *terms.doubts(source, draft, language, glossary, source_language=source_language),
        *judging.doubts(source, draft, language, source_language=source_language),
    ]
