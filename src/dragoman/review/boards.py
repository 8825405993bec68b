"""The desk's board: how far every article is in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.catalog.catalog import Catalog
from dragoman.formats.stated import stated
from dragoman.glossary.matching import find_terms
from dragoman.model import DragomanError, Pair, State
from dragoman.project import Article
from dragoman.review.opened import OpenArticles
from dragoman.workflow.reading import Reading
from dragoman.workflow.status import standing

_DEADLINES = ("deadline", "due", "embargo")
_PEOPLE = ("reviewer", "translator", "editor")
_STATES = ("approved", "draft", "stale", "missing")


@dataclass(frozen=True, slots=True)
class Board:
    """One article in one language on the desk. `findings` is None until the checks have been asked; `deadline` as the
    article states it; `people` are those it names for the work, and who worked on the catalog last. `trouble` says why
    it cannot be opened."""

    article: str
    title: str
    language: str
    states: Mapping[str, int]
    words: int = 0
    deadline: str = ""
    people: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    errors: int | None = None
    warnings: int | None = None
    trouble: str = ""


class Boards:
    """The boards of a project's articles, each kept as long as the files behind it do not change."""

    def __init__(self, held: OpenArticles) -> None:
        self._held = held
        self._known: dict[tuple[str, str], tuple[str, Board]] = {}

    def forget(self) -> None:
        self._known.clear()

    def of(self, article: Article) -> list[Board]:
        """The boards of an article, one for each language; findings where they are known."""
        signature = self._held.signature(article)
        known = [self._known.get((article.path, tag)) for tag in article.languages]
        fresh = [held[1] for held in known if held and held[0] == signature]
        if len(fresh) == len(known):
            return fresh
        made = self._read(article)
        for board in made:
            self._known[article.path, board.language] = (signature, board)
        return made

    def judged(self, article: Article, tag: str, errors: int, warnings: int) -> Board:
        """The board of a language with what the checks found."""
        [there] = [board for board in self.of(article) if board.language == tag]
        board = replace(there, errors=errors, warnings=warnings)
        self._known[article.path, tag] = (self._known[article.path, tag][0], board)
        return board

    def _read(self, article: Article) -> list[Board]:
        try:
            opened = self._held.open(article.path)
        except DragomanError as error:
            return [Board(article.path, article.name, tag, {}, trouble=str(error)) for tag in article.languages]
        reading, source = opened.reading, self._held.project.source
        title, named = title_of(reading), stated(text_of(reading), _PEOPLE)
        texts = (segment.text for segment in reading.document.segments)
        terms = {match.term.name for one in texts for match in find_terms(one, self._held.glossary, source)}
        found = []
        for tag in article.languages:
            try:
                pairs = opened.pairs(tag)
            except DragomanError as error:
                found.append(Board(article.path, title, tag, {}, trouble=str(error)))
                continue
            count = standing(article, tag, pairs)
            states = {name: getattr(count, name) for name in _STATES}
            words = sum(len(pair.segment.text.split()) for pair in pairs if not _is_approved(pair))
            people = tuple(dict.fromkeys((*named, *_last(opened.catalog(tag)))))
            found.append(
                Board(article.path, title, tag, states, words, deadline_of(reading), people, tuple(sorted(terms)))
            )
        return found


def title_of(reading: Reading) -> str:
    """What the article calls itself; its name where it does not."""
    for role in ("headline", "meta:title"):
        for segment in reading.document.segments:
            if segment.role == role:
                return segment.text
    return reading.article.name


def deadline_of(reading: Reading) -> str:
    """When the article says that it is due, as it says it; "" when it does not."""
    return next(iter(stated(text_of(reading), _DEADLINES)), "")


def text_of(reading: Reading) -> str:
    return reading.document.data.decode(reading.document.encoding)


def _is_approved(pair: Pair) -> bool:
    return pair.translation is not None and pair.translation.state is State.APPROVED


def _last(catalog: Catalog | None) -> tuple[str, ...]:
    named = catalog.field("Last-Translator") if catalog else ""
    return (named,) if named else ()
