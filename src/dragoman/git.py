"""What the history of the project knows; reads only, and runs nothing that a cloned repository names."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dragoman.model.errors import FileError, Where

_TIMEOUT_S = 120
_LIMIT = 512 * 1024 * 1024

# Configuration of a repository can name programs. Only plumbing commands are called, which read the fewest settings
# (`git log` would run gpg.program, `git diff` external diffs and text conversions), and what is left is set here.
_GIT = (
    "git",
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "log.showSignature=false"),
    *("-c", "safe.bareRepository=explicit"),  # a folder of the project that poses as a repository of its own
)
_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it lacks, by any program its configuration names
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
# A hook that calls us has these set for its own purposes; the folder decides which repository is read.
_UNSET = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
_LINK = "120000"  # the mode of a symbolic link
_COMMIT = re.compile(r"HEAD|[0-9a-f]{40}|[0-9a-f]{64}")
_FOUND = re.compile(rb"[0-9a-f]{40,64} (?P<type>\w+) (?P<size>\d+)\n")
_STAGE = re.compile(rb"100[0-7]{3} (?P<id>[0-9a-f]{40,64}) (?P<stage>[123])\t")
_ELSEWHERE = re.compile(rb"(?:symlink|dangling|loop|notdir) (?P<size>\d+)\n")


@dataclass(frozen=True, slots=True)
class NoHistory:
    """Why there is no history to read, as the rest of a sentence: "no history, because …"; and the way out, if any."""

    reason: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed something in a folder. `time` is its author's, in ISO 8601; the name is as .mailmap has it.

    `changes` has for each parent, by its id, the files that are not as they were there, each with its path there: None
    for a new one, another path for one that was renamed. Without a parent the folder begins here.
    """

    identity: str
    author: str
    time: str
    changes: Mapping[str, Mapping[Path, Path | None]]


