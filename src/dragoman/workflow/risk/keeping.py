"""What a project's own edits teach of risk, gone through now and then and kept in the state folder."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from dragoman import files
from dragoman.glossary.terms import Glossary
from dragoman.memory.looking import Looking
from dragoman.model import DragomanError, Pair
from dragoman.project import Project
from dragoman.workflow.reading import Trouble, articles, each_language
from dragoman.workflow.risk.house import USUAL, Answers, House, examples_of, learn, source_digest, went_through
from dragoman.workflow.risk.learning import Example
from dragoman.workflow.risk.weights import DEFAULT, Weights

_LEARNED = datetime.timedelta(days=1)
_USUAL = datetime.timedelta(minutes=10)


def house_of(project: Project, language: str, glossary: Glossary) -> House:
    """What the order goes by in a language. Learned weights stay for a day, that there are none for some minutes; the
    file may be deleted at any time."""
    if not project.ledger_file.exists():
        return USUAL
    path = project.file(project.state) / "risk" / f"{language}.json"
    now = datetime.datetime.now(datetime.UTC)
    known = _read(path, project.folder, now)
    if known is None:
        known = learn(_examples(project, language, glossary))
        _write(path, project.folder, now, known)
    return known


def answers_to(project: Project, language: str, pairs: Iterable[Pair]) -> Answers:
    """What engines once answered to the texts of the pairs, as the ledger has it."""
    digests = {source_digest(pair.segment.text) for pair in pairs}
    with closing(Looking(project.ledger_file)) as ledger:
        return ledger.answers(digests, project.source, language)


def _examples(project: Project, language: str, glossary: Glossary) -> list[Example]:
    """The drafts of every article that people went through. What cannot be read is told by those who work on it."""
    troubles: list[Trouble] = []
    found = [
        pairs
        for reading, _ in each_language(project, articles(project), (language,), troubles)
        if any(map(went_through, pairs := reading.pairs(language)))
    ]
    answers = answers_to(project, language, (pair for pairs in found for pair in pairs))
    return [
        example
        for pairs in found
        for example in examples_of(pairs, answers, source=project.source, language=language, glossary=glossary)
    ]


def _read(path: Path, root: Path, now: datetime.datetime) -> House | None:
    """None where nothing is kept, or of other signs, or of too long ago, or what is kept is damaged."""
    try:
        kept = json.loads(files.read(path, root=root)) if path.exists() else None
    except (DragomanError, ValueError):
        return None
    match kept:
        case {"at": str(at), "of": of, "edits": int(edits), "learned": dict(learned)} if of == _marker():
            weights = _weights(learned)
            if weights is not None and _is_young(at, now, _LEARNED if learned else _USUAL):
                return House(weights, edits, bool(learned))
    return None


def _is_young(at: str, now: datetime.datetime, most: datetime.timedelta) -> bool:
    try:
        return datetime.timedelta() <= now - datetime.datetime.fromisoformat(at) < most
    except (ValueError, TypeError):  # no time, or one without a zone
        return False


def _weights(learned: dict[object, object]) -> Weights | None:
    if not learned:
        return DEFAULT
    if learned.keys() != DEFAULT.keys() or not all(isinstance(weight, int | float) for weight in learned.values()):
        return None
    return {str(name): float(str(weight)) for name, weight in learned.items()}


def _write(path: Path, root: Path, now: datetime.datetime, house: House) -> None:
    learned = dict(house.weights) if house.is_learned else {}
    said = {"at": now.isoformat(timespec="seconds"), "of": _marker(), "edits": house.edits, "learned": learned}
    data = (json.dumps(said, indent=1) + "\n").encode()
    files.update(path, lambda _: data, root=root)


def _marker() -> str:
    """Another one where the weights at the beginning are others."""
    return hashlib.sha256(repr(sorted(DEFAULT.items())).encode()).hexdigest()[:12]
