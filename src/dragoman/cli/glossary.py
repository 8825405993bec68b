"""dragoman glossary"""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.glossary_suggest import suggest
from dragoman.cli.options import Folder, Format, Languages, Output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dragoman.glossary import Rendering, StyleRule, Term
    from dragoman.model import Finding
    from dragoman.workflow.impact import Affected


class Kind(enum.StrEnum):
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TITLE = "title"
    EVENT = "event"
    WORK = "work"
    LAW = "law"
    PRODUCT = "product"
    LANGUAGE = "language"
    CURRENCY = "currency"
    STYLE = "style"


class Case(enum.StrEnum):
    SMART = "smart"
    EXACT = "exact"
    ANY = "any"


class Tbx(enum.StrEnum):
    V3 = "v3"
    V2 = "v2"


class Names(enum.StrEnum):
    TERRITORIES = "territories"
    CITIES = "cities"
    LANGUAGES = "languages"
    CURRENCIES = "currencies"


Pairs = Annotated[list[str] | None, typer.Option(metavar="LANG=TEXT")]
Into = Annotated[str, typer.Option("--into", metavar="NAME", help="The file of the glossary, without .toml.")]


def check(project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Tell what is wrong or doubtful in the glossary; exit 1 when something is wrong."""
    from dragoman.cli.output import counted, say, say_json
    from dragoman.model import Severity
    from dragoman.project import find_project
    from dragoman.workflow.terms import check_terms

    findings, terms = check_terms(find_project(project))
    if output is Format.JSON:
        say_json({"findings": [_row(finding) for finding in findings], "terms": terms})
    else:
        hints: list[str] = []
        for finding in findings:
            say(f"{finding.where}: {finding.severity}: {finding.message}")
            hints += [finding.hint] if finding.hint and finding.hint not in hints else []
        for hint in hints:
            say(f"hint: {hint}")
        counts = [counted(sum(one.severity == level for one in findings), level) for level in Severity]
        say(f"{counted(terms, 'term')}: {', '.join(counts)}")
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def find(
    word: Annotated[str, typer.Argument(metavar="WORD", help="Part of a term or of a rendering, in any language.")],
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Show the terms and rules of style that have a word in them; exit 1 when there is none."""
    from dragoman.cli.output import say, say_json
    from dragoman.project import find_project
    from dragoman.workflow.terms import find_rules, find_word

    opened = find_project(project)
    found, rules = find_word(opened, word), find_rules(opened, word)
    if output is Format.JSON:
        say_json([*(_term(term) for term in found), *(_rule(rule) for rule in rules)])
    else:
        for term in found:
            kind = f" ({term.kind})" if term.kind else ""
            others = f", also {', '.join(term.aliases)}" if term.aliases else ""
            say(f"{term.where}: {term.source}{kind}{others}")
            if term.note:
                say(f"  note: {term.note}")
            for tag, rendering in term.renderings.items():
                say(f"  {tag}: {_rendering(rendering)}")
        for rule in rules:
            instead = f" → {rule.instead}" if rule.instead else ""
            say(f"{rule.where}: style ({rule.language}): not {', '.join(rule.forbidden)}{instead}")
            if rule.note:
                say(f"  note: {rule.note}")
    return 0 if found or rules else 1


def add(
    source: Annotated[str, typer.Argument(metavar="TERM", help="The term as articles write it.")],
    approved: Annotated[
        list[str] | None, typer.Option("--to", "-t", metavar="LANG=TEXT", help="Its approved rendering.")
    ] = None,
    admitted: Annotated[
        list[str] | None, typer.Option("--admit", metavar="LANG=TEXT", help="What may stand, too.")
    ] = None,
    forbidden: Annotated[
        list[str] | None, typer.Option("--forbid", metavar="LANG=TEXT", help="What must not stand.")
    ] = None,
    forms: Annotated[list[str] | None, typer.Option("--form", metavar="LANG=TEXT", help="An inflected form.")] = None,
    kept: Annotated[list[str] | None, typer.Option("--keep", metavar="LANG", help="It is not translated.")] = None,
    aliases: Annotated[list[str] | None, typer.Option("--alias", metavar="TEXT", help="Another source form.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", "-k", help="What it names.")] = None,
    case: Annotated[Case, typer.Option("--case", help="Which capitals a text needs.")] = Case.SMART,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="One line for translators.")] = "",
    decision: Annotated[str, typer.Option("--decision", metavar="TEXT", help="Who settled it, when and where.")] = "",
    into: Into = "",
    project: Folder = Path(),
) -> int:
    """Add one term, or languages to one that is there; every other byte of the file stays."""
    from dragoman.cli.output import note as tell
    from dragoman.cli.output import say
    from dragoman.glossary.checking import term_of
    from dragoman.model import Where
    from dragoman.project import find_project
    from dragoman.workflow.terms import add_term
    from dragoman.workflow.turn import turn

    table: dict[str, object] = {"source": source, "aliases": aliases or [], "case": case.value}
    table |= {
        key: value for key, value in (("kind", kind and kind.value), ("note", note), ("decision", decision)) if value
    }
    renderings: dict[str, dict[str, object]] = {}
    for key, pairs in (("admitted", admitted), ("forbidden", forbidden), ("forms", forms)):
        for tag, text in map(_pair, pairs or ()):
            texts = renderings.setdefault(tag, {}).setdefault(key, [])
            if isinstance(texts, list):
                texts.append(text)
    for tag, text in map(_pair, approved or ()):
        renderings.setdefault(tag, {})["approved"] = text
    for tag in kept or ():
        renderings.setdefault(tag, {})["keep"] = True
    term, faults = term_of({**table, **renderings}, lambda _: Where("the command line"), "")
    if term is None or faults:
        raise faults[0].error()
    opened = find_project(project)
    with turn(opened, tell):
        path = add_term(opened, term, into)
    say(f"wrote {path}: {term.source}")
    return 0