@dataclass(frozen=True, slots=True)
class History:
    """The commits behind a folder of a git work tree. Paths are relative to that folder, or absolute and below it."""

    folder: Path
    top: Path
    prefix: str
    is_shallow: bool
    """Part of the history was not cloned, so that a commit which is not found may still exist."""

    @classmethod
    def open(cls, folder: Path) -> History | NoHistory:
        """The history that `folder` stands in, or why there is none. A repository without commits is a history."""
        folder = folder.absolute()
        if not folder.is_dir():
            return NoHistory("the folder does not exist")
        try:
            top = _line(_run(folder, "rev-parse", "--show-toplevel"))
            prefix = _line(_run(folder, "rev-parse", "--show-prefix"))
            is_shallow = _line(_run(folder, "rev-parse", "--is-shallow-repository"))
        except (FileNotFoundError, PermissionError):
            return NoHistory("the program git is not installed", "install git to make the history usable")
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            return _why_none(error, folder)
        return cls(folder, Path(top), prefix, is_shallow == "true")

    def resolve(self, name: str) -> str | None:
        """The whole id of the commit that `name` means (`HEAD~2`, a branch, a tag, a short id); None for others."""
        if name.startswith("-") or "\0" in name:
            return None
        try:
            return _line(_run(self.folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"))
        except subprocess.CalledProcessError:
            return None
        except (OSError, subprocess.SubprocessError) as error:
            raise _failed(self.folder, _complaint(error)) from error

    def merge_base(self, commit: str) -> str | None:
        """The newest commit that `commit` and HEAD both stand on; None when none is known. Raises FileError."""
        try:
            found = _run(self.folder, "merge-base", commit, "HEAD")
        except subprocess.CalledProcessError:
            return None
        except (OSError, subprocess.SubprocessError) as error:
            raise _failed(self.folder, _complaint(error)) from error
        return _line(found)

    def blobs(self, commit: str) -> dict[Path, str]:
        """Every file of the folder and of those in it, as the commit holds them, with the id of its content, for
        `is_blob`; "" for a link. Raises FileError.
        """
        rows = [row.partition(b"\t") for row in self._ask("ls-tree", "-r", "-z", commit).split(b"\0") if row]
        found = ((Path(os.fsdecode(name)), head.decode("ascii").split()) for head, _, name in rows)
        return {path: identity if mode != _LINK else "" for path, (mode, kind, identity) in found if kind == "blob"}

    def commits(self, paths: Sequence[Path], limit: int) -> list[str]:
        """Whole ids of at most `limit` commits reachable from HEAD that touch any of the paths, newest first.

        As in `git log -- PATHS`: side branches that changed nothing about them are left out, renames not followed.
        Raises FileError when git fails.
        """
        names = [self._name(path) for path in paths]
        if not names or not self._has_commits():
            return []
        found = self._ask("rev-list", f"--max-count={limit}", "HEAD", "--", *(f"./{name}" for name in names))
        return found.decode("ascii").split()

    def of_folder(self, folder: Path) -> list[Commit]:
        """Every commit reachable from HEAD that changed something in a folder, children before parents. Parents are
        those among them: the next ones back that changed something. Renames are followed inside the folder. In a
        shallow clone, the commits where it was cut are left out. Three or four runs of git, however long the history
        is. Raises FileError.
        """
        if not self._has_commits():
            return []
        below = ("--", f"./{self._name(folder)}")
        said = self._ask("rev-list", "--parents", "--topo-order", "--format=%aN%x00%aI", "HEAD", *below)
        rows = said.decode("utf-8", "replace").split("\n")  # a name may hold any other line end
        listed = [(head.split()[1:], who) for head, who in zip(rows[::2], rows[1::2], strict=False)]
        cut = self._cut() if self.is_shallow else frozenset()
        steps = [(ids[0], parent) for ids, _ in listed for parent in ids[1:]]
        changes = dict(zip(steps, self._changes(steps, below), strict=True))
        found = []
        for ids, who in listed:
            name, _, time = who.rpartition("\0")
            if ids[0] not in cut:
                found.append(Commit(ids[0], name, time, {one: changes[ids[0], one] for one in ids[1:]}))
        return found

    def _cut(self) -> frozenset[str]:
        """Where a shallow clone was cut, and where the history begins: nothing tells these apart."""
        return frozenset(self._ask("rev-list", "--max-parents=0", "HEAD").decode("ascii").split())

    def _changes(self, steps: Sequence[tuple[str, str]], below: Sequence[str]) -> Iterator[Mapping[Path, Path | None]]:
        """What each commit changed against a parent."""
        asked = "".join(f"{commit} {parent}\n" for commit, parent in steps).encode("ascii")
        how = ("--stdin", "--always", "-r", "-M", "-l1000", "--raw", "-z", "--relative", *below)
        rows = self._ask("diff-tree", *how, given=asked).split(b"\0")[:-1]
        changed: dict[Path, Path | None] | None = None
        place = iter(rows)
        for row in place:
            if not row.startswith(b":"):
                if changed is not None:
                    yield changed
                changed = {}
                continue
            kind, path = row.rpartition(b" ")[2][:1], Path(os.fsdecode(next(place)))
            former = None if kind == b"A" else path
            if kind in b"RC":
                former, path = path, Path(os.fsdecode(next(place)))
            if changed is not None:
                changed[path] = former
        if changed is not None:
            yield changed

    def names(self, commit: str, path: Path) -> list[Path]:
        """The files of a folder as the commit holds them, not those of folders in it; the path itself for a file.

        `commit` is a whole id or HEAD. Raises FileError when git fails.
        """
        if not _COMMIT.fullmatch(commit):
            raise ValueError(f"no whole commit id: {commit!r}")
        name = self._name(path)
        rows = [*self._tree(commit, f"{name}/"), *self._tree(commit, name)]
        return [Path(row) for kind, row in dict.fromkeys(rows) if kind == "blob"]

    def _tree(self, commit: str, name: str) -> list[tuple[str, str]]:
        found = self._ask("ls-tree", "-z", commit, "--", name)
        rows = [os.fsdecode(row).partition("\t") for row in found.split(b"\0") if row]
        return [(head.split()[1], path) for head, _, path in rows]

    def read(self, commit: str, path: Path) -> bytes | None:
        """The file as the commit holds it, links inside the repository followed; None when it holds no such file.

        `commit` is a whole id or HEAD. Bytes are those of the repository: line end conversion and filters are not run.
        """
        return next(self.read_many([(commit, path)]))

    def read_many(self, requests: Iterable[tuple[str, Path]]) -> Iterator[bytes | None]:
        """As `read`, for each request in order, by one process and one file at a time. Raises FileError."""
        # The index and the work tree are never looked at, so no filter, hook or monitor has a reason to run.
        command = (*_GIT, "-C", os.fspath(self.folder), "cat-file", "--batch", "--follow-symlinks")
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as reader:
            try:
                for commit, path in requests:
                    if not _COMMIT.fullmatch(commit):
                        raise ValueError(f"no whole commit id: {commit!r}")
                    name = self.prefix + self._name(path)
                    yield None if "\n" in name else _ask_reader(reader, f"{commit}:{name}", self.folder)
            finally:
                reader.kill()

    def head_holds(self, path: Path, data: bytes) -> bool:
        """HEAD's version of the file is just these bytes."""
        return self.read("HEAD", path) == data

    def stages(self, path: Path) -> tuple[bytes | None, bytes | None, bytes | None]:
        """The three versions that git keeps of a file in conflict: the common ancestor's, ours, theirs; None for one
        that has none. All are None for a file that is not in conflict. Raises FileError when git fails.
        """
        found: dict[int, bytes] = {}
        for row in self._ask("ls-files", "--unmerged", "-z", "--", self._name(path)).split(b"\0"):
            if match := _STAGE.match(row):
                found[int(match["stage"])] = self._ask("cat-file", "blob", match["id"].decode("ascii"))
        return found.get(1), found.get(2), found.get(3)

    def _has_commits(self) -> bool:
        try:
            _run(self.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except subprocess.CalledProcessError:
            return False
        return True

    def _ask(self, *arguments: str, given: bytes | None = None) -> bytes:
        try:
            return _run(self.folder, *arguments, given=given)
        except (OSError, subprocess.SubprocessError) as error:
            raise _failed(self.folder, _complaint(error)) from error

    def _name(self, path: Path) -> str:
        relative = path.relative_to(self.folder) if path.is_absolute() else path
        if ".." in relative.parts or not relative.parts or "\0" in str(relative):
            raise FileError("is no path of a file in the project", Where(repr(str(path))))
        return relative.as_posix()


def stamp_files(folder: Path) -> list[Path]:
    """The files of the repository around `folder` of which one changes, or comes, with every commit, checkout and
    fetch of older history: a look at their times tells whether its History may have changed, without asking git. None
    where there is no repository."""
    folder = folder.absolute()
    here = next((one / ".git" for one in (folder, *folder.parents) if (one / ".git").exists()), None)
    if here is None:
        return []
    own = _named_in(here, "gitdir: ") if here.is_file() else here  # a file in a further worktree, or a submodule
    if own is None:
        return []
    shared = _named_in(own / "commondir", "") or own
    stamps = [own / "HEAD", own / "logs/HEAD", shared / "packed-refs", shared / "shallow"]
    branch = _named_in(own / "HEAD", "ref: ", shared)
    return [*stamps, branch] if branch else stamps


def _named_in(file: Path, head: str, folder: Path | None = None) -> Path | None:
    """The path that a file of git names behind `head`, from `folder` or its own; None when it names none."""
    try:
        said = os.fsdecode(file.read_bytes()).rstrip("\n")
    except OSError:
        return None
    if not said.startswith(head) or "\0" in said:
        return None
    return (folder or file.parent) / said.removeprefix(head)


def person(folder: Path) -> str:
    """Who git says is at work in `folder`: `Name <address>`, "" when it does not say."""
    try:
        said = [_line(_run(folder, "config", "--get", f"user.{part}")).strip() for part in ("name", "email")]
    except (OSError, subprocess.SubprocessError):
        return ""
    return f"{said[0]} <{said[1]}>" if all(said) else ""


def is_blob(data: bytes, identity: str) -> bool:
    """True when git names these bytes so: it hashes a file with its kind and size before it, by SHA-1 or SHA-256."""
    digest = hashlib.new("sha256" if len(identity) == 64 else "sha1", usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest() == identity


def _run(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = (*_GIT, "-C", os.fspath(folder), *arguments)
    done = subprocess.run(
        command, env=_environment(), input=given or b"", capture_output=True, check=True, timeout=_TIMEOUT_S
    )
    return done.stdout


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _UNSET}
    return kept | _SETTINGS


def _ask_reader(reader: subprocess.Popen[bytes], name: str, folder: Path) -> bytes | None:
    if reader.stdin is None or reader.stdout is None:
        raise ValueError("the reader has no pipes")
    try:
        reader.stdin.write(os.fsencode(name) + b"\n")
        reader.stdin.flush()
        header = reader.stdout.readline()
    except OSError as error:
        with suppress(OSError):
            reader.stdin.close()  # so that leaving Popen does not try to flush once more
        raise _failed(folder, "its reader stopped") from error
    if found := _FOUND.fullmatch(header):
        data = _take(reader.stdout, int(found["size"]), folder)
        return data if found["type"] == b"blob" else None
    if elsewhere := _ELSEWHERE.fullmatch(header):
        _take(reader.stdout, int(elsewhere["size"]), folder)
        return None
    if header.endswith((b" missing\n", b" ambiguous\n")):
        return None
    raise _failed(folder, "its reader stopped")


def _take(pipe: IO[bytes], size: int, folder: Path) -> bytes:
    if size > _LIMIT:
        raise _failed(folder, f"a version of {size} bytes is more than {_LIMIT}")
    data = pipe.read(size + 1)  # and the line end after it
    if len(data) != size + 1:
        raise _failed(folder, "its reader stopped")
    return data[:-1]


def _line(output: bytes) -> str:
    return os.fsdecode(output.removesuffix(b"\n"))


def _why_none(error: subprocess.CalledProcessError | subprocess.TimeoutExpired, folder: Path) -> NoHistory:
    complaint = _complaint(error)
    if "dubious ownership" in complaint:
        return NoHistory(
            "the folder belongs to another user, and git does not trust it",
            f"if you trust it: git config --global --add safe.directory {folder.resolve()}",
        )
    if "not a git repository" in complaint:
        return NoHistory("the folder is not in a git repository", "git init && git add . && git commit")
    if "must be run in a work tree" in complaint or "bare repository" in complaint:
        return NoHistory("the folder is not in the work tree of a git repository")
    return NoHistory(f"git says: {complaint}")


def _complaint(error: Exception) -> str:
    """The first line of what git said, without control characters."""
    if isinstance(error, subprocess.CalledProcessError) and error.stderr:
        first = os.fsdecode(error.stderr).strip().splitlines()[0]
        return "".join(letter for letter in first if letter.isprintable())
    if isinstance(error, subprocess.TimeoutExpired):
        return f"no answer within {_TIMEOUT_S} seconds"
    return f"git failed ({type(error).__name__})"


def _failed(folder: Path, complaint: str) -> FileError:
    return FileError(f"the history cannot be read: {complaint}", Where(str(folder)), "look at it with git fsck")
