"""The bench a command is tried on: a project copied afresh for each run, faults, an editor, and what must hold."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from lenient import Translation, Witness, read

LEFT_OVER = (".tmp", ".part", ".swp", ".dragoman-part", ".dragoman-swap")
Edits = dict[str, set[Translation]]


@dataclass(frozen=True)
class Before:
    """What a PO file held before anything ran."""

    witness: Witness
    mode: int
    is_link: bool


@dataclass
class Bench:
    """A project that is copied afresh, and a command that is run in the copy."""

    source: Path
    command: str
    work: Path
    timeout_s: float
    hook: ModuleType | None
    before: dict[str, Before] = field(default_factory=dict)

    @property
    def project(self) -> Path:
        return self.work / "project"

    def refresh(self) -> None:
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(self.source, self.project, symlinks=True)
        self.before = self.before or {str(path.relative_to(self.project)): _before(path) for path in self.po_files()}

    def po_files(self) -> list[Path]:
        return sorted(path for path in self.project.rglob("*.po") if path.is_file())

    def start(
        self, faults: dict[str, object] | None = None, before_exec: Callable[[], None] | None = None
    ) -> subprocess.Popen[bytes]:
        env = dict(os.environ)
        if self.hook and hasattr(self.hook, "env"):
            env.update(self.hook.env())
        if faults is not None:
            counter = self.work / "counter"
            counter.write_bytes(bytes(8))
            env |= {"LD_PRELOAD": str(self.work / "fault.so"), "FAULT_ROOT": str(self.project)}
            env |= {"FAULT_COUNTER": str(counter), **{name: str(value) for name, value in faults.items()}}
        with (self.work / "stderr").open("wb") as said:
            return subprocess.Popen(
                ["sh", "-c", self.command],
                cwd=self.project,
                env=env,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
                preexec_fn=before_exec,
            )

    def last_words(self) -> str:
        """The last line that the latest run wrote to its standard error."""
        return (self.work / "stderr").read_text(errors="replace").strip().rpartition("\n")[2]

    def calls(self) -> int:
        return int.from_bytes((self.work / "counter").read_bytes(), sys.byteorder)

    def wait(self, run: subprocess.Popen[bytes]) -> int | str:
        try:
            return run.wait(self.timeout_s)
        except subprocess.TimeoutExpired:
            end(run)
            return "hang"

    def run(self, faults: dict[str, object] | None = None) -> int | str:
        return self.wait(self.start(faults))

    def problems(self, edits: Edits | None = None, *, is_final: bool = False, may_recover: bool = False) -> list[str]:
        found: list[str] = []
        for name, before in self.before.items():
            found += _damage(self.project / name, before)
        for name, edit in (edits or {}).items():
            if edit - _standing(self.project / name, may_recover):
                found.append("an editor's save made during the run was overwritten")
        if is_final:
            left = [path.name for path in self.project.rglob("*") if path.name.endswith(LEFT_OVER)]
            found += [f"temporary file left: {name}" for name in left[:1]]
        if self.hook and hasattr(self.hook, "check"):
            found += self.hook.check(self.project)
        return found

    def aftermath(self, edits: Edits | None = None, *, may_recover: bool = False) -> list[str]:
        """The problems now, and those after a run that nothing disturbs."""
        found = self.problems(None if may_recover else edits)
        status = self.run()
        found += self.problems(edits, is_final=True, may_recover=may_recover)
        return found + ([f"the next run fails: {status}, {self.last_words()}"] if status != 0 else [])

    def edit(self, mark: str) -> Edits:
        """What an editor does: every PO file gets one more translation, written beside it and renamed over it."""
        if self.hook and hasattr(self.hook, "edit"):
            edits: Edits = self.hook.edit(self.project)
            return edits
        saved: Edits = {}
        source, target = f"typed during the run {mark}", f"كُتبت أثناء التشغيل {mark}"
        for real in {path.resolve() for path in self.po_files()}:
            beside = real.with_name(f".{real.name}.ed")
            beside.write_bytes(real.read_bytes() + f'\nmsgctxt "race"\nmsgid "{source}"\nmsgstr "{target}"\n'.encode())
            shutil.copymode(real, beside)
            os.replace(beside, real)
            saved[str(real.relative_to(self.project))] = {("race", source, "msgstr", target)}
        return saved

    def edit_while_stopped(self, run: subprocess.Popen[bytes], mark: str) -> Edits:
        until = time.monotonic() + self.timeout_s
        while time.monotonic() < until and run.poll() is None:
            if stopped := _stopped(run.pid):
                edits = self.edit(mark)
                for number in stopped:
                    os.kill(number, signal.SIGCONT)
                return edits
            time.sleep(0.002)
        return {}


def compile_shim(work: Path) -> None:
    """Build fault.c into `work`; CalledProcessError shows the compiler's complaint."""
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O2", "-o", work / "fault.so", Path(__file__).parent / "fault.c", "-ldl"],
        check=True,
    )


def end(run: subprocess.Popen[bytes]) -> None:
    """Kill the run's whole session, which holds nothing but what we started."""
    with suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def _before(path: Path) -> Before:
    return Before(read(path.read_bytes()), stat.S_IMODE(path.stat().st_mode), path.is_symlink())


def _damage(path: Path, before: Before) -> list[str]:
    if not path.exists():
        return ["a file is gone"]
    found = []
    if subprocess.run(["msgfmt", "-o", os.devnull, path], capture_output=True).returncode:
        found.append("msgfmt refuses a file")
    now = read(path.read_bytes())
    if before.witness.human - now.translations:
        found.append("human translations lost")
    if before.witness.comments - now.comments:
        found.append("translators' comments lost")
    if stat.S_IMODE(path.stat().st_mode) != before.mode:
        found.append("mode changed")
    if before.is_link and not path.is_symlink():
        found.append("link replaced")
    return found


def _standing(path: Path, may_recover: bool) -> set[Translation]:
    real = path.resolve()
    files = [real, *(real.parent.glob(f"{real.name}.recovered*") if may_recover else ())]
    return {translation for file in files if file.exists() for translation in read(file.read_bytes()).translations}


def _stopped(group: int) -> list[int]:
    """The stopped processes of the group (Linux: fields 3 and 5 of /proc/PID/stat)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, owner = entry.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if state == "T" and int(owner) == group:
            found.append(int(entry.parent.name))
    return found
