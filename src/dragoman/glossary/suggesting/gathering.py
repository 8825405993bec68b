"""Every mention of each name or title, put together: first those whose capitals tell something, then the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from dragoman.glossary.entries import Kind
from dragoman.glossary.suggesting.facts import Facts
from dragoman.glossary.suggesting.kinds import signs
from dragoman.glossary.suggesting.parts import Key, Piece, Seen, key_of
from dragoman.glossary.suggesting.pieces import pieces
from dragoman.glossary.suggesting.runs import Run, Runs
from dragoman.glossary.suggesting.tokens import Token, tokens

_FIRM = 1000  # what a spelling within a sentence weighs beside one that begins it


@dataclass
class Entry:
    """What is known of one name. `texts` are its spellings by weight, `weights` and `reasons` what speaks for each
    kind, `uses` the passage's number and the sentence of each mention, `brackets` acronyms in brackets behind it."""

    sort: str
    texts: Counter[str] = field(default_factory=Counter)
    weights: dict[Kind, float] = field(default_factory=dict)
    reasons: dict[Kind, tuple[float, str]] = field(default_factory=dict)
    uses: list[tuple[int, str]] = field(default_factory=list)
    brackets: set[str] = field(default_factory=set)
    words: tuple[Token, ...] = ()
    aliases: list[Key] = field(default_factory=list)
    is_alias: bool = False

    @property
    def text(self) -> str:
        """Its usual spelling."""
        return self.texts.most_common(1)[0][0]

    @property
    def kind(self) -> Kind:
        """What most speaks for; "" for two as strong."""
        best = sorted(self.weights.items(), key=lambda pair: -pair[1])[:2]
        return "" if not best or (len(best) > 1 and best[0][1] == best[1][1]) else best[0][0]


def gather(book: Runs, base: Set[str]) -> dict[Key, Entry]:
    """An entry for each name of the runs, in the order of the text. `base` are names of the base layer.

    A single word that begins a sentence counts only when it is a name elsewhere, too: by itself, as the last word of a
    person's name, or in the base layer.
    """
    facts = book.facts
    sure = [run for run in book.runs if not run.begins]
    seen = frozenset(piece.key for run in sure for piece in pieces(run, Seen(book, places=base)))
    within = Seen(book, seen, base)
    told = [(run, piece) for run in sure for piece in pieces(run, within)]
    known = {piece.key for _, piece in told} | _ends(told, facts)
    known |= {
        row[1:] for _, piece in told for row in (piece.key, *inner(piece.words)) if row[0] in facts.first
    }  # Eastern Sarra: Sarra
    begun: list[tuple[Run, Piece]] = []
    weak: list[tuple[Run, Piece]] = []
    for run in book.runs:
        if run.begins:
            for piece in pieces(run, Seen(book, known, base)):
                (weak if piece.weak else begun).append((run, piece))
    known |= {piece.key for _, piece in begun} | _ends(begun, facts)
    begun += [(run, piece) for run, piece in weak if piece.key in known or piece.words[0].text in base]
    entries: dict[Key, Entry] = {}
    for run, piece in sorted((*told, *begun), key=lambda pair: (pair[0].place, pair[0].words[0].start)):
        _take(entries.setdefault(piece.key, Entry(piece.sort)), run, piece, book, base)
    _count_headlines(entries, book)
    return entries


def inner(words: Sequence[Token]) -> Iterable[Key]:
    """The parts of a name behind its small words."""
    for at, word in enumerate(words):
        if word.shape == "small":
            yield key_of(words[at + 1 :])


def _ends(told: Iterable[tuple[Run, Piece]], facts: Facts) -> set[Key]:
    """The names that full names of persons end with."""
    return {piece.key[at:] for _, piece in told if _is_full(piece, facts) for at in range(1, len(piece.key))}


def _is_full(piece: Piece, facts: Facts) -> bool:
    """True for what may be a full name, whose last word counts alone."""
    if piece.sort == "title" or piece.quoted or piece.before in facts.articles:
        return False
    return not any(word.low in facts.heads or word.low in facts.joins for word in piece.words[1:])


def _take(entry: Entry, run: Run, piece: Piece, book: Runs, base: Set[str]) -> None:
    text = " ".join(run.text[piece.words[0].start : piece.words[-1].end].split())
    begins = run.begins and piece.words[0] is run.words[0]
    entry.texts[text] += 1 if begins else _FIRM
    entry.uses.append((run.place, run.text))
    if not entry.words or not begins:
        entry.words = piece.words
    for sign in signs(piece, book, base):
        entry.weights[sign.kind] = entry.weights.get(sign.kind, 0.0) + sign.weight
        if sign.weight > entry.reasons.get(sign.kind, (0.0, ""))[0]:
            entry.reasons[sign.kind] = (sign.weight, sign.reason)
    if run.bracket and piece.words[-1] is run.words[-1]:
        entry.brackets.add(run.bracket)


def _count_headlines(entries: dict[Key, Entry], book: Runs) -> None:
    """Mentions in headlines whose capitals tell nothing: only of what is known, the longest first."""
    longest = max(map(len, entries), default=0)
    for text, place in book.headlines:
        row = tokens(text, book.facts)
        at = 0
        while at < len(row):
            sizes = range(min(longest, len(row) - at), 0, -1) if row[at].shape == "capital" else ()
            size = next((size for size in sizes if key_of(row[at : at + size]) in entries), 0)
            if size:
                entries[key_of(row[at : at + size])].uses.append((place, text))
            at += size or 1
