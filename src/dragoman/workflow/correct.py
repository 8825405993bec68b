"""correct: an edit marked as a correction of fact, and how far every language is with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from dragoman import files
from dragoman.alignment import ChangeClass, align, classify, names_in
from dragoman.catalog.corrections import Correction, Place, added
from dragoman.catalog.cutting import join_texts
from dragoman.git import History, NoHistory
from dragoman.glossary.terms import Glossary
from dragoman.model import ConfigError, DragomanError, FileError, Key, Pair, Segment, State, Where
from dragoman.project import Article, Project
from dragoman.workflow.abandoned import Abandoned
from dragoman.workflow.edition import complete_version
from dragoman.workflow.extract import bring_up
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.published import Page, Published
from dragoman.workflow.reading import Reading, Trouble, each, read, read_document
from dragoman.workflow.tracking import Tracked, record_path, state_of, tracked, waiting

Stage = Literal["translation", "page", "handled", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Handling:
    """How far one language is with one correction.

    `stage`: `translation` while a corrected text is not approved, `page` while the published page still says the old
    text, then `handled`; `withdrawn` when the article says again what it said before. `missing` and `unapproved` count
    corrected segments; `path` is where the page is, or would be.
    """

    language: str
    stage: Stage
    missing: int
    unapproved: int
    page: Page
    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One correction of one article, with every language. `article` is its path now."""

    article: str
    tracked: Tracked
    languages: tuple[Handling, ...]

    @property
    def is_open(self) -> bool:
        return any(row.stage in ("translation", "page") for row in self.languages)


@dataclass
class CorrectReport:
    """`recorded` is None when nothing but earlier corrections was found, or when none was asked for."""

    rows: list[Standing] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    recorded: Correction | None = None


def correct(
    project: Project,
    article: Article,
    languages: Sequence[str],
    *,
    reason: str = "",
    lines: Callable[[Segment], bool] | None = None,
    since: str = "",
    check: bool = False,
) -> CorrectReport:
    """Records the edit of an article as a correction of fact, and brings its catalogs up with nothing carried.

    The edit is what differs from the catalogs, or, where these have followed it, what is stale in them; with `since`,
    what differs from the article in that commit. `lines` narrows it. `languages` are those reported on: a correction
    concerns all. With `check` nothing is written. The catalogs are written first: what is recorded is also reopened.
    """
    report = CorrectReport()
    reading = read(project, article)
    glossary = read_glossary(project, report.troubles, base=True)
    names = glossary.names | names_in([segment.text for segment in reading.document.segments])
    find = _Finding(project, reading, names)
    places = find.since(since) if since else find.edited() or find.stale()
    if lines is not None:
        chosen = {segment.key for segment in reading.document.segments if lines(segment)}
        places = [place for place in places if chosen.intersection(place.new)]
    if not places:
        report.rows = [row for row in standings(project, reading, languages) if row.is_open and not since]
        if report.rows and lines is None:
            return report  # nothing but what is recorded
        raise _nothing(reading, since, narrowed=lines is not None)
    correction = Correction(article.path, datetime.date.today().isoformat(), " ".join(reason.split()), tuple(places))
    if all(one.correction.id != correction.id for one in reading.corrections):
        report.recorded = correction
    if check:
        return report
    if report.recorded:
        _bring_up(project, reading, correction, glossary, report)
        path = record_path(project)
        files.update(project.file(path), lambda data: added(data, correction, path), root=project.folder)
    fresh = read(project, article)
    report.rows = [row for row in standings(project, fresh, languages) if row.tracked.correction.id == correction.id]
    return report


def corrections(project: Project, chosen: Sequence[Article], languages: Sequence[str]) -> CorrectReport:
    """Every recorded correction of the articles, those that are open first, then by date."""
    report = CorrectReport()
    for reading in each(project, chosen, report.troubles):
        if reading.corrections:
            report.rows += standings(project, reading, languages)
            for language, error in reading.damaged.items():
                report.troubles.append(Trouble(project.catalog_path(reading.article, language), error))
    report.rows.sort(key=lambda row: (not row.is_open, row.tracked.correction.date, row.article))
    return report


def standings(project: Project, reading: Reading, languages: Sequence[str]) -> list[Standing]:
    """How far each language is with each correction of one article."""
    rows: dict[str, list[Handling]] = {one.correction.id: [] for one in reading.corrections}
    for language in reading.article.languages:
        if language not in languages or language in reading.damaged:
            continue
        pairs = reading.pairs(language)
        waits = waiting(reading.corrections, pairs, reading.catalogs.get(language))
        published = Published(project, reading, language, pairs, complete_version)
        for one in reading.corrections:
            left = waits[one.correction.id]
            rows[one.correction.id].append(_handling(project, reading, language, left, published, one))
    return [Standing(reading.article.path, one, tuple(rows[one.correction.id])) for one in reading.corrections]


