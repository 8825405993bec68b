"""dragoman review"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Languages, Paths

if TYPE_CHECKING:
    from dragoman.project import Article
    from dragoman.review.desk import Desk


def command(
    paths: Paths = None,
    languages: Languages = None,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to serve; 0 for any that is free.")
    ] = 8010,
    name: Annotated[str, typer.Option("--name", help="Who reviews, as `Name <address>`; git's user by default.")] = "",
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            dir_okay=False,
            help="Write the page of one article and language as one HTML file.",
        ),
    ] = None,
    apply: Annotated[
        Path | None,
        typer.Option(
            "--apply", metavar="FILE", dir_okay=False, exists=True, help="Take in the changes that such a page gave."
        ),
    ] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Print who read what and for how long, one JSON object a line.")
    ] = False,
    project: Folder = Path(),
) -> int:
    """Finish translations in a browser, on this machine only: source and target side by side, one key to approve."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import tell_troubles
    from dragoman.git import person
    from dragoman.model import ConfigError
    from dragoman.review.desk import Desk

    if sum(map(bool, (export, apply, evidence))) > 1:
        raise ConfigError("--export, --apply and --evidence do not go together", hint="give one of them")
    opened, chosen, tags = open_project(project, paths, languages)
    desk = Desk(opened, name or person(opened.folder))
    tell_troubles(desk.troubles)
    if evidence:
        return _evidence(desk)
    if apply is not None:
        return _apply(desk, apply)
    if export is not None:
        return _export(desk, chosen, tags, export)
    is_one = bool(paths and languages) and len(chosen) == len(tags) == 1
    return serve(desk, port, (chosen[0].path, tags[0]) if is_one else None)


def serve(desk: Desk, port: int, there: tuple[str, str] | None = None) -> int:
    """Serves the page until Ctrl-C; the address that is printed is that of the article and language `there`."""
    from urllib.parse import urlencode

    from dragoman.cli.output import flush, note, say
    from dragoman.model import ConfigError

    try:
        from dragoman.review.server import Review
        from dragoman.review.serving import Serving
    except ImportError as error:
        hint = "install it: pip install 'dragoman[review]'"
        raise ConfigError(f"the review page needs the package {error.name}", hint=hint) from None
    serving = Serving(Review(desk), port)
    page = f"article?{urlencode({'article': there[0], 'language': there[1]})}" if there else ""
    say(f"reviewing at {serving.address}{page} (Ctrl-C ends it)")
    flush()  # who reads it through a pipe waits for it
    if not desk.who:
        note("hint: nobody is named as the reviewer: dragoman review --name 'Name <address>'")
    serving.run()
    return 0


def _export(desk: Desk, chosen: list[Article], tags: tuple[str, ...], file: Path) -> int:
    from dragoman import files
    from dragoman.cli.output import say
    from dragoman.model import ConfigError
    from dragoman.review.packing import pack

    if len(chosen) != 1 or len(tags) != 1:
        raise ConfigError("--export is for one article in one language", hint="name both: articles/a.md --language es")
    if file.suffix.lower() not in (".html", ".htm"):
        raise ConfigError(f"the page cannot be named {file.name!r}", hint="name it FILE.html")
    data = pack(desk, chosen[0].path, tags[0]).encode("utf-8", "backslashreplace")
    files.update(file.absolute(), lambda _: data, root=file.absolute().parent)
    say(f"{file}: opens in any browser; what is changed there comes back with dragoman review --apply")
    return 0


def _apply(desk: Desk, file: Path) -> int:
    from collections import Counter

    from dragoman import files
    from dragoman.cli.output import note, say
    from dragoman.model.wording import counted
    from dragoman.review.packing import apply

    data = files.read(file.absolute(), root=file.absolute().parent)
    article, language, changes = apply(desk, data, str(file))
    for one in changes:
        if one.outcome == "conflict":
            note(f"conflict: {one.source}\n  stands there: {one.theirs}\n  was sent:     {one.text}")
        elif one.outcome == "refused":
            why = "; ".join(f"{found.check}: {found.message}" for found in one.findings if found.stops)
            note(f"not approved: {one.source}\n  was sent: {one.text}\n  {why}")
        elif one.outcome == "gone":
            note(f"not in the article any more: {one.source}\n  was sent: {one.text}")
    count = Counter(one.outcome for one in changes)
    left = count["conflict"] + count["refused"] + count["gone"]
    there = f", {count['there']} were there already" if count["there"] else ""
    say(f"{article}, {language}: {counted(count['applied'], 'change')} taken in{there}, {left} left in {file}")
    return 1 if left else 0


def _evidence(desk: Desk) -> int:
    import json
    from dataclasses import asdict

    from dragoman.cli.output import say_report
    from dragoman.reports.json_text import harmless

    for one in desk.evidence():
        say_report(harmless(json.dumps(asdict(one), ensure_ascii=False)) + "\n")
    return 0
