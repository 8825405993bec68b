"""The vocabularies we know: for each, a file of ITS rules in the folder `rules`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lxml import etree

from dragoman.formats.its import RULES, Rule, rules_in
from dragoman.xml import parse


@dataclass(frozen=True)
class Vocabulary:
    """One file of rules. It is for documents with elements in one of its `namespaces`, for documents without namespace
    whose root is one of `roots`, and for those that hold an element of `inside`."""

    name: str
    root: etree._Element
    prefix: str
    namespaces: frozenset[str]
    roots: frozenset[str]
    inside: frozenset[str]

    def rules(self, used: frozenset[str], bare: frozenset[str], root: str) -> Iterator[Rule]:
        """Its rules for a document that uses these namespaces, and these names without one."""
        bindings: list[Mapping[str, str | None]] = [{self.prefix: uri} for uri in sorted(self.namespaces & used)]
        if root in self.roots or self.inside & bare:
            bindings.append({self.prefix: None})
        for binding in bindings:
            yield from _bound(self.name, *binding.items())


def built_in(root: etree._Element) -> list[Rule]:
    """The rules of all vocabularies that a document uses."""
    names = {str(element.tag) for element in root.iter(etree.Element)}
    used = frozenset(name[1 : name.index("}")] for name in names if name.startswith("{"))
    bare = frozenset(name for name in names if not name.startswith("{"))
    return [rule for one in _known() for rule in one.rules(used, bare, str(root.tag))]


@cache
def _bound(name: str, binding: tuple[str, str | None]) -> tuple[Rule, ...]:
    """The rules of a vocabulary with its prefix bound to a namespace, or to none."""
    [root] = [one.root for one in _known() if one.name == name]
    return tuple(rules_in(root, f"{name}.its", {}, namespaces=dict([binding])))


@cache
def _known() -> tuple[Vocabulary, ...]:
    folder = resources.files("dragoman.formats.xml") / "rules"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".its")), key=lambda file: file.name)
    return tuple(_vocabulary(file.name.removesuffix(".its"), file.read_bytes()) for file in files)


def _vocabulary(name: str, data: bytes) -> Vocabulary:
    root = parse(data, f"{name}.its")
    said = root if root.tag == f"{{{RULES}}}vocabulary" else root.find(f"{{{RULES}}}vocabulary")
    assert said is not None  # noqa: S101 - our own files
    return Vocabulary(
        name,
        root,
        said.get("prefix", ""),
        *(frozenset(said.get(key, "").split()) for key in ("namespaces", "roots", "inside")),
    )
