"""What edits of the source cost in approved translations, beside po4a, mdpo, Translate Toolkit and msgmerge.

    python -m benchmarks.updates FOLDER [--peers-python PATH] [--articles N] [--edit NAME] [--tool NAME]

Markdown articles of FOLDER, those in which every edit has a place, are translated whole and approved with every
tool's own programs. Then one edit is made in each, the catalogs follow it and the articles are published again, with
each tool's defaults. Counted is what became of approved text: in the paragraphs that the edit touches, and in all
others; and how much of the source language stands in the published articles since. PATH is the Python of an environment
that holds what requirements/benchmarks.txt locks.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.timing import machine
from benchmarks.updates import report
from benchmarks.updates.edits import EDITS, RENAMED, REVERTED, Edited, edit
from benchmarks.updates.judging import Count, fill, judge
from benchmarks.updates.workflows import Workflow, workflows

_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)\n.*?\n\1[ \t]*\n\s*", re.DOTALL)
_TOO_LONG = 20_000  # characters; for the time that this takes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--peers-python", metavar="PATH", help="a Python that has mdpo and translate-toolkit")
    parser.add_argument("--articles", type=int, default=100, metavar="N", help="at most (default 100)")
    parser.add_argument("--edit", action="append", choices=list(EDITS), metavar="NAME", help="only this edit")
    parser.add_argument("--tool", action="append", metavar="NAME", help="only this tool (may be repeated)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="tools at a time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave every project there, to be looked at")
    chosen = parser.parse_args()
    kinds = chosen.edit or list(EDITS)
    tools = [tool for tool in workflows(chosen.peers_python) if not chosen.tool or tool.name in chosen.tool]
    texts = choose(chosen.folder, chosen.articles)
    size = sum(map(len, texts.values()))
    print(f"{machine()}; {len(texts)} articles, {size:,} characters, without their front matter\n")
    for tool in tools:
        if tool.missing:
            print(f"missing: {tool.name} ({tool.missing})")
    tools = [tool for tool in tools if not tool.missing]
    counts: dict[tuple[str, str], Count] = {}
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(chosen.jobs) as pool:
        place = chosen.keep or Path(name)
        bases = dict(
            zip(tools, pool.map(lambda tool: _base(tool, place / tool.name / "base", texts), tools), strict=True)
        )
        work = [(tool, kind) for kind in kinds for tool in tools]
        found = pool.map(lambda one: _measure(one[0], one[1], place / one[0].name, texts, bases[one[0]]), work)
        for (tool, kind), count in zip(work, found, strict=True):
            counts[kind, tool.name] = count
            if tool is tools[-1]:
                print(f"measured: {kind}", file=sys.stderr, flush=True)
            if not chosen.keep:
                shutil.rmtree(place / tool.name / _folder(kind))
    print(report.tables(counts, kinds, [tool.name for tool in tools]))


def choose(folder: Path, most: int) -> dict[str, str]:
    """Articles by a name of ours: up to `most`, evenly taken of those in which every edit has a place."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        try:
            text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
        text = _FRONT_MATTER.sub("", text.removeprefix("\ufeff"))
        if len(text) <= _TOO_LONG and all(edit(kind, text, path.name) for kind in EDITS):
            found.append(text)
    step = max(1.0, len(found) / most)
    return {f"{number:04}.md": found[int(number * step)] for number in range(min(most, len(found)))}


def _base(tool: Workflow, project: Path, texts: Mapping[str, str]) -> list[str]:
    """A project in which everything is translated, approved and published; the articles with which that has worked."""
    _write(project, texts)
    tool.update(project, list(texts))
    for name in texts:
        if tool.catalog_of(project, name).exists():
            fill(tool.catalog_of(project, name))
    tool.update(project, list(texts))
    tool.publish(project, list(texts))
    return [name for name in texts if tool.published_of(project, name).exists()]


def _measure(tool: Workflow, kind: str, place: Path, texts: Mapping[str, str], names: Sequence[str]) -> Count:
    project = place / _folder(kind)
    shutil.copytree(place / "base", project)
    edits = {name: _edited(kind, name, texts[name]) for name in names}
    before = {name: tool.published_of(project, name).read_bytes() for name in names}
    for name in set(texts) - set(names):
        (project / "articles" / name).unlink()
    after = {name: name for name in names}
    if kind == RENAMED:
        after = {name: f"renamed-{name}" for name in names}
        for old, new in after.items():
            (project / "articles" / old).rename(project / "articles" / new)
    else:
        _write(project, {name: made.text for name, made in edits.items()})
    _follow(tool, project, after.values())
    if kind == REVERTED:
        edits = {name: _taken_back(texts[name], made) for name, made in edits.items()}
        _write(project, {name: made.text for name, made in edits.items()})
        _follow(tool, project, names)
    total = Count(failed=len(texts) - len(names))
    for name in names:
        new = after[name]
        total.add(judge(edits[name], tool.catalog_of(project, new), before[name], tool.published_of(project, new)))
    return total


def _follow(tool: Workflow, project: Path, articles: Iterable[str]) -> None:
    names = list(articles)
    tool.update(project, names)
    tool.publish(project, names)


def _edited(kind: str, name: str, text: str) -> Edited:
    made = edit(kind, text, name)
    assert made is not None  # only such articles are chosen
    return made


def _taken_back(text: str, made: Edited) -> Edited:
    """The article as it was, and the paragraphs as they were before `made`."""
    now = made.text.split("\n\n")
    was = [block for block in text.split("\n\n") if block not in now]
    return Edited(text, tuple(was))


def _write(project: Path, texts: Mapping[str, str]) -> None:
    (project / "articles").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (project / "articles" / name).write_text(text, encoding="utf-8")


def _folder(kind: str) -> str:
    return re.sub(r"\W+", "-", kind)


if __name__ == "__main__":
    main()
