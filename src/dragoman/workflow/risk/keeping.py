"""What a project's own edits teach of risk, gone through once a day and kept in the state folder."""

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


def house_of(project: Project, language: str, glossary: Glossary) -> House:
    """What the order goes by in a language. The outcome stays for the day; the file may be deleted at any time."""
    if not project.ledger_file.exists():
        return USUAL
    path = project.file(project.state) / "risk" / f"{language}.json"
    today = datetime.date.today().isoformat()
    known = _read(path, project.folder, today)
    if known is None:
        known = learn(_examples(project, language, glossary))
        _write(path, project.folder, today, known)
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


def _read(path: Path, root: Path, today: str) -> House | None:
    """None where nothing is kept of today and of these signs, or what is kept is damaged."""
    try:
        kept = json.loads(files.read(path, root=root)) if path.exists() else None
    except (DragomanError, ValueError):
        return None
    match kept:
        case {"on": on, "of": of, "edits": int(edits), "learned": dict(learned)} if (on, of) == (today, _marker()):
            weights = _weights(learned)
            return None if weights is None else House(weights, edits, bool(learned))
    return None


def _weights(learned: dict[object, object]) -> Weights | None:
    if not learned:
        return DEFAULT
    if learned.keys() != DEFAULT.keys() or not all(isinstance(weight, int | float) for weight in learned.values()):
        return None
    return {str(name): float(str(weight)) for name, weight in learned.items()}


def _write(path: Path, root: Path, today: str, house: House) -> None:
    learned = dict(house.weights) if house.is_learned else {}
    said = {"on": today, "of": _marker(), "edits": house.edits, "learned": learned}
    data = (json.dumps(said, indent=1) + "\n").encode()
    files.update(path, lambda _: data, root=root)


def _marker() -> str:
    """Another one where the weights at the beginning are others."""
    return hashlib.sha256(repr(sorted(DEFAULT.items())).encode()).hexdigest()[:12]
