"""GitLab's code quality report."""

from __future__ import annotations

from dragoman.model import Severity
from dragoman.reports.json_text import spell
from dragoman.reports.report import Report, fingerprints, line_of, path_of

_LEVEL = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Report) -> str:
    rows = [
        {
            "description": f"{one.message}: “{one.source}”" if one.source else one.message,
            "check_name": one.check,
            "fingerprint": print_,
            "severity": _LEVEL[one.severity],
            "location": {"path": report.prefix + path_of(one), "lines": {"begin": line_of(one)}},
        }
        for one, print_ in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    return spell(rows, 2) + "\n"
