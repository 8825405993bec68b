"""Apertium's stream format, and a pipeline that stays alive between texts.

The `apertium` program with -z never flushes its formatters, so the stages of a mode file are run here directly, each
told (-z) to flush at every NUL, and texts are written in the stream format
(https://wiki.apertium.org/wiki/Apertium_stream_format).
"""

from __future__ import annotations

import contextlib
import os
import re
import selectors
import shlex
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dragoman.model.errors import EngineError

_SPECIAL = re.compile(r"[\\\[\]{}^$/@<>]")
_BLOCK = re.compile(r"[\n\t\r]+| {2,}")  # goes through as a block of formatting ("superblank"), untouched
# An escaped character, a block of formatting with the blanks the engine set around it, a mark, blanks, plain text.
_ANSWER = re.compile(r"\\(.)| *\[((?:[^\[\]\\]|\\.)*)\] *|([*#@])|( +)|([^\\\[*#@ ]+|\[)", re.DOTALL)
_WORD = re.compile(r"\w+")
# Signs that the stages read as their own in plain text: * # mark words they could not do, ~ and + steer the generator.
_OWN_SIGNS = "*#~+"
_PRIVATE_USE = range(0xE000, 0xF8FF)
_ENDS = re.compile(r"[.!?…]\Z")
# These take no -z: Constraint Grammar's and HFST's tools flush by themselves or know the option as something else.
_NO_FLUSH_OPTION = re.compile(r"(?:vislcg3|cg-mwesplit|hfst-tokeni[sz]e|divvun-suggest)\Z")
_LARGEST_ANSWER = 4_000_000  # bytes: more for one text is a stage running wild


@dataclass(frozen=True, slots=True)
class Sent:
    """A text in the stream format, and what reading its answer needs."""

    stream: str
    signs: dict[str, str]  # private use character → the sign it stands for
    ended: bool  # a full stop was added
    tag: str


def can_carry(text: str) -> bool:
    """False for a text with NUL, which ends texts, or a lone surrogate, which UTF-8 does not have."""
    return "\0" not in text and not re.search("[\ud800-\udfff]", text)


def encode(text: str, number: int) -> Sent:
    """`text` (see can_carry) for a pipeline, ended with a full stop where it has no end of its own, so that no stage
    waits for more or reads on into the next text. Its `number` goes along as a formatting block and proves, when it
    comes back, that the answer belongs to this text.
    """
    free = (chr(code) for code in _PRIVATE_USE if chr(code) not in text)
    signs = dict(zip(islice(free, len(_OWN_SIGNS)), _OWN_SIGNS, strict=False))
    hidden = text.translate({ord(sign): private for private, sign in signs.items()})
    escaped = _BLOCK.sub(lambda m: f"[{m.group()}]", _SPECIAL.sub(lambda m: "\\" + m.group(), hidden))
    ended = _ENDS.search(text) is None
    tag = f"[{number}]"
    return Sent(escaped + "." * ended + tag, signs, ended, tag)


def decode(answer: str, sent: Sent) -> tuple[str, list[str]] | None:
    """The translation, and the words that Apertium does not know; None when `answer` is not the answer to `sent`."""
    if not answer.endswith(sent.tag):
        return None
    answer = answer.removesuffix(sent.tag)
    if sent.ended:
        answer = answer.removesuffix(".")
    out: list[str] = []
    length = 0
    unknown: list[int] = []  # where in the text a word begins that Apertium could not do
    for match in _ANSWER.finditer(answer):
        escaped, block, mark, blanks, plain = match.groups()
        if mark is not None:
            unknown.append(length)
            continue
        # Rows of blanks that the source has come back as a block; any other row is the engine's own.
        piece = " " if blanks is not None else block if block is not None else escaped or plain
        out.append(piece)
        length += len(piece)
    text = "".join(out)
    words = [found.group() for start in unknown if (found := _WORD.match(text, start))]
    return text.translate({ord(private): sign for private, sign in sent.signs.items()}).strip(" "), words


