"""A newsroom's own rules of cutting, from the files of its project."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman import files
from dragoman.model import FileError, Where
from dragoman.project import NAME, Article, Project
from dragoman.segmentation.abbreviations import Abbreviation, read_abbreviations
from dragoman.segmentation.house import HouseRules

if TYPE_CHECKING:  # a parser of XML is loaded only where there is an SRX file
    from dragoman.segmentation.srx import Srx


def house_rules(project: Project, article: Article, language: str) -> HouseRules:
    """How sentences of `language` are cut for an article: its source language's, or one it is translated into.

    Raises ConfigError for a rule that cannot be used, FileError for a file that is not there.
    """
    path = project.abbreviations_path(language)
    present = files.read(project.file(path), root=project.folder) if project.file(path).exists() else None
    lines = read_abbreviations(present, path) if present is not None else ()
    return _made(language, lines, tuple(_srx(project, path) for path in article.srx), article.builtin)


def segmentation_of(project: Project, article: Article) -> str:
    """The unit and the rules an article is cut by, for people: `sentences, rules 2, house 9f3c2a`."""
    if article.unit == "paragraph":
        return "paragraphs"
    return f"sentences, {house_rules(project, article, project.source).version}"


@lru_cache(maxsize=256)
def _made(language: str, lines: tuple[Abbreviation, ...], srx: tuple[Srx, ...], builtin: bool) -> HouseRules:
    """One for all articles: it remembers words and patterns."""
    return HouseRules(language, lines, srx, builtin)


def _srx(project: Project, path: str) -> Srx:
    from dragoman.segmentation.srx import read_srx

    file = project.file(path)
    if not file.is_file():
        raise FileError("no such file of rules", Where(path), f"correct 'srx' in {NAME}, or put the file there")
    return read_srx(files.read(file, root=project.folder), path)
