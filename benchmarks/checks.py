"""The checks against labelled pairs: precision and recall by check and language, held pairs apart, peers, speed.

    python -m benchmarks.checks [FOLDER…] [--check NAME]… [--show] [--no-held] [--peers FILE [--peers-page FILE]]
                                [--limits] [--speed] [--many NUMBER]
                                [--peers-python PATH] [--weblate-python PATH]

FOLDER holds pairs as tests/checks/corpus/README.md describes (all of tests/checks/corpus but `held` when none is
named); `held` is scored apart. Every check that exists is asked about every pair, or those named by --check. A finding
that a pair neither wants (`findings`) nor allows (`also`) is wrong; a pair that wants nothing and gets one is flagged.
Wanted checks that do not exist yet are counted apart, not as misses. --show prints every wrong and missing finding.

--peers FILE (JSON lines, recorded from other tools' own tests) tells how often we agree with what they expect, true and
false cases apart, by our defaults and for a house that asks for what they take for granted, and lists each kind of
disagreement (with --show each case); --peers-page writes that as a page. --limits tells how long each check needs for
100,000 characters made to be slow. --speed times our checks, with 5,000 terms, on pairs made from the sample newsroom's
articles and on pairs made from the folders'. With --peers-python, a Python that has translate-toolkit, pofilter is
asked about the same pairs and cases, and timed beside ours; with --weblate-python, one that has weblate, Weblate's
checks are asked about the cases. --many NUMBER tells the memory that all the checks need for so many made-up pairs,
generated article by article.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.gaps import approved_blocks
from benchmarks.many_pairs import look_at_many
from benchmarks.peer_answers import agreed, asked_of
from benchmarks.peer_cases import cases_of
from benchmarks.peer_page import Beside, Scores, by_check, by_peer, kind_table, summary, written_page
from benchmarks.pofilter import pofilter_found, pofilter_says, pofilter_time
from benchmarks.timing import machine, table
from benchmarks.weblate import weblate_says
from benchmarks.worst_texts import slowest

from dragoman import check_text, plugins
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.checks.text import _OF_WORK
from dragoman.cli.collecting import collect_rarely
from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.terms import Glossary
from dragoman.language.punctuation import punctuation_of
from dragoman.model import Block, Finding, Pair, Segment, State, Translation, read_tags

CORPUS = Path(__file__).parents[1] / "tests" / "checks" / "corpus"
HELD = "held"
LENGTH = 100_000  # characters
TERMS = 5_000
Texts: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One pair of a file of pairs, and what the checks should say of it."""

    language: str
    pair: dict[str, Any]

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset(self.pair["findings"])

    @property
    def allowed(self) -> frozenset[str]:
        return self.wanted | frozenset(self.pair.get("also", ()))


@dataclass(slots=True)
class Score:
    """Counts of findings by check and pair: `right` wanted and found, `wrong` found only, `missed` wanted only."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    clean: int = 0
    flagged: int = 0

    def row(self) -> list[str]:
        flagged = f"{self.flagged}/{self.clean}" if self.clean else "–"
        return [*map(str, (self.right, self.wrong, self.missed)), self.precision, self.recall, flagged]

    @property
    def precision(self) -> str:
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> str:
        return _share(self.right, self.right + self.missed)


def main() -> int:
    """Prints the tables; 1 when --peers agree in less than 95 % as the house asks, or a reason is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks", description="see the module's docstring")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="append", default=[], choices=plugins.names(plugins.CHECKS))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--no-held", action="store_true")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--peers-page", type=Path)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--limits", action="store_true")
    parser.add_argument("--many", type=int, metavar="NUMBER")
    parser.add_argument("--peers-python")
    parser.add_argument("--weblate-python")
    given = parser.parse_args()
    collect_rarely()  # as the command line does
    names = given.check or [name for name in plugins.names(plugins.CHECKS) if name not in _OF_WORK]
    folders = given.folders or sorted(folder for folder in CORPUS.iterdir() if folder.is_dir() and folder.name != HELD)
    print(machine())
    rows = [row for folder in folders for row in _labelled(folder)]
    _report(f"{len(rows)} labelled pairs of {', '.join(folder.name for folder in folders)}", rows, names, given.show)
    if not given.no_held:
        held = list(_labelled(CORPUS / HELD))
        _report(f"{len(held)} held pairs, which nobody tunes by", held, names, show=False)
    is_enough = True
    if given.peers:
        is_enough = _peers(given.peers, given.peers_page, given.peers_python, given.weblate_python, given.show)
    if given.peers_python:
        _beside(rows, names, given.peers_python)
    if given.limits:
        print(f"\nthe slowest of {LENGTH:,} characters made to be slow\n")
        found = [[name, f"{taken:.2f}", text] for name, taken, text in slowest(names, LENGTH)]
        print(table(["check", "seconds", "text"], found))
    if given.many:
        many = look_at_many(given.many, names)
        told = f"{many.pairs:,} pairs, {many.seconds:,.0f} s of one core, at most {many.peak:,.0f} MiB"
        print(f"\n{len(names)} checks and those across articles: {told}; {many.findings} findings")
    if given.speed:
        _speed(rows, names, given.peers_python)
    return 0 if is_enough else 1


