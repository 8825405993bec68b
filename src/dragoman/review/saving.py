"""One person's word on one text, filed durably, and never over what he did not see."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.entry import Entry
from dragoman.model import CatalogError, FileError, Key, State, Translation, Where
from dragoman.project import Project
from dragoman.review.rows import version

_WAIT_S = 0.3  # for another run to end; the page asks again


class MeanwhileError(CatalogError):
    """Somebody saved the text between its showing and now: `theirs` is what stands there, None for nothing."""

    def __init__(self, theirs: Translation | None, where: Where) -> None:
        super().__init__("somebody has saved this text meanwhile", where, "look at both texts and choose")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the catalog's path from the project's folder; its keys, and the one that holds the text."""

    catalog: str
    keys: tuple[Key, ...]
    host: Key


@dataclass(frozen=True, slots=True)
class Done:
    """What a save changed, so that it can be taken back: the entries before it and after it, and the catalog now."""

    place: Place
    before: Mapping[Key, Entry]
    after: Mapping[Key, Entry]
    catalog: Catalog


def save(
    project: Project,
    place: Place,
    text: str,
    state: State,
    *,
    seen: str,
    who: str = "",
    time: str = "",
    known: Catalog | None = None,
) -> Done:
    """Files `text` at `place` as approved or as a draft, if what stands there still is what the person saw.

    A stale text that is saved unfinished stays stale. `who` and `time` go into the header, where they are given.
    `known` is the catalog as it was read last; it is changed, and spares reading it again, where the file has not
    changed. After an error it is worth nothing.
    Raises MeanwhileError where another text stands there, FileError where the disk refuses; nothing has changed then.
    """

    def change(catalog: Catalog) -> None:
        now = _standing(catalog, place, seen)
        origin = now.origin if now else None
        kept = state if state is State.APPROVED or now is None or now.state is not State.STALE else State.STALE
        if kept is not State.APPROVED and origin is not None and origin.made(text):
            origin = None  # what a person takes back from approval stays as it is told in the file
        there = Translation(text, kept, origin, now.previous if now and kept is State.STALE else None)
        if len(place.keys) > 1:
            over = {key: catalog.translation(key) for key in place.keys}
            catalog.put_together(place.keys, there, over=over)
        else:
            catalog.put(place.host, there, over=now)
        if who and state is State.APPROVED:
            catalog.set_field("Last-Translator", " ".join(who.split()))
            catalog.set_field("PO-Revision-Date", time)

    return _changed(project, place, change, known)


def waive(
    project: Project,
    place: Place,
    wanted: Sequence[tuple[str, str]],
    reason: str,
    *,
    seen: str,
    until: datetime.date | None = None,
    known: Catalog | None = None,
) -> Done:
    """Writes a waiver of each check (with what it is about, "" for all) beside the text at `place`."""

    def change(catalog: Catalog) -> None:
        _standing(catalog, place, seen)
        for check, about in wanted:
            catalog.waive(place.host, check, reason, until, about=about, over=catalog.translation(place.host))

    return _changed(project, place, change, known)


def take_back(project: Project, done: Done, known: Catalog | None = None) -> Done:
    """Undoes a save, byte for byte at its entries. CatalogError when somebody has changed one of them since."""

    def change(catalog: Catalog) -> None:
        for key, former in done.before.items():
            catalog.give_back(key, former, over=done.after[key])

    return _changed(project, done.place, change, known)


def _standing(catalog: Catalog, place: Place, seen: str) -> Translation | None:
    """The translation at `place`, which must be the one that was seen."""
    now = catalog.joint(place.keys, place.host)[0] if len(place.keys) > 1 else catalog.translation(place.host)
    if version(now) != seen:
        raise MeanwhileError(now, Where(catalog.path))
    return now


def _changed(project: Project, place: Place, change: Callable[[Catalog], None], known: Catalog | None) -> Done:
    found: list[Done] = []

    def again(present: bytes | None) -> bytes:
        if present is None:
            hint = "run `dragoman extract`"
            raise FileError("there is no such catalog any more", Where(place.catalog), hint)
        is_known = not found and known is not None and known.data == present
        catalog = known if is_known and known is not None else Catalog.parse(present, place.catalog)
        before = _entries(catalog, place)
        change(catalog)
        found[:] = [Done(place, before, _entries(catalog, place), catalog)]
        return catalog.data

    file = project.file(place.catalog)
    with files.lock(project.file(project.state), wait_s=_WAIT_S, say=lambda _: None):
        try:
            files.update(file, again, root=project.folder)
        except FileError:  # perhaps of what a killed run left beside the file: put right, and tried once more
            files.recover(file.parent, project.folder)
            files.update(file, again, root=project.folder)
    return found[0]


def _entries(catalog: Catalog, place: Place) -> dict[Key, Entry]:
    found = {key: catalog.entry(key) for key in place.keys}
    if missing := [key for key, entry in found.items() if entry is None]:
        hint = "the article has changed: run `dragoman extract`"
        raise CatalogError(f"{place.catalog} has no entry for {missing[0].text!r}", Where(place.catalog), hint)
    return {key: entry for key, entry in found.items() if entry is not None}
