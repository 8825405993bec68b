"""roundtrip: proof, on any files, that articles come back byte for byte and keep their structure when translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman import files
from dragoman.engines.pseudo import pseudo
from dragoman.formats.reading import format_for, known_suffixes, read_with, segmenter
from dragoman.model import Document, DragomanError, FormatError, Key, Mark, Segment, Target, to_text
from dragoman.segmentation.segmenters import whole


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """What became of one file. `kept` counts segments that had to stay as their source; `unreadable` a refused file."""

    path: str
    identical: bool
    structure: bool
    reason: str = ""
    segments: int = 0
    kept: int = 0
    unreadable: bool = False


def roundtrip(
    path: Path, *, language: str, unit: str = "sentence", formats: Mapping[str, Mapping[str, object]] | None = None
) -> RoundTrip:
    """One file read, written untranslated and compared; then pseudo-translated, written, read again and compared."""
    try:
        data = files.read(path)
        form = format_for(path.suffix, (formats or {}).get(path.suffix))
        document = read_with(form, data, segmenter(language, unit), language=language, where=str(path))
        target = Target(language)
        segments = document.segments
        if document.data != data or form.write(document, {}, target).data != data:
            return RoundTrip(str(path), False, False, "the untranslated article differs", len(segments))
        texts = {segment.key: pseudo(segment.text) for segment in segments}
        written = form.write(document, texts, target)
        kept = {kept.segment.key for kept in written.kept}
        again = form.read(written.data, whole, str(path), language)
        before = form.read(data, whole, str(path), language)
        reason = _difference(before, again, document, texts, kept)
        return RoundTrip(str(path), True, not reason, reason, len(segments), len(written.kept))
    except (FormatError, DragomanError) as error:
        return RoundTrip(str(path), False, False, error.message, unreadable=True)


def expand(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name: each file as it is, and of each folder those that a format reads, in order."""
    known = known_suffixes()
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.rglob("*") if _is_article(file, path, known))
        else:
            found.append(path)
    return found


def _is_article(file: Path, folder: Path, known: Sequence[str]) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in known and file.is_file()


def _difference(before: Document, again: Document, cut: Document, texts: Mapping[Key, str], kept: set[Key]) -> str:
    """The first thing that is not as it should be, or ""."""
    if before.structure != again.structure:
        return "the structure differs"
    if len(before.blocks) != len(again.blocks):
        return f"{len(before.blocks)} blocks became {len(again.blocks)}"
    found = {row[0].block.index: row for row in again.blocks}
    for was in before.blocks:
        now = found.get(was[0].block.index)
        if now is None or was[0].block.kind != now[0].block.kind:
            return f"line {was[0].line}: a {was[0].block.kind} became something else"
        if sorted(_marks(was)) != sorted(_marks(now)):
            return f"line {was[0].line}: marks differ"
    for row in cut.blocks:
        if kept.isdisjoint(segment.key for segment in row):
            said = _letters("".join(texts[segment.key] for segment in row))
            if said != _letters(to_text(_unlabelled(found[row[0].block.index]))):
                return f"line {row[0].line}: the text did not come back"
    return ""


def _unlabelled(row: Sequence[Segment]) -> list[str | Mark]:
    return [part for segment in row for part in segment.content]


def _marks(row: Sequence[Segment]) -> list[str]:
    return [part.tag for part in _unlabelled(row) if isinstance(part, Mark)]


def _letters(text: str) -> str:
    """A text without blank space, escapes and the numbers of its marks: a whole block counts and escapes anew."""
    return "".join(_NUMBER.sub("", text).replace("&lt;", "<").replace("&amp;", "&").split())


_NUMBER = re.compile(r"(?<=[a-z])[0-9]+(?=/?>)")
