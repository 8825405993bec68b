"""The review ledger as a table for spreadsheets: a row for each segment, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from dragoman.model.visible import visible
from dragoman.publishing.provenance import Account, Line, Review

COLUMNS = (
    "article", "language", "line", "role", "words", "source", "translation", "state", "engine", "model", "drafted",
    "edited", "reviewer", "reviewed", "evidence", "commit", "signed off by",
)  # fmt: skip

# What a cell begins with that Excel, LibreOffice or Sheets calculates; the wide forms too, which some take for them.
_FORMULA = frozenset("=+-@|%＝＋－＠")


def as_csv(accounts: Iterable[Account]) -> str:
    """Comma-separated, every cell quoted (RFC 4180, but for plain line ends: it may be printed). A cell that would be
    calculated has an apostrophe before it; control characters are spelled out."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for account in accounts:
        writer.writerows([_cell(value) for value in row] for row in _rows(account))
    return text.getvalue()


def _rows(account: Account) -> Iterator[tuple[str, ...]]:
    signed = "; ".join(f"{one.editor}, {one.day}{'' if one.is_valid else ', void'}" for one in account.signed_off)
    for line in account.lines:
        review = line.review or Review("unknown")
        yield (
            account.article, account.language, str(line.line or ""), line.role, str(line.words), line.source,
            line.target, line.state, line.engine, line.model, line.drafted, _edited(line),
            review.reviewer, review.time, review.evidence if line.review else "", review.commit,
            signed,
        )  # fmt: skip


def _edited(line: Line) -> str:
    return "" if line.edited is None else "yes" if line.edited else "no"


def _cell(value: str) -> str:
    shown = visible(value)
    return f"'{shown}" if shown.lstrip()[:1] in _FORMULA and shown else shown
