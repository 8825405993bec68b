"""Finds elements, attributes and URL schemes that the source does not have: what could run in a reader's browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from dragoman.checks.rules import Rules
from dragoman.checks.sides import sides
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair
from dragoman.model.visible import visible

NAME = "unsafe-markup"
SPAN = "pair"
SEVERITY = Severity.ERROR

_HINT = "take it out; a translation has the markup of its source and no other"

# Signs without which a text holds no markup, code or scheme, however it is written.
_SIGNS = ("<", "{", "`", "&", "=", "\\", "](", "]:", "] (", "+A", "＜", "﹤", "＝", "（")
_CODE = re.compile(r"script|data\s{0,4}:|[<({\[]", re.IGNORECASE)
_HIDDEN = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_PERCENT = re.compile(f"%[{_HIDDEN}]*[0-9A-Fa-f]")  # the code of a character, such as %3C
# An element as browsers see its beginning, closed or not, also behind control characters that some of them skip.
_TAG = re.compile(r"<[\x00-\x20\ufeff]{0,8}(/?)([A-Za-z!?%][^\s/<>=\"'`]{0,60})([^<>]{0,2000})", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=\x00-\x1f]{1,60})\s{0,20}=\s{0,20}(\"[^\"]{0,2000}\"?|'[^']{0,2000}'?|`[^`]{0,2000}`?|[^\s\"'<>`]{1,2000})"
)
_HANDLER = re.compile(r"(?<![\w-])on[a-z]{3,30}[\s\x00-\x1f/]{0,20}=(?=\s{0,8}[\"'`\w&(\\])", re.IGNORECASE)
_SKIPPED = re.compile(f"[{_HIDDEN}]+")
# A scheme that runs or loads code. Blanks and signs inside it are gone already; "JavaScript: a history" is prose, as a
# blank follows the colon.
_SCHEME = re.compile(
    r"(?<![A-Za-z0-9])(javascript|vbscript|livescript|jscript|mocha|view-source|feed:javascript|filesystem|file|blob)\s{0,4}:(?=[^\s\"'”»)])|(?<![A-Za-z0-9])(data)\s{0,4}:\s{0,4}(?=[a-z]{2,20}/[a-z]|;base64|,)",
    re.IGNORECASE,
)
_LINKED_SCHEME = re.compile(r"(?:\]\s{0,4}\(|\]:|[=(<\"'`])\s{0,8}<?([A-Za-z][A-Za-z0-9+.-]{1,20})\s{0,4}:(?!\s|$)")
_LOOSE_SCRIPT = re.compile(
    r"(?:\]\(|\]:|[=<\"'`(])\s{0,8}(j\s{0,8}a\s{0,8}v\s{0,8}a\s{0,8}s\s{0,8}c\s{0,8}r\s{0,8}i\s{0,8}p\s{0,8}t|v\s{0,8}b\s{0,8}s\s{0,8}c\s{0,8}r\s{0,8}i\s{0,8}p\s{0,8}t)\s{0,8}:",
    re.IGNORECASE,
)
_LINK = re.compile(r"(!?)\[[^\[\]]{0,500}\]\(\s{0,8}([^)\s]{1,500})")
_REFERENCE = re.compile(r"(?m)^\s{0,3}\[[^\[\]]{1,200}\]:\s{0,8}\S")
_STYLE = re.compile(
    r"expression\s{0,8}\(|@import|-moz-binding|behaviou?r\s{0,8}:\s{0,8}url|url\s{0,8}\(\s{0,8}[\"']?\s{0,8}(?:javascript|data)",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"\{\{[^{}]{0,200}\}?\}?|\{%[^{}]{0,200}|\$\{[^{}]{0,200}\}?|#\{[^{}]{0,200}\}?|<%[^<>]{0,200}|\{[^{}]{0,100}[().=<>;\[\]`][^{}]{0,100}\}"
)
_ENCODED = re.compile(
    r"\\u00[0-7][0-9a-f]|\\u\{[0-9a-f]{1,6}\}|\\x[0-7][0-9a-f]|\\0{0,4}[3-7][0-9a-f](?![0-9a-f])\s?", re.IGNORECASE
)
_UTF7 = re.compile(r"\+AD[wx4](?:-|A)", re.IGNORECASE)
_WIDE = str.maketrans("＜﹤＞﹥＝：（）／＂", '<<>>=:()/"')
_RUNS = frozenset(["style", "srcdoc", "formaction", "action"])  # whose values may hold code
_ADDRESSES = frozenset(["href", "src", "xlink:href", "data", "poster", "background"])
_QUOTED = re.compile("[„“”«»\"'`\\\\]")  # quotation marks inside an address
_PARTS = ("a value of an attribute", "an event handler", "a style that loads code")
_ROUNDS = 3  # codes inside codes


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """A finding for each element, attribute, handler, scheme, link, style or template that the source lacks, also where
    codes, blanks, controls or other alphabets hide it. Values of handlers and styles must be those of the source."""
    article = sides(pairs, rules)
    joined = article.targets
    suspects = joined.holding((*_SIGNS, ":"))
    if "%" in joined.text:
        suspects |= joined.matching(_PERCENT)
    for pair, source, target in article.at(suspects):
        text = target.text
        if text == source.text or not _may_hold(text):
            continue
        allowed = things(source.text)
        new = [thing for thing in things(text) if thing not in allowed]
        severity = rules.weight(NAME, SEVERITY, pair)
        for kind, name in _telling(new):
            message = f"{kind} that the source does not have: “{visible(name, 80)}”"
            yield rules.finding(NAME, severity, message, pair, _HINT, _place(text, name))


def _may_hold(text: str) -> bool:
    """False for a text without the signs of markup, however it is written."""
    return (
        any(sign in text for sign in _SIGNS)
        or (":" in text and _CODE.search(text) is not None)
        or ("%" in text and _PERCENT.search(text) is not None)
    )


def _telling(new: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The things without what goes along with another one: attributes of a new element, values of a new attribute."""
    kinds = {kind for kind, _ in new}
    if "an element" in kinds:
        return [thing for thing in new if thing[0] not in (*_PARTS, "an attribute")]
    return [thing for thing in new if thing[0] not in _PARTS] if "an attribute" in kinds else new


