"""The review ledger as one page without a script: a row for each article and language, below it every segment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dragoman.language.tags import autonym, direction
from dragoman.model.visible import visible
from dragoman.publishing.provenance import Account, Line, Reviewer, Share, SignOff

_STYLE = """
:root { background: light-dark(#fff, #161616); color: light-dark(#111, #eee); color-scheme: light dark;
  --soft: light-dark(#555, #bbb); --line: light-dark(#d5d5d5, #444); font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 80rem; overflow-wrap: break-word; padding: 1.5rem; }
h2 { font-size: 1.15rem; margin-block: 2.5rem .5rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .5rem .75rem .5rem 0; text-align: start; vertical-align: top; }
th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.text { min-width: 14rem; } td:nth-child(n+5) { min-width: 10rem; }
small, .soft { color: var(--soft); }
ul { list-style: none; margin: 0; padding: 0; }
details > summary { cursor: pointer; color: var(--soft); }
a { color: light-dark(#0b5a7d, #86c5e4); }
.open { color: light-dark(#8a5a00, #ffcc66); }
@media print { body { padding: 0; max-width: none; } tr { break-inside: avoid; } .table { overflow: visible; } }
"""
_FIGURES = ' class="number"'
_HOW = {
    "history": "",
    "header": "as the catalog's header says",
    "unknown": "nothing tells who",
}


def as_html(accounts: Sequence[Account], title: str) -> str:
    """The page. Whatever the texts and names are, they are text on it."""
    rows = "".join(_row(number, account) for number, account in enumerate(accounts, 1))
    parts = "".join(_part(number, account) for number, account in enumerate(accounts, 1))
    head = _head("Article", "Language", "Words", "Reviewed", "Drafted by", "Reviewed by", "Signed off by")
    name = _text(f"Review ledger of {title}" if title else "Review ledger")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{name}</title><style>{_STYLE}</style></head>\n<body><main>\n<h1>{name}</h1>\n"
        f'<div class="table" tabindex="0" role="region" aria-label="All articles"><table>{head}<tbody>\n'
        f"{rows}</tbody></table></div>\n{parts}</main></body></html>\n"
    )


def _head(*names: str) -> str:
    cells = (f'<th scope="col"{_FIGURES if name in ("Words", "Reviewed") else ""}>{name}</th>' for name in names)
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _row(number: int, account: Account) -> str:
    engines = [f"{_name(f'{one.engine} {one.model}'.strip())} <small>{_edited(one)}</small>" for one in account.engines]
    share = f"{account.reviewed:.0%}"
    rest = f'<br><small class="open">{account.machine_words} by a machine alone</small>'
    signed = [f"{_name(one.editor)} <small>{_text(one.day)}{_void(one)}</small>" for one in account.signed_off]
    return (
        f'<tr><td><a href="#a{number}">{_name(account.article)}</a></td><td>{_language(account.language)}</td>'
        f'<td class="number">{account.words}</td>'
        f'<td class="number">{share}{rest if account.machine_words else ""}</td>'
        f"<td>{_list(engines)}</td><td>{_list(map(_reviewer, account.reviewers))}</td>"
        f"<td>{_list(signed)}</td></tr>\n"
    )


def _void(one: SignOff) -> str:
    return "" if one.is_valid else ' <span class="open">void: the texts have changed since</span>'


def _edited(share: Share) -> str:
    return f"{share.words} words" + (f", {share.edited} edited since" if share.edited else "")


def _reviewer(one: Reviewer) -> str:
    how = f", {_HOW[one.evidence]}" if _HOW[one.evidence] and one.name else ""
    return f"{_name(one.name) or _HOW['unknown']} <small>{one.words} words{_until(one.last)}{how}</small>"


def _until(time: str) -> str:
    return f", last {_text(time[:10])}" if time else ""


def _part(number: int, account: Account) -> str:
    head = _head("Source", "Translation", "Drafted by", "Reviewed by")
    rows = "".join(_line(account, line) for line in account.lines)
    label = f"{_text(account.article)}, {_text(account.language)}"
    return (
        f'<h2 id="a{number}">{_name(account.article)}, {_language(account.language)}</h2>\n'
        f"<details><summary>{len(account.lines)} segments</summary>"
        f'<div class="table" tabindex="0" role="region" aria-label="{label}"><table>{head}<tbody>\n{rows}</tbody>'
        "</table></div></details>\n"
    )


def _line(account: Account, line: Line) -> str:
    return (
        f"<tr>{_cell(line.source, account.source_language)}{_cell(line.target, account.language)}"
        f"<td>{_draft(line)}</td><td>{_review(line)}</td></tr>\n"
    )


def _cell(text: str, language: str) -> str:
    return f'<td class="text" lang="{_text(language)}" dir="{direction(language)}">{_text(text)}</td>'


def _draft(line: Line) -> str:
    if not line.engine:
        return "a person" if line.target else "–"
    edited = "edited since" if line.edited else "as drafted"
    return f"{_name(f'{line.engine} {line.model}'.strip())}<br><small>{_text(line.drafted)} {edited}</small>"


def _review(line: Line) -> str:
    if line.review is None:
        return f'<span class="open">{_text(line.state)}</span>'
    told = [line.review.time, line.review.commit[:12], _HOW[line.review.evidence] if line.review.reviewer else ""]
    words = ", ".join(_text(one) for one in told if one)
    return f"{_name(line.review.reviewer) or _HOW['unknown']}<br><small>{words}</small>"


def _list(items: Iterable[str]) -> str:
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{shown}</ul>" if shown else "–"


def _language(tag: str) -> str:
    return f'<span lang="{_text(tag)}" dir="{direction(tag)}">{_text(autonym(tag))}</span> <small>{_text(tag)}</small>'


def _name(text: str) -> str:
    return f"<bdi>{_text(text)}</bdi>" if text else ""


def _text(text: str) -> str:
    return escape(visible(text))
