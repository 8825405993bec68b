"""Names and titles found in articles, and the renderings that approved translations have for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.glossary.suggesting.gathering import Text, suggest
from dragoman.glossary.suggesting.renderings import Found, Targets, Wanted
from dragoman.language.calendar import days_and_months
from tests.cli.programs import run
from tests.glossary.suggest.marked import FOLDERS, articles, score


@pytest.mark.parametrize(
    ("folder", "precision", "recall"),
    [("", 0.97, 0.95), ("held", 0.97, 0.95), ("fresh", 0.97, 0.95), ("second", 0.93, 0.94)],
)
def test_the_marked_terms_are_found_and_little_else(folder: str, precision: float, recall: float) -> None:
    found = score([folder])
    assert found.precision >= precision, sorted(found.extra)
    assert found.recall >= recall, sorted(found.missed)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_marked_term_stands_in_its_articles(folder: str) -> None:
    texts, marked = articles(folder)
    whole = " ".join(" ".join(text.text.split()) for text in texts)
    assert [term for term in marked if term not in whole] == []


def forms(*sentences: str) -> dict[str, tuple[str, ...]]:
    """Each proposal of one article with its aliases."""
    found = suggest([Text("a.md", text) for text in sentences], "en", not_names=days_and_months("en"))
    return {one.source: one.aliases for one in found}


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["Rain fell.", "He saw rain."], {}),
        (["We met on Monday and in May."], {}),
        (["“Nobody came,” she said."], {}),
        (["Mayor Ana Ruiz spoke. Ruiz left."], {"Mayor": (), "Ana Ruiz": ("Ruiz",)}),
        (["It was Dr Ana Ruiz."], {"Ana Ruiz": ()}),
        (["They praised the Ministry of Health and Welfare."], {"Ministry of Health and Welfare": ()}),
        (["They met Ana Ruiz and Omar Said."], {"Ana Ruiz": (), "Omar Said": ()}),
        (["The Clean Water Fund (CWF) pays. The CWF waits."], {"Clean Water Fund": ("CWF",)}),
        (["They sailed on the River Ennick. Then the Ennick froze."], {"River Ennick": ("Ennick",)}),
        (["He left St. Anna’s Hospital."], {"St. Anna’s Hospital": ()}),
        (["A report by Norland’s Prime Minister came."], {"Norland": (), "Prime Minister": ()}),
        (["The Dutch won, and Dutch trains ran."], {}),
        (["See https://Example.org/Map and <code>Make Clean</code>."], {}),
        (["The poet Ines van der Berg read."], {"Ines van der Berg": ()}),
        (["WHO officials came to see the WHO."], {"WHO": ()}),
    ],
)
def test_a_sentence_gives_its_names(sentences: list[str], expected: dict[str, tuple[str, ...]]) -> None:
    assert forms(*sentences) == expected


def test_terms_of_more_articles_go_first() -> None:
    texts = [Text("a.md", "Old Mill and Old Mill and Gull Point."), Text("b.md", "It is at Gull Point.")]
    assert [(one.source, len(one.articles), one.mentions) for one in suggest(texts, "en")] == [
        ("Gull Point", 2, 2),
        ("Old Mill", 1, 2),
    ]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_text_can_be_looked_through(texts: list[str]) -> None:
    found = suggest([Text("a.md", text) for text in texts], "en")
    assert [one for one in found if not one.source.strip() or one.mentions < 1] == []


def test_a_rendering_is_what_stands_with_the_term_and_nowhere_else() -> None:
    texts = [
        "La Junta del Puerto aprobó el plan.",
        "Ayer se reunió la Junta del Puerto con los pescadores.",
        "Los pescadores esperan.",
        "El plan cuesta mucho.",
        "Nadie vio a los pescadores de la Junta del Puerto.",
        "La lluvia y la niebla cerraron la carretera.",
        "La alcaldesa visitó la lonja.",
    ]
    assert Targets(texts).renderings({"Harbour Board": Wanted({0, 1, 4})}) == {
        "Harbour Board": Found("Junta del Puerto", 3, 3)
    }


def test_inflected_words_count_as_one() -> None:
    texts = [
        "Водный форум открылся.",
        "На Водном форуме говорили о реках.",
        "Участники Водного форума разъехались.",
        "Реки высохли.",
        "На реках построили мосты.",
    ]
    found = Targets(texts).renderings({"Water Forum": Wanted({0, 1, 2})})["Water Forum"]
    assert (found.text.lower().startswith("водн"), found.support) == (True, 3)


def test_terms_that_always_stand_together_are_told_apart_by_nothing() -> None:
    texts = ["Мэр Томаш сказал.", "Вчера мэр Томаш уехал.", "Завтра мэр Томаш вернётся."]
    assert Targets(texts).renderings({"Mayor": Wanted({0, 1, 2}), "Tomas": Wanted({0, 1, 2})}) == {}


def test_one_sentence_is_no_evidence_unless_the_name_is_the_same() -> None:
    targets = Targets(["Rua das Redes está cerrada.", "El muelle también."])
    assert targets.renderings({"Rua das Redes": Wanted({0}), "pier": Wanted({1})}) == {
        "Rua das Redes": Found("Rua das Redes", 1, 1)
    }


def test_scripts_without_blanks_are_searched_by_characters() -> None:
    texts = ["国际水论坛开幕。", "他在国际水论坛上发言。", "天气很好。", "大家参加国际水论坛。"]
    assert Targets(texts).renderings({"Water Forum": Wanted({0, 1, 3})}) == {"Water Forum": Found("国际水论坛", 3, 3)}


def project(folder: Path, source: str = "en") -> Path:
    (folder / "dragoman.toml").write_text(f'source = "{source}"\nlanguages = ["es"]\n', encoding="utf-8")
    (folder / "articles").mkdir()
    (folder / "glossary").mkdir()
    (folder / "glossary" / "terms.toml").write_text('[[term]]\nsource = "Gull Point"\nes = { approved = "Punta" }\n')
    (folder / "articles" / "a.md").write_text("# News\n\nWe saw Gull Point and Old Mill. Then Old Mill burnt.\n")
    return folder


def test_the_command_leaves_out_what_the_glossary_has_and_writes_unreviewed_terms(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = run(folder, "glossary", "suggest", "--format", "json", "--into", "new")
    told = json.loads(done.stdout)
    assert [(row["source"], row["kind"], row["mentions"]) for row in told["suggestions"]] == [("Old Mill", "place", 2)]
    assert (folder / "glossary" / "new.toml").read_text(encoding="utf-8") == (
        '[[term]]\nsource = "Old Mill"\nkind = "place"\nstatus = "unreviewed"\n'
    )
    assert json.loads(run(folder, "glossary", "suggest", "--format", "json").stdout)["suggestions"] == []


@pytest.mark.parametrize(("source", "reason"), [("de", "every noun has a capital"), ("ar", "no capitals")])
def test_languages_whose_capitals_tell_nothing_are_refused(tmp_path: Path, source: str, reason: str) -> None:
    done = run(project(tmp_path, source), "glossary", "suggest")
    assert (done.returncode, reason in done.stderr.decode()) == (2, True)
