"""What other people's tools do to our catalogs, and what is left after `extract` and `check`: one row a tool.

    python -m benchmarks.po_editors [TOOL…]

Each tool opens and saves the catalog of a small article in which stands what can stand in one: entries of every state,
notes, a waiver, an engine's comments, obsolete pairs. Real programs are run: editors with a window under Xvfb, their
keys pressed by xdotool. A tool that is not installed is named with what is missing.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.catalog import Catalog
from dragoman.catalog.entry import Entry
from dragoman.catalog.reader import read_po
from dragoman.model import DragomanError, Key, Origin, State, Translation, digest
from dragoman.project import Project, find_project
from dragoman.workflow.check import check
from dragoman.workflow.extract import extract
from dragoman.workflow.reading import articles

PO = "locales/es/harbour.md.po"
BEFORE = """# Harbour reopens after storm

The harbour of Port Ellis reopened on Monday after 12 days, and the first of two ships was towed in before noon.
The pier was safe. Two ships waited. Nobody was hurt.

See [the list](https://port.example/list) of ferries. It is long. The mayor said “thank you”, and left at 9 o’clock.
"""
AFTER = BEFORE.replace("was safe", "is safe").replace("It is long. ", "")
LINES = {  # what people write above entries
    "Two ships waited.": "# the second one is the Alma",
    "Nobody was hurt.": "# waive: numbers until 2031-01-31, the desk has looked",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """`save` opens and saves the file; `needs` are programs, `modules` Python modules that it cannot do without."""

    save: Callable[[Path], None]
    needs: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def missing(self) -> str:
        """What is not installed; "" when all is there."""
        programs = [name for name in self.needs if shutil.which(name) is None]
        return ", ".join([*programs, *(name for name in self.modules if importlib.util.find_spec(name) is None)])


@dataclass(frozen=True, slots=True)
class Row:
    """What a save and the `extract` behind it left. Each count is `kept of how many there were`."""

    same_entries: str
    comments: str
    derived: str
    previous: str
    obsolete: str
    headers: str
    approved: str
    states: str
    findings: str


def main(names: list[str]) -> None:
    print("| tool | version | " + " | ".join(Row.__dataclass_fields__) + " |")
    print("|---" * (2 + len(Row.__dataclass_fields__)) + "|")
    for name, tool in TOOLS.items():
        if names and name not in names:
            continue
        if tool.missing:
            print(f"| {name} | not run: {tool.missing} is not installed |")
            continue
        row = measure(tool)
        print(
            f"| {name} | {versions(name)} | "
            + " | ".join(getattr(row, field) for field in Row.__dataclass_fields__)
            + " |"
        )


def versions(name: str) -> str:
    """The version of a tool that is installed, as it says itself."""
    if name in ("polib", "Babel"):
        return importlib.metadata.version(name.lower())
    program = _VERSIONS.get(name, name.split()[0])
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=60)
    if not done.stdout.strip() or name == "OmegaT":  # a program that would open its window
        done = subprocess.run(
            ["dpkg-query", "-W", "-f", "${Version}", program], capture_output=True, text=True, check=False
        )
    found = re.search(r"\d+(?:\.\d+)+", done.stdout)
    return found.group() if found else "?"


def measure(tool: Tool) -> Row:
    """The row of one tool, from a project of its own."""
    with project() as opened:
        path = opened.file(PO)
        before = path.read_bytes()
        was = found(opened)
        tool.save(path)
        saved = path.read_bytes()
        extract(opened, articles(opened), opened.languages)
        return _row(before, saved, path.read_bytes(), was, found(opened))


@contextmanager
def project() -> Iterator[Project]:
    """A project with one article, translated in part, edited, and extracted again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "articles").mkdir()
        (folder / "dragoman.toml").write_text('source = "en"\nlanguages = ["es"]\narticles = ["articles"]\n')
        opened = find_project(folder)
        article = folder / "articles" / "harbour.md"
        article.write_text(BEFORE, encoding="utf-8")
        extract(opened, articles(opened), opened.languages)
        path = opened.file(PO)
        catalog = Catalog.parse(path.read_bytes())
        for at, key in enumerate(catalog.keys):
            if (translation := _translation(key, at)) is not None:
                catalog.put(key, translation)
        path.write_bytes(_with_lines(catalog.data))
        article.write_text(AFTER, encoding="utf-8")
        extract(opened, articles(opened), opened.languages)
        yield opened


def _translation(key: Key, at: int) -> Translation | None:
    text = f"«{key.text}», dicho en español por una persona de la redacción."
    if key.text.startswith("Two ships"):
        return Translation(text, State.DRAFT, Origin("apertium", "eng-spa", "2026-11-22", digest(text)))
    if key.text.startswith("Nobody"):
        return Translation(text, State.DRAFT)
    if key.text.startswith("The mayor"):
        return None
    return Translation(text.replace("«See", "«Vea"), State.APPROVED)


