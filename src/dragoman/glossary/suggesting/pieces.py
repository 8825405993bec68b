"""A run of capitalised words taken apart: titles, names, and what only stands before them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.glossary.suggesting.connecting import connected
from dragoman.glossary.suggesting.facts import Facts
from dragoman.glossary.suggesting.parts import Piece, Seen, head_of, is_common, key_of
from dragoman.glossary.suggesting.runs import Run, Runs
from dragoman.glossary.suggesting.tokens import Token


def pieces(run: Run, seen: Seen) -> list[Piece]:
    """The titles and names of a run, in order."""
    facts = seen.book.facts
    capitals = [word for word in run.words if word.shape == "capital"]
    if run.quoted and len(capitals) > 1:
        return [Piece("name", run.words, capitals[-1], before=run.before, after=run.after, quoted=True)]
    found: list[Piece] = []
    begins, before = run.begins, run.before
    for words in _parted(run.words, seen.book):
        left = words if begins and key_of(words) in seen.known else _stripped(words, facts, begins)
        if left:
            whole = left[0] is words[0]
            found += _read(left, seen, begins and whole, before if whole else "")
        begins, before = False, "’s"
    if found:
        found[-1] = replace(found[-1], after=run.after)
    return found


def _parted(words: tuple[Token, ...], book: Runs) -> Iterator[tuple[Token, ...]]:
    """The words cut behind possessives, but for those inside a name: Women's Institute, St. Anna's Hospital."""
    facts = book.facts
    start = 0
    for at, word in enumerate(words[:-1]):
        if not word.is_possessive:
            continue
        row = _row(words, at + 1)
        inner = word.low in facts.inside or book.is_ordinary(word.low)
        saint = at > 0 and words[at - 1].low.rstrip(".") in facts.first
        if (inner or saint) and row and row[-1].low in facts.heads:
            continue
        yield words[start : at + 1]
        start = at + 1
    yield words[start:]


def _row(words: Sequence[Token], start: int) -> Sequence[Token]:
    """The capitalised words from `start` on that nothing joins."""
    end = start
    while end < len(words) and words[end].shape == "capital":
        end += 1
    return words[start:end]


def _stripped(words: tuple[Token, ...], facts: Facts, begins: bool) -> tuple[Token, ...]:
    """The words without those at either end that begin no name: small ones, function words, days and months."""
    start, end = 0, len(words)
    while start < end:
        word = words[start]
        ahead = words[start + 1] if start + 1 < end else None
        never = facts.never if begins and start == 0 else facts.function
        is_day = word.low in facts.calendar and not (ahead and facts.heads.get(ahead.low) in ("event", "law"))
        is_article = word.low in facts.articles and not begins and ahead is not None and ahead.shape == "capital"
        is_led = word.shape == "small" and facts.is_particle(word.low)
        is_fit = word.shape == "capital" and (word.is_acronym or word.low not in never)
        if ahead is not None and ahead.shape == "capital" and _leads(word, ahead, facts):
            is_fit = True
        if not is_day and (is_led or is_article or is_fit):
            break
        start += 1
    while end > start and (words[end - 1].shape == "small" or _is_loose(words, end - 1, facts)):
        end -= 1
    return words[start:end]


def _leads(word: Token, ahead: Token, facts: Facts) -> bool:
    """True for a function word that is part of what follows: New Zealand, First Minister."""
    return word.low in facts.first or (word.low in facts.modifiers and (ahead.low,) in facts.titles)


def _is_loose(words: Sequence[Token], at: int, facts: Facts) -> bool:
    """True for a last word that ends no name: a function word; a day or month behind a small word."""
    word = words[at]
    if word.is_acronym or word.shape == "number":
        return False
    return word.low in facts.function or (word.low in facts.calendar and words[at - 1].shape == "small")


def _read(words: tuple[Token, ...], seen: Seen, begins: bool, before: str) -> list[Piece]:
    """The pieces of words that no possessive parts."""
    facts = seen.book.facts
    found: list[Piece] = []
    behind = ""
    for joiners, group in _groups(words):
        first = not found and not joiners
        if joiners and _is_led(joiners, found, behind, facts):
            joiners, group = (), (*joiners, *group)
        made = _dissected(group, seen, begins and first)
        if behind and made and made[0].sort == "name" and not made[0].behind:
            made = [replace(made[0], behind=behind), *made[1:]]
        behind = "" if made else group[-1].text
        if first:
            made = [replace(made[0], before=before), *made[1:]] if made else []
        if found and made and (joined := connected(found[-1], joiners, made[0], seen)):
            rest, made = joined[1:], made[1:]
            found[-1] = joined[0]
            made = [*rest, *made]
        elif joiners and made and not made[0].before:
            made = [replace(made[0], before=joiners[-1].low), *made[1:]]
        found += made
    return [piece for piece in found if _is_name(piece, seen.book)]


def _is_led(joiners: Sequence[Token], found: Sequence[Piece], behind: str, facts: Facts) -> bool:
    """True for particles that lead the name behind a title or courtesy: Ms de la Cruz."""
    told = bool(behind) or (bool(found) and found[-1].sort == "title")
    return told and all(facts.is_particle(word.low) for word in joiners)


def _groups(words: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Capitalised words that only blanks part, each group with the small words before it. Particles that lead a name
    belong to it."""
    at = 0
    while at < len(words):
        start = at
        while at < len(words) and words[at].shape in ("small", "sign"):
            at += 1
        joiners = words[start:at]
        begin = at
        while at < len(words) and words[at].shape in ("capital", "number"):
            at += 1
        if start == 0 and joiners:
            yield (), tuple(words[start:at])
        else:
            yield tuple(joiners), tuple(words[begin:at])


