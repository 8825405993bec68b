"""How long a catalog takes to follow its edited article, and what it finds again: dragoman beside msgmerge.

    python -m benchmarks.update [--sizes 2000,5000,20000] [--limit SECONDS]

The article is made up: paragraphs of 42 words; then 5 % of them are edited (three words) and 5 % are new. Both tools
get the same old PO file and the same new texts. "found" is how many edited paragraphs have their own old translation
offered; no unedited one may lose its translation.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Run, machine, measure, table

from dragoman import Catalog
from dragoman.model import Block, Key, Segment, State, Translation

_WORDS = 42
_EDITED = _NEW = 20  # every 20th paragraph: 5 %


@dataclass(frozen=True, slots=True)
class Task:
    """An old catalog and the new texts it must follow. `edited` gives, by new text, the translation to be found."""

    old: bytes
    texts: tuple[str, ...]
    edited: dict[str, str]
    unedited: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="2000,5000,20000", help="paragraphs, separated by commas")
    parser.add_argument("--limit", type=float, default=300, metavar="SECONDS", help="for one tool and size")
    parser.add_argument("--follow", type=Path, help=argparse.SUPPRESS)  # what the measured process does
    chosen = parser.parse_args()
    if chosen.follow:
        _follow(chosen.follow)
        return
    rows: list[tuple[str, ...]] = []
    for size in (int(size) for size in chosen.sizes.split(",")):
        rows += _rows(size, chosen.limit)
    print(f"{machine()}; limit {chosen.limit:.0f} s a tool and size\n")
    print(table(("paragraphs, tool", "wall s", "CPU s", "peak MB", "CPU beside dragoman", "found", "kept"), rows))


def _rows(size: int, limit: float) -> list[tuple[str, ...]]:
    task = make_task(size)
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.po").write_bytes(task.old)
        (folder / "new.txt").write_text("\n".join(task.texts), encoding="utf-8")
        (folder / "new.pot").write_bytes(_catalog(task.texts).data)
        tools = {
            "dragoman": [sys.executable, "-m", "benchmarks.update", "--follow", name],
            "msgmerge": ["msgmerge", "--quiet", "--output", f"{name}/msgmerge.po", f"{name}/old.po", f"{name}/new.pot"],
        }
        runs = {tool: measure(command, limit=limit) for tool, command in tools.items()}
        for tool, run in runs.items():
            out = folder / f"{tool}.po"
            done = run.code == 0 and out.exists()
            found = _judge(task, Catalog.read(out)) if done else ("–", "–")
            rows.append((f"{size:,} {tool}", *_figures(run, runs["dragoman"]), *found))
    return rows


def make_task(size: int) -> Task:
    """The same task at every call: words of a made-up vocabulary, common ones common (Zipf)."""
    chance = random.Random(size)
    vocabulary = ["".join(chance.choices("aeioubdfgklmnprstv", k=chance.randint(2, 9))) for _ in range(8000)]
    weights = [1 / (rank + 3) for rank in range(len(vocabulary))]

    def paragraph() -> list[str]:
        return chance.choices(vocabulary, weights, k=_WORDS)

    old = [paragraph() for _ in range(size)]
    texts: list[str] = []
    edited: dict[str, str] = {}
    unedited: dict[str, str] = {}
    for number, words in enumerate(old):
        now = list(words)
        if number % _EDITED == 7:
            for at in chance.sample(range(_WORDS), 3):
                now[at] = chance.choice(vocabulary)
        (edited if now != words else unedited)[_text(now)] = _translated(_text(words))
        texts.append(_text(now))
        if number % _NEW == 13:
            texts.append(_text(paragraph()))
    catalog = _catalog([_text(words) for words in old])
    for key in catalog.keys:
        catalog.put(key, Translation(_translated(key.text), State.APPROVED))
    return Task(catalog.data, tuple(texts), edited, unedited)


def _text(words: Sequence[str]) -> str:
    return " ".join(words).capitalize() + "."


def _translated(text: str) -> str:
    return text.upper()


def _catalog(texts: Sequence[str]) -> Catalog:
    catalog = Catalog.new("es", "en", "article.txt")
    catalog.update(_segments(texts), article="article.txt")
    return catalog


def _segments(texts: Sequence[str]) -> list[Segment]:
    return [Segment((text,), (text,), Block(number)) for number, text in enumerate(texts)]


def _follow(folder: Path) -> None:
    texts = (folder / "new.txt").read_text(encoding="utf-8").split("\n")
    catalog = Catalog.parse((folder / "old.po").read_bytes())
    catalog.update(_segments(texts), article="article.txt", language="es", source="en")
    (folder / "dragoman.po").write_bytes(catalog.data)


def _judge(task: Task, catalog: Catalog) -> tuple[str, str]:
    def texts(wanted: dict[str, str], state: State) -> int:
        held = ((catalog.translation(Key(text)), target) for text, target in wanted.items())
        return sum(now is not None and now.text == target and now.state is state for now, target in held)

    found, kept = texts(task.edited, State.STALE), texts(task.unedited, State.APPROVED)
    found += texts(task.edited, State.DRAFT)  # msgmerge shows no old source unless asked to
    return f"{found} of {len(task.edited)}", f"{kept} of {len(task.unedited)}"


def _figures(run: Run, ours: Run) -> tuple[str, ...]:
    sign = "" if run.code == 0 else ">" if run.code is None else "failed "
    return (f"{sign}{run.wall:.1f}", f"{sign}{run.cpu:.1f}", f"{run.peak:.0f}", f"{sign}{run.cpu / ours.cpu:.2f}×")


if __name__ == "__main__":
    main()
