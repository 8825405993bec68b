"""Regular expressions as SRX has them (ICU's, and Java's where the two agree), read into a tree."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from dragoman.segmentation.srx.charset import ANY, LINE_ENDS, SPACES, CharSet, blanks, category, named, words
from dragoman.segmentation.srx.nodes import (
    EMPTY,
    Atomic,
    Choice,
    Edge,
    Look,
    Node,
    One,
    PatternError,
    Repeat,
    Row,
    in_row,
    repeated,
)

_DEEPEST = 60  # groups in one another
_MOST_TIMES = 10_000  # the greatest number in braces


def parse_pattern(pattern: str) -> Node:
    """The tree of a pattern. Raises PatternError for what is wrong, or has no exact meaning here."""
    parser = _Parser(pattern)
    found = parser.choice(_Flags(), 0)
    if parser.at < len(pattern):
        raise PatternError("a ')' without its '('", parser.at + 1, r"write \) for the sign itself")
    return found


@dataclass(frozen=True)
class _Flags:
    any_case: bool = False
    dot_all: bool = False
    lines: bool = False
    spaced: bool = False


_SINGLE = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_FLAG_NAMES = {"i": "any_case", "s": "dot_all", "m": "lines", "x": "spaced"}
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")
_FLAGS = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])")
_OPENERS = {"(?:": None, "(?=": (True, False), "(?!": (True, True), "(?<=": (False, False), "(?<!": (False, True)}
_NAME = re.compile(r"\(\?<[A-Za-z]\w*>")
_POSIX = re.compile(r"\[:(\^?)([A-Za-z_=]+):\]")
_NO_CLASS = r"write the characters as ranges, such as [\u0400-\u04FF], or a category of Unicode, such as \p{L}"


class _Parser:
    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self.at = 0

    def choice(self, flags: _Flags, depth: int) -> Node:
        """Everything up to a `)` that is not its own, or to the end."""
        if depth > _DEEPEST:
            raise PatternError(f"groups stand deeper than {_DEEPEST} in one another", self.at + 1)
        parts: list[Node] = []
        row: list[Node] = []
        while self.at < len(self.text) and self.text[self.at] != ")":
            sign = self.text[self.at]
            if sign == "|":
                self.at += 1
                parts.append(in_row(row))
                row = []
            elif (changed := self._flags_from_here(flags)) is not None:
                flags = changed
            elif self._skipped(flags):
                continue
            else:
                row.append(self._quantified(self._atom(flags, depth), flags))
        parts.append(in_row(row))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _flags_from_here(self, flags: _Flags) -> _Flags | None:
        """`(?i)` counts up to the end of its group."""
        found = _FLAGS.match(self.text, self.at)
        if not found or found[3] == ":":
            return None
        changed = self._changed(flags, found)
        self.at = found.end()
        return changed

    def _changed(self, flags: _Flags, found: re.Match[str]) -> _Flags:
        for letters, value in ((found[1], True), (found[2] or "", False)):
            for letter in letters:
                if letter in _FLAG_NAMES:
                    flags = replace(flags, **{_FLAG_NAMES[letter]: value})
                elif letter not in "uU":  # case by Unicode's rules and its classes: always so here
                    raise PatternError(f"the flag '{letter}' is not known", self.at + 1, "known: i, m, s, u, x")
        return flags

    def _skipped(self, flags: _Flags) -> bool:
        """Comments; blank space too under (?x)."""
        if self.text.startswith("(?#", self.at):
            end = self.text.find(")", self.at)
            if end < 0:
                raise PatternError("a comment without its end", self.at + 1)
            self.at = end + 1
            return True
        if flags.spaced and self.text[self.at].isspace():
            self.at += 1
            return True
        if flags.spaced and self.text[self.at] == "#":
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end
            return True
        return False

    def _atom(self, flags: _Flags, depth: int) -> Node:
        sign = self.text[self.at]
        if sign == "(":
            return self._group(flags, depth)
        if sign == "[":
            return One(self._class(flags))
        if sign == "\\":
            return self._escape(flags)
        if sign in "*+?":
            raise PatternError(
                f"nothing stands before the '{sign}'", self.at + 1, f"write \\{sign} for the sign itself"
            )
        if sign == "{":
            raise PatternError("a '{' that counts nothing", self.at + 1, r"write \{ for the sign itself")
        self.at += 1
        if sign == ".":
            return One(ANY if flags.dot_all else ~LINE_ENDS)
        if sign == "^":
            return Edge("line-begin" if flags.lines else "begin")
        if sign == "$":
            return Edge("line-end" if flags.lines else "end-or-last-line")
        return One(_cased(CharSet.of(sign), flags))

    def _group(self, flags: _Flags, depth: int) -> Node:
        start = self.at
        look: tuple[bool, bool] | None = None
        atomic = False
        if found := _FLAGS.match(self.text, start):
            flags = self._changed(flags, found)
            self.at = found.end()
        elif self.text.startswith("(?>", start):
            atomic = True
            self.at += 3
        elif found := _NAME.match(self.text, start):
            self.at = found.end()
        elif opener := next((known for known in _OPENERS if self.text.startswith(known, start)), ""):
            look = _OPENERS[opener]
            self.at += len(opener)
        elif self.text.startswith("(?", start):
            raise PatternError(f"'{self.text[start : start + 3]}' opens nothing known", start + 1, r"write \( or (?:")
        else:
            self.at += 1
        inner = self.choice(flags, depth + 1)
        if self.at >= len(self.text):
            raise PatternError("a '(' without its ')'", start + 1, r"write \( for the sign itself")
        self.at += 1
        if look is not None:
            return Look(inner, *look)
        return Atomic(inner) if atomic else inner

    def _quantified(self, part: Node, flags: _Flags) -> Node:
        while self.at < len(self.text):
            while self.at < len(self.text) and self._skipped(flags):
                pass
            sign = self.text[self.at : self.at + 1]
            if not sign or sign not in "*+?{":
                return part
            start = self.at
            least, most = self._times(sign)
            suffix = self.text[self.at : self.at + 1]
            if isinstance(part, Edge | Look):
                part = part if least else Choice((part, EMPTY))
            else:
                part = repeated(part, least, most, start)
            if suffix == "?" and isinstance(part, Repeat):
                part = replace(part, lazy=True)
            if suffix == "+":
                part = Atomic(part)
            if suffix and suffix in "+?":
                self.at += 1
                if self.text[self.at : self.at + 1] in ("*", "+", "?"):
                    raise PatternError("a quantifier of a quantifier", self.at + 1, "put the first into (?: )")
            elif suffix in ("*", "{"):
                raise PatternError("a quantifier of a quantifier", self.at + 1, "put the first into (?: )")
        return part

    def _times(self, sign: str) -> tuple[int, int | None]:
        if sign != "{":
            self.at += 1
            return (1 if sign == "+" else 0), (1 if sign == "?" else None)
        found = _COUNT.match(self.text, self.at)
        if not found:
            raise PatternError("a '{' that counts nothing", self.at + 1, r"write \{ for the sign itself")
        least = int(found[1])
        most = least if found[2] is None else int(found[3]) if found[3] else None
        if least > (least if most is None else most) or max(least, most or 0) > _MOST_TIMES:
            raise PatternError(f"'{found[0]}' is no possible number of times", self.at + 1)
        self.at = found.end()
        return least, most

    # Escapes

    def _escape(self, flags: _Flags) -> Node:
        start = self.at
        sign = self.text[start + 1 : start + 2]
        if sign == "Q":
            end = self.text.find("\\E", start)
            literal = self.text[start + 2 :] if end < 0 else self.text[start + 2 : end]
            self.at = len(self.text) if end < 0 else end + 2
            return in_row([One(_cased(CharSet.of(character), flags)) for character in literal])
        if edge := _EDGES.get(sign):
            if self.text.startswith("{", start + 2):
                raise PatternError(rf"\{sign}{{…}} is not known", start + 1, rf"write \{sign} for the edge of a word")
            self.at += 2
            return edge
        if sign == "R":
            self.at += 2
            lone = Row((One(CharSet.of("\r")), Look(One(CharSet.of("\n")), ahead=True, negative=True)))
            return Choice(
                (in_row([One(CharSet.of("\r")), One(CharSet.of("\n"))]), lone, One(LINE_ENDS - CharSet.of("\r")))
            )
        if sign.isdigit() and sign != "0":
            raise PatternError(f"\\{sign}, the text of an earlier group again, cannot be used", start + 1)
        return One(_cased(self._escaped_set(), flags))

    def _escaped_set(self) -> CharSet:
        """The characters that an escape stands for, in a class or outside."""
        start = self.at
        sign = self.text[start + 1 : start + 2]
        if not sign:
            raise PatternError(r"a '\' at the end", start + 1, r"write \\ for the sign itself")
        self.at += 2
        if sign in "dDsSwWhHvV":
            found = {"d": category("Nd"), "s": SPACES, "w": words(), "h": blanks(), "v": LINE_ENDS}[sign.lower()]
            return ~found if sign.isupper() else found
        if sign in "pP":
            return self._property(negated=sign == "P")
        if sign in _SINGLE:
            return CharSet.of(_SINGLE[sign])
        for form in _CODES:
            if found_code := form.match(self.text, start):
                point = int(found_code[1], 8 if sign == "0" else 16)
                if point > 0x10FFFF:
                    raise PatternError(f"{found_code[0]} is no character", start + 1)
                self.at = found_code.end()
                return CharSet([(point, point)])
        if sign == "c" and self.at < len(self.text):
            self.at += 1
            return CharSet.of(chr(ord(self.text[self.at - 1].upper()) ^ 64))
        if sign == "N" and (found_name := re.compile(r"\{([^}]*)\}").match(self.text, self.at)):
            self.at = found_name.end()
            try:
                return CharSet.of(unicodedata.lookup(found_name[1]))
            except KeyError:
                raise PatternError(f"no character is named {found_name[1]!r}", start + 1) from None
        if sign.isascii() and sign.isalnum():
            raise PatternError(rf"\{sign} has no meaning here", start + 1, f"write {sign} for the letter itself")
        return CharSet.of(sign)

    def _property(self, *, negated: bool) -> CharSet:
        start = self.at
        end = self.text.find("}", start) if self.text.startswith("{", start) else start
        name = self.text[start + 1 : end] if end > start else self.text[start : start + 1]
        if end < start or not name:
            raise PatternError(r"\p without a name", start - 1, r"write \p{L}, for example")
        self.at = end + 1
        if name.startswith("^"):
            negated, name = not negated, name[1:]
        found = named(name)
        if found is None:
            raise PatternError(rf"the class \p{{{name}}} is not known here", start - 1, _NO_CLASS)
        return ~found if negated else found

    # Classes

    def _class(self, flags: _Flags, depth: int = 0) -> CharSet:
        start = self.at
        if depth > _DEEPEST:
            raise PatternError(f"classes stand deeper than {_DEEPEST} in one another", start + 1)
        if posix := _POSIX.match(self.text, start):
            found = named(posix[2])
            if found is None and depth:
                raise PatternError(f"the class {posix[0]} is not known here", start + 1, _NO_CLASS)
            if found is not None:
                self.at = posix.end()
                return ~found if posix[1] else found
        self.at += 1
        negated = self.text.startswith("^", self.at)
        self.at += negated
        first = self.at
        found, meets, takes = CharSet(), None, False  # `meets` holds what stands before && or --
        while True:
            if self.at >= len(self.text):
                raise PatternError("a '[' without its ']'", start + 1, r"write \[ for the sign itself")
            sign = self.text[self.at]
            if sign == "]" and self.at > first:
                break
            if self.text.startswith("&&", self.at) or self.text.startswith("--[", self.at):
                meets = found if meets is None else meets - found if takes else meets & found
                takes = sign == "-"
                found = CharSet()
                self.at += 2
            elif sign == "[":
                found |= self._class(flags, depth + 1)
            elif flags.spaced and sign.isspace():
                self.at += 1
            else:
                found |= self._span()
        self.at += 1
        if meets is not None:
            found = meets - found if takes else meets & found
        found = _cased(found, flags)
        return ~found if negated else found

    def _span(self) -> CharSet:
        """A character of a class, an escape, or a stretch from one character to another."""
        start = self.at
        low = self._member()
        follows = self.text[self.at : self.at + 2]
        if not (len(follows) == 2 and follows[0] == "-" and follows[1] not in "][") or not _is_single(low):
            return low
        self.at += 1
        high = self._member()
        if not _is_single(high):
            return low | high | CharSet.of("-")
        first, last = low.ranges[0][0], high.ranges[0][0]
        if first > last:
            raise PatternError(f"'{self.text[start : self.at]}' runs backwards", start + 1)
        return CharSet([(first, last)])

    def _member(self) -> CharSet:
        if self.text[self.at] == "\\":
            if self.text.startswith("\\Q", self.at):
                end = self.text.find("\\E", self.at)
                literal = self.text[self.at + 2 : end] if end > 0 else self.text[self.at + 2 :]
                self.at = end + 2 if end > 0 else len(self.text)
                return CharSet.of(literal)
            return self._escaped_set()
        self.at += 1
        return CharSet.of(self.text[self.at - 1])


_EDGES: dict[str, Edge] = {
    "b": Edge("word"), "B": Edge("inside"), "A": Edge("begin"), "z": Edge("end"), "Z": Edge("end-or-last-line"),
}  # fmt: skip
_CODES = tuple(
    re.compile(form)
    for form in (
        r"\\x\{([0-9A-Fa-f]{1,6})\}", r"\\x([0-9A-Fa-f]{2})", r"\\u([0-9A-Fa-f]{4})", r"\\u\{([0-9A-Fa-f]{1,6})\}",
        r"\\U([0-9A-Fa-f]{8})", r"\\0([0-3]?[0-7]{1,2})",
    )
)  # fmt: skip


def _is_single(chars: CharSet) -> bool:
    return len(chars.ranges) == 1 and chars.ranges[0][0] == chars.ranges[0][1]


def _cased(chars: CharSet, flags: _Flags) -> CharSet:
    return chars.in_any_case() if flags.any_case else chars
