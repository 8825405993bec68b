"""doctor: what dragoman needs and lacks on this machine and in this project, each with the line that mends it."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from dragoman.model import DragomanError
from dragoman.project import Project
from dragoman.project.trust import trust_file
from dragoman.workflow.engines import Known, known_engines

_SQLITE = (3, 37, 0)  # STRICT tables
_GETTEXT = "msgfmt"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing looked at: `ok`, a `note` where something optional is not there, or a `fault`; and the mending line."""

    about: str
    state: Literal["ok", "note", "fault"]
    said: str
    mend: str = ""


def doctor(project: Project | None) -> Iterator[Symptom]:
    """Everything that is looked at, in a fixed order; outside of a project what is the machine's own. Contacts nobody
    and writes nothing."""
    yield Symptom("python", "ok", sys.version.split()[0])
    yield from _packages()
    yield _sqlite()
    yield _program("gettext", _GETTEXT, "checks of PO files in other tools", "apt-get install gettext")
    if project is not None:
        yield _state(project)
        yield from _stores(project)
        yield from _trust(project)
        yield from _engines(project)


def _packages() -> Iterator[Symptom]:
    needed = [
        re.split(r"[\s<>=!~;\[(]", line, maxsplit=1)[0] for line in requires("dragoman") or () if "extra ==" not in line
    ]
    lacking = [name for name in needed if not _is_installed(name)]
    for name in lacking:
        yield Symptom("packages", "fault", f"{name} is not installed", f"pip install {name}")
    if not lacking:
        yield Symptom("packages", "ok", f"{len(needed)} needed, all installed")


def _is_installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _sqlite() -> Symptom:
    found = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _SQLITE:
        wanted = ".".join(map(str, _SQLITE))
        return Symptom("sqlite", "fault", f"{found} is older than {wanted}", "use a Python that brings a newer SQLite")
    return Symptom("sqlite", "ok", found)


def _program(about: str, name: str, use: str, mend: str) -> Symptom:
    place = shutil.which(name)
    if place is None:
        return Symptom(about, "note", f"{name} is not installed; it is for {use}", mend)
    return Symptom(about, "ok", place)


def _state(project: Project) -> Symptom:
    folder = project.file(project.state)
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if os.access(there, os.W_OK | os.X_OK):
        return Symptom("state", "ok", f"{project.state} can be written")
    return Symptom("state", "fault", f"{there} cannot be written", f"chmod u+rwx {there}")


def _stores(project: Project) -> Iterator[Symptom]:
    paths = {*project.file(project.state).glob("*.sqlite"), project.ledger_file}
    for path in sorted(path for path in paths if path.exists()):
        name = path.relative_to(project.folder).as_posix()
        if trouble := _damage(path):
            yield Symptom(
                "stores", "fault", f"{name} is damaged: {trouble}", f"sqlite3 {name} .recover | sqlite3 mended.sqlite"
            )
        else:
            yield Symptom("stores", "ok", f"{name} is sound")


def _damage(path: Path) -> str:
    alone = "" if Path(f"{path}-wal").exists() else "&immutable=1"  # else a reader would make files beside it
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{alone}", uri=True)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)
    return "" if found == "ok" else found


def _trust(project: Project) -> Iterator[Symptom]:
    from dragoman.project.trust import trust_of

    try:
        trust_of(project.folder, "", "")
    except DragomanError as error:
        yield Symptom("trust", "fault", f"{trust_file()}: {error.message}", error.hint)


def _engines(project: Project) -> Iterator[Symptom]:
    try:
        engines = known_engines(project)
    except DragomanError:
        return  # told already
    for engine in engines:
        if engine.is_used or engine.name in project.engines:
            yield from _engine(project, engine)


def _engine(project: Project, engine: Known) -> Iterator[Symptom]:
    about = f"engine {engine.name}"
    if engine.fault:
        yield Symptom(about, "fault", engine.fault, f"mend [engines.{engine.name}] in dragoman.toml")
        return
    if engine.trust == "no":
        said = f"is not asked before you trust {engine.reaches}"
        yield Symptom(about, "fault" if engine.is_used else "note", said, f"dragoman engines trust {engine.name}")
        return
    ways: dict[str, list[str]] = {}
    for language, way in engine.missing.items():
        ways.setdefault(way, []).append(language)
    for way, languages in ways.items():
        is_key = way.startswith("export ")
        is_line = is_key or way.startswith(("apt-get ", "pip ", "set "))
        said = "has no key" if is_key else f"cannot translate into {', '.join(languages)}"
        said += "" if is_line else f": {way}"
        yield Symptom(about, "fault" if is_key and engine.is_used else "note", said, way if is_line else "")
    served = [language for language in project.languages if language not in engine.missing]
    if served:
        yield Symptom(about, "ok", f"for {', '.join(served)}")
