"""Where the strings of a TOML document stand (TOML 1.0), each checked against tomllib."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Generator, Iterator

# One token. Strings first: a quote inside a comment or a # inside a string must not mislead. The alternatives inside a
# repetition exclude one another, so it is linear (CPython 3.11.2 misreads possessive groups: gh-106052).
_TOKEN = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*\'{3,5}'
    r'|"(?:[^"\\\n]|\\[^\n])*"|\'[^\'\n]*+\')'
    r"|(?P<comment>#[^\n]*+)|(?P<newline>\n)|(?P<blank>[ \t\r]++)|(?P<mark>[=\[\]{},.])|(?P<bare>[^\s=\[\]{},.#\"']++)",
    re.S,
)


def strings(text: str) -> list[tuple[str, int, int, str]]:
    """Path (list positions left out), start, end and meaning of every string value. Nothing when `text` is no TOML."""
    try:
        document = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    told = sorted(_told(document, ""))
    found = [(path, start, end, _meaning(text[start:end])) for path, start, end in _scan(text)]
    return found if sorted((path, said) for path, _, _, said in found) == told else []


def spell(raw: str, text: str, *, full: bool = False) -> str:
    """`text` as a TOML string in the style of `raw` where that can hold it, else as a basic string."""
    if not full and raw[:3] in ("'''", '"""'):
        return _multi_line(raw, text)
    if not full and raw[:1] == "'" and not _CONTROL.search(text) and not set("'\t\n") & set(text):
        return f"'{text}'"
    return _escaped(json.dumps(text, ensure_ascii=False))


_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _multi_line(raw: str, text: str) -> str:
    """A string over several lines, in quotes of the kind of `raw`; the line end after the first quotes is no text."""
    quotes = raw[:3]
    eol = "\r\n" if "\r\n" in raw else "\n"
    first = eol if raw[3:].startswith(("\n", "\r\n")) or text.startswith("\n") else ""
    if quotes == '"""' or _CONTROL.search(text) or quotes in text or text.endswith("'"):
        quotes = '"""'
        text = re.sub('"(?="|\\Z)|(?<=")"', '\\\\"', _escaped(text.replace("\\", "\\\\")))
    return quotes + first + text.replace("\n", eol) + quotes


def _escaped(quoted: str) -> str:
    return _CONTROL.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def top_end(text: str, start: int, end: int) -> int:
    """Where a new top-level key may stand: before the first table header, else at `end`."""
    header = re.compile(r"^[ \t]*\[", re.M)
    inside = [(start + a, start + b) for _, a, b in _scan(text[start:end])]
    for match in header.finditer(text, start, end):
        line = match.start()
        if not any(a < line < b for a, b in inside) and _is_header(text, line, end):
            blank = len(text[start:line]) - len(text[start:line].rstrip(" \t\r\n"))
            above = text.find("\n", line - blank, line) + 1  # what stands before the table stays together
            return above or line
    return end


def _is_header(text: str, line: int, end: int) -> bool:
    stop = text.find("\n", line, end)
    return bool(re.fullmatch(r"[ \t]*\[[^\n]*\][ \t]*(?:#[^\n]*)?\r?", text[line : stop if stop >= 0 else end]))


def _meaning(raw: str) -> str:
    value = tomllib.loads("v = " + raw.replace("\r\n", "\n"))["v"]
    return str(value)


def _told(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every string that tomllib knows, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for item in value:
            yield from _told(item, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _told(item, f"{path}.{key}" if path else key)


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    """Path, start and end of every string in value position. `text` is valid TOML (else the caller sees nonsense)."""
    table: list[str] = []
    tokens = [m for m in _TOKEN.finditer(text) if m.lastgroup not in ("blank", "comment")]
    at = 0
    while at < len(tokens):
        said = tokens[at].group()
        if said == "\n":
            at += 1
        elif said == "[":
            while at < len(tokens) and tokens[at].group() == "[":
                at += 1
            at, table = _key(tokens, at)
            while at < len(tokens) and tokens[at].group() == "]":
                at += 1
        else:
            at, key = _key(tokens, at)
            at = yield from _value(tokens, at + 1, [*table, *key])
            while at < len(tokens) and tokens[at].group() != "\n":
                at += 1


def _key(tokens: list[re.Match[str]], at: int) -> tuple[int, list[str]]:
    key: list[str] = []
    while at < len(tokens) and tokens[at].group() not in ("=", "]", "}", "\n"):
        token = tokens[at]
        if token.group() != ".":
            key.append(_meaning(token.group()) if token.lastgroup == "string" else token.group())
        at += 1
    return at, key


def _value(tokens: list[re.Match[str]], at: int, path: list[str]) -> Generator[tuple[str, int, int], None, int]:
    """Yields the strings of one value; returns the place after it. Iterative, so nesting cannot exhaust the stack."""
    nested: list[tuple[str, list[str]]] = []  # open brackets with the path outside them
    while at < len(tokens):
        token = tokens[at]
        said = token.group()
        if said in ("[", "{"):
            nested.append((said, path))
        elif said in ("]", "}"):
            path = nested.pop()[1]
        elif token.lastgroup == "string":
            yield ".".join(path), token.start(), token.end()
        at += 1
        if not nested:
            break
        if said == "{" or (said == "," and nested[-1][0] == "{"):
            at, key = _key(tokens, at)
            path = [*nested[-1][1], *key]
            at += at < len(tokens) and tokens[at].group() == "="
    return at
