"""The order of the queue: which segments come first, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary.terms import Glossary
from dragoman.model import Block, Finding, Key, Origin, Pair, Segment, Severity, State, Translation, digest
from dragoman.workflow.risk import Beside, Reason, Risk, in_order, rank

GLOSSARY = Glossary.of(
    [("terms.toml", b'[[term]]\nsource = "tide table"\nes = { approved = "tabla de mareas" }\n')], source="en"
)

SOURCES = st.sampled_from(
    [
        "The harbour is quiet.",
        "Boats leave every 20 minutes.",
        "Nobody had asked the fishermen.",
        "Clara Navarro counted the boats.",
        "“Come in,” she said.",
        "وصلت القوارب إلى الميناء.",
        "船只于三月抵达港口。",
        "Tekneler limana ulaştı.",
        "กัปตันกลับถึงท่าเรือแล้ว",
        "",
        "<a>the map</a> <br/>",
    ]
)
TARGETS = st.one_of(st.none(), st.sampled_from(["", "El puerto está tranquilo.", "the harbour", "مرحبا", "二十"]))


def pair(source: str, target: str | None, state: State = State.DRAFT, *, context: str = "", at: int = 0) -> Pair:
    """A pair as a machine left it."""
    origin = None if target is None else Origin("apertium", "eng-spa", "2026-11-22", digest(target))
    made = None if target is None else Translation(target, state, origin)
    return Pair(Segment((source,), (source,), Block(at), context), made, line=at + 1)


def told(risk: Risk) -> list[str]:
    return [reason.name for reason in risk.reasons]


@st.composite
def risks(draw: st.DrawFn) -> list[Risk]:
    rows = draw(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.2, 0.5, 0.9, 1.0]), st.booleans()), max_size=40))
    return [Risk(Key("same"), at, score, (), has_stakes) for at, (score, has_stakes) in enumerate(rows)]


@given(risks())
def test_every_segment_is_in_the_order_once(found: list[Risk]) -> None:
    assert sorted(in_order(found), key=lambda risk: risk.place) == found


@given(risks())
def test_what_has_stakes_is_last_only_where_more_than_two_thirds_have_and_then_the_least_risky(
    found: list[Risk],
) -> None:
    order = in_order(found)
    ahead = len(order) - len(order) // 3
    last = [risk for risk in order[ahead:] if risk.has_stakes]
    if 3 * sum(risk.has_stakes for risk in found) <= 2 * len(found):
        assert last == []
    before = [risk.score for risk in order[:ahead] if risk.has_stakes]
    assert all(risk.score <= score for risk in last for score in before)


@given(risks())
def test_among_those_with_stakes_and_those_without_the_riskier_come_first(found: list[Risk]) -> None:
    for kind in (True, False):
        scores = [risk.score for risk in in_order(found) if risk.has_stakes is kind]
        assert scores == sorted(scores, reverse=True)


@given(st.lists(st.tuples(SOURCES, TARGETS, st.sampled_from(State)), max_size=12))
def test_any_pairs_in_any_script_are_ranked_each_once_with_harmless_reasons(
    rows: list[tuple[str, str | None, State]],
) -> None:
    pairs = [pair(source, target, state, at=at) for at, (source, target, state) in enumerate(rows)]
    order = rank(pairs, source="en", language="es", glossary=GLOSSARY)
    assert sorted(risk.place for risk in order) == list(range(len(pairs)))
    assert all(risk.key == pairs[risk.place].segment.key and 0 <= risk.score <= 1 for risk in order)
    assert order == rank(pairs, source="en", language="es", glossary=GLOSSARY)
    assert all(reason.words.isprintable() for risk in order for reason in risk.reasons)


def test_a_segment_without_a_text_is_first_and_says_so() -> None:
    order = rank([pair("It rained.", "Llovió."), pair("It snowed.", None, at=1)], source="en", language="es")
    assert [(risk.key.text, risk.score, risk.reasons[0]) for risk in order[:1]] == [
        ("It snowed.", 1.0, Reason("missing", 1.0, "no translation"))
    ]


def test_findings_are_told_by_their_weight_and_waived_ones_and_standings_are_not() -> None:
    bad = pair("The harbour is quiet.", "El puerto está tranquilo")

    def finding(check: str, severity: Severity, waived: str = "") -> Finding:
        return Finding(check, severity, "", "es", "a.md", None, "The harbour is quiet.", "", waived=waived)

    found = [
        finding("tags", Severity.ERROR),
        finding("numbers", Severity.ERROR),
        finding("end-punctuation", Severity.WARNING),
        finding("quotes", Severity.WARNING, waived="house style"),
        finding("unreviewed", Severity.ERROR),
        finding("gaps", Severity.NOTE),
    ]
    [risk] = rank([bad], found, source="en", language="es")
    assert [reason.words for reason in risk.reasons[:2]] == ["2 errors: tags, numbers", "1 warning: end-punctuation"]
    assert "quotes" not in str(risk) and "unreviewed" not in str(risk)


def test_a_finding_is_only_about_the_entry_on_its_line() -> None:
    from dragoman.model import Where

    rows = [pair("Port", "Puerto", context="caption"), pair("Port", "Oporto", context="headline", at=1)]
    found = [Finding("glossary", Severity.ERROR, "", "es", "a.md", Where("a.po", 2), "Port", "Oporto")]
    assert [(risk.place, "errors" in told(risk)) for risk in rank(rows, found, source="en", language="es")] == [
        (1, True),
        (0, False),
    ]


@pytest.mark.parametrize(
    ("source", "language", "names"),
    [
        ("Boats leave every 20 minutes.", "en", {"number"}),
        ("Clara Navarro waved.", "en", {"name"}),
        ("They sailed to Lisbon at dawn.", "en", {"name"}),
        ("“Come in,” she said.", "en", {"quotation"}),
        ("Nobody had asked.", "en", {"negation"}),
        ("The harbour was quiet on Monday.", "en", set()),
        ("In ottobre 140 barche.", "it", {"number"}),
        ("لم تصل القوارب.", "ar", {"negation"}),
        ("船没有到。", "zh-Hans", {"negation"}),
        ("他说：「船到了」。", "zh-Hant", {"quotation"}),
        ("Лодка не пришла в Казань.", "ru", {"negation", "name"}),
        ("नाव नहीं आई।", "hi", {"negation"}),
        ("Der Hafen war still.", "de", set()),
        ("Tekneler limana ulaştı.", "tr", set()),
    ],
)
def test_what_is_at_stake_is_told(source: str, language: str, names: set[str]) -> None:
    [risk] = rank([pair(source, "—")], source=language, language="es")
    assert names <= set(told(risk))
    assert risk.has_stakes is bool(names)


def test_the_middle_of_a_quotation_counts_as_one() -> None:
    rows = [pair("“We waited.", "…"), pair("It grew dark.", "…"), pair("Then they came.”", "…")]
    assert [risk.has_stakes for risk in sorted(rank(rows, source="en", language="es"), key=lambda r: r.place)] == [
        True,
        True,
        True,
    ]


def test_what_is_known_beside_the_pairs_is_told_in_words() -> None:
    one = pair("The tide table has dusty corners.", "La tabla de mareas tiene dusty esquinas.")
    key = one.segment.key
    beside = Beside({key: 0.72}, {key: 0.41}, {key: "La tabla de mareas tiene rincones polvorientos."})
    [risk] = rank([one], source="en", language="es", glossary=GLOSSARY, beside=beside)
    words = [reason.words for reason in risk.reasons]
    for said in (
        "term: tide table",
        "72 % match in the memory",
        "engine unsure (0.41)",
        "second engine differs in 25 % of the words",
        "left as in the source: dusty",
    ):
        assert said in words


def test_a_text_that_a_person_has_worked_on_comes_behind_the_machines() -> None:
    rows = [pair("It rained.", "Llovió."), pair("It rained.", "Llovió.", context="caption", at=1)]
    by_hand = Translation("Llovió mucho.", State.DRAFT, rows[0].translation.origin if rows[0].translation else None)
    order = rank([Pair(rows[0].segment, by_hand), rows[1]], source="en", language="es")
    assert [risk.place for risk in order] == [1, 0]
