"""What a change of the glossary means for approved texts."""

from pathlib import Path

import pytest

from dragoman.catalog import Catalog
from dragoman.git import History
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

TEXTS = {
    "The Harbour Board met.": "La Junta del Puerto se reunió.",
    "The Harbour Board voted.": "La Junta del Puerto votó.",
    "It rained.": "Llovió.",
}
BOARD = 'es = { approved = "Junta del Puerto" }'
OTHER = 'es = { approved = "Autoridad Portuaria", forbidden = ["Junta del Puerto"] }'


@pytest.fixture
def board(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")
    write(newsroom, BOARD)
    newsroom.run("extract")
    catalog = Catalog.read(newsroom.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(TEXTS[key.text], State.APPROVED), over=catalog.translation(key))
    catalog.write(newsroom.catalog())
    newsroom.commit()
    return newsroom


def write(newsroom: Newsroom, rendering: str) -> None:
    folder = newsroom.folder / "glossary"
    folder.mkdir(exist_ok=True)
    (folder / "terms.toml").write_text(f'[[term]]\nsource = "Harbour Board"\n{rendering}\n', encoding="utf-8")


def impact(newsroom: Newsroom, *arguments: str, code: int = 1) -> dict[str, object]:
    return newsroom.json("glossary", "impact", *arguments, "-l", "es", code=code)


def sources(found: dict[str, object]) -> list[str]:
    rows = found["affected"]
    assert isinstance(rows, list)
    return [row["source"] for row in rows]


def test_nothing_is_affected_while_texts_say_what_the_glossary_wants(board: Newsroom) -> None:
    assert sources(impact(board, code=0)) == []


def test_every_approved_text_with_the_old_rendering_is_affected(board: Newsroom) -> None:
    write(board, OTHER)
    assert sources(impact(board)) == list(TEXTS)[:2]


def test_since_tells_what_changed_and_the_texts_that_it_affects(board: Newsroom) -> None:
    write(board, OTHER)
    found = impact(board, "--since", "HEAD")
    assert found["changed"] == {"Harbour Board": ["es"]}
    assert sources(found) == list(TEXTS)[:2]
    board.commit()
    assert impact(board, "--since", "HEAD", code=0)["changed"] == {}
    assert sources(impact(board, "--since", "HEAD~1")) == list(TEXTS)[:2]


def test_since_finds_texts_whose_rendering_is_only_admitted_now(board: Newsroom) -> None:
    write(board, 'es = { approved = "Autoridad Portuaria", admitted = ["Junta del Puerto"] }')
    assert sources(impact(board, code=0)) == []
    assert sources(impact(board, "--since", "HEAD")) == list(TEXTS)[:2]


def test_a_waiver_with_a_reason_excuses_one_text(board: Newsroom) -> None:
    write(board, OTHER)
    board.comment("The Harbour Board met.", '# waive: glossary "harbour board", the old name was meant')
    found = impact(board)
    assert sources(found) == list(TEXTS)[1:2]
    assert found["waived"] == 1


@pytest.mark.parametrize(
    "line",
    [
        "# waive: glossary",
        "# waive: glossary until 2001-01-01, for now",
        '# waive: glossary "City Council", not this term',
        "# waive: tags, another check",
    ],
)
def test_a_waiver_that_does_not_count_leaves_the_text_affected(board: Newsroom, line: str) -> None:
    write(board, OTHER)
    board.comment("The Harbour Board met.", line)
    assert sources(impact(board)) == list(TEXTS)[:2]


def test_a_commit_tells_the_files_of_a_folder_and_a_file_itself(board: Newsroom) -> None:
    history = History.open(board.folder)
    assert isinstance(history, History)
    terms = Path("glossary/terms.toml")
    assert history.names("HEAD", Path("glossary")) == [terms]
    assert history.names("HEAD", terms) == [terms]
    assert history.names("HEAD", Path("nowhere")) == []


def test_the_gloss_stands_in_the_remark_of_the_first_mention_only(board: Newsroom) -> None:
    write(board, 'es = { approved = "Junta del Puerto", gloss = "Junta del Puerto (JP)", gender = "feminine" }')
    board.run("extract")
    text = board.catalog().read_text(encoding="utf-8")
    assert text.count("\u2068Junta del Puerto\u2069 (approved, feminine)") == 2
    assert text.count("at its first mention: \u2068Junta del Puerto (JP)\u2069") == 1
