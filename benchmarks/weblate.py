"""Weblate's checks on single pairs of texts, run by a Python that has weblate; no database is asked."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.peer_answers import Answers, Asked, answers_of

_SCRIPT = """
import json, os, signal, sys, warnings
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
def stop(number, frame):
    raise TimeoutError
signal.signal(signal.SIGALRM, stop)
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
        signal.alarm(10)
        try:
            if not check.should_skip(unit) and check.check_single(row["source"], row["target"], unit):
                fired.append(name)
        except TimeoutError:  # a text that its tests of a later version make long; nothing was found in time
            pass
        signal.alarm(0)
    found[row["name"]] = fired
print(json.dumps({"version": version("weblate"), "checks": sorted(CHECKS), "found": found}))
"""


def weblate_says(python: str | None, rows: Sequence[Asked]) -> Answers:
    """Asks Weblate, if `python` can import it."""
    return answers_of(python, _SCRIPT, rows, "--weblate-python PATH, a Python with weblate")
