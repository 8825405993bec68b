"""XML in a project: rules from a file of it, and texts that are meant for some languages only."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import Catalog
from tests.newsroom import Newsroom

SETTINGS = """\
source = "en"
languages = ["es", "fr"]

[formats.xml]
its = ["rules/house.its"]
"""
RULES = """\
<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:d="urn:dragoman:rules" version="2.0">
  <its:translateRule selector="//slug" translate="no"/>
  <its:localeFilterRule selector="//p[@only]" localeFilterList="es"/>
  <d:roleRule selector="//top" role="headline"/>
</its:rules>
"""
ARTICLE = "<story><slug>museum</slug><top>Open all night</top><p>Come early.</p><p only='1'>Call Madrid.</p></story>\n"


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    (tmp_path / "dragoman.toml").write_text(SETTINGS)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.its").write_text(RULES)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "museum.xml").write_text(ARTICLE)
    return Newsroom(tmp_path, capsys, "museum.xml")


def test_each_language_is_asked_for_the_texts_that_are_meant_for_it(room: Newsroom) -> None:
    room.run("extract")
    keys = {language: [tuple(key) for key in Catalog.read(room.catalog(language)).keys] for language in ("es", "fr")}
    headline = ("Open all night", "headline")
    assert keys == {
        "es": [headline, ("Come early.", ""), ("Call Madrid.", "")],
        "fr": [headline, ("Come early.", "")],
    }


def test_each_language_is_published_with_the_texts_that_are_meant_for_it(room: Newsroom) -> None:
    room.run("extract")
    for language in ("es", "fr"):
        room.approve(language)
    room.run("merge")
    top = "<slug>museum</slug><top>oPEN ALL NIGHT</top><p>cOME EARLY.</p>"
    assert [room.merged(language).read_text() for language in ("es", "fr")] == [
        f"<story xml:lang=\"es\">{top}<p only='1'>cALL mADRID.</p></story>\n",
        f'<story xml:lang="fr">{top}</story>\n',
    ]


def test_rules_that_are_not_there_are_an_error_with_their_path(room: Newsroom) -> None:
    (room.folder / "rules" / "house.its").unlink()
    room.run("extract", code=None)
    assert "rules/house.its" in room.errors
