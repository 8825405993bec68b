"""The marked articles, and how well the extractor finds what is marked in them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dragoman.glossary.suggesting.gathering import Text, suggest
from dragoman.language.calendar import days_and_months
from dragoman.language.cldr import names

HERE = Path(__file__).parent
FOLDERS = ("", "held", "fresh", "second")


@dataclass(frozen=True)
class Score:
    """`found` are the proposed forms that are marked, `missed` the marked ones that are not proposed."""

    found: frozenset[str]
    missed: frozenset[str]
    extra: frozenset[str]
    kinds: int  # of those found, with the right kind

    @property
    def precision(self) -> float:
        return len(self.found) / (len(self.found) + len(self.extra))

    @property
    def recall(self) -> float:
        return len(self.found) / (len(self.found) + len(self.missed))


def articles(folder: str) -> tuple[list[Text], dict[str, str]]:
    """The texts of a folder, and its marked terms with their kinds."""
    texts: list[Text] = []
    marked: dict[str, str] = {}
    for file in sorted((HERE / folder).glob("*.toml")):
        article = tomllib.loads(file.read_text(encoding="utf-8"))
        texts.append(Text(file.name, article["headline"], is_headline=True))
        texts += [Text(file.name, text) for text in article["text"]]
        marked |= article["terms"]
    return texts, marked


def places() -> frozenset[str]:
    return frozenset([*names("territories", "en").values(), *names("cities", "en").values()])


def score(folders: Collection[str]) -> Score:
    """Each folder is a collection of articles of its own."""
    found, missed, extra, kinds = set(), set(), set(), 0
    for folder in folders:
        texts, marked = articles(folder)
        proposed = suggest(texts, "en", places=places(), not_names=days_and_months("en"))
        forms = {form: one.kind for one in proposed for form in one.forms}
        found |= {(folder, form) for form in forms if form in marked}
        missed |= {(folder, form) for form in marked if form not in forms}
        extra |= {(folder, form) for form in forms if form not in marked}
        kinds += sum(marked.get(form) == kind for form, kind in forms.items())
    return Score(*(frozenset(map("/".join, each)) for each in (found, missed, extra)), kinds)
