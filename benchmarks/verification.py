"""How well renderings of terms are recognised in other forms, and told from words that only look alike.

    python -m benchmarks.verification [--dictionaries FOLDER] [--pairs FOLDER] [--tools-python PYTHON] [--show 20]

Two kinds of pairs. From Hunspell dictionaries (packages hunspell-ru, -de-de, -es, -fr-comprehensive, -pl, -tr): an
entry and one of its inflected forms must be accepted; an entry and another one whose first 60 % are the same must not,
unless they share a form. By hand: the pairs of tests/glossary/pairs. What counts as accepted is exact, form or
plausible; precision is of exact and form alone.
"""

from __future__ import annotations

import argparse
import random
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.hunspell import Affixes, Entry, expand, read_affixes, read_entries
from benchmarks.verification_tools import Tool, tools

from dragoman.glossary import Verdict, verify_term
from dragoman.glossary.letters import folded

_FILES = {"ru": "ru_RU", "de": "de_DE", "es": "es_ES", "fr": "fr", "pl": "pl_PL", "tr": "tr_TR"}
# Affixes that make another word, by the dictionaries' own names for them: diminutives, -ería, -ción, -ismo in Spanish;
# -ung, -bar, -chen, -lich in German. Polish nie- and the like are prefixes, and no prefix is inflection.
_DERIVATION = {"es": frozenset("NTAHKOLCU"), "de": frozenset("JBMLg")}
_ELIDED = re.compile("^(?:[cdjlmnstCDJLMNST]|[Qq]u)['’]")
_SURE = (Verdict.EXACT, Verdict.FORM)


@dataclass
class Set:
    """One language's pairs: to be accepted, and not to be."""

    language: str
    accept: list[tuple[str, str]] = field(default_factory=list)
    reject: list[tuple[str, str]] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dictionaries", type=Path, default=Path("/usr/share/hunspell"), metavar="FOLDER")
    parser.add_argument("--pairs", type=Path, default=Path("tests/glossary/pairs"), metavar="FOLDER")
    parser.add_argument("--languages", default=",".join(_FILES), help="of the dictionaries, with commas between")
    parser.add_argument("--tools-python", metavar="PYTHON", help="one that has simplemma, snowballstemmer, rapidfuzz")
    parser.add_argument("--size", type=int, default=600, help="entries a language; three forms of each (default 600)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--derivation", action="store_true", help="ask for derived words too")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N misses and false accepts a set")
    chosen = parser.parse_args()
    others = tools(chosen.tools_python)
    generated = [
        made
        for language in chosen.languages.split(",")
        if (made := _generate(language, chosen.dictionaries, chosen.size, chosen.seed, chosen.derivation))
    ]
    written = [_read_pairs(path) for path in sorted(chosen.pairs.glob("*.toml"))]
    print("\nFrom dictionaries")
    _print_table(generated, others, chosen.show)
    print("\nBy hand")
    _print_table(written, others, chosen.show)


def _generate(language: str, folder: Path, size: int, seed: int, derivation: bool) -> Set | None:
    base = folder / _FILES.get(language, language)
    if not base.with_suffix(".dic").is_file():
        print(f"{language}: no dictionary {base}.dic (install hunspell-{language})")
        return None
    affixes = read_affixes(base.with_suffix(".aff"))
    without = frozenset[str]() if derivation else _DERIVATION.get(language, frozenset())
    entries = [entry for entry in read_entries(base.with_suffix(".dic"), affixes) if _is_asked(entry, affixes)]
    if language == "tr":  # bare stems of verbs stand beside their infinitives
        known = {entry.word for entry in entries}
        entries = [entry for entry in entries if not {f"{entry.word}mak", f"{entry.word}mek"} & known]
    neighbours: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        neighbours[entry.word[:3].casefold()].append(entry)
    chance = random.Random(seed)
    made = Set(language)
    for entry in chance.sample(entries, min(len(entries), 8 * size)):
        forms = _forms(entry, affixes, without)
        if entry.word not in forms:
            continue
        if len(made.accept) < 3 * size:
            others = sorted(forms - {entry.word})
            made.accept.extend((entry.word, form) for form in chance.sample(others, min(3, len(others))))
        if len(made.reject) < size and (other := _hard(entry, forms, neighbours, affixes, language, chance)):
            made.reject.append((entry.word, other))
    return made


def _is_asked(entry: Entry, affixes: Affixes) -> bool:
    """True for a word of at least three letters that inflects and may stand alone."""
    bound = {affixes.only_in_compound, affixes.forbidden} - {""}
    return (
        entry.word.isalpha()
        and len(entry.word) >= 3
        and not entry.flags & bound
        and bool(entry.flags & affixes.suffixes.keys())
    )


