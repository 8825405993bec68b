"""What a target language's typography asks of Markdown."""

from __future__ import annotations

from dragoman.formats.reading import format_for
from dragoman.model import Key, Target
from dragoman.segmentation.segmenters import whole


def written(source: str, texts: dict[str, str], target: Target) -> str:
    form = format_for(".md")
    document = form.read(source.encode(), whole)
    result = form.write(document, {Key(key): text for key, text in texts.items()}, target)
    assert result.kept == ()
    return result.data.decode()


def test_a_no_break_space_beside_emphasis_is_written_as_it_is() -> None:
    text = "Ils ont dit\u00a0: <em>dormir</em>\u00a0», puis <strong>oui</strong>\u202f; c’est tout."
    assert written(
        "They said *sleep*, and **yes**.\n", {"They said <em>sleep</em>, and <strong>yes</strong>.": text}, FR
    ) == ("Ils ont dit\u00a0: *dormir*\u00a0», puis **oui**\u202f; c’est tout.\n")


def test_a_no_break_space_inside_emphasis_cannot_break_it() -> None:
    assert written("A *b* c.\n", {"A <em>b</em> c.": "A <em>\u00a0b</em> c."}, FR) == "A *&#160;b* c.\n"


def test_a_notice_stands_between_front_matter_and_body() -> None:
    target = Target("fr", notice="Provisoire.", metadata={"lang": "fr"})
    assert written("---\ntitle: A\n---\n\nB.\n", {"B.": "Bé."}, target) == (
        "---\ntitle: A\nlang: fr\n---\n\n> Provisoire.\n\nBé.\n"
    )
    assert written("\ufeffB.\n", {"B.": "Bé."}, target) == "\ufeff> Provisoire.\n\nBé.\n"


FR = Target("fr")
