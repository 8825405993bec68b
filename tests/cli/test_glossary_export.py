"""What export says of the file that it wrote, and which it refuses to write."""

from __future__ import annotations

import pytest

from tests.newsroom import Newsroom

GLOSSARY = """\
[[term]]
source = "Harbour Board"
es = { approved = "Junta del Puerto", forbidden = ["Consejo del Puerto"] }

[[term]]
source = "lighthouse"
fr = { approved = "phare" }

[[style]]
language = "es"
forbidden = ["ilegales"]
"""


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    (newsroom.folder / "glossary").mkdir(exist_ok=True)
    (newsroom.folder / "glossary" / "terms.toml").write_text(GLOSSARY, encoding="utf-8")
    return newsroom


V3 = (
    "TBX version 3, ISO 30042:2019; "
    "for Translate Toolkit, OmegaT, Okapi and MultiTerm write --tbx v2, for Weblate -l LANG"
)


@pytest.mark.parametrize(
    ("arguments", "root", "said"),
    [
        (["x.tbx"], "<tbx ", f"2 terms, 1 rule of style ({V3})"),
        (["x.tbx", "--tbx", "v3"], "<tbx ", f"2 terms, 1 rule of style ({V3})"),
        (["x.tbx", "--tbx", "v3", "-l", "fr"], "<tbx ", f"1 term ({V3})"),
        (
            ["x.tbx", "--tbx", "v2"],
            "<martif ",
            "2 terms, 1 rule of style (TBX version 2, MARTIF; for Translate Toolkit 3.20, OmegaT, Okapi, MultiTerm)",
        ),
        (["x.tbx", "-l", "es"], "<martif ", "1 term (TBX version 2, MARTIF, pairs of en and es; for Weblate)"),
        (["x.csv"], "source,", "2 terms, 1 rule of style (a row each)"),
        (["x.csv", "-l", "es"], "source,target,", "1 term (pairs of en and es; for Weblate)"),
    ],
)
def test_export_says_which_file_it_wrote_and_for_whom(
    room: Newsroom, arguments: list[str], root: str, said: str
) -> None:
    assert room.run("glossary", "export", *arguments) == f"wrote {arguments[0]}: {said}\n"
    assert root in (room.folder / arguments[0]).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["x.csv", "--tbx", "v2"], "a CSV has no version of TBX"),
        (["x.txt"], "'.txt' is no format of glossaries"),
        (["x.tbx", "--tbx", "v1"], "v1"),
    ],
)
def test_export_refuses_what_it_cannot_write(room: Newsroom, arguments: list[str], error: str) -> None:
    room.run("glossary", "export", *arguments, code=2)
    assert error in room.errors
    assert not (room.folder / arguments[0]).exists()
