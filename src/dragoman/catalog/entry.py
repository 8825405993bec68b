"""One entry of a PO file: its bytes as they stand, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import polib

from dragoman.model import Key


class Ident(NamedTuple):
    """What gettext holds for one message. Unlike Key, an empty msgctxt (`""`) differs from none (None)."""

    source: str
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A message of a PO file.

    `raw` is its slice of the file: `raw[:body]` are comment and blank lines before it, then the message itself, and
    from `end` on the blank lines after it. `comments` are the comment lines in order, each from its `#`, without
    line ends. `targets` are msgstr, or msgstr[0], msgstr[1] … when there is a `plural`. `previous` is `#| msgid`.
    `skipped` counts the line ends before the message, so that its line in the file can be told.
    """

    raw: str
    body: int
    end: int
    skipped: int
    source: str
    context: str | None = None
    plural: str | None = None
    targets: tuple[str, ...] = ("",)
    comments: tuple[str, ...] = ()
    previous: str | None = None
    previous_context: str | None = None
    previous_plural: str | None = None
    obsolete: bool = False
    padding: int = 0  # how many more blanks than one stand before the quotes of an empty msgstr (see `padded`)

    @property
    def ident(self) -> Ident:
        return Ident(self.source, self.context)

    @property
    def key(self) -> Key:
        return Key(self.source, self.context or "")

    @property
    def is_header(self) -> bool:
        return self.source == "" and self.context is None and not self.obsolete

    @property
    def target(self) -> str:
        return self.targets[0]

    @property
    def has_text(self) -> bool:
        return any(self.targets)

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(flag for line in self.comments if kind_of(line) == "," for flag in split_flags(line))

    @property
    def is_fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    def lines(self, kind: str) -> tuple[str, ...]:
        """Its comment lines of one kind (see `kind_of`)."""
        return tuple(line for line in self.comments if kind_of(line) == kind)


_BLANK_LINES = re.compile(r"(?:[ \t\r\f\v]*\n)*")
_SALT = "source-"
_KINDS = "#.:,"  # gettext's own order of comment lines, `#` being a translator's


def kind_of(line: str) -> str:
    """`.` for extracted comments, `:` for references, `,` for flags (`#!` and `#=` are too), `#` for a translator's."""
    second = line[1:2]
    return second if second in (".", ":", ",") else "," if second in ("!", "=") and second else "#"


def split_flags(line: str) -> list[str]:
    return [flag for flag in re.split(r"[\s,]+", line[2:]) if flag]


def with_fuzzy(comments: Sequence[str], fuzzy: bool) -> tuple[str, ...]:
    """`comments` with the fuzzy flag set or taken away; other flags keep their order."""
    lines: list[str] = []
    found = False
    for line in comments:
        if kind_of(line) != ",":
            lines.append(line)
            continue
        flags = split_flags(line)
        if "fuzzy" not in flags:
            lines.append(line)
        elif fuzzy and not found:
            found = True
            lines.append(line)
        elif rest := [flag for flag in flags if flag != "fuzzy"]:
            lines.append(f"#{line[1]} {', '.join(rest)}")
    if fuzzy and not found:
        for index, line in enumerate(lines):
            if line.startswith("#,"):
                lines[index] = f"#, {', '.join(['fuzzy', *split_flags(line)])}"
                return tuple(lines)
        lines.append("#, fuzzy")
    return tuple(lines)


def with_salt(comments: Sequence[str], salt: str) -> tuple[str, ...]:
    """`comments` with a flag `source-SALT` in place of an earlier one; the empty salt takes it away.

    It means nothing, and nobody misses it when an editor drops it. It makes the line of flags differ when the source
    does: between `#, fuzzy` and a changed msgid, `#| msgid` and msgctxt may stand unchanged, and across such a line
    git would join one branch's approval (a deleted `#, fuzzy`) to the other's source without a conflict.
    """
    lines: list[str] = []
    for line in comments:
        flags = split_flags(line) if kind_of(line) == "," else []
        if any(flag.startswith(_SALT) for flag in flags):
            flags = [flag for flag in flags if not flag.startswith(_SALT)]
            line = f"#, {', '.join(flags)}" if flags else ""
        if line:
            lines.append(line)
    if not salt:
        return tuple(lines)
    for index, line in enumerate(lines):
        if line.startswith("#,"):
            lines[index] = f"#, {', '.join([*split_flags(line), _SALT + salt])}"
            return tuple(lines)
    return (*lines, f"#, {_SALT}{salt}")


