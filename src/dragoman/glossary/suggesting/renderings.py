"""What approved translations call a name: found by what stands in the translations of its sentences and not elsewhere.

Dice's coefficient over rows of words of the translations, with the likeness of spelling or sound as a second voice; the
clearest renderings are settled first and closed to the others, as in competitive linking (Melamed 2000).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.glossary.canonical import is_unspaced
from dragoman.glossary.entries import Term
from dragoman.glossary.matching import find_terms
from dragoman.glossary.suggesting.facts import facts_of
from dragoman.glossary.suggesting.grams import Gram, Target, target
from dragoman.glossary.suggesting.sounds import likeness
from dragoman.glossary.target import Target as Verified
from dragoman.glossary.terms import Glossary
from dragoman.model.marks import Span

_MOST = 60  # sentences in which renderings of one name are looked for
_COVERS = 0.6  # share of a name's sentences that its rendering must stand in
_DICE = 0.62
_UNSPACED = 3  # sentences that show where a rendering begins and ends where no blanks do
_ALONE = 0.8  # likeness that one sentence is enough with
_VOICE = 0.4  # weight of likeness beside Dice
_MARGIN = 0.06  # by which the best must beat what stands elsewhere in the sentence
_EDGE = 0.15  # Dice of the word that a rendering begins or ends with
_EDGE_UNSPACED = (0.5, 0.3)  # of the two characters, where nothing else shows a border: for two sentences, for more
_EDGE_LIKE = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """A rendering, as approved translations have it: in `support` of the `total` that translate the name."""

    text: str
    support: int
    total: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    gram: Gram
    score: float
    dice: float
    like: float
    support: int
    is_whole: bool  # begins and ends with words that belong to it


def find_renderings(
    pairs: Sequence[tuple[str, str]], terms: Sequence[Term], house: Glossary, source: str, language: str
) -> dict[str, Found]:
    """The rendering of each of `terms` in `language`, by source; those that are not certain are left out.

    `pairs` are approved sentences and their translations. Where the house's own terms are rendered nothing else is
    looked for. Time is linear in the pairs.
    """
    return _Search(pairs, terms, house, source, language).found()


class _Search:
    """One language's pairs, and which names stand in which of them."""

    def __init__(
        self, pairs: Sequence[tuple[str, str]], terms: Sequence[Term], house: Glossary, source: str, language: str
    ) -> None:
        self.language = language
        self.terms = {term.source: term for term in terms}
        self.targets: dict[int, Target] = {}
        self.pairs = pairs = list(dict.fromkeys(pairs))  # what is said twice proves no more
        self.settled: dict[str, Gram] = {}
        self.places: dict[str, list[int]] = defaultdict(list)
        shorter: dict[str, list[int]] = defaultdict(list)
        known = {term.source for term in house.terms}
        both = Glossary((*house.terms, *(term for term in terms if term.source not in known)))
        for index, (text, _) in enumerate(pairs):
            for match in find_terms(text, both, source):
                name = match.term.source
                if name in known:
                    self._close(index, match.term)
                elif self.places[name][-1:] != [index]:
                    (self.places if match.form == name else shorter)[name].append(index)
        for name, places in shorter.items():  # what only shorter forms stand for is looked for by these
            self.places[name] = self.places[name] or places
        self.counts = self._count()
        self.words = self._single()

    def found(self) -> dict[str, Found]:
        """Renderings, the clearest first; what was not clear is tried again when the others are settled."""
        order = [(self._best(name), name) for name in self.places if self.places[name]]
        order.sort(key=lambda pair: -(pair[0].score if pair[0] else 0.0))
        settled: dict[str, Found] = {}
        waiting = [name for _, name in order]
        for _ in range(2):
            for name in list(waiting):
                best = self._best(name, certain=True)
                if best is not None:
                    settled[name] = self._settle(name, best)
                    waiting.remove(name)
        return settled

    def _close(self, index: int, term: Term) -> None:
        """Closes the places where a term of the house is rendered."""
        rendering = term.rendering(self.language)
        if rendering is None:
            return
        here = self._target(index)
        for each in Verified(self.pairs[index][1], self.language).standings(rendering):
            here.take(each.span)

    def _target(self, index: int) -> Target:
        if index not in self.targets:
            self.targets[index] = target(self.pairs[index][1], self.language)
        return self.targets[index]

    def _count(self) -> Counter[Gram]:
        """In how many translations each row of words stands that may be a rendering of some name."""
        wanted: set[Gram] = set()
        for places in self.places.values():
            seen: Counter[Gram] = Counter()
            for index in places[:_MOST]:
                seen.update({gram for _, gram in self._target(index).grams()})
            least = _COVERS * len(places[:_MOST])
            wanted |= {gram for gram, count in seen.items() if count >= least}
        counts: Counter[Gram] = Counter()
        for index in range(len(self.pairs)):
            here = self.targets.get(index) or target(self.pairs[index][1], self.language)
            counts.update({gram for _, gram in here.grams() if gram in wanted})
        return counts

    def _single(self) -> Counter[Gram]:
        """In how many translations each word stands, and each two characters where no blanks part words."""
        counts: Counter[Gram] = Counter()
        for index in range(len(self.pairs)):
            here = self.targets.get(index) or target(self.pairs[index][1], self.language)
            counts.update(set(_units(here.stems)))
        return counts

    def _best(self, name: str, *, certain: bool = False) -> _Candidate | None:
        """The best rendering of a name among what is still open; with `certain`, only one that nothing rivals."""
        places = self.places[name]
        seen: Counter[Gram] = Counter()
        units: Counter[Gram] = Counter()
        texts: dict[Gram, str] = {}
        for index in places[:_MOST]:
            here = self._target(index)
            grams = {gram: span for span, gram in here.grams()}
            seen.update(grams.keys())
            units.update(set(_units(here.stems)))
            for gram, span in grams.items():
                if gram not in texts:
                    texts[gram] = here.slice(span)
        total = len(places[:_MOST])
        candidates = []
        inner = {part for gram, count in seen.items() for part in _parts(gram) if seen[part] == count}
        for gram, count in seen.items():
            if count < _COVERS * total or gram not in self.counts:
                continue
            if gram in inner and not (self.terms[name].kind == "person" and "·" in gram):
                continue
            made = self._candidate(name, gram, texts[gram], count, total, units)
            if made is not None:
                candidates.append(made)
        if not candidates:
            return None
        candidates.sort(key=lambda one: (-one.score, -len(one.gram), one.gram))
        best = next((one for one in candidates if one.is_whole), None)
        if best is None:
            return None
        if certain and not self._is_certain(best, candidates, total):
            return None
        return best

    def _candidate(
        self, name: str, gram: Gram, text: str, count: int, total: int, units: Mapping[Gram, int]
    ) -> _Candidate | None:
        term = self.terms[name]
        sounding = _sounding(self.language)
        unspaced = is_unspaced(gram[0][0])
        if not unspaced and not _fits(term, text, len(gram)):
            return None
        if unspaced and not _fits_unspaced(term, gram, sounding):
            return None
        dice = 2 * count / (total + max(self.counts[gram], count))
        whole = total == 1 or term.kind == "person" or " " not in name
        like = 0.0 if unspaced else likeness(_content(name), _content(text), whole=whole)
        least = _EDGE_UNSPACED[total > 2] if unspaced else _EDGE if total > 1 else 2.0
        is_whole = True
        for edge in (gram[:1], gram[-1:]) if not unspaced else (gram[:2], gram[-2:]):
            together = 2 * units[edge] / (total + max(self.words[edge], units[edge]))
            is_known = self._is_known(edge, gram, name) if unspaced else _is_spelled(edge[0], text, name)
            is_whole = is_whole and (together >= least or is_known)
        score = dice + _VOICE * like
        return _Candidate(gram, score, dice, like, count, is_whole)

    def _is_known(self, edge: Gram, gram: Gram, name: str) -> bool:
        """True when an edge is that of the rendering, settled before, of a name inside this name."""
        return any(
            other in name
            and other != name
            and (gram[: len(made)] == made if edge == gram[:2] else gram[-len(made) :] == made)
            for other, made in self.settled.items()
        )

    def _is_certain(self, best: _Candidate, candidates: Sequence[_Candidate], total: int) -> bool:
        has_border = "·" in best.gram or not is_unspaced(best.gram[0][0])
        if not has_border and best.support < _UNSPACED:
            return False
        if best.support < 2 or total < 2:
            return best.like >= _ALONE and best.dice >= _DICE
        if best.dice < _DICE and best.like < _ALONE:
            return False
        mine = set(best.gram)
        return not any(mine.isdisjoint(one.gram) and one.score > best.score - _MARGIN for one in candidates)

    def _settle(self, name: str, best: _Candidate) -> Found:
        """The form that most translations have, and that the others are forms of; its places are closed."""
        texts: Counter[str] = Counter()
        spans: list[tuple[int, Span]] = []
        support = 0
        places = self.places[name]
        for index in places:
            here = self._target(index)
            there = [span for span, gram in here.grams() if gram == best.gram]
            support += bool(there)
            spans += [(index, span) for span in there]
            texts.update({here.slice(span) for span in there})
        self.settled[name] = best.gram
        choice = _citation(texts, self.language)
        for index, span in spans:
            self.targets[index].take(span)
        return Found(choice, support, len(places))


