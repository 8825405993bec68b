"""A page's console blocks: read, run in a folder as a reader would type them, compared, written anew."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FENCE, END = "```console", "```"
ANY = "…"  # within a line: any text; as a whole line: any lines


@dataclass
class Command:
    """What stands after one `$ `: the lines typed (the first after `$ `, others after `> `), and what is printed."""

    line: int
    typed: list[str]
    printed: list[str] = field(default_factory=list)

    @property
    def script(self) -> str:
        return "\n".join(self.typed) + "\n"

    def fits(self, output: list[str]) -> bool:
        """True when `output` is what the page shows."""
        pattern = "".join(r"(?:.*\n)*" if line == ANY else _pattern(line) + r"\n" for line in self.printed)
        return re.fullmatch(pattern, "".join(f"{line}\n" for line in output)) is not None


def _pattern(line: str) -> str:
    return ".*".join(re.escape(piece) for piece in line.split(ANY))


Part = str | Command


def read(text: str) -> list[Part]:
    """A page as its lines, with each command of a console block in the place of its lines."""
    parts: list[Part] = []
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line in (FENCE, END):
            inside = line == FENCE
            parts.append(line)
        elif not inside:
            parts.append(line)
        elif line.startswith("$ "):
            parts.append(Command(number, [line[2:]]))
        else:
            command = parts[-1]
            assert isinstance(command, Command), f"line {number}: a console block begins with '$ '"
            if line.startswith("> ") and not command.printed:
                command.typed.append(line[2:])
            elif line == ">" and not command.printed:
                command.typed.append("")
            else:
                command.printed.append(line)
    return parts


def chapters(parts: list[Part]) -> list[tuple[str, list[Part]]]:
    """The parts below each `## ` heading, with what stands above the first under the heading ""."""
    found: list[tuple[str, list[Part]]] = [("", [])]
    inside = False
    for part in parts:
        if isinstance(part, str) and part.startswith("```"):
            inside = not inside
        if isinstance(part, str) and part.startswith("## ") and not inside:
            found.append((part, []))
        else:
            found[-1][1].append(part)
    return found


def run(parts: list[Part], folder: Path, **more: str) -> Iterator[tuple[Command, list[str]]]:
    """Runs every command in `folder`; each with the lines it printed. `$?` is the exit code of the one before.

    `more` is added to the environment.
    """
    code = 0
    for part in parts:
        if isinstance(part, Command):
            done = subprocess.run(
                ["bash", "-c", f"(exit {code})\n{part.script}"],
                cwd=folder,
                env={**_environment(folder), **more},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                timeout=120,
            )
            code = done.returncode
            printed = done.stdout.decode().removesuffix("\n")
            yield part, printed.split("\n") if printed else []


def write(parts: list[Part]) -> str:
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
        else:
            first, *rest = part.typed
            lines += [f"$ {first}", *(f"> {line}".rstrip() for line in rest), *part.printed]
    return "\n".join(lines)


def shown(output: list[str], folder: Path) -> list[str]:
    """What was printed, as a page may show it: without what differs from day to day and machine to machine."""
    today = datetime.date.today().isoformat()
    return [line.replace(str(folder), ANY).replace(today, ANY) for line in output]


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(folder),
        "XDG_CONFIG_HOME": f"{folder}-config",  # apart from the project, as what a user trusts must be
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "PYTHONUNBUFFERED": "1",  # errors and output in the order of a terminal
        "GIT_CEILING_DIRECTORIES": str(folder.parent),  # the folder stands in no repository
        "GIT_CONFIG_NOSYSTEM": "1",
    }
