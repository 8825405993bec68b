"""TMX 1.4b, written unit by unit, so that reading it gives the same units again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from dragoman.memory.tmx_inline import write_inline
from dragoman.memory.tmx_reading import TOOL
from dragoman.memory.units import Unit
from dragoman.model import read_tags, to_text

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="{tool}" creationtoolversion={version} segtype="sentence" o-tmf={tool_quoted} adminlang="en" \
srclang={source} datatype="xml"/>
<body>
"""
_TAIL = "</body>\n</tmx>\n"


def write_tmx(units: Iterable[Unit], source: str, version: str) -> Iterator[bytes]:
    """The bytes of a file with these units. `source` is the language most of them are of, `version` our own.

    Law: `read_tmx` gives the same units, whatever characters they hold.
    """
    head = {"tool": TOOL, "tool_quoted": quoteattr(TOOL), "source": quoteattr(source), "version": quoteattr(version)}
    yield _HEAD.format(**head).encode()
    for unit in units:
        yield "".join(_unit(unit, source)).encode()
    yield _TAIL.encode()


def _unit(unit: Unit, source: str) -> Iterator[str]:
    own = f" srclang={quoteattr(unit.source_language)}" if unit.source_language != source else ""
    yield f"<tu{own}>\n"
    for name, value in (
        ("x-context", unit.context),
        ("x-before", unit.before),
        ("x-after", unit.after),
        ("x-article", unit.article),
    ):
        if value:
            yield f'<prop type="{name}">{_escaped(value)}</prop>\n'
    texts = write_inline(_NOT_XML.sub("\ufffd", unit.source), _NOT_XML.sub("\ufffd", unit.target))
    date = f' changedate="{unit.date.replace("-", "")}T000000Z"' if unit.date else ""
    for tag, text, segment, dated in (
        (unit.source_language, unit.source, texts[0], ""),
        (unit.language, unit.target, texts[1], date),
    ):
        exact = "" if _comes_back(text) else f'<prop type="x-text">{_escaped(json.dumps(text))}</prop>'
        yield f"<tuv xml:lang={quoteattr(tag)}{dated}>{exact}<seg>{segment}</seg></tuv>\n"
    yield "</tu>\n"


def _comes_back(text: str) -> bool:
    return not _NOT_XML.search(text) and to_text(read_tags(text)) == text


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
