"""Weblate's checks on single pairs of texts, run by a Python that has weblate; no database is asked."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

# The pairs come as JSON lines: id, source, target, language, flags, and the names of the checks to ask.
_SCRIPT = """
import json, os, sys, warnings
warnings.simplefilter("ignore")
import types
settings = sys.modules["of_benchmark"] = types.ModuleType("of_benchmark")
os.environ["DJANGO_SETTINGS_MODULE"] = "of_benchmark"
from importlib.util import find_spec
from unittest.mock import MagicMock
absent = [name for name in ("cairo", "gi") if find_spec(name) is None]
for name in absent:  # they draw texts, which no check of prose asks for
    sys.modules[name] = sys.modules[f"{name}.repository"] = MagicMock()
from weblate import settings_example
vars(settings).update({name: value for name, value in vars(settings_example).items() if name.isupper()})
settings.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
settings.LOGGING = {"version": 1}
import django
django.setup()
from importlib.metadata import version
from weblate.checks.flags import Flags
from weblate.checks.models import CHECKS
from weblate.checks.tests.test_checks import MockUnit
found = {}
for line in sys.stdin:
    row = json.loads(line)
    unit = MockUnit(None, row["flags"], row["language"], source=row["source"], target=row["target"])
    fired = []
    for name in row["checks"]:
        check = CHECKS.get(name)
        if check is None or not check.target:
            continue
        unit.flags = Flags(row["flags"])
        if check.default_disabled and check.enable_string not in unit.flags:
            unit.flags.merge(check.enable_string)
        if not check.should_skip(unit) and check.check_single(row["source"], row["target"], unit):
            fired.append(name)
    found[row["id"]] = fired
print(json.dumps({"version": version("weblate"), "checks": sorted(CHECKS), "found": found}))
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair for Weblate. `language` is its own code, such as pt_BR; `checks` are the names of its checks."""

    name: str
    source: str
    target: str
    language: str
    flags: str
    checks: Sequence[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What Weblate said: by name of a pair, the checks that found something. `missing` says why it was not asked, ""
    when it was; `known` are all checks of this version."""

    missing: str = ""
    version: str = ""
    known: frozenset[str] = frozenset()
    found: dict[str, frozenset[str]] = None  # type: ignore[assignment]


def weblate_found(python: str | None, rows: Sequence[Asked]) -> Answers:
    """Asks Weblate, if `python` can import it."""
    if not python:
        return Answers("--weblate-python PATH, a Python with weblate, asks it")
    lines = "".join(
        json.dumps(
            {
                "id": row.name,
                "source": row.source,
                "target": row.target,
                "language": row.language,
                "flags": row.flags,
                "checks": list(row.checks),
            }
        )
        + "\n"
        for row in rows
    )
    done = subprocess.run([python, "-c", _SCRIPT], input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "it said nothing").splitlines()[-1]
        return Answers(f"Weblate did not run: {last}")
    said = json.loads(done.stdout.splitlines()[-1])
    found = {name: frozenset(fired) for name, fired in said["found"].items()}
    return Answers("", said["version"], frozenset(said["checks"]), found)
