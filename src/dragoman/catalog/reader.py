"""A strict, lossless reader of PO files: every byte belongs to one entry or to the tail, and damage is refused.

It follows the grammar of GNU gettext (po-lex, po-gram): what msgfmt accepts is read, and what it refuses is refused
with line, column and reason. Taken more strictly than there: `domain` (our catalogs have one), and an
encoding that would have to be guessed. Taken less strictly: a byte order mark, which Windows editors write.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from dragoman.catalog.charset import Decoded, charset_named, decode, guess
from dragoman.catalog.entry import Entry, Ident
from dragoman.model import CatalogError, Where


@dataclass(frozen=True, slots=True)
class PoFile:
    """Law: joining the `raw` of all entries and the tail, encoded, gives the file back, byte for byte."""

    entries: tuple[Entry, ...]
    tail: str
    decoded: Decoded

    @property
    def eol(self) -> str:
        return "\r\n" if re.search(r"\r?\n|$", self.decoded.text).group() == "\r\n" else "\n"  # type: ignore[union-attr]


def read_po(data: bytes, path: str = "") -> PoFile:
    """The entries of a PO file. CatalogError, with line and column, for anything that cannot be read without loss."""
    charset = guess(data)
    for _ in range(2):
        decoded = decode(data, charset, path)
        entries, tail = _Parser(decoded, path).parse()
        header = next((entry for entry in entries if entry.is_header), None)
        named = charset_named(header.target) if header else ""
        if named == charset:
            return PoFile(tuple(entries), tail, decoded)
        charset = named  # the header spells it in a way the first look missed
    raise CatalogError("the header's charset cannot be told", Where(path, 1), "write it as charset=UTF-8 in one line")


class _Token(NamedTuple):
    kind: str  # string, word, number, comment, bracket, end
    start: int
    end: int
    first: int  # where its `#~` or `#|` stands, else its start
    obsolete: bool
    previous: bool


# Blanks are gettext's own list. A backslash before a line end joins two lines, everywhere (po-lex.c, lex_getc).
# Groups are not possessive: CPython 3.11.2 misreads such (gh-106052).
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\f\v\n]*(?:\\\n[ \t\r\f\v\n]*)*)
    (?: (?P<string>"[^"\\\n]*(?:\\(?:.|\n)[^"\\\n]*)*")
      | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*+)
      | (?P<hash>\#~\|? | \#\|)
      | (?P<comment>\#[^\n\\]*(?:\\\n?[^\n\\]*)*)
      | (?P<number>[0-9]++)
      | (?P<bracket>[][])
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)
_BROKEN_STRING = re.compile(r'"[^"\\\n]*(?:\\(?:.|\n)[^"\\\n]*)*')
_GAP = re.compile(r"(?:[ \t\r\f\v]*\n)*(?:[ \t\r\f\v]*\Z)?")
_MARKER = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?![<=>|])")
_ESCAPE = re.compile(
    r'\\(?:(?P<plain>[abfnrtv\\"])|(?P<oct>[0-7]{1,3})|x(?P<hex>[0-9a-fA-F]++)|(?P<line>\n)|(?P<bad>.?))'
)
_PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_KEYWORDS = frozenset(("msgctxt", "msgid", "msgid_plural", "msgstr"))


class _Parser:
    def __init__(self, decoded: Decoded, path: str) -> None:
        self.decoded = decoded
        self.text = decoded.text
        self.path = path
        self.tokens = list(self._lex())
        self.at = 0

    def parse(self) -> tuple[list[Entry], str]:
        entries: list[Entry] = []
        seen: dict[Ident, Entry] = {}
        line, position = 1, 0
        lines: dict[Ident, int] = {}
        while True:
            comments = self._comments()
            if self.tokens[self.at].kind == "end":
                return entries, self.text[position:]
            entry = self._message(position, comments)
            position += len(entry.raw)
            ident = entry.ident
            if ident in seen:
                self._refuse_twice(seen[ident], lines[ident], entry, line + entry.skipped)
            seen[ident] = entry
            lines[ident] = line + entry.skipped
            line += entry.raw.count("\n")
            entries.append(entry)

    def _lex(self) -> Iterator[_Token]:
        text = self.text
        obsolete = previous = False
        first = -1
        position = 0
        match = _TOKEN.match
        while True:
            found = match(text, position)
            if found is None:
                self._refuse_character(position)
            space = found["space"]
            if "\n" in space and "\n" in space.replace("\\\n", ""):
                obsolete = previous = False
                first = -1
            kind = found.lastgroup or ""
            start, position = found.span(kind)
            if kind == "hash":
                if first < 0:
                    first = start
                obsolete = obsolete or text.startswith("#~", start)
                previous = previous or text.endswith("|", start, position)
                continue
            yield _Token(kind, start, position, start if first < 0 else first, obsolete, previous)
            if kind == "end":
                return

    def _comments(self) -> list[str]:
        lines: list[str] = []
        while (token := self.tokens[self.at]).kind == "comment":
            lines.append(self.text[token.start : token.end])
            self.at += 1
        return lines

    def _message(self, position: int, comments: list[str]) -> Entry:
        opening = self.tokens[self.at]
        context = previous = previous_context = previous_plural = plural = None
        padding = 0
        if opening.previous:
            if self._word() == "msgctxt":
                previous_context = self._field("msgctxt", opening, previous=True)
            previous = self._field("msgid", opening, previous=True)
            if self._word() == "msgid_plural" and self.tokens[self.at].previous:
                previous_plural = self._field("msgid_plural", opening, previous=True)
        if self._word() == "msgctxt":
            context = self._field("msgctxt", opening)
        source = self._field("msgid", opening)
        if self._word() == "msgid_plural":
            plural = self._field("msgid_plural", opening)
            targets = self._plural_forms(opening)
        else:
            begin = self.at
            targets = (self._field("msgstr", opening),)
            blanks = self.text[self.tokens[begin].end : self.tokens[begin + 1].start]
            padding = 0 if targets[0] or not blanks.isspace() or "\n" in blanks else len(blanks) - 1
        end = self.tokens[self.at - 1].end
        gap = _GAP.match(self.text, end)
        stop = gap.end() if gap else end
        return Entry(
            raw=self.text[position:stop],
            body=opening.first - position,
            end=end - position,
            skipped=self.text.count("\n", position, opening.first),
            source=source,
            context=context,
            plural=plural,
            targets=targets,
            comments=tuple(comments),
            previous=previous,
            previous_context=previous_context,
            previous_plural=previous_plural,
            obsolete=opening.obsolete,
            padding=padding,
        )

    def _word(self) -> str:
        token = self.tokens[self.at]
        return self.text[token.start : token.end] if token.kind == "word" else ""

    def _field(self, keyword: str, opening: _Token, *, previous: bool = False) -> str:
        """The text of one keyword's strings; the parser stands behind them afterwards."""
        token = self.tokens[self.at]
        word = self._word()
        if word != keyword or token.previous != previous:
            self._refuse_place(keyword, opening, token, word, previous)
        self._same_kind(token, opening)
        self.at += 1
        if keyword == "msgstr" and self.tokens[self.at].kind == "bracket":
            self._refuse(token.start, "msgstr[n] without msgid_plural", "write a plain msgstr, or add msgid_plural")
        return self._strings(keyword, opening, previous)

    def _strings(self, keyword: str, opening: _Token, previous: bool) -> str:
        parts: list[str] = []
        while (token := self.tokens[self.at]).kind == "string" and token.previous == previous:
            self._same_kind(token, opening)
            parts.append(self._string(token))
            self.at += 1
        if not parts:
            self._refuse(token.start, f"{keyword} has no string", 'a text in straight double quotes must follow: ""')
        return "".join(parts)

    def _plural_forms(self, opening: _Token) -> tuple[str, ...]:
        forms: list[str] = []
        while self._word() == "msgstr":
            token = self.tokens[self.at]
            self._same_kind(token, opening)
            kinds = [self.text[t.start : t.end] for t in self.tokens[self.at + 1 : self.at + 4]]
            if len(kinds) < 3 or kinds[0] != "[" or not kinds[1].isdigit() or kinds[2] != "]":
                self._refuse(token.start, "msgstr without a number after msgid_plural", "write msgstr[0], msgstr[1] …")
            if int(kinds[1]) != len(forms):
                self._refuse(token.start, f"msgstr[{kinds[1]}] stands where msgstr[{len(forms)}] belongs", _PLURAL_HINT)
            self.at += 4
            forms.append(self._strings(f"msgstr[{len(forms)}]", opening, previous=False))
        if not forms:
            self._refuse(self.tokens[self.at].start, "msgid_plural without msgstr[0]", _PLURAL_HINT)
        return tuple(forms)

    def _string(self, token: _Token) -> str:
        raw = self.text[token.start + 1 : token.end - 1]
        if self.decoded.loose and (byte := _LOOSE.search(raw)):
            self._refuse(
                token.start + 1 + byte.start(), f"a byte that is no {self.decoded.charset} text", _ENCODING_HINT
            )
        if "\\" not in raw:
            return raw
        text = _ESCAPE.sub(lambda found: self._character(found, token.start + 1), raw)
        if _LOOSE.search(text):  # \xhh and \ooo spell bytes of the file's charset
            encoding = self.decoded.encoding
            return text.encode(encoding, "surrogateescape").decode(encoding, "surrogateescape")
        return text

    def _character(self, found: re.Match[str], start: int) -> str:
        if plain := found["plain"]:
            return _PLAIN[plain]
        if found["line"]:
            return ""
        digits, base = (found["oct"], 8) if found["oct"] else (found["hex"], 16)
        if not digits:
            self._refuse(start + found.start(), f"unknown escape {found.group()}", "write \\\\ for a backslash")
        value = int(digits[-8:], base) & 0xFF
        return chr(value) if value < 0x80 else chr(0xDC00 + value)

    def _same_kind(self, token: _Token, opening: _Token) -> None:
        if token.obsolete != opening.obsolete:
            self._refuse(token.start, "an entry is partly marked #~", "put #~ before each of its lines, or before none")

    # Refusals: what gettext would say, where, and how to mend it.

    def _refuse_place(self, keyword: str, opening: _Token, token: _Token, word: str, previous: bool) -> NoReturn:
        begun = token is not opening
        if word == "domain":
            self._refuse(token.start, "`domain` lines are not supported", "keep one domain in one file")
        if word and word not in _KEYWORDS:
            self._refuse(token.start, f"unknown keyword {word}", "known: msgctxt, msgid, msgid_plural, msgstr")
        if token.kind == "comment":
            self._refuse(token.start, "a comment inside an entry", "comments stand above the entry they belong to")
        if token.kind == "string" and not begun:
            self._refuse(token.start, "a string without a keyword", "msgid or msgstr must stand before it")
        if begun and token.kind in ("string", "number", "bracket"):
            self._refuse(token.start, f"something else where {keyword} belongs", "strings and keywords only")
        missing = f"{'#| ' if previous else ''}{keyword}"
        if begun:
            at = self._line(opening.first)
            self._refuse(token.start, f"{missing} is missing in the entry of line {at}", _missing_hint(keyword))
        self._refuse(token.start, f"an entry begins with {word or 'something else'} instead of {missing}")

    def _refuse_twice(self, first: Entry, line: int, second: Entry, again: int) -> NoReturn:
        what = "header" if second.source == "" and second.context is None else f"source text {second.source!r}"
        raise CatalogError(
            f"the same {what} stands twice, in lines {line} and {again}: translated "
            f"{first.target!r} and {second.target!r}",
            Where(self.path, again),
            "keep one of the two entries (gettext refuses both live and obsolete duplicates)",
        )

    def _refuse_character(self, position: int) -> NoReturn:
        found = _TOKEN_SPACE.match(self.text, position)
        at = found.end() if found else position
        beginning = self.text.rfind("\n", 0, at) + 1
        if _MARKER.match(self.text, beginning):
            path = shlex.quote(self.path) if self.path else "FILE"
            self._refuse(beginning, "a conflict marker of a merge", _MARKER_HINT + path)
        if self.text[at] == '"':
            end = _BROKEN_STRING.match(self.text, at)
            cut = end is None or end.end() >= len(self.text)
            reason = "the file ends inside a string" if cut else "the line ends inside a string"
            self._refuse(at, reason, 'the closing quote is missing (quotes inside a text are written \\")')
        if self.text[at] == "\x00":
            self._refuse(at, "a NUL byte", "the file is damaged, or is UTF-16: save it as UTF-8")
        self._refuse(at, f"unexpected character {self.text[at]!r}", 'only keywords, strings in "…" and # comments')

    def _refuse(self, position: int, message: str, hint: str = "") -> NoReturn:
        column = position - self.text.rfind("\n", 0, position)
        raise CatalogError(message, Where(self.path, self._line(position), column), hint)

    def _line(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1


_TOKEN_SPACE = re.compile(r"[ \t\r\f\v\n]*(?:\\\n[ \t\r\f\v\n]*)*")
_LOOSE = re.compile("[\udc80-\udcff]")
_MARKER_HINT = "settle it from git's own versions: dragoman git-merge-po --resolve "
_PLURAL_HINT = "number the forms from 0, one after another"
_ENCODING_HINT = "mend the text, or name the right charset in the header's Content-Type line"


def _missing_hint(keyword: str) -> str:
    return 'add msgstr "" for a missing translation' if keyword == "msgstr" else "each entry needs msgid and msgstr"
