"""The names that articles use, with the shorter forms of each, ranked by how many articles use them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dragoman.glossary.discovery.facts import Facts, facts_of
from dragoman.glossary.discovery.kinds import signs
from dragoman.glossary.discovery.pieces import Key, Piece, key_of, pieces
from dragoman.glossary.discovery.runs import Run, Runs
from dragoman.glossary.discovery.tokens import Token, tokens
from dragoman.glossary.entries import Kind

_SURE = 3.0  # weight below which a kind is only kept when nothing else speaks
_LEAST_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment of an article: its text with marks as tags, the article's name, and the line."""

    text: str
    article: str
    line: int = 0


@dataclass
class Suggestion:
    """A name or title that articles use. `aliases` are its shorter forms. `kind` may be "", `reason` says what speaks for
    it; `counts` are the mentions in each article, `first` the first passage. `is_base`: the base layer has it."""

    source: str
    aliases: tuple[str, ...]
    kind: Kind
    reason: str
    counts: Mapping[str, int]
    first: Passage
    is_base: bool = False

    @property
    def mentions(self) -> int:
        return sum(self.counts.values())

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.source, *self.aliases)


@dataclass
class _Entry:
    """Everything that is known of one key."""

    sort: str
    texts: Counter[str] = field(default_factory=Counter)
    weights: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, tuple[float, str]] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)
    brackets: set[str] = field(default_factory=set)
    words: tuple[Token, ...] = ()
    aliases: list[Key] = field(default_factory=list)


def suggest(passages: Sequence[Passage], language: str, places: Collection[str] = ()) -> list[Suggestion]:
    """The names and titles in articles written in `language` (BCP 47), those that most articles use first, then those
    used most. `places` are names of the base layer. Time is linear in the text."""
    facts = facts_of(language)
    book = Runs(facts, language)
    for place, passage in enumerate(passages):
        book.add(passage.text, place)
    base = frozenset(places)
    entries = _entries(book, base)
    _count_headlines(entries, book)
    inner = {key for entry in entries.values() for key in _inner(entry.words)}
    _join(entries, passages, book, base, inner)
    found = [_made(key, entry, entries, passages, base) for key, entry in entries.items() if entry.texts]
    return sorted(found, key=lambda one: (-len(one.counts), -one.mentions))


def _entries(book: Runs, base: Set[str]) -> dict[Key, _Entry]:
    """An entry for each key, first of the runs whose capitals tell something, then of those that begin a sentence."""
    facts = book.facts
    entries: dict[Key, _Entry] = {}
    sure = [run for run in book.runs if not run.begins]
    known = frozenset(piece.key for run in sure for piece in pieces(run, book, frozenset(), base))
    told = [(run, piece) for run in sure for piece in pieces(run, book, known, base)]
    known = {piece.key for _, piece in told}
    surnames = {piece.key[at:] for _, piece in told if _is_person(piece, facts) for at in range(1, len(piece.key))}
    surnames |= {
        inner[1:] for _, piece in told for inner in (piece.key, *_inner(piece.words)) if inner[0] in facts.first
    }
    begun: list[tuple[Run, Piece]] = []
    weak: list[tuple[Run, Piece]] = []
    for run in book.runs:
        if run.begins:
            for piece in pieces(run, book, known | surnames, base):
                (weak if piece.weak else begun).append((run, piece))
    firm = known | {piece.key for _, piece in begun}
    names = surnames | {
        piece.key[at:] for _, piece in begun if _is_person(piece, facts) for at in range(1, len(piece.key))
    }
    begun += [(run, piece) for run, piece in weak if piece.key in firm or piece.key in names or _is_base(piece, base)]
    for run, piece in sorted((*told, *begun), key=lambda pair: (pair[0].place, pair[0].words[0].start)):
        entry = entries.setdefault(piece.key, _Entry(piece.sort))
        _take(entry, run, piece, book, base)
    return entries


def _is_person(piece: Piece, facts: Facts) -> bool:
    """True for what may be a full name, whose last word counts alone."""
    if piece.sort == "title" or piece.quoted or piece.before in facts.articles:
        return False
    return not any(word.low in facts.heads or word.low in facts.joins for word in piece.words[-1:] + piece.words[1:-1])


def _is_base(piece: Piece, base: Set[str]) -> bool:
    return " ".join(word.text for word in piece.words) in base


def _take(entry: _Entry, run: Run, piece: Piece, book: Runs, base: Set[str]) -> None:
    text = " ".join(run.text[piece.words[0].start : piece.words[-1].end].split())
    begins = run.begins and piece.words[0] is run.words[0]
    entry.texts[text] += 1 if begins else 1000
    entry.places.append(run.place)
    if not entry.words or not begins:
        entry.words = piece.words
    for sign in signs(piece, book, base):
        entry.weights[sign.kind] += sign.weight  # type: ignore[assignment]
        if sign.weight > entry.reasons.get(sign.kind, (0.0, ""))[0]:
            entry.reasons[sign.kind] = (sign.weight, sign.reason)
    if run.bracket and piece.words[-1] is run.words[-1]:
        entry.brackets.add(run.bracket)


