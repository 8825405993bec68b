"""Which approved texts a change of the glossary reaches: every kind of change, and the changes that reach none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dragoman import Catalog
from dragoman.model import State, Translation
from tests.newsroom import Newsroom

TEXTS = {
    "The Harbour Board met the mayor.": "La Junta del Puerto se reunió con el alcalde.",
    "The Board voted, the Harbour Board said.": "La Junta votó, dijo la Junta del Puerto.",
    "The harbour board of 1920 had no women.": "La junta del puerto de 1920 no tenía mujeres.",
    "It rained on the Port Authority.": "Llovió sobre la Autoridad Portuaria.",
    "It rained.": "Llovió.",
}
MET, VOTED, OLD, AUTHORITY, _ = TEXTS
BOARD = 'source = "Harbour Board"\n'
BOTH = 'source = "Harbour Board"\naliases = ["Board"]\n'
ES = 'es = { approved = "Junta del Puerto", forms = ["Junta"] }'
OTHER = '[[term]]\nsource = "lighthouse"\nes = { approved = "faro" }\n'


def term(*lines: str) -> str:
    return "[[term]]\n" + "\n".join(lines) + "\n"


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.article.write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")
    return newsroom


def settle(room: Newsroom, files: dict[str, str]) -> None:
    folder = room.folder / "glossary"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def begin(room: Newsroom, files: dict[str, str], texts: Mapping[str, str] = TEXTS) -> None:
    settle(room, files)
    room.run("extract")
    catalog = Catalog.read(room.catalog())
    for key in catalog.keys:
        catalog.put(key, Translation(texts[key.text], State.APPROVED), over=catalog.translation(key))
    catalog.write(room.catalog())
    room.commit()


def impact(room: Newsroom, *arguments: str, code: int | None = None) -> dict[str, object]:
    return room.json("glossary", "impact", *arguments, "-l", "es", code=code)


def rows(found: dict[str, object]) -> list[tuple[object, ...]]:
    affected = found["affected"]
    assert isinstance(affected, list)
    return [(row["source"], row["cause"], row["found"], row["wanted"]) for row in affected]


def reached(room: Newsroom, before: str, after: str, texts: Mapping[str, str] = TEXTS) -> list[tuple[object, ...]]:
    """What a change of the one glossary file reaches."""
    begin(room, {"terms.toml": before}, texts)
    settle(room, {"terms.toml": after})
    return rows(impact(room, "--since", "HEAD"))


def test_a_term_taken_out_reaches_the_texts_that_rested_on_it(room: Newsroom) -> None:
    before, after = term(BOTH, ES) + OTHER, OTHER
    assert reached(room, before, after) == [
        (MET, "removed", "Junta del Puerto", None),
        (VOTED, "removed", "Junta", None),
    ]
    assert rows(impact(room, "--since", "HEAD", "harbour board", code=1)) == rows(impact(room, "--since", "HEAD"))
    assert impact(room, code=0)["affected"] == []  # of now nothing is wanted


def test_an_alias_taken_out_reaches_the_texts_that_have_it(room: Newsroom) -> None:
    assert reached(room, term(BOTH, ES) + OTHER, term(BOARD, ES) + OTHER) == [(VOTED, "removed", "Junta", None)]


def test_a_language_taken_out_reaches_its_texts(room: Newsroom) -> None:
    fr = 'fr = { approved = "Conseil du port" }'
    assert reached(room, term(BOARD, ES, fr), term(BOARD, fr)) == [
        (MET, "removed", "Junta del Puerto", None),
        (VOTED, "removed", "Junta del Puerto", None),
    ]


def test_a_term_that_nobody_reviews_any_more_reaches_its_texts(room: Newsroom) -> None:
    assert reached(room, term(BOARD, ES), term(BOARD, 'status = "unreviewed"', ES)) == [
        (MET, "removed", "Junta del Puerto", None),
        (VOTED, "removed", "Junta del Puerto", None),
    ]


def test_a_new_term_reaches_the_texts_that_do_not_carry_it(room: Newsroom) -> None:
    port = term('source = "Port Authority"', 'es = { approved = "Autoridad del Puerto" }')
    assert reached(room, OTHER, OTHER + port) == [(AUTHORITY, "rendering", None, "Autoridad del Puerto")]


def test_a_new_alias_reaches_the_texts_that_do_not_carry_the_term(room: Newsroom) -> None:
    other = 'source = "Harbour Board"\naliases = ["Port Authority"]\n'
    assert reached(room, term(BOARD, ES), term(other, ES)) == [(AUTHORITY, "rendering", None, "Junta del Puerto")]


def test_a_longer_term_taken_out_reaches_the_texts_of_the_shorter_one(room: Newsroom) -> None:
    short = term('source = "Board"', 'es = { approved = "Consejo" }')
    after = [(MET, "rendering", None, "Consejo"), (VOTED, "rendering", None, "Consejo")]
    assert reached(room, short + term(BOARD, ES), short)[:1] == after[:1]


def test_a_form_taken_out_reaches_the_texts_that_have_it(room: Newsroom) -> None:
    after = term(BOTH, 'es = { approved = "Junta del Puerto" }')
    assert reached(room, term(BOTH, ES), after) == [(VOTED, "rendering", None, "Junta del Puerto")]


def test_a_rendering_forbidden_reaches_the_texts_that_have_it(room: Newsroom) -> None:
    after = term(BOTH, 'es = { approved = "Junta del Puerto", forbidden = ["Junta"] }')
    assert reached(room, term(BOTH, ES), after) == [(VOTED, "rendering", "Junta", "Junta del Puerto")]


def test_a_rendering_that_is_only_admitted_now_is_reached(room: Newsroom) -> None:
    before = term('source = "mayor"', 'es = { approved = "alcalde" }')
    after = term('source = "mayor"', 'es = { approved = "regidor", admitted = ["alcalde"] }')
    assert reached(room, before, after) == [(MET, "rendering", "alcalde", "regidor")]


def test_exact_reaches_the_texts_that_have_another_form(room: Newsroom) -> None:
    texts = {"The mayors met.": "Los alcaldes se reunieron.", "The mayor left.": "El alcalde se fue."}
    room.article.write_text("\n\n".join(texts), encoding="utf-8")
    before, after = (
        term('source = "mayor"', f'es = {{ approved = "alcalde"{exact} }}') for exact in ("", ", exact = true")
    )
    assert reached(room, before, after, texts) == [("The mayors met.", "rendering", None, "alcalde")]


def test_capitals_reach_the_texts_that_they_find_or_find_no_more(room: Newsroom) -> None:
    lower = 'es = { approved = "Junta del Puerto", exact = true }'
    wide, narrow = term(BOARD, 'case = "any"', lower), term(BOARD, lower)
    assert reached(room, narrow, wide) == [(OLD, "rendering", None, "Junta del Puerto")]
    room.commit()
    settle(room, {"terms.toml": term(BOARD.upper().replace("SOURCE", "source"), 'case = "exact"', lower)})
    assert {cause for _, cause, _, _ in rows(impact(room, "--since", "HEAD"))} == {"removed"}


def test_a_kind_that_makes_it_need_neighbours_reaches_the_texts_without_them(room: Newsroom) -> None:
    after = term(BOARD, 'kind = "place"', "ambiguous = true", ES)
    assert reached(room, term(BOARD, ES), after) == [
        (MET, "removed", "Junta del Puerto", None),
        (VOTED, "removed", "Junta del Puerto", None),
    ]


def test_another_gender_reaches_the_texts_that_agree_with_it(room: Newsroom) -> None:
    before, after = (
        term('source = "mayor"', f'es = {{ approved = "alcalde", gender = "{gender}" }}')
        for gender in ("masculine", "feminine")
    )
    assert reached(room, before, after) == [(MET, "agreement", "alcalde", "alcalde")]


def test_a_gender_that_nobody_had_said_reaches_nothing(room: Newsroom) -> None:
    before, after = (
        term('source = "mayor"', f'es = {{ approved = "alcalde"{said} }}') for said in ("", ', gender = "masculine"')
    )
    assert reached(room, before, after) == reached(room, after, before) == []


def gloss(text: str) -> str:
    return term(BOARD, f'es = {{ approved = "Junta del Puerto"{text and f", gloss = {text!r}"} }}'.replace("'", '"'))


def test_a_gloss_reaches_the_first_mention_only(room: Newsroom) -> None:
    new = "Junta del Puerto (JP)"
    assert reached(room, gloss(""), gloss(new)) == [(MET, "gloss", None, new)]


def test_another_gloss_reaches_the_text_that_has_the_former_one(room: Newsroom) -> None:
    old, new = "Junta del Puerto (JP)", "Junta del Puerto (la junta)"
    begin(room, {"terms.toml": gloss(old)})
    catalog = Catalog.read(room.catalog())
    for key in catalog.keys:
        now = catalog.translation(key)
        if now and key.text == MET:
            text = now.text.replace("Junta del Puerto", old)
            catalog.put(key, Translation(text, State.APPROVED), over=now)
    catalog.write(room.catalog())
    room.commit()
    for after, wanted in ((new, new), ("", "Junta del Puerto")):
        settle(room, {"terms.toml": gloss(after)})
        assert rows(impact(room, "--since", "HEAD")) == [(MET, "gloss", old, wanted)]


NOTHING = {
    "a file renamed": {"houses.toml": term(BOTH, ES) + OTHER},
    "a file split": {"a.toml": OTHER, "b.toml": term(BOTH, ES)},
    "terms in another order": {"terms.toml": OTHER + term(BOTH, ES)},
    "a language in a file of its own": {
        "a.toml": term(BOTH, 'fr = { approved = "Conseil du port" }'),
        "es.toml": term(BOTH, ES) + OTHER,
    },
    "a note and a decision": {"terms.toml": term(BOTH, 'note = "x"', 'decision = "y"', ES) + OTHER},
    "another format": {
        "terms.csv": 'source,aliases,es,es:forms\n"Harbour Board",Board,"Junta del Puerto",Junta\nlighthouse,,faro,\n'
    },
}


@pytest.mark.parametrize("files", NOTHING.values(), ids=NOTHING)
def test_what_changes_nothing_that_is_wanted_reaches_nothing(room: Newsroom, files: dict[str, str]) -> None:
    begin(room, {"terms.toml": term(BOTH, ES) + OTHER})
    settle(room, files)
    assert impact(room, "--since", "HEAD", code=0) == {"changed": {}, "affected": [], "waived": 0, "errors": []}


def test_two_terms_of_one_source_may_change_places(room: Newsroom) -> None:
    one, two = (
        term('source = "Board"', f'only = ["{word}"]', f'es = {{ approved = "{text}" }}')
        for word, text in (("voted", "Junta"), ("wooden", "tabla"))
    )
    assert reached(room, one + two, two + one) == []


def test_a_commit_without_a_glossary_has_every_term_otherwise(room: Newsroom) -> None:
    begin(room, {})
    (room.folder / "glossary").rmdir()
    room.commit()
    settle(room, {"terms.toml": term(BOARD, 'es = { approved = "Consejo" }')})
    found = impact(room, "--since", "HEAD", code=1)
    assert (found["changed"], [source for source, *_ in rows(found)]) == ({"Harbour Board": ["es"]}, [MET, VOTED])


def test_a_name_narrows_to_a_term_by_any_of_its_forms(room: Newsroom) -> None:
    begin(room, {"terms.toml": term(BOTH, ES) + OTHER})
    port = term('source = "Port Authority"', 'es = { approved = "Puerto" }')
    settle(room, {"terms.toml": term(BOTH, 'es = { approved = "Consejo" }') + port + OTHER})
    assert [source for source, *_ in rows(impact(room))] == [MET, VOTED, AUTHORITY]
    for name, sources in (("board", [MET, VOTED]), ("PORT authority", [AUTHORITY]), ("lighthouse", [])):
        assert [source for source, *_ in rows(impact(room, name))] == sources
    assert [source for source, *_ in rows(impact(room, "lighthouse", "Port Authority"))] == [AUTHORITY]


def test_people_read_what_changed_and_what_to_look_at(room: Newsroom) -> None:
    begin(room, {"terms.toml": term(BOTH, ES) + OTHER})
    settle(room, {"terms.toml": term(BOARD, 'es = { approved = "Consejo del Puerto" }')})
    out = room.run("glossary", "impact", "--since", "HEAD", "-l", "es", code=1)
    assert out.splitlines() == [
        "changed: Harbour Board (es)",
        "changed: lighthouse (es)",
        "Harbour Board",
        *(f"  {line_of(room, text)}: es: “Consejo del Puerto” is not there" for text in (MET, VOTED)),
        "2 approved texts to look at",
    ]


def line_of(room: Newsroom, text: str) -> str:
    """Where the message of a text stands."""
    lines = room.catalog().read_text(encoding="utf-8").splitlines()
    number = lines.index(f'msgid "{text}"') + 1
    return f"locales/es/{room.catalog().name}:{number}"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["--since", "nonsense"], "'nonsense' is no commit", "name a commit, a branch or a tag"),
        (["--since=--all"], "'--all' is no commit", "name a commit, a branch or a tag"),
        (["Harbor"], "'Harbor' is no term of the glossary", "look it up: dragoman glossary find"),
        (["--since", "HEAD", "Harbor"], "'Harbor' is no term of the glossary", "look it up: dragoman glossary find"),
    ],
)
def test_a_name_that_means_nothing_is_an_error_with_a_way_out(
    room: Newsroom, arguments: list[str], message: str, hint: str
) -> None:
    begin(room, {"terms.toml": term(BOTH, ES)})
    room.run("glossary", "impact", *arguments, code=2)
    assert message in room.errors
    assert hint in room.errors


def test_without_a_history_since_is_an_error_with_a_way_out(room: Newsroom) -> None:
    room.run("glossary", "impact", "--since", "HEAD", code=2)
    assert "--since needs a history" in room.errors
