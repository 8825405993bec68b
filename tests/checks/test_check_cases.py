"""The golden cases: each folder here is a check, each case a pair of texts and what the check must say."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman import plugins
from dragoman.alignment import describe
from dragoman.catalog.waivers import find_waivers
from dragoman.checks.rules import Corrected, Rules
from dragoman.checks.running import Across, run
from dragoman.glossary import Glossary
from dragoman.model import Block, Content, Finding, Key, Mark, Origin, Pair, Segment, State, Translation, digest, join
from dragoman.project.style import read_style

HERE = Path(__file__).parent
TERMS = Glossary.read(HERE / "terms")
ENOUGH, SEVERAL = 6, 3
# These look at how far the work is, not at a text: they have a handful of states, which tests of their own go through.
OF_WORK, FEW = ("correction", "inside", "stale", "unreviewed"), 2
CASES = [
    pytest.param(file.parent.name, case, id=f"{file.parent.name}: {case['name']}")
    for file in sorted(HERE.glob("*/cases.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("check", "case"), CASES)
def test_a_check_says_what_its_golden_case_expects(check: str, case: dict[str, Any]) -> None:
    found = found_by(check, case)
    if "pairs" in case:
        said = [f"{finding.where}: {finding.severity}: {finding.message}" for finding in found]
    else:
        said = [f"{finding.severity}: {finding.message}" for finding in found]
    assert said == case["expect"]
    assert {finding.check for finding in found} <= {check}


@pytest.mark.parametrize("check", plugins.names(plugins.CHECKS))
def test_a_check_has_six_cases_that_find_and_six_that_do_not(check: str) -> None:
    cases = tomllib.loads((HERE / check / "cases.toml").read_text(encoding="utf-8"))["case"]
    faulty = sum(bool(case["expect"]) for case in cases)
    wanted = FEW if check in OF_WORK else ENOUGH
    assert (faulty >= wanted, len(cases) - faulty >= wanted) == (True, True)


@pytest.mark.parametrize("check", sorted(set(plugins.names(plugins.CHECKS)) - set(OF_WORK)))
def test_a_check_has_cases_of_several_languages(check: str) -> None:
    cases = tomllib.loads((HERE / check / "cases.toml").read_text(encoding="utf-8"))["case"]
    assert len({case["language"] for case in cases}) >= SEVERAL


def found_by(check: str, case: dict[str, Any], **policy: Any) -> list[Finding]:
    """What a check says of a case, under a policy."""
    style = read_style(case.get("style", "").encode(), "style.toml")
    rules = Rules(
        case.get("source_language", "en"),
        case["language"],
        "articles/a.md",
        "locales/xx/a.md.po",
        TERMS,
        keep=frozenset(case.get("keep", ())),
        publish=case.get("publish", "hold"),
        corrections=corrections_of(case),
        today="2027-01-15",
        max_length=case.get("max_length", {}),
        punctuation=style.punctuation,
        style=style,
        **policy,
    )
    return found_in(case["pairs"], rules, check) if "pairs" in case else run([pair_of(case)], rules, [check])


def found_in(rows: Sequence[dict[str, Any]], rules: Rules, check: str) -> list[Finding]:
    """What a check says of several pairs. Those of one `article` ("a" where nothing is said) stand together, each in a
    block and on a line of its own unless said; `times` makes a row of pairs, with its number for {n}. Without `tell`
    an article is there for comparison only."""
    articles: dict[tuple[str, bool], list[Pair]] = {}
    for row in rows:
        pairs = articles.setdefault((row.get("article", "a"), row.get("tell", True)), [])
        for number in range(1, row.get("times", 1) + 1):
            at = len(pairs) + 1
            texts = {name: row[name].replace("{n}", str(number)) for name in ("source", "target") if name in row}
            pairs.append(pair_of({"line": at, "block": at, **row, **texts}))
    across = Across([check])
    found: list[Finding] = []
    for (article, tell), pairs in articles.items():
        own = replace(rules, article=f"articles/{article}.md", catalog=f"locales/xx/{article}.md.po")
        found += run(pairs, own, [check])
        across.look(pairs, own, tell=tell)
    return found + across.findings()


def corrections_of(case: dict[str, Any]) -> tuple[Corrected, ...]:
    said = case.get("corrected")
    if said is None:
        return ()
    change = describe(said["old"], case["source"], (), "en")
    former = frozenset(filter(None, [said.get("former", "")]))
    return (Corrected(said["date"], said.get("reason", ""), frozenset({Key(case["source"])}), change, former),)


def pair_of(case: dict[str, Any]) -> Pair:
    source = case["source"]
    segment = Segment(
        content_of(source), (source,), Block(case.get("block", 0), case.get("role", "body")), case.get("context", "")
    )
    translation = translation_of(case) if "target" in case else None
    return Pair(
        segment,
        translation,
        case.get("line", 7),
        fault=case.get("fault", ""),
        waivers=tuple(find_waivers(case.get("comments", ()))),
        rivals=tuple(case.get("rivals", ())),
    )


def translation_of(case: dict[str, Any]) -> Translation:
    target = case["target"]
    made = {"machine": target, "edited": f"{target} as the machine had it"}.get(case.get("origin", ""))
    return Translation(
        target,
        State(case.get("state", "approved")),
        Origin("apertium", "eng-spa", "2026-11-22", digest(made)) if made else None,
        Key(case["previous"]) if "previous" in case else None,
    )


def content_of(text: str) -> Content:
    """A source as a format would read it: its tags are marks."""
    parts: list[str | Mark] = []
    for piece in re.split(r"(</?[a-z]+[0-9]*/?>)", text):
        if tag := re.fullmatch(r"<(/?)([a-z]+[0-9]*)(/?)>", piece):
            kind = "close" if tag[1] else "point" if tag[3] else "open"
            parts.append(Mark(kind, tag[2], (piece,)))  # type: ignore[arg-type]
        else:
            parts.append(piece)
    return join(parts)
