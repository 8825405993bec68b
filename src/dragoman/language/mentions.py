"""Names that a text mentions, told without a list of names: words with a capital that nothing else accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.language.capital_words import cldr_names, kind_of, name_words, places_and_elders, row
from dragoman.language.facts import table
from dragoman.language.people import given_names

_WORD = re.compile(
    r"[^\W\d_a-zß-öø-ÿ](?<![\w.'’@#/_].)[^\W\d_]*(?:['’‐‑-][^\W\d_]+)*(?![\w@])"  # quickest with the letter first
)
_ARTICLE = re.compile(r"(?<![\w.'’@#/_])(?:[ae]l|a[rsdnt]|ash|ibn|bin)[-‐‑]\Z", re.IGNORECASE)
_ORDINARY = re.compile(r"(?<![\w'’-])[a-z]{4,}(?!\w)")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_BREAK = '.!?…:“„”‘‚«»‹›(—–-[•*|"\n\u2028\u2029'
_BEFORE = re.compile(r"([^\W\d_]+)\.?,? \Z")
_AGE = re.compile(r", \d\d,")
_AFTER = re.compile(r",? ([^\W\d_]+)")
_PLURAL = re.compile(r"(?:[^aiousz']|[^aeiou]e|[^aeiou]i)s\Z")
_MOST = 8  # names of a text: who lists more of them is no news, or an attack


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and its place in the text; `words` are those that make it, in small letters, as written, without titles,
    initials and particles. `begins` is True for one that begins a sentence, `is_cued` for one that a title or a word
    of saying stands beside, `is_company` for one before such as Motors."""

    start: int
    end: int
    words: tuple[str, ...]
    begins: bool
    is_cued: bool
    is_company: bool


class _Word(NamedTuple):
    """A word with a capital, and its place without genitive."""

    text: str
    small: str
    owns: bool
    is_common: bool
    is_title: bool
    start: int
    end: int
    begins: bool


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """The names of a text in such a language, those only of which there is little doubt; none in headlines that have
    capitals everywhere."""
    if text.rstrip()[-1:] not in tuple('.!?”"’»'):
        words = sum(1 for _ in _words(text, 0, len(text)))
        ordinary = len(_ORDINARY.findall(text))
        if not ordinary or (words > 2 and words >= 2 * ordinary):
            return ()
    found: list[Mention] = []
    seen: set[str] = set()
    for mention in _mentions(text):
        # Who is named a second time may be a pronoun in the translation.
        if seen.isdisjoint(mention.words):
            found.append(mention)
        seen.update(mention.words)
        if len(found) == _MOST:
            break
    return tuple(_beside_one_another(text, found))


def _mentions(text: str) -> Iterator[Mention]:
    for stretch in _stretches().finditer(text):
        if not _may_hold_a_name(stretch.group()):
            continue
        for run in _runs(text, _words(text, *stretch.span())):
            mention = None if len(run) == 1 and run[0].is_common else _mention(text, run)
            if mention is not None:
                yield mention


@lru_cache(maxsize=16384)
def _may_hold_a_name(stretch: str) -> bool:
    """The cheap question of `may_mention`, about words that stand together."""
    return any(map(name_words, _PLAIN.findall(stretch)))


def _beside_one_another(text: str, found: list[Mention]) -> list[Mention]:
    """The same names; two with an “and” between them are cued, because no pronoun stands for one of two."""
    for at, (one, other) in enumerate(pairwise(found)):
        if text[one.end : other.start] == " and ":
            found[at : at + 2] = replace(one, is_cued=True), replace(other, is_cued=True)
    return found


@cache
def _stretches() -> re.Pattern[str]:
    """Finds words with a capital, with all that may make one name of them: what `_runs` joins, and more."""
    word = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’‐‑-][^\W\d_]+)*"
    particles = "|".join(sorted(row("particles")))
    gap = rf"(?:\. ?|[ \u00a0]|(?: (?:{particles})){{1,3}} )"
    return re.compile(rf"{word}(?:{gap}(?:[a-z]{{1,4}}[-‐‑])?{word})*")


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """The words with a capital in a part of a text; what stands beside it counts, too."""
    for match in _WORD.finditer(text, start, end):
        whole, start = match.group(), match.start()
        if not whole[0].isupper():
            continue
        kind, end = kind_of(whole), match.end()
        if text[start - 1 : start] in ("-", "‐", "‑"):
            article = _ARTICLE.search(text, max(0, start - 5), start)
            if article is None:
                continue
            start = article.start()
        is_inside = text[start - 1 : start] == " " and (text[start - 2].islower() or text[start - 2] == ",")
        yield _Word(*kind, start, end - len(whole) + len(kind.text), not is_inside and _begins(text, start))


