"""SRX 2.0 files, read into rules. An error names the file, the line, the language rule and the rule's number.

The standard: Segmentation Rules eXchange 2.0, https://www.unicode.org/uli/pas/srx/srx20.html
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dragoman.model import ConfigError, Where
from dragoman.segmentation.srx.cost import cost
from dragoman.segmentation.srx.deciding import RuleSet
from dragoman.segmentation.srx.nodes import PatternError
from dragoman.segmentation.srx.rule import SrxRule
from dragoman.segmentation.srx.spelling import spell
from dragoman.segmentation.srx.syntax import parse_pattern
from dragoman.xml import decode, find_prolog, scan, tree


@dataclass(frozen=True, eq=False)
class Srx:
    """A file of rules. `maps` are pairs of a language pattern and the name of a language rule, in order.

    `refused` are the errors of rules left out, only where reading was told to go on without them.
    """

    path: str
    cascade: bool
    maps: tuple[tuple[re.Pattern[str], str], ...]
    language_rules: dict[str, tuple[SrxRule, ...]]
    refused: tuple[ConfigError, ...] = ()

    def rules(self, language: str) -> tuple[SrxRule, ...]:
        """The rules for a language, in order: of every language rule whose pattern fits it, or of the first one alone.

        A pattern fits the whole tag, whatever its case, and `pt_BR` is `pt-BR`.
        """
        names = list(dict.fromkeys(name for pattern, name in self.maps if _is_for(pattern, language)))
        return tuple(rule for name in (names if self.cascade else names[:1]) for rule in self.language_rules[name])

    def rule_set(self, language: str) -> RuleSet:
        return RuleSet(self.rules(language))


@lru_cache(maxsize=64)
def read_srx(data: bytes, path: str = "", *, strict: bool = True) -> Srx:
    """The rules of an SRX 2.0 file. Raises ConfigError for what cannot be used, FormatError for what is no XML.

    Not `strict`: a rule that cannot be used is left out, and its error kept in `refused`.
    """
    root = _read_xml(data, path)
    if root.name != "srx":
        raise root.error(path, f"its root is <{root.name}>, not <srx>", "give a file of SRX 2.0")
    if (version := root.attributes.get("version")) != "2.0":
        said = f"version {version}" if version else "no version"
        raise root.error(path, f"SRX with {said}; only 2.0 is read", "export the rules as SRX 2.0")
    header, body = root.only("header", path), root.only("body", path)
    language_rules: dict[str, tuple[SrxRule, ...]] = {}
    refused: list[ConfigError] = []
    for element in body.only("languagerules", path).all("languagerule"):
        name = element.needed("languagerulename", path)
        if name in language_rules:
            raise element.error(path, f"the language rule {name!r} stands twice", "give one of them another name")
        language_rules[name] = tuple(_rules(element, name, path, refused))
    if refused and strict:
        raise refused[0]
    maps = tuple(_map(element, language_rules, path) for element in body.only("maprules", path).all("languagemap"))
    if not maps:
        raise body.error(path, "no <languagemap> says which languages the rules are for", _MAP_HINT)
    cascade = header.yes("cascade", path, default=False)
    return Srx(path, cascade, maps, language_rules, tuple(refused))


_MAP_HINT = '<languagemap languagepattern="EN.*" languagerulename="…"/>'


def _rules(language_rule: _Element, name: str, path: str, refused: list[ConfigError]) -> Iterator[SrxRule]:
    for number, element in enumerate(language_rule.all("rule"), 1):
        is_break = element.yes("break", path, default=True)
        before, after = (element.text_of(side, path) for side in ("beforebreak", "afterbreak"))
        try:
            yield SrxRule(is_break, before, after, name, number, Where(path, element.line))
        except PatternError as error:
            refused.append(element.error(path, f"rule {number} of {name!r}: {error.message}", error.hint))


def _map(element: _Element, language_rules: dict[str, tuple[SrxRule, ...]], path: str) -> tuple[re.Pattern[str], str]:
    pattern, name = element.needed("languagepattern", path), element.needed("languagerulename", path)
    if name not in language_rules:
        known = ", ".join(language_rules) or "none"
        raise element.error(path, f"there is no language rule {name!r}", f"language rules of this file: {known}")
    try:
        node = parse_pattern(f"(?i){pattern}")
        cost(node)  # it cannot take long
        return re.compile(spell(node)), name
    except PatternError as error:
        raise element.error(path, f"the language pattern {pattern!r}: {error.message}", error.hint) from None


def _is_for(pattern: re.Pattern[str], language: str) -> bool:
    forms = (language, language.replace("-", "_"), language.replace("_", "-"))
    return any(pattern.fullmatch(form) for form in forms)


@dataclass(frozen=True, slots=True)
class _Element:
    """An element without its namespace: SRX has one, and its extensions mean nothing here."""

    name: str
    attributes: dict[str, str]
    line: int
    text: str
    children: tuple[_Element, ...]

    def all(self, name: str) -> Iterator[_Element]:
        return (child for child in self.children if child.name == name)

    def only(self, name: str, path: str) -> _Element:
        found = list(self.all(name))
        if len(found) != 1:
            count = "no" if not found else "more than one"
            raise self.error(path, f"<{self.name}> has {count} <{name}>", "see the SRX 2.0 standard for its place")
        return found[0]

    def needed(self, name: str, path: str) -> str:
        if name not in self.attributes:
            raise self.error(path, f"<{self.name}> lacks its {name}", f'write <{self.name} {name}="…">')
        return self.attributes[name]

    def yes(self, name: str, path: str, *, default: bool) -> bool:
        value = self.attributes.get(name, "yes" if default else "no")
        if value not in ("yes", "no"):
            raise self.error(path, f"{name} of <{self.name}> is {value!r}", 'write "yes" or "no"')
        return value == "yes"

    def text_of(self, name: str, path: str) -> str:
        """The text of a child element, "" where there is none."""
        return self.only(name, path).text if any(self.all(name)) else ""

    def error(self, path: str, message: str, hint: str) -> ConfigError:
        return ConfigError(message, Where(path, self.line), hint)


def _read_xml(data: bytes, path: str) -> _Element:
    text, _ = decode(data, path)
    text = find_prolog(text).blanked(text)
    tokens = scan(text, path)
    line_ends = [at for at, sign in enumerate(text) if sign == "\n"]
    places = (token.start for token in tokens if token.kind in ("start", "empty"))
    lines = (bisect_right(line_ends, place) + 1 for place in places)  # in the order of the tree, as `tree` proves

    def element(node: Any) -> _Element:
        line = next(lines)
        children = tuple(element(child) for child in node if isinstance(child.tag, str))
        attributes = {_local(name): value for name, value in node.attrib.items()}
        return _Element(_local(node.tag), attributes, line, "".join(node.itertext()) if not children else "", children)

    return element(tree(text, tokens, path))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
