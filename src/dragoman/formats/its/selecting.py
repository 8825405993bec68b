"""XPath over a tree: which nodes a rule selects, and what its pointers point to."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from lxml import etree

from dragoman.formats.its.rules import Rule
from dragoman.model import FormatError

Node = tuple[int, str]
"""An element by its number in the document, and the name of one of its attributes ("" for the element itself)."""

_DEEP = re.compile(r"//|descendant|following|preceding")
_SPLIT = re.compile(r"\"[^\"]*\"|'[^']*'|[()\[\]|]")
_LAST = re.compile(r"/(?:[^\W\d][\w.-]*:)?([^\W\d][\w.-]*)[ \t\r\n]*\Z")
_MOST_STEPS = 10**9
_LONGEST = 20_000


def selected(
    rule: Rule, root: etree._Element, index: Mapping[etree._Element, int], names: Container[str] | None = None
) -> Iterator[Node]:
    """The elements and attributes that a rule selects. `names` are the local names of all elements, and "";
    with None every path is tried.

    Raises FormatError for an XPath that is wrong or too costly.
    """
    _refuse_costly(rule, len(index))
    paths = [path for path, name in _alternatives(rule.selector) if names is None or name in names]
    for found in (node for path in paths for node in _nodes(rule, path, root)):
        if isinstance(found, etree._Element):
            if (number := index.get(found)) is not None:
                yield number, ""
        elif getattr(found, "is_attribute", False):
            yield index[found.getparent()], found.attrname


def pointed(rule: Rule, pointer: str, node: Node, elements: Sequence[etree._Element]) -> str | None:
    """The text that a pointer of `rule` points to from a selected node, None for nothing."""
    texts = pointed_all(rule, pointer, node, elements)
    return texts[0] if texts else None


def pointed_all(rule: Rule, pointer: str, node: Node, elements: Sequence[etree._Element]) -> list[str]:
    """All the texts that a pointer points to."""
    number, attribute = node
    if attribute and not pointer.startswith("/"):
        name = etree.QName(attribute)
        own = f"@*[local-name()='{name.localname}' and namespace-uri()='{name.namespace or ''}']"
        pointer = own if pointer == "." else f"{own}/{pointer}"
    found = _nodes(rule, pointer, elements[number])
    return ["".join(n.itertext()) if isinstance(n, etree._Element) else str(n) for n in found]  # type: ignore[arg-type]


def _nodes(rule: Rule, path: str, context: etree._Element) -> list[Any]:
    try:
        found = _compiled(path, tuple(sorted(rule.namespaces.items())))(context, **rule.variables)
    except (etree.XPathError, ValueError, TypeError) as error:
        raise FormatError(
            f"XPath {path[:200]!r} cannot be used: {error}", rule.where, "its rules use XPath 1.0"
        ) from None
    return found if isinstance(found, list) else [str(found)] if isinstance(found, str) else []


@lru_cache(maxsize=2000)
def _compiled(path: str, namespaces: tuple[tuple[str, str], ...]) -> etree.XPath:
    return etree.XPath(path, namespaces=dict(namespaces), regexp=False)


@lru_cache(maxsize=2000)
def _alternatives(path: str) -> tuple[tuple[str, str], ...]:
    """The paths that `|` joins at the top, each with the name it ends in: libxml2 joins two sets of nodes in the
    product of their sizes."""
    found: list[str] = []
    depth = start = 0
    for match in _SPLIT.finditer(path):
        sign = match.group()
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth -= 1
        elif sign == "|" and not depth:
            found.append(path[start : match.start()])
            start = match.end()
    return tuple((one, _last_name(one)) for one in (*found, path[start:]))


def _last_name(path: str) -> str:
    """The local name that every element has which the path selects; "" where it does not end in a name.

    Most rules of a vocabulary are for elements that an article does not have.
    """
    found = _LAST.search(path)
    return found.group(1) if found else ""


def _refuse_costly(rule: Rule, elements: int) -> None:
    """An article may bring rules of its own; each search inside a predicate is a search for every element."""
    depth = 0
    searches = 0
    for sign in re.findall(rf"\[|\]|{_DEEP.pattern}", rule.selector):
        if sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
        elif depth:
            searches += 1
    if len(rule.selector) > _LONGEST or elements ** (searches + 1) > _MOST_STEPS:
        raise FormatError(
            f"XPath {rule.selector[:60]!r} would search the whole article for each of its elements",
            rule.where,
            "take the search out of its predicate",
        )