def _begins(text: str, start: int) -> bool:
    """True at the beginning of a sentence, of a quotation or of what stands in brackets."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0")
    if not before:
        return True
    if before[-1] != ".":
        return before[-1] in _BREAK
    word = re.split(r"\W+", before[:-1])[-1]
    return not ((len(word) == 1 and word.isupper()) or word.lower() in row("titled"))


def _runs(text: str, words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Words with a capital that stand together, small particles and initials between them."""
    run: list[_Word] = []
    for word in words:
        if run and (word.begins or run[-1].owns or not _joins(text[run[-1].end : word.start])):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _joins(gap: str) -> bool:
    if gap in (" ", "\u00a0", ". ", "."):
        return True
    between = gap.split()
    return 0 < len(between) < 4 and gap[:1] == " " and gap[-1:] == " " and row("particles").issuperset(between)


def _mention(text: str, run: list[_Word]) -> Mention | None:
    begins = run[0].begins
    run, title = _without_titles(run)
    begins = begins and not title  # the title begins it
    run, is_company = _without_kind(run)
    named = [word for word in run if len(word.small) > 1]  # initials aside
    if begins and len(named) > 1 and named[0].is_common and named[0].small not in row("also_given"):
        named = named[1:]
        begins = False
    if not named or (any(word.is_common for word in named) and not _is_a_person(named, title)):
        return None
    named = [word for word in named if len(word.small) > 2 or (len(named) > 1 and word.small in row("asian"))]
    if not named or named[-1].small in places_and_elders() or " ".join(word.small for word in named) in cldr_names():
        return None
    start, end = named[0].start, named[-1].end
    before = _BEFORE.search(text, max(0, start - 24), start)
    after = _AFTER.match(text, run[-1].end)
    beside = before.group(1).lower() if before else ""
    following = after.group(1) if after else ""
    if not title and beside in row("article"):
        return None
    if text[start - 1 : start] in tuple('“„«‘"') and text[end : end + 1] in tuple('”“»’",.'):
        return None  # a title, or a word that is spoken of
    has_initials = any(len(word.small) == 1 and text[word.end : word.end + 1] == "." for word in run)
    if begins and len(named) == 1 and not has_initials:
        if not named[0].owns and following not in _telling() and not _AGE.match(text, end):
            return None
        if _PLURAL.search(named[0].small) and named[0].small not in row("no_plural"):  # Nurses said
            return None
    words = tuple(dict.fromkeys(_bare(word.small) for word in named))
    is_cued = bool(title) or beside in row("titled") or following in _sayings() or following in row("doings")
    return Mention(start, end, words, begins, is_cued, is_company)


def _is_a_person(named: list[_Word], title: str) -> bool:
    """True when words that are no names by themselves are one here: Mr Stone, Helen Young."""
    if any(word.small in _offices() for word in named):
        return False
    if len(named) == 1:
        return title in row("courtesy")
    if named[0].small in row("also_given"):
        return not any(word.is_common for word in named[1:])
    return not named[0].is_common and named[0].text in given_names() and not any(word.text.isupper() for word in named)


def _without_titles(run: list[_Word]) -> tuple[list[_Word], str]:
    """A run without the office before the name, and what may stand before an office: US President Okafor. The last
    word of the office, too, "" for none."""
    last = -1
    for at, word in enumerate(run[:-1]):
        if word.is_title:
            last = at
    if last < 0 or not all(word.is_title or _is_known(word) for word in run[:last]):
        return run, ""
    return run[last + 1 :], run[last].small


def _without_kind(run: list[_Word]) -> tuple[list[_Word], bool]:
    """A run without what a company, a body or a place is, and whether that stood there."""
    whole = len(run)
    while len(run) > 1 and (run[-1].small in row("company") or run[-1].small in row("behind")):
        run = run[:-1]
    if len(run) == 2 and whole == 2 and run[0].small in row("ahead"):
        run = run[1:]
    return run, len(run) < whole


def _is_known(word: _Word) -> bool:
    return word.is_common or word.small in places_and_elders()


def _bare(small: str) -> str:
    return small.replace("’", "'")


@cache
def _sayings() -> frozenset[str]:
    return frozenset(table("people")["sayings"].split())


@cache
def _telling() -> frozenset[str]:
    """What stands behind a person at the beginning of a sentence, and behind few other words."""
    return _sayings() | row("doings") | {"who", "whose"}


@cache
def _offices() -> frozenset[str]:
    """Words with a capital that make an office out of a title: Mayor Council."""
    rows = (table("people")["no_name"], table("people")["not_last"])
    return (row("titled") | row("peoples") | row("company")).union(*(words.split() for words in rows))
