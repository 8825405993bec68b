"""One source and its translation, checked without a project."""

from __future__ import annotations

import pytest

from dragoman import Finding, Glossary, check_text
from dragoman.model import ConfigError


def names(found: list[Finding]) -> list[str]:
    return [finding.check for finding in found]


def test_a_plain_mapping_is_a_glossary() -> None:
    terms = {"ceasefire": "alto el fuego"}
    assert names(check_text("The ceasefire holds.", "La tregua se mantiene.", language="es", glossary=terms)) == [
        "glossary"
    ]
    assert check_text("The ceasefire holds.", "El alto el fuego se mantiene.", language="es", glossary=terms) == []


def test_forbidden_words_are_found_beside_a_glossary_too() -> None:
    target = "Los ilegales cruzaron el río."
    for glossary in (None, {"river": "río"}, Glossary()):
        found = check_text("They crossed the river.", target, language="es", glossary=glossary, forbidden=["ilegales"])
        assert names(found) == ["forbidden"]


def test_only_the_named_checks_are_asked() -> None:
    assert names(check_text("See <a>it</a>.", "", language="es")) == ["missing"]
    assert check_text("See <a>it</a>.", "Véalo.", language="es", checks=["missing"]) == []
    with pytest.raises(ConfigError, match="no check 'tag'; did you mean 'tags'"):
        check_text("a", "b", language="es", checks=["tag"])
