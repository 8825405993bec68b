"""Approved translations by source text, to be had again in the same context or another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from dragoman.model.article import Key
from dragoman.model.drafting import Remembered

# (context, target text) → the articles where a person approved it.
_Uses: TypeAlias = dict[tuple[str, str], set[str]]


@dataclass(slots=True)
class Memory:
    """Approved pairs of the project, held in this process.

    Laws: adding a pair twice changes nothing; the order of adding changes no answer.
    """

    _texts: dict[tuple[str, str], _Uses] = field(default_factory=dict)

    def add(self, language: str, key: Key, text: str, article: str) -> None:
        """Keeps that a person approved `text` for `key` in `language` (BCP 47), in `article`. Empty text is nothing."""
        if text:
            uses = self._texts.setdefault((_folded(language), key.text), {})
            uses.setdefault((key.context, text), set()).add(article)

    def recall(self, key: Key, language: str) -> Remembered | None:
        """The approved text for `key`, or None.

        Among several: one approved in the same context, then the one of most articles (there, then anywhere), then the
        first in code point order. `article` is the first, by name, that holds it.
        """
        uses = self._texts.get((_folded(language), key.text))
        if not uses:
            return None
        anywhere: dict[str, set[str]] = {}
        for (_, text), articles in uses.items():
            anywhere.setdefault(text, set()).update(articles)
        context, text = min(
            uses, key=lambda use: (use[0] != key.context, -len(uses[use]), -len(anywhere[use[1]]), use[1], use[0])
        )
        return Remembered(text, context == key.context, min(uses[context, text]))

    def __len__(self) -> int:
        """How many different pairs are kept."""
        return sum(len(uses) for uses in self._texts.values())

    def __iter__(self) -> Iterator[tuple[str, Key, str]]:
        """Every pair once, as (language in lower case, key, text), in order of adding."""
        for (language, source), uses in self._texts.items():
            for context, text in uses:
                yield language, Key(source, context), text


def _folded(language: str) -> str:
    """BCP 47 tags are compared without regard to case (RFC 5646, 2.1.1)."""
    return language.replace("_", "-").lower()
