"""What dragoman.toml can say about HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from dragoman.formats.its import rule_files
from dragoman.formats.reading import check_settings
from dragoman.model import ConfigError

_FRONT_MATTER = ("title", "description", "summary", "subtitle", "image.alt", "caption")
_KNOWN = ("its", "encoding", "headline", "subhead", "roles", "attributes", "untouched", "templates", "front_matter")


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
        check_settings("html", table, _KNOWN)
        return cls(
            _string(table, "encoding", "utf-8"),
            _string(table, "headline", "headline"),
            _string(table, "subhead", "subhead"),
            _roles(table.get("roles", {})),
            frozenset(name.lower() for name in _strings(table, "attributes", ())),
            frozenset(name.lower() for name in _strings(table, "untouched", ())),
            _truth(table, "templates", True),
            _strings(table, "front_matter", _FRONT_MATTER),
            rule_files("html", table),
        )


def _roles(value: object) -> Mapping[str, str]:
    """From class name to role, out of a table from role to class names."""
    hint = 'roles = { standfirst = ["lead", "deck"] }'
    if not isinstance(value, Mapping):
        raise ConfigError("roles of the format html must be a table from role to class names", hint=hint)
    found: dict[str, str] = {}
    for role in value:
        for name in _strings(value, role, (), hint):
            if name in found:
                raise ConfigError(f"the class {name!r} has two roles, {found[name]!r} and {role!r}", hint=hint)
            found[name] = str(role)
    return found


def _strings(table: Mapping[str, object], name: str, default: Sequence[str], hint: str = "") -> tuple[str, ...]:
    value = table.get(name, default)
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"{name} of the format html must be a list of texts", hint=hint or f'{name} = ["…"]')
    return tuple(value)


def _string(table: Mapping[str, object], name: str, default: str) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise ConfigError(f"{name} of the format html must be a text", hint=f'{name} = "{default}"')
    return value


def _truth(table: Mapping[str, object], name: str, default: bool) -> bool:
    value = table.get(name, default)
    if not isinstance(value, bool):
        raise ConfigError(f"{name} of the format html must be true or false", hint=f"{name} = {str(default).lower()}")
    return value
