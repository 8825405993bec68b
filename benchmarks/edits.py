"""Real Markdown articles edited at random: does each new text get its right old source? dragoman beside msgmerge.

    python -m benchmarks.edits FOLDER [--share 0.05] [--seed N] [--every N] [--unit sentence] [--no-peers]
                               [--limit SECONDS] [--report FILE]

Every tenth article of FOLDER is not edited; new sentences, paragraphs and words come from these, from the same
subfolder and script. In each of the others 5 % of the paragraphs of running text (one at least) are edited, each in
one of the ways of `benchmarks.editing`. Each letter knows where it stood, so the truth is known: the right old sources
of a new text are those that a third of its letters come from. Every old text was approved, with itself as its
translation.

A new text is one that the old catalog lacks. dragoman's texts are sentences, or paragraphs with `--unit paragraph`;
msgmerge (gettext's, with --previous) gets a catalog of whole paragraphs for each article, as po4a makes them. By tool:

right     of the new texts that have an old source, those that carry it (a joined text: one of them; msgmerge has room
          for one)
wrong     those that carry another one
missed    those that carry none
guessed   of the new texts that have no old source, those that carry one (not counted: one that a tenth comes from)
finished  of the sentences in paragraphs whose wording was edited, those with an approved translation
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polib
from benchmarks.editing import KINDS, NEW, Foreign, edited, foreign, spans
from benchmarks.timing import machine, table

from dragoman import Catalog
from dragoman.formats.reading import format_for, read_with, segmenter
from dragoman.model import Document, DragomanError, Key, State, Translation
from dragoman.segmentation.segmenters import keeping

_SHARE = 1 / 3  # of a new text's letters: the old text that so many come from is to be found
_PART = 1 / 10  # the old text that so many come from may be given
_REWORDED = frozenset(KINDS) - {"paragraph added", "paragraph replaced", "paragraph removed", "moved"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A text of the article: where it stands, and its Key."""

    start: int
    end: int
    key: Key


@dataclass(frozen=True, slots=True)
class New:
    """A new text, the kind of its edit, its right old sources, and what the tool gave it ("" for none)."""

    key: Key
    kind: str
    right: tuple[str, ...]
    partly: tuple[str, ...] = ()
    given: str = ""

    @property
    def verdict(self) -> str:
        if not self.given:
            return "missed" if self.right else "new"
        if not self.right:
            return "new" if any(source in self.given for source in self.partly) else "guessed"
        return "right" if any(source in self.given for source in self.right) else "wrong"


@dataclass(slots=True)
class Count:
    """What a tool did, by kind of edit."""

    verdicts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    late: int = 0


@dataclass(frozen=True)
class Case:
    """One edited article. `labels` say of each of its characters where it stood, and by which edit it came here."""

    path: str
    old: Document
    new: Document
    origins: tuple[int, ...]
    kinds: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--share", type=float, default=0.05, help="of the paragraphs, to be edited (default 0.05)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="edit every Nth article only")
    parser.add_argument("--unit", choices=("sentence", "paragraph"), default="sentence")
    parser.add_argument("--no-peers", action="store_true", help="dragoman alone")
    parser.add_argument("--limit", type=float, default=60, metavar="SECONDS", help="for msgmerge and one article")
    parser.add_argument("--report", type=Path, metavar="FILE", help="where to name every wrong and missed text")
    chosen = parser.parse_args()
    counts = {"dragoman": Count()} if chosen.no_peers else {"dragoman": Count(), "msgmerge": Count()}
    told: list[str] = []
    articles = 0
    for case in cases(chosen):
        articles += 1
        for tool, count in counts.items():
            for new in ours(case, chosen.unit, count) if tool == "dragoman" else merged(case, chosen.limit, count):
                count.verdicts[new.kind][new.verdict] += 1
                if new.verdict in ("wrong", "missed", "guessed"):
                    said = (tool, new.verdict, new.kind, case.path, new.key.text, " | ".join(new.right), new.given)
                    told.append("\t".join(" ".join(part.split()) for part in said) + "\n")
    if chosen.report:
        chosen.report.write_text("".join(told), encoding="utf-8")
    print(f"{machine()}; {articles} articles, seed {chosen.seed}, {chosen.share:.0%} of the paragraphs\n")
    print(report(counts))
    for tool, count in counts.items():
        if count.late:
            print(f"\n{tool} was ended at {chosen.limit:.0f} s in {count.late} articles: left out of its figures")


