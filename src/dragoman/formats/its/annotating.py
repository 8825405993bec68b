"""What ITS says about every node of a tree: local markup, then rules, then what is inherited, then defaults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from lxml import etree

from dragoman.formats.its.html_defaults import XHTML as _XHTML
from dragoman.formats.its.html_defaults import is_translatable, within
from dragoman.formats.its.rules import ITS, RULES, Rule
from dragoman.formats.its.selecting import Node, pointed, pointed_all, selected
from dragoman.model import FormatError

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MOST_SELECTED = 50  # times as many nodes as there are elements
_CAPITAL = re.compile("[A-Z]")
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What holds for one node. `locales` is a list of language ranges, `!` before it excludes them; "" is all.

    `within` is "no", "yes" or "nested". `note` has the keys locNote or locNoteRef, and locNoteType; `term` what is
    known of a term, with the key term. `role` is dragoman's own; it is inherited.
    """

    translate: bool = True
    within: str = "no"
    locales: str = ""
    note: Values = field(default_factory=dict)
    space: str = "default"
    term: Values = field(default_factory=lambda: {"term": "no"})
    domains: str = ""
    language: str = ""
    role: str = ""
    within_said: bool = False  # not the default
    html: bool = False  # dragoman's own: its text is HTML


@dataclass(frozen=True)
class Annotations:
    """The elements of a tree in document order, what holds for each, and what rules say about attributes."""

    elements: Sequence[etree._Element]
    said: Sequence[Said]
    attributes: Mapping[int, Mapping[str, Said]]  # only those that a rule selects
    is_html: bool = False

    def of_attribute(self, number: int, name: str) -> Said:
        """What holds for an attribute: filters, space, domain and language of its element, else its own defaults."""
        found = self.attributes.get(number, {}).get(name)
        if found:
            return found
        own = _attribute(self.said[number])
        if self.is_html and is_translatable(name) and str(self.elements[number].tag).startswith(_XHTML):
            return replace(own, translate=self.said[number].translate)
        return own


def annotate(root: etree._Element, rules: Iterable[Rule], *, is_html: bool = False) -> Annotations:
    """Applies the rules, of which a later one wins. `is_html`: a page, where what HTML says by default comes first.
    Raises FormatError for an XPath that cannot be used."""
    elements = list(root.iter(etree.Element))
    index = {element: number for number, element in enumerate(elements)}
    names = {"", *(str(element.tag).rpartition("}")[2] for element in elements)}
    chosen: dict[Node, dict[str, object]] = {}
    count = 0
    for rule in rules:
        if (says := _GLOBAL.get(rule.kind)) is None:
            continue
        for node in selected(rule, root, index, names):
            count += 1
            if count > _MOST_SELECTED * (len(elements) + 1000):
                raise FormatError("its rules select every element over and over", rule.where)
            if value := says(rule, node, elements):
                chosen.setdefault(node, {}).update(value)
    said: list[Said] = []
    inherit = cache(lambda parent: replace(said[parent] if parent >= 0 else Said(), **_NOT_INHERITED))
    for number, element in enumerate(elements):
        parent = element.getparent()
        inherited = inherit(index[parent] if parent is not None else -1)
        own = {**chosen.get((number, ""), {}), **_local(element)}
        if is_html and "within" not in own and (tag := str(element.tag)).startswith(_XHTML):
            in_head = parent is not None and parent.tag == f"{_XHTML}head"
            own["within"] = within(tag, in_head=in_head)
        said.append(replace(inherited, **own) if own else inherited)  # type: ignore[arg-type]
    attributes: dict[int, dict[str, Said]] = {}
    for (number, name), value in chosen.items():
        if name:
            attributes.setdefault(number, {})[name] = replace(_attribute(said[number]), **value)  # type: ignore[arg-type]
    return Annotations(elements, said, attributes, is_html)


_NO_TERM: Values = {"term": "no"}
_NOT_INHERITED: dict[str, Any] = {"within": "no", "within_said": False, "term": _NO_TERM, "html": False}


def _attribute(element: Said) -> Said:
    """What an attribute has from its element: neither translation nor notes."""
    return replace(
        element, translate=False, within="no", within_said=False, note={}, term=_NO_TERM, role="", html=False
    )


_Says = Callable[[Rule, Node, Sequence[etree._Element]], dict[str, object]]