def _with_lines(data: bytes) -> bytes:
    po = read_po(data)
    raws = [entry.raw if entry.source not in LINES else f"{LINES[entry.source]}\n{entry.raw}" for entry in po.entries]
    return ("".join(raws) + po.tail).encode()


def found(opened: Project) -> tuple[set[tuple[Key, str, str]], set[tuple[str, str, str]]]:
    """Key, state and text of each segment; check, source and message of each finding."""
    catalog = Catalog.parse(opened.file(PO).read_bytes())
    states = {
        (key, str(now.state) if now else "missing", now.text if now else "")
        for key in catalog.keys
        for now in [catalog.translation(key)]
    }
    report = check(opened, articles(opened), opened.languages)
    return states, {(each.check, each.source, each.message) for each in report.findings}


def _row(
    before: bytes,
    saved: bytes,
    after: bytes,
    was: tuple[set[tuple[Key, str, str]], set[tuple[str, str, str]]],
    now: tuple[set[tuple[Key, str, str]], set[tuple[str, str, str]]],
) -> Row:
    old, new = (_entries(data) for data in (before, saved))
    live = [entry for entry in old.values() if not entry.obsolete and not entry.is_header]
    headers = [set(_header(each).split("\n")) - {""} for each in (old, new)]
    last = {(entry.source, entry.target) for entry in _entries(after).values() if not entry.is_fuzzy}
    approved = [
        (entry.source, entry.target) for entry in old.values() if entry.has_text and not entry.is_fuzzy and entry.source
    ]

    def kept(kind: str) -> str:
        lines = [(entry.ident, line.rstrip()) for entry in live for line in entry.lines(kind)]
        there = {(ident, line.rstrip()) for ident, entry in new.items() for line in entry.lines(kind)}
        return _of(sum(line in there for line in lines), len(lines))

    same = sum(each.ident in new and new[each.ident].raw.strip("\n") == each.raw.strip("\n") for each in live)
    gone = [entry for entry in old.values() if entry.obsolete]
    stale = [entry for entry in live if entry.previous]
    return Row(
        same_entries=_of(same, len(live)),
        comments=kept("#"),
        derived=kept("."),
        previous=_of(sum(e.ident in new and new[e.ident].previous == e.previous for e in stale), len(stale)),
        obsolete=_of(sum(e.ident in new and new[e.ident].targets == e.targets for e in gone), len(gone)),
        headers=_of(len(headers[0] & headers[1]), len(headers[0])),
        approved=_of(sum(pair in last for pair in approved), len(approved)),
        states=_of(len(was[0] & now[0]), len(was[0])),
        findings=_of(len(was[1] & now[1]), len(was[1])) + (f", {len(now[1] - was[1])} new" if now[1] - was[1] else ""),
    )


def _of(kept: int, whole: int) -> str:
    return "all" if kept == whole else f"{kept} of {whole}"


def _entries(data: bytes) -> dict[object, Entry]:
    return {entry.ident: entry for entry in read_po(data).entries}


def _header(entries: dict[object, Entry]) -> str:
    return next((entry.target for entry in entries.values() if entry.is_header), "")


# The tools


def _command(*words: str) -> Callable[[Path], None]:
    def save(path: Path) -> None:
        done = subprocess.run([*words, str(path)], capture_output=True, check=True)
        path.write_bytes(done.stdout)

    return save


def _msgmerge(path: Path) -> None:
    """Against the template that our own sources make, as Weblate's add-on and other set-ups do."""
    template = path.with_suffix(".pot")
    empty = subprocess.run(["msgattrib", "--no-obsolete", "--empty", str(path)], capture_output=True, check=True)
    template.write_bytes(empty.stdout)
    done = subprocess.run(
        ["msgmerge", "--quiet", "--previous", str(path), str(template)], capture_output=True, check=True
    )
    path.write_bytes(done.stdout)
    template.unlink()


def _polib(path: Path) -> None:
    import polib

    polib.pofile(str(path)).save()


def _babel(path: Path) -> None:
    from babel.messages.pofile import read_po as read
    from babel.messages.pofile import write_po as write

    # Babel refuses a header whose revision date is empty, as it is until an editor has saved the file
    dated = path.read_bytes().replace(b"PO-Revision-Date: \\n", b"PO-Revision-Date: 2026-11-22 10:00+0000\\n")
    catalog = read(io.BytesIO(dated))
    with path.open("wb") as file:
        write(file, catalog)