def things(text: str) -> dict[tuple[str, str], None]:
    """Kind and name of each element, attribute, scheme and the like, in order; read as it stands and with its codes
    resolved."""
    found: dict[tuple[str, str], None] = {}
    for plain in _readings(text):
        for kind, name in _read(plain):
            found[kind, name] = None
    return found


def _readings(text: str) -> Iterator[str]:
    """The text, and what becomes of it when codes are resolved, once and again."""
    seen = {text}
    yield text
    plain = text
    for _ in range(_ROUNDS):
        plain = _SKIPPED.sub("", html.unescape(plain)).translate(_WIDE)
        plain = _ENCODED.sub(_decoded, plain)
        if "%" in plain:
            plain = unquote(plain, errors="replace")
        if plain in seen:
            break
        seen.add(plain)
        yield plain


def _decoded(match: re.Match[str]) -> str:
    digits = match.group().strip("\\uUxX{} ")
    code = int(digits, 16) if digits else 0
    return chr(code) if 0x20 <= code < 0x80 else match.group()


def _read(text: str) -> Iterator[tuple[str, str]]:
    for match in _TAG.finditer(text) if "<" in text else ():
        _, name, rest = match.groups()
        name = name.lower()
        if name.startswith(("!", "?", "%")):
            yield "a declaration or comment", f"<{name[:12]}"
            continue
        if re.match(r"[a-z][a-z0-9+.-]*:", name) or "@" in name:
            continue  # <https://…>, <mail@…>: see the schemes
        yield "an element", f"<{name}"
        for attribute in _ATTRIBUTE.finditer(rest):
            key, value = attribute[1].lower(), attribute[2].strip("\"'`")
            yield "an attribute", key
            if key.startswith("on") or key in _RUNS or (key in _ADDRESSES and _QUOTED.search(html.unescape(value))):
                yield "a value of an attribute", f"{key}={value}"
    for match in _HANDLER.finditer(text) if "=" in text else ():
        yield "an event handler", re.split(r"[\s\x00-\x1f/=]", match.group().lower())[0]
    if ":" in text:
        for match in _SCHEME.finditer(text):
            yield "a scheme", f"{(match[1] or match[2]).lower()}:"
        for match in _LOOSE_SCRIPT.finditer(text):
            yield "a scheme", "".join(match[1].split()).lower() + ":"
        for match in _LINKED_SCHEME.finditer(text):
            yield "a scheme", f"{match[1].lower()}:"
        for _ in _REFERENCE.finditer(text) if "]:" in text else ():
            yield "a link", "]:"
    for match in _LINK.finditer(text) if "](" in text else ():
        yield ("an image" if match[1] else "a link"), "]("
    for match in _STYLE.finditer(text) if "(" in text or "@" in text or "-" in text else ():
        yield "a style that loads code", re.sub(r"\s", "", match.group().lower())
    for match in _TEMPLATE.finditer(text) if "{" in text or "<%" in text else ():
        yield "a piece of a template", re.sub(r"\s+", " ", match.group())
    for match in _UTF7.finditer(text) if "+A" in text else ():
        yield "an element in UTF-7", match.group()


def _place(text: str, name: str) -> tuple[int, int] | None:
    """Where a thing stands; None where only its decoded form has the name."""
    start = text.lower().find(name.lower())
    return (start, start + len(name)) if start >= 0 and len(text.lower()) == len(text) else None
