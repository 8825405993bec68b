"""How fast terms are found: dragoman beside a compiled regex, FlashText and two Aho-Corasick automata.

    python -m benchmarks.terminology [--megabytes N] [--peers-python PATH]

Glossaries of 1,000, 10,000 and 100,000 invented names are looked for in a text made of the sample newsroom's sentences
with such names in between, once in ASCII and once in seven scripts. Each tool is a process of its own and is given the
whole text; dragoman also pieces as long as an article (6,000 characters) and a sentence (160). Build and search are CPU
seconds, the best of three; memory is what the process has needed more than before it built. The automata give
raw hits: letters folded, no word borders, no capitals, overlapping. The regex is given a part of the text that it can
work through. PATH is the Python of an environment with flashtext, ahocorasick-rs and pyahocorasick; what is not
installed is named.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
from benchmarks.timing import machine, table

_HERE = Path(__file__).parent
_WORKER = _HERE / "terminology_tools.py"
_TOOLS = (
    "dragoman",
    "dragoman by article",
    "dragoman by sentence",
    "re",
    "flashtext",
    "ahocorasick-rs",
    "pyahocorasick",
)
_SIZES = (1_000, 10_000, 100_000)
_LIMIT_S = 900
_GAP = 18  # words between two names
_SYLLABLES = {
    "latin": ("b br d dr f g k l m n p r s sh t tr v z", "a e i o u ai ou"),
    "accents": ("b č d đ f ğ k ł m ñ p r š t ţ v ž", "á é î ó ü å ø"),
    "cyrillic": ("б бр в г д ж з к л м н п р с т ф х ц ч ш", "а е и о у я ё"),
    "arabic": ("ب ت ث ج ح خ د ذ ر ز س ش ص ط ع غ ف ق ك ل م ن ه", "ا و ي"),
    "hebrew": ("ב ג ד ז ח ט כ ל מ נ ס פ צ ק ר ש ת", "א ו י"),
    "devanagari": ("क ख ग घ च ज ट ड त द न प ब म य र ल व स ह", "ा ि ी ु े ो"),
    "chinese": (
        "丁 乐 云 亚 仁 伦 克 利 加 华 卡 图 坎 塔 奇 奥 娜 安 尔 山 巴 布 希 库 康 德 托 斯 明 林 格 梅 伯 伊 佩 兰",
        "杜 松 河 洛 海 港 特 瓦 白 石 科 维 罗 花 莫 诺 贝 费 达 迪 里 金 阿 雷 马 鲁 黎 龙 拉 文 普 曼 本 森 泰 米",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the names that stand in it, among others."""

    name: str
    text: str
    names: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=10, metavar="N", help="size of each text (default 10)")
    parser.add_argument("--peers-python", metavar="PATH", help="a Python that has the peers")
    chosen = parser.parse_args()
    rows: list[list[str]] = []
    for scripts in (("latin",), (*tuple(name for name in _SYLLABLES if name != "latin"), "latin")):
        for size in _SIZES:
            case = make(scripts, size, chosen.megabytes)
            rows += (_row(case, tool, size, chosen.peers_python) for tool in _TOOLS)
    print(machine())
    print(table(["text, terms, tool", "MB/s", "build s", "memory MB", "found"], rows))


def make(scripts: Sequence[str], size: int, megabytes: int) -> Case:
    """A text of so many megabytes with `size` names of its scripts; the same each time."""
    chance = random.Random(f"{scripts} {size}")
    names = list(dict.fromkeys(name for name in _names(scripts, size * 3, chance)))[:size]
    is_ascii = scripts == ("latin",)
    sentences = list(_sentences(is_ascii))
    weights = [1 / (rank + 20) for rank in range(len(names))]
    picked = iter(chance.choices(names, weights, k=megabytes * 20_000))
    pieces: list[str] = []
    length = 0
    while length < megabytes * 1_000_000:
        words = chance.choice(sentences).split(" ")
        at = chance.randrange(len(words) + 1)
        words.insert(at, next(picked))
        if len(words) > 2 * _GAP:
            words.insert(0, next(picked))
        pieces.append(" ".join(words))
        length += len(pieces[-1].encode()) + 1
    return Case("ASCII" if is_ascii else "mixed scripts", " ".join(pieces), tuple(names))


def _names(scripts: Sequence[str], count: int, chance: random.Random) -> Iterator[str]:
    """Invented names of one to three words; one in five is a common word, without capitals."""
    for _ in range(count):
        first, second = (part.split(" ") for part in _SYLLABLES[chance.choice(scripts)])

        def word(first: list[str] = first, second: list[str] = second) -> str:
            size = chance.randint(2, 4)
            return "".join(chance.choice(first) + chance.choice(second) for _ in range(size))

        words = [word() for _ in range(chance.choice((1, 2, 2, 2, 3)))]
        yield " ".join(words if chance.random() < 0.2 else [made[:1].upper() + made[1:] for made in words])


def _sentences(is_ascii: bool) -> Iterator[str]:
    """The sample newsroom's sentences: the English ones in ASCII, or all its languages'."""
    for path in sorted((_HERE.parent / "locales").rglob("*.po")):
        for entry in polib.pofile(str(path)):
            if is_ascii:
                yield unicodedata.normalize("NFKD", entry.msgid.replace("’", "'")).encode("ascii", "ignore").decode()
            else:
                yield from filter(None, (entry.msgid, entry.msgstr))


def _row(case: Case, tool: str, size: int, python: str | None) -> list[str]:
    head = f"{case.name}, {size:,}, {tool}"
    own = tool.startswith(("dragoman", "re"))
    if not own and not python:
        return [head, "–", "–", "–", "needs --peers-python"]
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "case.json")
        given.write_text(json.dumps({"text": case.text, "names": case.names, "tool": tool}), encoding="utf-8")
        command = [sys.executable if own else str(python), str(_WORKER), str(given)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT_S)
        except subprocess.TimeoutExpired:
            return [head, "–", "–", "–", f"more than {_LIMIT_S} s"]
    if done.returncode:
        return [head, "–", "–", "–", done.stderr.strip().split("\n")[-1]]
    found = json.loads(done.stdout)
    part = f" in {found['bytes'] / 1e6:.2f} MB" if found["bytes"] < 0.9 * len(case.text.encode()) else ""
    speed = found["bytes"] / 1e6 / found["search"]
    return [
        head, f"{speed:.1f}" if speed >= 1 else f"{speed:.3f}", f"{found['build']:.2f}", f"{found['memory']:.0f}",
        f"{found['hits']:,}{part}",
    ]  # fmt: skip


if __name__ == "__main__":
    main()
