"""dragoman init"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make a project of.")] = Path(),
    source: Annotated[str, typer.Option("--source", "-s", metavar="LANG", help="Language of the articles.")] = "en",
    to: Annotated[
        list[str] | None, typer.Option("--to", "-t", metavar="LANG", help="To translate into (may be repeated).")
    ] = None,
    articles: Annotated[
        str, typer.Option("--articles", metavar="DIR", help="Folder of the articles; found when left out.")
    ] = "",
) -> int:
    """Make a folder a project: dragoman.toml, a glossary, a state folder that git ignores, git's merge driver."""
    from dragoman.cli.output import say
    from dragoman.workflow.git_merge_po import DRIVER
    from dragoman.workflow.init import init

    report = init(folder, source=source, languages=to or [], root=articles)
    for name in report.made:
        say(f"made {name}")
    for name in report.kept:
        say(f"kept {name} as it is")
    say("git merges catalogs by meaning once it is told, in each clone:")
    say(f"  git config merge.dragoman-po.driver '{DRIVER}'")
    say("next: put an article into its folder and run 'dragoman extract'")
    return 0
