"""How many faulty answers of engines are refused or remarked on, how many good translations are not, and how fast.

    python -m benchmarks.judging [--show] [--seconds 3]

Faulty answers and good translations that look like them are those of tests/engines/answers; the other good ones are
what people approved in the sample newsroom (locales/) and the right pairs of tests/checks/corpus. To reject a good
translation is the worst mistake: precision of rejections is over all of these together.
"""

from __future__ import annotations

import argparse
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.catalog import Catalog
from dragoman.engines.judging import astray, fault, odd
from dragoman.model import State

# What the checks' corpus calls what is judged here too. It was written by other hands and is not tuned by.
_KINDS = ("llm-chatter", "untranslated", "wrong-language", "wrong-script", "homoglyph", "numbers", "omission")

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Case:
    """An answer; `rule` and `must` ("reject", "doubt") are "" for a good translation."""

    source: str
    answer: str
    source_language: str
    language: str
    rule: str = ""
    must: str = ""

    @property
    def asked(self) -> tuple[str, str, str, str]:
        return self.source, self.answer, self.source_language, self.language


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="show what is missed, and good texts that are remarked on")
    parser.add_argument("--seconds", type=float, default=3, help="for each measurement of speed (default 3)")
    chosen = parser.parse_args()
    faulty = list(_written("faulty"))
    sets = {
        "that look like bad ones": list(_written("good")),
        "of the sample newsroom": list(_approved()),
        "of the checks' corpus": list(_labelled()),
    }
    _print_rules(faulty, chosen.show)
    wrong = _print_good(sets, chosen.show)
    _print_corpus(chosen.show)
    _print_damaged(sets["of the sample newsroom"], chosen.show)
    must = [case for case in faulty if case.must == "reject"]
    right = sum(fault(*case.asked) is not None for case in must)
    beyond = sum(fault(*case.asked) is not None for case in faulty if case.must == "doubt")
    print(f"\nrejections: precision {_share(right, right + wrong + beyond)}, recall {_share(right, len(must))}")
    pairs = sets["of the sample newsroom"]
    print(f"\nspeed on the {len(pairs)} texts of the sample newsroom, in one thread")
    print(f"  what is rejected   {_rate(fault, pairs, chosen.seconds):9,.0f} segments per CPU second")
    print(f"  what is odd        {_rate(odd, pairs, chosen.seconds):9,.0f} segments per CPU second")


def _print_rules(faulty: Sequence[Case], show: bool) -> None:
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    missed = []
    for case in faulty:
        found = fault(*case.asked)
        if case.must == "reject":
            is_right = found is not None
        else:
            is_right = found is None and any(remark.rule == case.rule for remark in odd(*case.asked))
        counts[case.rule, case.must].append(is_right)
        if not is_right:
            missed.append(case)
    print(f"{len(faulty)} faulty answers")
    for (rule, must), row in sorted(counts.items()):
        print(f"  {rule:10} {must:7} {sum(row):4} of {len(row)}")
    if show:
        for case in missed:
            print(f"    missed: {case.rule} {case.language}: {case.answer}")


def _print_good(sets: dict[str, list[Case]], show: bool) -> int:
    """How many good translations were rejected."""
    wrong = 0
    print(f"\n{sum(map(len, sets.values()))} good translations{'':13} texts  rejected  remarked on")
    for name, cases in sets.items():
        rejected = [case for case in cases if fault(*case.asked)]
        remarked = [case for case in cases if odd(*case.asked)]
        wrong += len(rejected)
        print(f"  {name:36} {len(cases):5} {len(rejected):9} {len(remarked):12}")
        if show:
            for case in [*rejected, *remarked]:
                print(f"    {[remark.reason for remark in odd(*case.asked)]} {case.language}: {case.answer}")
    return wrong


def _print_corpus(show: bool) -> None:
    print(f"\nwrong translations of the checks' corpus{'':10} texts  rejected  remarked on only")
    for kind in _KINDS:
        cases = [case for case in _labelled(wrong=True) if case.rule == kind]
        rejected = [case for case in cases if fault(*case.asked)]
        remarked = [case for case in cases if not fault(*case.asked) and odd(*case.asked)]
        print(f"  {kind:36} {len(cases):11} {len(rejected):9} {len(remarked):17}")
        if show:
            for case in cases:
                if case not in rejected and case not in remarked:
                    print(f"    missed: {case.language}: {case.answer}")


