"""How long a reviewer waits: opening an article, going on after a key, a durable save, a concordance.

    python -m benchmarks.review [--segments 5000] [--article 400] [--saves 200] [--memory 100000] [--phrases 200]

A project of so many made-up sentences is served by `dragoman review` as a process of its own and looked at in Chromium.
Opening is from the request to the first frame with the whole article, by the browser's clock; a key is timed from its
event to the end of the frame after it, while the saves go on; so are letters typed in between. A save is timed from the
question to the answer, beside what a bare write, fsync and rename of the same bytes takes in turn. The concordance asks
for two or three words that stand side by side in the memory, in English, each phrase once.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
from benchmarks.memory.texts import Source
from benchmarks.timing import machine, table
from playwright.sync_api import sync_playwright

from dragoman.catalog.catalog import Catalog
from dragoman.memory import Memory, Unit
from dragoman.memory.filling import FileState
from dragoman.model import State, Translation
from dragoman.project import read_project
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles

_HEAD = ("what", "times", "p50 ms", "p95 ms", "most ms", "wanted")
_CLOCK = """
window.painted = []; window.typed = [];
const after = (from, row) => requestAnimationFrame(() => {
  const line = new MessageChannel();
  line.port1.onmessage = () => row.push(performance.now() - from);
  line.port2.postMessage(0);
});
addEventListener("keydown", (event) => { if (event.key === "Enter") after(event.timeStamp, window.painted); }, true);
addEventListener("input", (event) => after(event.timeStamp, window.typed), true);
addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  if (document.body.dataset.ready && !window.opened) { window.opened = -1; after(0, window.opens = []); }
}).observe(document.body, { attributes: true }));
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=5000)
    parser.add_argument("--article", type=int, default=400)
    parser.add_argument("--saves", type=int, default=200)
    parser.add_argument("--memory", type=int, default=100_000)
    parser.add_argument("--phrases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory(prefix="dragoman-review-") as made:
        folder = Path(made)
        _project(folder, chosen.segments, chosen.article, chosen.seed)
        rows = [*_served(folder, chosen.saves), *_concordance(folder, chosen.memory, chosen.phrases, chosen.seed)]
    print(table(_HEAD, rows))


def _project(folder: Path, segments: int, long: int, seed: int) -> None:
    """Articles of sentences with drafts in Spanish, the first one long."""
    sentences = list(Source("en", seed).sentences(segments))
    (folder / "articles").mkdir()
    (folder / "dragoman.toml").write_text('source = "en"\nlanguages = ["es"]\n', encoding="utf-8")
    parts = [sentences[:long], *(sentences[at : at + 100] for at in range(long, segments, 100))]
    for number, part in enumerate(parts):
        text = "\n\n".join(" ".join(part[at : at + 4]) for at in range(0, len(part), 4))
        (folder / f"articles/news-{number:03}.md").write_text(text + "\n", encoding="utf-8")
    project = read_project(folder)
    extract(project, articles(project), ["es"])
    for path in sorted((folder / "locales/es").glob("*.po")):
        catalog = Catalog.read(path)
        for key in catalog.keys:
            catalog.put(key, Translation(key.text, State.DRAFT))
        catalog.write(path)


def _served(folder: Path, saves: int) -> list[Sequence[str]]:
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "review",
        "--port",
        "0",
        "--name",
        "Lea <l@example.org>",
        "-C",
        str(folder),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[2]
        opens, painted, typed = _looked_at(address, saves)
        taken, bare = _saved(address, folder, saves)
    finally:
        server.terminate()
        server.wait(timeout=20)
    limit = max(25.0, 3 * _percentile(bare, 0.95))
    return [
        _row("open the long article", opens, "300"),
        _row("key to the next text painted", painted, "p95 50"),
        _row("letter typed to painted, saves going on", typed, "–"),
        _row("durable save, asked and answered", taken, f"p95 {limit:.0f}"),
        _row("bare write, fsync, rename, fsync", bare, "–"),
    ]


def _looked_at(address: str, saves: int) -> tuple[list[float], list[float], list[float]]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    there = f"{address}article?article=articles/news-000.md&language=es"
    opens: list[float] = []
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(_CLOCK)
        for _ in range(11):
            page.goto(there)
            while not page.evaluate("window.opens?.length"):
                page.wait_for_timeout(20)
            opens.append(page.evaluate("window.opens[0]"))
            page.wait_for_timeout(1500)  # what it asks for afterwards is not the next one's
        for number in range(saves):
            page.keyboard.press("Enter")
            if number % 20 == 10:
                page.keyboard.press("e")
                page.keyboard.type("x")
                page.keyboard.press("Backspace")
                page.keyboard.press("Escape")
            page.wait_for_timeout(60)  # nobody reads faster
        painted, typed = page.evaluate("[window.painted, window.typed]")
        browser.close()
    return opens[1:], painted, typed


def _saved(address: str, folder: Path, saves: int) -> tuple[list[float], list[float]]:
    """Milliseconds of saves over HTTP and of bare writes of the same file, in turn."""
    origin = "/".join(address.split("/", 3)[:3])
    there = {"article": "articles/news-001.md", "language": "es"}
    file = folder / "locales/es/news-001.md.po"
    taken: list[float] = []
    bare: list[float] = []
    with httpx.Client(headers={"Origin": origin, "Content-Type": "application/json"}) as client:
        rows = client.post(f"{address}ask/sheet", content=json.dumps(there)).json()["rows"]
        for number in range(saves):
            row = rows[number % len(rows)]
            said = {
                **there,
                "id": row["id"],
                "text": f"{row['source']}",
                "seen": row["seen"],
                "approve": number % 2 == 0,
            }
            begun = time.perf_counter()
            answer = client.post(f"{address}ask/save", content=json.dumps(said)).json()
            taken.append(1000 * (time.perf_counter() - begun))
            assert "error" not in answer and not answer["theirs"], answer
            for fresh in answer["rows"]:
                rows[fresh["at"]] = fresh
            bare.append(_bare(file, folder / "bare.po"))
    return taken, bare


def _bare(file: Path, to: Path) -> float:
    data = file.read_bytes()
    begun = time.perf_counter()
    part = to.with_suffix(".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    part.replace(to)
    there = os.open(to.parent, os.O_RDONLY)
    os.fsync(there)
    os.close(there)
    return 1000 * (time.perf_counter() - begun)


def _concordance(folder: Path, segments: int, phrases: int, seed: int) -> list[Sequence[str]]:
    source = Source("en", seed)
    texts = list(source.sentences(segments))
    memory = Memory(folder / "memory.sqlite")
    with memory.filling() as filling:
        filling.put("made.tmx", FileState("made"), (Unit(text, f"«{text}»", "en", "es") for text in texts))
    chance = random.Random(seed)
    taken: list[float] = []
    hits = 0
    for _ in range(phrases):
        words = chance.choice(texts).strip(".").split(" ")
        at = chance.randrange(max(1, len(words) - 3))
        phrase = " ".join(words[at : at + chance.choice((1, 2, 3))])
        begun = time.perf_counter()
        found = memory.concordance(phrase, "en", "es", limit=30)
        taken.append(1000 * (time.perf_counter() - begun))
        hits += bool(found)
    memory.close()
    return [_row(f"concordance over {segments:,}, {100 * hits / phrases:.0f} % found", taken, "100")]


def _row(what: str, taken: Sequence[float], wanted: str) -> Sequence[str]:
    return (
        what, str(len(taken)), f"{statistics.median(taken):.1f}", f"{_percentile(taken, 0.95):.1f}",
        f"{max(taken):.1f}", wanted,
    )  # fmt: skip


def _percentile(taken: Sequence[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(share * len(taken)))]


if __name__ == "__main__":
    main()
