"""Markdown for one comment on a pull request, which later runs find by its first line and replace."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.model import Finding, Severity
from dragoman.model.visible import visible
from dragoman.reports.report import Report, line_of, path_of

MARKER = "<!-- dragoman check -->"
_LIMIT = 60_000  # characters; GitHub refuses 65,536
_SHOWN = 10
_ASCII = re.compile(r"[!-/:-@\[-`{-~]")


def render(report: Report) -> str:
    out = [MARKER, "", f"**dragoman check**: {report.pairs} segments", ""]
    counts = Counter((one.language, one.severity) for one in report.findings)
    languages = dict.fromkeys([*(tag for _, tag in report.done), *(one.language for one in report.findings)])
    if languages:
        out += ["| language | errors | warnings | notes |", "|---|--:|--:|--:|"]
        for tag in languages:
            out.append(f"| {_code(tag)} | " + " | ".join(str(counts[tag, one]) for one in Severity) + " |")
        out.append("")
    out += [
        f"- could not be read: {_code(str(one['path']))}: {_code(str(one['message']))}" for one in report.errors[:20]
    ]
    order = list(Severity)
    worst = sorted(report.findings, key=lambda one: order.index(one.severity))
    if not worst:
        return "\n".join([*out, "Nothing was found.", ""])
    out += ["", *(_item(one) for one in worst[:_SHOWN]), ""]
    room = _LIMIT - sum(len(line) + 1 for line in out)
    rest: list[str] = []
    for one in worst[_SHOWN:]:
        item = _item(one)
        room -= len(item) + 1
        if room < 0:
            break
        rest.append(item)
    if rest:
        out += [f"<details><summary>{len(rest)} more</summary>", "", *rest, "", "</details>", ""]
    left = len(worst) - _SHOWN - len(rest)
    if left > 0:
        out += [f"{left} findings are not shown here.", ""]
    return "\n".join(out)


def _item(one: Finding) -> str:
    quoted = f": {_code(one.source)}" if one.source else ""
    return (
        f"- {one.severity} {_code(f'{path_of(one)}:{line_of(one)}')} {_code(one.message)}{quoted} ({_code(one.check)})"
    )


def _code(text: str) -> str:
    """Text in which nothing is Markdown, HTML, a mention or a link.

    Signs are written as numbers, so that no Markdown is read in them; and in <code> GitHub makes nothing of names,
    numbers and addresses after that.
    """
    return f"<code>{_ASCII.sub(lambda match: f'&#{ord(match.group())};', visible(text, 200))}</code>"
