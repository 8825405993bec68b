"""Other tools that take articles apart and put them together, run as programs only: po4a, mdpo, Translate Toolkit."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Commands = tuple[list[str], list[str]]  # article to catalog; article and catalog to article


@dataclass(frozen=True, slots=True)
class Peer:
    """`commands(format, article, catalog, written)` is None for a format that the tool does not read.

    `missing` says what to install, "" when it is there.
    """

    name: str
    missing: str
    commands: Callable[[str, Path, Path, Path], Commands | None]


def find_peers(python: str | None) -> list[Peer]:
    """The tools, installed or not. `python` is one that has mdpo and translate-toolkit."""
    return [
        Peer("po4a", "" if shutil.which("po4a-translate") else "apt-get install po4a", _po4a),
        Peer("mdpo", _missing(python, "mdpo", "mdpo"), lambda *given: _mdpo(python or "", *given)),
        Peer(
            "Translate Toolkit",
            _missing(python, "translate.convert", "translate-toolkit[all]"),
            lambda *given: _toolkit(python or "", *given),
        ),
    ]


def _missing(python: str | None, module: str, package: str) -> str:
    if python and not subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        return ""
    return f"--peers-python PATH, a Python with {package}"


def _po4a(name: str, article: Path, catalog: Path, written: Path) -> Commands | None:
    kinds = {
        "text": ["text"],
        "markdown": ["text", "-o", "markdown"],
        "html": ["xhtml"],
        "xml": ["docbook"],
    }
    if name not in kinds:
        return None
    common = ["-f", *kinds[name], "-M", "UTF-8", "-m", str(article), "-p", str(catalog)]
    return ["po4a-updatepo", *common], ["po4a-translate", *common, "-k", "0", "-l", str(written), "-L", "UTF-8"]


def _mdpo(python: str, name: str, article: Path, catalog: Path, written: Path) -> Commands | None:
    if name != "markdown":
        return None
    return (
        [python, "-m", "mdpo.md2po", "--quiet", "--save", "--po-filepath", str(catalog), str(article)],
        [python, "-m", "mdpo.po2md", "--quiet", "--pofiles", str(catalog), "--save", str(written), str(article)],
    )


def _toolkit(python: str, name: str, article: Path, catalog: Path, written: Path) -> Commands | None:
    short = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}.get(name)
    if short is None:
        return None
    run = [python, "-m", f"translate.convert.{short}2po", "--progress=none"]
    back = [python, "-m", f"translate.convert.po2{short}", "--progress=none", "-t", str(article)]
    return [*run, str(article), str(catalog)], [*back, str(catalog), str(written)]
