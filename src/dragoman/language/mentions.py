"""Names that a text mentions, told without a list of names: words with a capital that nothing else accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.language.calendar import days_and_months
from dragoman.language.cldr import names
from dragoman.language.facts import table
from dragoman.language.people import given_names
from dragoman.language.tags import primary

_LANGUAGES = frozenset(["en"])  # whose other words with a capital are known
_WORD = re.compile(
    r"[^\W\d_a-zß-öø-ÿ](?<![\w.'’@#/_].)[^\W\d_]*(?:['’‐‑-][^\W\d_]+)*(?![\w@])"  # quickest with the letter first
)
_ARTICLE = re.compile(r"(?<![\w.'’@#/_])(?:[ae]l|a[rsdnt]|ash|ibn|bin)[-‐‑]\Z", re.IGNORECASE)
_ORDINARY = re.compile(r"(?<![\w'’-])[a-z]{4,}(?!\w)")
_GENITIVE = re.compile(r"['’]s?\Z")
_PART = re.compile("[-‐‑]")
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_SCOTTISH = re.compile(r"(?:Ma?c|O['’]|D['’]|De|Di|Du|La|Le|Van|Fitz|St)[A-ZÀ-Þ]")
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


class _Kind(NamedTuple):
    """What a word with a capital is by itself: `text` without genitive, `small` in small letters."""

    text: str
    small: str
    owns: bool
    is_common: bool
    is_title: bool


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


def knows_capitals(language: str) -> bool:
    """True for a language whose other words with a capital are known."""
    return primary(language) in _LANGUAGES


def is_office(small: str) -> bool:
    """True for an English word (small letters) that is an office or a public body: minister, parliament."""
    return small in _row("titled") or small in _row("bodies")


def may_mention(capitalised: Iterable[str]) -> bool:
    """A cheap question about all words with a capital of a text: False only where `mentions` finds nothing."""
    return not _silent().issuperset(capitalised)


@lru_cache(maxsize=16384)
def name_words(run: str) -> frozenset[str]:
    """Those of a run of words with a capital, which only blanks part, that a name may be made of."""
    words = run.split(" ")
    common = [_kind(word).is_common for word in words]
    if len(words) == 1:
        is_name = run in _courtesy() or not (common[0] or run in _silent())
        return frozenset(words) if is_name else frozenset()
    if any(common[1:]) and _leading().isdisjoint(words):
        return frozenset()  # the name of a body or place, which is translated
    found: set[str] = set()
    is_person = False
    for word in words:
        if word in _courtesy():
            is_person = True
        elif is_person or word not in _silent():
            found.add(word)
            is_person = is_person or word in _given()  # behind a first name any word is a family name
    return frozenset(found)


@lru_cache(maxsize=16384)
def is_name_at_beginning(run: str) -> bool:
    """True for a run in which a name stands at most when a sentence begins with it, because then its first word may
    belong to no name: Port Almera."""
    first, *others = run.split(" ")
    if not others or not _kind(first).is_common or not _leading().isdisjoint((first, *others)):
        return False
    return not any(_kind(word).is_common for word in others)


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


def may_be_in_characters(words: Sequence[str]) -> bool:
    """True for a name (its words in small letters) that Chinese and Japanese may write in characters of its own."""
    return not _row("asian").isdisjoint(words) or all(_JAPANESE.fullmatch(word) for word in words)


def is_also_given(small: str) -> bool:
    """True for an English word (small letters) that is a first name, too: Mark, Grace."""
    return small in _row("also_given")


def is_common(small: str) -> bool:
    """True for an English word (small letters) that is no name, though it may stand with a capital."""
    return small in _commons()


_JAPANESE = re.compile(
    r"(?:(?:[kgsztdnhbpmryw]|ky|gy|sh?y?|ch|j|ny|hy|by|py|my|ry|ts|f)?[aeiouōū]|n(?![aeiou])|(?<=[aiueo])[kstp](?=[kstp])){2,8}"
)


@cache
def _stretches() -> re.Pattern[str]:
    """Finds words with a capital, with all that may make one name of them: what `_runs` joins, and more."""
    word = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’‐‑-][^\W\d_]+)*"
    particles = "|".join(sorted(_row("particles")))
    gap = rf"(?:\. ?|[ \u00a0]|(?: (?:{particles})){{1,3}} )"
    return re.compile(rf"{word}(?:{gap}(?:[a-z]{{1,4}}[-‐‑])?{word})*")


def _words(text: str, start: int, end: int) -> Iterator[_Word]:
    """The words with a capital in a part of a text; what stands beside it counts, too."""
    for match in _WORD.finditer(text, start, end):
        whole, start = match.group(), match.start()
        if not whole[0].isupper():
            continue
        kind, end = _kind(whole), match.end()
        if text[start - 1 : start] in ("-", "‐", "‑"):
            article = _ARTICLE.search(text, max(0, start - 5), start)
            if article is None:
                continue
            start = article.start()
        is_inside = text[start - 1 : start] == " " and (text[start - 2].islower() or text[start - 2] == ",")
        yield _Word(*kind, start, end - len(whole) + len(kind.text), not is_inside and _begins(text, start))


@lru_cache(maxsize=65536)
def _kind(whole: str) -> _Kind:
    text = _GENITIVE.sub("", whole)
    small = text.lower()
    return _Kind(text, small, text != whole, _is_common(text, small), _is_title(small))


def _begins(text: str, start: int) -> bool:
    """True at the beginning of a sentence, of a quotation or of what stands in brackets."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0")
    if not before:
        return True
    if before[-1] != ".":
        return before[-1] in _BREAK
    word = re.split(r"\W+", before[:-1])[-1]
    return not ((len(word) == 1 and word.isupper()) or word.lower() in _row("titled"))


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
    return 0 < len(between) < 4 and gap[:1] == " " and gap[-1:] == " " and _row("particles").issuperset(between)