def cases(chosen: argparse.Namespace) -> Iterator[Case]:
    """Every article edited in which there was something to edit."""
    paths = sorted(path for path in chosen.folder.rglob("*") if path.suffix in (".md", ".markdown"))
    givers: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for path in paths[::10]:
        if document := _read(path.read_bytes(), path, chosen.unit):
            givers[path.parent.name, _script(document.text)].append(document)
    texts = {place: foreign(documents) for place, documents in givers.items()}
    for path in [path for at, path in enumerate(paths) if at % 10][:: chosen.every]:
        old = _read(path.read_bytes(), path, "sentence")
        if old is None:
            continue
        chance = random.Random(f"{chosen.seed} {path.relative_to(chosen.folder)}")
        given = texts.get((path.parent.name, _script(old.text)), Foreign((), ()))
        pieces = [piece for piece in edited(old, chance, given, chosen.share) if piece.letters.text]
        known = {Key(segment.text, segment.context) for segment in _read_again(old, path, chosen.unit).segments}
        new = _read("".join(piece.letters.text for piece in pieces).encode(old.encoding), path, chosen.unit, known)
        if new is None or new.data == old.data:
            continue
        origins = tuple(origin for piece in pieces for origin in piece.letters.origins)
        kinds = tuple(kind for piece in pieces for kind in [piece.kind] * len(piece.letters.text))
        yield Case(str(path.relative_to(chosen.folder)), _read_again(old, path, chosen.unit), new, origins, kinds)


def _read_again(old: Document, path: Path, unit: str) -> Document:
    return old if unit == "sentence" else _read(old.data, path, unit) or old


def _read(data: bytes, path: Path, unit: str, known: set[Key] | None = None) -> Document | None:
    """The article as `extract` reads it; None when it is refused."""
    cut = segmenter("en", unit)
    try:
        form = format_for(path.suffix)
        return read_with(form, data, keeping(known, cut) if known else cut, language="en", where=str(path))
    except DragomanError:
        return None


def _script(text: str) -> str:
    """The script of most letters of a text: LATIN, CJK …"""
    letters = Counter(unicodedata.name(letter, "?").split()[0] for letter in text[:4000] if letter.isalpha())
    return letters.most_common(1)[0][0] if letters else ""


# The truth


