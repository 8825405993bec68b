"""Sentences translated together, followed when their article changes.

The entry of the host holds one text for all of them, so a change of any of them is a change of what that text was
approved for. Law: no text approved for several sentences stays approved for others, and none is lost: it stands
below under what they said together, and a revert brings it back.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.alignment import ChangeClass, classify
from dragoman.catalog.carry import carry
from dragoman.catalog.changing import changed, emptied, ident_of, salted, stale
from dragoman.catalog.company import Company
from dragoman.catalog.entry import Entry, Ident, respell
from dragoman.catalog.inside import (
    Inside,
    Side,
    joint_key,
    parting_of,
    read_inside,
    record_of,
    said_inside,
    with_parting,
    with_record,
    without_record,
)
from dragoman.catalog.layout import Placed
from dragoman.catalog.states import read_state, write_state
from dragoman.catalog.together import (
    Groups,
    Row,
    Together,
    find_together,
    groups_of,
    joint_content,
    joint_text,
    record,
    record_alone,
)
from dragoman.model import Key, Segment, State


@dataclass
class Uniting:
    """One update's work on sentences translated together, once each entry has been followed by itself.

    `live`, `told`, `classes`, `obsolete` and `leaving` are the update's own and are changed; `keep` files an entry
    among the obsolete ones; `went` says where the old entries have gone, `rows` are the blocks of the article.
    """

    live: dict[Key, Placed]
    told: dict[Key, str]
    classes: list[tuple[Key, ChangeClass]]
    obsolete: dict[Ident, Placed]
    leaving: dict[Ident, Placed]
    keep: Callable[[Placed], None]
    went: Mapping[Ident, tuple[Key, ...]]
    rows: Sequence[Row]
    wanted: Mapping[Key, Segment]
    approved: Mapping[str, Entry]
    names: Collection[str]
    source: str
    eol: str
    classed: set[Key] = field(default_factory=set)
    before: dict[Key, str] = field(default_factory=dict)  # what the sentences of each host said before

    def unite(self, companies: Sequence[Company]) -> Together:
        """How the article is translated now, with every company of sentences followed."""
        groups = self._part(companies)
        for company in companies:
            self._judge(company, groups)
            self._remember(company)
        self._bring_back()
        return self._record()

    # Sentences that have parted

    def _part(self, companies: Sequence[Company]) -> Groups:
        """An entry whose sentence does not stand beside its host any more has no translation; what it said is noted.

        What is left are the groups as they are now.
        """
        homes = {
            key: (self._home(company), company)
            for company in companies
            for item in company.inside
            for key in self.went.get(item.entry.ident, ())
        }
        parted = True
        while parted:  # one that parts may leave others behind
            parted = False
            inside = self._inside()
            groups = groups_of(self.rows, inside)
            for key in inside:
                said = record_of(self.live[key].entry.comments)
                if key in homes:
                    home, company = homes[key]
                    if not any(groups.host(row) == home for row in groups.of(key)):
                        parted |= self._set_apart(key, record(company.keys))
                elif _is_strange(key, inside[key], said, groups):
                    parted |= self._set_apart(key, said or record_alone(key, inside[key].side))
        for key, (home, _) in homes.items():
            said = record_of(self.live[key].entry.comments)
            found = [record(row) for row in groups.of(key) if groups.host(row) == home]
            if said and found and said not in found:
                self._note(key, found[0])
        return groups

    def _set_apart(self, key: Key, digest: str) -> bool:
        item = self.live[key]
        said = read_inside(item.entry)
        if said is None or said.side is None:
            return False
        self.live[key] = emptied(changed(item, comments=with_parting(item.entry.comments, said.side, digest)))
        self.told[key] = "emptied"
        return True

    # The host's text

    def _judge(self, company: Company, groups: Groups) -> None:
        """Whether the host's text may stand as it is."""
        now = read_state(company.host.entry, self.approved)
        if now is None:
            return
        before = joint_text([key.text for key in company.keys])
        key = self._home(company)
        if key is None:
            self.leaving.pop(company.host.entry.ident, None)
            if not now.is_machine and not self._stands_below(company.host.entry):
                self._retire(company, before)
            return
        self.before[key] = before
        hosted = groups.hosted(key) or [(key,)]
        row = company.keys if company.keys in hosted else hosted[0]
        if (row == company.keys and company.is_sure) or self.told[key] == "joined":
            return
        item = self.live[key]
        after = joint_text([key.text for key in row])
        change = classify(before, after, self.names, self.source)
        content = joint_content([self.wanted[key].content for key in row])
        text = carry(before, after, now.text, content) if company.is_sure and change.is_mechanical else None
        if text is not None and (text == now.text or not now.is_machine):
            self.live[key] = item if text == now.text else changed(item, targets=(text,))
            told = "mechanical"
            kept = text != now.text
        elif now.is_machine:
            self.live[key], told, kept = emptied(item), "emptied", False
        else:
            self.live[key], told = salted(stale(item, now, before), Key(after, key.context)), "stale"
            kept = not self._stands_below(company.host.entry)
        if kept:
            self._retire(company, before)
        self.told[key] = told
        if not self.classed:
            self.classed.update(key for key, _ in self.classes)
        if key not in self.classed:
            self.classes.append((key, change))

    def _remember(self, company: Company) -> None:
        """Entries that leave take the record of their company with them."""
        for item in company.inside:
            ident = item.entry.ident
            if ident in self.leaving:
                self.leaving[ident] = company.recorded(item)

    def _retire(self, company: Company, text: str) -> None:
        """The host's pair, kept below under what all its sentences said."""
        key = joint_key(text, company.host.entry.context or "")
        self.keep(changed(company.host, source=key.text, context=key.context))

    def _stands_below(self, entry: Entry) -> bool:
        """True for a stale text that is, word for word, the one below that it was approved as."""
        now = read_state(entry, self.approved)
        if now is None or now.state is not State.STALE or now.previous is None:
            return False
        twin = self.obsolete.get(ident_of(joint_key(*now.previous)))
        return twin is not None and twin.entry.targets == entry.targets

    # Reverts

    def _bring_back(self) -> None:
        """Sentences that stand beside their host again, and texts that were approved for just these sentences."""
        parted: dict[str, dict[Key, Side]] = {}
        for key, item in self.live.items():
            if said := self._parting(item.entry):
                parted.setdefault(said[1], {})[key] = said[0]
        inside = self._inside()
        near = _near(self.rows, {key for sides in parted.values() for key in sides})
        every = {key: side for sides in parted.values() for key, side in sides.items()}
        for digest, noted in (("", every), *parted.items()):
            # All that have parted; those with one note; each alone, for a split may have led a note astray.
            for sides in (noted, *({key: side} for key, side in noted.items() if digest)):
                rows = dict.fromkeys(row for key in sides for row in near[key])
                beside = groups_of(rows, ChainMap(_as_inside(sides), inside))
                for row in beside.rows:
                    host, back = beside.host(row), {key: sides[key] for key in row if key in sides}
                    if back and not self._is_approved(host) and (record(row) == digest or self._is_known(row, host)):
                        self._reunite(row, host, back)
                        inside.update(_as_inside(back))
        groups = groups_of(self.rows, inside)
        for row in groups.rows:
            self._restore(groups.host(row), joint_text([key.text for key in row]))

    def _is_known(self, row: Row, host: Key) -> bool:
        """True when a person has approved a text for just these sentences."""
        twin = self.obsolete.get(ident_of(joint_key(joint_text([key.text for key in row]), host.context)))
        return twin is not None and not twin.entry.is_fuzzy

    def _reunite(self, row: Row, host: Key, sides: Mapping[Key, Side]) -> None:
        for key in row:
            if key in sides:
                item = self.live[key]
                self.live[key] = Placed(said_inside(item.entry, sides[key]), item.number)
                self.told[key] = "revived"
        for key in row:
            if key != host:
                self._note(key, record(row))

    def _parting(self, entry: Entry) -> tuple[Side, str] | None:
        """What an entry that has no person's text said before it parted."""
        now = read_state(entry, {})
        return parting_of(entry.comments) if now is None or now.is_machine else None

    def _restore(self, host: Key, text: str) -> None:
        ident = ident_of(joint_key(text, host.context))
        twin, item = self.obsolete.get(ident), self.live[host]
        now = read_state(item.entry, self.approved)
        known = None if twin is None else read_state(twin.entry, {})
        if known is None or self._is_approved(host) or self.before.get(host) == text:
            return
        if known.state is not State.APPROVED and now is not None:
            return
        del self.obsolete[ident]
        if now is not None and not now.is_machine and now.text != known.text:
            key = joint_key(self.before.get(host, host.text), host.context)
            self.keep(changed(item, source=key.text, context=key.context))
        self.live[host] = Placed(write_state(item.entry, known), item.number)
        self.told[host] = "revived"

    # What is recorded

    def _record(self) -> Together:
        """The companies as they are now, recorded in each entry that stands inside another."""
        inside = self._inside()
        records = {key: said for key in inside if (said := record_of(self.live[key].entry.comments))}
        together = find_together(self.rows, inside, records)
        groups = groups_of(self.rows, inside)
        wanted = {key: record(row) for row, at in together.groups.items() for key in row if key != row[at]}
        for key, item in self.live.items():
            if key in wanted:
                self._note(key, wanted[key])
            elif key in inside and key not in records and not groups.of(key):
                self._note(key, record_alone(key, inside[key].side))  # seen, and without a neighbour
            elif key not in inside:
                now = read_state(item.entry, {})
                if now is None or now.is_machine:
                    self._note(key, "")
                else:  # a person has translated it by itself
                    self._comment(key, without_record(item.entry.comments))
        return together

    def _note(self, key: Key, digest: str) -> None:
        entry = self.live[key].entry
        if record_of(entry.comments) != digest:
            self._comment(key, with_record(entry.comments, digest))

    def _comment(self, key: Key, comments: tuple[str, ...]) -> None:
        item = self.live[key]
        if comments == item.entry.comments:
            return
        if item.fresh:
            self.live[key] = changed(item, comments=comments)
        else:  # the message itself keeps its bytes
            self.live[key] = Placed(respell(changed(item, comments=comments).entry, self.eol), item.number, fresh=False)

    # Looking

    def _inside(self) -> dict[Key, Inside]:
        return {key: said for key, item in self.live.items() if (said := read_inside(item.entry)) is not None}

    def _home(self, company: Company) -> Key | None:
        """The key below which the host's text stands now; None when it has left the article."""
        return next(iter(self.went.get(company.host.entry.ident, ())), None)

    def _is_approved(self, key: Key) -> bool:
        now = read_state(self.live[key].entry, {})
        return now is not None and now.state is State.APPROVED


def _is_strange(key: Key, inside: Inside, said: str, groups: Groups) -> bool:
    """True for an entry that nobody has seen in the company where it stands now: it comes back among others, or what
    it said made no sense before. What still makes none stays, to be told of."""
    beside = [record(row) for row in groups.of(key)]
    return said not in beside if beside else said not in ("", record_alone(key, inside.side))


def _as_inside(sides: Mapping[Key, Side]) -> dict[Key, Inside]:
    return {key: Inside(side, side.marker, True) for key, side in sides.items()}


def _near(rows: Iterable[Row], keys: Collection[Key]) -> dict[Key, list[Row]]:
    """The blocks where each of `keys` stands."""
    found: dict[Key, list[Row]] = {key: [] for key in keys}
    for row in rows if found else ():
        for key in row:
            if key in found:
                found[key].append(row)
    return found
