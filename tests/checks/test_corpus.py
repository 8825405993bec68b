"""The labelled pairs can be read, and name checks that exist or are to be."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "corpus"
LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "hi", "ja", "ru", "tr", "zh-Hans")
NAMES = frozenset(
    [
        "missing",
        "unreviewed",
        "stale",
        "untranslated",
        "bulk-approval",
        "tags",
        "placeholders",
        "urls",
        "emails",
        "unsafe-markup",
        "numbers",
        "number-format",
        "digit-style",
        "dates",
        "currency",
        "end-punctuation",
        "punctuation-spacing",
        "punctuation-script",
        "inverted-punctuation",
        "quotes",
        "brackets",
        "wrong-script",
        "wrong-language",
        "wrong-letters",
        "homoglyph",
        "zero-width",
        "bidi",
        "kashida",
        "control-chars",
        "normalisation",
        "encoding",
        "char-width",
        "duplicate-word",
        "repetition",
        "double-space",
        "edge-space",
        "length-ratio",
        "sentence-count",
        "capitalisation",
        "glossary",
        "forbidden",
        "inconsistent",
        "reused",
        "llm-chatter",
        "negation",
        "names",
        "max-length",
        "omission",
        "addition",
    ]
)
FILES = sorted(FOLDER.glob("**/*.toml"))


def test_every_language_has_held_pairs() -> None:
    assert tuple(file.stem for file in sorted((FOLDER / "held").glob("*.toml"))) == LANGUAGES


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_file_of_pairs_is_sound(file: Path) -> None:
    pairs = tomllib.loads(file.read_text(encoding="utf-8"))["pair"]
    keys = {"source", "target", "findings", "also", "trap", "source_language", "glossary"}
    assert [pair for pair in pairs if set(pair) - keys or not {"source", "target", "findings"} <= set(pair)] == []
    assert {name for pair in pairs for name in (*pair["findings"], *pair.get("also", ()))} <= NAMES
    assert len({(pair["source"], pair["target"]) for pair in pairs}) == len(pairs)
    assert {bool(pair["findings"]) for pair in pairs} == {True, False}
