"""Options that several commands share."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.model import Segment
    from dragoman.project import Article, Project


class Format(enum.StrEnum):
    TEXT = "text"
    JSON = "json"


class Unit(enum.StrEnum):
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH", help="Articles or folders; all of the project's when left out."),
]
Languages = Annotated[
    list[str] | None, typer.Option("--language", "-l", metavar="LANG", help="Only this language (may be repeated).")
]
Folder = Annotated[
    Path,
    typer.Option(
        "--project",
        "-C",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Where to look for dragoman.toml, and above.",
    ),
]
Output = Annotated[Format, typer.Option("--format", help="What is printed: text for people, json for programs.")]

Lines = Annotated[
    str | None,
    typer.Option("--lines", metavar="LINES", help="Only the sentences on these lines of one article, as in 12,15-18."),
]


def chosen_lines(said: str, articles: Sequence[Article]) -> Callable[[Segment], bool]:
    """Which segments of the one article stand on the lines that the option names."""
    from dragoman.model import ConfigError

    if len(articles) != 1:
        raise ConfigError("--lines are those of one article", hint="name one article")
    wanted: list[range] = []
    for part in said.split(","):
        first, _, last = part.strip().partition("-")
        if not (first.isdecimal() and (last or first).isdecimal()) or not 0 < int(first) <= int(last or first):
            raise ConfigError(f"{part.strip()!r} is no line", hint="write lines like 12,15-18")
        wanted.append(range(int(first), int(last or first) + 1))

    def stands_there(segment: Segment) -> bool:
        first, last = segment.line, segment.line + segment.raw.count("\n")
        return any(first < lines.stop and lines.start <= last for lines in wanted)

    return stands_there


def every(segment: Segment) -> bool:
    """All of an article's segments."""
    return True


def open_project(
    folder: Path, paths: list[Path] | None, languages: list[str] | None
) -> tuple[Project, list[Article], tuple[str, ...]]:
    """The project, the articles and the languages that the options name."""
    from dragoman.language.tags import normalise
    from dragoman.model import ConfigError
    from dragoman.project import NAME, find_project
    from dragoman.workflow.reading import articles

    project = find_project(folder)
    chosen = tuple(normalise(tag) for tag in languages) if languages else project.languages
    if unknown := [tag for tag in chosen if tag not in project.languages]:
        known = ", ".join(project.languages) or "none"
        raise ConfigError(f"{unknown[0]!r} is not a language of this project", hint=f"languages in {NAME}: {known}")
    if not chosen:
        raise ConfigError("no language to translate into", hint=f'set languages = ["es", …] in {NAME}')
    return project, articles(project, paths or []), chosen