def read_mode(path: Path) -> list[list[str]]:
    """The stages of a mode file as argument lists, each told to flush at NUL where it can.

    Mode files are lines of shell; only programs, arguments and pipes are accepted, and no shell ever sees them.
    """
    try:
        words = shlex.shlex(path.read_text(encoding="utf-8"), posix=True, punctuation_chars="|&;<>()")
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(f"the Apertium mode {path} cannot be read: {error}") from error
    words.whitespace_split = True
    words.commenters = ""
    stages: list[list[str]] = [[]]
    try:
        for word in words:
            if word == "|":
                stages.append([])
            elif set(word) <= set("|&;<>()") or "`" in word or "$(" in word:
                raise EngineError(f"the Apertium mode {path} holds {word!r}: more shell than programs and pipes")
            elif word == "$1":
                stages[-1].append("-g")  # mark what the generator does not know
            elif word != "$2":
                stages[-1].append(word)
    except ValueError as error:
        raise EngineError(f"the Apertium mode {path} is damaged: {error}") from error
    if not all(stages):
        raise EngineError(f"the Apertium mode {path} has an empty stage")
    return [_flushing(stage) for stage in stages]


def _flushing(stage: list[str]) -> list[str]:
    return stage if _NO_FLUSH_OPTION.match(Path(stage[0]).name) else [stage[0], "-z", *stage[1:]]


class Pipeline:
    """The running stages of one mode, in a process group of their own."""

    def __init__(self, stages: Sequence[Sequence[str]]) -> None:
        self._stages: list[subprocess.Popen[bytes]] = []
        self._rest = b""
        group = 0
        try:
            for stage in stages:
                self._stages.append(
                    subprocess.Popen(
                        stage,
                        stdin=self._stages[-1].stdout if self._stages else subprocess.PIPE,
                        stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL,
                        bufsize=0,
                        process_group=group,
                    )
                )
                group = group or self._stages[0].pid
                if len(self._stages) > 1 and (passed := self._stages[-2].stdout):
                    passed.close()  # the next stage has it; held open here, the end of one would not end the others
        except OSError as error:
            self.close()
            raise EngineError(
                f"Apertium's {Path(stages[len(self._stages)][0]).name} cannot be started: {error}"
            ) from error
        first, last = self._stages[0].stdin, self._stages[-1].stdout
        assert first is not None and last is not None  # noqa: S101 - both were asked for as pipes
        self._in, self._out = first.fileno(), last.fileno()
        os.set_blocking(self._in, False)

    @property
    def pids(self) -> list[int]:
        """The process ids of the stages, in order."""
        return [stage.pid for stage in self._stages]

    def exchange(self, streams: Sequence[str], patience_s: float) -> list[str]:
        """The answers to `streams`, in order. There are fewer when the pipeline died, stayed silent for `patience_s`
        seconds or lost step; then it must be closed.

        Writing and reading take turns, so no size of texts can make both ends wait for each other.
        """
        due = memoryview(b"".join(stream.encode() + b"\0" for stream in streams))
        answers: list[str] = []
        with selectors.DefaultSelector() as selector:
            selector.register(self._out, selectors.EVENT_READ)
            selector.register(self._in, selectors.EVENT_WRITE)
            while len(answers) < len(streams):
                ready = selector.select(patience_s)
                if not ready:
                    return answers
                for key, _ in ready:
                    if key.fd == self._in:
                        try:
                            due = due[os.write(self._in, due[:65536]) :]
                        except BlockingIOError:
                            continue
                        except OSError:
                            return answers
                        if not due:
                            selector.unregister(self._in)
                    elif chunk := os.read(self._out, 65536):
                        *whole, self._rest = (self._rest + chunk).split(b"\0")
                        answers += [part.decode("utf-8", "replace") for part in whole]
                    else:
                        return answers
                if len(self._rest) > _LARGEST_ANSWER:
                    return answers
        return answers if len(answers) == len(streams) and not self._rest else []

    def kill(self) -> None:
        """Ends every stage and keeps the pipes, so that an exchange under way in another thread sees the end."""
        for stage in self._stages:
            stage.kill()
        if self._stages:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._stages[0].pid, signal.SIGKILL)  # whatever a stage may have started itself

    def close(self) -> None:
        """Ends every stage and gives the pipes back. May be called twice; never during an exchange."""
        self.kill()
        for stage in self._stages:
            for pipe in (stage.stdin, stage.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()
            stage.wait()
        self._stages = []
