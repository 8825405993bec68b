"""Engines, formats and checks are found by name, and a wrong name gets a way out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.model import DragomanError, Engine, EngineSettings
from dragoman.plugins import ENGINES, load, names

_PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
OURS: list[str] = sorted(_PROJECT["project"]["entry-points"]["dragoman.engines"])


def test_our_engines_are_entry_points_like_any_others() -> None:
    assert set(OURS) <= set(names(ENGINES))


@pytest.mark.parametrize("name", OURS)
def test_each_of_ours_is_an_engine_of_its_name(name: str) -> None:
    made = load(ENGINES, name)
    assert callable(made)
    engine = made(EngineSettings())
    assert isinstance(engine, Engine)
    assert engine.name == name
    engine.close()


def test_a_wrong_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(DragomanError) as refused:
        load(ENGINES, "apertum")
    assert refused.value.message == "no engine 'apertum'; did you mean 'apertium'?"
    assert "'dragoman.engines'" in refused.value.hint
    assert ", ".join(sorted(names(ENGINES))) in refused.value.hint


def test_a_group_without_plugins_has_no_names() -> None:
    assert names("dragoman.nothings") == []
