"""Articles without a defect: the sample newsroom's, and ever new ones out of decks and paragraphs that fit any."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
COUNT = 120


def clean_articles() -> Iterator[tuple[str, str]]:
    """Names and texts: `COUNT` composed ones, in plain text and in Markdown by turns, and those of the sample newsroom
    with their doubled captions mended and their comment forms cut."""
    bank = tomllib.loads((HERE / "clean.toml").read_text(encoding="utf-8"))
    for number in range(COUNT):
        yield _composed(bank, number)
    for path in sorted(path for path in (ROOT / "articles").iterdir() if path.is_file()):
        yield f"newsroom-{path.name}", _mended(path.read_text(encoding="utf-8"))


def _composed(bank: dict[str, list], number: int) -> tuple[str, str]:  # type: ignore[type-arg]
    stories, groups, subheads = bank["story"], bank["group"], bank["subhead"]
    story = stories[number % len(stories)]
    step = 1 + 2 * (number // len(groups) % 5)  # another order of the groups each time round
    chosen = [groups[(number * 5 + at * step) % len(groups)] for at in range(5 + number % 3)]
    chosen = list(dict.fromkeys(chosen))
    subhead = subheads[number % len(subheads)]
    if number % 2:
        description = f"description: {_quoted(story['standfirst'])}\n" if story["standfirst"] else ""
        body = [story["lead"], *chosen[:2], f"## {subhead}", *chosen[2:]]
        return f"{number}.md", f"---\ntitle: {_quoted(story['headline'])}\n{description}---\n\n" + "\n\n".join(
            body
        ) + "\n"
    body = [story["lead"], *chosen[:2], f"  {subhead}", *chosen[2:]]
    head = [story["headline"], *filter(None, [story["standfirst"]])]
    return f"{number}.txt", "\n\n".join([*head, *body]) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _mended(text: str) -> str:
    for caption in (
        "The restored east gate of the Tazrin Caravanserai.",
        "Professor Elena Marchetti outside the Senate House after the count.",
    ):
        text = text.replace(f"{caption} {caption}", caption)
    return text.partition("\nAdd new comment")[0]
