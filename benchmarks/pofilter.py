"""pofilter's standard checks on pairs of texts, run by a Python that has translate-toolkit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peer_answers import Answers, Asked, answers_of

# Checks of menus, keys and programs, which say nothing of prose.
_OF_PROGRAMS = ("accelerators", "kdecomments", "musttranslatewords", "credits", "gconf", "dialogsizes", "isfuzzy")
_SCRIPT = """
import json, sys, time
from translate.filters import checks, pofilter
from translate.storage import po
store = po.pofile.parsefile(sys.argv[1])
options = type("Options", (), dict(error=None, addnotes=False, autocorrect=False, includefuzzy=True, includereview=True,
    includeheader=False, limitfilters=None, excludefilters={}, filterclass=checks.StandardChecker, notranslatefile=None,
    musttranslatefile=None, validcharsfile=None, listfilters=False))
filters = pofilter.pocheckfilter(options, [checks.StandardChecker, checks.StandardUnitChecker],
    checks.CheckerConfig(targetlanguage=sys.argv[2]))
units = [unit for unit in store.units if not unit.isheader()]
begun = time.process_time()
found = [sorted(filters.filterunit(unit)) for unit in units]
taken = time.process_time() - begun
print(json.dumps({"seconds": taken, "found": found}))
"""


_OF_CASES = """
import json, sys
from translate import __version__
from translate.filters import checks
from translate.storage import po
found = {}
for line in sys.stdin:
    row = json.loads(line)
    settings = row["settings"]
    config = checks.CheckerConfig(targetlanguage=row["language"], notranslatewords=settings.get("notranslate"),
        musttranslatewords=settings.get("musttranslate"))
    kind = getattr(checks, settings.get("checker", "StandardChecker"))
    checker = kind(checkerconfig=config, limitfilters=row["checks"])
    unit = po.pounit(row["source"])
    unit.target = row["target"]
    found[row["name"]] = sorted(checker.run_filters(unit))
names = sorted(checks.StandardChecker().getfilters())
print(json.dumps({"version": __version__.sver, "checks": names, "found": found}))
"""


def pofilter_says(python: str | None, rows: Sequence[Asked]) -> Answers:
    """Asks pofilter's checks about the cases, if `python` can import them."""
    return answers_of(python, _OF_CASES, rows, "--peers-python PATH, a Python with translate-toolkit")


def pofilter_time(python: str, texts: Sequence[tuple[str, str]], language: str, folder: Path) -> float:
    """The seconds that the checks need for the pairs, without start and reading."""
    return float(_run(python, texts, language, folder)["seconds"])  # type: ignore[arg-type]


def pofilter_found(python: str, texts: Sequence[tuple[str, str]], language: str, folder: Path) -> list[set[str]]:
    """The checks of texts that find something, for each pair."""
    found: list[list[str]] = _run(python, texts, language, folder)["found"]  # type: ignore[assignment]
    return [set(names) - set(_OF_PROGRAMS) for names in found]


def _run(python: str, texts: Sequence[tuple[str, str]], language: str, folder: Path) -> dict[str, object]:
    file = folder / f"{language}.po"
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"', ""]
    for at, pair in enumerate(texts):
        lines.append(f'msgctxt "{at}"')
        lines += [f"{word} {_quoted(text)}" for word, text in zip(("msgid", "msgstr"), pair, strict=True)] + [""]
    file.write_text("\n".join(lines), encoding="utf-8")
    code = language.replace("-", "_").replace("zh_Hans", "zh_CN")
    done = subprocess.run([python, "-c", _SCRIPT, str(file), code], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"pofilter failed: {done.stderr.strip().splitlines()[-1]}")
    return dict(json.loads(done.stdout))


def _quoted(text: str) -> str:
    """A string of a PO file; controls stand raw, since gettext knows no \\u escapes."""
    for sign, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(sign, escaped)
    return f'"{text}"'
