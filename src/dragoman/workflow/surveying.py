"""Which tokens an engine keeps, tried once for each pair of languages and remembered in the state folder."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

from dragoman import files
from dragoman.engines.probing import UNKNOWN, Survey, digest_of_probe, from_json, probe, to_json
from dragoman.model import DragomanError, Engine, EngineError
from dragoman.project import Project

_DEADLINE_S = 120.0
_OLD_AFTER_DAYS = 30  # for an engine that does not say when its answers may change


async def survey_of(project: Project, engine: Engine, language: str) -> Survey:
    """What is known of `engine` for the project's source and `language`; it is asked when nothing is.

    Engines that keep our tags, or repeat what people said, need no tokens. One that fails is not surveyed now.
    """
    known = known_survey(project, engine, language)
    if known is not None:
        return known
    try:
        return await try_out(project, engine, language)
    except EngineError:
        return UNKNOWN  # the drafts will say why


def known_survey(project: Project, engine: Engine, language: str) -> Survey | None:
    """What is known without asking; None when it would have to be asked."""
    if engine.caps.stored or engine.caps.markup:
        return UNKNOWN
    path = _path(project, engine, language)
    known: object = None
    try:
        known = json.loads(files.read(path, root=project.folder)) if path.exists() else None
    except (DragomanError, ValueError):
        known = None  # damaged: asked anew
    version = _version(project, engine, language)
    if isinstance(known, dict) and known.get("of") == _marker(version) and (version or _is_young(known.get("on"))):
        return from_json(known.get("found"))
    return None


async def try_out(project: Project, engine: Engine, language: str) -> Survey:
    """Asks the engine now, and remembers what came of it. EngineError when it fails."""
    survey = await probe(engine, project.source, language, _DEADLINE_S)
    version = _version(project, engine, language)
    said = {"of": _marker(version), "on": datetime.date.today().isoformat(), "found": to_json(survey)}
    data = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    files.update(_path(project, engine, language), lambda _: data, root=project.folder)
    return survey


def _path(project: Project, engine: Engine, language: str) -> Path:
    name = f"{_name(engine.name)}-{_name(project.source)}-{_name(language)}.json"
    return project.file(project.state) / "probes" / name


def _version(project: Project, engine: Engine, language: str) -> str:
    tell = getattr(engine, "version", None)
    return str(tell(project.source, language)) if callable(tell) else ""


def _marker(version: str) -> str:
    return f"{digest_of_probe()} {version}"


def _name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text)


def _is_young(day: object) -> bool:
    try:
        return 0 <= (datetime.date.today() - datetime.date.fromisoformat(str(day))).days <= _OLD_AFTER_DAYS
    except ValueError:
        return False
