"""Suggestions stand beside entries that no person has translated, and go by themselves."""

from __future__ import annotations

import pytest

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.suggestions import Suggestion
from dragoman.model import Block, CatalogError, Key, Origin, Segment, State, Translation, digest

KEY = Key("The ferry leaves at nine.")
TEN = Suggestion("El ferri sale a las diez.", 88, "articles/old ferry.md", "ten → nine")
MANY = Suggestion('Dice:\n"sale (a las 9)".', 75, "articles/b.md")


def catalog(*texts: str) -> Catalog:
    made = Catalog.new("es", "en", "articles/ferry.md")
    update(made, *(texts or (KEY.text,)))
    return made


def update(made: Catalog, *texts: str) -> None:
    segments = [Segment((text,), (text,), Block(at)) for at, text in enumerate(texts)]
    made.update(segments, article="articles/ferry.md", language="es", source="en")


def drafted(text: str) -> Translation:
    return Translation(text, State.DRAFT, Origin("apertium", "eng-spa", "2026-11-27", digest(text)))


def with_comment(made: Catalog, line: str) -> Catalog:
    return Catalog.parse(made.data.replace(b"#: articles", line.encode() + b"\n#: articles", 1), "ferry.po")


def test_what_is_suggested_is_read_back_and_putting_it_again_changes_no_byte() -> None:
    made = catalog()
    made.suggest(KEY, (TEN, MANY))
    again = Catalog.parse(made.data)
    assert again.suggestions(KEY) == (TEN, MANY)
    again.suggest(KEY, (TEN, MANY))
    assert again.data == made.data
    line = '# suggestion: 88% articles/old ferry.md (ten → nine) {} "El ferri sale a las diez."'
    assert line.split(" {}")[0] in made.data.decode()


def test_they_stay_beside_an_engines_draft_and_go_when_a_person_has_approved_it() -> None:
    made = catalog()
    made.suggest(KEY, (TEN,))
    made.put(KEY, drafted("El ferri deja a nueve."))
    update(made, KEY.text)
    assert made.suggestions(KEY) == (TEN,)
    approved = Catalog.parse(made.data.replace(b"#, fuzzy\n", b""))
    assert approved.suggestions(KEY) == (TEN,)
    update(approved, KEY.text)
    assert approved.suggestions(KEY) == ()


def test_they_go_when_a_person_has_touched_the_draft() -> None:
    made = catalog()
    made.suggest(KEY, (TEN,))
    made.put(KEY, drafted("El ferri deja a nueve."))
    touched = Catalog.parse(made.data.replace(b"deja a nueve", b"sale a las nueve"))
    update(touched, KEY.text)
    assert touched.suggestions(KEY) == ()


def test_a_persons_own_comments_stay_also_one_that_was_a_suggestion() -> None:
    made = catalog()
    made.suggest(KEY, (TEN,))
    noted = with_comment(made, "# suggestion: ask the harbour office")
    noted = with_comment(noted, '# suggestion: 88% articles/b.md 0123456789ab "Mine."')
    noted.suggest(KEY, ())
    lines = [line for line in noted.data.decode().splitlines() if line.startswith("# ")]
    assert lines == ["# suggestion: ask the harbour office", '# suggestion: 88% articles/b.md 0123456789ab "Mine."']
    noted.put(KEY, Translation("Sale a las nueve.", State.APPROVED))
    update(noted, KEY.text)
    assert [line for line in noted.data.decode().splitlines() if line.startswith("# ")] == lines


def test_a_suggestion_for_another_source_goes_with_the_next_update() -> None:
    made = catalog()
    made.suggest(KEY, (TEN,))
    now = "The ferry leaves at half past nine."
    update(made, now)
    assert made.suggestions(Key(now)) == ()
    assert b"suggestion" not in made.data


def test_an_empty_entry_with_nothing_but_suggestions_leaves_the_catalog_with_its_sentence() -> None:
    made = catalog("First.", KEY.text)
    made.suggest(KEY, (TEN,))
    update(made, "First.")
    assert b"ferry leaves" not in made.data


def test_nothing_is_suggested_to_a_person() -> None:
    made = catalog()
    made.put(KEY, Translation("Sale a las nueve.", State.APPROVED))
    with pytest.raises(CatalogError):
        made.suggest(KEY, (TEN,))
