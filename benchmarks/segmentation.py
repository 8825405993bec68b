"""How well and how fast split_sentences finds sentence borders: F1 on inner borders, exact cases, and speed.

    python benchmarks/segmentation.py FILE… [--misses SET]

A file is JSON of one of two shapes, told apart by what it holds:
{set: {"lang": tag, "paras": [{"text": …, "ends": [offset of each sentence end, in characters]}]}}, or
{tag: [{"text": …, "exp": [sentence, …]}]}. With --misses the borders missed or invented in a set are shown.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.segmentation.sentences import split_sentences

_AROUND = 45


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--misses", metavar="SET", help="show the misses of this set")
    chosen = parser.parse_args()
    for path in chosen.files:
        sets = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(of, dict) for of in sets.values()):
            _print_scores(sets, chosen.misses)
        else:
            _print_cases(sets, chosen.misses)


def _print_scores(sets: Mapping[str, Any], misses: str | None) -> None:
    print(f"{'set':<16}{'lang':<6}{'borders':>8}{'missed':>8}{'added':>8}{'F1':>8}{'MB/s':>8}")
    scores = []
    for name, held in sets.items():
        wanted_all = missed_all = added_all = size = 0
        spent = 0.0
        for paragraph in held["paras"]:
            text, ends = paragraph["text"], paragraph["ends"]
            begun = time.process_time()
            spans = split_sentences(text, held["lang"])
            spent += time.process_time() - begun
            size += len(text.encode())
            wanted, found = _borders(text, ends), _borders(text, [end for _, end in spans])
            wanted_all += len(wanted)
            missed_all += len(wanted - found)
            added_all += len(found - wanted)
            if name == misses:
                _show(text, wanted - found, "missed")
                _show(text, found - wanted, "added")
        right = wanted_all - missed_all
        score = 200 * right / (2 * right + missed_all + added_all or 1)
        scores.append(score)
        print(
            f"{name:<16}{held['lang']:<6}{wanted_all:>8}{missed_all:>8}{added_all:>8}{score:>8.2f}"
            f"{size / spent / 1e6:>8.1f}"
        )
    print(f"macro F1 over {len(scores)} sets: {sum(scores) / len(scores):.2f}\n")


def _print_cases(sets: Mapping[str, Sequence[Mapping[str, Any]]], misses: str | None) -> None:
    print(f"{'lang':<6}{'exact':>8}{'cases':>8}")
    exact_all = cases_all = 0
    for language, cases in sets.items():
        exact = 0
        for case in cases:
            text = case["text"]
            found = [text[start:end] for start, end in split_sentences(text, language)]
            wanted = [sentence.strip() for sentence in case["exp"]]
            exact += found == wanted
            if found != wanted and language == misses:
                print(f"  wanted {wanted}\n  found  {found}")
        exact_all += exact
        cases_all += len(cases)
        print(f"{language:<6}{exact:>8}{len(cases):>8}")
    print(f"exact: {exact_all} of {cases_all}\n")


def _borders(text: str, ends: Sequence[int]) -> set[int]:
    """Inner borders, each as the position where the next sentence begins."""
    found = set()
    for end in ends:
        rest = text[end:]
        if rest.strip():
            found.add(end + len(rest) - len(rest.lstrip()))
    return found


def _show(text: str, borders: set[int], what: str) -> None:
    for border in sorted(borders):
        print(f"  {what:<7}{text[max(0, border - _AROUND) : border]!r} ‖ {text[border : border + _AROUND]!r}")


if __name__ == "__main__":
    main()
