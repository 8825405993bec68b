"""Random edits of real articles in which every letter is accounted for.

Each letter of an edited article knows where it stood before, so that of every new text it is known which old text it
comes from, whatever reads and cuts the article afterwards.
"""

from __future__ import annotations

import itertools
import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.model import BODY, Document, Segment, Span
from dragoman.model.marks import spell

NEW = -1
_PROTECTED = re.compile(
    r"`[^`]*`|<[^>]*>|\]\([^)]*\)|\]\[[^\]]*\]|^\[[^\]]*\]:.*$|(?:https?://|www\.)\S+|\{[{%].*?[%}]\}|&\w+;|\S*[@\\/_]\S*",
    re.MULTILINE,
)
_DENSE = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_CLAUSE = re.compile(r"[,;:] (?=\w)|[，；、،؛] ?(?=\w)")
_STOP = re.compile(r"[.!?。！？؟।]\Z")
_CONJUNCTION = re.compile(r"(?:and|but|so|which|while|because|or|where|although) ")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Letters:
    """A text, and where each of its characters stood in the old article (NEW: nowhere)."""

    text: str
    origins: tuple[int, ...]

    def __getitem__(self, at: slice) -> Letters:
        return Letters(self.text[at], self.origins[at])

    def __add__(self, other: Letters) -> Letters:
        return Letters(self.text + other.text, self.origins + other.origins)

    def spliced(self, start: int, end: int, middle: str) -> Letters:
        return self[:start] + added(middle) + self[end:]

    def with_case(self, at: int, change: Callable[[str], str]) -> Letters:
        """The same with one letter in another case, if that is one letter."""
        letter = change(self.text[at : at + 1])
        return self if len(letter) != 1 else Letters(self.text[:at] + letter + self.text[at + 1 :], self.origins)


