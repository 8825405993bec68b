"""Marks and addresses that an editor changed, carried to where they stand in the translation."""

from __future__ import annotations

import pytest

from dragoman.catalog.carry import carry
from tests.catalog.sentences import segment


@pytest.mark.parametrize(
    ("old", "new", "target", "carried"),
    [
        (
            "Mayor Ana Ruiz spoke.",
            "Mayor <a>Ana Ruiz</a> spoke.",
            "La alcaldesa Ana Ruiz habló.",
            "La alcaldesa <a>Ana Ruiz</a> habló.",
        ),
        (
            "It costs 12 euros.",
            "It costs <strong>12</strong> euros.",
            "Cuesta 12 euros.",
            "Cuesta <strong>12</strong> euros.",
        ),
        ("Run git now.", "Run <code>git</code> now.", "Ejecute git ya.", "Ejecute <code>git</code> ya."),
        ("See Lindholm.", "See <a>Lindholm</a>.", "Lindholmに行く。", "<a>Lindholm</a>に行く。"),
        (
            "We saw Eva and Ana.",
            "We saw <em>Eva</em> and <strong>Ana</strong>.",
            "رأينا Ana وأيضا Eva.",
            "رأينا <strong>Ana</strong> وأيضا <em>Eva</em>.",
        ),
        ("<em>Ana</em> met Eva.", "Ana met <em>Eva</em>.", "<em>Ana</em> vio a Eva.", "Ana vio a <em>Eva</em>."),
        (
            "In <em>Port Ellis</em>.",
            "In <em>Port <a>Ellis</a></em>.",
            "En <em>Port Ellis</em>.",
            "En <em>Port <a>Ellis</a></em>.",
        ),
        ("See <a>it</a>  now.", "See <a>it</a> now.", "Véalo ya.", "Véalo ya."),
    ],
)
def test_a_mark_with_one_certain_place_is_carried(old: str, new: str, target: str, carried: str) -> None:
    assert carry(old, new, target, segment(new).content) == carried


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ("It costs 12 euros.", "It costs <strong>12</strong> euros.", "Cuesta 12.000 euros."),
        ("It costs 12 euros.", "It costs <strong>12</strong> euros.", "Cuesta 12 euros, no 12 dólares."),
        ("The actual plan.", "The <em>actual</em> plan.", "El plan actual."),
        ("He won a prize.", "He won <em>a</em> prize.", "Dio a Juan un premio."),
        ("Die hard.", "<em>Die</em> hard.", "Die Hard."),
        ("In Port Ellis today.", "In <a>Port Ellis</a> <em>today</em>.", "Hoy en Port Ellis."),
        ("We saw Ana.", "We saw <em>Ana</em>.", "Vimos a Anabel."),
    ],
)
def test_a_mark_without_one_is_for_a_person(old: str, new: str, target: str) -> None:
    assert carry(old, new, target, segment(new).content) is None
