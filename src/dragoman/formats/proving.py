"""Writing with proof: a written article is read again and must hold the translations in the source's structure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from dragoman.formats.inline import has_word
from dragoman.language.tags import direction
from dragoman.model import (
    Content,
    Document,
    FormatError,
    Kept,
    Key,
    Mark,
    MarkError,
    Segment,
    Where,
    Written,
    from_text,
    join,
    to_text,
)


class Level(IntEnum):
    """How a translation is spelled: the ladder a block climbs until it is read back as what was put in."""

    MINIMAL = 0  # only what is known to need an escape
    FULL = 1  # everything that can be escaped
    SOURCE = 2  # not at all: the source stands, and the fact is reported


@dataclass(frozen=True, slots=True)
class Fence:
    """Marks around a text that stays in the source's language. `kinds`: of the blocks that can hold them."""

    opening: str
    closing: str
    kinds: frozenset[str]

    def encloses(self, segment: Segment) -> bool:
        """True for a text of a block that can hold the marks, and that has words."""
        return segment.block.kind in self.kinds and has_word(segment.text)


class Speller(Protocol):
    """Spells one translated segment in the article's format.

    `before` is what was written last of this block ("" at its start) and `after` what follows the segment in the
    source up to the end of its part. `sources` gives a mark's spelling, with translated sub-flows put in.
    """

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str: ...


def span_fence(language: str, kinds: frozenset[str]) -> Fence | None:
    """Marks of HTML around texts in a language (BCP 47), in blocks of `kinds`; None for no language."""
    if not language:
        return None
    return Fence(f'<span lang="{language}" dir="{direction(language)}">', "</span>", kinds)


def write_proved(
    document: Document,
    texts: Mapping[Key, str],
    gap: str,
    speller: Speller,
    read: Callable[[bytes], Document],
    *,
    unencodable: str = "surrogatepass",
    fence: Fence | None = None,
) -> Written:
    """The article with `texts` in place of their segments, proved by `read` (which must not cut blocks).

    `unencodable` names Python's handler for characters that the article's charset lacks: "xmlcharrefreplace" where
    the format has character references. Raises FormatError when there is none and a translation needs it.
    A segment without text, or whose text equals its source, is written as the bytes it was read from. A block that
    is not read back as put in climbs the ladder; at its end the source stands and is reported in `kept`. When the
    article is proved, `fence` puts marks around what stays in the source's language, if anything was translated.
    """
    plan = _plan(document, texts)
    writer = _Writer(document, plan, gap, speller, unencodable)
    levels: dict[int, Level] = {}
    for attempt in range(_ATTEMPTS):
        data = writer.write(levels)
        guilty, located = _guilty(writer, levels, document, read(data))
        if not guilty:
            return Written(_fenced(writer, levels, data, fence), (*plan.refused, *_kept(writer, levels)))
        if attempt >= _ATTEMPTS - 2:
            guilty = writer.translated
        elif not located and attempt < _SEARCHES:
            guilty = [_culprit(writer, levels, document, read, guilty)]
        for block in guilty:
            levels[block] = Level(min(levels.get(block, Level.MINIMAL) + 1, Level.SOURCE))
    levels = dict.fromkeys(writer.translated, Level.SOURCE)
    return Written(writer.write(levels), (*plan.refused, *_kept(writer, levels)))


def _fenced(writer: _Writer, levels: Mapping[int, Level], data: bytes, fence: Fence | None) -> bytes:
    """`data` with the marks of `fence`, which are all that is added."""
    if fence is None or not any(levels.get(block) is not Level.SOURCE for block in writer.translated):
        return data
    if not any(writer.is_fenced(part, fence) for part in writer.document.parts if isinstance(part, Segment)):
        return data  # nothing stays in the source's language, as in most articles: no need to write it again
    return writer.write(levels, fence)


_ATTEMPTS = 70
_SEARCHES = 60  # for a culprit; then all suspects climb


@dataclass(frozen=True)
class _Plan:
    texts: Mapping[Key, str]  # translations that differ from their source and fit its marks
    same: frozenset[Key]  # those of texts that are translated by themselves
    refused: tuple[Kept, ...]


def _plan(document: Document, texts: Mapping[Key, str]) -> _Plan:
    fitting: dict[Key, str] = {}
    refused: list[Kept] = []
    for segment in document.segments:
        text = texts.get(segment.key)
        if not text or text == segment.text or segment.key in fitting:
            continue
        if not text.strip():
            refused.append(Kept(segment, "the translation is blank"))
            continue
        try:
            from_text(text, segment.content)
        except MarkError as error:
            refused.append(Kept(segment, error.message))
        else:
            fitting[segment.key] = text
    same = frozenset(segment.key for segment in document.segments if texts.get(segment.key) == segment.text)
    return _Plan(fitting, same, tuple(refused))


