"""How early the order by risk shows what must be edited, on our own drafts that a person corrected.

    python -m benchmarks.risk [--articles]

Each figure is the share of the edited words that stands in the first 30 % of the words read, article by article. The
drafts are Apertium's (eng-spa, and through Catalan as the second engine) of articles of our own, corrected by hand with
as few changes as good Spanish needs; an edited word is one put in, taken out or replaced. The usual weights were chosen
with half of the articles in sight; the other half is held out. Learned weights are those of all other articles, never
of the one they are scored on. Intervals are bootstrapped over articles (95 %).
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.risk.drafts import GLOSSARY, LANGUAGE, SOURCE, Drafted, read_drafts

from dragoman.glossary.terms import Glossary
from dragoman.model import Finding, Pair, Severity
from dragoman.workflow.risk import DEFAULT, NOTHING, Beside, Weights, assess, in_order, rank
from dragoman.workflow.risk.early import PART, found_early
from dragoman.workflow.risk.learning import Example, fit
from dragoman.workflow.risk.signs import signs

_SHUFFLES = 200
_RESAMPLES = 2_000
_SEED = 9
_STANDINGS = ("unreviewed", "missing", "stale")
_MANY = 400
_RUNS = 7


@dataclass(frozen=True)
class Scored:
    """An article, and the edited words that each order finds early; one of them is its best possible one."""

    article: Drafted
    found: dict[str, float]

    @property
    def edited(self) -> int:
        return sum(self.article.efforts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", action="store_true", help="show each article")
    chosen = parser.parse_args()
    glossary = Glossary.read(GLOSSARY, source=SOURCE)
    scored = score(read_drafts(), glossary)
    halves = {
        "in sight": [one for one in scored if not one.article.is_held],
        "held out": [one for one in scored if one.article.is_held],
        "all": scored,
    }
    for name, group in halves.items():
        print(f"{name}: {_size(group)}")
    print(f"\nShare of the editing in the first {PART:.0%} of the words\n")
    print(f"{'':<34}" + "".join(f"{name:>27}" for name in halves))
    for order in scored[0].found:
        print(f"{order:<34}" + "".join(f"{_interval(group, order):>27}" for group in halves.values()))
    print("\nMore than in document order")
    for order in ("checks alone", "risk", "risk, second engine", "learned", "learned, second engine"):
        cells = "".join(f"{_interval(group, order, 'document order'):>24}" for group in halves.values())
        print(f"{order:<34}{cells}")
    print("\nAll articles of a group as one queue")
    queues = {name: _as_one(group, glossary) for name, group in halves.items()}
    for order in queues["all"]:
        print(f"{order:<34}" + "".join(f"{found[order]:>27.3f}" for found in queues.values()))
    if chosen.articles:
        _show_articles(scored)
    _show_speed(scored, glossary)


def score(articles: Sequence[Drafted], glossary: Glossary) -> list[Scored]:
    """What each order finds early in each article."""
    findings = {article.name: article.findings(glossary) for article in articles}
    besides = {
        "": {article.name: NOTHING for article in articles},
        ", second engine": {article.name: Beside(seconds=article.seconds) for article in articles},
    }
    examples = {
        kind: {one.name: _examples(one, findings[one.name], glossary, beside[one.name]) for one in articles}
        for kind, beside in besides.items()
    }
    scored = []
    for article in articles:
        told = findings[article.name]
        count = range(len(article.pairs))
        found = {
            "document order": _early(article, count),
            f"random ({_SHUFFLES} shuffles)": statistics.mean(_early(article, order) for order in _shuffles(article)),
            "checks alone": _early(article, _by_checks(article, told)),
        }
        for kind, beside in besides.items():
            others = [one for name, rows in examples[kind].items() if name != article.name for one in rows]
            for name, weights in (("risk", DEFAULT), ("learned", fit(others, DEFAULT))):
                order = _by_risk(article, told, glossary, beside[article.name], weights)
                found[f"{name}{kind}"] = _early(article, order)
        rates = [effort / words for effort, words in zip(article.efforts, article.words, strict=True)]
        found["best possible"] = _early(article, sorted(count, key=lambda at: -rates[at]))
        scored.append(Scored(article, found))
    return scored


def _as_one(group: Sequence[Scored], glossary: Glossary) -> dict[str, float]:
    """The share found early when the texts of all articles stand in one queue, as `dragoman queue` shows them."""
    articles = [one.article for one in group]
    efforts = [effort for article in articles for effort in article.efforts]
    words = [count for article in articles for count in article.words]
    orders: dict[str, Sequence[int]] = {"document order": range(len(efforts))}
    for name, has_second in (("risk", False), ("risk, second engine", True)):
        risks = []
        for article in articles:
            beside = Beside(seconds=article.seconds) if has_second else NOTHING
            told = article.findings(glossary)
            risks += assess(article.pairs, told, source=SOURCE, language=LANGUAGE, glossary=glossary, beside=beside)
        placed = [replace(risk, place=at) for at, risk in enumerate(risks)]
        orders[name] = [risk.place for risk in in_order(placed)]
    orders["best possible"] = sorted(range(len(efforts)), key=lambda at: -efforts[at] / words[at])
    return {name: found_early(order, efforts, words) / sum(efforts) for name, order in orders.items()}


def _examples(article: Drafted, findings: Sequence[Finding], glossary: Glossary, beside: Beside) -> list[Example]:
    found = signs(article.pairs, findings, source=SOURCE, language=LANGUAGE, glossary=glossary, beside=beside)
    rows = zip(found, article.efforts, article.words, strict=True)
    return [Example(each.values, min(1.0, effort / words), words) for each, effort, words in rows]


def _by_risk(
    article: Drafted, findings: Sequence[Finding], glossary: Glossary, beside: Beside, weights: Weights
) -> list[int]:
    order = rank(
        article.pairs,
        findings,
        source=SOURCE,
        language=LANGUAGE,
        glossary=glossary,
        beside=beside,
        weights=weights,
    )
    return [risk.place for risk in order]


def _by_checks(article: Drafted, findings: Sequence[Finding]) -> list[int]:
    """Errors first, then warnings, most findings first; the rest in document order."""

    def count(source: str, severity: Severity) -> int:
        return sum(one.source == source and one.severity is severity for one in findings if one.check not in _STANDINGS)

    texts = [pair.segment.text for pair in article.pairs]
    return sorted(
        range(len(texts)), key=lambda at: (-count(texts[at], Severity.ERROR), -count(texts[at], Severity.WARNING))
    )


def _shuffles(article: Drafted) -> list[list[int]]:
    source = random.Random(f"{_SEED} {article.name}")
    return [source.sample(range(len(article.pairs)), len(article.pairs)) for _ in range(_SHUFFLES)]


def _early(article: Drafted, order: Sequence[int]) -> float:
    return found_early(order, article.efforts, article.words)


def _share(group: Sequence[Scored], order: str, beside: str = "") -> float:
    """The share of all editing of the articles together; less that of the order `beside`."""
    found = sum(one.found[order] - (one.found[beside] if beside else 0.0) for one in group)
    return found / sum(one.edited for one in group)


def _interval(group: Sequence[Scored], order: str, beside: str = "") -> str:
    source = random.Random(_SEED)
    shares = sorted(_share(source.choices(group, k=len(group)), order, beside) for _ in range(_RESAMPLES))
    low, high = shares[int(0.025 * _RESAMPLES)], shares[int(0.975 * _RESAMPLES)]
    sign = "+" if beside else ""
    return f"{_share(group, order, beside):{sign}.3f} ({low:{sign}.3f} … {high:{sign}.3f})"


def _size(group: Sequence[Scored]) -> str:
    segments = sum(len(one.article.pairs) for one in group)
    words = sum(sum(one.article.words) for one in group)
    untouched = sum(effort == 0 for one in group for effort in one.article.efforts)
    edited = sum(one.edited for one in group)
    drafted = f"{segments} segments ({untouched} right as drafted)"
    return f"{len(group)} articles, {drafted}, {words:,} words and signs of drafts, {edited:,} edited"


def _show_articles(scored: Sequence[Scored]) -> None:
    orders = list(scored[0].found)
    head = f"{'article':<18}{'held':>6}{'segm.':>7}{'words':>7}{'edited':>8}"
    print(f"\n{head}{''.join(f'{name[:16]:>18}' for name in orders)}")
    for one in scored:
        article = one.article
        row = f"{article.name:<18}{'yes' if article.is_held else 'no':>6}{len(article.pairs):>7}{sum(article.words):>7}"
        print(f"{row}{one.edited:>8}" + "".join(f"{one.found[name] / one.edited:>18.3f}" for name in orders))


def _show_speed(scored: Sequence[Scored], glossary: Glossary) -> None:
    """CPU time: the machine may be busy with others' work. Texts that were not seen before, then the same again."""
    pairs = [pair for one in scored for pair in one.article.pairs][:_MANY]
    unseen, again = [], []
    for run in range(_RUNS):
        rows = [_changed(pair, run) for pair in pairs]
        unseen.append(_seconds(rows, glossary))
        again.append(_seconds(rows, glossary))
    first, second = (1000 * statistics.median(seconds) for seconds in (unseen, again))
    print(f"\n{_MANY} segments ranked in {first:.0f} ms of CPU, without checks; {second:.0f} ms when asked again")


def _seconds(pairs: Sequence[Pair], glossary: Glossary) -> float:
    begun = time.process_time()
    rank(pairs, source=SOURCE, language=LANGUAGE, glossary=glossary)
    return time.process_time() - begun


def _changed(pair: Pair, run: int) -> Pair:
    source = f"{pair.segment.text} It rained{'x' * run}."
    return replace(pair, segment=replace(pair.segment, content=(source,), source=(source,)))


if __name__ == "__main__":
    main()
