"""What a check across articles remembers of their pairs: rows in a temporary database on disk, not in memory."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.checks.rules import Rules
from dragoman.checks.waiving import is_let_pass
from dragoman.model.errors import Where
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

_CACHE = 4096  # KiB of memory a database may use before it goes to disk
_TABLES = """
create table article (number integer primary key, path text, catalog text, language text);
create table row (family integer, member integer, article integer, line integer, tell integer, severity text,
  waived integer, source text, target text);
"""
_ROWS = """
select path, catalog, language, line, tell, severity, waived, source, target
  from row join article on article = number where family = ? and member = ?
"""
_FIRST = f"{_ROWS} order by waived, path, line limit 1"
_TOLD = f"{_ROWS} and tell and not waived order by path, line limit 1"
_WAIVED = f"{_ROWS} and tell and waived order by path, line"


class Row(NamedTuple):
    """A pair as remembered."""

    article: str
    catalog: str
    language: str
    line: int
    tell: bool
    severity: str
    waived: bool
    source: str
    target: str

    @property
    def place(self) -> str:
        return str(Where(self.catalog, self.line or None))

    def finding(self, check: str, message: str, hint: str, about: tuple[str, ...]) -> Finding:
        """A finding about this pair, in its own catalog. `about` are names of what it was compared with."""
        where = Where(self.catalog, self.line or None)
        texts = (self.article, where, self.source, self.target, hint)
        return Finding(check, Severity(self.severity), message, self.language, *texts, about=about)


class Member(NamedTuple):
    """The rows of a family that are alike: how many there are, the first of them by article and line, and those that
    a finding may be about: the first, and each that a person has waived. Others are not measured by waived rows:
    they are not counted, and are the first only where there is no other."""

    times: int
    first: Row
    told: tuple[Row, ...]


class Gathering:
    """Rows in families (what should agree), each of members (what does).

    SQLite keeps them in a file of its own that has no name and goes with the process; only a few MiB are in memory,
    however many rows there are. Families and members are known by digests of 64 bits.
    """

    def __init__(self, check: str) -> None:
        self._check = check
        self._rows = sqlite3.connect("", check_same_thread=False)
        self._rows.executescript(f"pragma journal_mode = off; pragma cache_size = -{_CACHE}; {_TABLES}")
        self._articles = 0

    def put(self, rows: Iterable[tuple[str, str, Pair, Severity]], rules: Rules, *, tell: bool) -> None:
        """Remembers pairs of one article, each with what names its family and its member."""
        self._articles += 1
        about = (self._articles, rules.article, rules.catalog, rules.language)
        self._rows.execute("insert into article values (?, ?, ?, ?)", about)
        self._rows.executemany(
            "insert into row values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    _number(family),
                    _number(family, member),
                    self._articles,
                    pair.line,
                    tell,
                    str(severity),
                    is_let_pass(pair, self._check, rules),
                    _storable(pair.segment.text),
                    _storable(pair.translation.text if pair.translation else ""),
                )
                for family, member, pair, severity in rows
            ),
        )

    def divided(self) -> Iterator[list[Member]]:
        """The families with more than one member and something to tell, each member's first row by article and line."""
        self._rows.execute("create index by_family on row (family, member, tell)")
        families = "select family from row group by family having min(member) < max(member) and max(tell)"
        for (family,) in self._rows.execute(families):
            counts = self._rows.execute(
                "select member, sum(not waived), sum(tell and not waived), sum(tell and waived) from row"
                " where family = ? group by member",
                (family,),
            ).fetchall()
            yield [self._member(family, *row) for row in counts]

    def _member(self, family: int, member: int, times: int, told: int, waived: int) -> Member:
        [first] = self._read(_FIRST, family, member)
        rows = self._read(_TOLD, family, member) if told and not first.tell else [first] if told else []
        rows += self._read(_WAIVED, family, member) if waived else []
        return Member(times, first, tuple(rows))

    def close(self) -> None:
        self._rows.close()

    def _read(self, query: str, family: int, member: int) -> list[Row]:
        found = self._rows.execute(query, (family, member))
        return [Row._make(row)._replace(tell=bool(row[4]), waived=bool(row[6])) for row in found]


def _number(*texts: str) -> int:
    """64 bits that stand for texts: two of five million differ, but for a chance of one in a million."""
    data = "\0".join(texts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode()
