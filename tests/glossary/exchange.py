"""Glossaries made up for laws, and files read as one."""

import tempfile
from pathlib import Path

from hypothesis import strategies as st

from dragoman.glossary import Form, Glossary, Rendering, StyleRule, Term
from dragoman.glossary.entries import CASES, GENDERS, KINDS, NUMBERS

SIGNS = st.sampled_from([*"|\\{}\"',;:&<>=+-@#.!() \u00a0’“آ水é\u0301🌊", "  ", "]]>", "dragoman:", "a", "Q"])
TEXTS = st.lists(SIGNS, max_size=6).map(lambda signs: f"n{''.join(signs)}".strip())
LINES = st.one_of(st.just(""), TEXTS, TEXTS.map(lambda text: f"dragoman:{text}"))
TAGS = ("es", "pt-BR", "zh-Hans", "ar")
FORMS = st.builds(Form, TEXTS, st.frozensets(st.sampled_from(["genitive", "plural", "after:de", "l’"])))


@st.composite
def renderings(draw: st.DrawFn, source: str) -> Rendering:
    keep = draw(st.booleans())
    approved = source if keep else draw(st.one_of(st.just(""), TEXTS))
    admitted = tuple(draw(st.lists(TEXTS, max_size=2)))
    forbidden = tuple(f"{text} zz" for text in draw(st.lists(TEXTS, max_size=2)))
    if not (approved or admitted or forbidden):
        approved = "x"
    return Rendering(
        approved,
        admitted,
        forbidden,
        tuple(draw(st.lists(FORMS, max_size=2))) if approved else (),
        draw(st.sampled_from(["", *GENDERS])),  # type: ignore[arg-type]
        draw(st.sampled_from(["", *NUMBERS])),  # type: ignore[arg-type]
        draw(st.booleans()),
        keep,
        draw(st.one_of(st.just(""), TEXTS)),
    )


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[Term, ...]:
    found = []
    for number in range(draw(st.integers(0, 3))):
        source = f"{draw(TEXTS)} {number}"
        kind = draw(st.sampled_from(["", *KINDS]))
        found.append(
            Term(
                source,
                tuple(f"{text} {number}{place}" for place, text in enumerate(draw(st.lists(TEXTS, max_size=2)))),
                kind,  # type: ignore[arg-type]
                draw(LINES),
                {tag: draw(renderings(source)) for tag in draw(st.sets(st.sampled_from(TAGS)))},
                draw(st.sampled_from(CASES)),  # type: ignore[arg-type]
                tuple(draw(st.lists(TEXTS, max_size=2))),
                tuple(draw(st.lists(TEXTS, max_size=2))),
                bool(kind) and draw(st.booleans()),
                draw(st.booleans()),
                draw(LINES),
                draw(st.sampled_from(["", "unreviewed"])),
                draw(st.sampled_from(["people", "places"])),
            )
        )
    return tuple(found)


@st.composite
def styles(draw: st.DrawFn) -> tuple[StyleRule, ...]:
    found = [
        StyleRule(
            draw(st.sampled_from([*TAGS, "en"])),
            tuple(f"{text} zz" for text in draw(st.lists(TEXTS, min_size=1, max_size=2))),
            draw(st.one_of(st.just(""), TEXTS)),
            draw(LINES),
            tuple(draw(st.lists(TEXTS, max_size=2))),
            draw(st.sampled_from(["", "allow"])),  # type: ignore[arg-type]
            draw(st.booleans()),
            draw(LINES),
            draw(st.sampled_from(["people", "style"])),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    return tuple(dict.fromkeys(found))


def read(text: str | bytes, name: str, source: str = "en") -> Glossary:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return Glossary.read(path, name, source=source)
