"""Works on their way from one process to another, and to the shelf and back."""

from __future__ import annotations

import pickle

from dragoman.publishing.site.shelf import work_from_json, work_to_json
from dragoman.publishing.site.works import Language, Standing, Version, Work

HEBREW = Language("he", "he", "עברית", "rtl")
ARABIC = Language("ar", "ar", "العربية", "rtl", "ar_EG", "arab")
WORK = Work(
    "ferry.md",
    "ferry",
    Version(Language("en", "en", "English", "ltr"), "The ferry", "It sails", "en/ferry.html", authors=("Ines Duarte",)),
    (
        Standing(ARABIC, {"approved": 3, "draft": 0}, "complete", "", Version(ARABIC, "العبّارة", "", "ar/ferry.html")),
        Standing(
            Language("he", "he", "עברית", "rtl"), {"approved": 0, "draft": 3}, "nothing", "unreviewed", findings=2
        ),
    ),
    ("fares",),
    ("fares", "map"),
    ("bridge.md",),
)


def test_a_work_is_the_same_after_a_journey() -> None:
    assert _sent(WORK) == WORK
    assert work_from_json(work_to_json(WORK)) == WORK


def test_works_share_what_they_have_alike() -> None:
    one, other = (_sent(WORK) for _ in "12")
    assert one.source.language is other.source.language
    assert one.standings[0].counts is other.standings[0].counts


def _sent(work: Work) -> Work:
    found: Work = pickle.loads(pickle.dumps(work))  # noqa: S301 - what was packed here
    return found
