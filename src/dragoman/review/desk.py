"""A project open for review: its articles as they are now, read again only when a file behind them has changed."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.signing import Signature
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.formats.stated import stated
from dragoman.glossary.matching import find_terms
from dragoman.glossary.terms import Glossary
from dragoman.language.tags import autonym, direction
from dragoman.model import ConfigError, DragomanError, Finding, Pair, State, digest
from dragoman.model.wording import counted
from dragoman.project import Article, Project, read_project
from dragoman.review.evidence import NAME, Evidence, Log
from dragoman.review.findings import FindingShown, by_row, judged_as_approved
from dragoman.review.rows import Row, row_id, row_of, rows_of, version
from dragoman.review.saving import Done, MeanwhileError, Place, save, take_back, waive
from dragoman.workflow.check import rules_of
from dragoman.workflow.extract import extract
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Reading, Trouble, articles, read
from dragoman.workflow.risk import in_order
from dragoman.workflow.risk.keeping import house_of
from dragoman.workflow.risk.known import assess_article
from dragoman.workflow.signatures import of_files, of_settings
from dragoman.workflow.signing import sign_off, signatures_of
from dragoman.workflow.status import Standing, standing
from dragoman.workflow.turn import turn

_OPEN = 12  # articles that are kept read
_DEADLINES = ("deadline", "due", "embargo")
_PEOPLE = ("reviewer", "translator", "editor")


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


@dataclass(frozen=True, slots=True)
class LanguageShown:
    tag: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article in one language as the page shows it. `stamp` changes with the files behind it; `project` tells
    this newsroom from others in what a browser keeps."""

    article: str
    title: str
    source: LanguageShown
    language: LanguageShown
    languages: tuple[LanguageShown, ...]
    rows: tuple[Row, ...]
    stamp: str
    who: str
    deadline: str = ""
    signatures: tuple[Signature, ...] = ()
    project: str = ""


@dataclass(frozen=True, slots=True)
class SignedOff:
    """The sign-offs of an article after one more, and its stamp."""

    signatures: tuple[Signature, ...]
    stamp: str


