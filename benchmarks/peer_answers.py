"""What other tools' own checks say of cases: of those of their own tests, and of the other tool's.

A case says which check of which tool it is about, and of which kind that check is. Of its own cases a tool is asked
that check; of the other tool's those of its checks that are of the same kind by its own cases.
"""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.peer_cases import Case


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair for a tool. `language` is a code of its own, such as pt_BR; `checks` are the names of its checks;
    `settings` what its own test sets besides."""

    name: str
    source: str
    target: str
    language: str
    flags: str
    checks: Sequence[str]
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a tool said: by name of a pair, the checks that found something. `missing` says why it was not asked, ""
    when it was; `known` are all checks of its version."""

    missing: str = ""
    version: str = ""
    known: frozenset[str] = frozenset()
    found: Mapping[str, frozenset[str]] = field(default_factory=dict)


def answers_of(python: str | None, script: str, rows: Sequence[Asked], way: str) -> Answers:
    """What `script`, run by `python`, says of the rows, which it gets as JSON lines. `way` says how to give one."""
    if not python:
        return Answers(f"not asked: {way}")
    lines = "".join(f"{json.dumps(asdict(row))}\n" for row in rows)
    done = subprocess.run([python, "-c", script], input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        return Answers(f"did not run: {last}")
    said = json.loads(done.stdout.splitlines()[-1])
    found = {name: frozenset(fired) for name, fired in said["found"].items()}
    return Answers("", said["version"], frozenset(said["checks"]), found)


def asked_of(peer: str, cases: Sequence[Case]) -> list[Asked]:
    """The cases as the tool is asked about them; those of a kind that none of its own cases has are left out."""
    checks: defaultdict[str, set[str]] = defaultdict(set)
    for case in cases:
        if case.row["peer"] == peer:
            for kind in case.row["maps_to"]:
                checks[kind].add(case.row["check"])
    found = []
    for case in cases:
        row = case.row
        is_own = row["peer"] == peer
        names = [row["check"]] if is_own else sorted(set().union(*(checks[kind] for kind in row["maps_to"])))
        if names:
            settings = {
                name: row[name] for name in ("checker", "notranslate", "musttranslate") if is_own and name in row
            }
            language = (row["lang"] or "af").replace("-", "_")
            found.append(Asked(row["id"], row["source"], row["target"], language, row["flags"], names, settings))
    return found


def agreed(answers: Answers, rows: Sequence[Asked], cases: Sequence[Case]) -> dict[tuple[str, bool], tuple[int, int]]:
    """By peer and expectation: how many cases the tool agrees with, and of how many it was asked. A check that its
    version does not have is not asked."""
    by_name = {case.row["id"]: case.row for case in cases}
    scores: defaultdict[tuple[str, bool], list[bool]] = defaultdict(list)
    for asked in rows:
        if answers.known.isdisjoint(asked.checks):
            continue
        row = by_name[asked.name]
        scores[row["peer"], row["expected"]].append(bool(answers.found[asked.name]) == row["expected"])
    return {key: (sum(each), len(each)) for key, each in scores.items()}
