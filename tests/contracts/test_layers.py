"""The contracts of pyproject.toml bite: each is broken by an import seeded into a copy of the package."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_PROJECT: dict[str, Any] = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_CONTRACTS: list[dict[str, Any]] = _PROJECT["tool"]["importlinter"]["contracts"]
_LAYERS = "Layers: a module imports only what stands below it"
_RAPIDFUZZ = "rapidfuzz stays in the alignment and in the memory's measure of similarity"
_LXML = "lxml stays in the formats and in the one safe way to parse XML"


@dataclass(frozen=True)
class Seed:
    """A line added at the end of `file`, and the contract it breaks; `also` is another that forbids the same."""

    contract: str
    file: str
    line: str
    also: str = ""


_SEEDS = [
    Seed(_LAYERS, "model/article.py", "import dragoman.plugins"),
    Seed(_LAYERS, "catalog/entry.py", "def late() -> None:\n    import dragoman.workflow.extract"),
    Seed(_LAYERS, "formats/text.py", "from dragoman.checks import running"),
    Seed(_LAYERS, "homeless.py", '"""A module that no layer names."""'),
    Seed("Engines do not know one another", "engines/pseudo.py", "import dragoman.engines.apertium"),
    Seed("Checks do not know one another", "checks/missing.py", "import dragoman.checks.stale"),
    Seed(
        "Checks of sources do not know one another",
        "checks/source/unbalanced.py",
        "import dragoman.checks.source.page_chrome",
    ),
    Seed("Forms of reports do not know one another", "reports/as_html.py", "import dragoman.reports.as_json"),
    Seed("The model stands on the standard library alone", "model/marks.py", "import lxml", also=_LXML),
    Seed("polib stays in the catalog", "memory/translations.py", "import polib"),
    Seed("typer stays in the command line", "workflow/extract.py", "import typer"),
    Seed("rich stays in the command line", "publishing/record.py", "from rich.table import Table"),
    Seed("deep_translator stays in its engine", "engines/apertium.py", "import deep_translator"),
    Seed("httpx stays in the one HTTP stack", "engines/deepl.py", "import httpx"),
    Seed("keyring stays where keys are read", "engines/http.py", "import keyring"),
    Seed("py3langid stays behind one module", "checks/wrong_language.py", "import py3langid"),
    Seed("Parsers of markup stay in their formats", "project.py", "import yaml"),
    Seed("Parsers of markup stay in their formats", "segmentation/rules.py", "import pyromark"),
    Seed(_LXML, "glossary/reading.py", "from lxml import etree"),
    Seed("babel stays in the facts of languages", "publishing/record.py", "from babel import Locale"),
    Seed("The automaton stays behind one module", "memory/translations.py", "import ahocorasick_rs"),
    Seed("jinja2 stays where pages are rendered", "publishing/site/metadata.py", "import jinja2"),
    Seed("starlette and uvicorn stay in the review page's server", "review/desk.py", "import starlette"),
    Seed("starlette and uvicorn stay in the review page's server", "cli/review.py", "import uvicorn"),
    Seed("nh3 stays where articles are cleaned", "publishing/site/pages.py", "import nh3"),
    Seed("anyascii stays behind slugs", "publishing/site/addresses.py", "import anyascii"),
    Seed(_RAPIDFUZZ, "memory/translations.py", "import rapidfuzz"),
]


@pytest.mark.parametrize("seed", _SEEDS, ids=lambda seed: f"{seed.file}: {seed.line.split()[-1]}")
def test_a_seeded_import_breaks_its_contract_and_no_other(seed: Seed, tmp_path: Path) -> None:
    package = _copy(tmp_path)
    with (package / seed.file).open("a", encoding="utf-8") as file:
        file.write(f"\n{seed.line}\n")
    assert _broken(tmp_path) == {seed.contract, seed.also} - {""}


def test_the_package_as_it_is_keeps_every_contract(tmp_path: Path) -> None:
    _copy(tmp_path)
    assert _broken(tmp_path) == set()


def test_every_contract_is_seeded() -> None:
    assert {seed.contract for seed in _SEEDS} == {contract["name"] for contract in _CONTRACTS}


@pytest.mark.parametrize(
    ("group", "contract"),
    [("dragoman.engines", "Engines do not know one another"), ("dragoman.checks", "Checks do not know one another")],
)
def test_every_plugin_of_ours_stands_in_its_contract(group: str, contract: str) -> None:
    targets: dict[str, str] = _PROJECT["project"]["entry-points"][group]
    [named] = [found["modules"] for found in _CONTRACTS if found["name"] == contract]
    assert {target.partition(":")[0] for target in targets.values()} == set(named)


def _copy(folder: Path) -> Path:
    package = folder / "dragoman"
    shutil.copytree(_ROOT / "src" / "dragoman", package, ignore=shutil.ignore_patterns("__pycache__", "*.toml", ".*"))
    shutil.copy2(_ROOT / "pyproject.toml", folder)
    return package


def _broken(folder: Path) -> set[str]:
    """The contracts that the copy in `folder` breaks; the verdicts told must be of all contracts, and fit the exit."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE))
    assert set(verdicts) == {contract["name"] for contract in _CONTRACTS}, done.stdout + done.stderr
    broken = {name for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert done.returncode == (1 if broken else 0)
    return broken
