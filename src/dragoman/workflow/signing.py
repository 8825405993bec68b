"""sign: a person's word that an article may go out in a language as it is translated; and whether one stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.signing import Signature, sign, signatures, signed, withdraw
from dragoman.model import CatalogError, DragomanError, FileError, Pair, Where
from dragoman.project import Article, Project
from dragoman.workflow.reading import Reading, Trouble, each_language


@dataclass(frozen=True, slots=True)
class Signed:
    """One article in one language after the run. `is_changed`: its catalog was written."""

    article: str
    language: str
    path: str
    is_changed: bool
    signatures: tuple[Signature, ...]


@dataclass
class SignReport:
    rows: list[Signed] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def sign_off(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    name: str,
    day: date,
    *,
    take_back: bool = False,
) -> SignReport:
    """Signs each article in each language for `name`, or takes that name's word back; nothing else is written.

    One with a text that is not approved cannot be signed.
    """
    report = SignReport()
    for reading, language in each_language(project, chosen, languages, report.troubles):
        path = project.catalog_path(reading.article, language)
        try:
            report.rows.append(_sign(project, reading, language, path, name, None if take_back else day))
        except DragomanError as error:
            report.troubles.append(Trouble(path, error))
    return report


def signatures_of(reading: Reading, language: str, pairs: Sequence[Pair]) -> tuple[Signature, ...]:
    """Every sign-off of the article in a language, valid or void, in the order given; `pairs` are its texts."""
    catalog = reading.catalogs.get(language)
    return signatures(catalog, pairs) if catalog else ()


def unsigned(reading: Reading, language: str) -> str:
    """Why nobody's sign-off stands for the article as it is; "" when one does."""
    catalog = reading.catalogs.get(language)
    word = signed(catalog, reading.pairs(language)) if catalog else None
    if word is None:
        return "nobody has signed it off"
    return "" if word.is_valid else f"it has changed since {word.name} signed it off"


def _sign(project: Project, reading: Reading, language: str, path: str, name: str, day: date | None) -> Signed:
    """`day` is None to take the word back."""
    before = reading.catalogs.get(language)
    if before is None:
        raise CatalogError("there is no catalog yet", Where(path), "run `dragoman extract`, and translate it")
    pairs = reading.pairs(language)
    catalog = Catalog.parse(before.data, path)
    if day is None:
        withdraw(catalog, name)
    else:
        sign(catalog, pairs, name, day)

    def change(present: bytes | None) -> bytes:
        if present != before.data:
            raise FileError("has changed since it was read", Where(path), "look at it, and run the command again")
        return catalog.data

    is_changed = files.update(project.file(path), change, root=project.folder)
    return Signed(reading.article.path, language, path, is_changed, signatures(catalog, pairs))
