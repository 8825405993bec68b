"""Waivers beside a language's catalogs: `locales/LANG/waivers.toml`, which mean the same as translator comments."""

from __future__ import annotations

import fnmatch
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model import ConfigError, Waiver, Where
from dragoman.project.table import Table

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{6}")
_HEAD = re.compile(r"[ \t]*\[\[[ \t]*waive[ \t]*\]\]")


@dataclass(frozen=True, slots=True)
class FileWaiver:
    """A waiver for the articles of `paths` (all when empty) and texts with this source (any when ""). It begins at
    `line` of `file`."""

    waiver: Waiver
    paths: tuple[str, ...] = ()
    source: str = ""
    line: int = 0
    file: str = ""

    def fits(self, article: str, source: str) -> bool:
        """True for a text of an article that it speaks about."""
        in_path = not self.paths or any(fnmatch.fnmatchcase(article, pattern) for pattern in self.paths)
        return in_path and (not self.source or self.source == source)


def read_waivers(data: bytes, path: str) -> tuple[FileWaiver, ...]:
    """The waivers of a file, in order. Raises ConfigError naming the line, the setting and the way out."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"not valid TOML: {error}", Where(path, int(line[1]) if line else None)) from None
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _HEAD.match(line)]
    table = Table(values, "")
    table.known("waive")
    return tuple(_each(table, path, lines))


def _each(table: Table, path: str, lines: list[int]) -> Iterator[FileWaiver]:
    for at, row in enumerate(table.tables("waive")):
        line = lines[at] if at < len(lines) else 0
        try:
            yield replace(_waiver(row, line), file=path)
        except ConfigError as error:
            raise ConfigError(error.message, Where(path, line or None), error.hint) from None


def _is_day(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _waiver(table: Table, line: int) -> FileWaiver:
    table.known("check", "reason", "about", "until", "digest", "paths", "source")
    for key in ("check", "reason"):
        if not str(table.values.get(key, "")).strip():
            raise ConfigError(f"a [[waive]] without {key!r}", hint="say which check is waived, and why")
    if isinstance(table.values.get("until"), date):  # TOML's own date, without quotes
        table = Table({**table.values, "until": str(table.values["until"])}, table.name)
    until, digest = table.text("until", ""), table.text("digest", "")
    if until and not _is_day(until):
        raise ConfigError(f"'until' of a [[waive]] is {until!r}", hint='write a date: until = "2027-03-31"')
    if digest and not _DIGEST.fullmatch(digest):
        raise ConfigError(
            f"'digest' of a [[waive]] is {digest!r}", hint="six hexadecimal digits, as extract writes them"
        )
    waiver = Waiver(
        table.text("check", "").strip().lower(), table.text("reason", ""), table.text("about", ""), until, digest
    )
    return FileWaiver(waiver, table.texts("paths", ()), table.text("source", ""), line)
