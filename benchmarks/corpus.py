"""Real files, read and written: what comes back identical, in its structure, with its texts; what is kept as source.

    python -m benchmarks.corpus FOLDER… [--format NAME] [--every N] [--hostile] [--kept] [--spec] [--report FILE]

Every file below FOLDER that a format reads is read and written untranslated, then translated by the pseudo engine
(accents, a third longer), or by hostile text (markup, brackets, quotes, entities around every segment), written and
read again. The report names every file that is refused, differs or breaks the program, and every segment kept as
source, with the reason. Ends with 1 when a file did not come back or broke the program, or when more than one segment
in a thousand was kept.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.timing import machine, table

from dragoman import plugins
from dragoman.engines.hostile import hostile
from dragoman.engines.pseudo import pseudo
from dragoman.formats.reading import format_for, format_name
from dragoman.model import Document, DragomanError, Format, Key, Segmenter, Target, Written
from dragoman.model.visible import visible
from dragoman.workflow.roundtrip import expand, prove

_KEPT_AT_MOST = 0.001
_BREAKS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(slots=True)
class Timed:
    """A format that counts bytes and seconds of its readings, and of its writings of translations with their proof."""

    form: Format
    suffixes: tuple[str, ...] = ()
    size: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)

    def read(self, data: bytes, cut: Segmenter, where: str = "", language: str = "") -> Document:
        begun = time.perf_counter()
        document = self.form.read(data, cut, where, language)
        self._count("read", len(data), begun)
        return document

    def write(self, document: Document, texts: Mapping[Key, str], target: Target) -> Written:
        begun = time.perf_counter()
        written = self.form.write(document, texts, target)
        if texts:
            self._count("write", len(written.data), begun)
        return written

    def _count(self, what: str, size: int, begun: float) -> None:
        self.size[what] += size
        self.seconds[what] += time.perf_counter() - begun  # type: ignore[assignment]

    def rate(self, what: str) -> str:
        """Megabytes a second."""
        return f"{self.size[what] / 1e6 / self.seconds[what]:.2f}" if self.seconds[what] else "–"


@dataclass(slots=True)
class Count:
    """What became of one format's files."""

    timed: Timed
    facts: Counter[str] = field(default_factory=Counter)

    @property
    def is_well(self) -> bool:
        fine = self.facts["read"] == self.facts["identical"] == self.facts["structure"] == self.facts["texts"]
        return fine and not self.facts["broke"] and self.facts["kept"] <= _KEPT_AT_MOST * self.facts["segments"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--format", choices=plugins.names(plugins.FORMATS), help="only the files of this format")
    parser.add_argument("--unit", choices=("sentence", "paragraph"), default="sentence")
    parser.add_argument("--language", default="en", help="the articles' (default en)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth file only")
    parser.add_argument("--hostile", action="store_true", help="translate into markup, brackets, quotes, entities")
    parser.add_argument("--kept", action="store_true", help="print each segment that stays as its source")
    parser.add_argument("--spec", action="store_true", help="*.json are lists of Markdown examples, not articles")
    parser.add_argument("--report", type=Path, metavar="FILE", help="where to name all that failed, tab-separated")
    chosen = parser.parse_args()
    counts: dict[str, Count] = {}
    told: list[str] = []
    for number, (path, suffix, data) in enumerate(articles(chosen.folders, chosen.format, spec=chosen.spec)):
        if number % chosen.every:
            continue
        name = format_name(suffix)
        count = counts.setdefault(name, Count(Timed(format_for(suffix))))
        for what, line, reason, text in outcome(count, path, data, chosen):
            told.append("\t".join((name, what, path, str(line), visible(reason), visible(text, 300))) + "\n")
            if what != "kept" or chosen.kept:
                print(f"{what}: {path}:{line}: {visible(reason)} {visible(text, 120)}".rstrip(), flush=True)
    report(counts)
    if chosen.report:
        chosen.report.write_text("".join(told), encoding="utf-8", errors="backslashreplace")
    return 0 if all(count.is_well for count in counts.values()) else 1


def articles(folders: Sequence[Path], only: str | None, *, spec: bool) -> Iterator[tuple[str, str, bytes]]:
    """Path, suffix and bytes of every article, each example of a specification being one."""
    for folder in folders:
        for path in sorted(folder.rglob("*.json")) if spec and only in ("markdown", None) else ():
            for example in json.loads(path.read_text(encoding="utf-8")):
                yield f"{path} {example['example']}", ".md", example["markdown"].encode()
    for path in expand(folders):
        if only in (format_name(path.suffix), None) and not (spec and path.suffix == ".json"):
            yield str(path), path.suffix, path.read_bytes()


def outcome(count: Count, path: str, data: bytes, chosen: argparse.Namespace) -> Iterator[tuple[str, int, str, str]]:
    """Counts one article; what is to be told of it: what it is, line, reason, text."""
    facts = count.facts
    facts["files"] += 1
    translate: Callable[[str], str] = hostile if chosen.hostile else pseudo
    try:
        found = prove(count.timed, data, language=chosen.language, unit=chosen.unit, translate=translate, where=path)
    except DragomanError as error:
        facts["refused"] += 1
        yield "refused", (error.where and error.where.line) or 0, error.message, ""
        return
    except _BREAKS as error:  # a fault of ours: told, and the next file is looked at
        facts["broke"] += 1
        yield "broke", 0, f"{type(error).__name__}: {error}", ""
        return
    facts["read"] += 1
    facts["segments"] += found.segments
    facts["kept"] += len(found.kept)
    for name in ("identical", "structure", "texts"):
        facts[name] += getattr(found, name)
    for kept in found.kept:
        yield "kept", kept.segment.line, kept.reason, kept.segment.raw
    if found.difference:
        different = found.difference
        yield "differs", different.line, different.reason, f"- {different.before} + {different.after}"


def report(counts: Mapping[str, Count]) -> None:
    head = (
        "format", "files", "refused", "broke", "identical", "same structure", "read back", "segments",
        "kept as source", "read MB/s", "write MB/s",
    )  # fmt: skip
    rows = []
    for name, count in sorted(counts.items()):
        facts, read = count.facts, count.facts["read"]
        of_read = (f"{facts[fact]} of {read}" for fact in ("identical", "structure", "texts"))
        kept = f"{facts['kept']} ({facts['kept'] / max(facts['segments'], 1):.3%})"
        rates = (count.timed.rate("read"), count.timed.rate("write"))
        plain = (str(facts[fact]) for fact in ("files", "refused", "broke"))
        rows.append((name, *plain, *of_read, str(facts["segments"]), kept, *rates))
    print(f"\n{machine()}\n")
    print(table(head, rows))


if __name__ == "__main__":
    sys.exit(main())