@dataclass
class _Open:
    """An article that was read, by the state of its files."""

    signature: str
    reading: Reading
    pairs: dict[str, tuple[Pair, ...]] = field(default_factory=dict)
    rules: dict[str, Rules] = field(default_factory=dict)
    findings: dict[str, Sequence[Finding]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a save: the rows that changed, and the article's stamp after it. `refused` are the findings that
    stopped it; `theirs` is the row as somebody else saved it meanwhile: then nothing was written."""

    rows: tuple[Row, ...] = ()
    findings: tuple[FindingShown, ...] = ()
    refused: tuple[FindingShown, ...] = ()
    theirs: Row | None = None
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """What was taken back: rows of an article in a language, as they stand again."""

    article: str
    language: str
    rows: tuple[Row, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class ReasonShown:
    """Why a text stands where it does in the queue, in words; `weight` says how much that counted."""

    name: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Queued:
    """One row's place in the queue: the riskiest first."""

    at: int
    score: float
    reasons: tuple[ReasonShown, ...]


class Desk:
    """What the page asks and tells. Safe to be used by several threads.

    Nothing is written but a person's word: at its place in the catalog, and as evidence in the state folder.
    """

    def __init__(self, project: Project, who: str = "") -> None:
        self.project, self.who = project, who
        self._lock = RLock()
        self._log = Log(project.file(f"{project.state}/{NAME}"))
        self._undo: list[Done] = []
        self._boards: dict[tuple[str, str], tuple[str, Board]] = {}
        self._begin()

    def _begin(self) -> None:
        self._settings = of_settings(self.project)
        self.troubles: list[Trouble] = []
        self.glossary: Glossary = read_glossary(self.project, self.troubles)
        self._articles: dict[str, Article] = {article.path: article for article in articles(self.project)}
        self._open: OrderedDict[str, _Open] = OrderedDict()

    def refresh(self) -> None:
        """Looks whether settings or glossary have changed, or articles have come and gone."""
        with self._lock:
            if of_settings(self.project) != self._settings:
                self.project = read_project(self.project.folder)
                self._begin()
                self._boards.clear()
            else:
                self._articles = {article.path: article for article in articles(self.project)}

    # Looking

    def boards(self) -> list[Board]:
        """Every article and language, as it stands now; findings where they are known."""
        self.refresh()
        return [board for article in list(self._articles.values()) for board in self._boards_of(article)]

    def sheet(self, path: str, tag: str) -> Sheet:
        """An article in a language. Raises DragomanError when there is no such thing, or it cannot be read."""
        with self._lock:
            opened = self._opened(path)
            reading = opened.reading
            pairs = self._pairs(opened, tag)
            catalog = reading.catalogs.get(tag)
            source = self.project.source
            rows = rows_of(pairs, catalog, self.glossary, source, tag, self.project.max_length)
            text = _text(reading)
            return Sheet(
                path,
                _title(reading),
                _language(source),
                _language(tag),
                tuple(map(_language, reading.article.languages)),
                rows,
                opened.signature,
                self.who,
                next(iter(stated(text, _DEADLINES)), ""),
                signatures_of(reading, tag, pairs),
                digest(str(self.project.folder.resolve())),
            )

    def stamp(self, path: str) -> str:
        """Changes when a file behind the article does."""
        return self._signature(self._article(path))

    def findings(self, path: str, tag: str) -> Mapping[str, tuple[FindingShown, ...]]:
        """What the checks say of an article's rows, by their ids."""
        found = self.found(path, tag)
        with self._lock:
            return by_row(self._pairs(self._opened(path), tag), found)

    def found(self, path: str, tag: str) -> Sequence[Finding]:
        """What the checks say of an article."""
        with self._lock:
            opened = self._opened(path)
            if (known := opened.findings.get(tag)) is not None:
                return known
            pairs, rules = self._pairs(opened, tag), self._rules(opened, tag)
        found = run(pairs, rules)  # outside the lock: saving goes on meanwhile
        with self._lock:
            if opened.pairs.get(tag) is pairs:
                opened.findings[tag] = found
        return found

    def board(self, path: str, tag: str) -> Board:
        """One article and language with its findings."""
        found = [one for row in self.findings(path, tag).values() for one in row if not one.waived]
        with self._lock:
            [there] = [board for board in self._boards_of(self._article(path)) if board.language == tag]
            count = {name: sum(one.severity == name for one in found) for name in ("error", "warning")}
            board = replace(there, errors=count["error"], warnings=count["warning"])
            self._boards[path, tag] = (self._boards[path, tag][0], board)
            return board

    def judge(self, path: str, tag: str, name: str, text: str) -> tuple[FindingShown, ...]:
        """What the checks would say of `text` as the approved translation of a row."""
        with self._lock:
            opened = self._opened(path)
            pair = self._pair(opened, tag, name)
            rules = self._rules(opened, tag)
        return judged_as_approved(pair, text, rules) if text.strip() else ()

    def pair(self, path: str, tag: str, name: str) -> Pair:
        """The text behind a row."""
        with self._lock:
            return self._pair(self._opened(path), tag, name)

    def opened(self, path: str, tag: str) -> tuple[Reading, tuple[Pair, ...]]:
        """An article as it was read, and its texts in a language."""
        with self._lock:
            opened = self._opened(path)
            return opened.reading, self._pairs(opened, tag)

    def queue(self, path: str, tag: str) -> list[Queued]:
        """The article's texts by risk, the riskiest first, each once, with the reasons."""
        found = self.found(path, tag)
        reading, pairs = self.opened(path, tag)
        house = house_of(self.project, tag, self.glossary)
        risks = assess_article(self.project, reading, tag, pairs, found, self.glossary, house)
        return [
            Queued(one.place, one.score, tuple(ReasonShown(why.name, why.words, why.weight) for why in one.reasons))
            for one in in_order(risks)
        ]

    def evidence(self) -> list[Evidence]:
        """What was read and done here so far, in order."""
        return list(self._log.lines())

    # Saving

    def save(self, path: str, tag: str, name: str, text: str, state: State, seen: str, **evidence: object) -> Answer:
        """Files a person's text of a row, as approved or as a draft. An error of the checks stops an approval."""
        with self._lock:
            opened = self._opened(path)
            pair = self._pair(opened, tag, name)
            found: tuple[FindingShown, ...] = ()
            if state is State.APPROVED:
                if not text.strip():
                    raise ConfigError("an empty translation cannot be approved", hint="write it first")
                found = judged_as_approved(pair, text, self._rules(opened, tag))
                if stops := tuple(one for one in found if one.stops):
                    self._tell("refused", path, tag, pair, text, evidence)
                    return Answer(findings=found, refused=stops)
            place = self._place(opened, tag, pair)
            known = opened.reading.catalogs.get(tag)
            now = datetime.datetime.now().astimezone()
            try:
                done = save(
                    self.project,
                    place,
                    text,
                    state,
                    seen=seen,
                    who=self.who,
                    time=now.strftime("%Y-%m-%d %H:%M%z"),
                    known=known,
                )
            except MeanwhileError:
                self._open.pop(path, None)
                self._tell("conflict", path, tag, pair, text, evidence)
                return Answer(theirs=self._row(self._opened(path), tag, name))
            except DragomanError:
                self._open.pop(path, None)
                raise
            self._undo.append(done)
            act = "approved" if state is State.APPROVED else "saved"
            self._tell(act, path, tag, pair, text, evidence)
            rows = self._settle(path, tag, done, name)
            return Answer(rows, found, stamp=self._opened(path).signature)

    def waive(
        self, path: str, tag: str, name: str, wanted: Sequence[tuple[str, str]], reason: str, seen: str, until: str = ""
    ) -> Answer:
        """Lets findings of a row pass for a reason. Raises ConfigError without one."""
        if not reason.strip():
            raise ConfigError("a waiver without a reason counts for nothing", hint="say why it is fine here")
        try:
            day = datetime.date.fromisoformat(until) if until else None
        except ValueError:
            raise ConfigError(f"{until!r} is no date", hint="write it as 2027-01-31") from None
        with self._lock:
            opened = self._opened(path)
            pair = self._pair(opened, tag, name)
            place = self._place(opened, tag, pair)
            known = opened.reading.catalogs.get(tag)
            try:
                done = waive(self.project, place, wanted, reason, seen=seen, until=day, known=known)
            except MeanwhileError:
                self._open.pop(path, None)
                return Answer(theirs=self._row(self._opened(path), tag, name))
            except DragomanError:
                self._open.pop(path, None)
                raise
            self._undo.append(done)
            self._tell("waived", path, tag, pair, reason, {})
            rows = self._settle(path, tag, done, name)
            stamp = self._opened(path).signature
        return Answer(rows, self.judge(path, tag, name, rows[0].target if rows else ""), stamp=stamp)

    def sign(self, path: str, tag: str, name: str, seen: Sequence[str]) -> SignedOff:
        """Signs the article off for `name`, if all of it still is as it was `seen`, row by row.

        Raises ConfigError when a text is another by now or the checks find an error, CatalogError when one is not
        approved.
        """
        errors = sum(one.stops for row in self.findings(path, tag).values() for one in row)
        if errors:
            raise ConfigError(f"{counted(errors, 'error')} of the checks stand in it", hint="mend or waive them first")
        with self._lock:
            opened = self._opened(path)
            if [version(pair.translation) for pair in self._pairs(opened, tag)] != list(seen):
                raise ConfigError("the article has changed since it was shown", hint="read it once more")
            with turn(self.project, lambda _: None):
                day = datetime.date.today()
                report = sign_off(self.project, [opened.reading.article], [tag], name, day)
            if report.troubles:
                raise report.troubles[0].error
            self._open.pop(path, None)
            return SignedOff(report.rows[0].signatures, self._opened(path).signature)

    def undo(self) -> Back:
        """Takes the last save back. Raises ConfigError when there is none, CatalogError when another text is there."""
        with self._lock:
            if not self._undo:
                raise ConfigError("there is nothing to take back", hint="only what was saved since the start can be")
            done = self._undo[-1]
            path, tag = self._of_catalog(done.place.catalog)
            try:
                back = take_back(self.project, done)
            finally:
                self._undo.pop()
                self._open.pop(path, None)
            opened = self._opened(path)
            name = row_id(back.place.host)
            self._tell("undone", path, tag, self._pair(opened, tag, name), "", {})
            return Back(path, tag, self._rows(opened, tag, name), opened.signature)

    # What is behind it

    def _article(self, path: str) -> Article:
        found = self._articles.get(path)
        if found is None:
            raise ConfigError(f"no such article: {path}", hint="go back to the desk")
        return found

    def _signature(self, article: Article) -> str:
        tags = article.languages
        paths = [article.path, *(self.project.catalog_path(article, tag) for tag in tags)]
        paths += [self.project.waivers_path(tag) for tag in tags] + [self.project.style_path(tag) for tag in tags]
        return of_files(self.project, paths)

    def _opened(self, path: str) -> _Open:
        article = self._article(path)
        signature = self._signature(article)
        opened = self._open.get(path)
        if opened is None or opened.signature != signature:
            opened = _Open(signature, read(self.project, article))
            self._open[path] = opened
            while len(self._open) > _OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(path)
        return opened

    def _pairs(self, opened: _Open, tag: str) -> tuple[Pair, ...]:
        if tag not in opened.reading.article.languages:
            raise ConfigError(f"{opened.reading.article.path} is not translated into {tag}", hint="choose another")
        if tag in opened.reading.damaged:
            raise opened.reading.damaged[tag]
        if tag not in opened.pairs:
            opened.pairs[tag] = opened.reading.pairs(tag)
        return opened.pairs[tag]

    def _rules(self, opened: _Open, tag: str) -> Rules:
        if tag not in opened.rules:
            pairs = self._pairs(opened, tag)
            opened.rules[tag] = rules_of(self.project, opened.reading, tag, self.glossary, pairs)
        return opened.rules[tag]

    def _pair(self, opened: _Open, tag: str, name: str) -> Pair:
        for pair in self._pairs(opened, tag):
            if row_id(pair.entry) == name:
                return pair
        raise ConfigError("this text is not in the article any more", hint="load the page again")

    def _place(self, opened: _Open, tag: str, pair: Pair) -> Place:
        """Where the text of a pair is filed; the catalog is brought in step with the article where it is not."""
        article = opened.reading.article
        catalog = opened.reading.catalogs.get(tag)
        if catalog is None or not set(pair.keys) <= set(catalog.keys):
            with turn(self.project, lambda _: None):
                report = extract(self.project, [article], [tag])
            if report.troubles:
                raise report.troubles[0].error
            self._open.pop(article.path, None)
        return Place(self.project.catalog_path(article, tag), pair.keys, pair.entry)

    def _settle(self, path: str, tag: str, done: Done, name: str) -> tuple[Row, ...]:
        """The article after a save of ours, and the rows that it changed. It is not read again for that."""
        opened = self._open.get(path)
        file = self.project.file(done.place.catalog)
        if opened is None or tag not in opened.pairs or done.catalog.has_inside:
            self._open.pop(path, None)
            return self._rows(self._opened(path), tag, name)
        opened.reading = replace(opened.reading, catalogs={**opened.reading.catalogs, tag: done.catalog})
        opened.pairs[tag] = _with(opened.pairs[tag], done.catalog, name)
        opened.findings.pop(tag, None)
        if opened.reading.corrections:  # they count what waits for an approval
            opened.rules.pop(tag, None)
        opened.signature = self._signature(opened.reading.article)
        if file.read_bytes() != done.catalog.data:  # somebody saved in this instant
            self._open.pop(path, None)
        return self._rows(self._opened(path), tag, name)

    def _rows(self, opened: _Open, tag: str, name: str) -> tuple[Row, ...]:
        catalog = opened.reading.catalogs.get(tag)
        return tuple(
            row_of(at, pair, catalog, self.glossary, self.project.source, tag, self.project.max_length)
            for at, pair in enumerate(self._pairs(opened, tag))
            if row_id(pair.entry) == name
        )

    def _row(self, opened: _Open, tag: str, name: str) -> Row | None:
        return next(iter(self._rows(opened, tag, name)), None)

    def _of_catalog(self, path: str) -> tuple[str, str]:
        for article in self._articles.values():
            for tag in article.languages:
                if self.project.catalog_path(article, tag) == path:
                    return article.path, tag
        raise ConfigError(f"{path} belongs to no article any more")

    def _boards_of(self, article: Article) -> list[Board]:
        signature = self._signature(article)
        known = [self._boards.get((article.path, tag)) for tag in article.languages]
        fresh = [board for held in known if held and held[0] == signature for board in [held[1]]]
        if len(fresh) == len(known):
            return fresh
        with self._lock:
            made = self._read_boards(article)
            for board in made:
                self._boards[article.path, board.language] = (signature, board)
        return made

    def _read_boards(self, article: Article) -> list[Board]:
        try:
            reading = self._opened(article.path).reading
        except DragomanError as error:
            return [Board(article.path, article.name, tag, {}, trouble=str(error)) for tag in article.languages]
        text, title = _text(reading), _title(reading)
        deadline = next(iter(stated(text, _DEADLINES)), "")
        named = stated(text, _PEOPLE)
        texts = (segment.text for segment in reading.document.segments)
        source = self.project.source
        terms = tuple(sorted({match.term.name for one in texts for match in find_terms(one, self.glossary, source)}))
        found = []
        for tag in article.languages:
            try:
                pairs = self._pairs(self._opened(article.path), tag)
            except DragomanError as error:
                found.append(Board(article.path, title, tag, {}, trouble=str(error)))
                continue
            count: Standing = standing(article, tag, pairs)
            states = {name: getattr(count, name) for name in ("approved", "draft", "stale", "missing")}
            words = sum(len(pair.segment.text.split()) for pair in pairs if not _is_approved(pair))
            people = tuple(dict.fromkeys((*named, *_last(reading.catalogs.get(tag)))))
            found.append(Board(article.path, title, tag, states, words, deadline, people, terms))
        return found

    def _tell(self, act: str, path: str, tag: str, pair: Pair, text: str, evidence: Mapping[str, object]) -> None:
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        shown_s = evidence.get("shown_s", 0.0)
        settled = evidence.get("settled", ())
        self._log.add(
            Evidence(
                now,
                self.who,
                act,
                path,
                tag,
                pair.segment.text,
                text,
                round(float(shown_s), 1) if isinstance(shown_s, int | float) else 0.0,
                text != (pair.translation.text if pair.translation else ""),
                tuple(str(one) for one in settled) if isinstance(settled, list | tuple) else (),
            )
        )


def _with(pairs: tuple[Pair, ...], catalog: Catalog, name: str) -> tuple[Pair, ...]:
    """The pairs of an article, those of one entry as the catalog has them now. Lines below it may have moved."""
    return tuple(
        replace(next(iter(catalog.pairs([pair.segment]))), segment=pair.segment) if row_id(pair.entry) == name else pair
        for pair in pairs
    )


def _is_approved(pair: Pair) -> bool:
    return pair.translation is not None and pair.translation.state is State.APPROVED


def _last(catalog: Catalog | None) -> tuple[str, ...]:
    named = catalog.field("Last-Translator") if catalog else ""
    return (named,) if named else ()


def _text(reading: Reading) -> str:
    return reading.document.data.decode(reading.document.encoding)


def _title(reading: Reading) -> str:
    for role in ("headline", "meta:title"):
        for segment in reading.document.segments:
            if segment.role == role:
                return segment.text
    return reading.article.name


def _language(tag: str) -> LanguageShown:
    return LanguageShown(tag, autonym(tag), direction(tag))
