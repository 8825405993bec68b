"""check --fix: the findings that a machine can mend, mended, and proved to have changed nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import DragomanError, Finding, Key, Pair, State, Translation, digest
from dragoman.project import Article, Project
from dragoman.workflow.check import rules_of
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.matter import matter
from dragoman.workflow.reading import Trouble, each_language

CHECKS = (
    "normalisation", "control-chars", "zero-width", "kashida", "char-width", "edge-space", "double-space",
    "punctuation-script", "punctuation-spacing", "quotes", "digit-style",
)  # fmt: skip
"""The checks whose findings may have a fix."""

_ROUNDS = 12  # one fix may bring up the next; nothing sensible needs as many
Place = tuple[int, str]
"""Where a text stands: the line of its entry, and the source that it is read for."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """One text that was mended, or would be: where it stands, as it was and as it is, and by which checks. `together`
    are the sentences that it translates, when they are several; `key` is the one whose entry holds it."""

    path: str
    line: int
    key: Key
    before: Translation
    after: str
    checks: tuple[str, ...]
    together: tuple[Key, ...] = ()


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
    """The texts among `pairs` in one of `states` that can be mended, and how many had to be left, at least in part.

    Where all that the checks propose for a text makes it worse together, each check's part is tried alone. A text with
    a waiver that is dated by its digest is left: the waiver would lapse.
    """
    names = [name for name in CHECKS if only is None or name in only]
    places = _places(pairs, states, rules)
    now, by = _mended(pairs, rules, places, names)
    bad = _worse(pairs, now, by, rules)
    left: set[Place] = set()
    if bad:
        now = _restored(now, pairs, places, bad)
        by = {place: row for place, row in by.items() if place not in bad}
        for name in names:
            tried, row = _mended(now, rules, {place: places[place] for place in bad}, [name])
            worse = _worse(now, tried, row, rules)
            now = _restored(tried, now, places, worse)
            left |= worse
            for place in row.keys() - worse:
                by[place] = {**by.get(place, {}), name: None}
    fixed: list[Fixed] = []
    for place, part in by.items():
        pair, after = pairs[places[place][0]], _text(now[places[place][0]])
        if pair.translation is not None and pair.translation.text != after:
            place_now = (rules.catalog, pair.line, pair.entry)
            fixed.append(Fixed(*place_now, pair.translation, after, tuple(part), pair.together))
    return sorted(fixed, key=lambda one: one.line), len(left)


def _places(pairs: Sequence[Pair], states: Sequence[State], rules: Rules) -> dict[Place, list[int]]:
    """Where the texts stand that may be mended: of a repeated segment all pairs, since they share an entry."""
    found: dict[Place, list[int]] = {}
    for at, pair in enumerate(pairs):
        if pair.translation is None or pair.translation.state not in states:
            continue
        filed = (one.waiver for one in rules.waivers if one.fits(rules.article, pair.segment.text))
        if not any(waiver.digest == pair.digest for waiver in (*pair.waivers, *filed)):
            found.setdefault((pair.line, pair.segment.text), []).append(at)
    return found


def _mended(
    pairs: Sequence[Pair], rules: Rules, places: Mapping[Place, list[int]], names: Sequence[str]
) -> tuple[list[Pair], dict[Place, dict[str, None]]]:
    """`pairs` with all that the named checks propose, and which of them had a part in which text.

    One check after the other: what nobody sees goes first, since it keeps others from seeing what a sign is.
    """
    now = list(pairs)
    by: dict[Place, dict[str, None]] = {}
    for _ in range(_ROUNDS):
        is_done = True
        for name in names:
            for _ in range(_ROUNDS):
                found = _fixes(now, run(now, rules, [name]), places)
                if not found:
                    break
                is_done = False
                for place, row in found.items():
                    by.setdefault(place, {})[name] = None
                    text = _applied(_text(now[places[place][0]]), row)
                    for at in places[place]:
                        now[at] = _with_text(now[at], text)
        if is_done:
            break
    return now, by


def _fixes(
    pairs: Sequence[Pair], findings: Sequence[Finding], places: Mapping[Place, list[int]]
) -> dict[Place, list[Finding]]:
    """The fixes that can be made at once, by place: of those that overlap the first."""
    found: dict[Place, list[Finding]] = {}
    for one in sorted(findings, key=lambda finding: (finding.start or 0, -(finding.end or 0))):
        place = _place_of(one)
        if place not in places or one.target != _text(pairs[places[place][0]]):
            continue
        if one.fix is None or one.start is None or one.end is None or one.fix == one.target[one.start : one.end]:
            continue
        row = found.setdefault(place, [])
        if not row or (one.start >= (row[-1].end or 0) and (one.start, one.end) != (row[-1].start, row[-1].end)):
            row.append(one)
    return found


def _applied(text: str, fixes: Sequence[Finding]) -> str:
    for one in reversed(fixes):
        text = text[: one.start] + (one.fix or "") + text[one.end :]
    return text


def _worse(before: Sequence[Pair], after: Sequence[Pair], changed: Iterable[Place], rules: Rules) -> set[Place]:
    """The places of texts whose matter has changed, or of which some check finds more than before."""
    texts = [{(pair.line, pair.segment.text): _text(pair) for pair in row} for row in (before, after)]
    bad = {place for place in changed if matter(texts[0][place]) != matter(texts[1][place])}
    rest = [place for place in changed if place not in bad]
    if not rest:
        return bad
    ours, theirs = (_counted(run(row, rules)) for row in (before, after))
    return bad | {place for place in rest if theirs.get(place, Counter()) - ours.get(place, Counter())}


def _counted(findings: Sequence[Finding]) -> dict[Place, Counter[str]]:
    found: dict[Place, Counter[str]] = {}
    for one in findings:
        found.setdefault(_place_of(one), Counter())[one.check] += 1
    return found


def _restored(
    pairs: Sequence[Pair], former: Sequence[Pair], places: Mapping[Place, list[int]], which: Iterable[Place]
) -> list[Pair]:
    back = {at for place in which for at in places[place]}
    return [former[at] if at in back else pair for at, pair in enumerate(pairs)]


def _place_of(finding: Finding) -> Place:
    return finding.where.line if finding.where and finding.where.line else 0, finding.source


def _with_text(pair: Pair, text: str) -> Pair:
    return pair if pair.translation is None else replace(pair, translation=replace(pair.translation, text=text))


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
        for one in fixed:
            there = catalog.translation(one.key)
            shown = catalog.joint(one.together, one.key)[0] if one.together else there
            if there is not None and shown == one.before:
                catalog.put(one.key, _credited(one, there), over=there, made_from=catalog.made_from(one.key))
                done.append(one)
        return catalog.data

    files.update(project.file(path), change, root=project.folder)
    return done


def _credited(one: Fixed, there: Translation) -> Translation:
    """The text in place of `there` in its entry, with its origin, if an engine made it: what a machine mends is a
    machine's still."""
    origin = there.origin
    if origin is not None and origin.made(there.text):
        origin = replace(origin, digest=digest(one.after))
    return replace(there, text=one.after, origin=origin)
