"""The pairs with seeded gaps of tests/checks/gaps, as read, and how many of them the checks find."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import table

FOLDER = Path(__file__).parents[1] / "tests" / "checks" / "gaps"
_OMITTED = ("sentence omitted", "clause omitted", "summary", "sentence left", "clause left")
# The checks whose fact an added name, number or quotation and a remainder are, too.
_BESIDE = {"name added": "names", "number added": "numbers", "quotation added": "quotes", "clause left": "untranslated"}
_LEVELS = {
    "sentences": ("sentence omitted", "sentence added"),
    "clauses": ("clause omitted", "clause added"),
    "omitted clauses": ("clause omitted",),
    "added clauses": ("clause added",),
    "all": (),
}
CHECKS = ("omission", "addition", *_BESIDE.values())
Told = Callable[[str, str, str, Sequence[tuple[str, str]]], Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A source with a sound translation and a faulty one; of a trap there is a sound one only, and no `kind`."""

    language: str
    kind: str
    source: str
    sound: str
    faulty: str

    @property
    def check(self) -> str:
        return "omission" if self.kind in _OMITTED else "addition"


def seeded(*, held: bool) -> Iterator[Seeded]:
    """The pairs of every language, the held ones or the others."""
    for file in sorted((FOLDER / "held" if held else FOLDER).glob("*.toml")):
        for pair in tomllib.loads(file.read_text(encoding="utf-8"))["pair"]:
            target = pair["target"]
            sound = re.sub(r"\{\+.*?\+\}", "", target).replace("[-", "").replace("-]", "")
            faulty = re.sub(r"\[-.*?-\]", "", target).replace("{+", "").replace("+}", "")
            yield Seeded(file.stem, pair.get("kind", ""), pair["source"], sound, faulty)


@dataclass(slots=True)
class Score:
    """Counts by kind: those found by omission or addition, those that another check finds, all; and false alarms."""

    right: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)
    sound: int = 0
    alarms: int = 0

    def recall(self, kinds: Sequence[str]) -> str:
        """The share that was found of some kinds (of all when none is named)."""
        asked = kinds or list(self.count)
        number = sum(self.count[kind] for kind in asked)
        return f"{sum(self.right[kind] for kind in asked) / number:.3f}" if number else "–"

    @property
    def precision(self) -> str:
        found = self.right.total()
        return f"{found / (found + self.alarms):.3f}" if found + self.alarms else "–"


def scored(rows: Sequence[Seeded], told: Told) -> tuple[dict[str, Score], list[tuple[str, Seeded, str]]]:
    """The scores by language, and what went wrong: kind ("sound" for a false alarm), pair, text. `told` is asked what
    the checks say of a source, a translation and the other pairs of a language."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    wrong = []
    others: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        others[row.language].append((row.source, row.sound))
    for row in rows:
        score, rest = scores[row.language], [pair for pair in others[row.language] if pair[0] != row.source]
        alarms = set(told(row.language, row.source, row.sound, rest)) & {"omission", "addition"}
        score.sound += 1
        score.alarms += bool(alarms)
        if alarms:
            wrong.append(("sound", row, row.sound))
        if not row.kind:
            continue
        found = told(row.language, row.source, row.faulty, rest)
        score.count[row.kind] += 1
        if row.check in found:
            score.right[row.kind] += 1
        elif _BESIDE.get(row.kind) in found:
            score.beside[row.kind] += 1
        else:
            wrong.append((row.kind, row, row.faulty))
    return dict(scores), wrong


def report(scores: Mapping[str, Score]) -> None:
    """Prints the scores by kind and by language."""
    total = Score()
    for score in scores.values():
        for name in ("right", "beside", "count"):
            getattr(total, name).update(getattr(score, name))
        total.sound, total.alarms = total.sound + score.sound, total.alarms + score.alarms
    rows = [
        [kind, str(total.right[kind]), str(total.beside[kind]), str(number), f"{total.right[kind] / number:.3f}"]
        for kind, number in sorted(total.count.items())
    ]
    print(table(["kind", "found", "beside", "of", "share"], rows), end="\n\n")
    head = ["language", *_LEVELS, "sound", "alarms", "precision"]
    print(
        table(
            head,
            [
                [name, *map(score.recall, _LEVELS.values()), str(score.sound), str(score.alarms), score.precision]
                for name, score in [*scores.items(), ("all", total)]
            ],
        )
    )