def _print_damaged(cases: Sequence[Case], show: bool) -> None:
    """Good translations of at least eight words (eight characters of Chinese), each damaged in one way."""
    others = {(case.source, case.language): case.answer for case in cases}
    long = [case for case in cases if len(case.source.split()) >= 8]
    print(f"\ngood translations of the sample newsroom, damaged{'':3} texts  rejected  remarked on only")
    for name, damage in _DAMAGES.items():
        made = [(case, answer) for case in long if (answer := damage(case, others))]
        damaged = [replace(case, answer=answer) for case, answer in made if answer != case.answer]
        rejected = [case for case in damaged if fault(*case.asked)]
        remarked = [case for case in damaged if not fault(*case.asked) and odd(*case.asked)]
        print(f"  {name:36} {len(damaged):11} {len(rejected):9} {len(remarked):17}")
        if show:
            for case in damaged:
                if case not in rejected and case not in remarked:
                    print(f"    missed: {case.language}: {case.answer}")

    made = [replace(case, answer=others[found]) for case in cases if (found := (case.source, _near(case))) in others]
    strays = 0
    for language in _NEIGHBOUR:
        row = [case for case in made if case.language == language]
        for start in range(0, len(row), _TOGETHER):
            part = row[start : start + _TOGETHER]
            gone = set(astray([(case.source, case.answer) for case in part], "en", language))
            strays += sum(at in gone or fault(*case.asked) is not None for at, case in enumerate(part))
    print(f"  {f'another language, {_TOGETHER} of any length':36} {len(made):11} {strays:9}")


def _near(case: Case) -> str:
    return _NEIGHBOUR[case.language]


_TOGETHER = 40  # texts of a batch
_Others = Mapping[tuple[str, str], str]
_NEIGHBOUR = {"es": "fr", "fr": "es", "ar": "fa", "fa": "ar", "ru": "zh-Hans", "zh-Hans": "ru"}


def _raised(case: Case, _: _Others) -> str:
    """The first number of two digits or more, one more."""
    return re.sub(r"\d{2,}", lambda found: str(int(found.group()) + 1), case.answer, count=1)


_DAMAGES: Mapping[str, Callable[[Case, _Others], str]] = {
    "the source itself": lambda case, _: case.source,
    "another language": lambda case, others: others.get((case.source, _near(case)), ""),
    "its second half five times more": lambda case, _: case.answer + case.answer[len(case.answer) // 2 :] * 5,
    "its last word ten times more": lambda case, _: " ".join([case.answer, *case.answer.split()[-1:] * 10]),
    "its first tenth alone": lambda case, _: case.answer[: len(case.answer) // 10],
    "its first half alone": lambda case, _: case.answer[: len(case.answer) // 2],
    "twice": lambda case, _: f"{case.answer} {case.answer}",
    "quotation marks around it": lambda case, _: f'"{case.answer}"',
    "Translation: before it": lambda case, _: f"Translation: {case.answer}",
    "a number raised by one": _raised,
}


def _written(name: str) -> Iterator[Case]:
    path = ROOT / "tests" / "engines" / "answers" / f"{name}.toml"
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        yield Case(
            row["source"], row["answer"], row.get("from", "en"), row["to"], row.get("rule", ""), row.get("must", "")
        )


def _approved() -> Iterator[Case]:
    for path in sorted((ROOT / "locales").glob("*/*.po")):
        catalog = Catalog.parse(path.read_bytes(), path.name)
        for key in catalog.keys:
            known = catalog.translation(key)
            if known is not None and known.state is State.APPROVED:
                yield Case(key.text, known.text, "en", path.parent.name)


def _labelled(wrong: bool = False) -> Iterator[Case]:
    """The right pairs of the checks' corpus, or the wrong ones, one for each thing that is wrong."""
    for path in sorted((ROOT / "tests" / "checks" / "corpus").rglob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8")).get("pair", []):
            language = row.get("source_language", "en")
            for rule in row["findings"] if wrong else [""] * (not row["findings"]):
                yield Case(row["source"], row["target"], language, path.stem, rule)


def _rate(judge: Callable[[str, str, str, str], object], cases: Sequence[Case], seconds: float) -> float:
    for case in cases:
        judge(*case.asked)
    count = 0
    begun = time.process_time()
    while (spent := time.process_time() - begun) < seconds:
        for case in cases:
            judge(*case.asked)
        count += len(cases)
    return count / spent


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "–"


if __name__ == "__main__":
    main()
