"""What the memory has for a text: the same text, or texts like it."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.alignment.words import is_dense, words
from dragoman.language.tags import primary, serves
from dragoman.memory.grams import TAG, grams, indexed
from dragoman.memory.postings import lists_of, number, texts_of
from dragoman.memory.similarity import ALMOST, Facts, facts, folded, nearest, penalty
from dragoman.memory.units import fingerprint
from dragoman.model import Key, Remembered

_READ = 3_000  # numbers of texts that share a gram with the query: those of the rarest grams first; in a large memory
_READ_GROWTH = 1.275  # a thousandth of its texts to this power: 45,000 of a million; words are commoner there
_LISTS = 16  # grams looked up; the rarer ones of a long text are enough
_LOOKED_AT = 150  # texts compared letter by letter; in a large memory
_LOOKED_AT_SHARE = 3_000  # one of so many of its texts
_DEEPER = 4_000  # where the nearest have nothing in the language that is wanted
_FEW = 300  # texts that are read rather than narrowed down by one more word
_LONG = 700_000  # numbers: a list so long takes longer to read than the texts
_WINDOW = 40_000  # texts that are looked at first, where even the rarest word stands in more
_CONCORDED = 6_000  # texts that a concordance reads at most, the newest first
_AT_ONCE = 1_000
_EDGE = 3  # more matches than wanted, for the penalty to sort


@dataclass(frozen=True, slots=True)
class Match:
    """An approved translation of a text like the one that was asked for. `similarity` is above 0, and 1 for the same
    text; `context`, `article` and `date` are where and when it was approved."""

    source: str
    target: str
    similarity: float
    language: str
    context: str = ""
    article: str = ""
    date: str = ""


class Finder:
    """Looks up texts of one language for their translations into others; what it reads of the memory stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tags: dict[str, list[str]] = {}

    def exact(self, key: Key, source: str, target: str, neighbours: tuple[str, str] | None = None) -> Remembered | None:
        """What was approved for just this text in `source`, in the language `target`.

        `neighbours` are the texts before and after it in its article. Among several: one approved with the same role
        and both neighbours, then one with the same role, then the one of most articles (there, then anywhere), then the
        first in code point order. `article` is the first, by name, that holds it. Where people approved different texts
        with the same role and neighbours, neither counts as approved there.
        """
        tags = self._serving(target)
        if not tags:
            return None
        around = [bytes.fromhex(fingerprint(text)) for text in neighbours] if neighbours else [b"-", b"-"]
        rows = self._connection.execute(
            "SELECT u.context, u.text, count(DISTINCT u.article), min(u.article),"
            " min(CASE WHEN u.before = ? AND u.after = ? THEN u.article END), min(u.language = ?), s.language"
            " FROM sources s JOIN units u ON u.source = s.id"
            " WHERE s.hash = ? AND s.text = ? AND u.language IN (SELECT value FROM json_each(?))"
            " GROUP BY s.id, u.context, u.text",
            (*around, target, number(key.text), key.text, json.dumps(tags)),
        ).fetchall()
        rows = [row for row in rows if primary(row[6]) == primary(source)]
        if not rows:
            return None
        anywhere: Counter[str] = Counter()
        for row in rows:
            anywhere[row[1]] += row[2]
        here = {row[1] for row in rows if row[0] == key.context and row[4] is not None}
        context, text, _, article, there, *_ = min(
            rows,
            key=lambda row: (
                row[0] != key.context or row[4] is None, row[0] != key.context, -row[5], -row[2], -anywhere[row[1]],
                row[1], row[0],
            ),
        )  # fmt: skip
        is_same = context == key.context
        return Remembered(text, is_same, there or article, is_same and there is not None and len(here) == 1)

    def similar(
        self,
        text: str,
        source: str,
        target: str,
        *,
        threshold: float,
        limit: int,
        context: str = "",
        names: Collection[str] = (),
    ) -> list[Match]:
        """Approved translations of texts at least `threshold` (0 … 1) like `text`, best first; the same text, too.

        Of each such text the translation that most articles have, one with the same `context` first. `names` are known
        names in `source`. See `similarity` for how alike texts are.
        """
        tags = self._serving(target)
        query = folded(text)
        if not tags or not query:
            return []
        texts: int = self._connection.execute("SELECT coalesce(max(id), 0) FROM sources").fetchone()[0]
        ranks = self._ranks(indexed(text, source), max(_READ, int(texts**_READ_GROWTH / 1_000)))
        told = facts(text, names)
        found: list[Match] = []
        for size, only in ((max(_LOOKED_AT, texts // _LOOKED_AT_SHARE), False), (_DEEPER, True)):
            found.clear()
            is_all = True
            shown = self._texts(_best(ranks, size), tags if only else ())
            for similarity, there, number_ in _sorted(text, query, shown, told, threshold, limit):
                match = self._match(number_, there, similarity, tags, context)
                is_all = is_all and match is not None
                found += [match] if match is not None else []
                if len(found) == limit:
                    return found
            if is_all:  # no nearer text was there that only other languages have
                break
        return found

    def concordance(self, phrase: str, source: str, target: str, *, limit: int) -> list[Match]:
        """Approved pairs in whose source the words of `phrase` stand next to one another, the newest units first; then
        those that have all of its words anywhere. Where a script has no blanks between words, two characters are the
        least that is found wherever it stands. `similarity` is 1 for the former, ALMOST for the latter."""
        tags, wanted = self._serving(target), _spaced(phrase)
        code = primary(source)
        sought = [gram for gram in grams(phrase) if len(gram) > 1 or not is_dense(gram)] or grams(phrase)
        lists = lists_of(self._connection, [f"{code} {gram}" for gram in sought])
        if not tags or not wanted.strip() or len(lists) < len(sought):
            return []
        said = " ".join(_plain(phrase).split())
        for window in (_WINDOW, 0):  # what is newest is wanted first, and is often enough
            newest = _newest(self._holding(lists, window), _CONCORDED)
            found = self._lines(newest, said, wanted, tags, limit)
            if lists[0][0] <= window or (found and found[0].similarity == 1.0):
                break
        return found

    def _holding(self, lists: Sequence[tuple[int, list[int]]], window: int) -> set[int]:
        """The texts that stand in all lists, rarest first, as far as that is cheaper to know than to read the texts;
        with a `window` only the newest so many of the rarest list."""
        rows = self._ascending(lists[0][1], 0)
        least = 0
        if window and lists[0][0] > window:
            least = sorted(number_ for row in rows for number_ in row[-window:])[-window]
            rows = self._ascending(lists[0][1], least)
        there = set(chain.from_iterable(rows))
        for size, numbers in lists[1:]:
            if len(there) <= _FEW or (not least and size > _LONG):
                break
            there.intersection_update(chain.from_iterable(self._ascending(numbers, least)))
        return there

    def _ascending(self, rows: Sequence[int], least: int) -> list[Sequence[int]]:
        """The lists of these rows from `least` on. Numbers grow within a list: texts are only ever added."""
        found = [texts_of(self._connection, [row]) for row in rows]
        return [texts[bisect_left(texts, least) :] for texts in found]

    def _lines(self, numbers: Sequence[int], said: str, wanted: str, tags: Sequence[str], limit: int) -> list[Match]:
        exact: list[Match] = []
        loose: list[Match] = []
        for begin in range(0, len(numbers), _AT_ONCE):
            shown = self._texts(numbers[begin : begin + _AT_ONCE], ())
            for number_ in sorted(shown, reverse=True):
                text = shown[number_][0]
                is_phrase = said in _plain(text) and wanted in _spaced(text)
                if is_phrase or (len(loose) < limit and _has_all(wanted, _spaced(text))):
                    match = self._match(number_, text, 1.0 if is_phrase else ALMOST, tags, "")
                    if match is not None:
                        (exact if is_phrase else loose).append(match)
                if len(exact) == limit:
                    return exact
        return [*exact, *loose][:limit]

    def _ranks(self, grams: Sequence[str], most: int) -> Counter[int]:
        """How much each text shares with the query, by its rarest grams, as many as `most` texts have."""
        counts: Counter[int] = Counter()
        read = 0
        for size, lists in lists_of(self._connection, grams)[:_LISTS]:
            if read and read + size > most:
                break
            texts = texts_of(self._connection, lists)
            for _ in range(_worth(size)):
                counts.update(texts)
            read += size
        return counts

    def _texts(self, numbers: Sequence[int], tags: Sequence[str]) -> dict[int, tuple[str, str | None]]:
        """Texts, and how they are compared where that differs; with `tags` those that have a unit in one of these."""
        query = "SELECT id, text, folded FROM sources s WHERE id IN (SELECT value FROM json_each(?))"
        values = [json.dumps(numbers)]
        if tags:
            query += (
                " AND EXISTS (SELECT 1 FROM units u WHERE u.source = s.id"
                " AND u.language IN (SELECT value FROM json_each(?)))"
            )
            values.append(json.dumps(tags))
        return {number_: (text, compared) for number_, text, compared in self._connection.execute(query, values)}

    def _match(self, number_: int, source: str, similarity: float, tags: Sequence[str], context: str) -> Match | None:
        rows = self._connection.execute(
            "SELECT text, language, context, min(article), max(date), count(DISTINCT article) FROM units"
            " WHERE source = ? AND language IN (SELECT value FROM json_each(?)) GROUP BY text, language, context",
            (number_, json.dumps(tags)),
        ).fetchall()
        if not rows:
            return None
        best = min(rows, key=lambda row: (row[2] != context, -row[5], row[0], row[1]))
        return Match(source, best[0], similarity, best[1], best[2], best[3], best[4])

    def _serving(self, target: str) -> list[str]:
        """The languages of the memory whose texts are ones in `target`."""
        if target not in self._tags:
            # A skip scan: one look into the index for each language, not one for each unit.
            found: list[str] = []
            last = ""
            while True:
                row = self._connection.execute("SELECT min(language) FROM units WHERE language > ?", (last,)).fetchone()
                if row[0] is None:
                    break
                last = row[0]
                found.append(last)
            self._tags[target] = [tag for tag in found if serves(tag, target)]
        return self._tags[target]


def _newest(numbers: Collection[int], most: int) -> list[int]:
    """About the `most` greatest numbers, greatest first; all of them when there are fewer."""
    if len(numbers) > 4 * most:  # to sort hundreds of thousands takes longer than to pass over the low ones
        top = max(numbers)
        least = top - 2 * most * top // len(numbers)
        high = [number_ for number_ in numbers if number_ > least]
        numbers = high if len(high) >= most else numbers
    return sorted(numbers, reverse=True)[:most]


def _plain(text: str) -> str:
    """A text without tags, in one case."""
    if "<" in text:
        text = " ".join(TAG.sub(" ", text).split())
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()


def _spaced(text: str) -> str:
    """The words of a text between blanks, in one case: those of a phrase stand in it as they do in the phrase. In
    scripts without blanks between words every character counts as one."""
    return f" {' '.join(words(_plain(text)))} "


def _has_all(wanted: str, there: str) -> bool:
    return all(f" {word} " in there for word in wanted.split())


def _best(ranks: Counter[int], size: int) -> list[int]:
    """The `size` texts that share most, or all."""
    if len(ranks) <= size:
        return list(ranks)
    least, count = 0, 0
    for least, how_many in sorted(Counter(ranks.values()).items(), reverse=True):  # noqa: B007  # used below
        count += how_many
        if count >= size:
            break
    sure = [text for text, rank in ranks.items() if rank > least]
    last = [text for text, rank in ranks.items() if rank == least]
    return sure + last[: size - len(sure)]


def _sorted(
    text: str,
    query: str,
    shown: Mapping[int, tuple[str, str | None]],
    told: Facts,
    threshold: float,
    limit: int,
) -> list[tuple[float, str, int]]:
    """Those alike enough, most alike first: similarity, text and number."""
    texts = {number_: compared or stored for number_, (stored, compared) in shown.items()}
    found: list[tuple[float, str, int]] = []
    for number_, score in nearest(query, texts, threshold, limit + _EDGE):
        there = shown[number_][0]
        if there != text:
            score = min(ALMOST, score) - penalty(told, there)
        if score >= threshold:
            found.append((score, there, number_))
    return sorted(found, key=lambda row: (-row[0], row[1]))


def _worth(size: int) -> int:
    """How much a gram counts that so many texts have: its rareness, in whole steps."""
    return max(1, 7 - size.bit_length() // 2)
