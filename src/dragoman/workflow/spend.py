"""spend: what the engines of a project were paid, from its ledger."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from dragoman import files
from dragoman.memory.ledger import NANO
from dragoman.memory.spending import Period, Spending, every_request, read_spending
from dragoman.model import ConfigError
from dragoman.project import Project

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
_COLUMNS = (
    "id", "state", "engine", "source", "target", "texts", "characters", "unit", "billed", "currency", "cost",
    "expected", "began", "ended", "reason",
)  # fmt: skip
_AMOUNTS = ("cost", "expected")


@dataclass(frozen=True, slots=True)
class SpendReport:
    """`totals` and `uncertain_totals` are sums by currency."""

    spending: Spending
    totals: dict[str, Decimal]
    uncertain_totals: dict[str, Decimal]


def spend(project: Project, since: str = "", period: Period = "month") -> SpendReport:
    """What was spent since a day, a month or a year (`2026-11-22`, `2026-11`, `2026`), or ever; nothing is written."""
    spending = read_spending(project.ledger_file, _checked(since), period)
    return SpendReport(
        spending,
        _sums((line.currency, line.cost) for line in spending.lines),
        _sums((each.currency, each.expected) for each in spending.uncertain),
    )


def export(project: Project, to: Path, since: str = "") -> int:
    """Writes every request into `to`, which is replaced: `.csv` has a row for each, `.jsonl` the answers as well. How
    many there were."""
    rows = [_in_units(row) for row in every_request(project.ledger_file, _checked(since))]
    match to.suffix:
        case ".csv":
            data = _csv(rows)
        case ".jsonl":
            data = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
        case _:
            hint = "name it spend.csv or spend.jsonl"
            raise ConfigError(f"{to.name!r} is neither a .csv nor a .jsonl file", hint=hint)
    whole = data.encode("utf-8", "surrogatepass")
    files.update(to, lambda _: whole, root=to.absolute().parent)
    return len(rows)


def amount(nano: int) -> Decimal:
    """Billionths as an amount of the currency, without needless zeros: at least two decimals."""
    exact = Decimal(nano) / NANO
    return exact.quantize(Decimal("0.01")) if nano % (NANO // 100) == 0 else exact.normalize()


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, Decimal]:
    sums: dict[str, int] = {}
    for currency, nano in amounts:
        if currency:
            sums[currency] = sums.get(currency, 0) + nano
    return {currency: amount(nano) for currency, nano in sorted(sums.items())}


def _checked(since: str) -> str:
    if since and not _DAY.match(since):
        raise ConfigError(f"{since!r} is no day", hint="write it like 2026-11-22, 2026-11 or 2026")
    return since


def _in_units(row: dict[str, object]) -> dict[str, object]:
    """A row with amounts for billionths."""
    plain = dict(row)
    for name in _AMOUNTS:
        nano = row.get(name)
        if isinstance(nano, int):
            plain[name] = f"{amount(nano):f}"
    answers = row.get("answers")
    if isinstance(answers, list):
        plain["answers"] = [_in_units(each) for each in answers]
    return plain


def _csv(rows: Sequence[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180
    writer.writerow(_COLUMNS)
    writer.writerows([row[name] for name in _COLUMNS] for row in rows)
    return text.getvalue()
