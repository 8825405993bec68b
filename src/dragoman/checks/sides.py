"""The two sides of a pair as checks read them: the running text, and where it stands in the segment."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar, cast

from dragoman.checks.joined import Joined
from dragoman.checks.rules import Rules, is_missing
from dragoman.glossary.words import MARKS as _MARKS
from dragoman.glossary.words import WALL, prose
from dragoman.language.scripts import writing_of
from dragoman.model.marks import Span
from dragoman.model.once import once
from dragoman.model.translation import Pair
from dragoman.segmentation.sentences import split_sentences

Found = TypeVar("Found")

_PLAIN_WORD = re.compile(r"\w+(?:[-'’·‐‑״׳]\w+)*")
_MARK = re.compile(f"[{_MARKS}\u200c\u200d]")
_WORD = re.compile(rf"[\w{_MARKS}]+(?:[-'’·‐‑\u200c\u200d״׳][\w{_MARKS}]+)*")
_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻŹİА-ЯЁЄІЇ]"
_RUN = re.compile(rf"{_CAPITAL}(?<!\w.)[^\W\d_]+(?: {_CAPITAL}[^\W\d_]+)*")  # quickest with the letter first
_TAG = re.compile(r"<[^>]*>|<|>")
_STOPS = frozenset(".!?。！？؟۔।")
_PART = re.compile(r"[-'’·‐‑]")
_JOINTS = frozenset("-'’·‐‑")
# For a text in ASCII: capitals are made small, and all but words, hyphens and apostrophes becomes a blank.
_SMALL = "".join(
    sign.lower() if sign.isalnum() or sign.isspace() or sign in "_-'" else " " for sign in map(chr, range(128))
)
_LOOSE = re.compile(r"[-'](?:(?!\w)|(?<!\w.))", re.DOTALL)
_KEPT = 4096  # sides read, for the next check over the same article


class Side:
    """A source or a target. `text` is the segment's, with marks as tags; places in it are found by `span`. `running` is
    the text without marks; each character of code and of addresses is WALL."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.prose = prose(text)
        self.running = self.prose.text

    @once
    def plain(self) -> str:
        """The running text with a blank for everything that is no prose."""
        return self.running.replace(WALL, " ")

    @once
    def characters(self) -> frozenset[str]:
        """The characters of the running text: what a check looks at before it reads further."""
        return frozenset(self.running)

    @once
    def counts(self) -> Counter[str]:
        """How often each character stands in the running text."""
        return Counter(self.running)

    @once
    def stops(self) -> int:
        """How many signs that may end a sentence the running text has."""
        running = self.running
        if running.isascii():
            return running.count(".") + running.count("!") + running.count("?")
        return sum(map(running.count, _STOPS & self.characters))

    @once
    def sentences(self) -> list[Span]:
        """Where the sentences of the plain text stand: cut once for all checks, and a source for all languages."""
        return split_sentences(self.plain, self.language)

    @once
    def letters(self) -> int:
        """How many letters the running text has, of any script."""
        return sum(count for character, count in self.counts.items() if unicodedata.category(character)[0] == "L")

    @once
    def said(self) -> tuple[str, ...]:
        """The words of the running text in small letters, without their places: a third of the cost of `words`."""
        running = self.running
        if running.isascii():  # cutting at blanks is twice as fast as looking for words
            small = running.translate(_SMALL)
            return tuple((_LOOSE.sub(" ", small) if "'" in small or "-" in small else small).split())
        if len(small := running.lower()) == len(running):
            return tuple(self._word.findall(small))
        return tuple(map(str.lower, self._word.findall(running)))

    @once
    def words(self) -> tuple[tuple[str, int, int], ...]:
        """The words of the running text with their places, in small letters; digits, apostrophes and hyphens inside a
        word belong to it. A run of a script without blanks is one word."""
        return tuple((match.group().lower(), *match.span()) for match in self._word.finditer(self.running))

    @once
    def _word(self) -> re.Pattern[str]:
        return _WORD if self.has_marks else _PLAIN_WORD

    @once
    def has_marks(self) -> bool:
        """Whether combining marks or joiners stand on or between its letters."""
        return not self.running.isascii() and _MARK.search(self.running) is not None

    @once
    def forms(self) -> frozenset[str]:
        """The words, each once, in small letters."""
        return frozenset(self.said)

    @once
    def runs(self) -> tuple[str, ...]:
        """Words with a capital, together what only a blank parts; of two letters or more, of letters alone."""
        return tuple(_RUN.findall(self.running))

    @once
    def capitals(self) -> tuple[str, ...]:
        """The words of `runs`."""
        return tuple(" ".join(self.runs).split(" ")) if self.runs else ()

    @once
    def vocabulary(self) -> frozenset[str]:
        """The words, and the parts of words with a hyphen or an apostrophe, in small letters."""
        whole = self.forms
        if _JOINTS.isdisjoint(self.characters):
            return whole
        return frozenset(whole.union(*(_PART.split(word) for word in whole if not word.isalnum())))

    @once
    def is_strange(self) -> bool:
        """Whether it has letters of a script that its language is not written in; False where we know of none."""
        writing = writing_of(self.language)
        if writing is None or ("Latn" in writing.scripts and self.running.isascii()):
            return False
        return writing.foreign.search("".join(self.characters)) is not None

    def fix(self, span: tuple[int, int], text: str) -> str | None:
        """`text` as what belongs at a span of the segment; None where a mark stands in it, which must stay."""
        return None if _TAG.search(self.text[slice(*span)]) else text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The segment's span behind start..end of the running text (also an empty one)."""
        if end > start:
            return self.prose.span(start, end)
        place = self.prose.span(start, start + 1)[0]
        return place, place


