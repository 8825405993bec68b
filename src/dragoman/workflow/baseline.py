"""The findings that an old archive began with: known, not told again, and back as soon as a text changes.

`locales/baseline.json` holds a row for each, without any text: check, language, article, and a digest of the finding's
texts. Sorted, one row a line, so that git merges it line by line.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman import files
from dragoman.model import ConfigError, Finding, Severity, Where
from dragoman.project import Article, Project
from dragoman.workflow.reading import articles

_VERSION = 1
Row = tuple[str, str, str, str]


class Judged(NamedTuple):
    """Whether a run may settle the rows of an article and a language; whether it looked at the whole project."""

    settles: Callable[[str, str], bool]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that the baseline does not know, how many it does, and how many of its rows are about none any more."""

    fresh: list[Finding]
    known: int
    outdated: int


def row_of(finding: Finding, severity: Severity | None = None) -> Row:
    """What is kept of a finding, as if it weighed `severity` (None: as it does): its texts, its place in them and what
    it is about. Its line and its words do not count, since both may change by themselves; but of a finding that is
    about no text, only its words tell that it has changed."""
    place = (str(finding.start), str(finding.end)) if finding.start is not None else ()
    words = () if finding.source or finding.target else (finding.message,)
    parts = (severity or finding.severity, finding.source, finding.target, *place, *finding.about, *words)
    made = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass"))
    return finding.check, finding.language, finding.article, made.hexdigest()[:16]


def standing(
    project: Project, chosen: Sequence[Article], languages: Sequence[str], done: Sequence[tuple[str, str]]
) -> Judged:
    """Which rows a run may settle: those of articles and languages in `done`, which it judged whole, and those of
    articles and languages that are no more."""
    there = {(article.path, language) for article in articles(project) for language in article.languages}
    settled = set(done)
    is_whole = there <= {(article.path, language) for article in chosen for language in languages}
    return Judged(
        lambda article, language: (article, language) in settled or (article, language) not in there, is_whole
    )


def read_baseline(project: Project) -> Counter[Row]:
    """The rows of the project's baseline, none when there is no file. Raises ConfigError for one that is damaged."""
    file = project.file(project.baseline_path)
    if not file.is_file():
        return Counter()
    hint = "settle the conflict, or write it anew for the whole project: dragoman check --write-baseline"
    try:
        found = json.loads(files.read(file, root=project.folder))
        rows = [tuple(map(str, row)) for row in found["findings"]]
        if found["version"] != _VERSION or any(len(row) != len(Row.__args__) for row in rows):  # type: ignore[attr-defined]
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise ConfigError("is no baseline that this version reads", Where(project.baseline_path, line), hint) from None
    return Counter(rows)  # type: ignore[arg-type]


def sift(findings: Iterable[Finding], baseline: Counter[Row], judged: Judged | None) -> Sifted:
    """The findings that are not in the baseline; notes never are, and one that weighs more than it did is told again.
    `judged` says which rows can be outdated; None: none."""
    rest = Counter(baseline)
    fresh, known = [], 0
    for finding in findings:
        rows = (row_of(finding, severity) for severity in Severity if severity.reaches(finding.severity))
        row = next((row for row in rows if rest[row] > 0), None)
        if finding.severity is not Severity.NOTE and row is not None:
            rest[row] -= 1
            known += 1
        else:
            fresh.append(finding)
    outdated = 0
    if judged is not None:
        outdated = sum(count for (_, language, article, _), count in rest.items() if judged.settles(article, language))
    return Sifted(fresh, known, outdated)


def write_baseline(project: Project, findings: Iterable[Finding], judged: Judged) -> int:
    """Makes the findings the baseline of what was judged; rows of others stay. How many it has. A damaged file is
    replaced by a run over the whole project; another would lose the rows of others, and raises ConfigError."""
    try:
        known = read_baseline(project)
    except ConfigError:
        if not judged.is_whole:
            raise
        known = Counter()
    kept = [row for row in known.elements() if not judged.settles(row[2], row[1])]
    rows = sorted([*kept, *(row_of(one) for one in findings if one.severity is not Severity.NOTE)])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    data = f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode("utf-8", "surrogatepass")
    files.update(project.file(project.baseline_path), lambda now: None if now == data else data, root=project.folder)
    return len(rows)
