"""The checks of punctuation over the sentences of one block, and with a house's own rules."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman import check_text
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.language.punctuation import punctuation_of
from dragoman.model import Block, Pair, Segment, State, Translation, read_tags


def pairs_of(*texts: tuple[str, str]) -> list[Pair]:
    return [
        Pair(Segment(read_tags(source), (source,), Block(4)), Translation(target, State.APPROVED) if target else None)
        for source, target in texts
    ]


def said(pairs: list[Pair], language: str, name: str, style: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    rules = Rules("en", language, "a.md", "a.md.po", punctuation=style or {})
    return [(found.target, found.message) for found in run(pairs, rules, [name])]


def test_a_quotation_may_go_on_over_several_sentences() -> None:
    pairs = pairs_of(("“We wait.", "«\u00a0Nous attendons."), ("We are tired.”", "Nous sommes fatigués.\u00a0»"))
    assert said(pairs, "fr", "quotes") == []


def test_a_quotation_that_the_last_sentence_does_not_close_is_told() -> None:
    pairs = pairs_of(("“We wait.", "«\u00a0Nous attendons."), ("We are tired.”", "Nous sommes fatigués."))
    assert said(pairs, "fr", "quotes") == [("«\u00a0Nous attendons.", "the quotation mark « stands alone")]


def test_nothing_is_said_of_lone_marks_while_a_sentence_of_the_block_is_missing() -> None:
    pairs = pairs_of(("“We wait.", "«\u00a0Nous attendons."), ("We are tired.”", ""))
    assert said(pairs, "fr", "quotes") == []


def test_brackets_and_questions_may_go_on_over_several_sentences() -> None:
    brackets = pairs_of(("(He came.", "(Vino."), ("She left.)", "Ella se fue.)"))
    assert said(brackets, "es", "brackets") == []
    asked = pairs_of(("Who came.", "¿Quién vino."), ("And left?", "Y se fue?"))
    assert said(asked, "es", "inverted-punctuation") == []


def test_a_house_has_its_own_marks_and_blanks() -> None:
    quoted = pairs_of(("“No,” he said.", "“Nein”, sagte er."))
    assert said(quoted, "de", "quotes", {"quotes": ["“”"]}) == []
    asked = pairs_of(("Who pays?", "Qui paie\u202f?"))
    assert said(asked, "fr", "punctuation-spacing", {"before": {"?": ""}}) == [
        ("Qui paie\u202f?", "a blank stands before “?”")
    ]
    straight = pairs_of(("“No,” he said.", '"Nein", sagte er.'))
    assert said(straight, "de", "quotes", {"straight": "right"}) == []


def test_a_house_names_only_the_signs_it_changes() -> None:
    facts = punctuation_of("hi", {"signs": {"stop": "."}, "admitted": {}})
    assert (facts.signs["stop"], facts.signs["comma"]) == (".", ",")
    assert "।" in facts.misplaced


@pytest.mark.parametrize(("tag", "outer"), [("fr-BE", "«»"), ("de-Latn-CH", "«»"), ("zh-TW", "「」"), ("xx", "“”")])
def test_a_tag_takes_the_row_that_fits_it_best(tag: str, outer: str) -> None:
    assert punctuation_of(tag).quotes[0] == outer


def test_a_finding_shows_the_place_in_the_segment_with_its_marks() -> None:
    found = check_text("See <a>it</a> , now.", "Sieh <a>es</a>  an ,jetzt.", language="de", checks=["double-space"])
    assert [(each.start, each.end) for each in found] == [(14, 16)]
