"""Real Markdown, read and written: what comes back identical, what keeps its structure, what is kept as source.

    python benchmarks/corpus_markdown.py FOLDER [--unit paragraph] [--every N]

FOLDER holds Markdown files of any projects, and lists of CommonMark's examples (`*.json`). Every article is read and
written untranslated, then written with pseudo-translations (accents, a third longer) and read again.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.engines.pseudo import pseudo
from dragoman.formats.markdown import Markdown
from dragoman.formats.proving import readable
from dragoman.formats.reading import segmenter
from dragoman.model import Document, FormatError, Segmenter, Target, from_text

MARKDOWN = Markdown()
WHOLE = segmenter("en", "paragraph")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--unit", choices=("sentence", "paragraph"), default="sentence")
    parser.add_argument("--every", type=int, default=1, help="take every Nth file only")
    parser.add_argument("--kept", action="store_true", help="show each segment that stays as its source")
    chosen = parser.parse_args()
    cut = segmenter("en", chosen.unit)
    counts: Counter[str] = Counter()
    seconds: dict[str, float] = {"read": 0.0, "write": 0.0}
    for number, (name, data) in enumerate(articles(chosen.folder)):
        if number % chosen.every == 0:
            measure(name, data, cut, counts, seconds, show=chosen.kept)
    report(counts, seconds)


def articles(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every article, each spec example being one."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in Markdown.suffixes and path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
        elif path.suffix == ".json":
            for example in json.loads(path.read_text(encoding="utf-8")):
                yield f"{path.name} {example['example']}", example["markdown"].encode()


def measure(
    name: str, data: bytes, cut: Segmenter, counts: Counter[str], seconds: dict[str, float], *, show: bool
) -> None:
    counts["articles"] += 1
    begun = time.perf_counter()
    try:
        document = MARKDOWN.read(data, cut, name)
    except FormatError as error:
        counts["refused"] += 1
        print(f"refused: {error}")
        return
    seconds["read"] += time.perf_counter() - begun
    counts["bytes"] += len(data)
    counts["segments"] += len(document.segments)
    counts["identical"] += MARKDOWN.write(document, {}, Target("en")).data == data == document.data
    texts = {segment.key: pseudo(segment.text) for segment in document.segments}
    begun = time.perf_counter()
    written = MARKDOWN.write(document, texts, Target("en"))
    seconds["write"] += time.perf_counter() - begun
    again = MARKDOWN.read(written.data, WHOLE, name)
    counts["same structure"] += again.structure == document.structure
    if again.structure != document.structure:
        print(f"other structure: {name}")
    counts["kept"] += len(written.kept)
    kept = {kept.segment.block.index for kept in written.kept}
    for one in written.kept if show else ():
        print(f"kept: {name}:{one.segment.line}: {one.reason}: {one.segment.raw!r}")
    counts["read back"] += is_read_back(document, again, kept)


def is_read_back(document: Document, again: Document, kept: set[int]) -> bool:
    """True when each block that was not kept says what its translations say."""
    if len(document.blocks) != len(again.blocks):
        return False
    for row, found in zip(document.blocks, again.blocks, strict=True):
        if row[0].block.index in kept:
            continue
        want = [readable(from_text(pseudo(segment.text), segment.content)) for segment in row]
        have = readable([part for segment in found for part in segment.content])
        if "".join(want).replace(" ", "") != have.replace(" ", ""):  # the gaps between sentences are the target's
            return False
    return True


def report(counts: Counter[str], seconds: dict[str, float]) -> None:
    total = counts["articles"] - counts["refused"]
    print(f"articles           {counts['articles']:>9,}   {counts['bytes'] / 1e6:.1f} MB, refused {counts['refused']}")
    for name in ("identical", "same structure", "read back"):
        print(f"{name:<18} {counts[name]:>9,}   {counts[name] / max(total, 1):.3%}")
    print(f"segments           {counts['segments']:>9,}")
    print(f"kept as source     {counts['kept']:>9,}   {counts['kept'] / max(counts['segments'], 1):.4%}")
    for name in ("read", "write"):
        print(f"{name:<18} {counts['bytes'] / 1e6 / max(seconds[name], 1e-9):>9.2f}   MB/s")


if __name__ == "__main__":
    main()
