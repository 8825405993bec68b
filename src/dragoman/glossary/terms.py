"""A newsroom's glossary: its terms, read once and indexed once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.faults import Fault
from dragoman.glossary.index import Index, plant
from dragoman.glossary.reading import read, read_versions

__all__ = ["Fault", "Glossary", "Rendering", "StyleRule", "Term"]

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Written:
    """The words of one language's renderings: as they are parted by blanks, and their letters alone in small ones.
    `has_gloss`: one of them has a gloss."""

    words: frozenset[str]
    small: frozenset[str]
    has_gloss: bool


@dataclass(frozen=True)
class Glossary:
    """Terms in the order of their files. Law: no source form stands for two different terms, unless what stands beside
    it decides between them."""

    terms: tuple[Term, ...] = ()
    faults: tuple[Fault, ...] = ()
    style: tuple[StyleRule, ...] = ()  # what no text may say
    base: tuple[Term, ...] = ()  # shown to people where no term of the house stands; never enforced

    @classmethod
    def read(cls, path: Path | str, shown: str = "", *, source: str = "") -> Glossary:
        """The terms and the style of a glossary file, or of every glossary file in a folder, by file name.

        An empty glossary when there is no such path. What cannot be used – an unknown key, a wrong type, an empty or
        contradictory entry, a source form that two terms claim – is in `faults` with file and line; the rest is loaded,
        and whoever reads must tell the faults. `shown` names the path in messages; `source`, the language of the
        articles, is for files that hold many languages alike. ConfigError when it is no glossary.
        """
        return cls(*read(Path(path), shown or str(path), source))

    @classmethod
    def of(cls, files: Iterable[tuple[str, bytes]], *, source: str = "") -> Glossary:
        """The same from the paths and bytes of files, as a commit holds them."""
        return cls(*read_versions(files, source))

    @cached_property
    def index(self) -> Index:
        """The source forms, ready for `matching.find_terms`."""
        return plant(self.terms)

    @cached_property
    def with_base(self) -> Glossary:
        """The house's terms and the base layer's behind them."""
        return Glossary((*self.terms, *self.base)) if self.base else self

    @cached_property
    def turkic_index(self) -> Index:
        """The same for languages that pair I with ı and İ with i."""
        return plant(self.terms, turkic=True)

    def written(self, language: str) -> Written:
        """What the renderings in a language are written with; found once for all the articles that are checked."""
        found = self._written.get(language)
        if found is None:
            found = self._written[language] = _written(self.terms, language)
        return found

    @cached_property
    def _written(self) -> dict[str, Written]:
        return {}

    @cached_property
    def names(self) -> frozenset[str]:
        """Source forms of people, places, organisations and titles, and those without a kind that have a capital."""
        forms = ((term, form) for term in self.terms for form in term.forms)
        return frozenset(form for term, form in forms if term.kind or any(map(str.isupper, form)))


def _written(terms: Iterable[Term], language: str) -> Written:
    found = [rendering for term in terms if (rendering := term.rendering(language))]
    texts = [text for each in found for text in (each.approved, *each.form_texts, *each.admitted)]
    return Written(
        frozenset(word for text in texts for word in text.split()),
        frozenset(word for text in texts for word in _LETTERS.findall(text.lower())),
        any(each.gloss for each in found),
    )
