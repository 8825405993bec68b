"""The labelled drafts are whole, and the order by risk finds more of the editing early than the document's order."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from benchmarks.risk.drafts import GLOSSARY, LANGUAGE, SOURCE, Drafted, read_drafts

from dragoman.glossary.terms import Glossary
from dragoman.workflow.risk import Beside, rank
from dragoman.workflow.risk.early import found_early

TAG = re.compile(r"</?[a-z]+[0-9]*/?>")


@pytest.fixture(scope="module")
def drafts() -> list[Drafted]:
    return read_drafts()


def test_there_are_enough_drafts_and_half_of_the_articles_are_held_out(drafts: list[Drafted]) -> None:
    assert sum(len(article.pairs) for article in drafts) >= 300
    assert Counter(article.is_held for article in drafts) == {True: 9, False: 9}


def test_every_draft_has_a_corrected_text_with_the_tags_of_its_source(drafts: list[Drafted]) -> None:
    for article in drafts:
        assert len(article.finals) == len(article.pairs) == len(article.seconds)
        for pair in article.pairs:
            key = pair.segment.key
            assert Counter(TAG.findall(article.finals[key])) == Counter(TAG.findall(key.text)), key.text


def test_the_order_by_risk_finds_more_early_than_the_order_of_the_document(drafts: list[Drafted]) -> None:
    glossary = Glossary.read(GLOSSARY, source=SOURCE)
    for group in ([one for one in drafts if one.is_held], [one for one in drafts if not one.is_held]):
        by_risk = by_document = 0.0
        for article in group:
            beside = Beside(seconds=article.seconds)
            order = rank(article.pairs, source=SOURCE, language=LANGUAGE, glossary=glossary, beside=beside)
            by_risk += found_early([risk.place for risk in order], article.efforts, article.words)
            by_document += found_early(range(len(article.pairs)), article.efforts, article.words)
        assert by_risk > 1.1 * by_document
