"""JUnit's XML: a suite a language, a test case an article; what fails is what `--fail-on` says."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from dragoman.model import Finding
from dragoman.model.visible import visible
from dragoman.reports.report import Report, line_of, path_of

_NO_XML = re.compile("[\ufffe\uffff]")  # characters that XML 1.0 has no way to write, beside those spelled out


def render(report: Report) -> str:
    done = dict.fromkeys([*report.done, *((one.article, one.language) for one in report.findings)])
    found: dict[tuple[str, str], list[Finding]] = {pair: [] for pair in done}
    for one in report.findings:
        found[one.article, one.language].append(one)
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="dragoman">\n']
    for language in dict.fromkeys(tag for _, tag in done):
        cases = [(article, rows) for (article, tag), rows in found.items() if tag == language]
        failed = sum(any(report.fails(one) for one in rows) for _, rows in cases)
        out.append(f'<testsuite name="{_text(language)}" tests="{len(cases)}" failures="{failed}" errors="0">\n')
        out += (_case(report, article, language, rows) for article, rows in cases)
        out.append("</testsuite>\n")
    if report.errors:
        number = len(report.errors)
        out.append(f'<testsuite name="unread" tests="{number}" failures="0" errors="{number}">\n')
        for error in report.errors:
            name, message = _text(str(error["path"])), _text(str(error["message"]))
            out.append(f'<testcase classname="unread" name="{name}"><error message="{message}"/></testcase>\n')
        out.append("</testsuite>\n")
    return "".join([*out, "</testsuites>\n"])


def _case(report: Report, article: str, language: str, rows: list[Finding]) -> str:
    head = f'<testcase classname="{_text(language)}" name="{_text(article)}" file="{_text(report.prefix + article)}"'
    bad = [one for one in rows if report.fails(one)]
    mild = [one for one in rows if not report.fails(one)]
    inner = ""
    if bad:
        first = bad[0]
        inner += f'<failure type="{_text(first.check)}" message="{_text(first.message)}">{_lines(bad)}</failure>'
    if mild:
        inner += f"<system-out>{_lines(mild)}</system-out>"
    return f"{head}>{inner}</testcase>\n" if inner else f"{head}/>\n"


def _lines(rows: list[Finding]) -> str:
    return "\n".join(
        _text(
            f"{path_of(one)}:{line_of(one)}: {one.severity}: {one.message}: {one.source} → {one.target} [{one.check}]"
        )
        for one in rows
    )


def _text(text: str) -> str:
    shown = _NO_XML.sub(lambda match: f"\\u{ord(match.group()):04x}", visible(text))
    return escape(shown, {'"': "&quot;"})
