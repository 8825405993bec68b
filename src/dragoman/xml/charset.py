"""The charset of an XML file: byte order mark, XML declaration, UTF-8, in this order (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

from dragoman.model import FormatError, Where

_DECLARED = re.compile(
    rb"""<\?xml[ \t\r\n][^>]{0,200}?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]*)["']"""
)
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
# Python calls these text encodings; they are escapes, in which a harmless text spells markup.
_ESCAPES = frozenset(["unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined", "charmap"])


def decode(data: bytes, where: str, encoding: str = "") -> tuple[str, str]:
    """The text of `data` and the encoding that gives the same bytes back. A byte order mark stays in the text.

    `encoding` is for files that say nothing themselves. Raises FormatError where text and charset do not fit.
    """
    name = _named(data, where) or encoding or "utf-8"
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            f"not {name}: byte 0x{data[error.start]:02x}",
            Where(where, line),
            "correct the encoding in its XML declaration, or save it as UTF-8",
        ) from None
    except UnicodeError as error:
        raise FormatError(f"not {name}: {error}", Where(where), "save it as UTF-8") from None
    if text.encode(name, "surrogatepass" if name.startswith("utf") else "strict") != data:
        raise FormatError(f"does not come back from {name} byte for byte", Where(where), "save it as UTF-8")
    return text, name


def _named(data: bytes, where: str) -> str:
    """The codec that the file itself names, "" for none."""
    for start, name in (*_MARKS, *_UNMARKED):
        if data.startswith(start):
            return name
    declared = _DECLARED.match(data)
    if not declared:
        return ""
    said = declared.group(1).decode("ascii")
    try:
        codec = codecs.lookup(said)
    except LookupError:
        codec = None
    name = codec.name.replace("_", "-") if codec else ""
    if not codec or not codec._is_text_encoding or name in _ESCAPES:
        raise FormatError(f"unknown charset {said!r}", Where(where, 1), "save it as UTF-8 and say so in its first line")
    if name.startswith(("utf-16", "utf-32")):  # without a byte order mark these bytes are no such text
        return "utf-8"
    return "utf-8" if name == "utf-8-sig" else name
