"""One run's turn at a project: locked, and with what a killed run left behind put right first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman import files
from dragoman.project import Project

WAIT_S = 120.0  # for another run to end


@contextmanager
def turn(project: Project, say: Callable[[str], None]) -> Iterator[None]:
    """Holds the project's lock. A save of an editor that a killed run left aside is told of, never thrown away."""
    with files.lock(project.file(project.state), wait_s=WAIT_S, say=say):
        for folder in (project.locales, project.output):
            if project.file(folder).is_dir():
                for path in files.recover(project.file(folder), project.folder):
                    say(f"an earlier run was stopped; an editor's save of that moment is kept: {_short(path, project)}")
        yield


def _short(path: Path, project: Project) -> str:
    return path.relative_to(project.folder).as_posix() if path.is_relative_to(project.folder) else str(path)
