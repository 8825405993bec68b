"""dragoman provenance"""

from __future__ import annotations

import enum
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Languages, Paths

if TYPE_CHECKING:
    from dragoman.publishing.provenance import Account


_NAMED = 3  # engines and people in a line for people


class Form(enum.StrEnum):
    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def command(
    paths: Paths = None,
    languages: Languages = None,
    project: Folder = Path(),
    output: Annotated[
        Form,
        typer.Option("--format", help="text: a line for each article; json, csv and html: also each of its segments."),
    ] = Form.TEXT,
) -> int:
    """Show who reviewed what: the ledger of engines' drafts and people's approvals, for each article and language.
    Writes nothing."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import note, progress, say_json, say_report, tell_troubles, troubles_json
    from dragoman.publishing.provenance_csv import as_csv
    from dragoman.publishing.provenance_html import as_html
    from dragoman.workflow.provenance import provenance

    opened, chosen, tags = open_project(project, paths, languages)
    with progress() as show:
        report = provenance(opened, chosen, tags, say=show)
    match output:
        case Form.JSON:
            say_json({"articles": list(map(_as_json, report.accounts)), "errors": troubles_json(report.troubles)})
        case Form.CSV:
            say_report(as_csv(report.accounts))
        case Form.HTML:
            say_report(as_html(report.accounts, opened.site.title))
        case _:
            _tell(report.accounts)
    if report.unknown_because:
        note(f"no history tells who approved what, because {report.unknown_because}; catalogs' headers were asked")
    return tell_troubles(report.troubles)


def _tell(accounts: list[Account]) -> None:
    from dragoman.cli.output import table

    head = ("article", "language", "drafted by", "reviewed by", "signed off by", "words", "reviewed")
    rows = []
    for one in accounts:
        engines = _some([f"{share.engine} {share.words}" for share in one.engines])
        people = _some([f"{person.name or 'unknown'} {person.words}" for person in one.reviewers])
        signed = _some([f"{who.editor}, {who.day if who.is_valid else 'void'}" for who in one.signed_off])
        rows.append((one.article, one.language, engines, people, signed, str(one.words), f"{one.reviewed:.0%}"))
    table(head, rows, left=5)


def _some(names: list[str]) -> str:
    """The first few; the other forms have all of them."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more or "·"


def _as_json(one: Account) -> dict[str, object]:
    return {
        "article": one.article,
        "language": one.language,
        "words": one.words,
        "reviewed_words": one.reviewed_words,
        "reviewed": round(one.reviewed, 4),
        "machine_words": one.machine_words,
        "engines": [asdict(share) for share in one.engines],
        "reviewers": [asdict(person) for person in one.reviewers],
        "signed_off": [{"editor": who.editor, "day": who.day, "valid": who.is_valid} for who in one.signed_off],
        "segments": [asdict(line) for line in one.lines],
    }
