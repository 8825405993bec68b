"""What stands before the root element of an XML document: byte order mark, XML declaration and DOCTYPE."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DECLARATION = re.compile(r"\ufeff?(<\?xml[ \t\r\n][^>]*?\?>)?")
_BEFORE = re.compile(r"[ \t\r\n]+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[ \t\r\n]+([^ \t\r\n\[>]+)")
# Inside a DOCTYPE: literals, comments and instructions may hold any bracket.
_SIGN = re.compile(r"[\"'\[\]>]|<!--|<\?")
_CLOSING = {'"': '"', "'": "'", "<!--": "-->", "<?": "?>"}
_NOT_BLANK = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Prolog:
    """Where the declaration ends, and the DOCTYPE's name and place (all 0 and "" when there is none)."""

    declaration_end: int
    doctype: str = ""
    start: int = 0
    end: int = 0

    def blanked(self, text: str) -> str:
        """`text` with byte order mark, declaration and DOCTYPE as blanks: every place and line stays what it is."""
        head = _blank(text[: self.declaration_end])
        if self.start == self.end:
            return head + text[self.declaration_end :]
        before = text[self.declaration_end : self.start]
        return head + before + _blank(text[self.start : self.end]) + text[self.end :]


def find_prolog(text: str) -> Prolog:
    """The prolog of a document. A DOCTYPE that does not end is none: the parser will then refuse it."""
    found = _DECLARATION.match(text)
    at = found.end() if found else 0
    declaration_end = at
    while before := _BEFORE.match(text, at):
        at = before.end()
    doctype = _DOCTYPE.match(text, at)
    if not doctype:
        return Prolog(declaration_end)
    end = _doctype_end(text, doctype.end())
    return Prolog(declaration_end, doctype.group(1), at, end) if end else Prolog(declaration_end)


def _doctype_end(text: str, at: int) -> int:
    inside = False
    while sign := _SIGN.search(text, at):
        found = sign.group()
        at = sign.end()
        if found in _CLOSING:
            at = text.find(_CLOSING[found], at) + len(_CLOSING[found])
            if at < sign.end():  # it never ends
                return 0
        elif found == ">" and not inside:
            return at
        elif found in "[]":
            inside = found == "["
    return 0


def _blank(text: str) -> str:
    return _NOT_BLANK.sub(lambda match: " " * len(match.group()), text)