def _parts(gram: Gram) -> Iterable[Gram]:
    """A row of characters without its first, and without its last, where no blanks part words: only the longest row
    that a name has in common has its borders."""
    if len(gram) > 2 and is_unspaced(gram[0][0]):
        yield gram[1:]
        yield gram[:-1]


def _units(stems: Sequence[str]) -> Iterable[Gram]:
    """What edges of renderings are compared by: words, or two characters where no blanks part words."""
    for one, two in zip(stems, (*stems[1:], ""), strict=True):
        if one and not is_unspaced(one[0]):
            yield (one,)
        elif one and two:
            yield (one, two)


def _is_spelled(edge: str, text: str, name: str) -> bool:
    """True when the word of a rendering that begins like `edge` spells a word of the name."""
    mine = [word for word in _content(text) if word.startswith(edge)]
    return any(likeness([word], [other]) >= _EDGE_LIKE for word in _content(name) for other in mine)


def _citation(texts: Counter[str], language: str) -> str:
    """The form that the others are forms of, else the most frequent; small where it is small anywhere."""
    for text in list(texts):
        small = text[:1].lower() + text[1:]
        if small != text and small in texts:
            texts[small] += texts.pop(text)
    if len(texts) == 1:
        return next(iter(texts))

    def covered(text: str) -> int:
        return sum(count for other, count in texts.items() if any(True for _ in Verified(other, language).find(text)))

    return max(texts, key=lambda text: (covered(text), texts[text], -len(text), text))


def _fits(term: Term, text: str, size: int) -> bool:
    """Whether a rendering of several words may be that of a term, by its length and its capitals."""
    words = len(term.source.split())
    if size > 2 * words + 2:
        return False
    has_case = text.lower() != text.upper()
    return not (has_case and term.kind in ("person", "place") and not any(map(str.isupper, text)))


def _fits_unspaced(term: Term, gram: Iterable[str], sounding: frozenset[str]) -> bool:
    """The same where no blanks part words: persons of several names are spelled by sound, with dots between."""
    row = list(gram)
    words = len(term.source.split())
    plain = [character for character in row if character != "·"]
    if term.kind == "person" and sounding:
        dots = row.count("·")
        return dots == words - 1 and all(character in sounding for character in plain)
    return "·" not in row and 2 <= len(plain) <= 4 * words + 2


def _content(text: str) -> list[str]:
    """The words of a text that its spelling is compared by."""
    from dragoman.glossary.words import words

    found = [item.strip() for item in words(text).items]
    long = [word for word in found if len(word) > 2 and word[0].isalnum()]
    return long or [word for word in found if word[0].isalnum()]


def _sounding(language: str) -> frozenset[str]:
    return facts_of(language).sounding