def _toolkit(path: Path) -> None:
    """Debian's package is for the system's Python; one in this environment goes first."""
    script = (
        "import sys; from translate.storage import pypo; store = pypo.pofile.parsefile(sys.argv[1]); "
        "store.unit_changed = True; store.savefile(sys.argv[1])"
    )
    python = sys.executable if importlib.util.find_spec("translate") else "/usr/bin/python3"
    subprocess.run([python, "-c", script, str(path)], capture_output=True, check=True)


def _omegat(path: Path) -> None:
    """Source files in, target files out, without a window: what OmegaT's users get by “Create translated documents”."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "job"
        for name in ("source", "target", "tm", "omegat", "glossary", "dictionary"):
            (folder / name).mkdir(parents=True)
        names = ["source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir"]
        places = "".join(f"<{name}>__DEFAULT__</{name}>" for name in names)
        (folder / "omegat.project").write_text(
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<omegat><project version="1.0">'
            f"{places}<source_lang>EN</source_lang><target_lang>ES</target_lang>"
            "<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>"
            "<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok><sentence_seg>false</sentence_seg>"
            "<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>"
            "</project></omegat>",
            encoding="utf-8",
        )
        shutil.copy(path, folder / "source" / "a.po")
        with _home() as home:
            subprocess.run(
                ["omegat", str(folder), "--mode=console-translate"],
                env=home,
                capture_output=True,
                check=True,
                timeout=180,
            )
        shutil.copy(folder / "target" / "a.po", path)


def _window(program: str, title: str, keys: str) -> Callable[[Path], None]:
    """Opens the file in a program with a window, presses `keys`, and closes it when the file has been saved."""

    def save(path: Path) -> None:
        with _home() as home:
            # The file's time tells that it was saved; it is set back, so that a save within the same second shows.
            os.utime(path, (1, 1))
            name, seen = shlex.quote(str(path)), f"xdotool search --onlyvisible --name {shlex.quote(title)}"
            press = "; ".join(f"xdotool key {key}; sleep 1" for key in keys.split())
            script = (
                f"{program} {name} & child=$!; for i in $(seq 100); do {seen} && break; sleep 0.3; done; "
                f"sleep 4; {seen} windowfocus; sleep 1; {press}; "
                f"for i in $(seq 30); do [ $(stat -c %Y {name}) != 1 ] && break; sleep 0.3; done; "
                "sleep 1; kill $child; wait"
            )
            words = ["xvfb-run", "-a", "dbus-run-session", "bash", "-c", script]
            subprocess.run(words, env=home, cwd=path.parent, capture_output=True, check=False, timeout=180)
        if path.stat().st_mtime == 1:
            raise DragomanError(f"{program} has not saved the file within a minute")

    return save


@contextmanager
def _home() -> Iterator[dict[str, str]]:
    """An environment with settings of nobody's."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        (Path(home) / ".config").mkdir()
        (Path(home) / ".config" / "lokalizerc").write_text(
            "[Identity]\nauthorName=Ana\nauthorLocalizedName=Ana\nauthorEmail=ana@news.example\n"
            "defaultLangCode=es\ndefaultMailingList=es@news.example\n"
        )
        yield {**os.environ, "HOME": home, "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": f"{home}/.config"}
        time.sleep(0.5)


_VERSIONS = {"translate-toolkit": "pot2po", "Poedit": "poedit", "Lokalize": "lokalize", "OmegaT": "omegat"}
_SCREEN = ("xvfb-run", "xdotool", "dbus-run-session")
TOOLS = {
    "msgcat": Tool(_command("msgcat"), ("msgcat",)),
    "msgcat --no-wrap": Tool(_command("msgcat", "--no-wrap"), ("msgcat",)),
    "msgattrib --no-obsolete": Tool(_command("msgattrib", "--no-obsolete"), ("msgattrib",)),
    "msgconv": Tool(_command("msgconv", "-t", "UTF-8"), ("msgconv",)),
    "msgmerge": Tool(_msgmerge, ("msgmerge", "msgattrib")),
    "polib": Tool(_polib, modules=("polib",)),
    "Babel": Tool(_babel, modules=("babel",)),
    "translate-toolkit": Tool(_toolkit, ("pot2po",)),
    "Poedit": Tool(_window("poedit", "Poedit", "ctrl+s"), ("poedit", *_SCREEN)),
    "Lokalize": Tool(_window("lokalize --noprojectscan", "Lokalize", "ctrl+u ctrl+u ctrl+s"), ("lokalize", *_SCREEN)),
    "OmegaT": Tool(_omegat, ("omegat",)),
}

if __name__ == "__main__":
    main(sys.argv[1:])