def _labelled(folder: Path) -> Iterator[Labelled]:
    for file in sorted(folder.glob("**/*.toml")):
        for pair in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]:
            yield Labelled(file.stem, pair)


def _found(row: Labelled, names: Sequence[str]) -> list[Finding]:
    pair = row.pair
    return check_text(
        pair["source"],
        pair["target"],
        language=row.language,
        source_language=pair.get("source_language", "en"),
        glossary=pair.get("glossary"),
        checks=names,
    )


def _report(title: str, rows: Sequence[Labelled], names: Sequence[str], show: bool) -> None:
    by_check: defaultdict[str, Score] = defaultdict(Score)
    by_language: defaultdict[str, Score] = defaultdict(Score)
    total, absent = Score(), Counter[str]()
    shown = []
    for row in rows:
        findings = _found(row, names)
        found = {finding.check for finding in findings}
        wanted = row.wanted & set(names)
        absent.update(row.wanted - set(names))
        for score in (total, by_language[row.language]):
            score.right += len(found & wanted)
            score.wrong += len(found - row.allowed)
            score.missed += len(wanted - found)
            score.clean += not row.wanted
            score.flagged += not row.wanted and bool(found - row.allowed)
        for name in found | wanted:
            by_check[name].right += name in found and name in wanted
            by_check[name].wrong += name in found and name not in row.allowed
            by_check[name].missed += name in wanted and name not in found
            by_check[name].flagged += not row.wanted and name not in row.allowed
        for name in names:
            by_check[name].clean += not row.wanted
        if show:
            texts = f"\n        {row.pair['source']}\n        {row.pair['target']}"
            shown += [
                f"wrong   {row.language} {finding.check}: {finding.message}{texts}"
                for finding in findings
                if finding.check not in row.allowed
            ]
            shown += [f"missing {row.language} {name}{texts}" for name in sorted(wanted - found)]
    head = ["right", "wrong", "missed", "precision", "recall", "clean flagged"]
    print(f"\n{title}\n")
    by_language["all"] = total
    print(table(["language", *head], [[name, *score.row()] for name, score in by_language.items()]), end="\n\n")
    print(table(["check", *head], [[name, *score.row()] for name, score in sorted(by_check.items())]))
    if absent:
        told = ", ".join(f"{name} {count}" for name, count in sorted(absent.items()))
        print(f"wanted of checks that were not asked: {told}")
    print("\n".join(shown), end="\n" if shown else "")


def _peers(file: Path, page: Path | None, python: str | None, weblate: str | None, show: bool) -> bool:
    """Whether we agree with enough of the cases, and have a reason for each that is left."""
    plain, house = list(cases_of(file)), list(cases_of(file, is_strict=True))
    beside = []
    for name, says, runs in (("Weblate", weblate_says, weblate), ("pofilter", pofilter_says, python)):
        rows = asked_of(name.lower(), plain)
        answers = says(runs, rows)
        beside.append(Beside(name, answers, agreed(answers, rows, plain)))
    scores = Scores(plain, house, beside)
    print(f"\npeers' own cases ({file.name})\n")
    print(by_check(scores), kind_table(scores, with_reason=False), by_peer(scores), summary(scores), sep="\n\n")
    for kind, cases in scores.kinds.items():
        if show or kind is None:
            print(*(f"{kind.name if kind else 'no reason'}: {case.told()}" for case in cases), sep="\n")
    if page:
        page.write_text(written_page(scores), encoding="utf-8")
    return scores.is_enough


