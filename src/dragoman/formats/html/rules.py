"""ITS rules of a page: in its scripts, in files that it links to, and in files that the settings name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from dragoman.formats.html.blocks import tokens_of
from dragoman.formats.html.scopes import Facts, Within
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.tree import XHTML, build
from dragoman.formats.its import Linked, Rule, Said, annotate, files_rules, linked_rules, rules_in
from dragoman.formats.view import View
from dragoman.model import Where
from dragoman.xml import parse

_SCRIPT, _LINK = "application/its+xml", "its-rules"


def facts_of(view: View, settings: HtmlSettings, where: str) -> Mapping[int, Facts]:
    """What rules say of elements beyond what HTML says of them, by the index of their start tag in `tokens_of`.

    Raises FormatError for rules that cannot be used, and for a link to a file that the settings do not name.
    """
    if not settings.its and _SCRIPT not in view.text and _LINK not in view.text:
        return {}
    root, elements = build(view, tokens_of(view, settings))
    rules = [*files_rules(settings.its), *page_rules(root, where, settings.its)]
    if not rules:
        return {}
    before, after = annotate(root, [], is_html=True), annotate(root, rules, is_html=True)
    numbers = {element: number for number, element in enumerate(after.elements)}
    pairs = {at: (before.said[numbers[found]], after.said[numbers[found]]) for at, found in elements.items()}
    return {at: _facts(*pair) for at, pair in pairs.items() if pair[0] != pair[1]}


def page_rules(root: etree._Element, where: str, linked: Linked) -> Iterator[Rule]:
    """The rules that a page brings, in the order in which they win."""
    for element in root.iter(f"{{{XHTML}}}link", f"{{{XHTML}}}script"):
        if element.get("rel", "").lower() == _LINK:
            yield from linked_rules(element.get("href", ""), Where(where), linked)
        elif element.get("type") == _SCRIPT:
            yield from rules_in(parse((element.text or "").strip().encode(), where), where, linked)


def _facts(before: Said, after: Said) -> Facts:
    return Facts(
        after.translate if after.translate != before.translate else None,
        cast(Within, after.within) if after.within != before.within else None,
        " ".join(after.note.get("locNote", "").split()) if after.note != before.note else "",
    )
