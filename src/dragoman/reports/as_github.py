"""Annotations of GitHub Actions: workflow commands that no text can end, extend or add to."""

from __future__ import annotations

from dragoman.model import Severity
from dragoman.reports.report import Report, inert, line_of, path_of

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    lines = []
    for one in report.findings:
        place = f"file={_property(report.prefix + path_of(one))},line={line_of(one)}"
        text = f"{one.message}: “{one.source}”" if one.source else one.message
        text += f" ({one.hint})" if one.hint else ""
        title = _property(f"{one.check} ({one.language})")
        lines.append(f"::{_LEVEL[one.severity]} {place},title={title}::{_value(text)}\n")
    return "".join(lines)


def _value(text: str) -> str:
    return inert(text).replace("%", "%25")  # line ends are spelled out already


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