def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary: *.csv, *.tsv, *.tbx or *.toml.")],
    into: Into = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Write nothing, only tell.")] = False,
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """Bring the terms of a file into the glossary; exit 1 when it says otherwise somewhere, 2 for rows that are bad."""
    from dragoman.cli.output import counted, note, say, say_json, tell_error
    from dragoman.project import find_project
    from dragoman.workflow.terms import import_terms
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    with turn(opened, note):
        report = import_terms(opened, source, name=into, dry=dry)
    if output is Format.JSON:
        told = [str(fault) for fault in report.clashes], [str(fault) for fault in report.faults]
        counts = {"added": len(report.added), "extended": len(report.extended), "same": report.same}
        counts["style"] = len(report.style)
        say_json({"path": report.path, **counts, "clashes": told[0], "errors": told[1]})
    else:
        for clash in report.clashes:
            say(f"{clash.where}: left out: {clash.message}")
        written = "would write" if dry else "wrote"
        style = f", {counted(len(report.style), 'rule')} of style" if report.style else ""
        say(
            f"{written} {report.path}: {counted(len(report.added), 'new term')}; "
            f"{len(report.extended)} with more languages, {report.same} as before{style}"
        )
    for fault in report.faults:
        tell_error(fault.error())
    return 2 if report.faults else 1 if report.clashes else 0


def export(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="What to write: *.csv or *.tbx.")],
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="LANG", help="Pairs of this language, as Weblate reads them.")
    ] = "",
    version: Annotated[
        Tbx | None, typer.Option("--tbx", help="v3 (ISO 30042:2019) or v2 (MARTIF), which more tools read.")
    ] = None,
    project: Folder = Path(),
) -> int:
    """Write the glossary as CSV or TBX; nothing of it is lost unless only one language is asked for."""
    from dragoman.cli.output import counted, say
    from dragoman.language.tags import normalise
    from dragoman.project import find_project
    from dragoman.workflow.terms import export_terms

    tag = normalise(language) if language else ""
    exported = export_terms(find_project(project), target, language=tag, version=version.value if version else "")
    style = f", {counted(exported.style, 'rule')} of style" if exported.style else ""
    say(f"wrote {target}: {counted(exported.terms, 'term')}{style} ({exported.kind})")
    return 0