class _Writer:
    """Joins the parts of a document around translated segments, remembering what each block should read as."""

    def __init__(self, document: Document, plan: _Plan, gap: str, speller: Speller, unencodable: str) -> None:
        self.document = document
        self.plan = plan
        self.gap = gap
        self.speller = speller
        self.unencodable = unencodable
        self.expected: dict[int, list[str | Mark]] = {}
        self.translated = [
            row[0].block.index for row in document.blocks if any(segment.key in plan.texts for segment in row)
        ]

    def write(self, levels: Mapping[int, Level], fence: Fence | None = None) -> bytes:
        self.levels, self.fence = levels, fence
        self.expected = {}
        text = self._parts(self.document.parts)
        encoding = self.document.encoding
        try:
            return text.encode(encoding, self.unencodable)
        except UnicodeEncodeError as error:
            line = text.count("\n", 0, error.start) + 1
            raise FormatError(
                f"{encoding} cannot hold {text[error.start]!r} of a translation",
                Where(self.document.where, line),
                'save the article as UTF-8 and take encoding = "…" out of dragoman.toml',
            ) from None

    def _translates(self, segment: Segment) -> bool:
        return (
            segment.key in self.plan.texts and self.levels.get(segment.block.index, Level.MINIMAL) is not Level.SOURCE
        )

    def _parts(self, parts: Sequence[str | Segment]) -> str:
        """The spelling of parts; text between two segments of one block is the gap between two sentences."""
        out: list[str] = []
        for at, part in enumerate(parts):
            if isinstance(part, str):
                out.append(self._gap(parts, at) if _is_gap(parts, at) else part)
                continue
            block = part.block.index
            before_it = parts[at - 1] if at else ""
            # As between sentences in Chinese: the target may need a gap, unless a hard line break is one.
            if self._touch(before_it, part) and not (_is_break(before_it, -1) or _is_break(part, 0)):
                out.append(self.gap)
                self.expected[block].append(self.gap)
            continued = at > 0 and (_is_gap(parts, at - 1) or self._follows(parts[at - 1], part))
            before = next((done for done in reversed(out) if done), "") if continued else ""
            text = self._segment(part, before, _following(parts, at))
            if self.fence and parts is self.document.parts and self.is_fenced(part, self.fence):
                text = f"{self.fence.opening}{text}{self.fence.closing}"
            out.append(text)
        return "".join(out)

    def is_fenced(self, segment: Segment, fence: Fence) -> bool:
        """True for a text without a translation, where the fence can stand; one whose translation is the same text has
        one."""
        return not self._translates(segment) and segment.key not in self.plan.same and fence.encloses(segment)

    def _follows(self, before: str | Segment, segment: Segment) -> bool:
        """True when nothing stands between two sentences of one block."""
        return not isinstance(before, str) and before.block.index == segment.block.index

    def _touch(self, before: str | Segment, segment: Segment) -> bool:
        return self._follows(before, segment) and self._translates(before) and self._translates(segment)  # type: ignore[arg-type]

    def _gap(self, parts: Sequence[str | Segment], at: int) -> str:
        before, gap, after = parts[at - 1], parts[at], parts[at + 1]
        assert isinstance(before, Segment) and isinstance(gap, str) and isinstance(after, Segment)  # noqa: S101
        translated = self._translates(before) and self._translates(after)
        text = self.gap if translated and not gap.strip(_BLANK) else gap
        self.expected[before.block.index].append(text if not text.strip(_BLANK) else " ")
        return text

    def _segment(self, segment: Segment, before: str, after: str) -> str:
        expected = self.expected.setdefault(segment.block.index, [])
        if not self._translates(segment):
            expected.extend(segment.content)
            return self._parts(segment.source)
        # Two segments of one key have marks of the same names and addresses of their own.
        content = from_text(self.plan.texts[segment.key], segment.content)
        expected.extend(content)
        level = self.levels.get(segment.block.index, Level.MINIMAL)
        return self.speller(segment, content, level, before, after, lambda mark: self._parts(mark.source))


def _guilty(
    writer: _Writer, levels: Mapping[int, Level], document: Document, again: Document
) -> tuple[list[int], bool]:
    """The translated blocks that are not read back as put in, or that stand where the structure differs.

    The second value is False when nothing tells which of them it is.
    """
    order = [row[0].block.index for row in document.blocks]
    want = [(row[0].block.kind, readable(writer.expected[row[0].block.index])) for row in document.blocks]
    have = [(row[0].block.kind, readable(_whole(row))) for row in again.blocks]
    climbing = {block for block in writer.translated if levels.get(block) is not Level.SOURCE}
    if len(want) == len(have):
        guilty = [block for block, w, h in zip(order, want, have, strict=True) if w != h and block in climbing]
        if guilty or (want == have and document.structure == again.structure):
            return guilty, True
        return sorted(climbing), False
    head = 0
    while head < min(len(want), len(have)) and want[head] == have[head]:
        head += 1
    tail = 0
    while tail < min(len(want), len(have)) - head and want[-1 - tail] == have[-1 - tail]:
        tail += 1
    middle = order[max(head - 1, 0) : len(order) - max(tail - 1, 0)]
    return [block for block in middle if block in climbing] or sorted(climbing), False


