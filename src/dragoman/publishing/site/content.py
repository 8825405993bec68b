"""An article's HTML made fit to stand on a page of ours: no script, no style, no address that is not for readers."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import nh3

from dragoman.language.slugs import slug

_TAGS = {
    *("a", "abbr", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd"),
    *("del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby"),
    *("s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
# The cleaner writes every attribute in double quotes and closes every element, so its output can be searched.
_WITHOUT_FILE = re.compile(r'<img((?:\s[^\s="]+="[^"]*")*)>')
_ALT = re.compile(r'\salt="([^"]*)"')
_HEADING = re.compile(r'<h([1-6])((?:\s[^\s="]+="[^"]*")*)>(.*?)</h\1>', re.S)
_TITLE = re.compile(r"(</?)h1\b")
_ID = re.compile(r'\sid="([^"]*)"')
_MARKUP = re.compile(r"<[^>]*>")
Address = Callable[[str], str | None]


def clean(body: str, *, link: Address, image: Address) -> str:
    """`body` with what readers may get of it. `link` and `image` say where an address of the article leads on this
    page, None for nowhere: then the words of the link, or what the image shows, stay as text."""

    def attribute(element: str, name: str, value: str) -> str | None:
        if element == "a" and name == "href":
            return link(value)
        if element == "img" and name == "src":
            return image(value)
        return value

    cleaned = nh3.clean(
        body,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    return _WITHOUT_FILE.sub(_image, cleaned)


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses in an article's HTML, in order: of links and of images."""

    links: tuple[str, ...]
    images: tuple[str, ...]


def addresses_in(body: str) -> Addresses:
    """The addresses that `clean` would ask about."""
    links: list[str] = []
    images: list[str] = []

    def link(href: str) -> str:
        links.append(href)
        return href

    def image(src: str) -> str:
        images.append(src)
        return src

    clean(body, link=link, image=image)
    return Addresses(tuple(links), tuple(images))


def ids_of(body: str, language: str) -> tuple[list[str], list[str]]:
    """The id of each heading of a body in order: its own, else one made from its words, each once; and every id that
    the article gives itself."""
    plain = clean(body, link=lambda href: href, image=lambda src: src)
    found: list[str] = []
    for heading in _HEADING.finditer(plain):
        own = _ID.search(heading[2])
        made = slug(html.unescape(_MARKUP.sub("", heading[3])), language, native=True)
        found.append(own[1] if own else _fresh(made or "section", found))
    return found, _ID.findall(plain)


def with_anchors(body: str, anchors: Sequence[str]) -> str:
    """A cleaned body whose headings have the ids of another version's, as long as those have as many. So an address
    with `#` leads to the same place in every language."""
    if len(_HEADING.findall(body)) != len(anchors):
        return body
    ids: Iterator[str] = iter(anchors)

    def named(heading: re.Match[str]) -> str:
        anchor = next(ids)
        return f'<h{heading[1]}{_ID.sub("", heading[2])} id="{anchor}">{heading[3]}</h{heading[1]}>'

    return _HEADING.sub(named, body)


def without_title(body: str) -> tuple[str, str]:
    """The first heading of level 1 as HTML, and the body without it; "" when the body begins with none. Others of
    level 1 become level 2: the page has its title already."""
    found = _HEADING.search(body)
    if found is None or found[1] != "1":
        return "", _TITLE.sub(r"\1h2", body)
    return found[3], _TITLE.sub(r"\1h2", body[: found.start()] + body[found.end() :])


def _image(found: re.Match[str]) -> str:
    if ' src="' in found[1]:
        return found[0]
    alt = _ALT.search(found[1])
    return f'<span class="no-image">{alt[1]}</span>' if alt and alt[1] else ""


def _fresh(made: str, taken: Sequence[str]) -> str:
    name, count = made, 1
    while name in taken:
        name, count = f"{made}-{count}", count + 1
    return name
