"""For people on a terminal: where, how grave, what; then the place in the translation."""

from __future__ import annotations

from dragoman.model import Finding, Severity
from dragoman.model.wording import counted
from dragoman.reports.places import pointed
from dragoman.reports.report import Report, inert

_WIDTH = 60  # characters of the source text shown with a finding
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render(report: Report) -> str:
    return _render(report, with_places=True)


def render_short(report: Report) -> str:
    """One line a finding."""
    return _render(report, with_places=False)


def _render(report: Report, *, with_places: bool) -> str:
    hints: dict[str, str] = {}
    lines: list[str] = []
    for one in report.findings:
        lines.append(_head(one, report.is_coloured))
        if with_places and one.start is not None and one.target:
            # a bar stands first: a line that begins with "::" is a command to GitHub, blanks before it or not
            shown = pointed(one.target, one.start, one.start if one.end is None else one.end)
            lines += [f"  | {line}" for line in shown if line]
        if one.hint:
            hints.setdefault(one.hint, one.check)
    lines += [inert(f"hint: {name}: {hint}") for hint, name in hints.items()]
    counts = [counted(report.count(severity), severity) for severity in Severity]
    known = f", {report.known} in the baseline" if report.known else ""
    lines.append(f"{counted(report.pairs, 'segment')} checked: {', '.join(counts)}{known}")
    return "".join(f"{line}\n" for line in lines)


def _head(one: Finding, is_coloured: bool) -> str:
    severity = f"\x1b[{_COLOURS[one.severity]}m{one.severity}\x1b[0m" if is_coloured else str(one.severity)
    place = inert(str(one.where or one.article))
    place = f"./{place}" if place.lstrip().startswith("::") else place
    return f"{place}: {severity}: {inert(one.message + _quoted(one.source))} [{inert(one.check)}]"


def _quoted(text: str) -> str:
    """The beginning of the source text, so that a finding can be read without opening the file."""
    short = text if len(text) <= _WIDTH else text[:_WIDTH].rstrip() + " …"
    return f": “{short}”" if short else ""
