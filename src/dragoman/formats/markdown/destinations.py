"""The addresses in Markdown: of links and images, of reference definitions, of HTML's and JSX's tags, and template code
that may name a page."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator

from dragoman.formats.destinations import Destination
from dragoman.formats.html.destinations import ADDRESSES
from dragoman.formats.html.destinations import destinations as in_html
from dragoman.formats.markdown.events import definition_places, events
from dragoman.formats.markdown.masking import Masked, mask
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.markdown.titles import ENTITY, PUNCTUATION

_SIGNS = ("](", "]:", "href", "HREF", "src", "SRC", "poster", "{{<", "{{%", "{%", " to=")
_JSX = ADDRESSES | {"to"}
_BLANK = re.compile(r"[ \t\r\n>]*")  # a line of a quotation begins with its sign
_ANGLE = re.compile(r"<((?:[^<>\\\r\n]|\\.)*+)>")
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.)*+\]:", re.S)
# A link whose address is Hugo's shortcode of one page: by position or as path=…, whatever else it says.
_REF = re.compile(
    r"(\](?:\(|:)[ \t]*)\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path[ \t]*=[ \t]*)?"
    r"[\"`]?([^\s\"`<>%{}()]+)(?=[\s\"`%>])[^{}<>%\r\n]*[%>]\}\}"
)
_SPECIAL = re.compile(r"[\\()|*_`\[\]~$]")


def without_refs(text: str) -> str:
    """A body to be shown, whose links name pages where they called Hugo's `ref`."""
    return _REF.sub(r"\1\2", text) if "{{" in text else text


def destinations(text: str, settings: Settings) -> list[Destination]:
    """The addresses of a body, in order. Linear in its length."""
    if not any(sign in text for sign in _SIGNS):
        return []
    masked = mask(text, settings)
    found = {one.start: one for one in _found(text, masked, settings)}
    taken = sorted((one.start, one.end) for one in found.values())
    for start, end in masked.islands:
        if start in masked.tags:
            for one in in_html(text, templates=False, start=start, end=end, names=_JSX):
                found[one.start] = one
        elif not _is_inside(start, taken):
            found[start] = Destination(start, end, text[start:end], str)
    return _apart([found[start] for start in sorted(found)])


def _found(text: str, masked: Masked, settings: Settings) -> Iterator[Destination]:
    opened: list[tuple[int, str]] = []  # where the content of open links has been read to, and their address
    block = -1
    for name, said, start, end in events(masked.text, settings.options):
        if name == "Start":
            kind, about = _named(said)
            if kind in ("Link", "Image"):
                is_inline = about.get("link_type") == "Inline"
                opened.append((start + (2 if kind == "Image" else 1), str(about["dest_url"]) if is_inline else ""))
            elif kind == "HtmlBlock":
                block = start
        elif name == "End" and said in ("Link", "Image"):
            low, href = opened.pop()
            if href and (one := _inline(text, masked, low, end, href)):
                yield one
        elif name == "End" and said == "HtmlBlock":
            yield from in_html(text, start=block, end=end)
        elif name == "InlineHtml":
            yield from in_html(text, start=start, end=end)
        if opened and name != "Start":
            opened[-1] = (max(end, opened[-1][0]), opened[-1][1])
    for start, end, href in definition_places(masked.text, settings.options):
        label = _LABEL.match(masked.text, start, end)
        if label and (one := _at(text, masked, label.end(), end, href)):
            yield one


def _named(said: object) -> tuple[str, dict[str, object]]:
    if isinstance(said, dict):
        for name, about in said.items():
            return str(name), about if isinstance(about, dict) else {}
    return str(said), {}


def _inline(text: str, masked: Masked, low: int, end: int, href: str) -> Destination | None:
    at = masked.text.find("](", low, end)
    return _at(text, masked, at + 2, end, href) if at >= 0 else None


def _at(text: str, masked: Masked, low: int, end: int, href: str) -> Destination | None:
    """The address `href` that stands at `low` after blank space; None when it is spelled there in no known way."""
    blank = _BLANK.match(masked.text, low, end)
    low = blank.end() if blank else low
    if angle := _ANGLE.match(masked.text, low, end):
        start, stop, is_angle = angle.start(1), angle.end(1), True
    else:
        start, stop, is_angle = low, _bare_end(masked.text, low, end), False
    if start >= stop or _said(masked.text[start:stop]) != href:
        return None
    said = text[start:stop]
    is_code = any(masked.within(start, stop))
    return Destination(start, stop, said if is_code else _said(said), _angle if is_angle else _bare)


def _bare_end(text: str, low: int, end: int) -> int:
    """Where an address without angle brackets ends: at a blank, or at a bracket that it did not open."""
    depth = 0
    at = low
    while at < end:
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth < 0:
                return at
        elif sign <= " ":
            return at
        at += 1
    return min(at, end)


def _said(spelled: str) -> str:
    """What an address says: escapes and character references resolved."""
    if "\\" not in spelled and "&" not in spelled:
        return spelled
    out: list[str] = []
    at = 0
    while at < len(spelled):
        if spelled[at] == "\\" and spelled[at + 1 : at + 2] in PUNCTUATION and at + 1 < len(spelled):
            out.append(spelled[at + 1])
            at += 2
        elif spelled[at] == "&" and (entity := ENTITY.match(spelled, at)):
            out.append(html.unescape(entity.group()))
            at = entity.end()
        else:
            out.append(spelled[at])
            at += 1
    return "".join(out)


def _angle(href: str) -> str:
    if href.startswith(("{{", "{%")):
        return href
    return re.sub(r"([\\<>])", r"\\\1", href.replace("&", "&amp;")).replace("\n", "%0A").replace("\r", "%0D")


def _bare(href: str) -> str:
    if href.startswith(("{{", "{%")):
        return href
    if re.search(r"[\x00-\x20<>]", href):
        return f"<{_angle(href)}>"
    return _SPECIAL.sub(r"\\\g<0>", href.replace("&", "&amp;")) if re.search(r"[\\()|&]", href) else href


def _is_inside(at: int, taken: list[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (at, 1 << 62)) - 1
    return index >= 0 and taken[index][0] <= at < taken[index][1]


def _apart(found: list[Destination]) -> list[Destination]:
    """Those that do not stand in one before them."""
    out: list[Destination] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out
