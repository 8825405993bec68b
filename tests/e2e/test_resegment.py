"""resegment: an article cut by other rules, with every approval carried over and every page as it was."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from dragoman import Catalog
from dragoman.model import Key, Origin, State, Translation, digest
from dragoman.project import read_project
from dragoman.workflow.extract import extract
from dragoman.workflow.merge import merge
from dragoman.workflow.reading import articles
from dragoman.workflow.resegment import ResegmentReport, resegment
from tests.newsroom import Newsroom, translated
from tests.segmentation.srx_files import srx

TEXT = """\
# Bridge opens

Mayor Duarte met Aldm. Costa on [Monday](https://example.org/a). It was *late*; it rained. All left.

Buses run again. Ask Aldm. [Li](https://example.org/b) why.
"""


def say_abbreviations(folder: Path, lines: str, language: str = "en") -> None:
    path = folder / "locales" / language / "abbreviations.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines, encoding="utf-8")


def approve(path: Path, translations: dict[str, str] | None = None) -> None:
    catalog = Catalog.read(path)
    for key in catalog.keys:
        now = catalog.translation(key)
        if now is None or now.state is not State.APPROVED:
            text = (translations or {}).get(key.text, translated(key.text))
            if text:
                catalog.put(key, Translation(text, State.APPROVED), over=now)
    catalog.write(path)


def live(path: Path) -> dict[str, str]:
    catalog = Catalog.read(path)
    return {key.text: "" if (now := catalog.translation(key)) is None else now.text for key in catalog.keys}


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text(TEXT, encoding="utf-8")
    newsroom.run("extract")
    newsroom.approve("es")
    newsroom.run("merge", "-l", "es")
    return newsroom


class TestCommand:
    def test_joined_sentences_stay_approved_and_the_page_is_the_same(self, room: Newsroom) -> None:
        before = room.merged().read_bytes()
        say_abbreviations(room.folder, "Aldm. title\n")
        assert room.run("resegment", "--check", code=1) == (
            "would change locales/es/bridge.md.po: 2 joined\n"
            "would change locales/ar/bridge.md.po: sources only\n"
            "2 catalogs: 2 cut anew, 0 as before\n"
        )
        assert len(live(room.catalog())) == 8, "nothing was written"
        assert room.run("resegment") == (
            "wrote locales/es/bridge.md.po: 2 joined\n"
            "wrote locales/ar/bridge.md.po: sources only\n"
            "2 catalogs: 2 cut anew, 0 as before\n"
        )
        assert live(room.catalog()) == {
            "Bridge opens": "bRIDGE OPENS",
            "Mayor Duarte met Aldm. Costa on <a>Monday</a>.": "mAYOR dUARTE MET aLDM. cOSTA ON <a>mONDAY</a>.",
            "It was <em>late</em>; it rained.": "iT WAS <em>LATE</em>; IT RAINED.",
            "All left.": "aLL LEFT.",
            "Buses run again.": "bUSES RUN AGAIN.",
            "Ask Aldm. <a>Li</a> why.": "aSK aLDM. <a>lI</a> WHY.",
        }
        assert room.counts() == {"approved": 6, "draft": 0, "stale": 0, "missing": 0}
        assert room.run("merge", "-l", "es") == "1 article: 1 unchanged\n"
        assert room.merged().read_bytes() == before

    def test_old_pairs_stay_below(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        below = {key.text: pair.text for key, pair in Catalog.read(room.catalog()).obsolete()}
        assert below == {
            "Mayor Duarte met Aldm.": "mAYOR dUARTE MET aLDM.",
            "Costa on <a>Monday</a>.": "cOSTA ON <a>mONDAY</a>.",
            "Ask Aldm.": "aSK aLDM.",
            "<a>Li</a> why.": "<a>lI</a> WHY.",
        }

    def test_a_second_run_and_an_extract_change_nothing(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        once = [room.catalog(tag).read_bytes() for tag in ("es", "ar")]
        assert room.run("resegment") == "2 catalogs: 0 cut anew, 2 as before\n"
        assert room.run("resegment", "--check") == "2 catalogs: 0 cut anew, 2 as before\n"
        room.run("extract", "--check")
        assert [room.catalog(tag).read_bytes() for tag in ("es", "ar")] == once

    def test_it_never_happens_by_itself(self, room: Newsroom) -> None:
        before = room.catalog().read_bytes()
        for lines in ("Aldm. title\n", "", "Aldm. title\n"):
            say_abbreviations(room.folder, lines)
            for command in ("extract", "status", "check", "merge"):
                room.run(command, code=None)
                if command in ("extract", "status"):
                    hint = "hint: 2 catalogs are cut by other rules than now: dragoman resegment --check\n"
                    assert room.errors == (hint if lines else "")
            assert room.catalog().read_bytes() == before
        room.run("resegment")
        room.run("extract")
        assert room.errors == ""

    def test_a_renamed_article_keeps_its_cut_as_well(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        room.article.rename(room.article.with_name("crossing.md"))
        room.name = "crossing.md"
        room.run("extract")
        assert room.counts() == {"approved": 8, "draft": 0, "stale": 0, "missing": 0}
        room.run("resegment")
        assert room.counts() == {"approved": 6, "draft": 0, "stale": 0, "missing": 0}

    def test_an_older_cut_whose_pairs_stand_below_does_not_come_back_by_itself(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        before = room.catalog().read_bytes()
        say_abbreviations(room.folder, "")
        room.run("extract")
        assert room.catalog().read_bytes() == before

    def test_split_sentences_stay_approved_where_the_translation_is_cut_alike(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        say_abbreviations(room.folder, "")
        assert room.run("resegment").startswith("wrote locales/es/bridge.md.po: 2 split\n")
        assert room.counts() == {"approved": 8, "draft": 0, "stale": 0, "missing": 0}
        assert live(room.catalog())["<a>Li</a> why."] == "<a>lI</a> WHY."

    def test_a_split_that_is_not_certain_leaves_the_text_in_the_first_sentence(self, newsroom: Newsroom) -> None:
        newsroom.article.write_text(TEXT, encoding="utf-8")
        say_abbreviations(newsroom.folder, "Aldm. title\n")
        newsroom.run("extract", "-l", "es")
        own = {"Ask Aldm. <a>Li</a> why.": "Pregunte a la edil <a>Li</a> por qué."}
        approve(newsroom.catalog(), own)
        newsroom.run("merge", "-l", "es")
        before = newsroom.merged().read_bytes()
        say_abbreviations(newsroom.folder, "")
        assert newsroom.run("resegment").split("\n")[0] == (
            "wrote locales/es/bridge.md.po: 1 split, 1 split left inside"
        )
        found = live(newsroom.catalog())
        assert found["Ask Aldm."] == "Pregunte a la edil <a>Li</a> por qué."
        assert newsroom.run("merge", "-l", "es") == "1 article: 1 unchanged\n"
        assert newsroom.merged().read_bytes() == before
        assert newsroom.counts()["missing"] == 0

    def test_the_abbreviations_of_the_target_language_cut_its_translations(self, newsroom: Newsroom) -> None:
        newsroom.article.write_text("He met Aldm. All left.\n", encoding="utf-8")
        say_abbreviations(newsroom.folder, "Aldm. title\n")
        newsroom.run("extract", "-l", "es")
        approve(newsroom.catalog(), {"He met Aldm. All left.": "Vio al Sta. Fulano conc. Todos. Todos se fueron."})
        say_abbreviations(newsroom.folder, "")
        say_abbreviations(newsroom.folder, "conc. title\n", "es")
        newsroom.run("resegment")
        assert live(newsroom.catalog()) == {
            "He met Aldm.": "Vio al Sta. Fulano conc. Todos.",
            "All left.": "Todos se fueron.",
        }

    def test_a_change_of_unit_carries_over_too(self, room: Newsroom) -> None:
        before = room.merged().read_bytes()
        config = room.folder / "dragoman.toml"
        sentences = config.read_text(encoding="utf-8")
        config.write_text('unit = "paragraph"\n' + sentences, encoding="utf-8")
        room.run("resegment")
        assert room.counts() == {"approved": 3, "draft": 0, "stale": 0, "missing": 0}
        room.run("merge", "-l", "es")
        assert room.merged().read_bytes() == before
        assert "X-Segmentation: paragraphs\\n" in room.catalog().read_text(encoding="utf-8")
        config.write_text(sentences, encoding="utf-8")
        room.run("resegment")
        assert room.counts() == {"approved": 8, "draft": 0, "stale": 0, "missing": 0}
        assert room.run("merge", "-l", "es") == "1 article: 1 unchanged\n"

    def test_what_nobody_had_approved_is_carried_unapproved(self, newsroom: Newsroom) -> None:
        newsroom.article.write_text(TEXT, encoding="utf-8")
        newsroom.run("extract", "-l", "es")
        catalog = Catalog.read(newsroom.catalog())
        catalog.put(Key("Mayor Duarte met Aldm."), Translation("La alcaldesa vio a la edil", State.APPROVED))
        catalog.put(Key("Costa on <a>Monday</a>."), Translation("Costa el <a>lunes</a>.", State.DRAFT))
        for text, said in (("Ask Aldm.", "Pregunte"), ("<a>Li</a> why.", "a <a>Li</a>.")):
            catalog.put(Key(text), Translation(said, State.DRAFT, Origin("x", "y", "2026-01-02", digest(said))))
        catalog.write(newsroom.catalog())
        say_abbreviations(newsroom.folder, "Aldm. title\n")
        assert newsroom.run("resegment").startswith("wrote locales/es/bridge.md.po: 2 carried unapproved\n")
        catalog = Catalog.read(newsroom.catalog())
        mixed = catalog.translation(Key("Mayor Duarte met Aldm. Costa on <a>Monday</a>."))
        assert mixed == Translation("La alcaldesa vio a la edil Costa el <a>lunes</a>.", State.DRAFT)
        drafted = catalog.translation(Key("Ask Aldm. <a>Li</a> why."))
        assert drafted and drafted.text == "Pregunte a <a>Li</a>." and drafted.is_machine
        below = {key.text for key, _ in catalog.obsolete()}
        assert below == {"Mayor Duarte met Aldm.", "Costa on <a>Monday</a>."}, "untouched drafts need not be kept"

    def test_notes_of_translators_go_with_their_text(self, room: Newsroom) -> None:
        path = room.catalog()
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(r'((?:#.*\n)*)(msgid "Ask Aldm)', "# ask the edil herself\n\\1\\2", text), encoding="utf-8"
        )
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        joined = path.read_text(encoding="utf-8").split('msgid "Ask Aldm. <a>')[0].split("\n\n")[-1]
        assert joined.startswith("# ask the edil herself\n")

    def test_a_repeated_sentence_that_would_need_two_translations_stays_as_it_was(self, newsroom: Newsroom) -> None:
        newsroom.article.write_text("Ask Aldm. Li why.\n\nAsk Aldm. Go.\n\nBuses run; all left.\n", encoding="utf-8")
        (newsroom.folder / "house.srx").write_bytes(srx(("House", [("yes", ";", r"\s"), ("no", r"Aldm\.", r"\sGo")])))
        config = newsroom.folder / "dragoman.toml"
        newsroom.run("extract", "-l", "es")
        newsroom.approve()
        config.write_text(config.read_text() + '\n[segmentation]\nsrx = ["house.srx"]\n', encoding="utf-8")
        newsroom.run("resegment")
        assert sorted(live(newsroom.catalog())) == [
            "Ask Aldm.", "Ask Aldm. Go.", "Buses run;", "Li why.", "all left.",
        ]  # fmt: skip
        assert newsroom.counts()["missing"] == 0

    def test_only_all_languages_together_are_written(self, room: Newsroom) -> None:
        room.run("resegment", "-l", "es", code=2)
        assert room.errors == (
            "error: an article is cut alike in every language, so all are done together\n"
            "  hint: leave --language out, or look at one language with --check\n"
        )
        say_abbreviations(room.folder, "Aldm. title\n")
        assert room.run("resegment", "-l", "es", "--check", code=1) == (
            "would change locales/es/bridge.md.po: 2 joined\n1 catalog: 1 cut anew, 0 as before\n"
        )

    def test_json(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        found = room.json("resegment", "--check", "-l", "es", code=1)
        [row] = found["catalogs"]
        assert re.fullmatch(r"sentences, rules \d+, house [0-9a-f]{6}", str(row.pop("rules")))
        assert row == {
            "article": "articles/bridge.md",
            "language": "es",
            "path": "locales/es/bridge.md.po",
            "changed": True,
            "joined": 2,
            "split": 0,
            "inside": 0,
            "unapproved": 0,
            "left": 0,
        }
        assert found["errors"] == []

    def test_a_damaged_catalog_stops_its_article(self, room: Newsroom) -> None:
        room.catalog("ar").write_text('msgid "x\nmsgstr ""\n', encoding="utf-8")
        before = room.catalog().read_bytes()
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment", code=2)
        assert room.catalog().read_bytes() == before

    def test_a_run_that_was_stopped_between_two_languages_is_finished_by_the_next(self, room: Newsroom) -> None:
        room.approve("ar")
        behind = room.catalog("ar").read_bytes()
        say_abbreviations(room.folder, "Aldm. title\n")
        room.run("resegment")
        done = room.catalog("ar").read_bytes()
        room.catalog("ar").write_bytes(behind)
        room.run("resegment")
        assert room.catalog("ar").read_bytes() == done


class TestHeader:
    def test_a_new_catalog_names_unit_and_rules(self, room: Newsroom) -> None:
        assert re.search(r'^"X-Segmentation: sentences, rules \d+\\n"$', room.catalog().read_text(), re.M)

    def test_extract_leaves_it_alone_and_does_not_miss_it(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Aldm. title\n")
        path = room.catalog()
        path.write_text(re.sub(r'"X-Segmentation.*\n', "", path.read_text(encoding="utf-8")), encoding="utf-8")
        before = path.read_bytes()
        room.run("extract")
        assert path.read_bytes() == before
        assert len(live(path)) == 8

    def test_resegment_names_the_rules_even_where_no_sentence_changes(self, room: Newsroom) -> None:
        say_abbreviations(room.folder, "Xyz. title\n")
        assert room.run("resegment", "--check") == "2 catalogs: 0 cut anew, 2 as before\n"
        room.run("resegment")
        assert ", house " in room.catalog().read_text(encoding="utf-8")
        room.run("extract", "--check")


# The law

WORDS = [
    "Aldm.", "Marbix!", "Costa", "*late*", "[there](https://example.org/x)", "rained;", "left.", "ran.", "so—", "14",
    "`code`", "why?", "“no.”", "**Aldm.**", "![a map](m.png)", "[^1]", "\n",
]  # fmt: skip
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda found: "One " + " ".join(found).strip())
pages = st.lists(words, min_size=1, max_size=3).map(lambda blocks: "\n\n".join(blocks) + "\n\n[^1]: A note. Two.\n")
lines = st.lists(st.sampled_from(["Aldm. title", "ran. title", "left. inside", "-Aldm."]), max_size=2).map("\n".join)
RULES = [("yes", ";", r"\s"), ("no", "!", r"\s"), ("no", r"left\.", r"\s"), ("yes", "—", ""), ("no", r"\.", " R")]
rules = st.lists(st.sampled_from(RULES), max_size=2)
ways = st.tuples(lines, rules, st.sampled_from(["sentence", "sentence", "paragraph"]))


def written(way: tuple[str, list[tuple[str, str, str]], str], folder: Path) -> None:
    abbreviations, srx_rules, unit = way
    say_abbreviations(folder, abbreviations)
    (folder / "house.srx").write_bytes(srx(("House", srx_rules)))
    config = f'source = "en"\nlanguages = ["es", "zh-Hans"]\nunit = "{unit}"\n[segmentation]\nsrx = ["house.srx"]\n'
    (folder / "dragoman.toml").write_text(config, encoding="utf-8")


def says(text: str, style: int) -> str:
    """A translation: marks in place, and now and then fewer or more sentences than the source has."""
    said = translated(text)
    if style % 3 == 1:
        said = re.sub(r"[.!?] (?=\w)", ", ", said)
    return f"Sí. {said}" if style % 5 == 4 else said


@given(pages, st.lists(ways, min_size=2, max_size=3), st.integers(0, 14))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@example(  # a sentence that is its own neighbour's second half afterwards
    "One “no.” Marbix! **Aldm.** Marbix!\n",
    [("Aldm. title", [], "sentence"), ("", [("no", "!", r"\s")], "sentence")],
    13,
)
@example("One Aldm. so. Two.\n", [("", [], "sentence"), ("Aldm. title", [], "paragraph"), ("", [], "sentence")], 0)
def test_no_page_changes_no_text_is_lost_and_a_second_run_changes_nothing(
    page: str, every: Sequence[tuple[str, list[tuple[str, str, str]], str]], style: int
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dragoman-resegment-"))
    try:
        (folder / "articles").mkdir()
        (folder / "articles" / "a.md").write_text(page, encoding="utf-8")
        written(every[0], folder)
        project = read_project(folder)
        extract(project, articles(project), project.languages)
        catalogs = [folder / "locales" / tag / "a.md.po" for tag in project.languages]
        for path in catalogs:
            approve(path, {key.text: says(key.text, style) for key in Catalog.read(path).keys})
        for way in every[1:]:
            before = published(folder)
            assume(before is not None)  # some translations cannot be written: their emphasis would be none
            texts = [everything(path) for path in catalogs]
            written(way, folder)
            resegmented(folder)
            assert published(folder) == before
            for path, kept in zip(catalogs, texts, strict=True):
                assert kept - everything(path) == set()
            files = [path.read_bytes() for path in catalogs]
            resegmented(folder)
            project = read_project(folder)
            extract(project, articles(project), project.languages)
            assert [path.read_bytes() for path in catalogs] == files
    finally:
        shutil.rmtree(folder)


def resegmented(folder: Path) -> ResegmentReport:
    project = read_project(folder)
    report = resegment(project, articles(project))
    assert report.troubles == []
    return report


def published(folder: Path) -> list[bytes] | None:
    """The pages as merge writes them; None when one cannot be written."""
    project = read_project(folder)
    shutil.rmtree(folder / "build", ignore_errors=True)
    report = merge(project, articles(project), project.languages)
    return (
        [(folder / row.path).read_bytes() for row in report.rows] if all(r.is_complete for r in report.rows) else None
    )


def everything(path: Path) -> set[str]:
    """Every text that a person approved: in live entries and obsolete ones, or kept beside another as a suggestion."""
    catalog = Catalog.read(path)
    pairs = [found for key in catalog.keys if (found := catalog.translation(key)) is not None]
    pairs += [found for _, found in catalog.obsolete()]
    beside = re.findall(r"^# suggestion: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {found.text for found in pairs if found.state is State.APPROVED} | set(beside)