def added(text: str) -> Letters:
    return Letters(text, (NEW,) * len(text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text between blank lines, and its sentences' places in it."""

    letters: Letters
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the edited article, and the edit it comes from ("" for none)."""

    letters: Letters
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Texts of articles that are not edited: where new sentences, paragraphs and words come from."""

    sentences: tuple[str, ...]
    paragraphs: tuple[str, ...]


def pieces_of(document: Document) -> list[Letters | Paragraph]:
    """The article in order: its paragraphs of running text, and what stands between them."""
    text = document.text
    out: list[Letters | Paragraph] = []
    position = 0
    for row in _rows(document):
        start, end = row[0][0], row[-1][1]
        alone = _blank_before(text, start) and _blank_after(text, end)
        if alone and end - start >= 40 and start >= position:
            out.append(Letters(text[position:start], tuple(range(position, start))))
            sentences = tuple((low - start, high - start) for low, high in row)
            out.append(Paragraph(Letters(text[start:end], tuple(range(start, end))), sentences))
            position = end
    return [*out, Letters(text[position:], tuple(range(position, len(text))))]


def spans(document: Document) -> list[tuple[int, int, Segment]]:
    """Start, end and Segment of each segment that stands in no other one."""
    found = []
    position = 0
    for part in document.parts:
        size = len(spell((part,)))
        if isinstance(part, Segment):
            found.append((position, position + size, part))
        position += size
    return found


def foreign(documents: Sequence[Document]) -> Foreign:
    paragraphs = [piece for document in documents for piece in pieces_of(document) if isinstance(piece, Paragraph)]
    sentences = [p.letters.text[low:high] for p in paragraphs for low, high in p.sentences if high - low >= 30]
    plain = [text for text in sentences if not _PROTECTED.search(text) and "\n" not in text and _STOP.search(text)]
    return Foreign(tuple(dict.fromkeys(plain)), tuple(dict.fromkeys(p.letters.text for p in paragraphs)))


def edited(document: Document, chance: random.Random, texts: Foreign, share: float) -> list[Piece]:
    """The article with `share` of its paragraphs edited (one at least, if there is one), each in one way."""
    pieces = pieces_of(document)
    places = [at for at, piece in enumerate(pieces) if isinstance(piece, Paragraph)]
    rows: list[list[Piece]] = [[Piece(piece.letters if isinstance(piece, Paragraph) else piece)] for piece in pieces]
    moves: list[tuple[int, Piece]] = []
    done: set[int] = set()
    for at in chance.sample(places, max(1, round(share * len(places)))) if places else ():
        piece = pieces[at]
        assert isinstance(piece, Paragraph)
        if at in done:
            continue
        for kind in chance.sample(list(KINDS), len(KINDS)):
            if kind in ("moved", "moved and edited"):
                there = [place for place in places if abs(place - at) >= 4 and place not in done]
                now = piece.letters if kind == "moved" else _first(chance, piece, texts, _typo, _few_replaced)
                if not there or now is None:
                    continue
                rows[at] = []
                moves.append((chance.choice(there), Piece(now, kind)))
            elif kind == "paragraphs joined":
                if at + 2 >= len(pieces) or at + 2 in done or pieces[at + 1].text.strip():  # type: ignore[union-attr]
                    continue
                following = pieces[at + 2]
                assert isinstance(following, Paragraph)
                rows[at] = [Piece(piece.letters + added(" ") + following.letters, kind)]
                rows[at + 1] = rows[at + 2] = []
                done.update((at + 1, at + 2))
            else:
                now = KINDS[kind](chance, piece, texts)  # type: ignore[misc]
                if now is None:
                    continue
                rows[at] = [Piece(now, kind)]
            done.add(at)
            break
    for at, moved in moves:
        rows[at] = [moved, Piece(added("\n\n")), *rows[at]]
    return [piece for row in rows for piece in row]


def _rows(document: Document) -> list[list[Span]]:
    """The sentences' places of each block of running text."""
    blocks: dict[int, list[Span]] = {}
    for start, end, segment in spans(document):
        if segment.role == BODY and segment.block.kind == "paragraph":
            blocks.setdefault(segment.block.index, []).append((start, end))
    return list(blocks.values())


def _blank_before(text: str, start: int) -> bool:
    return start == 0 or re.search(r"\n[ \t\r]*\n\Z", text[max(0, start - 9) : start]) is not None


def _blank_after(text: str, end: int) -> bool:
    return re.match(r"[ \t\r]*(?:\n[ \t\r]*\n|\n?\Z)", text[end:]) is not None


# One edit: a paragraph in, its new letters out; None when the paragraph has no place for it.

_Edit = Callable[[random.Random, Paragraph, Foreign], "Letters | None"]


def _closed(text: str) -> list[Span]:
    """Stretches that no edit touches: code, tags, addresses."""
    return [found.span() for found in _PROTECTED.finditer(text)]


def _words(paragraph: Paragraph, sentence: Span) -> list[Span]:
    """The places of a sentence's words that are neither markup nor parts of an address or a code."""
    start, end = sentence
    text = paragraph.letters.text
    closed = _closed(text)
    found: list[Span] = []
    begun: int | None = None
    for at in range(start, end + 1):
        is_letter = at < end and unicodedata.category(text[at])[0] in "LM"
        full = begun is not None and at - begun >= 2 and bool(_DENSE.match(text[begun]))
        if begun is not None and (not is_letter or full):
            if not any(low < at and begun < high for low, high in closed):
                found.append((begun, at))
            begun = None
        if is_letter and begun is None:
            begun = at
    return found


def _first(chance: random.Random, paragraph: Paragraph, texts: Foreign, *edits: _Edit) -> Letters | None:
    found = (edit(chance, paragraph, texts) for edit in chance.sample(edits, len(edits)))
    return next((letters for letters in found if letters is not None), None)


def _long(paragraph: Paragraph, chance: random.Random, least: int) -> list[Span]:
    """The words of a sentence that has at least so many."""
    rows = [words for sentence in paragraph.sentences if len(words := _words(paragraph, sentence)) >= least]
    return chance.choice(rows) if rows else []


def _typo(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    letters = paragraph.letters
    words = [word for s in paragraph.sentences for word in _words(paragraph, s)]
    long = [(start, end) for start, end in words if end - start >= 4]
    if not long:
        dense = [start for start, end in words if end - start == 2]
        return letters.spliced(at := chance.choice(dense), at + 1, chance.choice("的一是不了人在有")) if dense else None
    start, end = chance.choice(long)
    at = chance.randrange(start, end - 1)
    one, two = letters.text[at], letters.text[at + 1]
    kind = chance.choice(("swap", "drop", "double", "other"))
    if kind == "swap" and one != two:
        return letters[:at] + letters[at + 1 : at + 2] + letters[at : at + 1] + letters[at + 2 :]
    if kind == "drop":
        return letters.spliced(at, at + 1, "")
    return letters.spliced(at, at, one) if kind == "double" else letters.spliced(at, at + 1, chance.choice(_LETTERS))


def _foreign_words(chance: random.Random, texts: Foreign, count: int) -> list[str]:
    words: list[str] = []
    while len(words) < count:
        text = chance.choice(texts.sentences)
        bare = Paragraph(added(text), ((0, len(text)),))
        words += [text[start:end] for start, end in _words(bare, (0, len(text)))]
    start = chance.randrange(len(words) - count + 1)
    return words[start : start + count]


def _replaced(chance: random.Random, paragraph: Paragraph, texts: Foreign, words: Sequence[Span]) -> Letters:
    now = paragraph.letters
    for (start, end), word in zip(reversed(words), _foreign_words(chance, texts, len(words)), strict=True):
        now = now.spliced(start, end, word)
    return now


def _few_replaced(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    words = _long(paragraph, chance, 6)
    if not words or not texts.sentences:
        return None
    count = chance.randint(1, 3)
    start = chance.randrange(len(words) - count + 1)
    return _replaced(chance, paragraph, texts, words[start : start + count])


def _clause_replaced(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    words = _long(paragraph, chance, 8)
    if not words or not texts.sentences:
        return None
    count = round(len(words) * chance.uniform(0.3, 0.5))
    return _replaced(chance, paragraph, texts, words[:count] if chance.random() < 0.5 else words[-count:])


def _reworded(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    words = _long(paragraph, chance, 8)
    if not words or not texts.sentences:
        return None
    return _replaced(
        chance, paragraph, texts, sorted(chance.sample(words, round(len(words) * chance.uniform(0.3, 0.5))))
    )


def _number(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    text = paragraph.letters.text
    closed = _closed(text)
    digits = [at for at, letter in enumerate(text) if letter.isdigit() and not any(a <= at < b for a, b in closed)]
    digits = [at for at in digits if at > 0]  # at the beginning it may be a list's
    if not digits:
        return None
    at = chance.choice(digits)
    return paragraph.letters.spliced(at, at + 1, str((int(text[at]) + chance.randint(1, 8)) % 10))


def _clauses(paragraph: Paragraph) -> list[tuple[Span, Span, int]]:
    """Sentence, place of a clause's comma with its blank, and number of the sentence."""
    text = paragraph.letters.text
    closed = _closed(text)
    found = []
    for number, (start, end) in enumerate(paragraph.sentences):
        words = _words(paragraph, (start, end))
        for comma in _CLAUSE.finditer(text, start, end):
            inside = any(low <= comma.start() < high for low, high in closed) or _is_marked(text, start, comma.start())
            before = sum(high <= comma.start() for _, high in words)
            if not inside and before >= 4 and len(words) - before >= 4:
                found.append(((start, end), comma.span(), number))
    return found


def _is_marked(text: str, start: int, at: int) -> bool:
    """True when a mark, a bracket or a quotation is open there: a border in it would be none."""
    before = text[start:at]
    odd = any(before.count(mark) % 2 for mark in ("**", "*", "_", '"', "`"))
    return odd or any(before.count(one) > before.count(two) for one, two in ("()", "[]", "“”", "「」", "«»"))


def _sentence_split(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    if not (places := _clauses(paragraph)):
        return None
    _, (start, end), _ = chance.choice(places)
    stop = "。" if paragraph.letters.text[start] in "，；、" else "." + " " * (end - start - 1)
    now = paragraph.letters.spliced(start, end, stop)
    at = start + len(stop)
    if (word := _CONJUNCTION.match(now.text, at)) and chance.random() < 0.5:
        now = now.spliced(at, word.end(), "")
    return now.with_case(at, str.upper)


def _clauses_turned(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    text = paragraph.letters.text
    places = [(s, comma) for s, comma, _ in _clauses(paragraph) if _STOP.search(text[s[0] : s[1]])]
    if not places:
        return None
    (start, end), (low, high) = chance.choice(places)
    now = paragraph.letters.with_case(start, str.lower).with_case(high, str.upper)
    return now[:start] + now[high : end - 1] + now[low:high] + now[start:low] + now[end - 1 :]


def _gaps(paragraph: Paragraph) -> list[Span]:
    rows = paragraph.sentences
    return [(before[1], after[0]) for before, after in itertools.pairwise(rows)]


def _sentences_joined(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    text = paragraph.letters.text
    places = [(start, end) for start, end in _gaps(paragraph) if start > 1 and text[start - 1] in ".。"]
    if not places:
        return None
    start, end = chance.choice(places)
    comma = "，" if text[start - 1] == "。" else chance.choice((", ", ", and ", "; "))
    return paragraph.letters.spliced(start - 1, end, comma).with_case(start - 1 + len(comma), str.lower)


def _paragraph_split(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    gaps = _gaps(paragraph)
    return paragraph.letters.spliced(*chance.choice(gaps), "\n\n") if gaps else None


def _sentence_inserted(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    if not texts.sentences:
        return None
    text = chance.choice(texts.sentences)
    blank = "" if _DENSE.search(text) else " "
    start, end = chance.choice(paragraph.sentences)
    if chance.random() < 0.3:
        return paragraph.letters.spliced(start, start, text + blank)
    return paragraph.letters.spliced(end, end, blank + text)


def _sentence_replaced(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    if not texts.sentences:
        return None
    return paragraph.letters.spliced(*chance.choice(paragraph.sentences), chance.choice(texts.sentences))


def _sentence_removed(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    rows = paragraph.sentences
    if len(rows) < 2:
        return None
    at = chance.randrange(len(rows))
    start, end = (rows[at][0], rows[at + 1][0]) if at + 1 < len(rows) else (rows[at - 1][1], rows[at][1])
    return paragraph.letters.spliced(start, end, "")


def _paragraph_added(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    if not texts.paragraphs:
        return None
    return added(chance.choice(texts.paragraphs) + "\n\n") + paragraph.letters


def _paragraph_replaced(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    return added(chance.choice(texts.paragraphs)) if texts.paragraphs else None


def _paragraph_removed(chance: random.Random, paragraph: Paragraph, texts: Foreign) -> Letters | None:
    return added("")


KINDS: dict[str, _Edit | None] = {
    "typo": _typo,
    "words replaced": _few_replaced,
    "clause replaced": _clause_replaced,
    "scattered words replaced": _reworded,
    "clauses turned": _clauses_turned,
    "number": _number,
    "sentence inserted": _sentence_inserted,
    "sentence replaced": _sentence_replaced,
    "sentence removed": _sentence_removed,
    "sentence split": _sentence_split,
    "sentences joined": _sentences_joined,
    "paragraph added": _paragraph_added,
    "paragraph replaced": _paragraph_replaced,
    "paragraph removed": _paragraph_removed,
    "paragraph split": _paragraph_split,
    "paragraphs joined": None,  # these concern more than one paragraph: see `edited`
    "moved": None,
    "moved and edited": None,
}
