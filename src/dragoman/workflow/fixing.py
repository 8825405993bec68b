"""check --fix: the findings that a machine can mend, mended, and proved to have changed nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import DragomanError, Finding, Key, Pair, State, Translation, digest
from dragoman.project import Article, Project
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import Trouble, each_language

CHECKS = (
    "normalisation", "control-chars", "zero-width", "kashida", "char-width", "edge-space", "double-space",
    "punctuation-script", "punctuation-spacing", "quotes", "digit-style",
)  # fmt: skip
"""The checks whose findings may have a fix."""

_ROUNDS = 40  # one fix may bring up the next; nothing sensible needs as many
_TAG = re.compile(r"<[^<>]*>")
_NOTHING = "\u0640"  # stretches a word, and is no letter of it


@dataclass(frozen=True, slots=True)
class Fixed:
    """One text that was mended, or would be: where it stands, as it was and as it is, and by which checks."""

    path: str
    line: int
    key: Key
    before: Translation
    after: str
    checks: tuple[str, ...]


@dataclass
class FixReport:
    """`left` counts texts that a fix would have changed otherwise, or that a person saved meanwhile."""

    fixed: list[Fixed] = field(default_factory=list)
    left: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def fix(
    project: Project,
    chosen: Sequence[Article],
    languages: Sequence[str],
    *,
    only: Sequence[str] | None = None,
    approved: bool = False,
    write: bool = True,
    say: Callable[[str], None] = lambda _: None,
) -> FixReport:
    """Mends drafts, with `approved` also approved texts, which stay approved. Without `write` nothing is written.

    Law: letters, the values of digits, marks and placeholders are as before, and no check finds more than before.
    """
    report = FixReport()
    glossary = read_glossary(project, report.troubles)
    states = (State.DRAFT, State.APPROVED) if approved else (State.DRAFT,)
    for reading, language in each_language(project, chosen, languages, report.troubles, say):
        path = project.catalog_path(reading.article, language)
        try:
            pairs = reading.pairs(language)
            fixed, left = mend(pairs, rules_of(project, reading, language, glossary, pairs), states, only)
            report.left += left
            if fixed and write:
                done = _put(project, path, fixed)
                report.left += len(fixed) - len(done)
                fixed = done
            report.fixed += fixed
        except DragomanError as error:
            report.troubles.append(Trouble(path, error))
    return report


def mend(
    pairs: Sequence[Pair], rules: Rules, states: Sequence[State], only: Sequence[str] | None = None
) -> tuple[list[Fixed], int]:
    """The texts among `pairs` in one of `states` that can be mended, and how many had to be left."""
    names = [name for name in CHECKS if only is None or name in only]
    now = list(pairs)
    by: dict[int, dict[str, None]] = {}
    for _ in range(_ROUNDS):
        found = _fixes(now, run(now, rules, names), states)
        if not found:
            break
        for at, row in found.items():
            old = now[at].translation
            if old is not None:
                now[at] = replace(now[at], translation=replace(old, text=_applied(old.text, row)))
                by.setdefault(at, {}).update(dict.fromkeys(one.check for one in row))
    changed = [at for at in by if _text(now[at]) != _text(pairs[at])]
    bad = _worse(pairs, now, changed, rules)
    fixed = [
        Fixed(rules.catalog, pairs[at].line, pairs[at].entry, was, _text(now[at]), tuple(by[at]))
        for at in sorted(changed)
        if at not in bad and (was := pairs[at].translation) is not None
    ]
    return fixed, len(bad)


def _fixes(pairs: Sequence[Pair], findings: Sequence[Finding], states: Sequence[State]) -> Mapping[int, list[Finding]]:
    """The fixes that can be made at once, by the place of their pair: of those that overlap the first."""
    places = {(pair.line, pair.segment.text): at for at, pair in enumerate(pairs) if not pair.together}
    found: dict[int, list[Finding]] = {}
    for one in sorted(findings, key=lambda finding: (finding.start or 0, -(finding.end or 0))):
        line = one.where.line if one.where and one.where.line else 0
        at = places.get((line, one.source))
        now = pairs[at].translation if at is not None else None
        if at is None or now is None or now.state not in states or now.text != one.target:
            continue
        if one.fix is None or one.start is None or one.end is None or one.fix == one.target[one.start : one.end]:
            continue
        row = found.setdefault(at, [])
        if not row or (one.start >= (row[-1].end or 0) and (one.start, one.end) != (row[-1].start, row[-1].end)):
            row.append(one)
    return found


def _applied(text: str, fixes: Sequence[Finding]) -> str:
    for one in reversed(fixes):
        text = text[: one.start] + (one.fix or "") + text[one.end :]
    return text


def _worse(before: Sequence[Pair], after: Sequence[Pair], changed: Sequence[int], rules: Rules) -> set[int]:
    """The places of texts whose matter has changed, or of which some check finds more than before."""
    bad = {at for at in changed if matter(_text(before[at])) != matter(_text(after[at]))}
    rest = [at for at in changed if at not in bad]
    if not rest:
        return bad
    ours, theirs = (_counted(run(row, rules), row) for row in (before, after))
    return bad | {at for at in rest if any(theirs[at][name] > ours[at][name] for name in theirs[at])}


def _counted(findings: Sequence[Finding], pairs: Sequence[Pair]) -> Mapping[int, Counter[str]]:
    places = {(pair.line, pair.segment.text): at for at, pair in enumerate(pairs)}
    found: dict[int, Counter[str]] = {at: Counter() for at in range(len(pairs))}
    for one in findings:
        line = one.where.line if one.where and one.where.line else 0
        if (at := places.get((line, one.source))) is not None:
            found[at][one.check] += 1
    return found


def matter(text: str) -> tuple[str, list[str]]:
    """What a mechanical change leaves alone: letters and the values of digits, in order, and marks."""
    plain = unicodedata.normalize("NFKC", _TAG.sub("", text)).replace(_NOTHING, "")
    kept = (str(int(sign)) if sign.isdecimal() else sign for sign in plain if sign.isalnum())
    return "".join(kept), _TAG.findall(text)


def _text(pair: Pair) -> str:
    return pair.translation.text if pair.translation else ""


def _put(project: Project, path: str, fixed: Sequence[Fixed]) -> list[Fixed]:
    """Writes the texts into the catalog, except where a person saved another one meanwhile; which were written."""
    done: list[Fixed] = []

    def change(present: bytes | None) -> bytes | None:
        done.clear()
        if present is None:
            return None
        catalog = Catalog.parse(present, path)
        live = set(catalog.keys)
        for one in fixed:
            if one.key in live and catalog.translation(one.key) == one.before:
                catalog.put(one.key, _mended(one), over=one.before, made_from=catalog.made_from(one.key))
                done.append(one)
        return catalog.data

    files.update(project.file(path), change, root=project.folder)
    return done


def _mended(one: Fixed) -> Translation:
    """The text with its origin, if an engine made it: what a machine mends is a machine's still."""
    origin = one.before.origin
    if origin is not None and origin.made(one.before.text):
        origin = replace(origin, digest=digest(one.after))
    return replace(one.before, text=one.after, origin=origin)