def _handling(
    project: Project, reading: Reading, language: str, left: Sequence[Pair], published: Published, one: Tracked
) -> Handling:
    states = {pair.entry: state_of(pair) for pair in left}  # a repeated sentence counts once
    missing = sum(state is None for state in states.values())
    unapproved = len(states) - missing
    page = published.holds(one)
    if one.is_withdrawn:
        stage: Stage = "withdrawn"
    elif missing or unapproved:
        stage = "translation"
    else:
        stage = "page" if page is Page.OLD else "handled"
    return Handling(language, stage, missing, unapproved, page, project.output_path(reading.article, language))


def _bring_up(
    project: Project, reading: Reading, correction: Correction, glossary: Glossary, report: CorrectReport
) -> None:
    reopened = {key: join_texts([old.text for old in place.old]) for place in correction.places for key in place.new}
    ahead = _with(reading, correction)
    abandoned = Abandoned(project)
    for language in reading.article.languages:
        try:
            bring_up(project, ahead, language, glossary, abandoned, check=False, reopened=reopened)
        except DragomanError as error:
            report.troubles.append(Trouble(project.catalog_path(reading.article, language), error))


def _with(reading: Reading, correction: Correction) -> Reading:
    keys = [segment.key for segment in reading.document.segments]
    return replace(reading, corrections=(*reading.corrections, tracked(correction, keys)))


def _nothing(reading: Reading, since: str, *, narrowed: bool) -> DragomanError:
    path = reading.article.path
    if narrowed:
        return ConfigError(
            f"nothing has changed on these lines of {path}", hint="the lines are those of the article now"
        )
    if since:
        return ConfigError(f"{path} says the same as in {since}", hint="name the commit before the correction")
    if reading.corrections:
        hint = "see dragoman correct --status; or name the commit before a further correction: --since HEAD~1"
    elif not any(reading.catalogs.values()):
        return ConfigError(f"{path} has no translations yet: nothing is to be corrected", hint="run dragoman extract")
    else:
        hint = (
            "make the edit first; if all languages have approved it already, name the commit before it: --since HEAD~1"
        )
    return ConfigError(f"no edit of {path} waits for translators", hint=hint)


@dataclass(frozen=True)
class _Finding:
    """The ways to find what was corrected. Changes of blank space alone are none."""

    project: Project
    reading: Reading
    names: frozenset[str]

    def edited(self) -> list[Place]:
        """What differs between the article and the catalogs, which have not followed it yet; of all languages."""
        found: dict[tuple[tuple[Key, ...], tuple[Key, ...]], Place] = {}
        for language, catalog in self.reading.catalogs.items():
            if catalog is not None:
                new = [segment.key for segment in self.reading.segments(language)]
                for place in self._places(list(catalog.keys), new):
                    found.setdefault((place.old, place.new), place)
        return list(found.values())

    def stale(self) -> list[Place]:
        """What is stale in the catalogs, and no correction yet."""
        known = {key for one in self.reading.corrections for key in one.keys}
        texts: dict[tuple[str, str], dict[Key, None]] = {}
        for language, catalog in self.reading.catalogs.items():
            if catalog is None:
                continue
            for pair in self.reading.pairs(language):
                now = pair.translation
                if now is None or now.state is not State.STALE or now.previous is None or pair.entry in known:
                    continue
                texts.setdefault(now.previous, {}).update(dict.fromkeys(pair.keys))
        rows = [((Key(*old),), tuple(new)) for old, new in texts.items()]
        return [place for old, new in rows if (place := self._place(old, new)) is not None]

    def since(self, name: str) -> list[Place]:
        """What differs from the article in a commit."""
        history = History.open(self.project.folder)
        if isinstance(history, NoHistory):
            raise ConfigError(f"--since: no history, because {history.reason}", hint=history.hint)
        commit = history.resolve(name)
        if commit is None:
            raise ConfigError(
                f"--since: {name!r} is no commit", hint="name one as git does: HEAD~1, a branch, a tag, an id"
            )
        path = self.reading.article.path
        data = history.read(commit, Path(path))
        if data is None:
            raise FileError(f"is not in {name}", Where(path), "name a commit that has the article under this path")
        known = [catalog for catalog in self.reading.catalogs.values() if catalog]
        old, _, _ = read_document(self.project, self.reading.article, self.reading.form, data, known)
        keys = [segment.key for segment in self.reading.document.segments]
        return self._places([segment.key for segment in old.segments], keys)

    def _places(self, old: Sequence[Key], new: Sequence[Key]) -> list[Place]:
        if set(old) == set(new):
            return []
        links = align(old, new, names=self.names, language=self.project.source)
        followed = {old[at] for link in links for at in link.old}
        arrived = {new[at] for link in links for at in link.new}
        places = [self._place([old[at] for at in link.old], [new[at] for at in link.new]) for link in links]
        places += [self._place([], [key]) for key in dict.fromkeys(new) if key not in arrived and key not in set(old)]
        places += [self._place([key], []) for key in dict.fromkeys(old) if key not in followed and key not in set(new)]
        return [place for place in places if place is not None]

    def _place(self, old: Sequence[Key], new: Sequence[Key]) -> Place | None:
        before, after = (join_texts([key.text for key in side]) for side in (old, new))
        change = ChangeClass.ROLE if before == after else classify(before, after, self.names, self.project.source)
        return None if change is ChangeClass.WHITESPACE else Place(change, tuple(old), tuple(new))