def _beside(rows: Sequence[Labelled], names: Sequence[str], python: str) -> None:
    """How many faulty pairs our checks and pofilter's find anything in, and how many clean ones they flag."""
    ours, theirs = Counter[bool](), Counter[bool]()
    whole = Counter(bool(row.wanted) for row in rows)
    by_language: defaultdict[str, list[Labelled]] = defaultdict(list)
    for row in rows:
        by_language[row.language].append(row)
        ours[bool(row.wanted)] += bool({each.check for each in _found(row, names)} - (row.allowed - row.wanted))
    with tempfile.TemporaryDirectory() as folder:
        for language, group in by_language.items():
            texts = [(row.pair["source"], row.pair["target"]) for row in group]
            for row, names_found in zip(group, pofilter_found(python, texts, language, Path(folder)), strict=True):
                theirs[bool(row.wanted)] += bool(names_found)
    print("\nbeside pofilter, whose checks of menus are off; any finding counts\n")
    told = [
        [name, f"{score[True]}/{whole[True]}", f"{score[False]}/{whole[False]}", _share(score[False], whole[False])]
        for name, score in (("dragoman", ours), ("pofilter", theirs))
    ]
    print(table(["tool", "faulty pairs found", "clean pairs flagged", "share"], told))


def _speed(rows: Sequence[Labelled], names: Sequence[str], python: str | None) -> None:
    """Segments a second, each check alone and all together: of the sample newsroom's prose, and of the labelled pairs
    that are right, most of which are traps for naive checks."""
    news: dict[str, list[Texts]] = {}
    for language, blocks in approved_blocks():
        news.setdefault(language, []).extend(pair for block in blocks for pair in block)
    labelled: defaultdict[str, list[Texts]] = defaultdict(list)
    for row in rows:
        if not row.wanted:
            labelled[row.language].append((row.pair["source"], row.pair["target"]))
    for title, texts in (("approved news", news), ("labelled pairs", labelled)):
        _time(title, texts, names, python)


def _time(title: str, texts: Mapping[str, list[Texts]], names: Sequence[str], python: str | None) -> None:
    times: Counter[str] = Counter()
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for language, group in texts.items():
            terms = _terms(language)
            _clock(_copies(group, language, 0, 64), language, names, terms)  # what is read once a process is read now
            for at, only in enumerate(([name] for name in names), 1):
                times[only[0]] += _clock(_copies(group, language, at, 600), language, only, terms)  # type: ignore[assignment]
            pairs = _copies(group, language, len(names) + 1, 600)
            times["all together"] += _clock(pairs, language, names, terms)  # type: ignore[assignment]
            count += len(pairs)
            if python:
                both = [(pair.segment.text, pair.translation.text) for pair in pairs if pair.translation]
                times["pofilter"] += pofilter_time(python, both, language, Path(folder))  # type: ignore[assignment]
    if not count:
        print(f"\nno clean pairs of {title} to time")
        return
    print(f"\nspeed: {count} pairs of {title} in {len(texts)} languages, {TERMS:,} terms, one core\n")
    print(
        table(
            ["check", "segments/s", "µs a segment"],
            [[name, f"{count / taken:,.0f}", f"{taken / count * 1e6:.1f}"] for name, taken in times.items()],
        )
    )


def _copies(texts: Sequence[Texts], language: str, salt: int, count: int) -> list[Pair]:
    """Pairs of at least 100 characters of source: two sentences or more, one after the other as in a paragraph. Hardly
    any pair stands twice, whatever the salt."""
    chance = random.Random(salt)
    whole = [pair for pair in texts if pair[0].endswith((".", "?", "!"))] or list(texts)
    between = "" if punctuation_of(language).is_tight else " "
    found = []
    for at in range(count):
        chosen: list[Texts] = []
        while len(chosen) < 2 or sum(len(source) + 1 for source, _ in chosen) <= 100:
            chosen.append(chance.choice(whole))
        source, target = " ".join(source for source, _ in chosen), between.join(target for _, target in chosen)
        segment = Segment(read_tags(source), (source,), Block(at, "body"))
        found.append(Pair(segment, Translation(target, State.APPROVED), at + 1))
    return found


def _terms(language: str) -> Glossary:
    """A glossary of made-up names."""
    chance = random.Random(TERMS)
    made = (
        " ".join("".join(chance.choices("abdegiklmnorstuv", k=chance.randint(4, 9))).title() for _ in range(2))
        for _ in range(2 * TERMS)
    )
    names = list(dict.fromkeys(made))[:TERMS]
    return Glossary(tuple(Term(name, renderings={language: Rendering(name[::-1].title())}) for name in names))


def _clock(pairs: Iterable[Pair], language: str, names: Sequence[str], terms: Glossary) -> float:
    rules = Rules("en", language, "a.md", "a.md.po", terms)
    begun = time.process_time()
    run(pairs, rules, names)
    return time.process_time() - begun


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
