"""How each tool follows an edited article and publishes it: its own programs, on its own folders, with its defaults.

A project is a folder with `articles/*.md`. Every tool has one catalog an article, so that they are asked the same.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_LIMIT = 300  # seconds for one program over all articles; it fails on those that it has not done by then
_MSGMERGE_LIMIT = 20  # seconds for one catalog
_REPEATED = Path(__file__).parent / "repeated.py"

# project, names of its articles
Step = Callable[[Path, Sequence[str]], None]


@dataclass(frozen=True, slots=True)
class Workflow:
    """`update` brings the catalogs up to the articles, `publish` writes the translated articles.

    `catalog` and `published` say where both stand in a project, by the article's name. What could not be done is not
    there, or as it was. `missing` says what to install, "" when it is there.
    """

    name: str
    missing: str
    update: Step
    publish: Step
    catalog: str
    published: str

    def catalog_of(self, project: Path, article: str) -> Path:
        return project / self.catalog.format(name=article, stem=Path(article).stem)

    def published_of(self, project: Path, article: str) -> Path:
        return project / self.published.format(name=article)


def workflows(peers_python: str | None) -> list[Workflow]:
    """dragoman first. `peers_python` is a Python that has mdpo and translate-toolkit."""
    python = peers_python or ""
    toolkit = _missing(python, "translate.convert.md2po", "translate-toolkit[markdown]")
    po4a = "" if shutil.which("po4a") else "apt-get install po4a"
    msgmerge = toolkit or ("" if shutil.which("msgmerge") else "apt-get install gettext")
    return [
        Workflow("dragoman", "", _dragoman_update, _dragoman_publish, "locales/es/{name}.po", "build/es/{name}"),
        Workflow("po4a", po4a, _po4a, _nothing, "po/{name}.es.po", "out/{name}"),
        Workflow(
            "mdpo",
            _missing(python, "mdpo", "mdpo"),
            lambda *given: _mdpo_update(python, *given),
            lambda *given: _mdpo_publish(python, *given),
            "po/{name}.po",
            "out/{name}",
        ),
        Workflow(
            "Translate Toolkit",
            toolkit,
            lambda *given: _toolkit_update(python, *given),
            lambda *given: _toolkit_publish(python, *given),
            "po/{stem}.po",
            "out/{name}",
        ),
        Workflow(
            "msgmerge",
            msgmerge,
            lambda *given: _msgmerge_update(python, *given),
            lambda *given: _toolkit_publish(python, *given),
            "po/{stem}.po",
            "out/{name}",
        ),
    ]


def _missing(python: str, module: str, package: str) -> str:
    if python and not subprocess.run([python, "-c", f"import {module}"], capture_output=True).returncode:
        return ""
    return f"--peers-python PATH, a Python with {package}"


def _nothing(project: Path, articles: Sequence[str]) -> None:
    """The one run of the tool has done it."""


def _run(command: Sequence[str], project: Path, limit: float = _LIMIT) -> bool:
    try:
        return subprocess.run(command, cwd=project, capture_output=True, timeout=limit).returncode == 0
    except subprocess.TimeoutExpired:
        return False


# dragoman


def _dragoman_update(project: Path, articles: Sequence[str]) -> None:
    settings = project / "dragoman.toml"
    if not settings.exists():
        settings.write_text('source = "en"\nlanguages = ["es"]\narticles = ["articles"]\n', encoding="utf-8")
    _run([sys.executable, "-m", "dragoman", "extract"], project)


def _dragoman_publish(project: Path, articles: Sequence[str]) -> None:
    _run([sys.executable, "-m", "dragoman", "merge"], project)


# po4a


def _po4a(project: Path, articles: Sequence[str]) -> None:
    """One run for all; where it fails, for the halves, down to the article that it fails on."""
    lines = ["[po4a_langs] es", "[po4a_paths] pot/$master.pot $lang:po/$master.$lang.po"]
    lines += [f'[type: text] articles/{name} es:out/{name} opt:"-o markdown" pot={name}' for name in articles]
    (project / "po4a.cfg").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for folder in ("pot", "po", "out"):
        (project / folder).mkdir(exist_ok=True)
    charset = ["--master-charset", "UTF-8", "--localized-charset", "UTF-8"]
    if not _run(["po4a", "--quiet", *charset, "po4a.cfg"], project) and len(articles) > 1:
        half = len(articles) // 2
        _po4a(project, articles[:half])
        _po4a(project, articles[half:])


# mdpo


def _mdpo_update(python: str, project: Path, articles: Sequence[str]) -> None:
    (project / "po").mkdir(exist_ok=True)
    runs = [["--quiet", "--save", "--po-filepath", f"po/{name}.po", f"articles/{name}"] for name in articles]
    _repeat(python, "mdpo.md2po", runs, project)


def _mdpo_publish(python: str, project: Path, articles: Sequence[str]) -> None:
    (project / "out").mkdir(exist_ok=True)
    runs = [["--quiet", "--pofiles", f"po/{name}.po", "--save", f"out/{name}", f"articles/{name}"] for name in articles]
    _repeat(python, "mdpo.po2md", runs, project)


def _repeat(python: str, module: str, runs: Sequence[Sequence[str]], project: Path) -> None:
    given = "".join(json.dumps(run) + "\n" for run in runs)
    command = [python, str(_REPEATED), module]
    try:
        subprocess.run(command, cwd=project, input=given.encode(), capture_output=True, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        return


# Translate Toolkit, and msgmerge between its programs


def _toolkit_update(python: str, project: Path, articles: Sequence[str]) -> None:
    _templates(python, project)
    new = project / "po.new"
    template = ["--template", "po"] if (project / "po").exists() else []
    _run([python, "-m", "translate.convert.pot2po", "--progress=none", *template, "pot", "po.new"], project)
    if new.exists():
        shutil.rmtree(project / "po", ignore_errors=True)
        new.rename(project / "po")


def _msgmerge_update(python: str, project: Path, articles: Sequence[str]) -> None:
    _templates(python, project, "--duplicates=merge")
    (project / "po").mkdir(exist_ok=True)
    for name in articles:
        catalog, template = f"po/{Path(name).stem}.po", f"pot/{Path(name).stem}.pot"
        if (project / catalog).exists():
            run = ["msgmerge", "--quiet", "--previous", "--update", "--backup=none", catalog, template]
        else:
            run = ["msginit", "--no-translator", "--locale=es.UTF-8", f"--input={template}", f"--output={catalog}"]
        _run(run, project, _MSGMERGE_LIMIT)


def _templates(python: str, project: Path, *options: str) -> None:
    shutil.rmtree(project / "pot", ignore_errors=True)
    _run([python, "-m", "translate.convert.md2po", "--progress=none", "-P", *options, "articles", "pot"], project)


def _toolkit_publish(python: str, project: Path, articles: Sequence[str]) -> None:
    run = [python, "-m", "translate.convert.po2md", "--progress=none", "--template", "articles", "po", "out"]
    _run(run, project)
