"""How well and how fast sentences are found, beside every other splitter: borders, exact cases, stability, speed.

    python -m benchmarks.segmentation FILE… [--peers-python PATH] [--srx NAME=FILE] [--tool NAME] [--misses SET]

FILE is JSON of one of two shapes, told apart by what it holds:
{set: {"lang": tag, "paras": [{"text": …, "ends": [offset of each sentence end, in characters]}]}}, or
{tag: [{"text": …, "exp": [sentence, …], "set": name}]}. PATH is the Python of an environment that holds what
requirements/benchmarks.txt locks. With --misses nothing else runs: the borders that dragoman missed or invented in a
set are shown; for golden rules SET is the language.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.segmentation import report
from benchmarks.segmentation.measuring import measure_tool
from benchmarks.segmentation.processes import Splitter, splitters
from benchmarks.segmentation.scores import found_borders
from benchmarks.segmentation.sets import Rule, Treebank, read_sets
from benchmarks.segmentation.splitters import TOOLS
from benchmarks.timing import machine

_AROUND = 45


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--peers-python", metavar="PATH", help="a Python that has the other splitters")
    parser.add_argument("--srx", action="append", default=[], metavar="NAME=FILE", help="SRX rules, in our engine")
    parser.add_argument("--tool", action="append", metavar="NAME", help="only this peer (may be repeated)")
    parser.add_argument("--limit", type=float, default=3, metavar="SECONDS", help="for a worst paragraph (default 3)")
    parser.add_argument("--no-worst", action="store_true", help="leave the worst paragraphs out")
    parser.add_argument("--misses", metavar="SET", help="only show dragoman's misses in this set")
    chosen = parser.parse_args()
    treebanks, rules = read_sets(chosen.files)
    if chosen.misses:
        _show_misses(treebanks, rules, chosen.misses)
        return
    names = chosen.tool or [name for name in TOOLS if name not in ("dragoman", "srx")]
    load = ", ".join(f"{number:.1f}" for number in os.getloadavg())
    print(f"{machine()}, load {load}; CPU seconds of the split alone\n")
    results = []
    for splitter in splitters(names, chosen.peers_python, chosen.srx):
        with splitter:
            if splitter.missing:
                print(f"missing: {splitter.name} ({splitter.missing})")
                continue
            print(f"measuring {splitter.name} …", file=sys.stderr, flush=True)
            results.append(measure_tool(splitter, treebanks, rules, chosen.limit, not chosen.no_worst))
    if treebanks:
        print(f"F1 of inner borders, in percent\n\n{report.by_set(results, treebanks)}\n")
        if len({one.language for one in treebanks}) < len(treebanks):
            print(f"mean F1 by language\n\n{report.by_language(results, treebanks)}\n")
    print(report.summary(results, treebanks, rules, chosen.limit))


def _show_misses(treebanks: Sequence[Treebank], rules: Sequence[Rule], name: str) -> None:
    with Splitter("dragoman", sys.executable) as ours:
        for treebank in treebanks:
            if treebank.name == name:
                answer = ours.ask(treebank.language, [one.text for one in treebank.paragraphs], 600)
                assert answer is not None
                for paragraph, spans in zip(treebank.paragraphs, answer.spans, strict=True):
                    wanted, found = paragraph.borders, found_borders(spans)
                    _show(paragraph.text, wanted - found, "missed")
                    _show(paragraph.text, found - wanted, "added")
        cases = [rule for rule in rules if rule.language == name]
        answer = ours.ask(name, [rule.text for rule in cases], 600)
        assert answer is not None
        for rule, spans in zip(cases, answer.spans, strict=True):
            found_sentences = [rule.text[start:end] for start, end in spans]
            wanted_sentences = [sentence.strip() for sentence in rule.sentences]
            if found_sentences != wanted_sentences:
                print(f"  wanted {wanted_sentences}\n  found  {found_sentences}")


def _show(text: str, borders: frozenset[int], what: str) -> None:
    for border in sorted(borders):
        print(f"  {what:<7}{text[max(0, border - _AROUND) : border]!r} ‖ {text[border : border + _AROUND]!r}")


if __name__ == "__main__":
    main()
