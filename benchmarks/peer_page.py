"""How often we agree with peers' own cases, by our defaults and by a house's wishes, beside the peers: in tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.peer_answers import Answers
from benchmarks.peer_cases import HOUSE, Case
from benchmarks.peer_reasons import KINDS, Kind, by_kind
from benchmarks.timing import table

Score = Mapping[tuple[str, bool], tuple[int, int]]  # by peer and expectation: agreed, of how many


@dataclass(frozen=True, slots=True)
class Beside:
    """Another tool on the same cases."""

    name: str
    answers: Answers
    score: Score

    @property
    def title(self) -> str:
        return f"{self.name} {self.answers.version}".rstrip()


@dataclass(frozen=True, slots=True)
class Scores:
    """The same cases by our defaults and for a house that asks for more, in one order; and other tools."""

    plain: Sequence[Case]
    house: Sequence[Case]
    beside: Sequence[Beside] = ()

    @property
    def kinds(self) -> dict[Kind | None, list[Case]]:
        """Where defaults disagree, and where only the house does."""
        differ = [one if not one.agrees else other for one, other in zip(self.plain, self.house, strict=True)]
        return by_kind([case for case in differ if not case.agrees])

    @property
    def is_enough(self) -> bool:
        """A reason for each disagreement, and 95 % for the house, cases with a finding and without each by itself."""
        return None not in self.kinds and all(
            agreed >= 0.95 * whole for agreed, whole in (_sum(self.house, expected) for expected in (True, False))
        )


def by_check(scores: Scores) -> str:
    """Every check of the peers."""
    wholes: Counter[tuple[str, str, bool]] = Counter()
    plain, house = wholes.copy(), wholes.copy()
    for one, other in zip(scores.plain, scores.house, strict=True):
        key = (one.row["peer"], one.row["check"], one.row["expected"])
        wholes[key] += 1
        plain[key] += one.agrees
        house[key] += other.agrees
    rows = [
        [key[0], key[1], _case(key[2]), str(plain[key]), str(house[key]), str(whole), _share(plain[key], whole)]
        for key, whole in sorted(wholes.items())
    ]
    return table(["peer", "its check", "case", "agree", "house", "of", "share"], rows)


def by_peer(scores: Scores) -> str:
    """The sums: ours by default, ours for the house, the other tools."""
    peers = sorted({case.row["peer"] for case in scores.plain})
    rows = []
    for peer, expected in [(peer, expected) for peer in (*peers, "") for expected in (True, False)]:
        (plain, whole), (house, _) = _sum(scores.plain, expected, peer), _sum(scores.house, expected, peer)
        others = [_of_other(other.score, expected, peer) for other in scores.beside]
        rows.append([peer or "both", _case(expected), _part(plain, whole), _part(house, whole), *others])
    titles = [other.title for other in scores.beside]
    return table(["tests of", "they expect", "dragoman", "as the house asks", *titles], rows)


def kind_table(scores: Scores, *, with_reason: bool) -> str:
    """Where we disagree. How many are left for the house; kinds that only the house disagrees about count 0 before."""
    kinds, plain = scores.kinds, {case.row["id"]: case for case in scores.plain}
    house = {case.row["id"]: case for case in scores.house}
    rows = []
    for kind in (*KINDS, None):
        for expected in (True, False):
            cases = [case for case in kinds.get(kind, ()) if case.row["expected"] == expected]
            if cases:
                checks = ", ".join(sorted({f"`{case.row['check']}`" for case in cases}))
                before, after = (sum(not of[case.row["id"]].agrees for case in cases) for of in (plain, house))
                row = [_case(expected), kind.name if kind else "no reason", checks, str(before), str(after)]
                rows.append([*row, kind.reason if kind else ""] if with_reason else row)
    head = ["they expect", "kind", "their checks", "cases", "house"]
    return table([*head, "our reason"] if with_reason else head, rows)


def summary(scores: Scores) -> str:
    """Both scores in words, and why a tool was not asked."""
    told = []
    for expected in (True, False):
        (plain, whole), (house, _) = _sum(scores.plain, expected), _sum(scores.house, expected)
        told.append(f"{_case(expected)}: by default {_part(plain, whole)}; as the house asks {_part(house, whole)}")
    told += [f"{other.name} {other.answers.missing}" for other in scores.beside if other.answers.missing]
    return "\n".join(told)


def written_page(scores: Scores) -> str:
    """docs/checks-and-peers.md."""
    house = "\n".join(f"    {line}" for line in HOUSE.strip().splitlines())
    return f"""{_INTRODUCTION}
{by_peer(scores)}

*dragoman* is what the checks say by default. *As the house asks* is with a [house style](style.md) that wants of every
language what these peers take for granted:

{house}

and, for French, plain blanks under `[spacing]`. A tool is asked its own check about its own cases, and about the
other's those of its checks that are of the same kind by its own cases; a check that the version does not have is left
out. Weblate's tests are of a later version, which needs a later Python than ours. pofilter's own cases are asked with
what their tests set of words, not of characters.

## Where we disagree

{kind_table(scores, with_reason=True)}

*house*: how many of the cases are left as the house asks.
"""


_INTRODUCTION = """# Our checks and other tools' tests

Weblate and Translate Toolkit (pofilter) have checks of their own, and tests that say when each must find something and
when not. `python -m benchmarks.checks --peers FILE` asks our checks about these cases, those about prose, read as
dragoman would read such a text: Markdown by its format, elements as marks, words that must stay as terms that are kept.
FILE is a recording of the tests; it is not part of this project, since the tests have other licences. With
`--peers-python PATH` (translate-toolkit) and `--weblate-python PATH` (weblate) the tools themselves are asked too.

`python -m benchmarks.checks --peers FILE --peers-page docs/checks-and-peers.md` writes this page.
"""


def _sum(cases: Sequence[Case], expected: bool, peer: str = "") -> tuple[int, int]:
    of = [case.agrees for case in cases if case.row["expected"] == expected and peer in ("", case.row["peer"])]
    return sum(of), len(of)


def _of_other(score: Score, expected: bool, peer: str) -> str:
    found = [each for (name, kind), each in score.items() if kind == expected and peer in ("", name)]
    return _part(sum(each[0] for each in found), sum(each[1] for each in found))


def _case(expected: bool) -> str:
    return "a finding" if expected else "none"


def _part(part: int, whole: int) -> str:
    return f"{part}/{whole} = {_share(part, whole)}" if whole else "–"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
