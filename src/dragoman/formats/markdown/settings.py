"""What dragoman.toml can say about Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from pyromark import Options

from dragoman.model import ConfigError
from dragoman.project.table import Table

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
        own = Table(table, "formats.markdown")
        own.known(*cls.__slots__)
        extensions = frozenset(own.texts("extensions", ()))
        if unknown := sorted(extensions - _EXTENSIONS.keys()):
            raise ConfigError(f"unknown Markdown extension {unknown[0]!r}", hint=f"known: {', '.join(_EXTENSIONS)}")
        shortcodes = own.table("shortcodes")
        return cls(
            own.texts("front_matter", _FRONT_MATTER),
            own.text("headline", "headline"),
            own.text("subhead", "subhead"),
            extensions,
            {name: frozenset(shortcodes.texts(name, ())) for name in shortcodes.values},
            frozenset(own.texts("attributes", _ATTRIBUTES)),
            own.truth("mdx", mdx),
        )

    @property
    def options(self) -> Options:
        """The parser's switches."""
        options = _GFM
        for name in self.extensions:
            options |= _EXTENSIONS[name]
        return options
