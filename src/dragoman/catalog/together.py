"""Which sentences of a block are translated by one text, and what their sources say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from dragoman.catalog.cutting import blank_between
from dragoman.catalog.inside import Inside, Side
from dragoman.model import Content, Key, Segment, digest, label, read_tags, to_text

Row: TypeAlias = tuple[Key, ...]


class Run(NamedTuple):
    """Neighbours of a block, from `start` up to `stop`, that one text translates; a sentence alone is a run of one.

    `host` is the place, in the block, of the one whose entry holds the text. `fault` and `hint` say why that text is
    no translation here ("" when it is).
    """

    start: int
    stop: int
    host: int
    fault: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Together:
    """How the blocks of an article are translated, by their rows of keys; a row that is not there, each sentence alone.

    `groups` are the rows of sentences that one text translates, each with the place of its host.
    """

    runs: Mapping[Row, tuple[Run, ...]] = field(default_factory=dict)
    groups: Mapping[Row, int] = field(default_factory=dict)

    def of(self, row: Row) -> tuple[Run, ...]:
        """The runs of a block, in order; they cover it."""
        return self.runs.get(row) or tuple(Run(at, at + 1, at) for at in range(len(row)))

    @property
    def hosts(self) -> dict[Key, Row]:
        """The sentences that each host is translated with."""
        return {row[host]: row for row, host in self.groups.items()}


def rows_of(segments: Iterable[Segment]) -> list[Row]:
    """The keys of each block, in order."""
    rows: dict[int, list[Key]] = {}
    for segment in segments:
        rows.setdefault(segment.block.index, []).append(segment.key)
    return [tuple(row) for row in rows.values()]


def record(row: Row) -> str:
    """What tells whether the sentences that were translated together are still the same ones."""
    return digest(row[0].context, *(key.text for key in row))


def record_alone(key: Key, side: Side | None) -> str:
    """The same for a sentence that names a neighbour which it has not, or none that is understood."""
    return digest(key.context, key.text, side or "")


def find_together(rows: Iterable[Row], inside: Mapping[Key, Inside], records: Mapping[Key, str]) -> Together:
    """How the blocks `rows` are translated, when the entries of `inside` say that they are so inside a neighbour.

    One entry serves every place of a repeated sentence. So what it says counts only when the sentence stands in one
    company alone, or in the company that its record (by key) names; at any other place it has no translation, nor
    has its host, whose text says more than the host does.
    """
    if not inside:
        return Together()
    different = dict.fromkeys(rows)
    every = groups_of(different, inside)
    groups = {row: host for row, host in every.rows.items() if _holds(row, every, inside, records)}
    count = Counter(row[host] for row, host in groups.items())
    groups = {row: host for row, host in groups.items() if count[row[host]] == 1}
    hosts = {row[host] for row, host in groups.items()}
    runs: dict[Row, tuple[Run, ...]] = {}
    for row in different:
        if not (inside.keys().isdisjoint(row) and hosts.isdisjoint(row)):
            found = tuple(_runs(row, list(_pointed(row, inside)), groups, hosts, inside))
            if any(run.fault or run.stop - run.start > 1 for run in found):
                runs[row] = found
    return Together(runs, groups)


@dataclass(frozen=True)
class Groups:
    """Rows of sentences that would be translated by one text, each with the place of its host."""

    rows: Mapping[Row, int]
    by_key: Mapping[Key, Sequence[Row]]

    def of(self, key: Key) -> Sequence[Row]:
        """The rows that hold `key`."""
        return self.by_key.get(key, ())

    def host(self, row: Row) -> Key:
        return row[self.rows[row]]

    def hosted(self, host: Key) -> list[Row]:
        """The rows that `host` holds the text of."""
        return [row for row in self.of(host) if self.host(row) == host]


def groups_of(rows: Iterable[Row], inside: Mapping[Key, Inside]) -> Groups:
    """Every row of sentences that `inside` would have translated by one text."""
    found: dict[Row, int] = {}
    for row in dict.fromkeys(rows):
        if not inside.keys().isdisjoint(row):
            for start, stop, host in _spans(list(_pointed(row, inside))):
                found[row[start:stop]] = host - start
    by_key: dict[Key, list[Row]] = {}
    for group in found:
        for key in dict.fromkeys(group):
            by_key.setdefault(key, []).append(group)
    return Groups(found, by_key)


def joint_content(contents: Sequence[Content]) -> Content:
    """Sentences as one content. Their marks go on counting: a link of the second is `a2` when the first has one."""
    parts: list[object] = []
    before = ""
    for content in contents:
        text = to_text(content)
        parts += [blank_between(before, text), *content]
        before = text
    return label(parts)  # type: ignore[arg-type]


def joint_text(texts: Sequence[str]) -> str:
    """What people see of `joint_content`, from what they see of each sentence."""
    return texts[0] if len(texts) == 1 else to_text(joint_content([read_tags(text) for text in texts]))


class _Place(NamedTuple):
    """Where a sentence of a block is translated: the place of its host, or -1 and why not."""

    host: int
    fault: str = ""
    hint: str = ""


_HINTS = {
    Side.PREVIOUS: "its paragraph begins here: translate it, or say next",
    Side.NEXT: "its paragraph ends here: translate it, or say previous",
}


def _pointed(row: Row, inside: Mapping[Key, Inside]) -> Iterator[_Place]:
    for at in range(len(row)):
        place = at
        seen: set[int] = set()
        while (said := inside.get(row[place])) is not None:
            if said.side is None:
                hint = "say previous or next, or translate the sentence"
                yield _Place(-1, f"“{said.said}” does not say in which neighbour it is translated", hint)
                break
            seen.add(place)
            place += -1 if said.side is Side.PREVIOUS else 1
            if not 0 <= place < len(row):
                what = "there is no sentence before it" if place < 0 else "there is no sentence behind it"
                yield _Place(-1, f"{what} in its paragraph to be translated in", _HINTS[said.side])
                break
            if place in seen:
                hint = "one of the two must hold the translation of both"
                yield _Place(-1, "it and its neighbour each say that they are translated in the other", hint)
                break
        else:
            yield _Place(place)


def _spans(places: Sequence[_Place]) -> Iterator[tuple[int, int, int]]:
    """Start, stop and host of the sentences that are translated together."""
    members: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        if place.host >= 0:
            members.setdefault(place.host, []).append(at)
    for host, row in members.items():
        if len(row) > 1:
            yield row[0], row[-1] + 1, host


def _holds(group: Row, every: Groups, inside: Mapping[Key, Inside], records: Mapping[Key, str]) -> bool:
    """True when every entry of the group is meant for it."""
    if len(set(group)) < len(group):
        return False  # a sentence that stands twice in it: one entry cannot say both
    for key in group:
        if key in inside and key in records:
            if records[key] != record(group):
                return False
        elif key in inside and every.of(key) != [group]:
            return False
    return every.of(every.host(group)) == [group] or all(key in records for key in group if key in inside)


def _runs(
    row: Row, places: Sequence[_Place], groups: Mapping[Row, int], hosts: set[Key], inside: Mapping[Key, Inside]
) -> Iterator[Run]:
    spans = {start: (stop, host) for start, stop, host in _spans(places)}
    at = 0
    while at < len(row):
        stop, host = spans.get(at, (at + 1, at))
        group = row[at:stop]
        if stop > at + 1 and groups.get(group) == host - at:
            yield Run(at, stop, host)
            at = stop
            continue
        for place in range(at, stop):
            yield _alone(row[place], place, places[place], hosts, inside)
        at = stop


_CONTEXT = "give this place a context: <!-- dragoman: context … --> in the article"


def _alone(key: Key, at: int, place: _Place, hosts: set[Key], inside: Mapping[Key, Inside]) -> Run:
    if place.fault:
        return Run(at, at + 1, at, place.fault, place.hint)
    if key in inside:
        return Run(at, at + 1, at, "the sentence stands elsewhere too, and not beside the same neighbour", _CONTEXT)
    if key in hosts:
        return Run(at, at + 1, at, "its translation holds a neighbour too, which does not stand here", _CONTEXT)
    return Run(at, at + 1, at)
