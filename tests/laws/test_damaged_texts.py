"""Checks of damaged texts: none raises, places lie in the text, words are safe to print, a fix settles its finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import plugins
from dragoman.checks import sides
from dragoman.checks.joined import Joined
from dragoman.checks.rules import Rules
from dragoman.checks.running import Across, run
from dragoman.language.style import Style
from dragoman.model import Block, Finding, Key, Origin, Pair, Segment, State, Translation, read_tags
from dragoman.model.visible import visible
from tests.laws.damage import EDITS, Labelled, damaged, damaged_pairs, labelled

HOUSE = Style(as_source=("quotes", "sentences", "spaces"))
MANY = 20_000  # examples of the long run
ORIGINS = st.sampled_from([None, Origin("apertium", "eng-spa", "2026-11-22", "9f3c2a")])
ROLES = st.sampled_from(["body", "headline", "caption"])


def segment(text: str, at: int = 0, role: str = "body") -> Segment:
    return Segment(read_tags(text), (text,), Block(at, role))


def approved(pair: Labelled) -> Pair:
    return Pair(segment(pair.source), Translation(pair.target, State.APPROVED), 1)


def rules_of(pair: Labelled) -> Rules:
    return Rules(pair.source_language, pair.language, "a.md", "a.md.po")


@st.composite
def articles(draw: st.DrawFn) -> tuple[list[Pair], Rules]:
    """Some damaged pairs of one language in every state, one block or several, and what a house may ask of them."""
    of = draw(st.sampled_from(labelled())).language
    texts = [each for each in labelled() if each.language == of and each.source_language == "en"]
    pairs = []
    for line in range(draw(st.integers(1, 4))):
        chosen = draw(st.sampled_from(texts))
        made: Translation | None = None
        if draw(st.integers(0, 5)):
            state = draw(st.sampled_from(State))
            before = Key(damaged(chosen.source, draw(EDITS))) if state is State.STALE else None
            made = Translation(damaged(chosen.target, draw(EDITS)), state, draw(ORIGINS), before)
        source = segment(damaged(chosen.source, draw(EDITS)), draw(st.integers(0, line)), draw(ROLES))
        pairs.append(Pair(source, made, draw(st.integers(0, 1)) * (line + 1)))
    style = draw(st.sampled_from([Style(), HOUSE]))
    signs = draw(st.sampled_from([{}, {"quotes": ["»«", "„“"], "strict": True}]))
    rules = Rules("en", of, "a.md", "a.md.po", max_length={"headline": 20}, style=style, punctuation=signs)
    return pairs, rules


def is_told_safely(finding: Finding) -> bool:
    """Its place lies in the target, a fix has one, and its words hold no controls."""
    start, end = finding.start, finding.end
    is_placed = finding.fix is None if start is None or end is None else 0 <= start <= end <= len(finding.target)
    return is_placed and visible(finding.message) == finding.message and visible(finding.hint) == finding.hint


def is_settled(pair: Pair, rules: Rules, finding: Finding, found: Sequence[Finding]) -> bool:
    """Whether the fix of a finding leaves one less in these words at its place: another quotation around it or inside
    it may be wrong, too."""
    start, end, fix = finding.start, finding.end, finding.fix
    if pair.translation is None or fix is None or start is None or end is None:
        return True
    text = pair.translation.text[:start] + fix + pair.translation.text[end:]
    again = run([replace(pair, translation=replace(pair.translation, text=text))], rules, [finding.check])
    return alike(finding, again, start, start + len(fix)) < alike(finding, found, start, end)


def alike(finding: Finding, found: Sequence[Finding], start: int, end: int) -> int:
    """How many findings say the same of a place that lies at start..end, in part or whole."""
    spans = [
        (each.start, each.end)
        for each in found
        if each.start is not None
        and each.end is not None
        and (each.check, each.message) == (finding.check, finding.message)
    ]
    return sum((first < end and last > start) or first == last == start == end for first, last in spans)


def hold_for_a_pair(labelled_pair: Labelled) -> None:
    pair, rules = approved(labelled_pair), rules_of(labelled_pair)
    found = run([pair], rules)
    assert [each for each in found if not is_told_safely(each)] == []
    assert [each for each in found if not is_settled(pair, rules, each, found)] == []


def hold_for_an_article(pairs: Sequence[Pair], rules: Rules) -> None:
    found = run(pairs, rules)
    across = Across()
    across.look(pairs, rules)
    found += across.findings(is_whole=True)
    found += run([replace(pair, translation=None) for pair in pairs], rules, None, plugins.SOURCE_CHECKS)
    assert [each for each in found if not is_told_safely(each)] == []


class Everything(Joined):
    """Holds every text for one that a check must read."""

    def holding(self, signs: object) -> set[int]:
        return set(range(len(self._starts) - 1))

    matching = holding

    @property
    def odd(self) -> set[int]:
        return self.holding(())


def hold_for_the_quick_look(pairs: Sequence[Pair], rules: Rules) -> None:
    quick = run(pairs, rules)
    with mock.patch.object(sides, "Joined", Everything):
        assert run(pairs, rules) == quick


@given(damaged_pairs())
@settings(deadline=None, max_examples=250)
def test_checks_read_a_damaged_text_and_their_fixes_settle_what_they_found(pair: Labelled) -> None:
    hold_for_a_pair(pair)


@given(articles())
@settings(deadline=None, max_examples=80)
def test_checks_read_an_article_of_damaged_texts_in_every_state(article: tuple[list[Pair], Rules]) -> None:
    hold_for_an_article(*article)


@given(articles())
@settings(deadline=None, max_examples=80)
def test_a_look_at_the_whole_article_first_loses_no_finding(article: tuple[list[Pair], Rules]) -> None:
    hold_for_the_quick_look(*article)


@pytest.mark.long
@given(damaged_pairs())
@settings(deadline=None, max_examples=MANY)
def test_checks_read_very_many_damaged_texts(pair: Labelled) -> None:
    hold_for_a_pair(pair)


@pytest.mark.long
@given(articles())
@settings(deadline=None, max_examples=MANY // 4)
def test_checks_read_very_many_damaged_articles(article: tuple[list[Pair], Rules]) -> None:
    hold_for_an_article(*article)
    hold_for_the_quick_look(*article)


@pytest.mark.parametrize(
    "pair",
    [
        Labelled("The congress opened at 9 a.m.", "Le congrès s’est ouvert\\U003C à 9 h.", "en", "fr"),
        Labelled("The meeting starts at half past seven.", "Er sagte nur „n„†“nieneiｶ“n", "en", "tr"),
        Labelled("In Wuppertal, Zoë Krämer won the chess title ahead of Wojciech Dąbrowski.", "··", "en", "zh-Hans"),
    ],
)
def test_texts_that_once_stopped_a_check_stop_none(pair: Labelled) -> None:
    hold_for_a_pair(pair)
