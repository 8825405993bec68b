"""What is counted: borders found, missed and invented; stability; exact cases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`ends` are the offsets of the sentence ends that people gave, in characters; the last is the text's."""

    text: str
    ends: tuple[int, ...]

    @property
    def borders(self) -> frozenset[int]:
        """Inner borders, each as the position where the next sentence begins."""
        return frozenset(_next_start(self.text, end) for end in self.ends if self.text[end:].strip())


@dataclass(frozen=True, slots=True)
class Score:
    """Inner borders of a set: right, missed, invented."""

    right: int
    missed: int
    added: int

    @property
    def f1(self) -> float:
        """In percent; 100 where there is neither a border nor an invented one."""
        wrong = self.missed + self.added
        return 200 * self.right / (2 * self.right + wrong) if self.right + wrong else 100.0


def found_borders(spans: Iterable[Span]) -> frozenset[int]:
    """Where sentences begin, the first left out."""
    return frozenset(sorted(start for start, _ in spans)[1:])


def score(paragraphs: Sequence[Paragraph], spans: Sequence[Sequence[Span]]) -> Score:
    right = missed = added = 0
    for paragraph, given in zip(paragraphs, spans, strict=True):
        wanted, found = paragraph.borders, found_borders(given)
        right += len(wanted & found)
        missed += len(wanted - found)
        added += len(found - wanted)
    return Score(right, missed, added)


def cropped(paragraph: Paragraph) -> tuple[str, str]:
    """`paragraph` without its first sentence, and without its last."""
    first = _next_start(paragraph.text, paragraph.ends[0])
    return paragraph.text[first:], paragraph.text[: paragraph.ends[-2]]


def is_stable(
    paragraph: Paragraph, whole: Sequence[Span], without_first: Sequence[Span], without_last: Sequence[Span]
) -> tuple[bool, bool]:
    """Whether the borders behind the first sentence stay when it goes, and those before the last when that goes.

    The border of the sentence that goes itself is not asked about.
    """
    first = _next_start(paragraph.text, paragraph.ends[0])
    last = _next_start(paragraph.text, paragraph.ends[-2])
    borders = found_borders(whole)
    return (
        {border for border in borders if border > first} == {border + first for border in found_borders(without_first)},
        {border for border in borders if border < last} == found_borders(without_last),
    )


def is_exact(text: str, spans: Sequence[Span], wanted: Sequence[str]) -> bool:
    """Whether the sentences are those of a golden rule, blanks at their edges left out."""
    return [text[start:end].strip() for start, end in spans] == [sentence.strip() for sentence in wanted]


def _next_start(text: str, end: int) -> int:
    rest = text[end:]
    return end + len(rest) - len(rest.lstrip())
