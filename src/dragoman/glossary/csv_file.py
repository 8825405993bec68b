"""A glossary as a table: one term a row, each language's renderings in columns of their own; and Weblate's two columns.

Columns are the keys of a [[term]], a language (its approved rendering) or a language with a key (`es:forbidden`); cells
that hold several texts part them by `|`. A `\\` takes the meaning from `|`, `{` and itself. A form's features stand
behind it: `Foros {plural}`. Columns whose name begins with `#` are for people. A row without a source that forbids
something is a rule of style: its language's cell is what to write instead, admitted are phrases it may stand in.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast

from dragoman.glossary.bilingual import Pairs
from dragoman.glossary.checking import RENDERING_KEYS, TERM_KEYS, Place, Row, StyleRow, unknown
from dragoman.glossary.entries import Form, Rendering, StyleRule, Term
from dragoman.glossary.faults import Fault
from dragoman.language.tags import normalise
from dragoman.model.errors import ConfigError, Where
from dragoman.model.visible import visible

_DELIMITERS = ",;\t"
_LISTS = ("aliases", "only", "unless", "admitted", "forbidden")
_TRUTHS = {"true": True, "yes": True, "1": True, "x": True, "": False, "false": False, "no": False, "0": False}
_ARE_TRUTHS = ("ambiguous", "keep", "exact")
_TERM_COLUMNS = (*TERM_KEYS, "domain", "quotes")
_OF_STYLE = {"approved": "instead", "admitted": "allowed"}  # what a rule calls the keys of a rendering
# What Weblate and Translate Toolkit export besides source and target.
_TOOLKIT = ("location", "target", "id", "fuzzy", "context", "translator_comments", "developer_comments", "flags")
_LONGEST_ROW = 200  # lines that one row may go on over
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_PARTS = re.compile(r"(?:[^\\|]|\\.?)+")
_FORM = re.compile(r"((?:[^\\{]|\\.?)*)(?:\{([^{}]*)\})?\Z")
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = re.compile(r"[\\|{]")


def rows(text: str, shown: str, language: str = "") -> Iterator[Row | StyleRow | Fault]:
    """Every row of a table with its place; a fault for what is none. `language` is that of a `target` column."""
    lines = io.StringIO(text, newline="").readlines()
    delimiter = _delimiter(lines[0] if lines else "")
    records = _records(lines, delimiter, shown)
    head = next(records, None)
    if head is None or isinstance(head, Fault):
        yield head or Fault("no header row", Where(shown, 1), "begin with a row of column names: source,es,fr,note")
        return
    columns = [cell.strip() for cell in head[1]]
    if "target" in columns:
        yield from _bilingual(columns, records, shown, language)
        return
    keys: dict[int, tuple[str, str]] = {}
    for number, column in enumerate(columns):
        key = _key(column)
        if key:
            keys[number] = key
        elif column and not column.startswith("#"):
            hint = "use a key of [[term]], a language such as es or es:forbidden, or begin it with # to pass it over"
            yield Fault(unknown(column, _TERM_COLUMNS, "column"), Where(shown, head[0]), hint)
    if ("source", "") not in keys.values():
        yield Fault("no column 'source'", Where(shown, head[0]), "name the column of the articles' language 'source'")
        return
    for record in records:
        if isinstance(record, Fault):
            yield record
            continue
        line, cells = record
        if len(cells) > len(columns):
            message = f"{len(cells)} cells, but {len(columns)} columns"
            yield Fault(message, Where(shown, line), f"put cells that hold '{delimiter}' in quotes")
        elif any(cell.strip() for cell in cells):
            table, place = _table(keys, cells), _at(Where(shown, line))
            style = [] if table["source"] else list(_style(table))
            if style:
                yield from (StyleRow(rule, place) for rule in style)
            else:
                yield table, place


def write(terms: Iterable[Term], style: Iterable[StyleRule] = ()) -> str:
    """Terms and rules of style as a table. Nothing of them is lost: reading it gives them back, places aside."""
    terms, style = list(terms), list(style)
    tags = dict.fromkeys(tag for term in terms for tag in term.renderings) | dict.fromkeys(
        one.language for one in style
    )
    made = [*map(_cells, terms), *map(_style_cells, style)]
    used = {name for row in made for name, cell in row.items() if cell}
    names = [name for name in ("source", *_TERM_COLUMNS[1:]) if name in used or name == "source"]
    for tag in tags:
        names += [name for name in _columns(tag) if name in used]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return out.getvalue()


def write_bilingual(terms: Iterable[Term], language: str) -> str:
    """One language's renderings as Weblate reads them: a row for each, the flag `forbidden` or `read-only` beside."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("source", "target", "context", "developer_comments", "fuzzy", "flags"))
    for term in terms:
        rendering = term.rendering(language)
        if rendering:
            fuzzy = "True" if term.status == "unreviewed" else ""
            flag = "read-only" if rendering.keep else ""
            for target in (rendering.approved, *rendering.admitted):
                if target:
                    writer.writerow((term.source, target, term.kind, term.note, fuzzy, flag))
            for target in rendering.forbidden:
                writer.writerow((term.source, target, term.kind, term.note, fuzzy, "forbidden"))
    return out.getvalue()


def _delimiter(head: str) -> str:
    bare = re.sub(r'"[^"]*"', "", head)
    return max(_DELIMITERS, key=bare.count)


def _records(lines: Sequence[str], delimiter: str, shown: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """The rows with the lines they begin on. One that is damaged costs its first line; reading goes on at the next."""
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=delimiter, strict=True)
        try:
            while at < len(lines):
                begun = reader.line_num
                cells = next(reader, None)
                if cells is None:
                    break
                yield at + begun + 1, cells
                if reader.line_num > _LONGEST_ROW // 2:
                    break
            at += reader.line_num
        except csv.Error as error:
            at += begun
            yield Fault(f"not a row: {visible(str(error))}", Where(shown, at + 1), 'double a quote inside quotes: ""')
            at += 1


