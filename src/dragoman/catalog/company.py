"""Which entries of a catalog were translated together when it was last in step with its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dragoman.catalog.changing import changed
from dragoman.catalog.comments import CONTEXT
from dragoman.catalog.inside import Inside, Side, read_inside, record_of, with_record
from dragoman.catalog.layout import Placed
from dragoman.catalog.together import Groups, Row, groups_of, record, record_alone
from dragoman.model import Key


@dataclass(frozen=True, slots=True)
class Company:
    """Entries in the order of their sentences; `host` holds the text of them all.

    `is_sure` is False when a source has been changed by something else than an update: what was approved is unknown.
    """

    items: tuple[Placed, ...]
    host: Placed
    is_sure: bool = True

    @property
    def keys(self) -> Row:
        return tuple(item.entry.key for item in self.items)

    @property
    def inside(self) -> tuple[Placed, ...]:
        return tuple(item for item in self.items if item is not self.host)

    def recorded(self, item: Placed) -> Placed:
        """One of `inside` with the record of its company."""
        if record_of(item.entry.comments):
            return item
        return changed(item, comments=with_record(item.entry.comments, record(self.keys)))


def find_companies(old: Sequence[Placed], rows: Sequence[Row], wanted: Collection[Key]) -> list[Company]:
    """The companies among the live entries `old`; `rows` and `wanted` are the blocks and keys of the article now.

    What was recorded tells it. An entry that a person has marked since has no record: its host is its neighbour in the
    file, which stands in the article's order. A repeated sentence stands there only once, so another neighbour is
    believed when the article repeats it, or when the entry quotes it. While the article has the same sentences in
    the same order, the article itself tells.
    """
    items = {item.entry.key: item for item in old if item.entry.context != ""}
    inside = {key: said for key, item in items.items() if (said := read_inside(item.entry)) and said.side}
    if not inside:
        return []
    now = groups_of(rows, {key: said for key, said in inside.items() if key in wanted})
    records: dict[str, list[Key]] = {}
    for key, item in items.items():
        if digest := record_of(item.entry.comments):
            records.setdefault(digest, []).append(key)
    search = _Search(
        list(items), items, inside, now, records, list(items) == list(wanted), Counter(k for row in rows for k in row)
    )
    return search.companies()


@dataclass(frozen=True)
class _Search:
    order: list[Key]  # of the file
    items: Mapping[Key, Placed]
    inside: Mapping[Key, Inside]
    now: Groups  # of the article as it is
    records: Mapping[str, Sequence[Key]]  # the entries that have each record
    is_same: bool  # the article has the sentences of the file, in its order
    times: Counter[Key]  # how often each sentence stands in the article

    def companies(self) -> list[Company]:
        place = {key: at for at, key in enumerate(self.order)}
        by_record = {record(row): row for row in self.now.rows}
        members: dict[Key, list[Key]] = {}
        for key in self.inside:
            if (host := self._host(key, place, by_record)) is not None:
                members.setdefault(host, []).append(key)
        return [self._company(host, row, place) for host, row in members.items()]

    def _host(self, key: Key, place: Mapping[Key, int], by_record: Mapping[str, Row]) -> Key | None:
        said = self._record(key)
        if said:
            row = by_record.get(said, ())
            if key in row and all(other in self.items for other in row):
                return self.now.host(row)
        if said == record_alone(key, self.inside[key].side):
            return None  # it said so already when it had no such neighbour
        if not said:
            if beside := self._in_article(key):
                return beside
            if self.is_same:
                return None
        walked = self._walk(key, place)
        if said and (walked is None or record(self._row(walked, [key], place)) != said):
            return self._fitting(said) or walked
        return walked

    def _in_article(self, key: Key) -> Key | None:
        """The host of a newly marked sentence as the article has it, where that can be believed."""
        for row in self.now.of(key):
            host = self.now.host(row)
            if host in self.items and (self.is_same or self.times[host] > 1 or self._quotes(key, host)):
                return host
        return None

    def _quotes(self, key: Key, host: Key) -> bool:
        """True when the entry's remark on what stands before it quotes the host."""
        start = f"#. {CONTEXT}“"
        quoted = (line for line in self.items[key].entry.lines(".") if line.startswith(start))
        line = next(quoted, "").removeprefix(start).rstrip("” …\r")
        return bool(line) and self.inside[key].side is Side.PREVIOUS and " ".join(host.text.split()).startswith(line)

    def _walk(self, key: Key, place: Mapping[Key, int]) -> Key | None:
        """The host by the order of the file."""
        seen: set[Key] = set()
        while (said := self.inside.get(key)) is not None and key not in seen:
            seen.add(key)
            step = -1 if said.side is Side.PREVIOUS else 1
            at = place[key] + step
            while 0 <= at < len(self.order) and self.order[at].context != key.context:
                at += step  # an alternative text, which stands in the sentence
            if not 0 <= at < len(self.order):
                return None
            key = self.order[at]
        return None if key in seen else key

    def _fitting(self, said: str) -> Key | None:
        """The host with which the sentences recorded as `said` were together."""
        members = [key for key in self.records[said] if key in self.inside]
        before = [key for key in members if self.inside[key].side is Side.NEXT]
        after = [key for key in members if self.inside[key].side is Side.PREVIOUS]
        hosts = (key for key in self.order if key not in self.inside and key.context == members[0].context)
        return next((host for host in hosts if record((*before, host, *after)) == said), None)

    def _company(self, host: Key, members: Sequence[Key], place: Mapping[Key, int]) -> Company:
        row = self._row(host, members, place)
        said = {self._record(key) for key in members} - {""}
        recorded = [key for key in row if self._record(key) or key == host]
        # Some were marked since the record was made, or have been given a translation of their own.
        parted = [key for digest in sorted(said) for key in self.records[digest] if key not in row]
        wider = self._row(host, [*(key for key in recorded if key != host), *parted], place)
        is_sure = said <= {record(row), record(tuple(recorded)), record(wider)}
        return Company(tuple(self.items[key] for key in row), self.items[host], is_sure)

    def _row(self, host: Key, members: Sequence[Key], place: Mapping[Key, int]) -> Row:
        """Host and members in their order: the file's, but on the side of the host that each names."""
        for row in self.now.hosted(host):
            if set(row) == {host, *members}:
                return row
        ordered = sorted(set(members), key=lambda key: place[key])
        before = [key for key in ordered if self._is_before(key, host, place)]
        return (*before, host, *(key for key in ordered if key not in before))

    def _is_before(self, key: Key, host: Key, place: Mapping[Key, int]) -> bool:
        said = self.inside.get(key)
        return said.side is Side.NEXT if said else place[key] < place[host]

    def _record(self, key: Key) -> str:
        """The record of its company; none for an entry that named a neighbour it had not, and now the other one."""
        said = record_of(self.items[key].entry.comments)
        named = self.inside.get(key)
        others = [record_alone(key, side) for side in (None, *Side) if named is None or side is not named.side]
        return "" if said in others else said
