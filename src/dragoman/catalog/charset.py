"""In which encoding a PO file is written: what its header says, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model import CatalogError, Where

_BOM = b"\xef\xbb\xbf"
_CHARSET = re.compile(r"charset=([^\s\"\\]*)")
_STRING = rb'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'
_BLANK = rb"[ \t\r\f\v\n]*+"
_HEADER = re.compile(rb'^[ \t]*+msgid[ \t]*+""' + _BLANK + rb"msgstr((?:" + _BLANK + _STRING + rb")+)", re.MULTILINE)
_PLACEHOLDER = "CHARSET"  # what xgettext leaves for the translator to fill in
# What gettext gives a meaning to, and the escapes by which UTF-7, HZ and Python's own codecs betray themselves.
_PROBE = rb'"msgid" # \n \x41 \u0041 +- ~{ a-b'
_HINT = 'name its charset in the header: "Content-Type: text/plain; charset=UTF-8\\n"'


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text without its byte order mark. `charset` is the header's word, `encoding` Python's name for it.

    `loose`: some bytes fit no character; they stand as lone surrogates (PEP 383) and are allowed in comments only,
    where gettext too lets them pass.
    """

    text: str
    charset: str
    encoding: str
    bom: bool
    loose: bool

    def encode(self, text: str) -> bytes:
        """Law: encode(self.text) gives the file's bytes."""
        return (_BOM if self.bom else b"") + text.encode(self.encoding, "surrogateescape" if self.loose else "strict")


def charset_named(header: str) -> str:
    """The charset a header's text names; empty when it names none."""
    found = _CHARSET.search(header)
    return found.group(1) if found else ""


def guess(data: bytes) -> str:
    """The charset the header names, before the file can be read: to be confirmed once it is."""
    found = _HEADER.search(data)
    return charset_named(found.group(1).replace(b"\\n", b"\n").decode("latin-1")) if found else ""


def decode(data: bytes, charset: str, path: str) -> Decoded:
    """`data` as text. Law: encoding the text again gives `data`; else CatalogError."""
    if data.startswith(b"\x1f\x8b"):
        raise CatalogError("the file is compressed", Where(path), "unpack it with gunzip")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CatalogError("the file is UTF-16", Where(path), "save it as UTF-8")
    if (at := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, at) + 1
        raise CatalogError("a NUL byte", Where(path, line, at - data.rfind(b"\n", 0, at)), "the file is damaged")
    bom = data.startswith(_BOM)
    body = data[len(_BOM) :] if bom else data
    named = charset not in ("", _PLACEHOLDER)
    encoding = charset if named else "utf-8"
    if bom and encoding.lower().replace("-", "") != "utf8":
        raise CatalogError(f"a UTF-8 byte order mark, but the header says {charset}", Where(path, 1), _HINT)
    try:
        known = _PROBE.decode(encoding) == _PROBE.decode("ascii")
    except (LookupError, UnicodeError):
        known = False
    if not known:
        raise CatalogError(f"unknown charset {charset}", Where(path, 1), "convert the file: msgconv -t UTF-8")
    for errors in ("strict", "surrogateescape"):
        try:
            text = body.decode(encoding, errors)
            if text.encode(encoding, errors) == body:
                return Decoded(text, charset, encoding, bom, loose=errors != "strict")
        except UnicodeError:
            if encoding == "utf-8" and not named:
                break
    wrong = _first_wrong_line(body, encoding)
    if not named:
        raise CatalogError("no charset is named, and the text is no UTF-8", Where(path, wrong), _HINT)
    raise CatalogError(f"the text is no {charset}", Where(path, wrong), _HINT)


def _first_wrong_line(data: bytes, encoding: str) -> int | None:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    except UnicodeError:
        pass
    return None
