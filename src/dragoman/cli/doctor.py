"""dragoman doctor"""

from __future__ import annotations

from pathlib import Path

from dragoman.cli.options import Folder, Format, Output


def command(project: Folder = Path(), output: Output = Format.TEXT) -> int:
    """Tell what is missing here, each with the line that mends it; exit 1 when something is wrong. Writes nothing."""
    from dragoman.cli.output import say, say_json
    from dragoman.model.wording import counted
    from dragoman.project import find_project, has_project
    from dragoman.workflow.doctor import doctor

    opened = find_project(project) if has_project(project) else None
    found = list(doctor(opened))
    faults = sum(symptom.state == "fault" for symptom in found)
    if output is Format.JSON:
        say_json({"symptoms": found, "faults": faults})
        return int(faults > 0)
    for symptom in found:
        say(f"{symptom.state:5}  {symptom.about}: {symptom.said}")
        if symptom.mend:
            say(f"       mend: {symptom.mend}")
    say(f"{counted(faults, 'fault')}" + ("" if opened else "; no project here, so only the machine was looked at"))
    return int(faults > 0)
