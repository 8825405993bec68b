"""Waivers dated: each says for which source and translation it was written, so that it lapses when one changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.catalog.company import find_companies
from dragoman.catalog.entry import Ident, respell
from dragoman.catalog.layout import Placed
from dragoman.catalog.together import Row, joint_text
from dragoman.catalog.waivers import is_undated, with_digests
from dragoman.model import Key, digest


def date_waivers(placed: Sequence[Placed], rows: Sequence[Row], wanted: Collection[Key], eol: str) -> Sequence[Placed]:
    """The entries of a file as read, with the waivers of live ones dated by the pair that stands in the file: the one
    that the person had before him, also where it is stale, and whatever becomes of it next.

    Sentences translated together are one pair, that of all their sources; `rows` and `wanted` are the blocks and keys
    of the article now, which tell which they are. A waiver that is dated stays as it is.
    """
    if not any(_is_undated(item) for item in placed):
        return placed
    joint = _joint_digests(placed, rows, wanted)
    return [_dated(item, joint, eol) if _is_undated(item) else item for item in placed]


def _is_undated(item: Placed) -> bool:
    entry = item.entry
    return not entry.obsolete and not entry.is_header and entry.plural is None and is_undated(entry.comments)


def _joint_digests(placed: Sequence[Placed], rows: Sequence[Row], wanted: Collection[Key]) -> dict[Ident, str]:
    live = [item for item in placed if not item.entry.obsolete and not item.entry.is_header]
    found: dict[Ident, str] = {}
    for company in find_companies(live, rows, wanted):
        made = digest(joint_text([key.text for key in company.keys]), company.host.entry.target)
        found |= dict.fromkeys((item.entry.ident for item in company.items), made)
    return found


def _dated(item: Placed, joint: Mapping[Ident, str], eol: str) -> Placed:
    entry = item.entry
    made = joint.get(entry.ident) or digest(entry.source, entry.target)
    dated = replace(entry, comments=with_digests(entry.comments, made))
    return Placed(respell(dated, eol), item.number, fresh=item.fresh)
