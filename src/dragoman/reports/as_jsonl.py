"""JSON lines: one finding a line, for programs that read as it comes."""

from __future__ import annotations

from dragoman.reports.json_text import spell
from dragoman.reports.report import Report, row


def render(report: Report) -> str:
    return "".join(spell(row(one)) + "\n" for one in report.findings)
