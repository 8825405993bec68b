"""What every form of report is made from, and how it names a file, a line and a finding."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from dragoman.model import Finding, Severity
from dragoman.model.visible import visible

_LONE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


@dataclass(frozen=True)
class Report:
    """`findings` in the order they are told. `done` are the articles and languages that were judged, `errors` what
    could not be (path, message, line of the way out). `prefix` is the project's folder in its repository, with a slash
    at its end, "" at the top. `about` tells what a check finds; `fail_on` is the mildest severity that fails,
    None when none does; `known` counts findings that the baseline has."""

    findings: Sequence[Finding]
    pairs: int = 0
    done: Sequence[tuple[str, str]] = ()
    errors: Sequence[Mapping[str, object]] = ()
    prefix: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    fail_on: Severity | None = Severity.ERROR
    version: str = ""
    known: int = 0
    is_coloured: bool = False

    def fails(self, finding: Finding) -> bool:
        return finding.severity.reaches(self.fail_on)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)


def inert(text: str) -> str:
    r"""`text` on one line, for a terminal and for a CI log, where GitHub obeys `##[command]` anywhere in a line."""
    return visible(text).replace("##[", "##\\x5b")


def path_of(finding: Finding) -> str:
    return finding.where.path if finding.where else finding.article


def line_of(finding: Finding) -> int:
    """The line in `path_of`; 1 for a whole file, which most readers of reports cannot name."""
    return (finding.where.line if finding.where else None) or 1


def uri_of(path: str) -> str:
    """A relative URI reference (RFC 3986). No colon, so that it is never taken for a scheme."""
    # a file's name has no other lone surrogates than those that stand for bytes; a text that only poses as one may
    return quote(_LONE.sub("\ufffd", path).encode("utf-8", "surrogateescape"), safe="/")


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What stays the same when lines move; equal findings are told apart by their order."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for one in findings:
        parts = (one.check, one.language, one.article, one.message, one.source, one.target, str(one.start))
        text = "\0".join(parts)
        seen[text] = seen.get(text, 0) + 1
        whole = f"{text}\0{seen[text]}".encode("utf-8", "surrogatepass")
        found.append(hashlib.sha256(whole).hexdigest())
    return found


def row(finding: Finding) -> dict[str, object]:
    where = finding.where
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": finding.message,
        "change": finding.change or None,
        "language": finding.language,
        "article": finding.article,
        "path": where.path if where else None,
        "line": where.line if where else None,
        "source": finding.source,
        "target": finding.target,
        "start": finding.start,
        "end": finding.end,
        "fix": finding.fix,
        "waived": finding.waived or None,
        "hint": finding.hint or None,
    }
