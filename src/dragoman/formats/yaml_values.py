"""Where the texts of a YAML document stand, what they say, and how to spell others in their style.

YAML is composed only to learn where scalars stand, as PyYAML reads it (1.1). What is written is read as the same text
by readers of 1.1 and of 1.2: `no`, `1.0`, `0o7` and `2026-01-01` are quoted, whichever of them takes it for a text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
# An anchor or a tag stands inside the scalar's range, and may stand on a line of its own.
_PROPERTIES = re.compile(r"(?:[&!][^ \t\r\n]*+(?:[ \t\r\n]|[ \t]#[^\n]*\n)+)+")
# Nobody wrote this by hand, and it could exhaust the stack.
_TOO_DEEP = re.compile(r"[\[{?:]{100}|^ {200}|(?:[-?] ){100}", re.M)
# What some reader takes for a number, a date, a truth value, nothing, a symbol or a merge key.
_NO_TEXT = re.compile(
    r"(?i:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+]?0[box][0-9a-f_]+|:.*)"
    r"|[-+.0-9][-+.,:_/0-9eETtZz \t]*"
)
_UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HEADER = re.compile(r"(?P<style>[|>])(?P<sign>[-+1-9]*)(?P<rest>[^\r\n]*)(?P<eol>\r?\n|)")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar in value position: its path without list positions, its slice without anchor and tag, and what it says.

    `flow`: it stands inside brackets. `is_text`: to YAML it is a text, no number, date or truth value.
    """

    path: str
    start: int
    end: int
    said: str
    flow: bool
    is_text: bool


def scalars(text: str) -> list[Scalar]:
    """Every scalar in value position, in the order of the text; nothing when it is no YAML (a template, or damage).

    One that is an alias elsewhere has its path where it is written. Keys are as written: `no:` is the key "no".
    """
    if _TOO_DEEP.search(text):
        return []
    try:
        root = yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    out: list[Scalar] = []
    for path, node, flow in _walk(root):
        start, end = node.start_mark.index, node.end_mark.index
        if properties := _PROPERTIES.match(text, start, end):
            start = properties.end()
        said = node.value
        if node.style in ("|", ">"):
            end = start + len(text[start:end].rstrip(" \t\r\n"))
            said = said.rstrip("\n")
        out.append(Scalar(path, start, end, said, flow, node.tag == _STRING))
    return sorted(out, key=lambda scalar: scalar.start)


def spell(raw: str, text: str, *, flow: bool, full: bool = False) -> str:
    """`text` in the style of `raw` if that can hold it, else (or with `full`) in double quotes."""
    header = _HEADER.match(raw)
    if full or (header and not _fits_block(text)):
        ending = "\n" if header and "-" not in header["sign"] and not text.endswith("\n") else ""
        return _double_quoted(text + ending)
    if header:
        return _block_scalar(header, raw, text)
    if raw[:1] == "'" and "\n" not in text and not _UNPRINTABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if raw[:1] != '"' and _is_plain(text, flow=flow):
        return text
    return _double_quoted(text)


def _walk(root: yaml.Node | None) -> Iterator[tuple[str, yaml.ScalarNode, bool]]:
    """Every scalar with its path; an aliased node only where it is written, without those that are keys."""
    seen: set[int] = set()
    waiting: list[tuple[yaml.Node | None, str, bool]] = [(root, "", False)]
    while waiting:
        node, path, flow = waiting.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield path, node, flow
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend((item, path, flow or bool(node.flow_style)) for item in reversed(node.value))
        elif isinstance(node, yaml.MappingNode):
            inner = flow or bool(node.flow_style)
            waiting.extend((item, _below(path, key), inner) for key, item in reversed(node.value))
            seen.update(id(key) for key, _ in node.value)


def _below(path: str, key: yaml.Node) -> str:
    """The path of a key's value. What is merged stands in the mapping itself."""
    name = key.value if isinstance(key, yaml.ScalarNode) else "?"
    if key.tag == "tag:yaml.org,2002:merge":
        return path
    return f"{path}.{name}" if path else name


def _is_plain(text: str, *, flow: bool) -> bool:
    """True when `text` without quotes is read as this very text."""
    if not text or _UNPRINTABLE.search(text) or "\n" in text or text.strip() != text or _NO_TEXT.fullmatch(text):
        return False
    try:
        read = yaml.load(f"[{text}]" if flow else f"k: {text}", Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
    return bool(read == ([text] if flow else {"k": text}))


def _double_quoted(text: str) -> str:
    """YAML's double-quoted style: JSON's, with everything that YAML does not take as it stands escaped."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def _fits_block(text: str) -> bool:
    """True when every line can stand in a block: none begins with a blank, and none is lost at an end."""
    lines = text.split("\n")
    return bool(lines[0] and lines[-1]) and not _UNPRINTABLE.search(text) and not any(x[:1] == " " for x in lines)


def _block_scalar(header: re.Match[str], raw: str, text: str) -> str:
    """A literal or folded block with the style, the chomping and the indentation of `raw`.

    An indentation indicator goes: no line of `text` begins with a blank, and the source's first line may have.
    """
    lines = raw[header.end() :].split("\n")
    first = next((line for line in lines if line.strip(" \r")), "  ")
    indent = first[: len(first) - len(first.lstrip(" "))] or "  "
    said = text if header["style"] == "|" else re.sub("\n+", r"\g<0>\n", text)  # one line end folds into a space
    eol = header["eol"] or "\n"
    sign = header["sign"].strip("123456789")
    body = eol.join(indent + line if line else "" for line in said.split("\n"))
    return header["style"] + sign + header["rest"] + eol + body
