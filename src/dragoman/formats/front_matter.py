"""Front matter: the values in it that people read, found as slices of the article and spelled back in their style.

Nothing is re-serialised: YAML is composed only to learn where scalars stand (YAML 1.1, as PyYAML reads it), TOML by a
scanner of the same purpose whose every value is checked against tomllib. A front matter that cannot be read has no
values and stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import yaml

from dragoman.formats import toml_values

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[\w.'\"-]+[ \t]*:(?=\s)")
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)+")  # an anchor or a tag stands inside the scalar's range
# Nobody wrote this by hand, and it could exhaust the stack.
_TOO_DEEP = re.compile(r"[\[{?:]{100}|^ {200}|(?:[-?] ){100}", re.M)


@dataclass(frozen=True, slots=True)
class Matter:
    """Where the front matter stands: `start`..`end` with its fences, `body`..`body_end` without. Character offsets."""

    kind: Literal["yaml", "toml"]
    start: int
    end: int
    body: int
    body_end: int


@dataclass(frozen=True, slots=True)
class Value:
    """One text value: `path` without list positions (`image.alt`), its slice with quotes, and what it says.

    `kind` is the block kind its segment gets: `meta`, `meta flow` (inside brackets) or `meta toml`.
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
    if match and (not match.group(1).strip() or _FIRST_KEY.match(match.group(1))):
        return Matter("yaml", 0, match.end(), match.start(1), match.end(1))
    return None


def values(text: str, matter: Matter, wanted: Sequence[str]) -> list[Value]:
    """The wanted values that are texts, in the order of the article. List positions are left out of paths."""
    found = _yaml_values(text, matter) if matter.kind == "yaml" else _toml_values(text, matter)
    chosen = set(wanted)
    return [value for value in found if value.path in chosen and any(c.isalpha() for c in value.text)]


def spell_value(kind: str, raw: str, text: str, *, full: bool = False) -> str:
    """`text` in the style of `raw` if that can hold it, else (or with `full`) in double quotes."""
    if kind == "meta toml":
        return toml_values.spell(raw, text, full=full)
    if full:
        return _double_quoted(text)
    if raw[:1] in "|>":
        return _block_scalar(raw, text) if _fits_block(text) else _double_quoted(text)
    if raw[:1] == "'" and "\n" not in text and _printable(text):
        return "'" + text.replace("'", "''") + "'"
    if raw[:1] != '"' and _is_plain(text, flow=kind == "meta flow"):
        return text
    return _double_quoted(text)


def add(text: str, matter: Matter, metadata: Mapping[str, str]) -> str:
    """The article with top-level `metadata` values replaced where their key stands, else added at the end."""
    present = {value.path: value for value in _top_values(text, matter)}
    eol = "\r\n" if text[matter.start : matter.end].count("\r\n") else "\n"
    out = text
    for key, value in sorted(metadata.items(), key=lambda item: -(present[item[0]].start if item[0] in present else 0)):
        if key in present:
            old = present[key]
            out = out[: old.start] + spell_value(old.kind, out[old.start : old.end], value) + out[old.end :]
    fresh = [(key, value) for key, value in metadata.items() if key not in present]
    if not fresh:
        return out
    shift = len(out) - len(text)
    if matter.kind == "yaml":
        at = matter.body_end + shift
        lines = "".join(f"{key}: {spell_value('meta', 'x', value)}{eol}" for key, value in fresh)
    else:
        at = toml_values.top_end(out, matter.body, matter.body_end + shift)
        lines = "".join(f"{key} = {toml_values.spell('', value)}{eol}" for key, value in fresh)
    if at and out[at - 1] != "\n":
        lines = eol + lines
    return out[:at] + lines + out[at:]


def _toml_values(text: str, matter: Matter) -> list[Value]:
    found = toml_values.strings(text[matter.body : matter.body_end])
    return [Value(path, matter.body + a, matter.body + b, said, "meta toml") for path, a, b, said in found]


def _top_values(text: str, matter: Matter) -> list[Value]:
    found = _yaml_values(text, matter, any_scalar=True) if matter.kind == "yaml" else _toml_values(text, matter)
    return [value for value in found if "." not in value.path]


def _yaml_values(text: str, matter: Matter, *, any_scalar: bool = False) -> list[Value]:
    body = text[matter.body : matter.body_end]
    if _TOO_DEEP.search(body):
        return []
    try:
        root = yaml.compose(body, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []  # a template, or damage: it stays as it is
    out: list[Value] = []
    for path, node, flow in _scalars(root, "", False, set()):
        if node.tag != "tag:yaml.org,2002:str" and not any_scalar:
            continue
        start, end = node.start_mark.index, node.end_mark.index
        if properties := _PROPERTIES.match(body, start, end):
            start = properties.end()
        said = node.value
        if node.style in ("|", ">"):
            end = start + len(body[start:end].rstrip(" \t\r\n"))
            said = said.rstrip("\n")
        out.append(Value(path, matter.body + start, matter.body + end, said, "meta flow" if flow else "meta"))
    return sorted(out, key=lambda value: value.start)


def _scalars(
    node: yaml.Node | None, path: str, flow: bool, seen: set[int]
) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """Every scalar value with its path; an aliased node only where it is written."""
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        yield path, node, flow
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, path, flow or bool(node.flow_style), seen)
    elif isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            yield from _scalars(item, f"{path}.{name}" if path else name, flow or bool(node.flow_style), seen)


def _is_plain(text: str, *, flow: bool) -> bool:
    """True when `text` without quotes is read as this very text."""
    if not text or not _printable(text) or "\n" in text or text.strip() != text:
        return False
    try:
        read = yaml.load(f"[{text}]" if flow else f"k: {text}", Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
    return bool(read == ([text] if flow else {"k": text}))


_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def _printable(text: str) -> bool:
    return not _UNPRINTABLE.search(text)


def _double_quoted(text: str) -> str:
    """YAML's double-quoted style: JSON's, with everything that YAML does not take as it stands escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def _fits_block(text: str) -> bool:
    return bool(text) and _printable(text) and not any(line[:1] in (" ", "\t") for line in text.split("\n"))


def _block_scalar(raw: str, text: str) -> str:
    """A literal or folded block with the header and the indentation of `raw`."""
    header, _, body = raw.partition("\n")
    first = next((line for line in body.split("\n") if line.strip()), "  ")
    indent = first[: len(first) - len(first.lstrip(" "))] or "  "
    eol = "\r\n" if header.endswith("\r") else "\n"
    said = text if header.startswith("|") else text.replace("\n", "\n\n")  # folding: a line end is a blank line
    return header.rstrip("\r") + eol + eol.join(indent + line if line else "" for line in said.split("\n"))
