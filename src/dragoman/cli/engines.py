"""dragoman engines"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Output

if TYPE_CHECKING:
    from dragoman.engines.probing import Survey
    from dragoman.workflow.engines import Known

Name = Annotated[str, typer.Argument(metavar="NAME", help="The engine, as [engines.NAME] or a chain names it.")]


def list_(
    check: Annotated[bool, typer.Option("--check", help="Ask the trusted ones whether they can be reached.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show every engine: where it goes, whether you trust that, its pairs, its price, and what it lacks."""
    from dataclasses import asdict

    from dragoman.cli.output import note, say_json, table
    from dragoman.project import find_project
    from dragoman.workflow.engines import known_engines

    opened = find_project(project)
    found = known_engines(opened, check=check)
    if output is Format.JSON:
        say_json({"engines": [asdict(engine) for engine in found]})
    else:
        head = ("engine", "used", "goes to", "trusted", "languages", "price", *(["reached"] if check else []))
        rows = [_row(engine, opened.languages, check=check) for engine in found]
        table(head, rows, left=len(head))
        for engine in found:
            if engine.is_used or engine.name in opened.engines:
                for line in _ways(engine):
                    note(f"{engine.name}: {line}")
    return int(check and any(engine.reach not in ("", "ok") for engine in found))


def probe(
    name: Name,
    to: Annotated[
        list[str] | None, typer.Option("--to", "-t", metavar="LANG", help="Into this language (may be repeated).")
    ] = None,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Try out which tokens survive an engine, with a few sentences of ours; what is found is used from then on."""
    from dragoman.cli.output import say, say_json, table
    from dragoman.engines.probing import to_json
    from dragoman.language.tags import normalise
    from dragoman.model import ConfigError
    from dragoman.project import find_project
    from dragoman.workflow.engines import probe_engine

    opened = find_project(project)
    languages = [normalise(tag) for tag in to] if to else list(opened.languages)
    if not languages:
        raise ConfigError("no language to try", hint="name one with --to")
    found = probe_engine(opened, name, languages)
    if output is Format.JSON:
        say_json({tag: to_json(survey) if survey is not None else None for tag, survey in found.items()})
        return 0
    for tag, survey in found.items():
        if survey is None:
            say(f"{opened.source} → {tag}: needs no tokens, it keeps our tags")
            continue
        say(f"{opened.source} → {tag}:")
        table(("tokens", "intact", "possessives"), _designs(survey))
        names = f"{len(survey.stand_ins)} names may stand in for terms" if survey.stand_ins else "no name stands in"
        say(names + (", and carry possessives" if survey.names_carry else ""))
    return 0


def trust(
    name: Name,
    local: Annotated[
        bool, typer.Option("--local", help="Texts stay on this machine there: also those under embargo may go.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    project: Folder = Path(),
) -> int:
    """Let an engine contact the address, or run the command, that dragoman.toml names for it."""
    from dragoman.cli.output import note, say
    from dragoman.model import ConfigError
    from dragoman.project import find_project
    from dragoman.project.trust import VARIABLE, trust_file
    from dragoman.workflow import engines

    opened = find_project(project)
    value, means = engines.what_it_means(opened, name)
    say(f"engine {name} of {opened.folder}: {value}")
    for line in means:
        say(f"  {line}")
    if local:
        say("  you say that they stay on this machine, so texts under embargo and what [secrecy] hides go there too")
    if not yes:
        if not sys.stdin.isatty():
            hint = f"look at the value, then add --yes; where nobody ever is, set {VARIABLE}"
            raise ConfigError("nobody is here to be asked", hint=hint)
        if not typer.confirm("Trust this?", default=False):
            note("nothing has changed")
            return 1
    engines.trust(opened, name, value, local=local)
    say(f"trusted, until the value changes; written to {trust_file()}")
    return 0


def distrust(name: Name, project: Folder = Path()) -> int:
    """Take back what `trust` was told about an engine."""
    from dragoman.cli.output import say
    from dragoman.project import find_project
    from dragoman.workflow import engines

    gone = engines.distrust(find_project(project), name)
    for one in gone:
        say(f"no longer trusted: {one.value}")
    if not gone:
        say(f"engine {name} was not trusted")
    return 0


COMMANDS = {"list": list_, "probe": probe, "trust": trust, "distrust": distrust}


def _row(engine: Known, languages: tuple[str, ...], *, check: bool) -> tuple[str, ...]:
    from dragoman.cli.gauge import money

    kind = "" if engine.kind == engine.name else f" ({engine.kind})"
    served = [tag for tag in languages if tag not in engine.missing]
    price = f"{money(engine.price.amount, engine.price.currency)} / M {engine.price.unit}" if engine.price else "·"
    can = "?" if engine.trust == "no" or engine.fault else " ".join(served) or "none"
    cells = (engine.name + kind, "yes" if engine.is_used else "·", engine.destination, engine.trust or "·", can, price)
    return (*cells, engine.reach or "·") if check else cells


def _ways(engine: Known) -> list[str]:
    """What would make it serve more."""
    if engine.fault:
        return [engine.fault]
    if engine.trust == "no":
        return [f"dragoman engines trust {engine.name}"]
    return list(dict.fromkeys(engine.missing.values()))


def _designs(survey: Survey) -> list[tuple[str, str, str]]:
    intact = dict(survey.intact)
    return [
        (
            f"{design.name} {design.spell(0)}",
            f"{intact.get(design.name, 0.0):.0%}",
            "carried" if survey.carries(design) else "·",
        )
        for design in survey.designs
    ]