def _at(where: Where) -> Place:
    return lambda _: where


def _key(column: str) -> tuple[str, str] | None:
    """What a column is for: a key of the term and "", or a language and a key of its rendering."""
    if column in _TERM_COLUMNS:
        return column, ""
    tag, _, key = column.partition(":")
    if not _TAG.fullmatch(tag) or (key and key not in RENDERING_KEYS):
        return None
    try:
        return normalise(tag), key or "approved"
    except ConfigError:
        return None


def _table(keys: Mapping[int, tuple[str, str]], cells: Sequence[str]) -> dict[str, object]:
    """A row as the table of values that a [[term]] would be."""
    table: dict[str, object] = {}
    for number, cell in enumerate(cells):
        if number not in keys or not cell.strip():
            continue
        name, key = keys[number]
        if not key:
            table[name] = _value(name, cell)
            continue
        rendering = cast("dict[str, object]", table.setdefault(name, {}))
        if key == "forms":
            rendering[key] = _forms(cell)
        else:
            rendering[key] = _value(key, cell)
    table.setdefault("source", "")
    return table


def _style(table: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """The rules of a row without a source, one a language that something is forbidden in; none for another row."""
    common = {key: value for key, value in table.items() if not isinstance(value, dict) and key != "source"}
    for tag, rendering in table.items():
        if isinstance(rendering, dict) and "forbidden" in rendering:
            named = {_OF_STYLE.get(str(key), str(key)): value for key, value in rendering.items()}
            yield {**common, "language": tag, **named}


def _value(key: str, cell: str) -> object:
    cell = cell.strip()
    if key in _LISTS:
        return [_plain(part) for part in _PARTS.findall(cell)]
    if key in _ARE_TRUTHS:
        return _TRUTHS.get(cell.lower(), cell)
    return cell


def _forms(cell: str) -> list[Form]:
    found = []
    for part in _PARTS.findall(cell):
        match = _FORM.match(part.strip())
        text, features = (match[1], match[2] or "") if match else (part, "")
        found.append(Form(_plain(text), frozenset(features.split())))
    return found


def _plain(part: str) -> str:
    return _ESCAPED.sub(r"\1", part.strip())


def _list(texts: Iterable[str]) -> str:
    return " | ".join(_SIGNS.sub(r"\\\g<0>", text) for text in texts)


def _columns(tag: str) -> list[str]:
    return [tag, *(f"{tag}:{key}" for key in RENDERING_KEYS[1:])]


def _cells(term: Term) -> dict[str, str]:
    cells = {
        "source": term.source,
        "aliases": _list(term.aliases),
        "kind": term.kind,
        "case": term.case if term.case != "smart" else "",
        "only": _list(term.only),
        "unless": _list(term.unless),
        "ambiguous": "yes" if term.ambiguous else "",
        "keep": "yes" if term.keep else "",
        "note": term.note,
        "decision": term.decision,
        "status": term.status,
        "domain": term.domain,
    }
    for tag, rendering in term.renderings.items():
        cells |= zip(_columns(tag), _rendering(rendering), strict=True)
    return cells


def _style_cells(rule: StyleRule) -> dict[str, str]:
    tag = rule.language
    return {
        tag: rule.instead,
        f"{tag}:admitted": _list(rule.allowed),
        f"{tag}:forbidden": _list(rule.forbidden),
        f"{tag}:exact": "yes" if rule.exact else "",
        "quotes": rule.quotes,
        "note": rule.note,
        "decision": rule.decision,
        "domain": rule.domain,
    }


def _rendering(rendering: Rendering) -> tuple[str, ...]:
    forms = " | ".join(
        _list([form.text]) + (f" {{{' '.join(sorted(form.features))}}}" if form.features else "")
        for form in rendering.forms
    )
    return (
        rendering.approved, _list(rendering.admitted), _list(rendering.forbidden), forms, rendering.gender,
        rendering.number, "yes" if rendering.exact else "", "yes" if rendering.keep else "", rendering.gloss,
    )  # fmt: skip


def _bilingual(
    columns: Sequence[str], records: Iterator[tuple[int, list[str]] | Fault], shown: str, language: str
) -> Iterator[Row | Fault]:
    if "source" not in columns:
        yield Fault("no column 'source'", Where(shown, 1), "Weblate's columns are source and target")
        return
    if not language:
        hint = "put the language into the file's name, as in terms.es.csv, or into the header instead of 'target'"
        yield Fault("a column 'target', but of which language?", Where(shown, 1), hint)
        return
    for column in columns:
        if column and column not in (*_TOOLKIT, "source") and not column.startswith("#"):
            yield Fault(unknown(column, _TOOLKIT, "column"), Where(shown, 1), "begin it with # to pass it over")
    pairs = Pairs(language)
    for record in records:
        if isinstance(record, Fault):
            yield record
            continue
        line, cells = record
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
        if not row.get("source"):
            if any(row.values()):
                yield Fault("a row without 'source'", Where(shown, line), "fill it in")
            continue
        flags = {flag.strip() for flag in row.get("flags", "").replace('"', "").split(",")}
        note = row.get("developer_comments") or row.get("translator_comments") or ""
        pairs.add(
            row["source"],
            row.get("target", ""),
            Where(shown, line),
            context=row.get("context", ""),
            note=" ".join(note.split()),
            forbidden="forbidden" in flags,
            keep="read-only" in flags,
            unreviewed=_TRUTHS.get(row.get("fuzzy", "").lower(), False),
        )
    yield from pairs.rows()
