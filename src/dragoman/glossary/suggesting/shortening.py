"""Which names are shorter forms of others: surnames, acronyms, the first words of an organisation's name, plurals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from dragoman.glossary.suggesting.facts import Facts
from dragoman.glossary.suggesting.gathering import Entry, inner
from dragoman.glossary.suggesting.parts import Key

# Weights per mention below which a kind says nothing against being a shorter form: of a person, of an organisation.
_SURE_PERSON = 2.0
_SURE = 1.25
_SURE_PLACE = 0.5
_LEAST_INITIALS = 3


def join_shorter(entries: Mapping[Key, Entry], articles: Sequence[str], facts: Facts, base: Set[str]) -> None:
    """Makes shorter forms aliases of the one name of the same article that they stand for.

    What stands for several persons is no term by itself. `articles` names that of each passage, `base` are names of the
    base layer, which are shorter forms of nothing.
    """
    owners, surnames = _owners(entries, facts)
    for short, longs in owners.items():
        entry = entries.get(short)
        if entry is None or entry.sort == "title" or entry.text in base or not _may(entry, short in surnames):
            continue
        mine = {articles[place] for place, _ in entry.uses}
        near = [long for long in longs if any(articles[place] in mine for place, _ in entries[long].uses)]
        if len(near) == 1:
            entries[near[0]].aliases.append(short)
        elif not near or short not in surnames or entry.kind == "place":
            continue
        entry.is_alias = True
    for key, entry in entries.items():
        if entry.is_alias:
            continue
        entry.is_alias = _is_plural(key, entry, entries, owners)
        bare = entries.get(key[1:]) if key[0] in facts.articles else None
        if bare is not None and not bare.is_alias:  # The Hague and the Hague
            bare.uses += entry.uses
            entry.is_alias = True


def _owners(entries: Mapping[Key, Entry], facts: Facts) -> tuple[dict[Key, list[Key]], set[Key]]:
    """The names that each shorter form may stand for, and which of these are parts of a person's name."""
    owners: dict[Key, list[Key]] = defaultdict(list)
    surnames: set[Key] = set()
    within = {key for entry in entries.values() for key in inner(entry.words)}
    for key, entry in entries.items():
        if entry.sort == "title" or len(key) < 2:
            continue
        kind = entry.kind
        if kind == "person" or (not kind and entry.words[-1].low not in facts.heads):
            ends = [key[at:] for at in range(1, len(key))]
            surnames.update(ends)
            shorter = [*ends, key[:1]]
        else:
            plain = [at for at in range(1, len(key)) if entry.words[at].shape == "capital"]
            shorter = [key[at:] for at in plain if entry.words[at - 1].shape == "capital" and len(key) - at > 1]
            if kind == "organisation":
                shorter += [key[:at] for at in plain if key[:at] not in within]
        for short in (*shorter, *((acronym,) for acronym in sorted(_acronyms(entry)))):
            owners[short].append(key)
    return owners, surnames


def _may(entry: Entry, of_person: bool) -> bool:
    """Whether a name may be a shorter form, by what is known of it alone."""
    kind = entry.kind
    if kind in ("", "person" if of_person else "organisation"):
        return True
    least = _SURE_PERSON if of_person else _SURE_PLACE if kind == "place" else _SURE
    return entry.weights[kind] / len(entry.uses) < least


def _acronyms(entry: Entry) -> set[str]:
    """Acronyms of a name: those in brackets behind it, and its initials."""
    initials = "".join(word.text[0] for word in entry.words if word.shape == "capital")
    return entry.brackets | ({initials} if len(initials) >= _LEAST_INITIALS else set())


def _is_plural(key: Key, entry: Entry, entries: Mapping[Key, Entry], owners: Mapping[Key, list[Key]]) -> bool:
    """True for a plural whose singular is known: the Browns. A title's is an alias of it."""
    one = (key[0].removesuffix("s"),)
    if len(key) > 1 or one == key:
        return False
    if entry.sort == "title" and one in entries and entries[one].sort == "title":
        entries[one].aliases.append(key)
        return True
    return entry.sort == "name" and any(long[-1:] == one for long in owners.get(one, ()))
