"""Front matter: the values in it that people read, found as slices of the article and spelled back in their style.

Nothing is re-serialised: what YAML, TOML and JSON have in them is located by a module of each. A front matter that
cannot be read has no values and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.formats import json_values, toml_values, yaml_values
from dragoman.formats.inline import has_word

_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_JSON = re.compile(r'\ufeff?(?=\{[ \t\r\n]*["}])')
# Blank lines and comments, then a key, a mapping in braces, or nothing: else it is a thematic break and prose.
_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*")
_FIRST_KEY = re.compile(
    r"(?:\"[^\"\n]*\"|'[^'\n]*'|[\w.@$~/+-]+(?: [\w.@$~/+-]+){0,3})[ \t]*:(?=\s)|\{[ \t\r\n]*[\w\"'}]|\Z|[?&!]"
)
_END_OF_LINE = re.compile(r"[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Matter:
    """Where the front matter stands: `start`..`end` with its fences, `body`..`body_end` without. Character offsets."""

    kind: Literal["yaml", "toml", "json"]
    start: int
    end: int
    body: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Value:
    """One text value: `path` without list positions (`image.alt`), its slice with quotes, and what it says.

    `kind` is the block kind its segment gets: `meta`, `meta flow` (inside brackets), `meta toml` or `meta json`.
    """

    path: str
    start: int
    end: int
    text: str
    kind: str


def find(text: str) -> Matter | None:
    """The front matter at the very start of an article (after a byte order mark), or None."""
    if match := _TOML.match(text):
        return Matter("toml", 0, match.end(), match.start(1), match.end(1))
    match = _YAML.match(text)
    if match and _is_yaml(match.group(1)):
        return Matter("yaml", 0, match.end(), match.start(1), match.end(1))
    if match := _JSON.match(text):
        return _json_matter(text, match.end())
    return None


def values(text: str, matter: Matter, wanted: Sequence[str], *, wordless: bool = False) -> list[Value]:
    """The wanted values that are texts, in the order of the article. List positions are left out of paths.

    With `wordless` also those without a letter or digit: a translation may be one, and a proof must find it.
    """
    chosen = set(wanted)
    found = (value for value in _values(text, matter) if value.path in chosen)
    return [value for value in found if wordless or has_word(value.text)]


def scalars(text: str, matter: Matter) -> list[Value]:
    """Every value, YAML's numbers and dates too, in the order of the article. List positions are left out of paths."""
    return _values(text, matter, any_scalar=True)


def spell_value(kind: str, raw: str, text: str, *, full: bool = False) -> str:
    """`text` in the style of `raw` if that can hold it, else (or with `full`) in the style that holds everything."""
    if kind == "meta toml":
        return toml_values.spell(raw, text, full=full)
    if kind == "meta json":
        return json_values.spell(raw, text)
    return yaml_values.spell(raw, text, flow=kind == "meta flow", full=full)


def add(text: str, matter: Matter, metadata: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> str:
    """The article with top-level `metadata` values replaced where their key stands, else added at the end, as are the
    `defaults` whose key does not stand there."""
    present = {value.path: value for value in _values(text, matter, any_scalar=True) if "." not in value.path}
    body = text[matter.body : matter.body_end]
    added = {key: value for key, value in (defaults or {}).items() if not _has_key(body, key)}
    metadata = {**metadata, **{key: value for key, value in added.items() if key not in metadata}}
    out = text
    for key, value in sorted(metadata.items(), key=lambda item: -(present[item[0]].start if item[0] in present else 0)):
        if key in present:
            old = present[key]
            out = out[: old.start] + spell_value(old.kind, out[old.start : old.end], value) + out[old.end :]
    fresh = {key: value for key, value in metadata.items() if key not in present}
    if not fresh:
        return out
    eol = "\r\n" if text[matter.start : matter.end].count("\r\n") else "\n"
    shift = len(out) - len(text)
    if matter.kind == "json":
        return _add_to_json(out, matter.body, matter.body_end + shift, fresh, eol)
    if matter.kind == "yaml":
        at = matter.body_end + shift
        lines = "".join(f"{key}: {spell_value('meta', 'x', value)}{eol}" for key, value in fresh.items())
    else:
        at = toml_values.top_end(out, matter.body, matter.body_end + shift)
        lines = "".join(f"{key} = {toml_values.spell('', value)}{eol}" for key, value in fresh.items())
    if at and out[at - 1] != "\n":
        lines = eol + lines
    return out[:at] + lines + out[at:]


def _has_key(body: str, key: str) -> bool:
    """True when the key stands in the front matter, whatever its value is."""
    return re.search(rf"""^[ \t]*["']?{re.escape(key)}["']?[ \t]*[:=]""", body, re.M) is not None


def _is_yaml(body: str) -> bool:
    comments = _COMMENTS.match(body)
    return bool(_FIRST_KEY.match(body, comments.end() if comments else 0))


def _json_matter(text: str, start: int) -> Matter | None:
    """Hugo's front matter in JSON: an object at the very start, and the end of a line after it."""
    try:
        end = json_values.scan(text, start, whole=False).end
    except json_values.JSONError:
        return None
    rest = _END_OF_LINE.match(text, end)
    return Matter("json", 0, rest.end(), start, end) if rest else None


def _values(text: str, matter: Matter, *, any_scalar: bool = False) -> list[Value]:
    """Every text of the front matter; with `any_scalar` also YAML's numbers and dates."""
    body, at = text[matter.body : matter.body_end], matter.body
    if matter.kind == "yaml":
        return [
            Value(one.path, at + one.start, at + one.end, one.said, "meta flow" if one.flow else "meta")
            for one in yaml_values.scalars(body)
            if one.is_text or any_scalar
        ]
    found = toml_values.strings(body) if matter.kind == "toml" else json_values.strings(body)
    return [Value(path, at + a, at + b, said, f"meta {matter.kind}") for path, a, b, said in found]


def _add_to_json(text: str, start: int, end: int, fresh: Mapping[str, str], eol: str) -> str:
    """The object at start..end with members after its last one, in the indentation of its first."""
    inner = text[start + 1 : end - 1]
    last = start + 1 + len(inner.rstrip(" \t\r\n"))
    blank = inner[: len(inner) - len(inner.lstrip(" \t\r\n"))]
    rows = [f"{json_values.spell('', key)}: {json_values.spell('', value)}" for key, value in fresh.items()]
    if not inner.strip(" \t\r\n"):
        return (
            text[: start + 1]
            + eol
            + "".join(f"  {row},{eol}" for row in rows[:-1])
            + f"  {rows[-1]}{eol}"
            + text[end - 1 :]
        )
    return text[:last] + "".join(f",{blank or ' '}{row}" for row in rows) + text[last:]
