"""What people approved comes back: as drafts, as approvals where the policy wants that, and as suggestions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman import Catalog
from dragoman.catalog.suggestions import Suggestion
from dragoman.model import Key, State, Translation
from tests.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
PAGE = "# Harbour hours\n\n{}\n\n## Next steps\n\n{}\n"


@pytest.fixture
def pages(newsroom: Newsroom) -> Newsroom:
    """Three articles with the same crosshead: one approved, one between the same paragraphs, one between others."""
    newsroom.article.unlink()
    same = ("The office opens at nine.", "Write to the harbour office.")
    for name, texts in (("one", same), ("two", same), ("three", ("The pier is closed.", "Ask the crew."))):
        (newsroom.folder / "articles" / f"{name}.md").write_text(PAGE.format(*texts), encoding="utf-8")
    settings = 'source = "en"\nlanguages = ["es"]\n\n[policy]\nengines = ["memory"]\naccept = "exact-context"\n'
    (newsroom.folder / "dragoman.toml").write_text(settings, encoding="utf-8")
    newsroom.run("extract", "-l", "es")
    newsroom.name = "one.md"
    newsroom.approve()
    return newsroom


def known(newsroom: Newsroom, name: str, key: Key) -> Translation | None:
    return Catalog.read(newsroom.catalog(name=name)).translation(key)


def test_only_the_same_role_between_the_same_neighbours_passes_as_approved(pages: Newsroom) -> None:
    pages.run("translate", "-l", "es", code=3)
    steps = Key("Next steps", "subhead")
    found = [known(pages, name, steps) for name in ("two.md", "three.md")]
    assert [each and (each.text, each.state, each.origin and each.origin.detail) for each in found] == [
        ("nEXT STEPS", State.APPROVED, "articles/one.md"),
        ("nEXT STEPS", State.DRAFT, "articles/one.md"),
    ]
    assert known(pages, "three.md", Key("Ask the crew.")) is None


def test_a_second_run_changes_no_byte_and_reads_no_catalog_again(pages: Newsroom) -> None:
    pages.run("translate", "-l", "es", code=3)
    before = {path: path.read_bytes() for path in (pages.folder / "locales").rglob("*.po")}
    pages.run("translate", "-l", "es", code=3)
    assert {path: path.read_bytes() for path in (pages.folder / "locales").rglob("*.po")} == before
    pages.run("memory", "build")
    assert pages.json("memory", "build")["read"] == []


def test_what_was_approved_and_left_its_article_is_remembered(pages: Newsroom) -> None:
    (pages.folder / "articles" / "one.md").unlink()
    found = pages.json("memory", "search", "Write to the harbour office.", "--to", "es")
    assert [row["target"] for row in found] == ["wRITE TO THE HARBOUR OFFICE."]  # type: ignore[index]
    pages.catalog(name="one.md").unlink()
    pages.json("memory", "search", "Write to the harbour office.", "--to", "es", code=1)


def test_similar_texts_are_suggested_until_a_person_has_translated(pages: Newsroom) -> None:
    article = pages.folder / "articles" / "four.md"
    article.write_text(PAGE.format("The office opens at ten.", "Write to the harbour police."), encoding="utf-8")
    pages.run("translate", "-l", "es", str(article), code=3)
    pages.name = "four.md"
    key = Key("The office opens at ten.")
    told = Catalog.read(pages.catalog()).suggestions(key)
    assert told == (Suggestion("tHE OFFICE OPENS AT NINE.", 88, "articles/one.md", "nine → ten"),)
    first = pages.catalog().read_bytes()
    pages.run("translate", "-l", "es", str(article), code=3)
    assert pages.catalog().read_bytes() == first
    pages.name = "one.md"  # the text it was suggested from is no longer approved
    catalog = Catalog.read(pages.catalog())
    source = Key("The office opens at nine.")
    now = catalog.translation(source)
    catalog.put(source, Translation("", State.DRAFT), over=now)
    catalog.write(pages.catalog())
    pages.run("translate", "-l", "es", str(article), code=3)
    pages.name = "four.md"
    assert Catalog.read(pages.catalog()).suggestions(key) == ()
    pages.approve()
    pages.run("extract", "-l", "es")
    assert b"suggestion" not in pages.catalog().read_bytes()


def test_similar_texts_are_drafts_where_the_project_wants_that(pages: Newsroom) -> None:
    settings = pages.folder / "dragoman.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + '\n[memory]\nfuzzy = "draft"\nthreshold = 80\n', encoding="utf-8")
    article = pages.folder / "articles" / "four.md"
    article.write_text(PAGE.format("The office opens at ten.", "Ask."), encoding="utf-8")
    pages.run("translate", "-l", "es", str(article), code=3)
    found = known(pages, "four.md", Key("The office opens at ten."))
    assert found and (found.text, found.state) == ("tHE OFFICE OPENS AT NINE.", State.DRAFT)
    assert found.origin and found.origin.detail == "articles/one.md 88%"
    assert b"suggestion" not in pages.catalog(name="four.md").read_bytes()


def test_what_is_exported_can_be_imported_by_another_newsroom(pages: Newsroom, tmp_path: Path) -> None:
    exported = tmp_path / "all.tmx"
    assert pages.run("memory", "export", str(exported), "--to", "es") == f"wrote {exported}: 4 units\n"
    shutil.rmtree(pages.folder / "locales")
    assert pages.run("memory", "import", str(exported)) == "imported memory/all.tmx: 4 units\n"
    assert pages.run("memory", "import", str(exported)) == "imported memory/all.tmx: 4 units\n"
    again = tmp_path / "again.tmx"
    pages.run("memory", "export", str(again))
    assert again.read_bytes() == exported.read_bytes()
    pages.run("translate", "-l", "es", code=3)
    found = known(pages, "two.md", Key("Next steps", "subhead"))
    assert found and found.state is State.APPROVED


def test_an_import_never_replaces_another_file_and_says_what_is_bad(pages: Newsroom, tmp_path: Path) -> None:
    bad = tmp_path / "bad.tmx"
    bad.write_text("<tmx><body/></tmx>", encoding="utf-8")
    pages.run("memory", "import", str(bad), code=2)
    assert "nothing to import" in pages.errors
    one = tmp_path / "one.tmx"
    pages.run("memory", "export", str(one))
    pages.run("memory", "import", str(one))
    one.write_text(one.read_text(encoding="utf-8").replace("nEXT", "Next"), encoding="utf-8")
    pages.run("memory", "import", str(one), code=2)
    assert "choose a name" in pages.errors
    pages.run("memory", "import", str(one), "--name", "two")


def test_a_damaged_catalog_adds_nothing_and_is_told(pages: Newsroom) -> None:
    pages.catalog(name="two.md").write_text('msgid "a\nmsgstr ""\n', encoding="utf-8")
    pages.run("memory", "build", code=2)
    assert "locales/es/two.md.po" in pages.errors


def test_deck_and_body_of_the_sample_newsroom_say_that_they_repeat_each_other() -> None:
    text = (ROOT / "locales" / "es" / "river-level.xml.po").read_text(encoding="utf-8")
    assert text.count("#. Near repeat of: “River falls below flood mark in Port Almera”") == 2
