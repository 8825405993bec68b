"""A project open for review: what the page asks and tells, and what a person's word on a text does."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import RLock

from dragoman.checks.running import run
from dragoman.language.tags import autonym, direction
from dragoman.model import ConfigError, DragomanError, Finding, Pair, State, digest
from dragoman.model.wording import counted
from dragoman.project import Project
from dragoman.review.answers import Answer, Back, LanguageShown, Queued, ReasonShown, Sheet, SignedOff
from dragoman.review.boards import Board, Boards, deadline_of, title_of
from dragoman.review.evidence import NAME, Evidence, Log
from dragoman.review.findings import FindingShown, by_row, judged_as_approved
from dragoman.review.opened import OpenArticles, Opened
from dragoman.review.rows import Row, row_id, version
from dragoman.review.saving import Done, MeanwhileError, Place, save, take_back, waive
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import Reading, Trouble
from dragoman.workflow.risk import in_order
from dragoman.workflow.risk.keeping import house_of
from dragoman.workflow.risk.known import assess_article
from dragoman.workflow.signing import sign_off, signatures_of
from dragoman.workflow.turn import turn


class Desk:
    """What the page asks and tells. Safe to be used by several threads.

    Nothing is written but a person's word: at its place in the catalog, and as evidence in the state folder.
    """

    def __init__(self, project: Project, who: str = "") -> None:
        self.who = who
        self._lock = RLock()
        self._log = Log(project.file(f"{project.state}/{NAME}"))
        self._undo: list[Done] = []
        self._held = OpenArticles(project)
        self._boards = Boards(self._held)

    @property
    def project(self) -> Project:
        return self._held.project

    @property
    def troubles(self) -> list[Trouble]:
        """What is wrong with the glossary."""
        return self._held.troubles

    # Looking

    def boards(self) -> list[Board]:
        """Every article and language, as it stands now; findings where they are known."""
        with self._lock:
            if self._held.refresh():
                self._boards.forget()
            waiting = self._held.articles
        found = []
        for article in waiting:  # one after the other, so that saving goes on meanwhile
            with self._lock:
                found += self._boards.of(article)
        return found

    def sheet(self, path: str, tag: str) -> Sheet:
        """An article in a language. Raises DragomanError when there is no such thing, or it cannot be read."""
        with self._lock:
            opened = self._held.open(path)
            reading = opened.reading
            return Sheet(
                path,
                title_of(reading),
                _language(self.project.source),
                _language(tag),
                tuple(map(_language, reading.article.languages)),
                opened.all_rows(tag),
                opened.signature,
                self.who,
                deadline_of(reading),
                signatures_of(reading, tag, opened.pairs(tag)),
                digest(str(self.project.folder.resolve())),
            )

    def stamp(self, path: str) -> str:
        """Changes when a file behind the article does."""
        return self._held.signature(self._held.article(path))

    def findings(self, path: str, tag: str) -> Mapping[str, tuple[FindingShown, ...]]:
        """What the checks say of an article's rows, by their ids."""
        found = self.found(path, tag)
        with self._lock:
            return by_row(self._held.open(path).pairs(tag), found)

    def found(self, path: str, tag: str) -> Sequence[Finding]:
        """What the checks say of an article."""
        with self._lock:
            opened = self._held.open(path)
            if (known := opened.findings(tag)) is not None:
                return known
            pairs, rules = opened.pairs(tag), opened.rules(tag)
        found = run(pairs, rules)  # outside the lock: saving goes on meanwhile
        with self._lock:
            opened.found(tag, pairs, found)
        return found

    def board(self, path: str, tag: str) -> Board:
        """One article and language with its findings."""
        found = [one for row in self.findings(path, tag).values() for one in row if not one.waived]
        errors, warnings = (sum(one.severity == name for one in found) for name in ("error", "warning"))
        with self._lock:
            return self._boards.judged(self._held.article(path), tag, errors, warnings)

    def judge(self, path: str, tag: str, name: str, text: str) -> tuple[FindingShown, ...]:
        """What the checks would say of `text` as the approved translation of a row."""
        with self._lock:
            opened = self._held.open(path)
            pair = opened.pair(tag, name)
            rules = opened.rules(tag)
        return judged_as_approved(pair, text, rules) if text.strip() else ()

    def pair(self, path: str, tag: str, name: str) -> Pair:
        """The text behind a row."""
        with self._lock:
            return self._held.open(path).pair(tag, name)

    def opened(self, path: str, tag: str) -> tuple[Reading, tuple[Pair, ...]]:
        """An article as it was read, and its texts in a language."""
        with self._lock:
            opened = self._held.open(path)
            return opened.reading, opened.pairs(tag)

    def queue(self, path: str, tag: str) -> list[Queued]:
        """The article's texts by risk, the riskiest first, each once, with the reasons."""
        found = self.found(path, tag)
        reading, pairs = self.opened(path, tag)
        house = house_of(self.project, tag, self._held.glossary)
        risks = assess_article(self.project, reading, tag, pairs, found, self._held.glossary, house)
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
            opened = self._held.open(path)
            pair = opened.pair(tag, name)
            found: tuple[FindingShown, ...] = ()
            if state is State.APPROVED:
                if not text.strip():
                    raise ConfigError("an empty translation cannot be approved", hint="write it first")
                found = judged_as_approved(pair, text, opened.rules(tag))
                if stops := tuple(one for one in found if one.stops):
                    self._tell("refused", path, tag, pair, text, evidence)
                    return Answer(findings=found, refused=stops)
            time = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M%z")
            filing = partial(save, self.project, text=text, state=state, seen=seen, who=self.who, time=time)
            done = self._filed(opened, tag, pair, filing)
            if done is None:
                self._tell("conflict", path, tag, pair, text, evidence)
                return Answer(theirs=self._theirs(path, tag, name))
            act = "approved" if state is State.APPROVED else "saved"
            self._tell(act, path, tag, pair, text, evidence)
            rows = self._held.settle(path, tag, done, name)
            return Answer(rows, found, stamp=self._held.open(path).signature)

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
            opened = self._held.open(path)
            pair = opened.pair(tag, name)
            filing = partial(waive, self.project, wanted=wanted, reason=reason, seen=seen, until=day)
            done = self._filed(opened, tag, pair, filing)
            if done is None:
                return Answer(theirs=self._theirs(path, tag, name))
            self._tell("waived", path, tag, pair, reason, {})
            rows = self._held.settle(path, tag, done, name)
            stamp = self._held.open(path).signature
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
            opened = self._held.open(path)
            if [version(pair.translation) for pair in opened.pairs(tag)] != list(seen):
                raise ConfigError("the article has changed since it was shown", hint="read it once more")
            with turn(self.project, lambda _: None):
                day = datetime.date.today()
                report = sign_off(self.project, [opened.reading.article], [tag], name, day)
            if report.troubles:
                raise report.troubles[0].error
            self._held.forget(path)
            return SignedOff(report.rows[0].signatures, self._held.open(path).signature)

    def undo(self) -> Back:
        """Takes the last save back. Raises ConfigError when there is none, CatalogError when another text is there."""
        with self._lock:
            if not self._undo:
                raise ConfigError("there is nothing to take back", hint="only what was saved since the start can be")
            done = self._undo[-1]
            path, tag = self._held.of_catalog(done.place.catalog)
            try:
                back = take_back(self.project, done)
            finally:
                self._undo.pop()
                self._held.forget(path)
            opened = self._held.open(path)
            name = row_id(back.place.host)
            self._tell("undone", path, tag, opened.pair(tag, name), "", {})
            return Back(path, tag, opened.rows(tag, name), opened.signature)

    # What is behind it

    def _filed(self, opened: Opened, tag: str, pair: Pair, filing: Callable[..., Done]) -> Done | None:
        """What `filing` did where the text stands, so that it can be taken back; None where another saved meanwhile."""
        place = self._place(opened, tag, pair)
        try:
            done = filing(place=place, known=opened.catalog(tag))
        except MeanwhileError:
            return None
        except DragomanError:
            self._held.forget(opened.reading.article.path)  # its catalog may be half changed
            raise
        self._undo.append(done)
        return done

    def _place(self, opened: Opened, tag: str, pair: Pair) -> Place:
        """Where the text of a pair is filed; the catalog is brought in step with the article where it is not."""
        article = opened.reading.article
        catalog = opened.catalog(tag)
        if catalog is None or not set(pair.keys) <= set(catalog.keys):
            with turn(self.project, lambda _: None):
                report = extract(self.project, [article], [tag])
            if report.troubles:
                raise report.troubles[0].error
            self._held.forget(article.path)
        return Place(self.project.catalog_path(article, tag), pair.keys, pair.entry)

    def _theirs(self, path: str, tag: str, name: str) -> Row | None:
        """The row as it is now, since somebody else saved it."""
        self._held.forget(path)
        return next(iter(self._held.open(path).rows(tag, name)), None)

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


def _language(tag: str) -> LanguageShown:
    return LanguageShown(tag, autonym(tag), direction(tag))
