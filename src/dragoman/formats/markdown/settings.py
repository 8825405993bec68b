"""What dragoman.toml can say about Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from pyromark import Options

from dragoman.formats.reading import check_settings
from dragoman.model import ConfigError

_GFM = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_GFM
)
# Off unless asked for: each gives a meaning to characters that plain prose uses as they are ($5, x^2, ": so").
_EXTENSIONS = {
    "definition-lists": Options.ENABLE_DEFINITION_LIST,
    "math": Options.ENABLE_MATH,
    "wikilinks": Options.ENABLE_WIKILINKS,
    "superscript": Options.ENABLE_SUPERSCRIPT,
    "subscript": Options.ENABLE_SUBSCRIPT,
}
_ATTRIBUTES = ("alt", "aria-label", "description", "label", "placeholder", "title")
_FRONT_MATTER = ("title", "description", "summary", "subtitle", "image.alt", "caption")


@dataclass(frozen=True, slots=True)
class Settings:
    """`front_matter`: paths of the values that people read. `headline` and `subhead`: roles of the first heading of
    level 1 and of all other headings ("" or "body": no role). `extensions`: dialect switched on for the whole site.
    `shortcodes`: for each shortcode, tag or include the arguments that people read. `attributes`: those of JSX tags.
    `mdx`: the articles are MDX, whatever their suffix."""

    front_matter: tuple[str, ...] = _FRONT_MATTER
    headline: str = "headline"
    subhead: str = "subhead"
    extensions: frozenset[str] = frozenset()
    shortcodes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset(_ATTRIBUTES)
    mdx: bool = False

    @classmethod
    def of(cls, table: Mapping[str, object], *, mdx: bool = False) -> Self:
        """The settings in a table of dragoman.toml. Raises ConfigError for what is unknown or of the wrong kind."""
        check_settings("markdown", table, cls.__slots__)
        extensions = frozenset(_strings(table, "extensions", ()))
        if unknown := sorted(extensions - _EXTENSIONS.keys()):
            raise ConfigError(f"unknown Markdown extension {unknown[0]!r}", hint=f"known: {', '.join(_EXTENSIONS)}")
        return cls(
            _strings(table, "front_matter", _FRONT_MATTER),
            _string(table, "headline", "headline"),
            _string(table, "subhead", "subhead"),
            extensions,
            _shortcodes(table),
            frozenset(_strings(table, "attributes", _ATTRIBUTES)),
            mdx or _truth(table, "mdx"),
        )

    @property
    def options(self) -> Options:
        """The parser's switches."""
        options = _GFM
        for name in self.extensions:
            options |= _EXTENSIONS[name]
        return options


def _strings(table: Mapping[str, object], name: str, default: Sequence[str]) -> tuple[str, ...]:
    value = table.get(name, default)
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{name} of the format markdown must be a list of texts", hint=f'{name} = ["…"]')
    return tuple(value)


def _string(table: Mapping[str, object], name: str, default: str) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise ConfigError(f"{name} of the format markdown must be a text", hint=f'{name} = "{default}"')
    return value


def _shortcodes(table: Mapping[str, object]) -> dict[str, frozenset[str]]:
    value = table.get("shortcodes", {})
    if not isinstance(value, Mapping):
        raise ConfigError(
            "shortcodes of the format markdown must be a table", hint='shortcodes = { figure = ["caption", "alt"] }'
        )
    return {str(name): frozenset(_strings(value, name, ())) for name in value}


def _truth(table: Mapping[str, object], name: str) -> bool:
    value = table.get(name, False)
    if not isinstance(value, bool):
        raise ConfigError(f"{name} of the format markdown must be true or false", hint=f"{name} = true")
    return value
