"""dragoman git-merge-po"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.catalog.merging import Merged


def command(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE",
            help="With --resolve, catalogs in conflict; else what git fills in for %O %A %B %L %P.",
        ),
    ],
    resolve: Annotated[
        bool, typer.Option("--resolve", help="Settle files in conflict from the three versions that git keeps.")
    ] = False,
) -> int:
    """Merge catalogs of two branches by meaning; git runs it as a merge driver.

    Every translation that a person approved on either branch stands afterwards. Where two people translated the same
    sentence differently, both texts stand, marked; exit 1 then.
    """
    if resolve:
        return _resolve(paths)
    from dragoman.model import ConfigError
    from dragoman.workflow.git_merge_po import merge_versions

    if not 3 <= len(paths) <= 5:
        raise ConfigError(
            f"three versions are to be merged, not {len(paths)}",
            hint="git fills them in: dragoman git-merge-po %O %A %B %L %P; for files in conflict: --resolve FILE",
        )
    base, ours, theirs = (Path(path) for path in paths[:3])
    path = paths[4] if len(paths) > 4 else paths[1]
    return _tell(path, merge_versions(base, ours, theirs, path))


def _resolve(paths: Sequence[str]) -> int:
    from dragoman.cli.output import say, tell_error, worst
    from dragoman.model import DragomanError
    from dragoman.workflow.git_merge_po import resolve

    codes = [0]
    for path in paths:
        try:
            done = resolve(Path(path))
        except DragomanError as error:
            tell_error(error)
            codes.append(2)
            continue
        codes.append(_tell(path, done.merged))
        say(f"{path}: {'settled' if done.is_written else 'was settled already'}; next: git add -- {path}")
    return worst(*codes)


def _tell(path: str, merged: Merged) -> int:
    from dragoman.cli.output import note

    for row in merged.disputed:
        others = " and ".join(f"“{text}”" for text in row.others)
        note(f"{path}:{row.line}: two people translated “{row.key.text}” differently: “{row.text}”, {others}")
    if merged.disputed:
        note("hint: make one text of them and take the fuzzy flag off, then git add; dragoman check finds them too")
    return 1 if merged.disputed else 0