def _mention(text: str, run: list[_Word]) -> Mention | None:
    begins = run[0].begins
    run, title = _without_titles(run)
    begins = begins and not title  # the title begins it
    run, is_company = _without_kind(run)
    named = [word for word in run if len(word.small) > 1]  # initials aside
    if begins and len(named) > 1 and named[0].is_common and named[0].small not in _row("also_given"):
        named = named[1:]
        begins = False
    if not named or (any(word.is_common for word in named) and not _is_a_person(named, title)):
        return None
    named = [word for word in named if len(word.small) > 2 or (len(named) > 1 and word.small in _row("asian"))]
    if not named or named[-1].small in _places_and_elders() or " ".join(word.small for word in named) in _cldr():
        return None
    start, end = named[0].start, named[-1].end
    before = _BEFORE.search(text, max(0, start - 24), start)
    after = _AFTER.match(text, run[-1].end)
    beside = before.group(1).lower() if before else ""
    following = after.group(1) if after else ""
    if not title and beside in _row("article"):
        return None
    if text[start - 1 : start] in tuple('“„«‘"') and text[end : end + 1] in tuple('”“»’",.'):
        return None  # a title, or a word that is spoken of
    has_initials = any(len(word.small) == 1 and text[word.end : word.end + 1] == "." for word in run)
    if begins and len(named) == 1 and not has_initials:
        if not named[0].owns and following not in _telling() and not _AGE.match(text, end):
            return None
        if _PLURAL.search(named[0].small) and named[0].small not in _row("no_plural"):  # Nurses said
            return None
    words = tuple(dict.fromkeys(_bare(word.small) for word in named))
    is_cued = bool(title) or beside in _row("titled") or following in _sayings() or following in _row("doings")
    return Mention(start, end, words, begins, is_cued, is_company)


