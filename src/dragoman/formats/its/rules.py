"""Global rules: each says something about the nodes that its XPath selects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from dragoman.model import ConfigError, FormatError, Where
from dragoman.xml import parse

ITS = "http://www.w3.org/2005/11/its"
RULES = "urn:dragoman:rules"  # our own rules, beside ITS's in the same files: roles, languages, notices
_XLINK = "{http://www.w3.org/1999/xlink}href"
_MOST_RULES = 2000
_DEEPEST_LINK = 10

Linked = Mapping[str, bytes]
"""The files that rules may link to, by their paths: what is not among them is never fetched."""


@dataclass(frozen=True)
class Rule:
    """One rule element. `kind` is its name (`translateRule`), in braces its namespace where that is not ITS.

    `notes` is the text of its `its:locNote`, `namespaces` and `variables` are what its XPaths may use.
    """

    kind: str
    selector: str
    said: Mapping[str, str] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    content: str = ""
    where: Where | None = None


def rules_in(
    root: etree._Element,
    where: str,
    linked: Linked,
    *,
    namespaces: Mapping[str, str | None] | None = None,
    depth: int = 0,
) -> Iterator[Rule]:
    """The rules in every `its:rules` of a document, in order; those of a linked file stand before the ones that link.

    `namespaces` binds prefixes anew (None: no namespace). Raises FormatError for a link to what `linked` lacks.
    """
    count = 0
    for rules in root.iter(f"{{{ITS}}}rules"):
        query = rules.get("queryLanguage", "xpath")
        if query != "xpath":
            raise FormatError(
                f"its:rules in the query language {query!r}", _place(rules, where), "write the selectors in XPath"
            )
        if href := rules.get(_XLINK):
            yield from linked_rules(href, _place(rules, where), linked, depth)
        variables: dict[str, str] = {}
        for child in rules.iterchildren(etree.Element):
            name = etree.QName(child)
            if name.namespace == ITS and name.localname == "param":
                variables[child.get("name", "")] = _text(child)
            elif name.namespace in (ITS, RULES) and (selector := child.get("selector")):
                count += 1
                if count > _MOST_RULES:
                    raise FormatError(f"more than {_MOST_RULES} rules", _place(rules, where))
                yield _rule(child, selector, dict(variables), namespaces or {}, where)


def _rule(
    element: etree._Element, selector: str, variables: dict[str, str], rebound: Mapping[str, str | None], where: str
) -> Rule:
    name = etree.QName(element)
    bound = {prefix: uri for prefix, uri in element.nsmap.items() if prefix}
    said = {str(key): str(value) for key, value in element.attrib.items() if key != "selector"}
    for prefix, uri in rebound.items():
        if prefix not in bound:
            continue
        if uri is None:
            selector = selector.replace(f"{prefix}:", "")
            said = {k: v.replace(f"{prefix}:", "") if k.endswith("Pointer") else v for k, v in said.items()}
        else:
            bound[prefix] = uri
    note = element.find(f"{{{ITS}}}locNote")
    return Rule(
        name.localname if name.namespace == ITS else f"{{{name.namespace}}}{name.localname}",
        selector,
        said,
        bound,
        variables,
        " ".join(_text(note).split()) if note is not None else None,
        element.text or "",
        _place(element, where),
    )


def linked_rules(href: str, where: Where, linked: Linked, depth: int = 0) -> Iterator[Rule]:
    """The rules of a file that is linked to. Raises FormatError when it is not among `linked`."""
    path = href.partition("#")[0]
    name = path.rsplit("/", 1)[-1]
    found = next((file for file in (path, path.removeprefix("./")) if file in linked), None)
    if found is None:
        found = next((file for file in linked if file.rsplit("/", 1)[-1] == name), None)
    if found is None or depth >= _DEEPEST_LINK:
        raise FormatError(
            f"its:rules links to {href!r}, which is not at hand (links are never followed)",
            where,
            f'name the file in dragoman.toml, in the table of its format: its = ["{name}"]',
        )
    yield from rules_in(parse(linked[found], found), found, linked, depth=depth + 1)


def rule_files(name: str, table: Mapping[str, object]) -> dict[str, bytes]:
    """The files that the setting `its` of the format `name` names: paths and bytes. Raises ConfigError."""
    value = table.get("its", ())
    rows = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    found: dict[str, bytes] = {}
    for row in rows:
        match row:
            case (str(path), bytes(data)):
                found[path] = data
            case _:
                raise ConfigError(f"its of the format {name} must be a list of files", hint='its = ["rules/house.its"]')
    return found


def files_rules(files: Linked) -> Iterator[Rule]:
    """The rules of the files that the settings name, in their order."""
    for path, data in files.items():
        root = parse(data, path)
        found = list(rules_in(root, path, files))
        if not found:
            raise FormatError("holds no ITS rules", Where(path), 'rules stand in <its:rules version="2.0">')
        yield from found


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _place(element: etree._Element, where: str) -> Where:
    return Where(where, element.sourceline)  # type: ignore[arg-type]
