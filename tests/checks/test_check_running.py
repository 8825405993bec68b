"""Running checks: which, in what order, and how severe."""

import gc

import pytest

from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.model import Block, ConfigError, Finding, Pair, Segment, Severity, State, Translation, Where

RULES = Rules("en", "es", "articles/a.md", "locales/es/a.md.po")


def pair(text: str, target: str | None, line: int, state: State = State.APPROVED) -> Pair:
    segment = Segment((text,), (text,), Block(0))
    return Pair(segment, None if target is None else Translation(target, state), line)


PAIRS = (
    pair("The rain stopped at noon.", "The rain stopped at noon.", 30, State.DRAFT),
    pair("The bridge is shut.", "", 12),
    pair("The road is open.", None, 0),
)


def test_findings_come_by_line_then_by_check_with_all_that_a_report_needs() -> None:
    assert [(finding.where, finding.check) for finding in run(PAIRS, RULES)] == [
        (Where("locales/es/a.md.po"), "missing"),
        (Where("locales/es/a.md.po", 12), "missing"),
        (Where("locales/es/a.md.po", 30), "unreviewed"),
        (Where("locales/es/a.md.po", 30), "untranslated"),
    ]
    assert run(PAIRS[2:], RULES) == [
        Finding(
            "missing",
            Severity.ERROR,
            "no entry in the catalog",
            "es",
            "articles/a.md",
            Where("locales/es/a.md.po"),
            "The road is open.",
            "",
            "run dragoman extract",
        )
    ]


def test_only_the_named_checks_run_each_once() -> None:
    assert [finding.check for finding in run(iter(PAIRS), RULES, ["untranslated", "stale", "untranslated"])] == [
        "untranslated"
    ]
    assert run(PAIRS, RULES, []) == []


def test_an_unknown_check_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'missing'"):
        run(PAIRS, RULES, ["mising"])


def test_a_configured_severity_replaces_the_check_s_own() -> None:
    rules = Rules("en", "es", "a", "b", severities={"missing": Severity.NOTE, "untranslated": Severity.ERROR})
    assert [(finding.check, finding.severity) for finding in run(PAIRS, rules)] == [
        ("missing", Severity.NOTE),
        ("missing", Severity.NOTE),
        ("unreviewed", Severity.ERROR),
        ("untranslated", Severity.ERROR),
    ]


def test_a_lighter_finding_never_outweighs_its_check() -> None:
    rules = Rules("en", "es", "a", "b", severities={"glossary": Severity.NOTE})
    assert (rules.at_most("glossary", Severity.WARNING), RULES.at_most("glossary", Severity.WARNING)) == (
        Severity.NOTE,
        Severity.WARNING,
    )


def test_a_run_leaves_nothing_that_only_the_collector_of_cycles_would_free() -> None:
    run(PAIRS, RULES)  # what is kept for good is made now
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            run(PAIRS, RULES)
        assert gc.collect() == 0
    finally:
        gc.enable()
