"""dragoman style"""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.options import Folder, Format, Languages, Output


def command(languages: Languages = None, project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Show the house style of each language: every rule, where it stands, and which check finds breaches of it."""
    from dragoman.cli.options import open_project
    from dragoman.cli.output import say, say_json, tell_troubles, troubles_json
    from dragoman.workflow.glossary import read_glossary
    from dragoman.workflow.reading import Trouble
    from dragoman.workflow.style import shown

    opened, _, tags = open_project(project, None, languages)
    troubles: list[Trouble] = []
    glossary = read_glossary(opened, troubles)
    rules = [rule for tag in tags for rule in shown(opened, glossary, tag)]
    if output is Format.JSON:
        rows = [
            {
                "language": rule.language,
                "setting": rule.told.setting,
                "rule": rule.told.words,
                "check": rule.told.check or None,
                "where": rule.where,
            }
            for rule in rules
        ]
        say_json({"rules": rows, "errors": troubles_json(troubles)})
    else:
        for rule in rules:
            say(f"{rule.where}: {rule.told.words} [{f'checked by {rule.told.check}' if rule.told.check else 'advice'}]")
    for tag in tags if output is Format.TEXT else ():
        if all(rule.language != tag for rule in rules):
            say(f"{tag}: as the language has it; the house says its own in {opened.style_path(tag)}")
    return tell_troubles(troubles)