class Sides(NamedTuple):
    """A pair whose translation has a text, and its two sides."""

    pair: Pair
    source: Side
    target: Side


class Article(list[Sides]):
    """The pairs of an article that have a translation, read. Its numbers are those of `sources` and `targets`: what is
    rare is looked for in all of them at once."""

    def __init__(self, pairs: Sequence[Pair], source: str, target: str) -> None:
        super().__init__(_read(pairs, source, target))
        self.pairs = tuple(pairs)  # no reference to the row, which has one to this: counting them frees both

    @once
    def sources(self) -> Joined:
        """The texts of the sources."""
        return Joined([source.text for _, source, _ in self])

    @once
    def targets(self) -> Joined:
        """The texts of the targets."""
        return Joined([target.text for _, _, target in self])

    @once
    def running(self) -> Joined:
        """The running texts of the targets."""
        return Joined([target.running for _, _, target in self])

    def at(self, numbers: Iterable[int]) -> list[Sides]:
        """The pairs of some numbers, in order."""
        return [self[number] for number in sorted(numbers)]

    def holding(self, signs: Iterable[str]) -> list[Sides]:
        """The pairs of which a text, source or target, holds one of some signs (see Joined)."""
        asked = tuple(signs)
        return self.at(self.sources.holding(asked) | self.targets.holding(asked))


class Row(list[Pair]):
    """The pairs of one article, whose sides are read once for all the checks that ask."""

    @once
    def _found(self) -> dict[object, object]:
        return {}

    def found_by(self, find: Callable[[Sequence[Sides], Rules], Found], rules: Rules) -> Found:
        """What `find` finds in all the pairs together; it goes by the languages of `rules` alone, and finds it once for
        all the checks that ask."""
        key = find, rules.source, rules.language
        if key not in self._found:
            self._found[key] = find(self.sides(rules.source, rules.language), rules)
        return cast(Found, self._found[key])

    @once
    def _sides(self) -> dict[tuple[str, str], Article]:
        return {}

    def sides(self, source: str, target: str) -> Article:
        """The pairs that have a translation, read as texts of these languages."""
        found = self._sides.get((source, target))
        if found is None:
            found = self._sides[source, target] = Article(self, source, target)
        return found


def sides(pairs: Iterable[Pair], rules: Rules) -> Article:
    """The pairs that have a translation, read. What several checks ask of one side is found out once."""
    if isinstance(pairs, Row):
        return pairs.sides(rules.source, rules.language)
    return Article(list(pairs), rules.source, rules.language)


def _read(pairs: Iterable[Pair], source: str, target: str) -> Iterator[Sides]:
    for pair in pairs:
        if pair.translation is not None and not is_missing(pair):
            yield Sides(pair, _side(pair.segment.text, source), _side(pair.translation.text, target))


@lru_cache(maxsize=_KEPT)
def _side(text: str, language: str) -> Side:
    return Side(text, language)
