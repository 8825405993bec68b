"""Plain HTML pages to look at: each merged article, and an index of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dragoman.model import Document, Mark, Segment

_STYLE = """\
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 1.05rem/1.6 Georgia, "Noto Serif", "Noto Naskh Arabic", "Noto Serif SC", serif; max-width: 42rem;
  margin: 2.5rem auto; padding: 0 1.2rem; }
body.index { max-width: 64rem; font-family: system-ui, "Noto Sans", sans-serif; }
h1 { line-height: 1.2; } .standfirst { font-size: 1.2rem; opacity: .85; }
.caption, .alt { font-size: .9rem; opacity: .75; } .pullquote { border-inline-start: .25rem solid var(--line);
  padding-inline-start: 1rem; font-style: italic; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: .55rem .7rem;
  border-bottom: 1px solid var(--line); vertical-align: top; }
.state { display: block; font-size: .82rem; opacity: .8; } .complete::before { content: "● "; color: #2a8a4a; }
.held::before { content: "◐ "; color: #b7791f; } .nothing::before { content: "○ "; color: #a33; }
.partial::before { content: "◌ "; color: #667; }
nav { font-size: .9rem; margin-bottom: 2rem; } a { color: inherit; }
"""
_INLINE = frozenset(["b", "code", "del", "em", "i", "kbd", "q", "strong", "sub", "sup"])
_ELEMENTS = {"headline": "h1", "subhead": "h2"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One article in one language on the index: `state` is a class of the style sheet, `link` is "" for none."""

    state: str
    words: str
    link: str = ""
    page: str = ""


def article_page(document: Document, *, language: str, direction: str, title: str, back: str) -> str:
    """A reading page: the blocks of an article in order, escaped, by role."""
    roles = {row[0].role for row in document.blocks}
    left_out = {"alt", "meta:title"} if "headline" in roles else {"alt"}  # a page's title says its headline again
    rows = [_block(row) for row in document.blocks if row[0].role not in left_out]
    home = f'<nav><a href="{escape(back)}" lang="en" dir="ltr">← All articles</a></nav>'
    return _page(language, direction, title, home + "\n".join(rows), "article")


def index_page(title: str, languages: Sequence[tuple[str, str]], rows: Sequence[tuple[str, Sequence[Cell]]]) -> str:
    """A table of articles by languages (tag and name of each)."""
    head = "".join(f'<th scope="col">{escape(name)} <small>{escape(tag)}</small></th>' for tag, name in languages)
    body = "".join(
        f'<tr><th scope="row">{escape(article)}</th>{"".join(_cell(cell) for cell in cells)}</tr>\n'
        for article, cells in rows
    )
    legend = "● complete · ◐ last complete version held · ◌ partly translated · ○ nothing published yet"
    table = f"<table><thead><tr><th></th>{head}</tr></thead><tbody>\n{body}</tbody></table>"
    return _page("en", "ltr", title, f"<h1>{escape(title)}</h1>\n{table}\n<p><small>{legend}</small></p>", "index")


def _cell(cell: Cell) -> str:
    links = []
    if cell.page:
        links.append(f'<a href="{escape(cell.page)}">read</a>')
    if cell.link:
        links.append(f'<a href="{escape(cell.link)}">file</a>')
    return f'<td>{" · ".join(links)}<span class="state {escape(cell.state)}">{escape(cell.words)}</span></td>'


def _block(row: Sequence[Segment]) -> str:
    role = row[0].role
    text = " ".join("".join(_inline(part) for part in segment.content) for segment in row)
    name = _ELEMENTS.get(role, "p")
    if role.startswith("meta:"):
        name, role = ("h1", "headline") if role == "meta:title" else ("p", "standfirst")
    return f'<{name} class="{escape(role)}">{text}</{name}>'


def _inline(part: str | Mark) -> str:
    if isinstance(part, str):
        return escape(part)
    element = part.name.rstrip("0123456789")
    if element == "url":
        return escape(part.raw.strip("<>"))
    if element not in _INLINE or part.kind == "point":
        return ""
    return f"<{element}>" if part.kind == "open" else f"</{element}>"


def _page(language: str, direction: str, title: str, body: str, kind: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{escape(language)}" dir="{escape(direction)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f'<style>\n{_STYLE}</style>\n</head>\n<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )
