"""Pseudo-translations one can read, and that break nothing."""

from __future__ import annotations

import pytest

from dragoman.engines.pseudo import pseudo


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Ferry returns to the harbour", "Ƒéŕŕý ŕéţûŕñš ţö ţĥé ĥåŕƀöûŕ öñé ţŵö"),
        ("See <a>the map</a>.", "Šéé <a>ţĥé ɱåþ öñé</a>."),
        ("<em>Stop.</em>", "<em>Stop öñé.</em>"),
        ("It cost $12.50 on 3 May.", "Îţ çöšţ $12.50 öñ 3 May öñé."),
        ("Mr. Lind waits", "Mr. Ļîñđ ŵåîţš öñé"),
        (
            "Write to a@example.org or https://example.org/a_b?c=d now",
            "Ŵŕîţé ţö a@example.org öŕ https://example.org/a_b?c=d ñöŵ öñé",
        ),
        ("Hello {name}, %(count)s of %d &lt;b> ⟦0⟧", "Ĥéļļö {name}, %(count)s öƒ %d &lt;ƀ öñé> ⟦0⟧"),
        ("北京的桥", "北京的桥 öñé"),
        ("12.5 %", "12.5 %"),
        ("https://example.org/", "https://example.org/"),
        ("", ""),
    ],
)
def test_letters_get_accents_and_the_rest_stays(source: str, target: str) -> None:
    assert pseudo(source) == target


def test_it_grows_by_about_a_third() -> None:
    text = "The council approved the new timetable for the harbour ferries on Thursday evening"
    assert 1.2 < len(pseudo(text)) / len(text) < 1.45
