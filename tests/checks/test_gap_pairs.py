"""The pairs with seeded gaps can be read, are many, and each holds a sound translation and a faulty one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "gaps"
LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh-Hans")
KINDS = frozenset(
    [
        *(f"{part} {fate}" for part in ("sentence", "clause") for fate in ("omitted", "added", "left")),
        *("summary", "name added", "number added", "quotation added"),
    ]
)
FILES = sorted(FOLDER.glob("**/*.toml"))
_MARKED = re.compile(r"\[-(.+?)-\]|\{\+(.+?)\+\}")


def _pairs(file: Path) -> list[dict[str, Any]]:
    pairs: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["pair"]
    return pairs


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_pair_has_either_a_marked_fault_or_a_trap(file: Path) -> None:
    for pair in _pairs(file):
        assert pair.keys() in ({"kind", "source", "target"}, {"trap", "source", "target"})
        assert ("kind" in pair) == bool(_MARKED.search(pair["target"])), pair["target"]
        assert pair.get("kind", "summary") in KINDS
        rest = _MARKED.sub("", pair["target"])
        assert not re.search(r"\[-|-\]|\{\+|\+\}", rest), pair["target"]
    assert len({pair["source"] for pair in _pairs(file)}) == len(_pairs(file))


def test_there_are_three_hundred_seeded_pairs_a_fifth_of_them_held() -> None:
    assert (tuple(file.stem for file in FILES if file.parent == FOLDER)) == LANGUAGES
    assert (tuple(file.stem for file in FILES if file.parent.name == "held")) == LANGUAGES
    seeded = [(file.parent.name, pair) for file in FILES for pair in _pairs(file) if "kind" in pair]
    held = sum(folder == "held" for folder, _ in seeded)
    assert (len(seeded) >= 300, held * 5 >= len(seeded)) == (True, True)
