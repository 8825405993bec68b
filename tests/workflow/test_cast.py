"""The cast of an article, derived from glossary, article and approved pairs."""

from __future__ import annotations

from dragoman.glossary.terms import Glossary
from dragoman.model import Block, Pair, Person, Segment, State, Translation
from dragoman.workflow.cast import cast_of

GLOSSARY = Glossary.of(
    [
        (
            "people.toml",
            """
[[term]]
source = "Ana Ruiz"
aliases = ["Ruiz"]
kind = "person"
ru = { approved = "Ана Руис", admitted = ["Анна Руис"], gender = "feminine" }
[[term]]
source = "Omar Said"
kind = "person"
es = { approved = "Omar Said", gender = "masculine" }
[[term]]
source = "Rector"
kind = "title"
es = { approved = "rector", forms = { feminine = "rectora" } }
ru = { approved = "ректор" }
[[term]]
source = "Minister of Water"
kind = "title"
es = { approved = "ministra de Agua", forms = { masculine = "ministro de Agua" } }
[[term]]
source = "Minister"
kind = "title"
es = { approved = "ministro", forms = { feminine = "ministra" } }
""".encode(),
        )
    ],
    source="en",
)


def pair(source: str, target: str, state: State = State.APPROVED) -> Pair:
    return Pair(Segment((source,), (source,), Block(0, "body"), ""), Translation(target, state))


def test_an_office_stands_before_the_name_or_behind_it() -> None:
    texts = ["Rector Ana Ruiz spoke.", "Omar Said, the new Minister of Water, listened."]
    assert cast_of(texts, [], GLOSSARY, "en", "es") == (
        Person("Ana Ruiz", "Rector", "feminine", "", "rectora"),
        Person("Omar Said", "Minister of Water", "masculine", "Omar Said", "ministro de Agua"),
    )


def test_the_fullest_office_of_the_article_counts() -> None:
    texts = ["Minister Omar Said came.", "Omar Said, Minister of Water, left."]
    [person] = cast_of(texts, [], GLOSSARY, "en", "es")
    assert (person.office, person.office_rendering) == ("Minister of Water", "ministro de Agua")


def test_a_title_of_another_person_is_no_office() -> None:
    texts = ["Ana Ruiz met the Rector.", "The Rector and Omar Said agreed."]
    assert [person.office for person in cast_of(texts, [], GLOSSARY, "en", "es")] == ["", ""]


def test_an_admitted_rendering_counts_when_the_article_has_no_other() -> None:
    texts = ["Ana Ruiz spoke.", "Ruiz left."]
    admitted = pair("Ana Ruiz spoke.", "Анна Руис выступила.")
    [one] = cast_of(texts, [admitted], GLOSSARY, "en", "ru")
    [both] = cast_of(texts, [admitted, pair("Ana Ruiz came.", "Пришла Ана Руис.")], GLOSSARY, "en", "ru")
    [draft] = cast_of(texts, [pair("Ana Ruiz spoke.", "Анна Руис выступила.", State.DRAFT)], GLOSSARY, "en", "ru")
    assert (one.rendering, both.rendering, draft.rendering) == ("Анна Руис", "Ана Руис", "Ана Руис")


def test_an_article_without_persons_has_no_cast() -> None:
    assert cast_of(["The Rector spoke."], [], GLOSSARY, "en", "es") == ()
