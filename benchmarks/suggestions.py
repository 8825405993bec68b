"""How well new terms are found in articles, and their renderings in approved translations.

    python -m benchmarks.suggestions [--project FOLDER] [--articles 2000] [--yake-python PYTHON] [--show]

The articles and terms of tests/glossary/suggest, beside simple ways: rows of capitalised words with the usual small
words between them; the same without single words that begin a sentence and are nowhere capitalised within one; with
--yake-python, the same number of key phrases from YAKE. Then the sample newsroom, as if it had no glossary: a rendering
is right when the glossary would take it for the approved or an admitted one, or a form of these.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.suggestion_scores import Marked, Score, english_places, gold, read_marked, score, suggestions_for

from dragoman.alignment.words import is_dense
from dragoman.glossary import Glossary, Rendering, Term, Verdict, find_terms, verify_term
from dragoman.glossary.suggesting.renderings import Found, find_renderings
from dragoman.glossary.suggesting.suggestions import Passage, suggest
from dragoman.model import State
from dragoman.project import find_project
from dragoman.segmentation.sentences import split_sentences
from dragoman.workflow.reading import Trouble, articles, each

_CHAIN = re.compile(
    r"[^\W\d_a-z]\w*(?:[-'’.]\w+)*(?:\s(?:(?:of|for|and|the|de|la|von|van|der|al)\s){0,2}[^\W\d_a-z]\w*(?:[-'’.]\w+)*)*"
)
_YAKE = """
import json, sys, yake
text, count = json.load(sys.stdin)
print(json.dumps([phrase for phrase, _ in yake.KeywordExtractor(lan="en", n=4, top=count).extract_keywords(text)]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--project", type=Path, default=Path(), help="the sample newsroom")
    parser.add_argument("--articles", type=int, default=2000, help="articles of the speed trial (default 2000)")
    parser.add_argument("--yake-python", metavar="PYTHON", help="one that has yake")
    parser.add_argument("--show", action="store_true", help="show what is wrong and what is missed")
    chosen = parser.parse_args()
    marked = read_marked()
    tuned = [article for article in marked if not article.is_held]
    held = [article for article in marked if article.is_held]
    print("Terms")
    print(f"{'':<34}{'terms':>7}{'P':>7}{'R':>7}{'kind right':>12}")
    for name, group in (("all articles", marked), ("tuned on", tuned), ("held out", held)):
        _print_score(name, _ours(group), chosen.show)
    _print_score("capitalised rows, all", _baseline(marked, chains), False)
    _print_score("and no lone beginnings, all", _baseline(marked, without_beginnings), False)
    if chosen.yake_python:
        _print_score("YAKE, as many, all", _yake(marked, chosen.yake_python), False)
    _print_kinds(_ours(tuned), _ours(held))
    print("\nRenderings in the sample newsroom")
    _print_renderings(chosen.project, chosen.show)
    _print_speed(marked, chosen.articles)


def chains(article: Marked) -> list[str]:
    """Rows of capitalised words, with small words between them, without a possessive."""
    found: dict[str, None] = {}
    for passage in article.passages:
        for match in _CHAIN.finditer(passage.text):
            found[re.sub(r"['’]s$", "", match.group())] = None
    return list(found)


def without_beginnings(article: Marked) -> list[str]:
    """The same without single words that are capitalised at the beginning of sentences only."""
    begins: set[str] = set()
    within: set[str] = set()
    for passage in article.passages:
        for start, end in split_sentences(passage.text, "en"):
            sentence = passage.text[start:end].lstrip("\"“‘'")
            for match in _CHAIN.finditer(sentence):
                (within if match.start() else begins).add(re.sub(r"['’]s$", "", match.group()))
    return [each for each in chains(article) if " " in each or each in within or each not in begins]


def renderings_in_newsroom(folder: Path) -> dict[str, tuple[int, list[str], int]]:
    """For each language how many renderings are right, which are wrong, and how many terms could have one."""
    project = find_project(folder)
    troubles: list[Trouble] = []
    readings = list(each(project, articles(project), troubles))
    passages = [
        Passage(segment.text, reading.article.path, segment.line)
        for reading in readings
        for segment in reading.document.segments
    ]
    terms = [Term(one.source, one.aliases, one.kind) for one in suggest(passages, project.source, english_places())]
    house = Glossary.read(project.file(project.glossary), project.glossary, source=project.source)
    called = {form: term for term in house.terms for form in term.forms}
    table: dict[str, tuple[int, list[str], int]] = {}
    for tag in project.languages:
        pairs = [
            (pair.segment.text, pair.translation.text)
            for reading in readings
            for pair in reading.pairs(tag)
            if pair.translation is not None and pair.translation.state is State.APPROVED
        ]
        used = {match.term.source for text, _ in pairs for match in find_terms(text, house, project.source)}
        found = find_renderings(pairs, terms, Glossary(), project.source, tag)
        right: set[str] = set()
        wrong: list[str] = []
        for source, rendering in found.items():
            term = called.get(source)
            wanted = term.rendering(tag) if term else None
            if term is None or wanted is None:
                continue
            if _is_right(rendering, wanted, tag):
                right.add(term.source)
            else:
                wrong.append(f"{source}: {rendering.text} instead of {wanted.approved}")
        table[tag] = len(right), wrong, len(used)
    return table


def _is_right(found: Found, wanted: Rendering, language: str) -> bool:
    """True for what the glossary allows, and nothing besides."""
    listed = (wanted.approved, *wanted.form_texts, *wanted.admitted)
    if is_dense(found.text):
        return found.text in listed
    verdict = verify_term(
        wanted.approved, found.text, language, admitted=wanted.admitted, forms=wanted.form_texts,
        forbidden=wanted.forbidden,
    )  # fmt: skip
    most = max(len(text.split()) for text in listed)
    return verdict in (Verdict.EXACT, Verdict.FORM) and len(found.text.split()) <= most


def _ours(group: Sequence[Marked]) -> Score:
    return score([(one.source, one.kind) for one in suggestions_for(group)], gold(group))


def _baseline(group: Sequence[Marked], way: object) -> Score:
    assert callable(way)
    found = dict.fromkeys(each for article in group for each in way(article))
    return score([(each, "") for each in found], gold(group))


def _yake(group: Sequence[Marked], python: str) -> Score:
    found: dict[str, None] = {}
    for article in group:
        text = "\n\n".join(passage.text for passage in article.passages)
        done = subprocess.run(
            [python, "-c", _YAKE],
            input=json.dumps([text, len(article.terms)]),
            capture_output=True,
            check=True,
            text=True,
        )
        found |= dict.fromkeys(json.loads(done.stdout))
    return score([(each, "") for each in found], gold(group))


def _print_score(name: str, found: Score, show: bool) -> None:
    kinds = sum(found.kinds.values())
    said = f"{kinds} of {len(found.right)}" if kinds else "–"
    total = len(found.right) + len(found.missed)
    print(f"{name:<34}{total:>7}{found.precision:>7.3f}{found.recall:>7.3f}{said:>12}")
    if show:
        for label, row in (("wrong", found.wrong), ("missed", found.missed), ("kind", found.confused)):
            for each in row:
                print(f"    {label}: {each}")


def _print_kinds(tuned: Score, held: Score) -> None:
    print(f"\n{'kind':<16}{'terms':>7}{'R':>7}{'kind right':>12}{'held out':>10}{'R':>7}{'kind right':>12}")
    for kind in sorted({*tuned.totals, *held.totals}, key=lambda kind: (-tuned.totals[kind], kind)):
        cells = []
        for group in (tuned, held):
            total, found = group.totals[kind], group.found[kind]
            recall = f"{found / total:.3f}" if total else "–"
            cells.append((total, recall, f"{group.kinds[kind]} of {found}" if total else "–"))
        (one, recall, right), (two, other, rest) = cells
        print(f"{kind or '(none)':<16}{one:>7}{recall:>7}{right:>12}{two:>10}{other:>7}{rest:>12}")


def _print_renderings(folder: Path, show: bool) -> None:
    print(f"{'':<10}{'terms':>7}{'found':>7}{'right':>7}{'P':>7}{'R':>7}")
    sums: Counter[str] = Counter()
    for tag, (right, wrong, total) in renderings_in_newsroom(folder).items():
        found = right + len(wrong)
        sums.update({"right": right, "found": found, "total": total})
        print(f"{tag:<10}{total:>7}{found:>7}{right:>7}{right / (found or 1):>7.3f}{right / (total or 1):>7.3f}")
        for each_wrong in wrong if show else ():
            print(f"    {each_wrong}")
    right, found, total = sums["right"], sums["found"], sums["total"]
    print(f"{'all':<10}{total:>7}{found:>7}{right:>7}{right / (found or 1):>7.3f}{right / (total or 1):>7.3f}")


def _print_speed(marked: Sequence[Marked], count: int) -> None:
    """The marked articles again and again, each time under other names of articles."""
    print("\nSpeed")
    for size in (count // 4, count):
        passages = [
            Passage(passage.text, f"{passage.article}-{turn}", passage.line)
            for turn in range(-(-size // len(marked)))
            for article in marked
            for passage in article.passages
        ]
        number = len({passage.article for passage in passages})
        letters = sum(len(passage.text) for passage in passages)
        begun = time.process_time()
        suggest(passages, "en", english_places())
        spent = time.process_time() - begun
        print(f"{number} articles, {letters / 1e6:.1f} MB: {spent:.1f} s, {number / spent:.0f} articles/s")


if __name__ == "__main__":
    main()
