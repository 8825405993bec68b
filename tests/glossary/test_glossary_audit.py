"""`glossary check` tells what works against itself."""

from dragoman.glossary import Glossary, Rendering, Term
from dragoman.glossary.auditing import audit

TERMS = (
    Term("Forum", renderings={"es": Rendering("Foro", forbidden=("Feria",))}),
    Term("Fair", renderings={"es": Rendering("Feria")}),
    Term("Market", renderings={"es": Rendering("feria")}),
    Term("Forum Fair", status="unreviewed", renderings={"es": Rendering(admitted=("x",))}),
    Term("Jordan", kind="place", ambiguous=True),
    Term("Chad", kind="law", ambiguous=True),
)


def told(*terms: Term, source: str = "en") -> list[str]:
    return [f"{one.severity}: {one.message}" for one in audit(Glossary(terms), source, ["es"])]


def test_a_sound_glossary_has_nothing_told() -> None:
    assert told(TERMS[1], TERMS[4]) == []


def test_what_works_against_itself_is_told() -> None:
    assert told(*TERMS) == [
        "error: 'Chad' is ambiguous, and no neighbours of a law are known in 'en'",
        "note: 'feria' (es) stands for 'Market' and 'Fair'",
        "warning: 'Feria' (es) is forbidden for 'Forum' and approved for 'Fair'",
        "note: 'Forum Fair' is unreviewed: shown, not enforced",
    ]


def test_a_term_that_is_never_found_is_told() -> None:
    assert told(Term("see https://x.example now")) == [
        "warning: 'see https://x.example now' is never found: in it nothing is found"
    ]
