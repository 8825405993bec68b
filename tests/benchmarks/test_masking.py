"""The measurements of terms through engines measure what they say."""

from __future__ import annotations

from pathlib import Path

import benchmarks.masking.news as news
import pytest
from benchmarks.masking.chrf import chrf
from benchmarks.masking.hostile import run_hostile

from dragoman.glossary import Glossary, Verdict, verify

GLOSSARY = Glossary.read(Path(news.__file__).parent / "glossary.toml")


@pytest.mark.parametrize("language", ["es", "ca", "gl"])
def test_the_references_render_every_term(language: str) -> None:
    rows = news.read_rows(GLOSSARY, language)
    assert len(rows) >= 60
    assert sum(len(row.matches) for row in rows) >= 100
    for row in rows:
        for each in verify(row.source, row.reference, language, GLOSSARY):
            assert each.verdict in (Verdict.EXACT, Verdict.FORM), (row.reference, each.match.form)
        assert news.wrong_capitals(row.reference, row) == []


def test_chrf_of_the_same_text_is_100_and_of_another_script_0() -> None:
    assert chrf(["El lago está lleno."], ["El lago está lleno."]) == pytest.approx(100)
    assert chrf(["Река"], ["El lago está lleno"]) == 0


def test_chrf_by_hand() -> None:
    # "ab" beside "ac": characters 1 of 2, pairs 0 of 1; words 0 of 1; precision and recall are the mean of .5, 0 and 0.
    assert chrf(["ab"], ["ac"]) == pytest.approx(100 / 6)


def test_a_small_hostile_run_loses_nothing_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    run_hostile(300, 1)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith(("silent", "marks damaged"))] == ["0", "0"]
