"""Which of our glossary files the peers read, and whether they see the same in them.

    python -m benchmarks.exchange [PROJECT] [--peers-python PATH …] [--rng FILE]

PATH is the Python of an environment that has translate-toolkit (may be repeated, for several releases). FILE is
`TBXcoreStructV03.rng`, the schema of TBX version 3 that its maintainers publish (LTAC-Global/TBX_Core_RNG).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import table
from lxml import etree

from dragoman.glossary import Rendering, Term
from dragoman.glossary.tbx_writing import V2, V3, write, write_bilingual
from dragoman.project import find_project
from dragoman.workflow.terms import read_terms

_WORKER = """
import json, sys
import translate.__version__
from translate.storage import tbx
release = translate.__version__.sver
try:
    with open(sys.argv[1], "rb") as file:
        store = tbx.tbxfile.parsestring(file.read(), sys.argv[2], sys.argv[3])
except AssertionError:
    print(json.dumps([release, None]))
else:
    units = [
        [unit.source, [[term.text, term.administrative_status] for term in unit.get_target_terms()],
         unit.getnotes() + unit.getnotes("definition"), unit.istranslatable()]
        for unit in store.units
    ]
    print(json.dumps([release, units]))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, nargs="?", default=Path())
    parser.add_argument("--peers-python", action="append", default=[], metavar="PATH")
    parser.add_argument("--rng", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    project = find_project(chosen.project)
    glossary = read_terms(project)
    terms = glossary.terms
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for language in project.languages:
            files = {
                "export x.tbx": write(terms, project.source, V3, glossary.style),
                "export x.tbx --tbx v2": write(terms, project.source, V2, glossary.style),
                f"export x.tbx -l {language}": write_bilingual(terms, project.source, language),
            }
            for command, text in files.items():
                path = Path(folder, "x.tbx")
                path.write_text(text, encoding="utf-8")
                for python in chosen.peers_python:
                    rows.append((command, language, *_seen(python, path, project.source, language, terms)))
        if chosen.rng:
            Path(folder, "v3.tbx").write_text(write(terms, project.source, V3, glossary.style), encoding="utf-8")
            schema = etree.RelaxNG(etree.parse(str(chosen.rng)))
            valid = schema.validate(etree.parse(str(Path(folder, "v3.tbx"))))
            print(f"TBX version 3 by {chosen.rng.name}: {'valid' if valid else schema.error_log.last_error}\n")
    print(table(("file", "language", "Translate Toolkit", "units", "renderings", "forbidden", "notes"), rows))


def _seen(python: str, path: Path, source: str, language: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The release, and how much of what the glossary says of a language it finds in a file."""
    done = subprocess.run(
        [python, "-c", _WORKER, str(path), source, language], capture_output=True, text=True, check=True
    )
    release, units = json.loads(done.stdout)
    if units is None:
        return release, "refused: the root is not <martif>", "", "", ""
    found = {(unit[0], text) for unit in units for text, _ in unit[1]}
    found |= {(unit[0], unit[0]) for unit in units if not unit[3]}
    bad = ("forbidden", "deprecatedTerm-admn-sts")
    forbidden = {(unit[0], text) for unit in units for text, status in unit[1] if status in bad}
    made = [(term, rendering) for term in terms if (rendering := term.rendering(language))]
    kept = [(term.source, text) for term, rendering in made for text in _allowed(rendering)]
    wrong = [(term.source, text) for term, rendering in made for text in rendering.forbidden]
    notes = [term for term, _ in made if term.note]
    noted = [term for term in notes if any(term.note in unit[2] for unit in units if unit[0] == term.source)]
    return (
        release,
        str(len(units)),
        f"{sum(one in found for one in kept)} of {len(kept)}",
        f"{sum(one in forbidden for one in wrong)} of {len(wrong)}",
        f"{len(noted)} of {len(notes)}",
    )


def _allowed(rendering: Rendering) -> list[str]:
    return [text for text in (rendering.approved, *rendering.admitted) if text]


if __name__ == "__main__":
    main()
