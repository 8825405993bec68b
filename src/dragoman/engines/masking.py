"""Marks as opaque tokens, for engines that do not keep our tags: ⟦0⟧ out, the tag back in, or a MarkError.

A mark may also be sent as a name the engine knows, when it stands for a term (see terms).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dragoman.engines.designs import BLANKS, BRACKETS, Design, StandIn, whole_word
from dragoman.model.errors import MarkError
from dragoman.model.marks import Content, Mark, from_text, join, to_text

_TAG = re.compile(r"<(/?)([a-z]+[0-9]*)(/?)>")
_BLANKS = BLANKS
_TYPOGRAPHIC = frozenset("\u00a0\u202f")  # an engine sets these on purpose, as French does before a colon
_LAST_ATOM = re.compile(r"(?:\w+|\W)\Z")
_FIRST_ATOM = re.compile(r"\w+|\W")
_SPACELESS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")

_Side: TypeAlias = Literal["before", "after"]
# Where the source has a blank and the engine dropped it, these neighbours want it back …
_WANTS_BLANK: Mapping[_Side, frozenset[str]] = {
    "before": frozenset(",;:.!?)]}»”…%،؛؟"),
    "after": frozenset("([{«“‘¿¡"),
}
# … and where the source has none and the engine added one, these want none.
_WANTS_NONE: Mapping[_Side, frozenset[str]] = {"before": frozenset("([{¿¡“‘"), "after": frozenset(".,)]}…’”،؛؟")}

_Row: TypeAlias = list[str | int]
"""Text and token numbers by turns; begins and ends with a text, which may be empty."""


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` is for the engine; `marks` by the number of the token that stands for each, spelled as `design` says.

    `names` are the words to be found in the answer for tokens that were sent as names, `sent` those names.
    """

    text: str
    marks: Mapping[int, Mark]
    design: Design = BRACKETS
    names: Mapping[int, str] = field(default_factory=dict)
    sent: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """What stands beside a token (a word, another character or token; "" at the edge), and the blank between."""

    atom: str | int
    blank: str


_Neighbours: TypeAlias = dict[tuple[int, _Side], _Neighbour]


def read_marks(text: str) -> Content:
    """A segment's text as content, its marks without what the article spells there.

    Raises MarkError when its tags do not nest: such a text is no segment's.
    """
    tags = _TAG.findall(text)
    content = from_text(
        text, [Mark("close" if close else "point" if point else "open", name) for close, name, point in tags]
    )
    pairs = Counter(part.name for part in content if isinstance(part, Mark) and part.kind != "point")
    if single := [name for name, count in pairs.items() if count != 2]:
        raise MarkError(f"<{single[0]}> is not closed")
    return content


def mask(text: str, design: Design = BRACKETS, names: Mapping[str, StandIn] | None = None) -> Masked:
    """`text` with every tag as a token of its own, and `&lt;`, `&amp;` as the characters they mean.

    The marks that `names` has by their name are sent as what stands in for them. Numbers that `text` itself spells as
    tokens are not used. Raises MarkError when its tags do not nest.
    """
    number = 1 + max((int(digits) for digits in design.pattern.findall(text)), default=-1)
    marks: dict[int, Mark] = {}
    sought: dict[int, str] = {}
    sent: dict[int, str] = {}
    out: list[str] = []
    for part in read_marks(text):
        if isinstance(part, str):
            out.append(part)
            continue
        marks[number] = part
        name = names.get(part.name) if names and part.kind == "point" else None
        if name is not None:
            sought[number], sent[number] = name.target, name.source
        out.append(name.source if name is not None else design.spell(number))
        number += 1
    return Masked("".join(out), marks, design, sought, sent)


def restore(answer: str, masked: Masked) -> str:
    """The engine's answer with its tags back, each exactly once, and the blanks around them mended by the source's.

    Law: blanks added or dropped inside and beside tokens change nothing. Whatever else an engine does to a token, the
    result has the marks of the source, or there is none: MarkError when one is lost, doubled, invented, crossed or
    left around nothing.
    """
    source = _source_row(masked)
    row = _row(answer, masked)
    before, after = masked.design.left_over(_texts(source)), masked.design.left_over(_texts(row))
    if any(count > before.get(piece, 0) and not before.get(piece) for piece, count in after.items()):
        raise MarkError("a token that stands for a mark is damaged")
    wanted, found = _neighbours(source), _neighbours(row)
    out: list[str | Mark] = []
    for index, part in enumerate(row):
        if isinstance(part, int):
            out.append(masked.marks[part])
            continue
        left, right = row[index - 1] if index else None, row[index + 1] if index + 1 < len(row) else None
        out.append(
            _respaced(
                part,
                _gap(left, "after", masked, wanted, found) if isinstance(left, int) else None,
                _gap(right, "before", masked, wanted, found) if isinstance(right, int) else None,
            )
        )
    restored = to_text(join(out))
    verify(restored, to_text(join(masked.marks[part] if isinstance(part, int) else part for part in source)))
    return restored


def verify(answer: str, source: str) -> None:
    """Raises MarkError unless `answer` has exactly the marks of `source`, nested, none of them left around nothing."""
    marks = read_marks(source)
    if emptied := _empty(from_text(answer, marks)) - _empty(marks):
        raise MarkError(f"<{min(emptied)}> stands around nothing", hint="put it around the words it belongs to")