def _dissected(group: tuple[Token, ...], seen: Seen, begins: bool) -> list[Piece]:
    """A group as the name before a title, the title, and the person behind it."""
    facts = seen.book.facts
    span = _title(group, facts)
    if span is None:
        return _named(group, seen, begins)
    start, end = span
    while group[end - 1].low in facts.modifiers and (further := _title(group[end:], facts)) and further[0] == 0:
        end += further[1]  # Deputy Prime Minister
    while start and group[start - 1].low in facts.modifiers:
        start -= 1
    left, title, right = group[:start], group[start:end], group[end:]
    if left and len(left) <= 2 and all(is_common(word, seen.book) for word in left):
        title, left = (*left, *title), ()
    found = _named(left, seen, begins) if left else []
    is_courtesy = title[-1].low in facts.courtesy or title[-1].low.rstrip(".") in facts.courtesy
    said = " ".join(word.text for word in title)
    if not is_courtesy:
        weak = begins and not left and not right
        found.append(Piece("title", title, title[-1], weak=weak and key_of(title) not in seen.known))
    if right:
        rest = _dissected(right, seen, False)
        found += [replace(rest[0], behind=said if rest[0].sort == "name" else ""), *rest[1:]] if rest else []
    return found


def _title(group: Sequence[Token], facts: Facts) -> tuple[int, int] | None:
    """Where the first title, or courtesy, of a group stands; None when the group is the name of something else."""
    if not group:
        return None
    tail = group[:-1] if group[-1].shape == "number" else group
    for start in range(len(tail)):
        for size in range(min(facts.longest_title, len(tail) - start), 0, -1):
            end = start + size
            words = tuple(word.low for word in tail[start:end])
            if size == 1 and words[0].rstrip(".") in facts.courtesy:
                return start, end
            if facts.titles.isdisjoint((words, (*words[:-1], words[-1].removesuffix("s")))):
                continue
            is_other = len(tail) - end == 1 and tail[-1].low in facts.heads  # King Street
            return None if is_other or tail[end - 1].is_possessive else (start, end)
    return None


def _named(group: tuple[Token, ...], seen: Seen, begins: bool) -> list[Piece]:
    """A group without a title: a name, without the nationality or role before it; nothing when it is no name."""
    facts = seen.book.facts
    behind = ""
    if begins and len(group) > 1 and key_of(group) not in seen.known:
        if group[0].low in facts.roles:
            group, behind, begins = group[1:], group[0].low, False
        elif _begins_only(group, seen):
            group, begins = group[1:], False
    has_head = group[-1].low in facts.heads
    if group[0].low in facts.nationalities and group[0].low not in facts.first and not has_head:
        if len(group) == 1:
            return []
        if len(group) > 2 or not seen.book.is_ordinary(group[1].low):
            group, begins = group[1:], False
    weak = begins and len(group) == 1 and key_of(group) not in seen.known and not group[0].is_acronym
    return [Piece("name", group, head_of(group), behind=behind, weak=weak)]


def _begins_only(group: Sequence[Token], seen: Seen) -> bool:
    """True when the first word of a group only begins the sentence: it is an ordinary word, and a name follows."""
    book, facts = seen.book, seen.book.facts
    rest = group[1:]
    if group[0].low in facts.first or group[0].is_acronym or not book.is_ordinary(group[0].low):
        return False
    if key_of(rest) in seen.known:
        return True
    others = (facts.heads, facts.function)
    return len(rest) > 1 and not any(
        book.is_ordinary(word.low) or any(word.low in each for each in others) for word in rest
    )


def _is_name(piece: Piece, book: Runs) -> bool:
    """False for what is no term by itself: an ordinary word with a capital, a lone head, a day."""
    facts = book.facts
    if piece.sort == "title" or len(piece.words) > 1:
        return True
    word = piece.words[0]
    if word.is_acronym:
        return True
    if len(word.text.rstrip(".")) < 2 or word.low in facts.calendar or word.low in facts.nationalities:
        return False
    if word.low in facts.never or word.low in facts.courtesy or word.low in facts.months:
        return False
    return not book.is_ordinary(word.low) and not (facts.nouns and not piece.behind)
