"""provenance: the review ledger of articles, from their catalogs and the history. Nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.header import field as header_field
from dragoman.catalog.signing import signatures
from dragoman.git import Commit, History
from dragoman.model import FileError, Key, Pair, State
from dragoman.project import Article, Project
from dragoman.publishing.provenance import Account, Line, Review, SignOff
from dragoman.workflow.approvals import Place, approvals
from dragoman.workflow.reading import Reading, Trouble, each_language

_PERSON = re.compile(r"(?P<name>[^<]*)(?:<[^>]*>)?.*", re.DOTALL)
_TIME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[ T](?P<time>\d{2}:\d{2}(?::\d{2})?)(?P<zone>[+-]\d{2}:?\d{2}|Z)?)?")
_NOBODY = ("", "FULL NAME", "AUTOMATICALLY GENERATED")  # what gettext's programs leave to be filled in


@dataclass
class ProvenanceReport:
    """`unknown_because` says why no history could be asked, as the rest of a sentence; "" when one was."""

    accounts: list[Account] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unknown_because: str = ""


def provenance(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    say: Callable[[str], None] = lambda _: None,
) -> ProvenanceReport:
    """Each article in each language: who drafted its segments, and who approved them. Reviewer and time are the
    history's, else those of the catalog's header, else unknown."""
    report = ProvenanceReport()
    read = [
        _Read(project, reading, language)
        for reading, language in each_language(project, chosen, languages, report.troubles, say)
    ]
    known = _known(project, [one.path for one in read], {one.path: one.approved for one in read}, report)
    report.accounts = [one.account(known) for one in read]
    return report


def _known(
    project: Project, paths: Sequence[Path], standing: Mapping[Path, Mapping[Key, str]], report: ProvenanceReport
) -> Mapping[Place, Commit]:
    history = History.open(project.folder)
    if not isinstance(history, History):
        report.unknown_because = history.reason
        return {}
    try:
        return approvals(history, Path(project.locales), {path: standing[path] for path in paths if standing[path]})
    except FileError as error:
        report.troubles.append(Trouble(project.locales, error))
        report.unknown_because = error.message
        return {}


class _Read:
    """What is kept of one article in one language until the history has been asked."""

    def __init__(self, project: Project, reading: Reading, language: str) -> None:
        self.path = Path(project.catalog_path(reading.article, language))
        self.approved: dict[Key, str] = {}
        catalog = reading.catalogs.get(language)
        self._header = Review("unknown") if catalog is None else _by_header(catalog)
        self._lines: list[tuple[Key, Line]] = []
        pairs = reading.pairs(language)
        for pair in pairs:
            now = pair.translation
            if now and now.state is State.APPROVED and now.text:
                self.approved[pair.entry] = now.text
            self._lines.append((pair.entry, _line(pair)))
        signed = signatures(catalog, pairs) if catalog else ()
        signed_off = tuple(SignOff(one.name, one.date, one.is_valid) for one in signed)
        self._account = Account(reading.article.path, language, project.source, (), signed_off)

    def account(self, known: Mapping[Place, Commit]) -> Account:
        lines = tuple(
            _reviewed(line, known.get((self.path, key)), self._header) if key in self.approved else line
            for key, line in self._lines
        )
        return replace(self._account, lines=lines)


def _line(pair: Pair) -> Line:
    now, origin = pair.translation, pair.translation.origin if pair.translation else None
    return Line(
        pair.segment.line,
        pair.segment.role,
        max(len(pair.segment.text.split()), 1),
        pair.segment.text,
        now.text if now else "",
        str(now.state) if now and now.text else "missing",
        origin.engine if origin else "",
        origin.detail if origin else "",
        origin.date if origin else "",
        not origin.made(now.text) if now and origin else None,
    )


def _reviewed(line: Line, commit: Commit | None, header: Review) -> Line:
    review = Review("history", commit.author, commit.time, commit.identity) if commit else header
    return replace(line, review=review)


def _by_header(catalog: Catalog) -> Review:
    """Who the header names as the last translator."""
    found = _PERSON.fullmatch(header_field(catalog.header, "Last-Translator") or "")
    name = found["name"].strip() if found else ""
    if name.upper() in _NOBODY:
        return Review("unknown")
    return Review("header", name, _time(header_field(catalog.header, "PO-Revision-Date") or ""))


def _time(text: str) -> str:
    """A header's date in ISO 8601; "" for none."""
    found = _TIME.match(text.strip())
    if found is None:
        return ""
    zone = found["zone"] or ""
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return found["day"] + (f"T{found['time']}{zone}" if found["time"] else "")
