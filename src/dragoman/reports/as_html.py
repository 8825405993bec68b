"""One page without a script: findings as a table, each text in its own language and direction."""

from __future__ import annotations

import re
from html import escape

from dragoman.model import Finding, Severity
from dragoman.model.visible import visible
from dragoman.reports.report import Report, line_of, path_of

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_STYLE = """
:root { background: light-dark(#fff, #161616); color: light-dark(#111, #eee); color-scheme: light dark;
  font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 76rem; overflow-wrap: anywhere; padding: 1.5rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border-bottom: 1px solid #8886; padding: .5rem; text-align: start; vertical-align: top; }
th { font-weight: 600; }
.what { width: 30%; }
.place { color: light-dark(#555, #bbb); font-size: .85rem; }
.error { color: light-dark(#b00020, #ff8a80); } .warning { color: light-dark(#8a5a00, #ffcc66); }
.note { color: light-dark(#00558a, #80c8ff); }
.text { white-space: break-spaces; }
mark { background: light-dark(#ffe08a, #7a5c00); color: inherit; }
@media screen and (max-width: 40rem) {
  body { padding: 1rem; }
  thead { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; }
  table, tbody, tr, td { display: block; }
  td { border: 0; padding: .2rem 0; }
  tr { border-bottom: 1px solid #8886; padding: .6rem 0; }
}
@media print { body { padding: 0; max-width: none; } tr { break-inside: avoid; } }
"""


def render(report: Report) -> str:
    counts = ", ".join(f"{report.count(one)} {one}{'' if report.count(one) == 1 else 's'}" for one in Severity)
    rows = "".join(_row(one) for one in report.findings)
    errors = "".join(f"<li>{_text(str(one['path']))}: {_text(str(one['message']))}</li>" for one in report.errors)
    unread = f"<h2>Could not be read</h2><ul>{errors}</ul>" if errors else ""
    table = (
        '<table><thead><tr><th class="what">Finding</th><th>Source</th><th>Translation</th></tr></thead>'
        f"<tbody>\n{rows}</tbody></table>"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><title>dragoman check</title>'
        f"<style>{_STYLE}</style></head><body><main>\n<h1>dragoman check</h1>\n"
        f"<p>{report.pairs} segments checked: {counts}</p>\n{unread}{table if rows else '<p>Nothing was found.</p>'}\n"
        "</main></body></html>\n"
    )


def _row(one: Finding) -> str:
    hint = f"<br>{_text(one.hint)}" if one.hint else ""
    place = f"{path_of(one)}:{line_of(one)}"
    return (
        f'<tr><td><strong class="{one.severity}">{one.severity}</strong> <span class="check">{_text(one.check)}</span>'
        f"<br>{_text(one.message)}{hint}"
        f'<br><span class="place" dir="ltr">{_text(place)}</span></td>'
        f'<td class="text" dir="auto">{_text(one.source)}</td>'
        f'<td class="text" lang="{_tag(one.language)}" dir="auto">{_target(one)}</td></tr>\n'
    )


def _tag(language: str) -> str:
    """The language for `lang`; und where it is no tag (BCP 47), which a reader of screens could not pronounce."""
    return language if _LANGUAGE.fullmatch(language) else "und"


def _target(one: Finding) -> str:
    if one.start is None or one.end is None or one.end <= one.start:
        return _text(one.target)
    text = one.target
    return f"{_text(text[: one.start])}<mark>{_text(text[one.start : one.end])}</mark>{_text(text[one.end :])}"


def _text(text: str) -> str:
    return escape(visible(text))
