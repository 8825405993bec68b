"""Recorded corrections, found again in an article as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.alignment import align
from dragoman.catalog.catalog import Catalog
from dragoman.catalog.corrections import NAME, Correction, Place, read_corrections
from dragoman.catalog.rulings import Rulings
from dragoman.model import Key, Pair, State
from dragoman.project import Article, Project

_SHARE = 0.5  # of a correction's texts that must stand in an article which is to be the renamed one


class Fate(StrEnum):
    """What became of a corrected place in the article."""

    THERE = "there"
    WITHDRAWN = "withdrawn"  # the old text stands there again
    GONE = "gone"  # neither text stands there: it was deleted by the correction, or later


@dataclass(frozen=True, slots=True)
class TrackedPlace:
    """`keys` are the segments of the article now that stand for the place's new text, also when edited since."""

    place: Place
    fate: Fate
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class Tracked:
    """A correction and what became of its places."""

    correction: Correction
    places: tuple[TrackedPlace, ...]

    @property
    def is_withdrawn(self) -> bool:
        """The article says again all that it said before."""
        return all(place.fate is Fate.WITHDRAWN for place in self.places)

    @property
    def keys(self) -> tuple[Key, ...]:
        """The segments that each language must have approved, each once."""
        return tuple(dict.fromkeys(key for place in self.places for key in place.keys))


def record_path(project: Project) -> str:
    """Where the record of corrections lives, from the project's folder."""
    return f"{project.locales}/{NAME}"


def read_record(project: Project) -> tuple[Correction, ...]:
    path = record_path(project)
    return read_corrections(project.file(path), project.folder, path)


def track(
    project: Project,
    article: Article,
    record: Iterable[Correction],
    keys: Sequence[Key],
    known: Collection[Key],
) -> tuple[Tracked, ...]:
    """The corrections of an article, oldest first. `keys` are its segments, `known` what its catalogs hold.

    A correction of an article that is no longer there belongs to the one whose catalogs or segments hold its texts:
    the article was renamed. One whose article was deleted belongs to none.
    """
    mine = [correction for correction in record if _belongs(project, article, correction, keys, known)]
    return tuple(tracked(correction, keys) for correction in sorted(mine, key=lambda one: one.date))


def tracked(correction: Correction, keys: Sequence[Key]) -> Tracked:
    """What became of a correction in the article whose segments are `keys`."""
    live = set(keys)
    fates = [(place, _fate(place, live)) for place in correction.places]
    sought = [key for place, fate in fates if fate is not Fate.WITHDRAWN for key in place.new]
    successors = _successors(sought, keys) if not live.issuperset(sought) else {}
    places: list[TrackedPlace] = []
    for place, fate in fates:
        if fate is Fate.WITHDRAWN:
            places.append(TrackedPlace(place, fate))
            continue
        rows = [(key,) if key in live else successors.get(key, ()) for key in place.new]
        now = tuple(dict.fromkeys(key for row in rows for key in row))
        places.append(TrackedPlace(place, Fate.THERE if now else Fate.GONE, now))
    return Tracked(correction, tuple(places))


def rulings_on(corrections: Sequence[Tracked]) -> Rulings:
    """What corrections say to an update: the segments under correction, each with what translators are told of the
    newest one, and the texts that an approval is trusted for."""
    return Rulings(
        corrected={key: one.correction.remark for one in corrections for key in one.keys},
        trusted={key for one in corrections for place in one.correction.places for key in place.new},
    )


def waiting(corrections: Sequence[Tracked], pairs: Sequence[Pair], catalog: Catalog | None) -> dict[str, list[Pair]]:
    """By a correction's id, the pairs of one language that have a corrected text which nobody has approved.

    A sentence that was edited again after its corrected text had been approved is an ordinary edit, and waits no more.
    """
    found: dict[str, list[Pair]] = {one.correction.id: [] for one in corrections}
    if not corrections:
        return found
    gone = {key for key, text in catalog.obsolete() if text.state is State.APPROVED} if catalog else set[Key]()
    for pair in pairs:
        if state_of(pair) is State.APPROVED:
            continue
        previous = pair.translation.previous if pair.translation else None
        approved = {*gone, previous} if previous else gone
        for one in corrections:
            if any(_is_waiting(place, pair.keys, approved) for place in one.places):
                found[one.correction.id].append(pair)
    return found


def _is_waiting(place: TrackedPlace, keys: Collection[Key], approved: Collection[Key]) -> bool:
    """True when these unapproved segments are the place's, and nobody had approved its text before it was edited."""
    there = [key for key in place.keys if key in keys]
    new = place.place.new
    return bool(there) and (any(key in new for key in there) or not any(key in approved for key in new))


def state_of(pair: Pair) -> State | None:
    """The state of a pair's translation; None for a missing or blank one."""
    return pair.translation.state if pair.translation and pair.translation.text.strip() else None


def _belongs(
    project: Project, article: Article, correction: Correction, keys: Collection[Key], known: Collection[Key]
) -> bool:
    if correction.article == article.path:
        return True
    if project.file(correction.article).exists():
        return False
    texts = {key for place in correction.places for key in (*place.old, *place.new)}
    return len(texts & {*keys, *known}) >= _SHARE * max(len(texts), 1)


def _fate(place: Place, live: Collection[Key]) -> Fate:
    has_new = any(key in live for key in place.new)
    if place.old and all(key in live for key in place.old) and not has_new:
        return Fate.WITHDRAWN
    return Fate.THERE if has_new else Fate.GONE


def _successors(old: Sequence[Key], new: Sequence[Key]) -> Mapping[Key, tuple[Key, ...]]:
    """What edits made since have turned the texts of a correction into."""
    row = list(dict.fromkeys(old))
    found: dict[Key, tuple[Key, ...]] = {}
    for link in align(row, new):
        for at in link.old:
            found[row[at]] = tuple(new[there] for there in link.new)
    return found