def _forms(entry: Entry, affixes: Affixes, without: frozenset[str] = frozenset()) -> set[str]:
    """The entry's words without prefixes. An apostrophe in them ends what is elided, or begins a name's suffix."""
    made = expand(entry, affixes, prefixes=False, without=without)
    return {word for form in made if (word := _ELIDED.sub("", form)).replace("'", "").replace("’", "").isalpha()}


def _hard(
    entry: Entry,
    forms: set[str],
    neighbours: dict[str, list[Entry]],
    affixes: Affixes,
    language: str,
    chance: random.Random,
) -> str | None:
    """Another entry that begins like `entry` for 60 % of it, and shares no form with it."""
    word = entry.word.casefold()
    need = max(3, -(-len(word) * 6 // 10))
    alike = [
        other
        for other in neighbours[word[:3]]
        if other.word.casefold()[:need] == word[:need] and abs(len(other.word) - len(word)) <= 4
    ]
    own = {folded(form, language) for form in forms}
    for other in chance.sample(alike, len(alike)):
        found = folded(other.word, language)
        if language == "tr" and word.endswith(("mak", "mek")) and found.startswith(folded(word[:-3], language)):
            continue  # the dictionary lists a verb's participles and verbal nouns as entries of their own
        if found not in own and not own & {folded(form, language) for form in _forms(other, affixes)}:
            return other.word
    return None


def _read_pairs(path: Path) -> Set:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return Set(path.stem, [tuple(row) for row in rows["accept"]], [tuple(row) for row in rows["reject"]])


def _print_table(sets: Sequence[Set], others: dict[str, Tool], show: int) -> None:
    print(
        f"{'':<9}{'to accept':>10}{'accepted':>10}{'unattended':>12}{'to reject':>11}{'false':>8}{'unattended':>12}"
        f"{'precision':>11}{'µs each':>9}"
    )
    sums = [0] * 6
    for each in sets:
        row, spent = _ours(each, show)
        sums = [total + part for total, part in zip(sums, row, strict=True)]
        _print_row(each.language, row, spent)
    if len(sets) > 1:
        _print_row("all", sums, None)
    for name, tool in others.items():
        rates = []
        for each in sets:
            accepted = tool([(*pair, each.language) for pair in each.accept])
            false = tool([(*pair, each.language) for pair in each.reject])
            rates.append(f"{each.language} {_share(sum(accepted), len(accepted))}/{_share(sum(false), len(false))}")
        print(f"{name}: accepted/false  {'  '.join(rates)}")


def _ours(each: Set, show: int) -> tuple[list[int], float]:
    begun = time.process_time()
    accepted = [verify_term(*pair, each.language) for pair in each.accept]
    rejected = [verify_term(*pair, each.language) for pair in each.reject]
    spent = (time.process_time() - begun) / max(1, len(accepted) + len(rejected))
    for line in _shown(each, accepted, rejected, show):
        print(line)
    row = [
        len(accepted),
        sum(verdict is not Verdict.MISSING for verdict in accepted),
        sum(verdict in _SURE for verdict in accepted),
        len(rejected),
        sum(verdict is not Verdict.MISSING for verdict in rejected),
        sum(verdict in _SURE for verdict in rejected),
    ]
    return row, spent


def _shown(each: Set, accepted: Sequence[Verdict], rejected: Sequence[Verdict], show: int) -> Iterator[str]:
    missed = [pair for pair, verdict in zip(each.accept, accepted, strict=True) if verdict is Verdict.MISSING]
    false = [(*pair, verdict) for pair, verdict in zip(each.reject, rejected, strict=True) if verdict != "missing"]
    for one, two in missed[:show]:
        yield f"  {each.language} not accepted: {one} > {two}"
    for one, two, verdict in false[:show]:
        yield f"  {each.language} {verdict}: {one} > {two}"


def _print_row(name: str, row: Sequence[int], spent: float | None) -> None:
    accept, accepted, sure, reject, false, wrong = row
    print(
        f"{name:<9}{accept:>10}{_share(accepted, accept):>10}{_share(sure, accept):>12}{reject:>11}"
        f"{_share(false, reject):>8}{wrong:>12}{_share(sure, sure + wrong, 4):>11}"
        f"{'' if spent is None else f'{spent * 1e6:.0f}':>9}"
    )


def _share(part: int, whole: int, digits: int = 3) -> str:
    return f"{part / whole:.{digits}f}" if whole else "–"


if __name__ == "__main__":
    main()
