"""One tool's work on articles, in a process of its own: dragoman's reading and writing, or a parser alone.

    python -m benchmarks.format_tools TOOL TIMES FILE…

TOOL is `dragoman` (read, cut into sentences, translate by the pseudo engine, write with proof) or one of FLOORS: the
fastest parsers there are for a kind of file, which keep nothing. With TIMES 0 everything is loaded and nothing done.
`fill` puts the pseudo-translation into every entry of PO files, where they lie.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# by format: the floor's name and the module that it needs
FLOORS = {
    "text": (("lines", "re"),),
    "markdown": (("pyromark", "pyromark"),),
    "mdx": (("pyromark", "pyromark"),),
    "html": (("lexbor", "selectolax"), ("lxml.html", "lxml")),
    "xml": (("expat", "xml.parsers.expat"), ("lxml", "lxml")),
    "json": (("json", "json"),),
}


def is_here(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def dragoman() -> Callable[[Path, bytes], object]:
    from dragoman.engines.pseudo import pseudo
    from dragoman.formats.reading import format_for, segmenter
    from dragoman.model import Target

    cut = segmenter("en", "sentence")

    def work(path: Path, data: bytes) -> object:
        form = format_for(path.suffix)
        document = form.read(data, cut, str(path), "en")
        return form.write(document, {s.key: pseudo(s.text) for s in document.segments}, Target("es"))

    return work


def fill(path: Path, data: bytes) -> None:
    import polib

    from dragoman.engines.pseudo import pseudo

    file = polib.pofile(data.decode("utf-8"))
    for entry in file:
        entry.msgstr = pseudo(entry.msgid)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.save(str(path))


def floor(name: str) -> Callable[[Path, bytes], object]:
    if name == "lines":
        return lambda path, data: data.decode().split("\n")
    if name == "pyromark":
        import pyromark

        return lambda path, data: list(pyromark.events(data.decode()))
    if name == "lexbor":
        parser: Any = importlib.import_module("selectolax.lexbor")
        return lambda path, data: parser.LexborHTMLParser(data)
    if name == "lxml.html":
        import lxml.html

        return lambda path, data: lxml.html.document_fromstring(data)
    if name == "expat":
        from xml.parsers import expat  # our own made-up files, or files that somebody chose to measure

        return lambda path, data: expat.ParserCreate().Parse(data, True)
    if name == "lxml":
        from lxml import etree

        return lambda path, data: etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    import json

    return lambda path, data: json.loads(data)


def main() -> None:
    tool, times, *names = sys.argv[1:]
    work = fill if tool == "fill" else dragoman() if tool == "dragoman" else floor(tool)
    files = [(Path(name), Path(name).read_bytes()) for name in names]
    if tool == "dragoman":  # what is loaded at the first file belongs to the start
        work(Path(f"warm{files[0][0].suffix}"), _SMALLEST.get(files[0][0].suffix, b"Warm.\n"))
    for _ in range(int(times)):
        for path, data in files:
            work(path, data)


_SMALLEST = {
    ".html": b"<p>Warm.</p>\n",
    ".xml": b'<article xmlns="http://docbook.org/ns/docbook"><para>Warm.</para></article>\n',
    ".json": b'{"headline": "Warm", "body_xhtml": "<p>Warm.</p>"}\n',
}

if __name__ == "__main__":
    main()
