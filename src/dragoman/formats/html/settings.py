"""What dragoman.toml can say about HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from dragoman.formats.its import rule_files
from dragoman.model import ConfigError
from dragoman.project.table import Table

_FRONT_MATTER = ("title", "description", "summary", "subtitle", "image.alt", "caption")


@dataclass(frozen=True, slots=True)
class HtmlSettings:
    """`encoding`: the charset of files that do not say theirs. `headline` and `subhead`: roles of the first h1 and of
    all other headings ("" or "body": no role). `roles`: from a class name or itemprop to a role. `attributes`: names
    of more attributes that people read, `untouched`: of those that stay as they are. `templates`: is `{{…}}` code?
    `front_matter`: paths of the values that people read. `its`: files of ITS rules, by their paths."""

    encoding: str = "utf-8"
    headline: str = "headline"
    subhead: str = "subhead"
    roles: Mapping[str, str] = field(default_factory=dict)
    attributes: frozenset[str] = frozenset()
    untouched: frozenset[str] = frozenset()
    templates: bool = True
    front_matter: tuple[str, ...] = _FRONT_MATTER
    its: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Self:
        """The settings in a table of dragoman.toml. Raises ConfigError for what is unknown or of the wrong kind."""
        own = Table(table, "formats.html")
        own.known(*cls.__slots__)
        return cls(
            own.text("encoding", "utf-8"),
            own.text("headline", "headline"),
            own.text("subhead", "subhead"),
            _roles(own.table("roles")),
            frozenset(name.lower() for name in own.texts("attributes", ())),
            frozenset(name.lower() for name in own.texts("untouched", ())),
            own.truth("templates", True),
            own.texts("front_matter", _FRONT_MATTER),
            rule_files("html", table),
        )


def _roles(roles: Table) -> Mapping[str, str]:
    """From class name to role, out of a table from role to class names."""
    found: dict[str, str] = {}
    for role in roles.values:
        for name in roles.texts(role, ()):
            if name in found:
                hint = 'roles = { standfirst = ["lead", "deck"] }'
                raise ConfigError(f"the class {name!r} has two roles, {found[name]!r} and {role!r}", hint=hint)
            found[name] = role
    return found
