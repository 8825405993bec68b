"""The Apertium engine: rule-based drafts made on this machine, by the pairs installed here."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
import shutil
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.engines.apertium_codes import modes_for, table
from dragoman.engines.apertium_stream import Pipeline, can_carry, decode, encode, read_mode
from dragoman.engines.options import read_number, read_text, refuse_unknown
from dragoman.engines.threads import in_thread
from dragoman.model.drafting import Batch, Capabilities, Draft, EngineSettings
from dragoman.model.errors import EngineError

MODES = "/usr/share/apertium/modes"
_WINDOW = 16  # texts on their way through a pipeline at a time: its stages work side by side
_GIVE_UP = 3  # texts in a row that a pipeline failed on without ever having answered one
_CODE = r"[a-z]{2,3}(?:_[A-Za-z0-9]+)*"
_MODE = re.compile(rf"{_CODE}-{_CODE}\Z")


class ApertiumEngine:
    """Drafts from Apertium's pipelines, kept running between batches, one for each pair, started when first needed.

    Options: `modes`, the folder of mode files; `timeout`, the seconds of silence after which a pipeline counts as hung.
    A pipeline that dies or hangs is restarted once for each text it failed on; only a text that fails again is left
    without a draft. `unknown` counts the words Apertium had no entry for and passed on as they are.
    """

    name = "apertium"
    caps = Capabilities()

    def __init__(self, settings: EngineSettings) -> None:
        refuse_unknown(self.name, settings.options, ("modes", "timeout"))
        self.unknown: Counter[str] = Counter()
        self._modes = Path(read_text(self.name, settings.options, "modes", MODES))
        self._patience_s = read_number(self.name, settings.options, "timeout", 20)
        self._pipelines: dict[str, Pipeline] = {}
        self._answered: set[str] = set()  # modes that have answered at least once
        self._sent = 0
        self._current: _Work | None = None
        self._busy = threading.Lock()  # one batch at a time: answers come back in the order of texts

    def missing(self, source: str, target: str) -> str:
        package = _package(source, target)
        mode = self._mode(source, target)
        if mode is None:
            return f"apt-get install apertium {package}" if package else f"Apertium has no pair {source} → {target}"
        try:
            lacking = sorted({stage[0] for stage in read_mode(mode) if shutil.which(stage[0]) is None})
        except EngineError as error:
            return error.message
        return f"apt-get install --reinstall apertium {package}  # lacks {', '.join(lacking)}" if lacking else ""

    def reaches(self) -> str:
        """A folder of mode files that the settings name: they say which programs are run."""
        return "" if str(self._modes) == MODES else str(self._modes)

    def version(self, source: str, target: str) -> str:
        """Changes when the pair is installed anew: what its mode file says, and size and time of the files it names."""
        mode = self._mode(source, target)
        if mode is None:
            return ""
        seen = [mode.stem]
        for path in [str(mode), *(word for stage in read_mode(mode) for word in stage if "/" in word)]:
            with contextlib.suppress(OSError):
                found = Path(path).stat()
                seen.append(f"{path} {found.st_size} {found.st_mtime_ns}")
        return hashlib.sha256("\n".join(seen).encode()).hexdigest()[:16]

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        mode = self._mode(batch.source, batch.target)
        if mode is None:
            raise EngineError(
                f"Apertium's pair {batch.source} → {batch.target} is not installed",
                hint=self.missing(batch.source, batch.target),
            )
        work = _Work(mode, tuple(request.text for request in batch.requests))
        try:
            return await in_thread(lambda: self._draft(work))
        except asyncio.CancelledError:
            work.stop.set()  # else the thread would go on with texts nobody waits for
            if self._current is work:
                self._kill()
            raise

    def close(self) -> None:
        if self._current is not None:
            self._current.stop.set()
        self._kill()
        with self._busy:  # the thread has let go of the pipes
            for pipeline in self._pipelines.values():
                pipeline.close()
            self._pipelines.clear()

    def installed(self) -> list[str]:
        """The modes to be had here, by Apertium's names (`eng-spa`), in alphabetical order."""
        return sorted(path.stem for path in self._modes.glob("*.mode") if _MODE.match(path.stem))

    def _mode(self, source: str, target: str) -> Path | None:
        installed = set(self.installed())
        return next((self._modes / f"{mode}.mode" for mode in modes_for(source, target) if mode in installed), None)

    def _draft(self, work: _Work) -> list[Draft]:
        """In a thread: windows of texts through the pipeline; after a failure the text it failed on, alone."""
        drafts = {
            index: Draft(None, work.mode.stem, "Apertium cannot take a text with NUL or a lone surrogate")
            for index, text in enumerate(work.texts)
            if not can_carry(text)
        }
        due = [index for index in range(len(work.texts)) if index not in drafts]
        failed = 0
        with self._busy:
            self._current = work
            try:
                while due and not work.stop.is_set():
                    made = self._exchange(work.mode, [work.texts[index] for index in due[:_WINDOW]])
                    if len(made) < len(due[:_WINDOW]) and not work.stop.is_set():
                        again = self._exchange(work.mode, [work.texts[due[len(made)]]])
                        failed = 0 if again else failed + 1
                        made += again or [Draft(None, work.mode.stem, "Apertium ended or hung on this text, twice")]
                    drafts |= zip(due, made, strict=False)
                    due = due[len(made) :]
                    if failed >= _GIVE_UP and work.mode.stem not in self._answered:
                        raise EngineError(
                            f"Apertium's pipeline {work.mode.stem} answers nothing",
                            hint=f"see what it says: echo test | apertium {work.mode.stem}",
                        )
            finally:
                self._current = None
        if due:
            raise EngineError("Apertium was stopped")
        return [drafts[index] for index in range(len(work.texts))]

    def _exchange(self, mode: Path, texts: Sequence[str]) -> list[Draft]:
        """Drafts of the first texts, up to the first that got no answer; after a failure the pipeline is gone."""
        pipeline = self._pipelines.get(mode.stem)
        if pipeline is None:
            pipeline = self._pipelines[mode.stem] = Pipeline(read_mode(mode))
        sent = [encode(text, self._sent + index) for index, text in enumerate(texts)]
        self._sent += len(texts)
        drafts: list[Draft] = []
        answers = pipeline.exchange([question.stream for question in sent], self._patience_s)
        for answer, question in zip(answers, sent, strict=False):
            read = decode(answer, question)
            if read is None:
                break
            drafts.append(Draft(read[0], mode.stem))
            self.unknown.update(read[1])
        if drafts:
            self._answered.add(mode.stem)
        if len(drafts) < len(texts):
            self._pipelines.pop(mode.stem).close()
        return drafts

    def _kill(self) -> None:
        for pipeline in list(self._pipelines.values()):
            pipeline.kill()


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """One batch on its way; `stop` is set when nobody waits for it any more."""

    mode: Path
    texts: tuple[str, ...]
    stop: threading.Event = field(default_factory=threading.Event)


def _package(source: str, target: str) -> str:
    """Debian's package for the pair, or ""."""
    packages = table("debian")
    return next((name for mode in modes_for(source, target) for name, held in packages.items() if mode in held), "")
