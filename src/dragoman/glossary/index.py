"""The source forms of a glossary as a tree of words, to find them all in one walk over a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dragoman.glossary.entries import Term
from dragoman.glossary.words import spelling


@dataclass(frozen=True, slots=True)
class Entry:
    """What a walk that ends here has found: a term, the form as the glossary spells it, and the letters that a plural
    of that form has in the text instead of `cut` letters at its end."""

    term: Term
    form: str
    plural: str = ""
    cut: int = 0


@dataclass(slots=True)
class Node:
    """One word of a form: what may follow it, and what ends with it."""

    next: dict[str, Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def plant(terms: Iterable[Term]) -> Node:
    """The tree of every source form, plain plurals included; a form that is itself a term's goes before a plural."""
    root = Node()
    plurals: list[tuple[tuple[str, ...], Entry]] = []
    for term in terms:
        for form in term.forms:
            items = spelling(form)
            if not items:
                continue
            _node(root, items).entries.append(Entry(term, form))
            plurals.extend(_plurals(items, term, form))
    for items, entry in plurals:
        _node(root, items).entries.append(entry)
    return root


def _node(root: Node, items: tuple[str, ...]) -> Node:
    node = root
    for item in items:
        node = node.next.setdefault(item, Node())
    return node


def _plurals(items: tuple[str, ...], term: Term, form: str) -> Iterator[tuple[tuple[str, ...], Entry]]:
    last = items[-1]
    if len(last.strip()) < 2 or not ("a" <= last[-1] <= "z"):
        return
    yield (*items[:-1], f"{last}s"), Entry(term, form, "s")
    if last.endswith(("s", "x", "z", "ch", "sh")):
        yield (*items[:-1], f"{last}es"), Entry(term, form, "es")
    elif last.endswith("y"):
        yield (*items[:-1], f"{last[:-1]}ies"), Entry(term, form, "ies", 1)
