"""What a site of many articles costs: built from nothing, again, after one edit, seen in a preview; beside it Hugo.

    python -m benchmarks.site [--articles 320] [--languages ar,de,es,fr,ja] [--folder DIR] [--parts PART,PART]

The newsroom is made up (see benchmarks.newsroom): every text is approved in every language, articles link to one
another. It is made in sixteenth, quarter and full size; times by the clock and of the processors, memory of all
processes together. Hugo builds the pages for readers of the tree that dragoman merge writes, with two plain templates
of ours; it has no side-by-side view, board, checks or feeds. With --folder the newsroom is kept, and used again.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from benchmarks.newsroom.making import LANGUAGES, article_path, edited, make_newsroom
from benchmarks.timing import machine, table

from dragoman.files import Tree

_TIMES = 5  # a small thing is done so often, the middle counts
_HUGO = "hugo"
_PAGE = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head>
<body><ul>{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a></li>{{ end }}</ul>
<h1>{{ .Title }}</h1>{{ .Content }}</body></html>
"""
_LIST = """<!doctype html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range first 60 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run: seconds by the clock and of the processors, MB of all its processes at their most, exit code."""

    wall: float
    cpu: float
    peak: float
    code: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=320)
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="that the articles are translated into")
    parser.add_argument("--folder", type=Path, help="where the newsroom is made and kept")
    parser.add_argument(
        "--parts", default="full,again,preview,links,hugo", help="full, again, preview, links, hugo: what is measured"
    )
    chosen = parser.parse_args()
    parts = chosen.parts.split(",")
    languages = chosen.languages.split(",")
    print(f"{machine()}; load {os.getloadavg()[0]:.1f}")
    print(f"{chosen.articles:,} articles in en and {', '.join(languages)}\n")
    with _place(chosen.folder) as folder:
        newsroom = folder / f"newsroom-{chosen.articles}"
        if "full" in parts:
            _full_builds(folder, chosen.articles, languages)
        elif not newsroom.is_dir():
            make_newsroom(newsroom, chosen.articles, languages)
        if "again" in parts:
            _small_things(newsroom)
        if "preview" in parts:
            _preview(newsroom)
        if "links" in parts:
            _taking_over(newsroom)
        if "hugo" in parts:
            _hugo(newsroom, languages)


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder.resolve()
        return
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _full_builds(folder: Path, count: int, languages: Sequence[str]) -> None:
    """Newsrooms of three sizes, each built from nothing."""
    rows = []
    first = None
    for size in dict.fromkeys(max(count // part, 1) for part in (16, 4, 1)):
        newsroom = folder / f"newsroom-{size}"
        if not newsroom.is_dir():
            make_newsroom(newsroom, size, languages)
        for old in (newsroom / "public", newsroom / ".dragoman"):
            shutil.rmtree(old, ignore_errors=True)
        cost = _cost(_dragoman("site"), newsroom)
        each = cost.cpu / size
        first = first or each
        pages = sum(len(names) for _, _, names in os.walk(newsroom / "public"))
        rows.append((f"{size:,}", f"{pages:,}", *_figures(cost), f"{each * 1000:.0f}", f"{each / first:.2f}×"))
    print("Built from nothing:\n")
    print(table(("articles", "files", "wall s", "CPU s", "peak MB", "CPU ms an article", "beside the first"), rows))


def _small_things(newsroom: Path) -> None:
    """A build of nothing new, and one after an edit of one article."""
    article = newsroom / "articles" / article_path(0)
    before = article.read_bytes()
    _run("site", newsroom)
    nothing = [_cost(_dragoman("site"), newsroom) for _ in range(_TIMES)]
    one = []
    for number in range(_TIMES):
        article.write_bytes(edited(before, f"Update {number}."))
        one.append(_cost(_dragoman("site"), newsroom))
    article.write_bytes(before)
    _run("site", newsroom)
    rows = [("nothing has changed", *_figures(_middle(nothing))), ("one article was saved", *_figures(_middle(one)))]
    print(f"\nBuilt again, the middle of {_TIMES} runs:\n")
    print(table(("dragoman site", "wall s", "CPU s", "peak MB"), rows))


def _preview(newsroom: Path) -> None:
    """From the save of an article to its new page at the preview's address."""
    name = article_path(1)
    article = newsroom / "articles" / name
    before = article.read_bytes()
    page = f"en/{name.removesuffix('.md')}.html"
    begun = time.perf_counter()
    with _serving(newsroom) as address:
        _get(urljoin(address, page))
        ready = time.perf_counter() - begun
        took = []
        for number in range(_TIMES):
            mark = f"Correction {number}."
            saved = time.perf_counter()
            article.write_bytes(edited(before, mark))
            while mark.encode() not in _get(urljoin(address, page)):
                pass
            took.append(time.perf_counter() - saved)
        lists = [_seconds(lambda one=one: _get(urljoin(address, one))) for one in ("en/", "desk/")]
    article.write_bytes(before)
    rows = [
        ("dragoman serve begins and shows a first page", f"{ready:.2f}"),
        (f"an article is saved: its page is new, the middle of {_TIMES}", f"{statistics.median(took):.3f}"),
        ("the same, the longest", f"{max(took):.3f}"),
        ("the home page after that", f"{lists[0]:.2f}"),
        ("the desk's board", f"{lists[1]:.2f}"),
    ]
    print("\nPreview:\n")
    print(table(("", "wall s"), rows))


def _taking_over(newsroom: Path) -> None:
    """What it costs to take every file of the site over into a new folder: by another name, or copied."""
    public = newsroom / "public"
    names = [os.path.relpath(Path(here, name), public) for here, _, files in os.walk(public) for name in files]
    tree = Tree(public, newsroom)
    linked = _seconds(lambda: [tree.keep(name) for name in names])
    removed = _seconds(tree.discard)
    with tempfile.TemporaryDirectory(dir=newsroom) as aside:
        copied = _seconds(lambda: shutil.copytree(public, Path(aside, "copy")))
    rows = [
        ("hard links (what dragoman does)", f"{linked:.1f}"),
        ("copies", f"{copied:.1f}"),
        ("removing the old folder", f"{removed:.1f}"),
    ]
    print(f"\nTaking over {len(names):,} files:\n")
    print(table(("", "wall s"), rows))


def _hugo(newsroom: Path, languages: Sequence[str]) -> None:
    """The same articles for readers, by Hugo of the merged tree."""
    print()
    if shutil.which(_HUGO) is None:
        print("Hugo is not installed: left out")
        return
    merged = _cost(_dragoman("merge"), newsroom)
    (newsroom / "layouts/_default").mkdir(parents=True, exist_ok=True)
    (newsroom / "layouts/_default/single.html").write_text(_PAGE, encoding="utf-8")
    (newsroom / "layouts/_default/list.html").write_text(_LIST, encoding="utf-8")
    folders = {"en": "articles", **{tag: f"content/{tag}" for tag in languages}}
    said = "".join(f'[languages.{tag}]\ncontentDir = "{folder}"\n' for tag, folder in folders.items())
    head = 'baseURL = "https://courier.example/"\ndefaultContentLanguage = "en"\ndisableKinds = ["taxonomy", "term"]\n'
    (newsroom / "hugo.toml").write_text(f"{head}{said}", encoding="utf-8")
    shutil.rmtree(newsroom / "hugo", ignore_errors=True)
    command = [_HUGO, "--quiet", "--destination", "hugo"]
    full = _cost(command, newsroom)
    again = _middle([_cost(command, newsroom) for _ in range(3)])
    pages = sum(name.endswith(".html") for _, _, names in os.walk(newsroom / "hugo") for name in names)
    rows = [
        ("dragoman merge", *_figures(merged)),
        ("Hugo, from nothing", *_figures(full)),
        ("Hugo, nothing changed", *_figures(again)),
    ]
    version = subprocess.run([_HUGO, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    print(f"Hugo {version}, {pages:,} pages for readers:\n")
    print(table(("", "wall s", "CPU s", "peak MB"), rows))


def _dragoman(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "dragoman", *arguments]


def _run(command: str, folder: Path) -> None:
    subprocess.run(_dragoman(command), cwd=folder, check=True, capture_output=True)


def _cost(command: Sequence[str], folder: Path) -> Cost:
    begun = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=folder, start_new_session=True, **quiet)
    peaks: dict[int, float] = {}
    while True:
        for pid, peak in _peaks(process.pid).items():
            peaks[pid] = max(peak, peaks.get(pid, 0))
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.05)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)  # it has been reaped here
    if process.returncode:
        sys.exit(f"{' '.join(command)} ends with {process.returncode} in {folder}")
    return Cost(wall, used.ru_utime + used.ru_stime, sum(peaks.values()), process.returncode)


def _peaks(session: int) -> dict[int, float]:
    """What each process of a session has needed so far, in MB (Linux)."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(stat[3]) != session:
                continue
            status = (folder / "status").read_text(errors="replace")
        except (OSError, IndexError, ValueError):
            continue
        line = next((line for line in status.split("\n") if line.startswith("VmHWM:")), "VmHWM: 0")
        found[int(folder.name)] = int(line.split()[1]) / 1024
    return found


@contextmanager
def _serving(newsroom: Path) -> Iterator[str]:
    """The address of a running preview."""
    process = subprocess.Popen(
        _dragoman("serve", "--port", "0"), cwd=newsroom, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        yield line.split()[1]
    finally:
        process.terminate()  # a job in the background ignores SIGINT
        process.wait()


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=600) as answer:  # noqa: S310 - ours, on this machine
        data: bytes = answer.read()
        return data


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _middle(costs: Sequence[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.wall)[len(costs) // 2]


def _figures(cost: Cost) -> tuple[str, str, str]:
    return f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{cost.peak:.0f}"


if __name__ == "__main__":
    main()
