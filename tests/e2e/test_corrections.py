"""A correction of fact, from the editor's desk to every published page."""

from __future__ import annotations

import json
import tomllib

import pytest

from dragoman import Catalog
from dragoman.model import Key, State, Translation
from tests.newsroom import Newsroom, translated

OLD, NEW = "It had been closed for 14 months.", "It had been closed for 15 months."
REASON = "The city archive counts 15 months."


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """Spanish is published, Arabic is translated and not published."""
    newsroom.run("extract")
    for language in ("es", "ar"):
        newsroom.approve(language)
    newsroom.run("merge", "-l", "es")
    return newsroom


def approve(room: Newsroom, text: str, target: str, language: str = "es") -> None:
    catalog = Catalog.read(room.catalog(language))
    key = Key(text)
    catalog.put(key, Translation(target, State.APPROVED), over=catalog.translation(key))
    catalog.write(room.catalog(language))


def stages(room: Newsroom) -> dict[str, str]:
    [row] = room.json("correct", "--status")["corrections"]
    return {str(there["language"]): str(there["stage"]) for there in row["languages"]}  # type: ignore[attr-defined]


def found(room: Newsroom, code: int | None = None) -> list[tuple[object, object, object]]:
    findings = room.json("check", "--only", "correction", code=code)["findings"]
    return [(row["language"], row["severity"], row["source"]) for row in findings]


