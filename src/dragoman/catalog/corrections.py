"""The record of corrections of fact: `corrections.toml` beside the catalogs, a table a correction, only ever added to.

Whether a correction has been handled does not stand there: it follows from the catalogs (see `check`), so that nobody
can tick it off in a file.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.alignment import ChangeClass
from dragoman.model import CatalogError, Key, Where
from dragoman.model.visible import visible

NAME = "corrections.toml"

_HEAD = """\
# Corrections of fact, written by `dragoman correct`. The record stays; a correction is handled when every language has
# approved its new texts. If git reports a conflict here, keep both sides: each correction is a table of its own.
"""
_SETTINGS = ("article", "date", "reason", "place")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Place:
    """One corrected place: the texts that stood there and those that stand there now. New text has no `old`, deleted
    text has no `new`; several stand where a sentence was split or sentences were joined."""

    change: ChangeClass
    old: tuple[Key, ...]
    new: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `article` is the path it had then, from the project's folder; `date` is an ISO date."""

    article: str
    date: str
    reason: str
    places: tuple[Place, ...]

    @property
    def id(self) -> str:
        """Follows from what was corrected, so that the same correction is recorded once."""
        texts = (part for place in self.places for key in (*place.old, *place.new) for part in key)
        return hashlib.sha256("\x00".join((self.article, *texts)).encode("utf-8", "replace")).hexdigest()[:12]

    @property
    def remark(self) -> str:
        """What translators are told: `Correction 2026-11-27: the reason`."""
        return f"Correction {self.date}" + (f": {visible(self.reason, 200)}" if self.reason else "")


def read_corrections(file: Path, root: Path, shown: str = "") -> tuple[Correction, ...]:
    """The recorded corrections in the file's order; none when there is no file. CatalogError when it is damaged.

    `shown` is the path for messages.
    """
    if not file.exists():
        return ()
    return parse(files.read(file, root=root), shown or str(file))


def parse(data: bytes, shown: str) -> tuple[Correction, ...]:
    """The corrections that these bytes record. CatalogError naming the table that cannot be read."""
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        where = Where(shown, int(line[1]) if line else None)
        hint = "after a merge, keep both sides: each correction is a table of its own"
        raise CatalogError(f"not valid TOML: {error}", where, hint) from None
    return tuple(_correction(name, table, shown) for name, table in tables.items())


def added(data: bytes | None, correction: Correction, shown: str) -> bytes:
    """The record with `correction`; every other table keeps its bytes. Tables stand by article, then by date.

    A correction that is recorded already is not recorded again. CatalogError when the record is damaged.
    """
    if data is None:
        return (_HEAD + "\n" + _spelled(correction)).encode()
    known = parse(data, shown)
    if any(there.id == correction.id for there in known):
        return data
    text = data.decode("utf-8")
    after = next((there for there in known if _order(there) > _order(correction)), None)  # on one day, as they came
    header = re.search(rf"^\[{after.id}\][ \t]*\r?$", text, re.MULTILINE) if after else None
    new = _spelled(correction)
    if header:
        candidate = f"{text[: header.start()]}{new}\n{text[header.start() :]}"
        if _is_record(candidate, {*known, correction}, shown):
            return candidate.encode()
    gap = "" if text.endswith("\n\n") or not text else "\n" if text.endswith("\n") else "\n\n"
    return (text + gap + new).encode()


def _is_record(text: str, wanted: set[Correction], shown: str) -> bool:
    """False when the place was no border between tables: a header that stands inside a person's long string."""
    try:
        return set(parse(text.encode(), shown)) == wanted
    except CatalogError:
        return False


def _order(correction: Correction) -> tuple[str, str]:
    return correction.article, correction.date


def _spelled(correction: Correction) -> str:
    lines = [
        f"[{correction.id}]",
        f"article = {_text(correction.article)}",
        f"date = {correction.date}",
        f"reason = {_text(correction.reason)}",
    ]
    for place in correction.places:
        lines += ["", f"[[{correction.id}.place]]", f'change = "{place.change}"']
        lines += [f"old = {_keys(place.old)}", f"new = {_keys(place.new)}"]
    return "\n".join(lines) + "\n"


def _keys(keys: Sequence[Key]) -> str:
    rows = (
        f"{{ text = {_text(key.text)}, context = {_text(key.context)} }}" if key.context else _text(key.text)
        for key in keys
    )
    return f"[{', '.join(rows)}]"


def _text(text: str) -> str:
    r"""A TOML basic string. What could hide or steer is written as `\uXXXX`; a lone surrogate, which TOML cannot hold,
    as a replacement character."""
    shown = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(
        lambda found: "\ufffd" if "\ud800" <= found.group() <= "\udfff" else f"\\u{ord(found.group()):04x}", shown
    )


def _correction(name: str, table: object, shown: str) -> Correction:
    def damaged(what: str) -> CatalogError:
        return CatalogError(f"[{name}]: {what}", Where(shown), "git knows how it was written: git log -p " + shown)

    if not isinstance(table, dict):
        raise damaged("is no table")
    if unknown := [key for key in table if key not in _SETTINGS]:
        raise damaged(f"unknown setting {unknown[0]!r}")
    date, places = table.get("date"), table.get("place", [])
    if not isinstance(date, datetime.date):
        raise damaged("'date' must be a date, such as 2026-11-27")
    if not isinstance(table.get("article"), str) or not isinstance(table.get("reason", ""), str):
        raise damaged("'article' and 'reason' must be texts")
    if not isinstance(places, list) or not all(isinstance(place, dict) for place in places):
        raise damaged("'place' must be a list of tables")
    rows: list[Place] = []
    for place in places:
        if place.get("change") not in list(ChangeClass):
            raise damaged(f"{place.get('change')!r} is no class of a change")
        try:
            old, new = _read_keys(place, "old"), _read_keys(place, "new")
        except ValueError as error:
            raise damaged(str(error)) from None
        rows.append(Place(ChangeClass(place["change"]), old, new))
    return Correction(table["article"], date.isoformat()[:10], table.get("reason", ""), tuple(rows))


def _read_keys(place: Mapping[str, object], side: str) -> tuple[Key, ...]:
    row = place.get(side, [])
    keys: list[Key] = []
    for entry in row if isinstance(row, list) else [row]:
        if isinstance(entry, str):
            keys.append(Key(entry))
        elif (
            isinstance(entry, dict)
            and {*entry} <= {"text", "context"}
            and all(isinstance(x, str) for x in entry.values())
        ):
            keys.append(Key(entry.get("text", ""), entry.get("context", "")))
        else:
            raise ValueError(f"{side!r} must hold texts, not {entry!r}")
    return tuple(keys)
