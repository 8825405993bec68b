"""DeepL's glossaries that hold the terms of our batches: made when missing, found again by name, a few of each pair."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from dragoman.engines.http import ServiceError, Wire
from dragoman.model.drafting import TermChoice

_PREFIX = "dragoman"
_LONGEST = 1024  # bytes of a term
_BREAKING = ("\t", "\n", "\r")


class Glossaries:
    """Glossaries of one account, one for each pair of languages.

    A pair's glossary holds the terms of every batch of this run so far. Its name ends in a digest of what it holds, so
    that another run with the same terms finds it, and what stands under a name never changes. Before one is made, the
    oldest of the pair are deleted until `keep` are left with it. Nothing without our name is touched.
    """

    def __init__(self, wire: Wire, keep: int) -> None:
        self._wire = wire
        self._keep = keep
        self._terms: dict[tuple[str, str], dict[str, str]] = {}
        self._held: dict[tuple[str, str], tuple[str, str]] = {}  # pair → name and number of the glossary with its terms
        self._refused: set[tuple[str, str]] = set()  # pairs that DeepL has no glossaries for

    async def holding(self, pair: tuple[str, str], terms: Sequence[TermChoice]) -> str:
        """The number of a glossary that holds `terms`; "" when there are none or the account can have no such."""
        entries = self._terms.setdefault(pair, {})
        entries |= {term.source: term.approved for term in terms if _fits(term.source) and _fits(term.approved)}
        if not entries or pair in self._refused:
            return ""
        name = _name(pair, entries)
        if self._held.get(pair, ("", ""))[0] != name:
            number = await self._wire.once(("glossary", name), lambda: self._found_or_made(pair, name, dict(entries)))
            if not number:
                return ""
            self._held[pair] = name, number
        return self._held[pair][1]

    def forget(self, number: str) -> None:
        """The glossary is gone from the account: it is made again when next wanted."""
        for pair, (name, held) in list(self._held.items()):
            if held == number:
                self._wire.forget(("glossary", name))
                del self._held[pair]

    async def _found_or_made(self, pair: tuple[str, str], name: str, entries: Mapping[str, str]) -> str:
        ours = await self._ours(pair)
        if found := [number for number, (held, _) in ours.items() if held == name]:
            return found[0]
        by_age = sorted(ours, key=lambda number: ours[number][1])
        for number in by_age[: max(0, len(ours) - self._keep + 1)]:
            try:
                await self._wire.delete(f"v3/glossaries/{number}")
            except ServiceError as error:
                if error.status != 404:  # another run was quicker
                    raise
        table = {
            "source_lang": pair[0],
            "target_lang": pair[1],
            "entries": "\n".join(f"{source}\t{target}" for source, target in sorted(entries.items())),
            "entries_format": "tsv",
        }
        try:
            made = await self._wire.post("v3/glossaries", {"name": name, "dictionaries": [table]})
        except ServiceError as error:
            if error.status not in (400, 456):  # a pair without glossaries, or an account that may have no more
                raise
            self._refused.add(pair)
            return ""
        match made:
            case {"glossary_id": str(number)}:
                return number
            case _:
                raise self._wire.unfit("a glossary without a number")

    async def _ours(self, pair: tuple[str, str]) -> dict[str, tuple[str, str]]:
        """Name and time of making, by number, of the account's glossaries that bear our name for this pair."""
        match await self._wire.get("v3/glossaries"):
            case {"glossaries": list(rows)}:
                return {
                    row["glossary_id"]: (row["name"], str(row.get("creation_time", "")))
                    for row in rows
                    if isinstance(row, dict)
                    and isinstance(row.get("glossary_id"), str)
                    and str(row.get("name", "")).startswith(f"{_PREFIX} {pair[0]}-{pair[1]} ")
                }
            case _:
                raise self._wire.unfit("no list of glossaries")


def _name(pair: tuple[str, str], entries: Mapping[str, str]) -> str:
    held = "\n".join(f"{source}\t{target}" for source, target in sorted(entries.items()))
    return f"{_PREFIX} {pair[0]}-{pair[1]} {hashlib.sha256(held.encode()).hexdigest()[:16]}"


def _fits(text: str) -> bool:
    return 0 < len(text.encode()) <= _LONGEST and not any(sign in text for sign in _BREAKING) and text == text.strip()