def test_a_correction_goes_from_translation_to_page_to_handled(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    said = room.run("correct", "articles/bridge.md", "--reason", REASON)
    assert f"number: “14” → “15” in “{NEW}”" in said
    assert stages(room) == {"es": "translation", "ar": "translation"}
    assert found(room, 1) == [("es", "error", NEW), ("ar", "error", NEW)]
    approve(room, NEW, "Cerrado 15 meses.")
    assert stages(room) == {"es": "page", "ar": "translation"}
    assert found(room, 1) == [("ar", "error", NEW)]
    room.run("merge", "-l", "es")
    approve(room, NEW, "أغلق ١٥ شهرا.", "ar")
    assert stages(room) == {"es": "handled", "ar": "handled"}
    assert found(room, 0) == []
    assert room.run("correct", "--status") == "0 corrections open, 1 handled or withdrawn\n"


def test_the_record_says_what_was_corrected_when_and_why(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.edit("Mayor Ines Duarte walked across first.", "")
    room.edit("Read more tomorrow.\n\nTraffic", "Two people were hurt.\n\nRead more tomorrow.\n\nTraffic")
    room.run("correct", "articles/bridge.md", "--reason", f"  {REASON}\n")
    file = room.folder / "locales" / "corrections.toml"
    [record] = tomllib.loads(file.read_text(encoding="utf-8")).values()
    assert (record["article"], record["reason"]) == ("articles/bridge.md", REASON)
    places = [(place["change"], place["old"], place["new"]) for place in record["place"]]
    assert places == [
        ("number", [OLD], [NEW]),
        ("number", [], ["Two people were hurt."]),
        ("name", ["Mayor Ines Duarte walked across first."], []),
    ]
    before = file.read_bytes()
    room.edit("312 pages", "321 pages")
    room.run("correct", "articles/bridge.md")
    assert before in file.read_bytes() or len(tomllib.loads(file.read_text(encoding="utf-8"))) == 2
    assert all(line in file.read_bytes() for line in before.splitlines())


def test_translators_see_the_correction_in_any_editor_until_they_approve(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md", "--reason", REASON)
    text = room.catalog().read_text(encoding="utf-8")
    assert f": {REASON}\n#. Changed: number: \u206814\u2069 → \u206815\u2069\n" in text
    room.run("extract")
    assert room.catalog().read_text(encoding="utf-8") == text
    stripped = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("#.", "#|")))
    room.catalog().write_text(stripped, encoding="utf-8")
    room.run("extract")
    told = [line for line in text.split("\n") if line.startswith(("#. C", "#|"))]
    again = room.catalog().read_text(encoding="utf-8").split("\n")
    assert [line for line in again if line.startswith(("#. C", "#|"))] == told, "no editor can strip a correction"
    approve(room, NEW, "Cerrado 15 meses.")
    room.run("extract", "--check")
    room.run("extract")
    assert "Correction" not in room.catalog().read_text(encoding="utf-8")


def test_whatever_the_class_nothing_is_carried(room: Newsroom) -> None:
    room.edit("every cable** of", "every cable of**")
    room.run("correct", "articles/bridge.md")
    new = "Engineers replaced <strong>every cable of</strong> the bridge."
    assert found(room, 1) == [("es", "error", new), ("ar", "error", new)]


def test_an_edit_that_was_extracted_before_is_found_among_the_stale(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("extract")
    approve(room, NEW, "أغلق ١٥ شهرا.", "ar")
    room.run("correct", "articles/bridge.md", "--reason", REASON)
    assert stages(room) == {"es": "translation", "ar": "translation"}
    now = Catalog.read(room.catalog("ar")).translation(Key(NEW))
    assert now == Translation("أغلق ١٥ شهرا.", State.STALE, None, Key(OLD)), "its text is kept, its approval is not"


def test_an_edit_that_everybody_has_approved_is_found_in_the_history(room: Newsroom) -> None:
    room.commit()
    room.edit("14 months", "15 months")
    room.run("extract")
    for language in ("es", "ar"):
        approve(room, NEW, translated(NEW), language)
    room.commit()
    room.run("correct", "articles/bridge.md", code=2)
    assert "--since HEAD~1" in room.errors
    room.run("correct", "articles/bridge.md", "--since", "HEAD~9", code=2)
    room.run("correct", "articles/bridge.md", "--since=--help", code=2)
    room.run("correct", "articles/bridge.md", "--since", "HEAD", code=2)
    room.run("correct", "articles/bridge.md", "--since", "HEAD~1")
    assert stages(room) == {"es": "translation", "ar": "translation"}
    approve(room, NEW, "Cerrado 15 meses.")
    assert "recorded already" in room.run("correct", "articles/bridge.md", "--since", "HEAD~1")
    assert stages(room) == {"es": "page", "ar": "translation"}, "what was approved since stays approved"


def test_the_same_translation_as_before_is_accepted_with_a_warning(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    for language in ("es", "ar"):
        approve(room, NEW, translated(OLD), language)
    assert found(room, 0) == [("es", "warning", NEW), ("ar", "warning", NEW)]
    assert stages(room) == {"es": "handled", "ar": "handled"}


def test_a_reverted_correction_is_withdrawn(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    room.edit("15 months", "14 months")
    assert found(room, 0) == []
    room.run("extract")
    assert stages(room) == {"es": "withdrawn", "ar": "withdrawn"}
    assert room.counts() == {"approved": 12, "draft": 0, "stale": 0, "missing": 0}
    room.edit("14 months", "15 months")
    assert stages(room) == {"es": "translation", "ar": "translation"}


def test_a_correction_follows_later_edits_of_its_sentence(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    room.edit("It had been closed for 15 months.", "It had been closed to everyone for 15 months.")
    room.run("extract")
    later = "It had been closed to everyone for 15 months."
    assert found(room, 1) == [("es", "error", later), ("ar", "error", later)]
    room.run("extract", "--minor", "articles/bridge.md")
    assert found(room, 1) == [("es", "error", later), ("ar", "error", later)], "a corrected text is never minor"


def test_an_edit_after_the_correction_was_handled_is_an_ordinary_one(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    for language in ("es", "ar"):
        approve(room, NEW, "15!", language)
    room.run("merge")
    room.edit("It had been closed for 15 months.", "It had been closed to everyone for 15 months.")
    for _ in range(2):
        assert found(room, 0) == []
        assert {there["stage"] for there in room.json("correct", "--status")["corrections"][0]["languages"]} <= {  # type: ignore[attr-defined]
            "handled",
            "page",
        }
        room.run("extract")
    assert "Correction" not in room.catalog().read_text(encoding="utf-8")
    assert room.counts()["stale"] == 1
    room.run("extract", "--minor")
    assert room.counts()["approved"] == 12


def test_a_correction_follows_its_article_under_another_name(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    room.article.rename(room.folder / "articles" / "crossing.md")
    room.name = "crossing.md"
    room.run("extract")
    assert found(room, 1) == [("es", "error", NEW), ("ar", "error", NEW)]
    [row] = room.json("correct", "--status")["corrections"]
    assert row["article"] == "articles/crossing.md"


def test_the_corrections_of_a_deleted_article_are_closed(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    (room.folder / "articles" / "other.md").write_text("# Other news\n\nA short notice.\n", encoding="utf-8")
    room.article.unlink()
    assert found(room, 0) == []
    assert room.run("correct", "--status") == "0 corrections open, 0 handled or withdrawn\n"


def test_a_deleted_text_is_handled_when_no_page_says_it_any_more(room: Newsroom) -> None:
    room.edit(" Mayor Ines Duarte walked across first.", "")
    room.run("correct", "articles/bridge.md", "--reason", "She was not there.")
    assert stages(room) == {"es": "page", "ar": "handled"}
    room.run("merge", "-l", "es")
    assert stages(room) == {"es": "handled", "ar": "handled"}


def test_a_page_held_for_another_reason_is_read_back(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    approve(room, NEW, "Cerrado 15 meses.")
    room.edit("312 pages", "321 pages")
    room.run("extract")
    room.run("merge", "-l", "es")
    assert stages(room)["es"] == "page", "held: the page is older than the correction"
    room.edit("321 pages", "312 pages")
    room.run("extract")
    room.run("merge", "-l", "es")
    room.edit("312 pages", "400 pages")
    room.run("extract")
    room.run("merge", "-l", "es")
    assert stages(room)["es"] == "handled", "held: the page is newer than the correction"


def test_articles_under_correction_come_first(room: Newsroom) -> None:
    (room.folder / "articles" / "a.md").write_text("# A first article\n\nNothing new.\n", encoding="utf-8")
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    assert [row["article"] for row in room.json("status")["articles"]] == ["articles/bridge.md"] * 2 + [
        "articles/a.md"
    ] * 2
    findings = room.json("check", code=1)["findings"]
    assert [row["check"] for row in findings[:2]] == ["correction", "stale"]
    assert findings[0]["article"] == "articles/bridge.md"
    assert findings[-1]["article"] == "articles/a.md"
    assert "1 correction, 1 number" in room.run("status")


def test_only_what_stands_on_the_named_lines_is_corrected(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    room.edit("312 pages", "321 pages")
    line = (
        room.article.read_text(encoding="utf-8")
        .split("\n")
        .index(next(text for text in room.article.read_text(encoding="utf-8").split("\n") if "15 months" in text))
    )
    room.run("correct", "articles/bridge.md", "--lines", "1", code=2)
    room.run("correct", "articles/bridge.md", "--lines", f"{line + 1}")
    assert found(room, 1) == [("es", "error", NEW), ("ar", "error", NEW)]


def test_check_records_nothing(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    before = room.catalog().read_bytes()
    assert "would record" in room.run("correct", "articles/bridge.md", "--check", code=1)
    assert not (room.folder / "locales" / "corrections.toml").exists()
    assert room.catalog().read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "which article was corrected?"),
        (("articles",), "2 articles are named"),
        (("articles/bridge.md",), "no edit of articles/bridge.md waits for translators"),
        (("articles/bridge.md", "--lines", "x"), "'x' is no line"),
        (("articles/bridge.md", "--since", "HEAD"), "no history"),
        (("--status", "--reason", "x"), "--status only shows"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_way_out(
    room: Newsroom, arguments: tuple[str, ...], said: str
) -> None:
    (room.folder / "articles" / "a.md").write_text("# A first article\n\nNothing new.\n", encoding="utf-8")
    room.run("correct", *arguments, code=2)
    assert said in room.errors
    assert "hint:" in room.errors


def test_a_damaged_record_is_refused_with_its_place(room: Newsroom) -> None:
    (room.folder / "locales" / "corrections.toml").write_text("<<<<<<< ours\n[a]\n", encoding="utf-8")
    for command in (("check",), ("status",), ("extract",), ("correct", "--status")):
        room.run(*command, code=2)
        assert "locales/corrections.toml:1: not valid TOML" in room.errors


def test_hostile_reasons_and_texts_come_back_from_the_record_and_stay_in_their_lines(room: Newsroom) -> None:
    reason = 'a "quoted" \\ reason\u202e \x1b[31m ]] # x'
    room.edit("14 months", '15 months \\"]\u2066 now')
    room.run("correct", "articles/bridge.md", "--reason", reason)
    [row] = room.json("correct", "--status")["corrections"]
    assert row["reason"] == reason
    assert row["open"] is True
    text = room.catalog().read_text(encoding="utf-8")
    [line] = [line for line in text.split("\n") if line.startswith("#. Correction")]
    assert line.isprintable()


def test_minor_keeps_what_is_minor_and_tells_what_is_not(room: Newsroom) -> None:
    room.edit("The ferry will run", "The ferry shall run")
    room.edit("14 months", "15 months")
    said = room.run("extract", "--minor", "articles/bridge.md", "-l", "es")
    assert "1 stale (1 number), 1 minor" in said
    assert "1 not minor: number, line 8" in said
    assert room.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}
    room.edit("The ferry shall run", "The ferry will run")
    room.run("extract")
    assert room.counts()["approved"] == 11


def test_minor_lines_choose_one_of_several_edits(room: Newsroom) -> None:
    room.edit("The ferry will run", "The ferry shall run")
    room.edit("Traffic will be", "Traffic shall be")
    room.run("extract", "--lines", "12", code=2)
    room.run("extract", "--minor", "--lines", "12", code=0)
    assert room.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}


def test_a_directive_for_one_paragraph_keeps_its_approvals(room: Newsroom) -> None:
    room.edit("The ferry will run", "<!-- dragoman: minor: will -> shall -->\n\nThe ferry shall run")
    room.edit("Traffic will be", "Traffic shall be")
    room.run("extract")
    assert room.counts() == {"approved": 11, "draft": 0, "stale": 1, "missing": 0}
    room.run("extract", "--check")


def test_two_branches_that_correct_two_articles_merge(room: Newsroom) -> None:
    other = room.folder / "articles" / "z.md"
    other.write_text("# Ferry prices\n\nA ticket costs 18 euros.\n", encoding="utf-8")
    room.run("extract")
    room.edit("312 pages", "311 pages")
    room.run("correct", "articles/bridge.md")
    other.write_text("# Ferry prices\n\nA ticket costs 19 euros.\n", encoding="utf-8")
    room.run("correct", "articles/z.md")
    room.commit()
    room.git("switch", "-q", "-c", "other")
    other.write_text("# Ferry prices\n\nA ticket costs 21 euros.\n", encoding="utf-8")
    room.run("correct", "articles/z.md")
    room.commit()
    room.git("switch", "-q", "main")
    room.edit("14 months", "15 months")
    room.run("correct", "articles/bridge.md")
    room.commit()
    room.git("merge", "-q", "other", "-m", "both")
    assert len(room.json("correct", "--status")["corrections"]) == 4


@pytest.mark.parametrize(
    ("before", "after"), [("14 months", "15 months"), ("walked across first", "walked across second")]
)
def test_a_sentence_translated_inside_its_neighbour_is_corrected_with_it(
    room: Newsroom, before: str, after: str
) -> None:
    approve(room, OLD, "Cerrado 14 meses; la alcaldesa fue la primera.")
    approve(room, "Mayor Ines Duarte walked across first.", "[inside: previous]")
    room.run("extract")
    room.run("merge", "-l", "es")
    assert room.counts()["approved"] == 12
    room.edit(before, after)
    room.run("correct", "articles/bridge.md")
    assert stages(room)["es"] == "translation"
    assert [row[:2] for row in found(room, 1)] == [("es", "error"), ("ar", "error")]
    text = room.catalog().read_text(encoding="utf-8")
    assert "Cerrado 14 meses; la alcaldesa fue la primera." in text
    room.catalog().write_text(
        "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("#, fuzzy", "#| "))), "utf-8"
    )
    room.run("extract")
    assert [row[0] for row in found(room)] == ["ar"]
    room.run("extract", "--check")


def test_correct_reports_to_programs(room: Newsroom) -> None:
    room.edit("14 months", "15 months")
    report = json.loads(room.run("correct", "articles/bridge.md", "--reason", REASON, "--format", "json", "-l", "es"))
    [row] = report["corrections"]
    correction = {
        "id": row["id"],
        "article": "articles/bridge.md",
        "date": row["date"],
        "reason": REASON,
        "places": [{"change": "number", "old": [OLD], "new": [NEW]}],
    }
    language = {"language": "es", "stage": "translation", "missing": 0, "unapproved": 1, "page": "old"}
    assert report == {
        "recorded": correction,
        "corrections": [{**correction, "open": True, "languages": [{**language, "path": "build/es/bridge.md"}]}],
        "errors": [],
    }
    assert stages(room) == {"es": "translation", "ar": "translation"}, "a correction concerns every language"