def _culprit(
    writer: _Writer,
    levels: Mapping[int, Level],
    document: Document,
    read: Callable[[bytes], Document],
    suspects: Sequence[int],
) -> int:
    """The first of `suspects` with which the article goes wrong while those after it stand as in the source.

    Found by halving, for a few more readings: else one bad translation would cost the whole article its others.
    """
    low, high = 0, len(suspects)  # the first `low` do no harm, the first `high` do
    while high - low > 1:
        middle = (low + high) // 2
        trial = {**levels, **dict.fromkeys(suspects[middle:], Level.SOURCE)}
        if _guilty(writer, trial, document, read(writer.write(trial)))[0]:
            high = middle
        else:
            low = middle
    return suspects[high - 1]


def readable(content: Sequence[str | Mark]) -> str:
    """What must be the same after reading back: text with blank space as one space, marks by what they are.

    A space at the inner edge of a pair of marks is the same as one outside it, and beside a line break it is nothing:
    Markdown cannot hold the one, and drops the other. Pairs around nothing are left out: between two sentences they
    belong to neither.
    """
    if all(isinstance(part, str) for part in content):
        said = "".join(content)  # type: ignore[arg-type]
        if "<" not in said and "&" not in said:  # what follows is about tags
            return _SPACE.sub(" ", said).strip()
    text = to_text(join(_filled(part if isinstance(part, str) else _unnumbered(part) for part in content)))
    text = _AFTER_OPENING.sub(r" \1", _SPACE.sub(" ", text))
    text = _BEFORE_CLOSING.sub(r"\1 ", text)
    return _SPACE.sub(" ", _AROUND_BREAK.sub("<br/>", text)).strip()


_BLANK = " \t\r\n\f"
_SPACE = re.compile(r"\s+")  # no-break and ideographic spaces too: a gap of the source is written as it stands
_AFTER_OPENING = re.compile(r"(?<![a-z]>)((?:<[a-z]+>)+) ")
_BEFORE_CLOSING = re.compile(r" ((?:</[a-z]+>)+)")
_AROUND_BREAK = re.compile(r" *<br/> *")


def _filled(content: Iterable[str | Mark]) -> list[str | Mark]:
    """`content` without the pairs that hold nothing but blank space."""
    out: list[str | Mark] = []
    for part in content:
        if isinstance(part, str):
            if out and isinstance(last := out[-1], str):
                out[-1] = last + part
            elif part:
                out.append(part)
            continue
        at = len(out) - 1
        if part.kind == "close" and at >= 0 and isinstance(inner := out[at], str) and not inner.strip():
            at -= 1
        if part.kind == "close" and at >= 0 and getattr(out[at], "kind", "") == "open":
            inside = "".join(map(str, out[at + 1 :]))
            del out[at:]
            if out and isinstance(before := out[-1], str):
                out[-1] = before + inside
            elif inside:
                out.append(inside)
        else:
            out.append(part)
    return out


def _unnumbered(mark: Mark) -> Mark:
    return Mark(mark.kind, mark.name.rstrip("0123456789"))


def _whole(row: Sequence[Segment]) -> list[str | Mark]:
    return [part for segment in row for part in segment.content]


def _is_break(part: str | Segment, at: int) -> bool:
    """True for a segment of which the first (0) or last (-1) thing is a hard line break."""
    edge = part.content[at] if isinstance(part, Segment) and part.content else ""
    return isinstance(edge, Mark) and edge.name.rstrip("0123456789") == "br"


def _is_gap(parts: Sequence[str | Segment], at: int) -> bool:
    if not 0 < at < len(parts) - 1:
        return False
    before, after = parts[at - 1], parts[at + 1]
    return isinstance(before, Segment) and isinstance(after, Segment) and before.block.index == after.block.index


def _following(parts: Sequence[str | Segment], at: int) -> str:
    """What follows part `at` in the source, as far as the next part."""
    if at + 1 >= len(parts):
        return ""
    after = parts[at + 1]
    return after if isinstance(after, str) else after.raw


def _kept(writer: _Writer, levels: Mapping[int, Level]) -> list[Kept]:
    return [
        Kept(segment, "written, this translation would break the article's structure")
        for segment in writer.document.segments
        if levels.get(segment.block.index) is Level.SOURCE and segment.key in writer.plan.texts
    ]
