"""The W3C's test suite of ITS 2.0: our values for every node beside the expected ones.

    python -m benchmarks.its_suite FOLDER

FOLDER holds the suite's `inputdata` and `expected`. Prints one row a data category, and every line that differs.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from dragoman.formats.html import HtmlSettings, tokens_of
from dragoman.formats.html.rules import page_rules
from dragoman.formats.html.tree import XHTML, build
from dragoman.formats.its import Annotations, Said, annotate, rules_in
from dragoman.formats.view import View
from dragoman.model import DragomanError
from dragoman.xml import decode, find_prolog, scan, tree

Shown = Callable[[Said, bool], dict[str, str]]  # what holds for a node, and whether it is an attribute


def _translate(said: Said, is_attribute: bool) -> dict[str, str]:
    return {"translate": "yes" if said.translate else "no"}


def _within(said: Said, is_attribute: bool) -> dict[str, str]:
    return {} if is_attribute else {"withinText": said.within}


def _note(said: Said, is_attribute: bool) -> dict[str, str]:
    return dict(said.note)


def _filter(said: Said, is_attribute: bool) -> dict[str, str]:
    if said.locales.startswith("!"):
        return {"localeFilterList": said.locales[1:], "localeFilterType": "exclude"}
    return {"localeFilterList": said.locales or "*", "localeFilterType": "include"}


def _term(said: Said, is_attribute: bool) -> dict[str, str]:
    return dict(said.term)


def _space(said: Said, is_attribute: bool) -> dict[str, str]:
    return {"space": said.space}


def _domain(said: Said, is_attribute: bool) -> dict[str, str]:
    return {"domains": said.domains} if said.domains else {}


def _language(said: Said, is_attribute: bool) -> dict[str, str]:
    return {"lang": said.language} if said.language else {}


CATEGORIES: dict[str, Shown] = {
    "translate": _translate,
    "elementswithintext": _within,
    "localizationnote": _note,
    "localefilter": _filter,
    "terminology": _term,
    "preservespace": _space,
    "domain": _domain,
    "languageinformation": _language,
}


def main() -> None:
    folder = Path(sys.argv[1])
    misses: list[str] = []
    print(f"{'category':27}{'files':>8}{'nodes':>16}")
    for category, kind in [(category, kind) for category in CATEGORIES for kind in ("xml", "html")]:
        if not (folder / "expected" / category / kind).exists():
            continue
        shown = CATEGORIES[category]
        files = matched_files = nodes = matched = 0
        for expected in sorted((folder / "expected" / category / kind).glob("*output.txt")):
            source = folder / "inputdata" / category / kind / f"{expected.name.removesuffix('output.txt')}.{kind}"
            want = [_normal(line) for line in expected.read_text(encoding="utf-8-sig").split("\n") if line.strip()]
            try:
                have = [_normal(line) for line in (_lines if kind == "xml" else _html_lines)(source, shown)]
            except DragomanError as error:
                have = []
                misses.append(f"{source.name}: {error}")
            files += 1
            nodes += len(want)
            ours = dict(line.partition("\t")[::2] for line in have)
            theirs = dict(line.partition("\t")[::2] for line in want)
            good = sum(ours.get(path) == value for path, value in theirs.items())
            matched += good + len(want) - len(theirs)
            matched_files += good == len(theirs) and len(ours) == len(theirs)
            for path in sorted({*ours, *theirs}):
                if ours.get(path) != theirs.get(path):
                    misses.append(
                        f"{source.name} {path}\n    expected {theirs.get(path)}\n    found    {ours.get(path)}"
                    )
        print(f"{category:22}{kind:5}{matched_files:>4}/{files:<3}{matched:>9}/{nodes:<6}")
    for reason, count in Counter(_reason(miss) for miss in misses).items():
        print(f"{count} differ: {reason}")
    for miss in misses:
        print(miss)


def _reason(miss: str) -> str:
    return "annotatorsRef, which names the tool that found a term, is not computed" if "annotatorsRef" in miss else "?"


def _lines(source: Path, shown: Shown) -> Iterator[str]:
    text, _ = decode(source.read_bytes(), source.name)
    text = find_prolog(text).blanked(text)
    root = tree(text, scan(text, source.name), source.name)
    yield from _described(annotate(root, rules_in(root, source.name, _beside(source))), shown)


def _html_lines(source: Path, shown: Shown) -> Iterator[str]:
    """Rules of a page stand in linked files and in scripts, of which the later win."""
    text = source.read_bytes().decode("utf-8-sig")
    view = View.of(text)
    root, _ = build(view, tokens_of(view, HtmlSettings(templates=False)))
    rules = page_rules(root, source.name, _beside(source))
    yield from _described(annotate(root, rules, is_html=True), shown)


def _beside(source: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in source.parent.iterdir() if file.is_file()}


def _described(said: Annotations, shown: Shown) -> Iterator[str]:
    paths: dict[etree._Element, str] = {}
    for number, element in enumerate(said.elements):
        parent = element.getparent()
        path = paths[element] = f"{paths[parent]}/{_step(element)}" if parent is not None else f"/{_name(element)}"
        yield _line(path, shown(said.said[number], False))
        yield from _attributes(path, number, element, said, shown)


def _attributes(path: str, number: int, element: etree._Element, said: Annotations, shown: Shown) -> Iterator[str]:
    for name in element.attrib:
        yield _line(f"{path}/@{_qualified(name, element)}", shown(said.of_attribute(number, str(name)), True))


def _line(path: str, values: dict[str, str]) -> str:
    return "\t".join([path, *(f'{name}="{value}"' for name, value in sorted(values.items()))])


def _normal(line: str) -> str:
    """A line without differences that mean nothing: order of values, blanks."""
    path, *values = line.rstrip("\r\n").split("\t")
    return "\t".join([path.strip(), *sorted(re.sub(r"\s+", " ", value).strip() for value in values if value.strip())])


def _step(element: etree._Element) -> str:
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    return f"{_name(element)}[{before + 1}]"


def _name(element: etree._Element) -> str:
    local = etree.QName(element).localname
    is_html = etree.QName(element).namespace == XHTML
    return f"{element.prefix}:{local}" if element.prefix and not is_html else local


def _qualified(name: object, element: etree._Element) -> str:
    parsed = etree.QName(str(name))
    if not parsed.namespace:
        return parsed.localname
    if parsed.namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{parsed.localname}"
    prefix = next((p for p, uri in element.nsmap.items() if uri == parsed.namespace and p), "")
    return f"{prefix}:{parsed.localname}"


if __name__ == "__main__":
    main()