def padded(count: int) -> int:
    """Another number of blanks between `msgstr` and its empty quotes, for an entry whose source has changed.

    It means nothing. An editor that wraps long lines fills an empty entry by adding strings below `msgstr ""`; git
    would join these to a source changed above that line without a conflict, unless that line has changed as well.
    """
    return count % 7 + 1


def with_lines(comments: Sequence[str], kind: str, lines: Iterable[str]) -> tuple[str, ...]:
    """`comments` with every line of one kind replaced."""
    return (*(line for line in comments if kind_of(line) != kind), *lines)


def in_order(comments: Iterable[str]) -> tuple[str, ...]:
    """Comment lines in gettext's order, each kind in the order it had."""
    return tuple(sorted(comments, key=lambda line: _KINDS.index(kind_of(line))))


def quote(text: str) -> str:
    """`text` as one PO string on one line. Control characters polib leaves alone become octal escapes."""
    text = _CONTROL.sub(lambda found: rf"\{ord(found.group()) & 0xFF:03o}", polib.escape(text))
    return f'"{text}"'


def unquote(text: str) -> str:
    """What `quote` was given, from between its quotes. polib's own reader does not know the octal escapes."""
    return _ESCAPED.sub(lambda found: _unescaped(found.group(1)), text)


def _unescaped(escape: str) -> str:
    if len(escape) == 3:
        code = int(escape, 8)
        return chr(code if code < 0x80 else 0xDC00 | (code & 0xFF))
    return _SHORT.get(escape, f"\\{escape}")


_ESCAPED = re.compile(r"\\([0-7]{3}|.)", re.DOTALL)
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "b": "\b", "f": "\f", '"': '"', "\\": "\\"}
# Below the blank, and a byte that no character of the file's charset holds (it came in as \xhh, and goes out so).
_CONTROL = re.compile("[\x00-\x1f\x7f\udc80-\udcff]")


def body_lines(entry: Entry) -> list[str]:
    """The message itself, every string on one line, in gettext's order; `#~` before each line of an obsolete one."""
    lines: list[str] = []
    for name, text in (
        ("msgctxt", entry.previous_context),
        ("msgid", entry.previous),
        ("msgid_plural", entry.previous_plural),
    ):
        if text is not None:
            lines.append(f"{'#~|' if entry.obsolete else '#|'} {name} {quote(text)}")
    start = "#~ " if entry.obsolete else ""
    if entry.context is not None:
        lines.append(f"{start}msgctxt {quote(entry.context)}")
    lines.append(f"{start}msgid {quote(entry.source)}")
    if entry.plural is None:
        blanks = " " * (1 if entry.target else 1 + entry.padding)
        lines += _header(entry.target) if entry.is_header else [f"{start}msgstr{blanks}{quote(entry.target)}"]
    else:
        lines.append(f"{start}msgid_plural {quote(entry.plural)}")
        lines += [f"{start}msgstr[{index}] {quote(text)}" for index, text in enumerate(entry.targets)]
    return lines


def _header(text: str) -> list[str]:
    """The header's fields, one a line, as every tool writes them."""
    return ['msgstr ""', *(quote(line) for line in re.findall(r"[^\n]*\n|[^\n]+", text))]


def render(entry: Entry, eol: str) -> Entry:
    """`entry` with its bytes written anew from its meaning; the blank lines around it stay."""
    gap = entry.raw[entry.end :] if entry.raw else eol
    return _spelled(entry, eol, eol.join(body_lines(entry)), gap)


def respell(entry: Entry, eol: str) -> Entry:
    """`entry` with only its comment lines written anew; the message keeps its bytes."""
    return _spelled(entry, eol, entry.raw[entry.body : entry.end], entry.raw[entry.end :])


def _spelled(entry: Entry, eol: str, body: str, gap: str) -> Entry:
    lead = _BLANK_LINES.match(entry.raw).group()  # type: ignore[union-attr]  # it matches anything
    lead += "".join(line.rstrip("\r") + eol for line in in_order(entry.comments))
    return replace(entry, raw=lead + body + gap, body=len(lead), end=len(lead) + len(body), skipped=lead.count("\n"))
