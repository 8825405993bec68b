"""The findings that an old archive began with: known, not told again, and back as soon as a text changes.

`locales/baseline.json` holds a row for each, without any text: check, language, article, and a digest of the finding's
texts. Sorted, one row a line, so that git merges it line by line.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman import files
from dragoman.model import ConfigError, Finding, Severity, Where
from dragoman.project import Project

_VERSION = 1
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that the baseline does not know, how many it does, and how many of its rows are about none any more."""

    fresh: list[Finding]
    known: int
    outdated: int


def row_of(finding: Finding) -> Row:
    """What is kept of a finding. Its line and its words do not count: both may change by themselves."""
    texts = "\x00".join((finding.source, finding.target)).encode("utf-8", "surrogatepass")
    return finding.check, finding.language, finding.article, hashlib.sha256(texts).hexdigest()[:16]


def read_baseline(project: Project) -> Counter[Row]:
    """The rows of the project's baseline, none when there is no file. Raises ConfigError for one that is damaged."""
    file = project.file(project.baseline_path)
    if not file.is_file():
        return Counter()
    hint = "settle the conflict, or write it anew: dragoman check --write-baseline"
    try:
        found = json.loads(files.read(file, root=project.folder))
        rows = [tuple(map(str, row)) for row in found["findings"]]
        if found["version"] != _VERSION or any(len(row) != len(Row.__args__) for row in rows):  # type: ignore[attr-defined]
            raise ValueError
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        raise ConfigError("is no baseline that this version reads", Where(project.baseline_path, line), hint) from None
    return Counter(rows)  # type: ignore[arg-type]


def sift(findings: Iterable[Finding], baseline: Counter[Row], done: Sequence[tuple[str, str]]) -> Sifted:
    """The findings that are not in the baseline; notes never are. `done` are the articles and languages that were
    judged whole: only their rows can be outdated."""
    rest = Counter(baseline)
    fresh, known = [], 0
    for finding in findings:
        row = row_of(finding)
        if finding.severity is not Severity.NOTE and rest[row] > 0:
            rest[row] -= 1
            known += 1
        else:
            fresh.append(finding)
    judged = {(language, article) for article, language in done}
    outdated = sum(count for (_, language, article, _), count in rest.items() if (language, article) in judged)
    return Sifted(fresh, known, outdated)


def write_baseline(project: Project, findings: Iterable[Finding], done: Sequence[tuple[str, str]]) -> int:
    """Makes the findings the baseline of the articles and languages in `done`; rows of others stay. How many it has."""
    judged = {(language, article) for article, language in done}
    kept = [row for row in read_baseline(project).elements() if (row[1], row[2]) not in judged]
    rows = sorted([*kept, *(row_of(one) for one in findings if one.severity is not Severity.NOTE)])
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    data = f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode("utf-8", "surrogatepass")
    files.update(project.file(project.baseline_path), lambda now: None if now == data else data, root=project.folder)
    return len(rows)
