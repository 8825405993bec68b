"""Which tokens an engine keeps, tried once for each pair of languages and remembered in the state folder."""

from __future__ import annotations

import asyncio
import datetime
import json
import re

from dragoman import files
from dragoman.engines.probing import UNKNOWN, Survey, digest_of_probe, from_json, probe, to_json
from dragoman.model import DragomanError, Engine, EngineError
from dragoman.project import Project

_DEADLINE_S = 120.0
_OLD_AFTER_DAYS = 30  # for an engine that does not say when its answers may change


def survey_of(project: Project, engine: Engine, language: str) -> Survey:
    """What is known of `engine` for the project's source and `language`; it is asked when nothing is.

    Engines that keep our tags, or repeat what people said, need no tokens. One that fails is not surveyed now.
    """
    if engine.caps.stored or engine.caps.markup:
        return UNKNOWN
    path = (
        project.file(project.state) / "probes" / f"{_name(engine.name)}-{_name(project.source)}-{_name(language)}.json"
    )
    tell = getattr(engine, "version", None)
    version = str(tell(project.source, language)) if callable(tell) else ""
    marker = f"{digest_of_probe()} {version}"
    today = datetime.date.today()
    known: object = None
    try:
        known = json.loads(files.read(path, root=project.folder)) if path.exists() else None
    except (DragomanError, ValueError):
        known = None  # damaged: asked anew
    if isinstance(known, dict) and known.get("of") == marker and (version or _is_young(known.get("on"), today)):
        survey = from_json(known.get("found"))
        if survey is not None:
            return survey
    try:
        survey = asyncio.run(probe(engine, project.source, language, _DEADLINE_S))
    except EngineError:
        return UNKNOWN  # the drafts will say why
    said = {"of": marker, "on": today.isoformat(), "found": to_json(survey)}
    data = (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    files.update(path, lambda _: data, root=project.folder)
    return survey


def _name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", text)


def _is_young(day: object, today: datetime.date) -> bool:
    try:
        return 0 <= (today - datetime.date.fromisoformat(str(day))).days <= _OLD_AFTER_DAYS
    except ValueError:
        return False
