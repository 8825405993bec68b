"""How many gaps `omission` and `addition` find: seeded by hand in texts of our own, and by rule in the newsroom's.

    python -m benchmarks.gaps [--held] [--show KIND]

First the pairs of tests/checks/gaps, by kind of gap and by language: each faulty text, and each sound one, which is no
fault. "found" is by omission or addition themselves, "beside" only by the check whose fact it is, too (names, numbers,
quotes, untranslated). Then the sample newsroom: every block of running text whose sentences are all approved is taken
as it is, and with one sentence less in the translation (omitted) or in the source (added), with one clause less on
either side, and with two sentences of the translation joined by a comma, which is no fault. These texts are those that
the checks were tuned by, so the figures say what the checks can do and not how they fare elsewhere. "named" counts, of
the omitted sentences that were found, those that the message quotes. --held takes the held pairs and the paragraphs of
gaps_held.toml instead, which nobody tunes by. --show prints what went wrong of one kind.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.gap_pairs import CHECKS, report, scored, seeded
from benchmarks.timing import machine, table

from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import Block, Pair, Segment, State, Translation, read_tags
from dragoman.project import read_project
from dragoman.workflow.reading import articles, read

_ROOT = Path(__file__).parents[1]
_HELD = Path(__file__).with_name("gaps_held.toml")
_ROLES = ("body", "standfirst", "caption", "pullquote")
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"[,;،؛，、；]|\s[—–]\s")
_STOPS = ".。"
_COMMAS = {"zh-Hans": "，", "ja": "、", "ar": "، ", "fa": "، "}
_SHORTEST, _LONG, _SHARE, _WORDS, _QUOTED = 11, 50, 0.18, 4, 30
Sentences = list[tuple[str, str]]
Seed = tuple[str, str, str, str, str]  # kind, source, target, the check that should find it ("" for none), what is gone


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gaps", description="see the module's docstring")
    parser.add_argument("--show", default="")
    parser.add_argument("--held", action="store_true")
    given = parser.parse_args()
    print(machine())
    by_language, missed = scored(list(seeded(held=given.held)), _told_beside)
    print("\nseeded pairs\n")
    report(by_language)
    wrong = [(row.language, row.source, text) for kind, row, text in missed if kind == given.show]
    found, count = Counter[str](), Counter[str]()
    for language, blocks in _held() if given.held else approved_blocks():
        pairs = [_pair(source, target, at) for at, row in enumerate(blocks) for source, target in row]
        for row in blocks:
            for kind, source, target, check, gone in _seeds(language, row):
                told = _told(language, source, target, pairs)
                count[kind] += 1
                is_right = check in told if check else not told
                if gone and is_right:
                    count["named"] += 1
                    found["named"] += any(said.startswith(f"“{gone[:_QUOTED]}") for said in told[check])
                found[kind] += is_right
                if not is_right and kind == given.show:
                    wrong.append((language, source, target))
    print(f"\n{'held paragraphs' if given.held else 'sample newsroom'}\n")
    rows = [[kind, str(found[kind]), str(number), f"{found[kind] / number:.3f}"] for kind, number in count.items()]
    print(table(["kind", "right", "of", "share"], rows))
    count.pop("named", None)
    alarms = sum(count[kind] - found[kind] for kind in ("as it is", "joined"))
    hits = sum(found[kind] for kind in count if kind not in ("as it is", "joined"))
    print(f"\nprecision {hits / (hits + alarms):.3f}")
    for language, source, target in wrong:
        print(f"\n{language}\n  {source}\n  {target}")
    return 0


def approved_blocks() -> Iterator[tuple[str, list[Sentences]]]:
    """The wholly approved blocks of each article and language."""
    project = read_project(_ROOT)
    for article in articles(project):
        reading = read(project, article)
        for language in article.languages:
            rows: dict[int, Sentences | None] = {}
            for pair in reading.pairs(language):
                index, now = pair.segment.block.index, pair.translation
                if pair.segment.role not in _ROLES or pair.together or not now or now.state is not State.APPROVED:
                    rows[index] = None
                elif (row := rows.setdefault(index, [])) is not None:
                    row.append((_TAG.sub("", pair.segment.text), _TAG.sub("", now.text)))
            yield language, [row for row in rows.values() if row]


def _held() -> Iterator[tuple[str, list[Sentences]]]:
    """The held paragraphs of each language."""
    paragraphs = tomllib.loads(_HELD.read_text(encoding="utf-8"))["paragraph"]
    for language in sorted(paragraphs[0].keys() - {"source"}):
        yield language, [list(zip(one["source"], one[language], strict=True)) for one in paragraphs]


def _seeds(language: str, row: Sentences) -> Iterator[Seed]:
    ours, theirs = [source for source, _ in row], [target for _, target in row]
    yield "as it is", " ".join(ours), _joined(language, theirs), "", ""
    for at, (source, target) in enumerate(row):
        if len(row) > 1 and len(source) >= _SHORTEST:
            rest = [*theirs[:at], *theirs[at + 1 :]]
            yield "sentence omitted", " ".join(ours), _joined(language, rest), "omission", source
            yield "sentence added", " ".join([*ours[:at], *ours[at + 1 :]]), _joined(language, theirs), "addition", ""
        if at + 1 < len(row) and target[-1] in _STOPS and theirs[at + 1][0].isalpha():
            one = target[:-1] + _COMMAS.get(language, ", ") + theirs[at + 1][0].lower() + theirs[at + 1][1:]
            yield "joined", " ".join(ours), _joined(language, [*theirs[:at], one, *theirs[at + 2 :]]), "", ""
        if len(source) >= _LONG:
            for shorter in _without_clause(target, language):
                yield "clause omitted", source, shorter, "omission", ""
            for shorter in _without_clause(source, "en"):
                yield "clause added", shorter, target, "addition", ""


def _without_clause(text: str, language: str) -> list[str]:
    """The sentence without the first clause that can be taken out, if there is one."""
    cuts = [found.start() for found in _BREAK.finditer(text)]
    ends = [*cuts[1:], len(text.rstrip(".。!?؟ "))]
    for start, end in zip(cuts, ends, strict=False):
        words = (end - start) / 2 if language.startswith(("zh", "ja")) else len(text[start:end].split())
        if end - start >= _SHARE * len(text) and words >= _WORDS and start > _SHORTEST:
            return [text[:start] + text[end:]]
    return []


def _joined(language: str, row: Sequence[str]) -> str:
    return ("" if language.startswith(("zh", "ja")) else " ").join(row)


def _pair(source: str, target: str, line: int) -> Pair:
    segment = Segment(read_tags(source), (source,), Block(line, "body"))
    return Pair(segment, Translation(target, State.APPROVED), line + 1)


def _told_beside(language: str, source: str, target: str, others: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    rest = [_pair(one, other, at) for at, (one, other) in enumerate(others)]
    return _told(language, source, target, rest, CHECKS)


def _told(
    language: str,
    source: str,
    target: str,
    others: Sequence[Pair],
    checks: Sequence[str] = ("omission", "addition"),
) -> dict[str, list[str]]:
    """What is told of one pair in an article of `others`, from which its usual length is known."""
    pair = _pair(source, target, len(others))
    findings = run([*others, pair], Rules("en", language, "a.md", "a.md.po"), checks)
    told: dict[str, list[str]] = {}
    for one in findings:
        if one.where and one.where.line == pair.line:
            told.setdefault(one.check, []).append(one.message)
    return told


if __name__ == "__main__":
    sys.exit(main())