def _truths(case: Case, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[New]:
    """The new texts with their right old sources, each text once."""
    known = {unit.key for unit in old}
    holder = [-1] * len(case.old.text)
    for number, unit in enumerate(old):
        holder[unit.start : unit.end] = [number] * (unit.end - unit.start)
    seen: set[Key] = set()
    for unit in new:
        if unit.key in known or unit.key in seen:
            continue
        seen.add(unit.key)
        places = [at for at in range(unit.start, unit.end) if case.new.text[at].isalnum()]
        sources = Counter(
            old[holder[case.origins[at]]].key.text
            for at in places
            if case.origins[at] != NEW and holder[case.origins[at]] >= 0
        )
        right, partly = (
            tuple(text for text, count in sources.most_common() if count >= share * len(places))
            for share in (_SHARE, _PART)
        )
        yield New(unit.key, _kind(case, unit), right, partly)


def _kind(case: Case, unit: Unit) -> str:
    kinds = Counter(kind for kind in case.kinds[unit.start : unit.end] if kind)
    return kinds.most_common(1)[0][0] if kinds else "beside an edit"


# dragoman


def ours(case: Case, unit: str, count: Count) -> Iterator[New]:
    old = [Unit(start, end, segment.key) for start, end, segment in spans(case.old)]
    new = [Unit(start, end, segment.key) for start, end, segment in spans(case.new)]
    catalog = Catalog.new("es", "en", case.path)
    catalog.update(case.old.segments, article=case.path)
    for key in catalog.keys:
        catalog.put(key, Translation(key.text, State.APPROVED))
    catalog.update(case.new.segments, article=case.path)
    for text in _truths(case, old, new):
        now = catalog.translation(text.key)
        given = "" if now is None else now.previous.text if now.previous else now.text
        yield replace(text, given=given)
    for sentence in new:
        if (kind := _kind(case, sentence)) in _REWORDED:
            now = catalog.translation(sentence.key)
            done = now is not None and now.state is State.APPROVED
            count.verdicts[kind]["finished" if done else "unfinished"] += 1


# msgmerge


def merged(case: Case, limit: float, count: Count) -> Iterator[New]:
    old, new = _paragraphs(case.old), _paragraphs(case.new)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _po(old, translated=True).save(f"{folder}/old.po")
        _po(new, translated=False).save(f"{folder}/new.pot")
        command = [
            "msgmerge",
            "--quiet",
            "--previous",
            f"{folder}/old.po",
            f"{folder}/new.pot",
            "-o",
            f"{folder}/out.po",
        ]
        try:
            subprocess.run(command, timeout=limit, check=True, capture_output=True)
        except subprocess.TimeoutExpired:
            count.late += 1
            return
        entries = {entry.msgid: entry for entry in polib.pofile(f"{folder}/out.po") if not entry.obsolete}
    for text in _truths(case, old, new):
        entry = entries[text.key.text]
        yield replace(text, given=(entry.previous_msgid or entry.msgstr) if entry.msgstr else "")
    approved = [unit for unit in new if (entry := entries[unit.key.text]).msgstr and not entry.fuzzy]
    for start, end, segment in spans(case.new):
        if (kind := _kind(case, Unit(start, end, segment.key))) in _REWORDED:
            done = any(unit.start <= start and end <= unit.end for unit in approved)
            count.verdicts[kind]["finished" if done else "unfinished"] += 1


def _paragraphs(document: Document) -> list[Unit]:
    """Whole blocks, spelled as in the article, on one line."""
    blocks: dict[int, list[tuple[int, int]]] = {}
    for start, end, segment in spans(document):
        blocks.setdefault(segment.block.index, []).append((start, end))
    text = document.text
    rows = [(row[0][0], row[-1][1]) for row in blocks.values()]
    return [Unit(start, end, Key(" ".join(text[start:end].split()))) for start, end in rows if text[start:end].strip()]


def _po(units: Sequence[Unit], *, translated: bool) -> polib.POFile:
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
    for text in dict.fromkeys(unit.key.text for unit in units):
        po.append(polib.POEntry(msgid=text, msgstr=text if translated else ""))
    return po


# The table


def report(counts: Mapping[str, Count]) -> str:
    head = ("edit, tool", "new texts", "right", "wrong", "missed", "without a source", "guessed", "finished")
    rows = []
    for kind in (*KINDS, "beside an edit", "all"):
        for tool, count in counts.items():
            facts = sum(count.verdicts.values(), Counter()) if kind == "all" else count.verdicts.get(kind, Counter())
            if facts:
                rows.append((f"{kind}, {tool}", *_cells(facts)))
    return table(head, rows)


def _cells(facts: Counter[str]) -> tuple[str, ...]:
    have = facts["right"] + facts["wrong"] + facts["missed"]
    sentences = facts["finished"] + facts["unfinished"]
    return (
        str(have),
        *(_percent(facts[name], have) for name in ("right", "wrong", "missed")),
        str(facts["new"] + facts["guessed"]),
        _percent(facts["guessed"], facts["new"] + facts["guessed"]),
        _percent(facts["finished"], sentences),
    )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


if __name__ == "__main__":
    sys.exit(main())
