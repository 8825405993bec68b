"""What a draft is made from: a change of one input touches the drafts that were made from it, and no other."""

from __future__ import annotations

from dataclasses import replace

from dragoman.engines.pseudo import PseudoEngine
from dragoman.glossary.terms import Glossary
from dragoman.model import Batch, Capabilities, EngineSettings, Key, Person, Request, Surroundings
from dragoman.workflow.inputs import changed, made_from


class Reader(PseudoEngine):
    """An engine that uses context and says which model it has."""

    caps = Capabilities(context=True, formality=True)
    model = "a"

    def parameters(self) -> str:
        return self.model


def glossary(**renderings: str) -> Glossary:
    rows = "\n".join(
        f'[[term]]\nsource = "{name}"\nes = {{ approved = "{text}" }}' for name, text in renderings.items()
    )
    return Glossary.of([("terms.toml", rows.encode())], source="en")


def request(text: str, before: str = "", after: str = "") -> Request:
    return Request(Key(text), text, before, after)


CAST = (Person("Harbour", gender="feminine"),)
BATCH = Batch("en", "es", (), Surroundings(cast=CAST, formality="more", style=("Digits from 10 on.",)))
READER, PLAIN = Reader(EngineSettings()), PseudoEngine(EngineSettings())


def test_one_changed_term_of_many_touches_exactly_the_texts_that_hold_it() -> None:
    words = {f"Term{number}": f"Término{number}" for number in range(500)}
    before, after = glossary(**words), glossary(**{**words, "Term17": "Vocablo17"})
    texts = [f"Term{number} and Term{(number * 7) % 500} met." for number in range(500)]
    touched = [
        text
        for text in texts
        if changed(made_from(READER, BATCH, request(text), before), made_from(READER, BATCH, request(text), after))
    ]
    assert touched == [text for text in texts if "Term17 " in text]


def test_each_input_is_known_by_its_name() -> None:
    terms = glossary(Harbour="puerto")
    then = made_from(READER, BATCH, request("Harbour opens.", "Before."), terms)
    assert sorted(then) == ["engine", "neighbours", "persons", "style", "terms"]
    other = Reader(EngineSettings())
    other.model = "b"
    now = {
        "engine": made_from(other, BATCH, request("Harbour opens.", "Before."), terms),
        "neighbours": made_from(READER, BATCH, request("Harbour opens.", "Other."), terms),
        "persons": made_from(
            READER,
            replace(BATCH, around=replace(BATCH.around, cast=(Person("Harbour", gender="masculine"),))),
            request("Harbour opens.", "Before."),
            terms,
        ),
        "style": made_from(
            READER,
            replace(BATCH, around=replace(BATCH.around, formality="less")),
            request("Harbour opens.", "Before."),
            terms,
        ),
        "terms": made_from(READER, BATCH, request("Harbour opens.", "Before."), glossary(Harbour="dársena")),
    }
    assert {name: changed(then, found) for name, found in now.items()} == {name: (name,) for name in now}


def test_an_engine_without_context_is_not_touched_by_neighbours_persons_or_style() -> None:
    terms = glossary(Harbour="puerto")
    assert sorted(made_from(PLAIN, BATCH, request("Harbour opens.", "Before."), terms)) == ["engine", "terms"]


def test_a_gloss_counts_only_at_the_first_mention() -> None:
    terms = Glossary.of(
        [("t.toml", b'[[term]]\nsource = "Harbour"\nes = { approved = "puerto", gloss = "puerto (viejo)" }')],
        source="en",
    )
    first = made_from(PLAIN, BATCH, request("Harbour opens."), terms, {"Harbour"})
    assert changed(first, made_from(PLAIN, BATCH, request("Harbour opens."), terms)) == ("terms",)


def test_nothing_known_is_nothing_changed() -> None:
    assert changed({}, {"engine": "9f3c2a"}) == ()
