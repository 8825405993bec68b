"""Which language a text is in, by py3langid (extra `language-id`): a guess by letters, beside other evidence."""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from typing import Any

from dragoman.language.facts import table

_LONGEST = 2000  # characters that are looked at; more say no more
_SURE = 0.9


@cache
def can_identify() -> bool:
    """True when the extra is installed."""
    return importlib.util.find_spec("py3langid") is not None


@lru_cache(maxsize=256)
def identify(text: str) -> str:
    """The primary subtag that py3langid is sure of for both halves of a text; "" when it is not, or not installed."""
    if not can_identify():
        return ""
    half = min(len(text), _LONGEST) // 2
    first, second = (_named(part) for part in (text[:half], text[half : 2 * half]))
    return first if first == second else ""


@lru_cache(maxsize=256)
def guess(text: str, *, share: float = _SURE) -> str:
    """The primary subtag that py3langid holds a short text for, with a share of certainty: no evidence by itself."""
    return _named(text[:_LONGEST], share) if can_identify() else ""


@lru_cache(maxsize=1024)
def are_near(one: str, other: str) -> bool:
    """True for two languages that letters alone do not tell apart well enough."""
    return one == other or any({one, other} <= group for group in _near())


def _named(text: str, least: float = _SURE) -> str:
    code, share = _identifier().classify(text)
    return str(table("function_words")["alike"]["names"].get(code, code)) if share >= least else ""


@cache
def _identifier() -> Any:
    """The model; loading it takes a second or two, so that it is asked only where other evidence leaves a doubt."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _near() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row.split()) for row in table("function_words")["alike"]["near"])