def _is_a_person(named: list[_Word], title: str) -> bool:
    """True when words that are no names by themselves are one here: Mr Stone, Helen Young."""
    if any(word.small in _offices() for word in named):
        return False
    if len(named) == 1:
        return title in _row("courtesy")
    if named[0].small in _row("also_given"):
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


def _is_title(small: str) -> bool:
    return small in _row("titled") or _PART.split(small)[-1] in _row("titled")  # Vice-President


def _without_kind(run: list[_Word]) -> tuple[list[_Word], bool]:
    """A run without what a company, a body or a place is, and whether that stood there."""
    whole = len(run)
    while len(run) > 1 and (run[-1].small in _row("company") or run[-1].small in _row("behind")):
        run = run[:-1]
    if len(run) == 2 and whole == 2 and run[0].small in _row("ahead"):
        run = run[1:]
    return run, len(run) < whole


def _is_known(word: _Word) -> bool:
    return word.is_common or word.small in _places_and_elders()


def _is_common(text: str, small: str) -> bool:
    """True for a word that is translated, an acronym, or a brand's odd spelling."""
    if small in _commons():
        return text not in given_names() or small in _row("peoples")
    if len(small) > 5 and small.endswith(_endings()) and not small.endswith(("qvist", "kvist")):
        return True
    if text.isupper() and len(text) > 1:
        return True
    parts = _PART.split(text)
    if len(parts) > 1 and any(part.lower() in _commons() for part in parts):
        return True
    return any(part[1:] != part[1:].lower() and not _SCOTTISH.match(part) for part in parts if part)


def _bare(small: str) -> str:
    return small.replace("’", "'")


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(table("mentions")[name].split())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(table("mentions")["endings"].split())


@cache
def _sayings() -> frozenset[str]:
    return frozenset(table("people")["sayings"].split())


@cache
def _telling() -> frozenset[str]:
    """What stands behind a person at the beginning of a sentence, and behind few other words."""
    return _sayings() | _row("doings") | {"who", "whose"}


@cache
def _commons() -> frozenset[str]:
    rows = (table("people")["no_name"], table("people")["not_last"], table("people")["before"])
    small = str(table("function_words")["words"]["en"]).split()
    own = _row("common") | _row("peoples") | _row("company") | _row("titled")
    dates = (word.lower() for word in days_and_months("en"))  # Fridays, too
    return own.union(small, dates, *(row.split() for row in rows))


@cache
def _offices() -> frozenset[str]:
    """Words with a capital that make an office out of a title: Mayor Council."""
    rows = (table("people")["no_name"], table("people")["not_last"])
    return (_row("titled") | _row("peoples") | _row("company")).union(*(row.split() for row in rows))


@cache
def _silent() -> frozenset[str]:
    """Words as they begin a sentence, with which a text mentions no name that could be told."""
    known = (_commons() | _places_and_elders()) - _row("courtesy") - _row("also_given")
    return frozenset(word.capitalize() for word in known) - given_names()


@cache
def _given() -> frozenset[str]:
    """First names as they are written, those that are other words, too."""
    return given_names().union(word.capitalize() for word in _row("also_given"))


@cache
def _courtesy() -> frozenset[str]:
    """Words as they are written, behind which any other is a name: Mr Stone."""
    return frozenset(word.capitalize() for word in _row("courtesy"))


@cache
def _leading() -> frozenset[str]:
    """Words as they are written, with which another makes a name whatever else it is: titles, first names, what a
    company is."""
    rows = ("titled", "company", "behind", "ahead", "courtesy", "also_given")
    return given_names().union(word.capitalize() for row in rows for word in _row(row))


@cache
def _places_and_elders() -> frozenset[str]:
    """Names of one word that other languages may have quite another form for."""
    return frozenset(_row("elsewhere") | _row("historic") | {name for name in _cldr() if " " not in name})


@cache
def _cldr() -> frozenset[str]:
    """Territories, cities and languages, in small letters."""
    kinds = ("territories", "cities", "languages")
    return frozenset(name.lower() for kind in kinds for name in names(kind, "en").values())
