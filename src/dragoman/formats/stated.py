"""What an article states about itself under a name: in front matter, in a directive, in an element or a meta tag.

Looked for in every format alike, and rather found once too often than missed: an embargo hangs on it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence

from dragoman.formats import front_matter

_ATTRIBUTE = r"""\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)"""
_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
_NAME = re.compile(rf"\b(?:name|property|itemprop){_ATTRIBUTE}", re.IGNORECASE)
_TIME = re.compile(rf"<time\b[^<>]*?\bdatetime{_ATTRIBUTE}", re.IGNORECASE)
_CONTENT = re.compile(rf"\bcontent{_ATTRIBUTE}", re.IGNORECASE)


def stated(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """Every value that an article's text gives for one of `names`, as it is spelled, without quotes around it.

    In front matter a name is that of a key, or a path to it (`release.embargo`); elsewhere its capitals do not matter.
    """
    found = dict.fromkeys((*_directives(text, names), *_matter(text, names), *_elements(text, names)))
    return tuple(found)


def stated_dates(text: str, names: Sequence[str]) -> tuple[str, ...]:
    """As `stated`, and where else articles keep dates, the surest first: a string of JSON or JSON-LD, the `norm` of a
    NITF element, an HTML `time` whatever it is the time of."""
    found = dict.fromkeys((*stated(text, names), *_strings(text, names), *_norms(text, names), *_times(text)))
    return tuple(value for value in found if value)


def _strings(text: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        for match in re.finditer(rf'"{re.escape(name)}"\s*:\s*("[^"\\\n]*")', text, re.IGNORECASE):
            yield str(json.loads(match.group(1), strict=False))


def _norms(text: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        for match in re.finditer(rf"<{re.escape(name)}\s[^<>]*?\bnorm{_ATTRIBUTE}", text):
            yield _bare(match.group(1))


def _times(text: str) -> Iterator[str]:
    for match in _TIME.finditer(text):
        yield html.unescape(_bare(match.group(1))).strip()


def _directives(text: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        pattern = rf"<!--\s*dragoman:\s*{re.escape(name)}\b:?(.*?)(?:-->|\Z)"
        for match in re.finditer(pattern, text, re.IGNORECASE | re.DOTALL):
            yield match.group(1).strip()


def _matter(text: str, names: Sequence[str]) -> Iterator[str]:
    """What the front matter's reader finds, else whatever stands behind the name in a line of it."""
    matter = front_matter.find(text)
    if matter is None:
        return
    values = front_matter.scalars(text, matter)
    for name in names:
        read = [value.text for value in values if value.path == name or value.path.endswith(f".{name}")]
        yield from read or _lines(text[matter.start : matter.end], name.rpartition(".")[2])


def _lines(matter: str, name: str) -> Iterator[str]:
    for match in re.finditer(rf"""(?<![\w.-])["']?{re.escape(name)}["']?[ \t]*[:=]([^\r\n]*)""", matter, re.IGNORECASE):
        yield re.sub(r"\s#.*|[,}\s]+\Z", "", match.group(1)).strip().strip("\"'")


def _elements(text: str, names: Sequence[str]) -> Iterator[str]:
    if "<" not in text:
        return
    for name in names:
        pattern = rf"<(?:[\w.-]+:)?{re.escape(name)}(?:\s[^>]*)?>([^<]*)</"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            yield html.unescape(match.group(1)).strip()
    wanted = {name.casefold() for name in names}
    for tag in _META.finditer(text):
        named, content = _NAME.search(tag.group(1)), _CONTENT.search(tag.group(1))
        if named is not None and content is not None and _bare(named.group(1)).casefold() in wanted:
            yield html.unescape(_bare(content.group(1))).strip()


def _bare(quoted: str) -> str:
    return quoted.strip("\"'")
