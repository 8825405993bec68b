"""Sign-off: a person's word, in the header, that an article may go out just as it is translated.

`X-Signed-Off: 2026-11-28 9f3c2a41d07be655 Ana Ruiz`; where several sign, `; ` between them (editors keep a field once).
The digest is of all sources and translations in the article's order, so that the word is void when one changes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.comments import one_line
from dragoman.catalog.contents import Contents
from dragoman.catalog.header import SIGNED_OFF, field
from dragoman.model import CatalogError, Pair, State, Where

_DIGITS = 16  # of SHA-256: the texts of all articles of all newsrooms stay apart
_LONGEST = 100  # characters of a name
_SIGNED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2}) +(?P<digest>[0-9a-f]{6,64}) +(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed on which day (ISO date). `is_valid` as long as every text is approved and as it was that day."""

    name: str
    date: str
    is_valid: bool


def signatures(catalog: Contents, pairs: Sequence[Pair]) -> tuple[Signature, ...]:
    """Every sign-off of the catalog, in the order given; `pairs` are those of its article now."""
    rows = [found for part in parts_of(catalog.header) if (found := _SIGNED.fullmatch(part))]
    now = _digest(pairs) if rows and not unapproved(pairs) else ""
    return tuple(Signature(row["name"], row["date"], row["digest"] == now) for row in rows)


def signed(catalog: Contents, pairs: Sequence[Pair]) -> Signature | None:
    """The sign-off that counts: the last valid one, else the last void one; None without any."""
    found = signatures(catalog, pairs)
    return next((one for one in reversed(found) if one.is_valid), found[-1] if found else None)


def sign(catalog: Catalog, pairs: Sequence[Pair], name: str, day: date) -> None:
    """Signs for `name` the article as `pairs` have it, in place of an earlier sign-off of the same name.

    Law: nothing but the header's field changes. CatalogError when a text is not approved, and for no name.
    """
    who = _plain(name)
    if not any(map(str.isalnum, who)):
        raise CatalogError("a sign-off without a name", Where(catalog.path), "say who signs")
    if not pairs:
        raise CatalogError("nothing is translated here", Where(catalog.path), "there is nothing to sign")
    if count := unapproved(pairs):
        told = "1 text is" if count == 1 else f"{count} texts are"
        hint = "approve all of it first: a sign-off is for the whole article"
        raise CatalogError(f"{told} not approved", Where(catalog.path), hint)
    word = f"{day.isoformat()} {_digest(pairs)} {who}"
    if word not in parts_of(catalog.header):
        catalog.set_field(SIGNED_OFF, "; ".join([*_but(catalog, who), word]))


def withdraw(catalog: Catalog, name: str) -> bool:
    """Takes the sign-off of `name` out; whether there was one."""
    kept = _but(catalog, _plain(name))
    is_there = len(kept) < len(parts_of(catalog.header))
    if is_there:
        catalog.set_field(SIGNED_OFF, "; ".join(kept))
    return is_there


def unapproved(pairs: Iterable[Pair]) -> int:
    """How many texts no person has approved as they are."""
    return sum(pair.translation is None or pair.translation.state is not State.APPROVED for pair in pairs)


def parts_of(header: str) -> list[str]:
    """The sign-offs as they stand in a header, also those that nobody can read."""
    return [part for each in (field(header, SIGNED_OFF) or "").split(";") if (part := each.strip())]


def name_of(part: str) -> str:
    """Whose sign-off it is; "" for one that nobody can read."""
    found = _SIGNED.fullmatch(part)
    return found["name"] if found else ""


def _but(catalog: Contents, name: str) -> list[str]:
    """The sign-offs of others."""
    return [part for part in parts_of(catalog.header) if name_of(part).casefold() != name.casefold()]


def _plain(name: str) -> str:
    """A name that can begin no line, no field and no other sign-off."""
    return " ".join(one_line(name).replace(";", ",").split())[:_LONGEST].strip()


def _digest(pairs: Sequence[Pair]) -> str:
    """That of all texts in order. JSON keeps apart what stands side by side."""
    rows = [[*pair.segment.key, pair.translation.text if pair.translation else None] for pair in pairs]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:_DIGITS]
