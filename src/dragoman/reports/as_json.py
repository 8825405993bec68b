"""One JSON document."""

from __future__ import annotations

from dragoman.reports.json_text import spell
from dragoman.reports.report import Report, row


def render(report: Report) -> str:
    found = {
        "findings": [row(one) for one in report.findings],
        "pairs": report.pairs,
        "known": report.known,
        "errors": list(report.errors),
    }
    return spell(found, 2) + "\n"
