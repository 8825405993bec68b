"""Hostile stand-ins for translations: text that markup would swallow, break on or take for its own."""

from __future__ import annotations

import zlib

from dragoman.model import to_text

# What people do write, and what formats are made of: at the start of a line, in a cell, in an attribute, in a string.
ADDITIONS = (
    "1. FC Köln",
    "+ info",
    "- nein",
    "# x",
    "> sagt er",
    "=== ---",
    "a | b",
    "* _ ** __ `",
    "[a](b) ![c]",
    "<b>",
    "</p> <!-- -->",
    "</script>",
    "]]> <![CDATA[",
    "<?x y?>",
    "&amp; &lt; &#65;",
    "AT&T",
    '"',
    "'",
    "“x” ‘y’",
    "「引」『用』",
    "{{ x }} {% y %}",
    "${x} {x} %s",
    "--",
    "\\ \\n \\u0041",
    "key: value",
    ": x",
    "שלום (1)",
    "x\u00a0y\u3000z",
)


def hostile(text: str, turn: int = 0) -> str:
    """`text` (marks as tags) with one of ADDITIONS before it and another after it.

    Laws: the same text and turn always give the same; the marks of the text stay, in order; over as many turns as
    there are additions a text meets each of them on either side.
    """
    at = zlib.crc32(text.encode("utf-8", "surrogatepass")) + turn
    before = ADDITIONS[at % len(ADDITIONS)]
    after = ADDITIONS[(at * 5 + 3) % len(ADDITIONS)]
    return f"{to_text((before,))} {text} {to_text((after,))}"
