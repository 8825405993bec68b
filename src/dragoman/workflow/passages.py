"""Passages that an article has in one language only: `locales/LANG/ARTICLE.SUFFIX.only`, read and judged.

They are nobody's segments, and go into pages as they stand; so they are checked like what a stranger wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from dragoman import files
from dragoman.checks.unsafe_markup import things
from dragoman.formats.reading import decode
from dragoman.model import DragomanError, FormatError, Lost, Passage, Where
from dragoman.model.visible import visible
from dragoman.project import Project
from dragoman.workflow.reading import Reading

_HEAD = re.compile(r"@@[ \t]*(?:(start|end)|(before|after)[ \t]*:[ \t]*(\S[^\r\n]*?))[ \t]*")
_HINT = (
    "begin each passage with a line such as '@@ after: #id-of-a-heading', '@@ before: Its words', '@@ start', '@@ end'"
)
_COMMON = frozenset(["http:", "https:", "mailto:", "tel:"])  # an address of these runs nothing
_PLAIN = frozenset(["a link", "an image"])  # what Markdown says without tags
_OVERRIDES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]")


class Passages(NamedTuple):
    """The passages of one article in one language that may go into it, and what is wrong with the others."""

    good: tuple[Passage, ...] = ()
    troubles: tuple[DragomanError, ...] = ()


def passages_of(project: Project, reading: Reading, language: str) -> Passages:
    """What stands in the file of passages, if there is one."""
    path = project.passages_path(reading.article, language)
    file = project.file(path)
    if not file.is_file():
        return Passages()
    try:
        found = list(_read(decode(files.read(file, root=project.folder), path)[0], path))
    except DragomanError as error:
        return Passages((), (error,))
    if found and not getattr(reading.form, "passages", False):
        reason = f"an article in {reading.article.suffix} cannot hold passages of one language"
        return Passages((), (FormatError(reason, Where(path), "Markdown, MDX and HTML can"),))
    allowed = things(reading.document.data.decode(reading.document.encoding))
    good, troubles = [], []
    for passage in found:
        if reason := _unsafe(passage.text, allowed):
            hint = "take it out; a passage has the markup of its article and no other"
            troubles.append(FormatError(reason, Where(path, passage.line), hint))
        else:
            good.append(passage)
    return Passages(tuple(good), tuple(troubles))


def told(project: Project, reading: Reading, language: str, lost: Lost) -> DragomanError:
    """What is said of a passage that was left out when the article was written."""
    where = Where(project.passages_path(reading.article, language), lost.passage.line)
    return FormatError(lost.reason, where, "the passage is left out; the rest of the article is written")


def _read(text: str, path: str) -> Iterator[Passage]:
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    head: tuple[int, re.Match[str]] | None = None
    said: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.startswith("@@"):
            said.append(line)
            if head is None and line.strip():
                raise FormatError("holds text before its first passage", Where(path, number), _HINT)
            continue
        if head is not None:
            yield _passage(head, said, path)
        found = _HEAD.fullmatch(line.rstrip("\r\n"))
        if found is None:
            raise FormatError(
                f"has a line that names no place: {visible(line.strip(), 60)}", Where(path, number), _HINT
            )
        head, said = (number, found), []
    if head is not None:
        yield _passage(head, said, path)


def _passage(head: tuple[int, re.Match[str]], said: list[str], path: str) -> Passage:
    number, found = head
    text = "".join(said).strip("\r\n")
    if not text.strip():
        raise FormatError("has a passage without text", Where(path, number), "write it below its '@@' line")
    place = cast("Literal['start', 'end', 'before', 'after']", found[1] or found[2])
    return Passage(place, found[3] or "", text, number)


def _unsafe(text: str, allowed: dict[tuple[str, str], None]) -> str:
    """What a passage has that its article has not and that could run in a reader's browser; "" for nothing."""
    if found := _OVERRIDES.search(text):
        return f"holds a character that hides or turns text round: {visible(found.group())}"
    for kind, name in things(text):
        if (kind, name) not in allowed and kind not in _PLAIN and not (kind == "a scheme" and name in _COMMON):
            return f"{kind} that the article does not have: “{visible(name, 80)}”"
    return ""
