"""memory: the translation memory filled, asked, given files and written out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dragoman import __version__, files
from dragoman.language.tags import serves
from dragoman.memory.finding import Match
from dragoman.memory.tmx_reading import Fault, read_tmx
from dragoman.memory.tmx_writing import write_tmx
from dragoman.memory.translations import Counts, Memory
from dragoman.memory.units import Unit
from dragoman.model import ConfigError, FileError, FormatError, Where
from dragoman.project import IMPORTED, NAME, Project
from dragoman.workflow.recalling import differs
from dragoman.workflow.remembering import Refilled, refill


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and what differs between its source and the text that was asked for, in a few words or ""."""

    match: Match
    differs: str


@dataclass(frozen=True, slots=True)
class Size:
    """What the memory holds, by pair of languages, from how many files; its bytes on the disk, and when it was filled
    last (ISO 8601)."""

    pairs: tuple[Counts, ...]
    files: int
    bytes: int
    built: str


@dataclass
class Imported:
    """What became of a file: its path in the project, how many units it has, and what is wrong with others."""

    path: str
    units: int = 0
    faults: list[Fault] = field(default_factory=list)


def build(project: Project, *, anew: bool = False, say: Callable[[str], None] = lambda _: None) -> Refilled:
    """Brings the memory up to the catalogs and files that feed it; `anew` reads all of them again."""
    with _opened(project) as memory:
        return refill(project, memory, anew=anew, say=say)


def search(
    project: Project, text: str, target: str, *, source: str = "", threshold: int | None = None, limit: int = 5
) -> list[Found]:
    """What was approved for `text` or for texts like it in the language `target`, best first.

    `source` is the text's language, the project's when left out; `threshold` per cent, else the project's.
    """
    least = project.memory.threshold if threshold is None else threshold
    tag = source or project.source
    with _opened(project) as memory:
        refill(project, memory)
        found = memory.similar(text, tag, target, threshold=least / 100, limit=limit)
    return [Found(match, differs(match.source, text, language=tag)) for match in found]


def import_tmx(project: Project, source: Path, *, name: str = "", dry: bool = False) -> Imported:
    """Brings a TMX file into the project, as it is, and its units into the memory.

    The file stays the record of them: so the memory can always be filled anew. Raises FileError when another file has
    the name, ConfigError when the project's [memory] does not feed from where it would stand.
    """
    path = f"{IMPORTED}/{(name or source.name).removesuffix('.tmx')}.tmx"
    if PurePosixPath(path).parent.as_posix() != IMPORTED:
        raise ConfigError(f"{name!r} is no file name", hint="give the name alone, without a folder")
    if not any(PurePosixPath(path).match(pattern) for pattern in project.memory.files):
        raise ConfigError(f"'files' in [memory] does not name {path}", Where(NAME), f'add "{IMPORTED}/*.tmx" to it')
    report = Imported(path)
    target = project.file(path)
    if dry:
        for _ in read_tmx(files.read_pieces(source), str(source), project.source, report.faults.append):
            report.units += 1
        return report
    first = next(read_tmx(files.read_pieces(source), str(source), project.source, report.faults.append), None)
    if first is None:
        told = report.faults[0] if report.faults else Fault(Where(str(source)), "holds no unit")
        raise FormatError(f"nothing to import: {told.message}", told.where, "export it again as TMX 1.4")
    if target.exists() and not _is_same(source, target):
        raise FileError("is another file than the one to import", Where(path), "choose a name: --name NAME")
    if not target.exists():
        files.write_pieces(target, files.read_pieces(source), root=project.folder)
    with _opened(project) as memory:
        report.faults = refill(project, memory).faults
        report.units = memory.units_of(path)
    return report


def export_tmx(project: Project, target: Path, *, source: str = "", language: str = "") -> int:
    """Writes the memory as TMX 1.4b; how many units. With `language`, those in it; with `source`, those from it."""
    count = 0

    def wanted(units: Iterator[Unit]) -> Iterator[Unit]:
        nonlocal count
        for unit in units:
            if (not language or serves(unit.language, language)) and (
                not source or serves(unit.source_language, source)
            ):
                count += 1
                yield unit

    with _opened(project) as memory:
        refill(project, memory)
        pieces = write_tmx(wanted(memory.units()), source or project.source, __version__)
        files.write_pieces(target, pieces, root=target.resolve().parent)
    return count


def stats(project: Project) -> Size:
    """How large the memory is, as it was filled last."""
    with _opened(project) as memory:
        pairs, known, built = memory.counts(), len(memory.files()), memory.fact("built")
    size = sum(file.stat().st_size for file in _parts(project.memory_file))
    return Size(tuple(pairs), known, size, built)


@contextmanager
def _opened(project: Project) -> Iterator[Memory]:
    memory = Memory(project.memory_file)
    try:
        yield memory
    finally:
        memory.close()


def _parts(file: Path) -> list[Path]:
    """The file of the memory and those that SQLite puts beside it."""
    beside = [file.with_name(file.name + end) for end in ("", "-wal", "-shm")]
    return [path for path in beside if path.exists()]


def _is_same(one: Path, other: Path) -> bool:
    if one.stat().st_size != other.stat().st_size:
        return False
    return all(a == b for a, b in zip(files.read_pieces(one), files.read_pieces(other), strict=True))
