"""The house style of each language: where it is written, and how it reaches checks and engines.

There is one way. Words that the house avoids join the glossary's rules of style; the rest goes to the checks as it is,
and to the engines in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman import files
from dragoman.glossary.entries import Quotes, StyleRule
from dragoman.glossary.folding import fold
from dragoman.glossary.terms import Glossary
from dragoman.language.style import Avoided, Style, Told
from dragoman.model import Where
from dragoman.project import Project
from dragoman.project.style import read_style

_MORE = {"formal": "more", "informal": "less"}
_FORBIDDEN = "forbidden"  # the check that finds avoided words


@dataclass(frozen=True, slots=True)
class Shown:
    """One rule of a language, and where it stands."""

    language: str
    told: Told
    where: str


def house_style(project: Project, language: str) -> Style:
    """The style of a language (a tag of the project), empty without a file: only the file of that very tag counts, as
    with its abbreviations. Raises ConfigError with its line for what it does not understand."""
    path = project.style_path(language)
    if not project.file(path).exists():
        return Style()
    return read_style(files.read(project.file(path), root=project.folder), path)


def formality_of(project: Project, language: str) -> str:
    """How engines are to address readers: "more", "less" or "". The style's word wins over dragoman.toml's."""
    return _MORE.get(house_style(project, language).formality, "") or project.policy(language).formality


def house_rules_of_words(project: Project, glossary: Glossary) -> tuple[StyleRule, ...]:
    """The rules of words of every language: those of its style, then the glossary's for words that it leaves open."""
    own = [rule for language in project.languages for rule in _rules(project, language)]
    said = {(rule.language, fold(word).text) for rule in own for word in rule.forbidden}
    rest = []
    for rule in glossary.style:
        if any((rule.language, fold(word).text) in said for word in rule.forbidden):
            words = tuple(word for word in rule.forbidden if (rule.language, fold(word).text) not in said)
            if not words:
                continue
            rest.append(replace(rule, forbidden=words))
        else:
            rest.append(rule)
    return (*own, *rest)


def shown(project: Project, glossary: Glossary, language: str) -> Iterator[Shown]:
    """Every rule of a language for people: of its style, of dragoman.toml and of the glossary."""
    path = project.style_path(language)
    style = house_style(project, language)
    for told in style.told():
        yield Shown(language, told, path)
    if not style.formality and (formality := project.policy(language).formality):
        yield Shown(language, Told("formality", f"engines are asked to be {formality} formal", ""), "dragoman.toml")
    for rule in glossary.style:
        if rule.counts_in(language):
            yield Shown(language, Told("words", said_of(rule), _FORBIDDEN), str(rule.where or path))


def said_of(rule: StyleRule) -> str:
    """A rule of words, as engines and people are told it."""
    words = ", ".join(f"“{word}”" for word in rule.forbidden)
    return f"never {words}, but “{rule.instead}”" if rule.instead else f"never {words}"


def said_to_engines(project: Project, glossary: Glossary, language: str) -> tuple[str, ...]:
    """The style of a language in words. How readers are addressed is told apart (see `formality_of`)."""
    own = (told.words for told in house_style(project, language).told() if told.setting != "formality")
    return (*own, *(said_of(rule) for rule in glossary.style if rule.counts_in(language)))


def _rules(project: Project, language: str) -> list[StyleRule]:
    path = project.style_path(language)
    return [_rule(language, one, path) for one in house_style(project, language).avoided]


def _rule(language: str, one: Avoided, path: str) -> StyleRule:
    where = Where(path, one.line)
    quotes: Quotes = "allow" if one.quotes else ""
    return StyleRule(language, one.words, one.instead, one.note, one.allowed, quotes, one.exact, where=where)
