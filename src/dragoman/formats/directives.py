"""Directives: the author's word to dragoman, in comments of their own line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import BODY, FormatError, Where

_OPENING = re.compile(r"<!--\s*+dragoman:\s*+([^\s>]*)")
_KNOWN = ("off", "on", "context", "note", "role", "minor", "embargo")
_MINOR = "<!-- dragoman: minor: OLD WORDS → NEW WORDS -->, several with ; between"
_ARROW = re.compile("→|->")


@dataclass(slots=True)
class Directives:
    """What the directives read so far say about the block to come."""

    off: bool = False
    context: str = ""
    note: str = ""
    role: str = ""
    minor: tuple[tuple[str, str], ...] = ()

    def read(self, comment: str, where: Where) -> None:
        """Takes in every directive of an HTML block. Raises FormatError for an unknown one."""
        for name, said in _found(comment):
            if name not in _KNOWN:
                near = difflib.get_close_matches(name, _KNOWN, 1)
                hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(_KNOWN)}"
                raise FormatError(f"unknown directive {name!r}", where, hint)
            if name in ("off", "on"):
                self.off = name == "off"
            elif not said:
                raise FormatError(f"the directive {name!r} says nothing", where, f"<!-- dragoman: {name} … -->")
            elif name == "context":
                self.context = " ".join(said.split())
            elif name == "role":
                self.role = "-".join(said.split())
            elif name == "embargo":
                continue  # about the whole article: see stated
            elif name == "minor":
                self.minor += _replacements(said, where)
            else:
                self.note = " ".join(said.split())

    def context_of(self, role: str) -> str:
        """The msgctxt of a block with this role."""
        return " ".join(word for word in ("" if role == BODY else role, self.context) if word)

    def done(self) -> None:
        """The block has come: what was said about it is spent."""
        self.context = self.note = self.role = ""
        self.minor = ()


def _found(comment: str) -> Iterator[tuple[str, str]]:
    """Name and words of each directive."""
    for match in _OPENING.finditer(comment) if "dragoman:" in comment else ():
        end = comment.find("-->", match.end())
        if end < 0:
            return
        yield match.group(1).removesuffix("--").removesuffix(":"), comment[match.end() : end].strip()


def _replacements(said: str, where: Where) -> tuple[tuple[str, str], ...]:
    """The words before and after each replacement. Raises FormatError for anything else."""
    found: list[tuple[str, str]] = []
    for part in said.split(";"):
        if not part.strip():
            continue
        sides = [" ".join(side.split()) for side in _ARROW.split(part)]
        if len(sides) != 2 or not all(sides) or sides[0] == sides[1]:
            raise FormatError(f"the directive 'minor' cannot say {part.strip()!r}", where, _MINOR)
        found.append((sides[0], sides[1]))
    if not found:
        raise FormatError("the directive 'minor' says nothing", where, _MINOR)
    return tuple(found)
