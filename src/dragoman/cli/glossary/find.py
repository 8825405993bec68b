"""dragoman glossary find"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Folder, Format, Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.glossary import Rendering, StyleRule, Term


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