def _count_headlines(entries: dict[Key, _Entry], book: Runs) -> None:
    """Mentions in headlines whose capitals tell nothing: only of what is known, the longest first."""
    longest = max(map(len, entries), default=0)
    for text, place in book.headlines:
        row = tokens(text, book.facts)
        at = 0
        while at < len(row):
            for size in range(min(longest, len(row) - at), 0, -1):
                entry = entries.get(key_of(row[at : at + size]))
                if entry is not None and row[at].shape == "capital":
                    entry.places.append(place)
                    at += size - 1
                    break
            at += 1


def _inner(words: Sequence[Token]) -> Iterable[Key]:
    """The parts of a name behind its small words."""
    for at, word in enumerate(words):
        if word.shape == "small":
            yield key_of(words[at + 1 :])


def _join(entries: dict[Key, _Entry], passages: Sequence[Passage], book: Runs, base: Set[str], inner: Set[Key]) -> None:
    """Shorter forms become aliases of the one name that they stand for; what stands for several is no term by itself."""
    owners: dict[Key, list[Key]] = defaultdict(list)
    of_persons: set[Key] = set()
    for key, entry in entries.items():
        kind = _kind(entry)
        if entry.sort == "title" or len(key) < 2:
            continue
        if (
            kind in ("person", "")
            and not any(word.low in book.facts.heads for word in entry.words[-1:])
            or kind == "person"
        ):
            for at in range(1, len(key)):
                owners[key[at:]].append(key)
                of_persons.add(key[at:])
            owners[key[:1]].append(key)
        else:
            for at in range(1, len(key)):
                if entry.words[at - 1].shape == entry.words[at].shape == "capital" and len(key) - at > 1:
                    owners[key[at:]].append(key)
                if kind == "organisation" and entry.words[at].shape == "capital" and key[:at] not in inner:
                    owners[key[:at]].append(key)
        for short in _short(entry):
            owners[(short,)].append(key)
    for short, longs in owners.items():
        entry = entries.get(short)
        if entry is None or entry.sort == "title":
            continue
        kind = _kind(entry)
        mine = {passages[place].article for place in entry.places}
        near = [long for long in longs if mine & {passages[place].article for place in entries[long].places}]
        text = entry.texts.most_common(1)[0][0]
        if text in base or not near or not _fits(kind, entry, short in of_persons):
            continue
        if len(near) == 1:
            entries[near[0]].aliases.append(short)
        elif short not in of_persons or kind == "place":
            continue
        entry.texts.clear()
    for key, entry in entries.items():
        if len(key) == 1 and entry.texts and _is_plural(key, entry, entries, owners, book.facts):
            entry.texts.clear()
        if key[0] in book.facts.articles and key[1:] in entries and entry.texts and entries[key[1:]].texts:
            entries[key[1:]].places += entry.places
            entry.texts.clear()


def _fits(kind: str, entry: _Entry, of_person: bool) -> bool:
    """Whether an entry may be a shorter form, by what is known of it alone."""
    if of_person:
        return kind in ("", "person") or entry.weights[kind] < _SURE
    return kind in ("", "organisation") or entry.weights[kind] < _SURE


def _short(entry: _Entry) -> set[str]:
    """Acronyms of a name: those in brackets behind it, and its initials."""
    capitals = [word for word in entry.words if word.shape == "capital"]
    initials = "".join(word.text[0] for word in capitals)
    return entry.brackets | ({initials} if len(initials) >= _LEAST_INITIALS else set())


def _is_plural(
    key: Key, entry: _Entry, entries: Mapping[Key, _Entry], owners: Mapping[Key, list[Key]], facts: Facts
) -> bool:
    """True for a plural whose singular is known: the Browns. A title's is an alias of it."""
    one = (key[0].removesuffix("s"),)
    if one == key or not key[0].isalpha():
        return False
    if entry.sort == "title" and one in entries and entries[one].sort == "title":
        entries[one].aliases.append(key)
        return True
    return entry.sort == "name" and any(len(long) > 1 and long[-1:] == one for long in owners.get(one, ()))


def _kind(entry: _Entry) -> str:
    best = entry.weights.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def _made(
    key: Key, entry: _Entry, entries: Mapping[Key, _Entry], passages: Sequence[Passage], base: Set[str]
) -> Suggestion:
    source = entry.texts.most_common(1)[0][0]
    places = list(entry.places)
    aliases: list[str] = []
    for alias in entry.aliases:
        shorter = entries[alias]
        places += shorter.places
        aliases.append(_spelled(alias, shorter, source))
    kind = _kind(entry)
    reason = entry.reasons.get(kind, (0.0, ""))[1]
    counts = Counter(passages[place].article for place in sorted(places))
    return Suggestion(
        source, tuple(dict.fromkeys(aliases)), kind, reason, counts, passages[min(places)], source in base
    )  # type: ignore[arg-type]


def _spelled(alias: Key, entry: _Entry, source: str) -> str:
    """An alias as its full name spells it: “van der Linden” also where it begins every sentence."""
    low = " ".join(alias)
    if not low.islower():
        return low
    at = source.lower().find(low.lower())
    return source[at : at + len(low)] if at >= 0 else " ".join(word.text for word in entry.words)