def _translate(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    return {"translate": rule.said["translate"] == "yes"} if "translate" in rule.said else {}


def _within(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    return {"within": rule.said["withinText"], "within_said": True} if "withinText" in rule.said else {}


def _locales(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    if "localeFilterList" not in rule.said:
        return {}
    return {"locales": _filter(rule.said["localeFilterList"], rule.said.get("localeFilterType", "include"))}


def _note(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    kind = rule.said.get("locNoteType", "description")
    if rule.note is not None:
        return {"note": {"locNote": rule.note, "locNoteType": kind}}
    for pointer, name in (("locNotePointer", "locNote"), ("locNoteRefPointer", "locNoteRef")):
        if pointer in rule.said:
            found = pointed(rule, rule.said[pointer], node, elements)
            return {} if found is None else {"note": {name: " ".join(found.split()), "locNoteType": kind}}
    if "locNoteRef" in rule.said:
        return {"note": {"locNoteRef": rule.said["locNoteRef"], "locNoteType": kind}}
    return {}


def _term(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    if "term" not in rule.said:
        return {}
    value = {"term": rule.said["term"]}
    for pointer, name in (("termInfoPointer", "termInfo"), ("termInfoRefPointer", "termInfoRef")):
        if pointer in rule.said and (found := pointed(rule, rule.said[pointer], node, elements)) is not None:
            value[name] = " ".join(found.split())
    if "termInfoRef" in rule.said:
        value["termInfoRef"] = rule.said["termInfoRef"]
    return {"term": value}


def _space(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    return {"space": rule.said["space"]} if "space" in rule.said else {}


def _domain(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    if "domainPointer" not in rule.said:
        return {}
    mapping = _mapping(rule.said.get("domainMapping", ""))
    found: dict[str, None] = {}
    for text in pointed_all(rule, rule.said["domainPointer"], node, elements):
        for part in text.split(","):
            name = part.strip().strip("\"'")
            if name:
                found[mapping.get(name, name)] = None
    return {"domains": ", ".join(found)} if found else {}


def _language(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    found = pointed(rule, rule.said["langPointer"], node, elements) if "langPointer" in rule.said else None
    return {"language": found} if found is not None else {}


def _role(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    return {"role": rule.said.get("role", "")}


def _html(rule: Rule, node: Node, elements: Sequence[etree._Element]) -> dict[str, object]:
    return {"html": True}


_GLOBAL: Mapping[str, _Says] = {
    "translateRule": _translate,
    "withinTextRule": _within,
    "localeFilterRule": _locales,
    "locNoteRule": _note,
    "termRule": _term,
    "preserveSpaceRule": _space,
    "domainRule": _domain,
    "langRule": _language,
    f"{{{RULES}}}roleRule": _role,
    f"{{{RULES}}}htmlRule": _html,
}


def _local(element: etree._Element) -> dict[str, object]:
    """Local markup: attributes of ITS, without prefix on elements of ITS itself (but its rules); in HTML, `its-…`."""
    if not element.attrib:
        return {}
    tag = str(element.tag)
    is_html = tag.startswith(_XHTML)
    own = tag.startswith(f"{{{ITS}}}") and not tag.endswith(("Rule", "rules"))

    def get(name: str) -> str | None:
        found = element.get(f"{{{ITS}}}{name}")
        if found is None and is_html:
            return element.get(f"its-{_CAPITAL.sub(_dashed, name)}")
        return element.get(name) if found is None and own else found

    found: dict[str, object] = {}
    translate = get("translate") or (element.get("translate") if is_html else None)
    if translate is not None and translate.lower() in ("yes", "no", ""):
        found["translate"] = translate.lower() != "no"
    if within := get("withinText"):
        found.update(within=within.lower(), within_said=True)
    locales = get("localeFilterList")
    if locales is not None:
        found["locales"] = _filter(locales, (get("localeFilterType") or "include").lower())
    for name in ("locNote", "locNoteRef"):
        if (note := get(name)) is not None:
            found["note"] = {name: " ".join(note.split()), "locNoteType": (get("locNoteType") or "description").lower()}
            break
    if (term := get("term")) is not None:
        found["term"] = {
            "term": term.lower(),
            **({"termInfoRef": ref} if (ref := get("termInfoRef")) else {}),
            **({"termConfidence": sure} if (sure := get("termConfidence")) else {}),
        }
    if (space := element.get(f"{_XML}space")) is not None:
        found["space"] = space
    language = element.get(f"{_XML}lang")
    if language is None and is_html:
        language = element.get("lang")
    if language is not None:
        found["language"] = language
    return found


def _dashed(capital: re.Match[str]) -> str:
    return f"-{capital.group().lower()}"


def _filter(locales: str, kind: str) -> str:
    if kind == "exclude":
        return f"!{locales}"
    return "" if locales.strip() == "*" else locales or "!*"


def _mapping(said: str) -> dict[str, str]:
    """`domainMapping`: pairs by commas, of which names with blanks stand in quotation marks."""
    found: dict[str, str] = {}
    for pair in said.split(","):
        words: list[str] = []
        rest = pair.strip()
        while rest and len(words) < 2:
            if rest[0] in "\"'" and (end := rest.find(rest[0], 1)) > 0:
                words.append(rest[1:end])
                rest = rest[end + 1 :].strip()
            else:
                word, _, rest = rest.partition(" ")
                words.append(word)
                rest = rest.strip()
        if len(words) == 2:
            found[words[0]] = words[1]
    return found