def _row(text: str, masked: Masked) -> _Row:
    """`text` cut at its tokens. A token that the source itself spells is text; any other is invented."""
    found: list[tuple[int, int, int]] = []
    for match in masked.design.pattern.finditer(text):
        number = int(match.group(1))
        if number in masked.marks and number not in masked.names:
            found.append((match.start(), match.end(), number))
        elif match.group() not in masked.text:
            raise MarkError(f"{match.group()} is not in the source")
    for number, name in masked.names.items():
        found += ((match.start(), match.end(), number) for match in whole_word(name).finditer(text))
    return _cut(text, sorted(found))


def _source_row(masked: Masked) -> _Row:
    """The text that was sent, cut at its tokens, which stand there in the order of their numbers."""
    found: list[tuple[int, int, int]] = []
    position = 0
    for number in sorted(masked.marks):
        token = masked.sent.get(number) or masked.design.spell(number)
        position = masked.text.index(token, position)
        found.append((position, position + len(token), number))
        position += len(token)
    return _cut(masked.text, found)


def _cut(text: str, tokens: Sequence[tuple[int, int, int]]) -> _Row:
    row: _Row = []
    begin = 0
    for start, end, number in tokens:
        if start < begin:
            raise MarkError("two tokens overlap")
        row += [text[begin:start], number]
        begin = end
    return [*row, text[begin:]]


def _texts(row: _Row) -> str:
    return " ".join(part for part in row if isinstance(part, str))


def _neighbours(row: _Row) -> _Neighbours:
    out: _Neighbours = {}
    for index, number in enumerate(row):
        if not isinstance(number, int):
            continue
        before, after = str(row[index - 1]), str(row[index + 1])
        core = before.rstrip(_BLANKS)
        atom = found.group() if (found := _LAST_ATOM.search(core)) else row[index - 2] if index > 1 else ""
        out[number, "before"] = _Neighbour(atom, before[len(core) :])
        core = after.lstrip(_BLANKS)
        atom = found.group() if (found := _FIRST_ATOM.match(core)) else row[index + 2] if index + 2 < len(row) else ""
        out[number, "after"] = _Neighbour(atom, after[: len(after) - len(core)])
    return out


@dataclass(frozen=True, slots=True)
class _Gap:
    """The blank that one token wants on one side; `inner` when that side lies inside its pair."""

    blank: str
    inner: bool


def _gap(
    number: int,
    side: _Side,
    masked: Masked,
    wanted: _Neighbours,
    found: _Neighbours,
) -> _Gap:
    want, have = wanted[number, side], found[number, side]
    if (masked.marks[number].kind, side) in (("open", "after"), ("close", "before")):
        return _Gap(want.blank, inner=True)
    same = have.atom == want.atom
    if _TYPOGRAPHIC & set(have.blank) and not (same and _TYPOGRAPHIC & set(want.blank)):
        return _Gap(have.blank, inner=False)
    if same:
        return _Gap(want.blank, inner=False)
    if have.atom == "":
        return _Gap("", inner=False)
    if want.atom == "" and not have.blank:
        return _Gap(" " if _wants_blank(have.atom, side) else "", inner=False)
    if want.blank and not have.blank:
        return _Gap(want.blank if _wants_blank(have.atom, side) else "", inner=False)
    if have.blank and not want.blank:
        return _Gap("" if have.atom in _WANTS_NONE[side] else have.blank, inner=False)
    return _Gap(have.blank, inner=False)


def _wants_blank(atom: str | int, side: _Side) -> bool:
    if isinstance(atom, int):
        return True
    letter = atom[-1] if side == "before" else atom[0]
    if not (letter.isalnum() or unicodedata.category(letter).startswith("M")):
        return letter in _WANTS_BLANK[side]
    script = unicodedata.name(letter, "")
    if script.startswith(_SPACELESS):
        return False
    if side == "after":
        return not script.startswith("HANGUL")  # particles are written together with the word before them
    # One letter of Arabic or Hebrew script is a word written together with the next one: و, ب, ה …
    return not (len(atom) == 1 and unicodedata.bidirectional(letter) in ("R", "AL"))


def _respaced(piece: str, left: _Gap | None, right: _Gap | None) -> str:
    core = piece.strip(_BLANKS)
    if not core and left is not None and right is not None:
        inner = [gap.blank for gap in (left, right) if gap.inner]
        return min(inner or [left.blank, right.blank], key=len) if inner else max(left.blank, right.blank, key=len)
    if not core:
        return left.blank if left is not None else right.blank if right is not None else piece
    lead = piece[: len(piece) - len(piece.lstrip(_BLANKS))] if left is None else left.blank
    trail = piece[len(piece.rstrip(_BLANKS)) :] if right is None else right.blank
    return lead + core + trail


def _empty(content: Sequence[str | Mark]) -> set[str]:
    """Names of the pairs with neither text nor a point mark inside."""
    opened: list[tuple[str, int]] = []  # (name, how much had been seen when it opened)
    seen = 0
    empty: set[str] = set()
    for part in content:
        if isinstance(part, str):
            seen += bool(part.strip())
        elif part.kind == "point":
            seen += 1
        elif part.kind == "open":
            opened.append((part.name, seen))
        elif opened and opened.pop() == (part.name, seen):
            empty.add(part.name)
    return empty