def seed(
    kinds: Annotated[list[Names] | None, typer.Option("--kind", "-k", help="Which names (may be repeated).")] = None,
    languages: Languages = None,
    into: Into = "cldr",
    project: Folder = Path(),
) -> int:
    """Write CLDR's names into the glossary, unreviewed and only admitted, for people to go through."""
    from dragoman.cli.output import counted, note, say
    from dragoman.language.tags import normalise
    from dragoman.project import find_project
    from dragoman.workflow.terms import seed_terms
    from dragoman.workflow.turn import turn

    opened = find_project(project)
    chosen = [kind.value for kind in kinds or (Names.TERRITORIES, Names.CITIES)]
    with turn(opened, note):
        path, count = seed_terms(opened, chosen, [normalise(tag) for tag in languages or ()], into)
    say(f"wrote {path}: {counted(count, 'term')}" if count else "nothing to write: the glossary has them all")
    return 0


def impact(
    terms: Annotated[
        list[str] | None, typer.Argument(metavar="TERM", help="Only these terms; all when left out.")
    ] = None,
    languages: Languages = None,
    since: Annotated[
        str, typer.Option("--since", metavar="REV", help="Only terms that this commit had otherwise.")
    ] = "",
    project: Folder = Path(),
    output: Output = Format.TEXT,
) -> int:
    """List the approved texts that do not say what the glossary wants now; exit 1 when there are any."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import counted, progress, say, say_json, tell_troubles, troubles_json, worst
    from dragoman.workflow.impact import find_impact

    opened, articles, chosen = open_project(project, None, languages)
    with progress() as tell:
        found = find_impact(opened, articles, chosen, terms or (), since, say=tell)
    if output is Format.JSON:
        rows = [_affected(one) for one in found.affected]
        errors = troubles_json(found.troubles)
        say_json({"changed": found.changed, "affected": rows, "waived": found.waived, "errors": errors})
    else:
        for term, tags in found.changed.items():
            say(f"changed: {term} ({', '.join(tags)})")
        last = ""
        for one in found.affected:
            if one.term != last:
                say(one.term)
            last = one.term
            say(f"  {one.where}: {one.language}: {one.said}")
        waived = f", {found.waived} waived" if found.waived else ""
        say(f"{counted(len(found.affected), 'approved text')} to look at{waived}")
    return worst(int(bool(found.affected)), tell_troubles(found.troubles))


COMMANDS: dict[str, Callable[..., int]] = {
    "check": check, "find": find, "add": add, "suggest": suggest, "import": import_, "export": export, "seed": seed,
    "impact": impact,
}  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    from dragoman.model import ConfigError

    tag, sign, rendering = text.partition("=")
    if not sign:
        raise ConfigError(f"{text!r} names no language", hint='write it like es="Foro del Agua"')
    return tag.strip(), rendering.strip()


def _rendering(rendering: Rendering) -> str:
    parts = [rendering.approved] if rendering.approved else []
    groups: Sequence[tuple[str, Sequence[str]]] = (
        ("forms", rendering.form_texts),
        ("also", rendering.admitted),
        ("not", rendering.forbidden),
    )
    parts += [f"{name}: {', '.join(texts)}" for name, texts in groups if texts]
    return "; ".join(parts)


def _term(term: Term) -> dict[str, object]:
    return {
        "source": term.source,
        "aliases": term.aliases,
        "kind": term.kind or None,
        "note": term.note or None,
        "status": term.status or None,
        "path": term.where.path if term.where else None,
        "line": term.where.line if term.where else None,
        "renderings": {
            tag: {
                "approved": rendering.approved or None,
                "admitted": rendering.admitted,
                "forbidden": rendering.forbidden,
                "forms": rendering.form_texts,
            }
            for tag, rendering in term.renderings.items()
        },
    }


def _rule(rule: StyleRule) -> dict[str, object]:
    return {
        "language": rule.language,
        "forbidden": rule.forbidden,
        "instead": rule.instead or None,
        "allowed": rule.allowed,
        "note": rule.note or None,
        "path": rule.where.path if rule.where else None,
        "line": rule.where.line if rule.where else None,
    }


def _affected(one: Affected) -> dict[str, object]:
    return {
        "term": one.term,
        "cause": one.cause,
        "wanted": one.wanted or None,
        "found": one.found or None,
        "verdict": one.verdict,
        "language": one.language,
        "article": one.article,
        "path": one.where.path,
        "line": one.where.line,
        "source": one.source,
        "target": one.target,
    }


def _row(finding: Finding) -> dict[str, object]:
    where = finding.where
    return {
        "severity": finding.severity,
        "message": finding.message,
        "path": where.path if where else None,
        "line": where.line if where else None,
        "hint": finding.hint or None,
    }
